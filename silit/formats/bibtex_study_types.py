"""The study type of a work in a .bib file: a field of its own, for which no program has a name.

BibTeX's programs pass over fields that they do not know, so there it is called what it is. biblatex's data model lets an
entry have only the fields that it names, and biber's tool mode drops all others: there it is `verbc`, one of the custom
fields that every type has and no standard style prints (manual, 2.2.4); silit's other values without a field of their own
have the rest of them (`biblatex_fields`).
"""

from __future__ import annotations

from collections.abc import Mapping

from silit.model.entries import Entry
from silit.model.study_types import STUDY_TYPES

_FIELD_OF = {"bibtex": "studytype", "biblatex": "verbc"}
STUDY_TYPE_FIELDS = tuple(_FIELD_OF.values())
_SAYING = frozenset(STUDY_TYPES) - {"unknown"}


def study_type_fields(entry: Entry, dialect: str) -> dict[str, str]:
    """The field with the entry's study type, stated or derived; none where it is unknown.

    A derived one is written too: it may rest on PubMed's publication types and MeSH, which the file does not have.
    """
    return {_FIELD_OF[dialect]: f"{{{entry.study_type}}}"} if entry.study_type in _SAYING else {}


def study_type_of(fields: Mapping[str, str]) -> str:
    """The study type that the fields tell, "" where they tell none that silit names."""
    told = (fields.get(name, "").strip() for name in STUDY_TYPE_FIELDS)
    return next((text for text in told if text in _SAYING), "")


def is_study_type(text: str) -> bool:
    """Whether silit may have written this; `verbc` may hold whatever a person keeps there."""
    return text in STUDY_TYPES
