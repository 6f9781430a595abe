"""Languages in whatever way a file names them, as BCP 47 tags."""

from __future__ import annotations

import re

from silit.formats.marc_languages import bcp47
from silit.model.languages import ENGLISH_NAMES

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_CODE_OF_NAME = {name.lower(): code for code, name in ENGLISH_NAMES.items()}


def language_tag(text: str) -> str:
    """ "en-GB" from "EN_GB", "de" from "German" and "ger" (MARC's code); "" for what is no language tag (RFC 5646)."""
    if code := _CODE_OF_NAME.get(text.strip().lower()):
        return code
    if not _TAG.fullmatch(text):
        return ""
    primary, *rest = text.replace("_", "-").split("-")
    if not (language := bcp47(primary)):
        return ""
    # Regions are written in capitals (RFC 5646, 2.1.1).
    return "-".join([language, *(part.upper() if len(part) == 2 else part for part in rest)])
