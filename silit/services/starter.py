"""The bundled collection: real papers on the sacroiliac joint, with example claims that have papers on both sides."""

from __future__ import annotations

from importlib import resources
from io import BytesIO

from silit.formats.starter_claims import StarterClaim, read_claims
from silit.formats.starter_csv import read_file
from silit.library import Action, Library
from silit.library.evidence import evidence_of_works, find_claim, put_claim, put_evidence
from silit.library.index import index_again
from silit.library.works import ids_of_identifiers
from silit.model.claims import Evidence
from silit.services.store import Stored, store_records

_EXAMPLE_NOTE = "Example of the starter collection, from the paper's title and conclusion: read it before relying on this."


def add_starter(library: Library) -> Stored:
    """Adds the starter collection; papers that are there already are joined, and what the user judged stays."""
    stored = Stored()
    data = resources.files("silit.data")
    with library.changing(Action("init", "the starter collection")):
        results = list(read_file(BytesIO(data.joinpath("starter.csv").read_bytes())))
        stored.problems.extend(problem for result in results for problem in result.problems)
        store_records(library, (result.value for result in results if result.value is not None), stored)
        for example in read_claims(data.joinpath("starter_claims.toml").read_text(encoding="utf-8")):
            _add_example(library, example)
    return stored


def _add_example(library: Library, example: StarterClaim) -> None:
    slug = example.claim.slug
    if find_claim(library.connection, slug) is None:
        put_claim(library.connection, example.claim)
    for stance in example.stances:
        for work_id in ids_of_identifiers(library.connection, [(stance.work.scheme, stance.work.value)]):
            if any(
                known.claim == slug for known in evidence_of_works(library.connection, [work_id])[work_id]
            ):
                continue
            evidence = Evidence("", slug, stance.stance, note=_EXAMPLE_NOTE, example=True)
            put_evidence(library.connection, work_id, evidence)
            index_again(library.connection, [work_id])
