"""One work as a page of text: the reference, what was judged, whether it still stands, and where it all came from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from silit.cli.screen import bold, columns, dim
from silit.markup import plain, to_text
from silit.model.archives import archive_numbers, archive_page, shown_number
from silit.model.claims import Evidence
from silit.model.entries import Entry
from silit.styles import STYLES

_STATUS = {
    "retracted": "RETRACTED - do not cite it as if it stood",
    "concern": "an expression of concern has been published",
    "corrected": "a correction has been published",
    "superseded": "there is a newer version",
    "none-found": "no retraction, concern or correction found",
    "not-checked": "not checked yet (no source has been asked; `silit add` with its PMID or DOI asks)",
}
_LABEL_WIDTH = 11


def sheet(entry: Entry, cited_in: Sequence[str] = ()) -> str:
    """The text that `silit show` prints for one work; `cited_in` are the articles that cite it."""
    width = columns(piped=100, most=110)
    lines = [bold(entry.cite_key)]
    lines.append(_wrapped(to_text(STYLES["vancouver"](entry.work, entry.integrity)), width))
    lines.append("")
    for label, text in _facts(entry):
        lines.append(_field(label, text, width))
    for evidence in entry.evidence:
        lines.extend(_judgement(evidence, width))
    for note in entry.notes:
        lines.append(_field("note", note, width))
    if cited_in:
        lines.append(_field("cited in", ", ".join(cited_in), width))
    if entry.work.abstract:
        lines.extend(("", _wrapped(entry.work.abstract, width)))
    lines.extend(("", *_origin(entry, width)))
    return "\n".join(lines)


def _facts(entry: Entry) -> Iterator[tuple[str, str]]:
    work = entry.work
    yield "standing", _standing(entry)
    yield "study type", entry.study_type
    if entry.tags:
        yield "tags", ", ".join(entry.tags)
    if numbers := archive_numbers(work):
        yield "archived", ", ".join(f"{shown_number(one)} {archive_page(one)}" for one in numbers)
    if work.original_title:
        yield "original", plain(work.original_title)
    if work.accessed:
        yield "accessed", work.accessed.iso
    types = ", ".join(kind.label for kind in work.publication_types)
    if types:
        yield "published as", types
    major = [heading.descriptor for heading in work.mesh if heading.major]
    if major:
        yield "about", "; ".join(major)
    if work.keyword:
        yield "keywords", "; ".join(work.keyword)
    for relation in work.relations:
        target = f" {relation.target}" if relation.target else ""
        yield "linked", f"{relation.kind}{target} {relation.citation}".strip()
    if entry.other_keys:
        yield "also", ", ".join(entry.other_keys)


def _standing(entry: Entry) -> str:
    integrity = entry.integrity
    text = _STATUS[integrity.status]
    if integrity.sources:
        text += f" ({', '.join(integrity.sources)}, {integrity.checked})"
    return text


def _judgement(evidence: Evidence, width: int) -> Iterator[str]:
    who = (
        "example of the starter collection, not judged by you yet"
        if evidence.example
        else f"judged by {evidence.judged_by or 'you'}"
    )
    when = f", {evidence.judged_on}" if evidence.judged_on else ""
    place = f" [{evidence.locator}]" if evidence.locator else ""
    yield _field("stance", f"{evidence.stance} {evidence.claim}{place} ({who}{when})", width)
    if evidence.quote:
        yield _field("", f"“{evidence.quote}” - {QUOTE_CHECKS[evidence.quote_check]}", width)
    if evidence.note:
        yield _field("", evidence.note, width)


QUOTE_CHECKS = {
    "found": "found in the abstract",
    "not-found": "NOT found in the abstract",
    "no-abstract": "no abstract to check it against",
    "": "not checked",
}


def _origin(entry: Entry, width: int) -> Iterator[str]:
    for record in entry.records:
        when = f", {record.retrieved[:10]}" if record.retrieved else ""
        yield _field("from", f"{record.source} {record.source_id}{when}", width)
    by_source: dict[str, list[str]] = {}
    for name, source in entry.provenance.items():
        by_source.setdefault(source, []).append(name)
    for source, names in sorted(by_source.items()):
        yield _field("", f"{source}: {', '.join(sorted(names))}", width)


def _field(label: str, text: str, width: int) -> str:
    indent = " " * (_LABEL_WIDTH + 2)
    body = textwrap.fill(" ".join(text.split()), width, initial_indent=indent, subsequent_indent=indent)
    return dim(label.ljust(_LABEL_WIDTH)) + body[_LABEL_WIDTH:]


def _wrapped(text: str, width: int) -> str:
    return "\n\n".join(textwrap.fill(paragraph, width) for paragraph in text.split("\n\n"))
