"""A work as a library holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from silit.model.claims import Evidence
from silit.model.integrity import Integrity
from silit.model.work import Work


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """Which source described the work, under which identifier, and when it was asked (ISO time, "" where none)."""

    source: str
    source_id: str
    retrieved: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A work with its cite key and everything that people and sources have said about it.

    `study_type` is the one a source states, else the one derived from the work; `provenance` names the source of each field of the work (`user` for what was edited).
    `other_keys` are earlier cite keys of entries that were joined into this one: they still work.
    """

    cite_key: str
    work: Work
    study_type: str = "unknown"
    tags: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    integrity: Integrity = field(default_factory=lambda: Integrity("not-checked"))
    records: tuple[RecordSummary, ...] = ()
    notes: tuple[str, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)
    other_keys: tuple[str, ...] = ()
    added: str = ""
