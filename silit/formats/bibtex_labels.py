"""What people note about an entry in their reference manager: tags, groups, read status, ratings and notes; and the one
note of silit's own, that a paper was retracted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from silit.formats.bibtex_fields import STATUS_NOTES
from silit.formats.bibtex_found import Found, flat_raw
from silit.formats.bibtex_notes import notes_from_latex
from silit.formats.latex_reading import plain_from_latex
from silit.formats.latex_writing import escape_latex
from silit.formats.told_integrity import relations_told
from silit.model.terms import Relation

# JabRef's `groups`, Mendeley's tags, calibre's `tags`; `keyword` is a common slip.
_TAGS = ("keywords", "keyword", "tags", "mendeley-tags", "groups", "mendeley-groups")
_GROUP_PATH = re.compile(r"\s+>\s+|\s*\\textgreater(?:\{\})?\s*")
_PATHS = {"groups": _GROUP_PATH, "mendeley-groups": re.compile("/")}
_PRINTED_NOTES = ("note", "addendum")
_NOTES = (*_PRINTED_NOTES, "annote", "annotation", "comment", "review", "abstractnote")
# In these there is nothing but what the user wrote.
_ONLY_NOTES = frozenset(("annote", "annotation"))
# Lines that Zotero and Better BibTeX put into `note` for the fields that BibTeX does not have.
_MACHINE_LINE = re.compile(
    r"\s*\{?(?:PMID|PMCID|tex\.[\w.-]+|(?:biblatex|bibtex)\.[\w.-]+|DOI|Publisher|_eprint|Section|ISBN|ISSN"
    r"|ADS Bibcode|ADS Bibliographic Code)\}?\s*(?::|=|[*])\}?\s*\S.*"
    r"|\s*arXiv:\s*\S+(?:\s*\[[\w.-]+\])?\s*|\s*\d+ citations \(.*\) \[\d{4}-\d\d-\d\d\]\s*",
    re.IGNORECASE,
)
# With which JabRef and BibDesk say what was read and how good it is.
_STATUS_FIELDS = (
    "readstatus",
    "read",
    "ranking",
    "priority",
    "rating",
    "relevance",
    "qualityassured",
    "printed",
)
_READ = {"read": "read", "skimmed": "skimmed", "1": "read", "true": "read", "yes": "read"}


def tags_of(fields: Mapping[str, str]) -> tuple[str, ...]:
    """The tags of an entry, once each in whatever case, in the order in which the fields have them.

    JabRef's group path "Pain > SIJ" is the group "SIJ", as is Mendeley's folder "Pain/SIJ". A read status is the tag `read` or `skimmed`, a rank `rank3`.
    """
    if "mendeley-tags" in fields:
        # Mendeley's `keywords` are the publisher's.
        fields = {name: text for name, text in fields.items() if name != "keywords"}
    found = [tag for name in _TAGS if name in fields for tag in _tags(name, fields[name])]
    found += _status(fields)
    once: dict[str, str] = {}
    for tag in found:
        once.setdefault(tag.casefold(), tag)
    return tuple(once.values())


def author_keywords_of(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Keywords that are not the user's tags: those beside Mendeley's tags."""
    return tuple(dict.fromkeys(_tags("keywords", fields["keywords"]))) if _has_author_keywords(fields) else ()


def join_groups(entry: Found, names: Sequence[str]) -> None:
    """Adds groups that stand elsewhere in the file to the entry's own."""
    if not names:
        return
    own = entry.fields.get("groups", "")
    # What parts the entry's own parts the others.
    sign = ";" if len(_at(own, ";")) > 1 else ","
    added = [f"{{{escape_latex(name)}}}" for name in names]
    entry.fields["groups"] = f"{sign} ".join([own, *added] if own.strip() else added)
    entry.is_whole = False
    entry.raw = flat_raw(entry)


def notes_of(fields: Mapping[str, str], doi: str = "") -> tuple[str, ...]:
    """What the user wrote about the work, each text once, without what programs put there."""
    found: dict[str, None] = {}
    for name in _NOTES:
        if latex := fields.get(name):
            found |= dict.fromkeys(notes_from_latex(latex) if name in _ONLY_NOTES else _notes(latex, doi))
    return tuple(found)


def relations_of(fields: Mapping[str, str]) -> tuple[Relation, ...]:
    """The link that makes a work retracted, or one of concern, where a note begins with silit's words for that."""
    for name in _PRINTED_NOTES:
        said = plain_from_latex(fields.get(name, "")).partition(".")[0].casefold()
        for status, words in STATUS_NOTES.items():
            if said == words.casefold():
                return relations_told(status)
    return ()


def _has_author_keywords(fields: Mapping[str, str]) -> bool:
    return "mendeley-tags" in fields and "keywords" in fields


def _tags(name: str, latex: str) -> Iterator[str]:
    for part in _parted(latex):
        if path := _PATHS.get(name):
            part = path.split(part.strip().rstrip("/"))[-1]
        tag = plain_from_latex(part)
        if tag and tag.strip(".*"):
            yield tag


def _parted(latex: str) -> list[str]:
    """The parts of a list at semicolons, else at commas; not inside braces nor behind a backslash."""
    if "{" not in latex and "\\" not in latex:
        return latex.split(";") if ";" in latex else latex.split(",")
    parts = {sign: _at(latex, sign) for sign in ";,"}
    return parts[";"] if len(parts[";"]) > 1 else parts[","]


def _at(latex: str, sign: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for position, char in enumerate(latex):
        if char in "{}":
            depth += 1 if char == "{" else -1
        elif char == sign and depth <= 0 and not latex.endswith("\\", 0, position):
            parts.append(latex[start:position])
            start = position + 1
    return [*parts, latex[start:]]


def _status(fields: Mapping[str, str]) -> Iterator[str]:
    for name in _STATUS_FIELDS:
        if name in fields and (text := plain_from_latex(fields[name])):
            yield from _status_tag(name, text)


def _status_tag(name: str, text: str) -> Iterator[str]:
    if name in ("readstatus", "read"):
        if tag := _READ.get(text.lower()):
            yield tag
    elif name in ("ranking", "priority"):
        # JabRef's own words: rank1 to rank5, prio1 to prio3.
        yield text
    elif name == "rating":
        if text.isdecimal() and int(text):
            yield f"rank{int(text)}"
    else:
        yield name if text.lower() in ("true", "yes", "1") else text


def _notes(latex: str, doi: str) -> Iterator[str]:
    kept = [line for line in latex.split("\n") if not _MACHINE_LINE.fullmatch(line)]
    for text in notes_from_latex("\n".join(kept)):
        if text.lower() != doi and text not in STATUS_NOTES.values():
            yield text
