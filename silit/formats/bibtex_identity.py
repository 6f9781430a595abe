"""What an entry of somebody's .bib file is about: whether it is a given work, and which dialect the file is in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from silit.formats.latex_reading import from_latex, verbatim_from_latex
from silit.markup import plain
from silit.model.check_digits import normalise_pmcid, normalise_pmid
from silit.model.doi import normalise_doi
from silit.model.folding import fold
from silit.model.work import Work

_ID = re.compile(r"\W+")
# A title without its subtitle is the title's beginning, and no shorter.
_SHORTEST_TITLE = 15
_ALIKE = 0.5
_YEAR = re.compile(r"\d{4}")
_BIBLATEX_FIELDS = frozenset("date journaltitle location institution langid eprinttype annotation".split())
_BIBTEX_FIELDS = frozenset("year month journal address school annote".split())
_BIBLATEX_TYPES = frozenset(
    "online thesis report collection inreference dataset software patent periodical".split()
)
_NORMALISERS = {"doi": normalise_doi, "pmid": normalise_pmid, "pmcid": normalise_pmcid}
_ARCHIVES = {"pubmed": "pmid", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid"}
_BIBTEX_TYPES = frozenset("phdthesis mastersthesis techreport".split())

Fields = Mapping[str, str]


def told_identifiers(fields: Fields) -> dict[str, str]:
    """Scheme -> what an entry, its names in lower case, has in `doi`, `pmid`, `pmcid`, and in `eprint` where it says of what."""
    told = {scheme: verbatim_from_latex(fields[scheme]) for scheme in _NORMALISERS if scheme in fields}
    if scheme := _ARCHIVES.get(archive_of(fields)):
        told.setdefault(scheme, verbatim_from_latex(fields.get("eprint", "")))
    return told


def identifiers_in(fields: Fields) -> dict[str, str]:
    """Scheme -> identifier in its normal form, of those that an entry tells."""
    told = told_identifiers(fields).items()
    return {scheme: value for scheme, text in told if (value := _NORMALISERS[scheme](text))}


def archive_of(fields: Fields) -> str:
    """The archive that `eprint` is a number in, in lower case: "pubmed", "arxiv"."""
    return (fields.get("eprinttype") or fields.get("archiveprefix", "")).strip().lower()


def is_entry_of(fields: Fields, work: Work) -> bool:
    """Whether an entry under the work's own key is of that work: by an identifier that both have, else by title and year."""
    theirs = identifiers_in(fields)
    shared = [scheme for scheme in theirs if getattr(work, scheme)]
    if any(theirs[scheme] == getattr(work, scheme) for scheme in shared):
        return True
    if shared or not _same_year(fields, work):
        return False
    one, other = _title_words(fields.get("title", "")), _words(plain(work.title))
    short, long = sorted((" ".join(one), " ".join(other)), key=len)
    return bool(short) and (short == long or (len(short) >= _SHORTEST_TITLE and long.startswith(f"{short} ")))


def is_known_as(fields: Fields, work: Work) -> bool:
    """Whether an entry under another key, with an identifier of the work, is not of a part or a notice of it."""
    one, other = set(_title_words(fields.get("title", ""))), set(_words(plain(work.title)))
    return not one or not other or len(one & other) >= _ALIKE * len(one | other)


def telling_title(title: str) -> str:
    """The words of a title that is long enough to tell one work from another, else ""."""
    words = " ".join(_words(plain(title)))
    return words if len(words) >= _SHORTEST_TITLE else ""


def has_first_author_of(fields: Fields, work: Work) -> bool:
    """Whether the entry names the work's first author, or neither has one."""
    theirs = set(_words(from_latex(fields.get("author", ""))))
    ours = _words(work.author[0].full_family or work.author[0].literal) if work.author else []
    return theirs.issuperset(ours) if ours else not theirs


def guessed_dialect(entries: Iterable[tuple[str, Iterable[str]]]) -> str:
    """ "biblatex" or "bibtex", or "" where nothing speaks for either, by types and names of fields in lower case."""
    biblatex = bibtex = 0
    for kind, names in entries:
        biblatex += (kind in _BIBLATEX_TYPES) + len(_BIBLATEX_FIELDS.intersection(names))
        bibtex += (kind in _BIBTEX_TYPES) + len(_BIBTEX_FIELDS.intersection(names))
    if not biblatex and not bibtex:
        return ""
    return "biblatex" if biblatex > bibtex else "bibtex"


def _same_year(fields: Fields, work: Work) -> bool:
    year = _YEAR.search(fields.get("year", "") or fields.get("date", ""))
    return year is None or work.year is None or abs(int(year[0]) - work.year) <= 1


def _title_words(latex: str) -> list[str]:
    return _words(plain(from_latex(latex)))


def _words(title: str) -> list[str]:
    return _ID.sub(" ", fold(title)).split()
