"""What has to change in an entry of somebody's .bib file so that it says what silit knows; the rest of it stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mode

from silit.formats import bibtex_dates
from silit.formats.bibtex_agreement import Reading, Readings, agreed_fields, same_type
from silit.formats.bibtex_entries import BibEntry
from silit.formats.bibtex_fields import STATUS_NOTES
from silit.formats.bibtex_identity import archive_of
from silit.formats.bibtex_spans import BibFile, EntrySpan, FieldSpan, behind_comments
from silit.formats.bibtex_study_types import STUDY_TYPE_FIELDS, is_study_type
from silit.formats.latex_reading import from_latex
from silit.model.dates import MONTHS
from silit.model.doi import normalise_doi

# Other names of the same fields (biblatex manual, 2.2.5): an entry that has one keeps it.
_ALIASES = {
    "journaltitle": ("journal",),
    "location": ("address",),
    "institution": ("school",),
    "annotation": ("annote",),
    "eprinttype": ("archiveprefix",),
    "verbc": ("studytype",),
    "journal": ("journaltitle",),
    "address": ("location",),
    "school": ("institution",),
    "annote": ("annotation",),
}
# Other names of the same types (biblatex manual, 2.1.2; btxdoc 3.1).
_TYPE_ALIASES = {
    "conference": "inproceedings",
    "electronic": "online",
    "www": "online",
    "inbook": "incollection",
}
_DATES = ("year", "month", "issued", "date")
_NAMES = frozenset("author editor editora translator namea nameb namec".split())
_ARCHIVE = frozenset(("eprint", "eprinttype", "archiveprefix"))
_NOTES = frozenset(("note", "addendum"))
_OWN_NOTES = frozenset(("annote", "annotation"))
_ADDRESS_ESCAPE = re.compile(r"\\([%&#_~])|\\url\{([^{}]*)\}")
_KEYWORD = re.compile(r"(?:[^,{}]|\{(?:[^{}]|\{[^{}]*\})*\})+")
_COMMA = re.compile(r"\s*,")
# One on the last field's own line is about that field.
_COMMENT = re.compile(r"[ \t]*%[^\r\n]*")
_SEPARATOR = re.compile(r"[,;]")


@dataclass(frozen=True, slots=True)
class Edit:
    """Text that takes the place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


def entry_edits(
    found: BibFile, span: EntrySpan, readings: Readings, wanted: BibEntry, newline: str
) -> list[Edit]:
    """The edits that bring the entry up to date, none where it says all that silit says.

    A field that says the same to a reader or prints the same stays as it is written. Keywords are added to those there; a
    note of the person's is kept behind the word of a retraction, and one on the work stays.
    """
    if _is_as_silit_wrote_it(found, span, wanted):
        return []
    theirs = readings.of(span)
    there = _by_name(span)
    edits = list(_type_edits(span, theirs, wanted))
    missing: dict[str, str] = {}
    for name, value in _fields_for(theirs, wanted):
        own = next((each for each in (name, *_ALIASES.get(name, ())) if each in there), "")
        meaning = found.meaning(there[own]) if own else ""
        if name == "keywords":
            text = _with_keywords(meaning, value, theirs)
        else:
            text = _updated(name, meaning, value) if own else value
        if text is None:
            continue
        if own:
            edits.append(Edit(there[own].value, there[own].end, text.replace("\n", newline)))
        else:
            missing[name] = text.replace("\n", newline)
    if missing:
        edits.append(_insertion(found.text, span, missing, newline))
    return edits


def _is_as_silit_wrote_it(found: BibFile, span: EntrySpan, wanted: BibEntry) -> bool:
    if span.kind.lower() != wanted.entry_type:
        return False
    meanings = found.meanings(span)
    return all(meanings.get(name) == _inner(value) for name, value in wanted.fields.items())


def _inner(value: str) -> str:
    """What stands in the braces, blanks as single spaces."""
    return " ".join((value[1:-1] if value.startswith("{") else value).split())


def _by_name(span: EntrySpan) -> dict[str, FieldSpan]:
    there: dict[str, FieldSpan] = {}
    for each in span.fields:
        there.setdefault(each.name.lower(), each)
    return there


def _type_edits(span: EntrySpan, theirs: Reading, wanted: BibEntry) -> Iterator[Edit]:
    own, new = (_TYPE_ALIASES.get(kind, kind) for kind in (span.kind.lower(), wanted.entry_type))
    if own != new and not same_type(theirs, wanted):
        yield Edit(span.kind_start, span.kind_end, wanted.entry_type)


