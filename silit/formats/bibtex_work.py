"""An entry of a .bib file as a work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from silit.formats.access_dates import access_date
from silit.formats.bibtex_date_reading import date_read
from silit.formats.bibtex_found import Found
from silit.formats.bibtex_identity import archive_of, identifiers_in, told_identifiers
from silit.formats.bibtex_labels import author_keywords_of, relations_of, tags_of
from silit.formats.bibtex_languages import language_of
from silit.formats.bibtex_people import people_of
from silit.formats.bibtex_study_types import study_type_of
from silit.formats.bibtex_types import Kind, kind_of
from silit.formats.bibtex_values import read_pages
from silit.formats.edtf_dates import edtf
from silit.formats.latex_reading import from_latex, verbatim_from_latex
from silit.formats.listed_numbers import listed_numbers
from silit.formats.pubmed_pages import expand
from silit.model.archives import with_archive_numbers, without_archive_page
from silit.model.check_digits import normalise_isbn, normalise_issn
from silit.model.dates import PartialDate
from silit.model.doi import normalise_doi
from silit.model.identifiers import Identifier, find_identifiers
from silit.model.work import Work

# Variable -> fields that others have for it beside those of the dialects' tables, the best first.
_FURTHER: dict[str, tuple[str, ...]] = {
    "container_title": ("journaltitle", "journal", "booktitle"),
    "container_title_short": ("journal-iso", "journal-abbreviation", "shortjournaltitle", "journal_abbrev"),
    "title_short": ("shorttitle",),
    "collection_title": ("series", "maintitle"),
    "event_title": ("eventtitle", "conference"),
    "volume": ("volume",),
    "issue": ("issue",),
    "number": ("article-number", "articleno", "eid", "elocation-id", "report-number"),
    "page": ("pages", "page"),
    "edition": ("edition", "version"),
    "genre": ("type",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher_place": ("address", "location"),
}
# Keys that biblatex prints as words (manual, 4.9.2.13).
_GENRES = {
    "patent": "Patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "techreport": "Technical report",
    "resreport": "Research report",
    "phdthesis": "PhD thesis",
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
}
# biblatex' words for how far a work is on its way into print (manual, 4.9.2.11), as CSL's `status` has them.
_STATES = {
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
}
_SPECIAL = frozenset(("doi", "url", "accessed", "pmid", "pmcid", "isbn", "issn", "language"))
_DATES = ("date", "year", "month", "day")
_ISBNS = ("isbn", "otherisbn", "liste")
_ISSNS = ("issn", "eissn", "otherissn", "listf")
_ACCESSED = ("urldate", "lastchecked", "lastaccessed", "accessed")
_COMMAND = re.compile(r"\\[A-Za-z]{2,}")
_LINK = re.compile(r"https?://[^\s<>\"{}]+")
_PLAIN_RANGE = re.compile(r"[A-Za-z]*\d+-\d+")
_ENDS_SENTENCE = re.compile(r"[.:?!]$")
_HAS_LABEL = re.compile(r"PMC?(?:ID)?|arXiv", re.IGNORECASE)
_ARXIV = re.compile(r"(?:arxiv:)?\s*(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE)


def work_of(entry: Found) -> Work:
    """The work that the entry describes. Adds to the entry's problems: an unknown type, identifiers that are none, a
    date that cannot be read."""
    fields = entry.fields
    kind = kind_of(entry.entry_type, fields)
    values = _values(kind, fields)
    people = people_of(entry)
    ids = _identifiers(entry)
    issued = _date(entry)
    if not kind.is_known:
        entry.tell(
            "unknown-type",
            f"{entry.name} is a @{entry.entry_type}, which is not known; it is kept as a document.",
        )
    _tell_unknown_commands(entry, values.get("title", ""))
    work = Work(
        type=kind.csl_type,
        author=people.author,
        editor=people.editor,
        translator=people.translator,
        authors_complete="yes" if people.is_whole else "no",
        issued=issued,
        accessed=_accessed(entry),
        language=language_of(fields),
        keyword=author_keywords_of(fields),
        suggested_tags=tags_of(fields),
        study_type=study_type_of(fields),
        relations=relations_of(fields),
        other_ids=tuple(_other_ids(fields)),
        isbn=listed_numbers(_latex_texts(fields, _ISBNS), normalise_isbn),
        issn=listed_numbers(_latex_texts(fields, _ISSNS), normalise_issn),
        url=_url(fields),
        **ids,
        **values,
    )
    whole = with_archive_numbers(work)
    # arXiv's number has a field of its own; people, and arXiv itself, give the address beside it.
    is_numbered = any(one.scheme == "arxiv" for one in whole.other_ids)
    return whole if is_numbered else without_archive_page(whole)


def _tell_unknown_commands(entry: Found, title: str) -> None:
    if "\\" not in title:
        return
    unknown = [
        name for name in dict.fromkeys(_COMMAND.findall(title)) if name in entry.fields.get("title", "")
    ]
    if unknown:
        message = (
            f"{entry.name} has {', '.join(unknown)} in its title, which is not known and stays as it is."
        )
        entry.tell("unknown-command", message, "Write the character itself.")


def _date(entry: Found) -> PartialDate | None:
    fields = entry.fields
    read = date_read(fields)
    if read.date is not None and read.is_whole:
        return read.date
    texts = [" ".join(fields[name].split()) for name in _DATES if fields.get(name, "").strip()]
    told = repr(", ".join(texts)[:60])
    if read.date is None and (fields.get("date") or fields.get("year", "")).strip():
        entry.tell("bad-date", f"The date of {entry.name} cannot be read: {told}")
    elif read.date is not None:
        kept = edtf(read.date)
        entry.tell("bad-date", f"The date of {entry.name} cannot be read whole: {told}; {kept} is kept.")
    return read.date


def _values(kind: Kind, fields: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field, latex in fields.items():
        row = kind.rows.get(field)
        if row is not None and row.variable not in _SPECIAL and latex and (text := row.read(latex)):
            values.setdefault(row.variable, text)
    for variable, names in _FURTHER.items():
        if variable not in values and (text := _further(names, fields, variable)):
            values[variable] = text
    if "number" not in values and "number" not in kind.rows and "number" in fields:
        values["number"] = from_latex(fields["number"])
    if kind.csl_type == "book" and "usera" not in fields:
        # People repeat a book's title in `booktitle`, for the chapters that refer to it.
        values.pop("container_title", None)
    if kind.genre:
        values.setdefault("genre", kind.genre)
    if "pubstate" in fields and not ("pubstate" in kind.rows and values.get("genre")):
        state = from_latex(fields["pubstate"])
        values["status"] = _STATES.get(state.lower(), state)
    _mend(values, fields)
    return values


def _further(names: tuple[str, ...], fields: Mapping[str, str], variable: str) -> str:
    read = read_pages if variable == "page" else from_latex
    return next((text for name in names if name in fields and (text := read(fields[name]))), "")


def _mend(values: dict[str, Any], fields: Mapping[str, str]) -> None:
    """What stands in several fields, or in another one than silit has it."""
    for variable, further in (
        ("title", "subtitle"),
        ("container_title", "booksubtitle"),
        ("container_title", "journalsubtitle"),
    ):
        if further in fields and (subtitle := from_latex(fields[further])):
            values[variable] = _joined(values.get(variable, ""), subtitle)
    if "howpublished" in fields and _is_link(fields["howpublished"]):
        values.pop("container_title", None)
    if genre := _GENRES.get(values.get("genre", "")):
        values["genre"] = genre
    if "address" in fields and "location" in fields and (address := from_latex(fields["address"])):
        # ACM's `location` is where the conference was.
        values["publisher_place"] = address
    if page := values.get("page"):
        first, _, last = page.partition("-")
        # Crossref's BibTeX has a range for a single page too.
        values["page"] = first if first == last else expand(page) if _PLAIN_RANGE.match(page) else page
    elif number := fields.get("eid") or fields.get("article-number"):
        values["page"] = from_latex(number)
    if (
        values.get("number")
        and values.get("volume")
        and "issue" not in values
        and "number" in fields
        and "booktitle" in fields
        and not fields.keys() & {"date", "series"}
    ):
        # BibTeX's proceedings have a number beside a volume as journals do; beside a series, and in biblatex, it is the one in
        # the series (btxdoc, 3.2; biblatex manual, 2.2.2).
        values["issue"] = values.pop("number")


def _joined(title: str, subtitle: str) -> str:
    if not title:
        return subtitle
    return f"{title}{' ' if _ENDS_SENTENCE.search(title) else ': '}{subtitle}"


def _identifiers(entry: Found) -> dict[str, Any]:
    fields = entry.fields
    found = {"doi": "", "pmid": "", "pmcid": ""} | identifiers_in(fields)
    for name, text in told_identifiers(fields).items():
        if text and not found[name]:
            entry.tell("bad-identifier", f"{entry.name} has a {name.upper()} that is none: {text[:60]!r}")
    if not found["doi"] and "doi.org/" in fields.get("url", ""):
        found["doi"] = normalise_doi(verbatim_from_latex(fields["url"]))
    note = fields.get("note", "")
    if note and _HAS_LABEL.search(note):
        for identifier in find_identifiers(from_latex(note)):
            if not found.get(identifier.scheme, "another scheme"):
                found[identifier.scheme] = identifier.value
    return found


def _other_ids(fields: Mapping[str, str]) -> Iterator[Identifier]:
    if archive_of(fields) != "arxiv":
        return
    if match := _ARXIV.fullmatch(verbatim_from_latex(fields.get("eprint", ""))):
        yield Identifier("arxiv", match[1].lower())


def _latex_texts(fields: Mapping[str, str], names: Iterable[str]) -> Iterator[str]:
    return (from_latex(fields[name]) for name in names if name in fields)


def _url(fields: Mapping[str, str]) -> str:
    for name in ("url", "link", "ee"):
        if (latex := fields.get(name)) and (match := _LINK.search(verbatim_from_latex(latex))):
            return match[0]
    published = fields.get("howpublished", "")
    match = _LINK.search(verbatim_from_latex(published)) if _is_link(published) else None
    return match[0] if match else ""


def _accessed(entry: Found) -> PartialDate | None:
    """biblatex's `urldate`, or what other styles have for it; a text that names no year is a problem."""
    told = next((entry.fields[name] for name in _ACCESSED if entry.fields.get(name, "").strip()), "")
    date = access_date(from_latex(told)) if told else None
    if told and date is None:
        entry.tell(
            "bad-date", f"The day on which {entry.name} was accessed cannot be read: {told.strip()[:60]!r}"
        )
    return date


def _is_link(latex: str) -> bool:
    r"""Whether a text is about an address: `\url{…}`, "Available at https://…"."""
    return "\\url" in latex or "\\href" in latex or (bool(_LINK.search(latex)) and "\\" not in latex)
