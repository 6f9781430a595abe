"""What the user of another program wrote into a RIS record: notes, labels of a screening, and the marks of silit's own export."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from silit.formats.inline_html import clean_line
from silit.formats.ris_ids import is_only_a_doi
from silit.formats.tagged_fields import Fields
from silit.formats.told_integrity import relations_told
from silit.model.study_types import STUDY_TYPES
from silit.model.terms import Relation

# The notes of silit's own export begin so; those of its user that do, with OWN_NOTE before them.
OWN = "silit: "
OWN_TAGS = "silit: tags: "
OWN_INTEGRITY = "silit: integrity: "
OWN_STUDY_TYPE = "silit: study type: "
OWN_NOTE = "silit: note: "
PROVIDER = "silit"

# Lines that databases write about the export itself.
_BOOKKEEPING = re.compile(
    r"(?:Export Date|Cited By|(?:Total )?Times Cited[^:]*|Cited Reference Count|Last updated|Date revised|Record ID|Reference Type|"
    r"Correspondence Address|CODEN|Call Number)\s*[:-].*"
    r"|.*\bJournal Subset:.*|.*\bNLM UID: \d+\.?",
    re.IGNORECASE,
)
# What Scopus writes into notes of its own, each to its end.
_SCOPUS = re.compile(
    r"(?:References|Chemicals/CAS|Tradenames|Manufacturers|Funding details|Funding text ?\d*|Sequence Databases)\s*:"
)
# EndNote's way with a paper of PubMed: ISSN, full names, types and country, a line each, down to PubMed's own short form.
_ENDNOTE_START = re.compile(r"\d{4}-\d{3}[\dXx]")
_ENDNOTE_END = re.compile(r".*\. (?:1[89]|20)\d\d\b.*[:;.].*")
_ASREVIEW = re.compile(r"\bASReview_(relevant|irrelevant|not_seen|prior)\b\.?", re.IGNORECASE)
_RAYYAN = re.compile(r"RAYYAN-(INCLUSION|LABELS|EXCLUSION-REASONS)\s*:\s*(\{[^}]*\}|[^|]*)", re.IGNORECASE)
_RAYYAN_WORD = re.compile(r'=>\s*"([^"]*)"')
_TAG_MARK = re.compile(r"<[/!]?[A-Za-z][^<>]{0,200}>|<!--[^<>]{0,200}>")
_BLOCK_END = re.compile(r"</(?:p|div|li|h[1-6]|blockquote)>|<br\s*/?>", re.IGNORECASE)


def is_silits(fields: Fields) -> bool:
    """Whether silit wrote the record."""
    return fields.first("DP") == PROVIDER


def tags(fields: Fields) -> tuple[str, ...]:
    """The tags that a record gives: silit's own, the decisions and labels of ASReview and Rayyan."""
    found = list(own_tags(fields))
    for note in fields.every("N1", "RN"):
        found += [f"asreview-{match[1].lower().replace('_', '-')}" for match in _ASREVIEW.finditer(note)]
        found += [tag for match in _RAYYAN.finditer(note) for tag in _rayyan_tags(match[1].upper(), match[2])]
    return tuple(dict.fromkeys(filter(None, found)))


def own_tags(fields: Fields) -> list[str]:
    """The tags in silit's own export."""
    return [tag for line in own_lines(fields, OWN_TAGS) for tag in line.split(", ") if tag]


def own_relations(fields: Fields) -> tuple[Relation, ...]:
    """What silit's own export says of a paper that was retracted, or else marked."""
    return tuple(link for line in own_lines(fields, OWN_INTEGRITY) for link in relations_told(line))


def own_study_type(fields: Fields) -> str:
    """The study type in silit's own export, "" where it has none that silit names."""
    told = (line for line in own_lines(fields, OWN_STUDY_TYPE) if line in STUDY_TYPES and line != "unknown")
    return next(told, "")


def notes(fields: Fields) -> tuple[str, ...]:
    """The notes of a record as plain text, each once, without what databases say about their export."""
    return tuple(dict.fromkeys(filter(None, _notes(fields))))


def plain_note(text: str) -> str:
    """A note as plain text: the HTML of Zotero and Mendeley is undone, its paragraphs and the note's lines stay."""
    if _TAG_MARK.search(text):
        text = html.unescape(_TAG_MARK.sub("", _BLOCK_END.sub("\n", text.replace("\n", " "))))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def own_lines(fields: Fields, mark: str) -> list[str]:
    """What stands behind one of silit's marks in its own export."""
    notes = fields.every("N1") if is_silits(fields) else []
    return [note.removeprefix(mark) for note in notes if note.startswith(mark)]


def _notes(fields: Fields) -> Iterator[str]:
    own = is_silits(fields)
    for note in fields.every("N1", "RN"):
        if own:
            if note.startswith(OWN_NOTE) or not note.startswith(OWN):
                yield own_note(note)
            continue
        lines = _of_the_user(fields, _RAYYAN.sub("", _ASREVIEW.sub("", note)).split("\n"))
        text = "\n".join(line for line in lines if not _BOOKKEEPING.fullmatch(line.strip())).strip(" |\n")
        if text and not is_only_a_doi(text):
            yield plain_note(text)


def _of_the_user(fields: Fields, lines: list[str]) -> list[str]:
    """The lines of a note without what Scopus, or EndNote for PubMed, has put there."""
    if "scopus" in fields.first("DB").casefold() and _SCOPUS.match(lines[0]):
        return []
    if fields.first("DP") == "NLM" and _ENDNOTE_START.fullmatch(lines[0].strip()):
        ends = [number for number, line in enumerate(lines, 1) if _ENDNOTE_END.fullmatch(line)]
        return lines[ends[0] :] if ends else lines
    return lines


def own_note(note: str) -> str:
    """A note of silit's export as its user wrote it, blanks aside."""
    return "\n".join(" ".join(line.split()) for line in note.removeprefix(OWN_NOTE).split("\n")).strip()


def _rayyan_tags(kind: str, text: str) -> list[str]:
    words = _RAYYAN_WORD.findall(text) if text.startswith("{") else text.split(",")
    prefix = {"INCLUSION": "rayyan-", "EXCLUSION-REASONS": "excluded: "}.get(kind, "")
    return [
        prefix + (word.lower() if kind == "INCLUSION" else word) for word in map(clean_line, words) if word
    ]
