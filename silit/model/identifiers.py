"""Identifiers of works and people, in one normal form each."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identifier:
    """`scheme` is doi, pmid, pmcid, isbn, issn, nihms, nbk (NCBI Bookshelf), ppr (Europe PMC preprint), arxiv, trial or
    shortdoi; `value` its normal form: a bare lower-case DOI, a PMID without leading zeros, "PMC123", digits of an ISBN-13."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"