def _fields_for(theirs: Reading, wanted: BibEntry) -> Iterator[tuple[str, str]]:
    """The fields that have something to say, in the words that the entry uses: its own fields for the date, its own archive."""
    names = theirs.fields
    archive = archive_of(names)
    skipped = {*_DATES} | (agreed := agreed_fields(theirs, wanted))
    is_pubmeds = wanted.fields.get("eprinttype") == "{pubmed}"
    if "eprint" in names and not (is_pubmeds and archive == "pubmed"):
        skipped |= _ARCHIVE
    if "eprint" not in names and is_pubmeds and "pmid" in names:
        skipped |= _ARCHIVE
    if "eprint" in names and archive == "pubmed":
        skipped.add("pmid")
    skipped |= {"langid", "language"} - names.keys() if {"langid", "language"} & names.keys() else set()
    yield from ((name, value) for name, value in wanted.fields.items() if name not in skipped)
    if (date := wanted.entry.work.issued) and not agreed.intersection(_DATES):
        if "date" in names or ("date" in wanted.fields and "year" not in names):
            yield "date", f"{{{bibtex_dates.edtf(date)}}}"
        else:
            yield "year", f"{{{bibtex_dates.year(date)}}}"
            if month := bibtex_dates.month_macro(date):
                yield "month", month
            if "issued" in wanted.fields:
                yield "issued", wanted.fields["issued"]


def _updated(name: str, meaning: str, value: str) -> str | None:
    """The new value of a field, None where the old one says it."""
    inner = _inner(value)
    if meaning == inner or name in _OWN_NOTES:
        return None
    if name in STUDY_TYPE_FIELDS and meaning and not is_study_type(meaning):
        return None  # a person's own words
    if name in _NOTES and inner in STATUS_NOTES.values():
        return None if inner.lower() in meaning.lower() else f"{{{inner}. {meaning}}}" if meaning else value
    return None if _says_the_same(name, meaning, inner) else value


def _says_the_same(name: str, meaning: str, inner: str) -> bool:
    if name == "month":
        return _month(meaning) == inner
    if name == "doi":
        return normalise_doi(meaning) == normalise_doi(inner) != ""
    if name in ("url", "eprint"):
        return _ADDRESS_ESCAPE.sub(lambda match: match[1] or match[2], meaning) == inner
    if name in _NAMES:
        people, others = meaning.split(" and "), inner.split(" and ")
        return [_person(each) for each in people] == [_person(each) for each in others]
    return from_latex(meaning) == from_latex(inner)


def _person(latex: str) -> tuple[str, bool]:
    """What is printed, and whether braces make one name of it."""
    return from_latex(latex), latex.startswith("{") and latex.endswith("}")


def _month(meaning: str) -> str:
    if meaning.isdecimal() and int(meaning) < len(MONTHS):
        return MONTHS[int(meaning)].lower()
    return meaning[:3].lower()


def _with_keywords(meaning: str, value: str, theirs: Reading) -> str | None:
    """The keywords with the tags that the entry has nowhere, None where it has them all."""
    present = {from_latex(each).strip().casefold() for each in _SEPARATOR.split(meaning)}
    present |= {
        part.strip() for tag in theirs.work.suggested_tags for part in _SEPARATOR.split(tag.casefold())
    }
    # A tag with a comma in it is parted where the others are, by whoever reads it.
    missing = [
        each
        for each in _parted(value[1:-1])
        if not {part.strip().casefold() for part in _SEPARATOR.split(from_latex(each))} <= present
    ]
    if not missing:
        return None
    return f"{{{', '.join(filter(None, (meaning.rstrip(' ,;'), *missing)))}}}"


def _parted(keywords: str) -> list[str]:
    """The keywords of silit's own list, braced ones whole."""
    return [each.strip() for each in _KEYWORD.findall(keywords)]


def _insertion(text: str, span: EntrySpan, missing: Mapping[str, str], newline: str) -> Edit:
    """The missing fields behind the last one, laid out as that is."""
    if not span.fields:
        comma = behind_comments(text, span.key_end)
        has_comma = text[comma] == ","
        place = comma + 1 if has_comma else span.key_end
        fields = f",{newline}\t".join(f"{name} = {value}" for name, value in missing.items())
        return Edit(place, place, f"{'' if has_comma else ','}{newline}\t{fields}{newline}")
    last = span.fields[-1]
    lead = text[len(text[: last.start].rstrip()) : last.start]
    lines = [f"{lead}{_named(text, span.fields, name)}{value}" for name, value in missing.items()]
    if behind := _COMMA.match(text, last.end, span.close):
        place = behind.end()
        if lead.startswith(("\n", "\r")) and (comment := _COMMENT.match(text, place, span.close)):
            place = comment.end()
        return Edit(place, place, "".join(f"{line}," for line in lines))
    return Edit(last.end, last.end, "".join(f",{line}" for line in lines))


def _named(text: str, fields: Sequence[FieldSpan], name: str) -> str:
    """The name and the sign behind it, in the column where the others have theirs."""
    signs = [text[each.start + len(each.name) : each.value] for each in fields]
    columns = [len(each.name) + sign.index("=") for each, sign in zip(fields, signs, strict=True)]
    gap, behind = signs[-1].split("=", 1)
    if len(set(signs)) > 1:
        gap = " " * max(len(gap) and 1, mode(columns) - len(name))
    return f"{name}{gap}={behind}"
