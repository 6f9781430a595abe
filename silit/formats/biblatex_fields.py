r"""How a Work's variables and biblatex's fields stand to each other: one literal table for the writer and for a reader.

Types and fields are those of the biblatex manual (2.1 and 2.2) and of the data model that biber checks a file against
(blx-dm.def): a type has only the fields that the model gives it. What has no field of its own in a type stands in one of
the fields that every type has and no standard style prints (manual, 2.2.4, "Custom Fields"). The one field from outside
is `pmcid`, which Zotero and JabRef read.
"""

from __future__ import annotations

from silit.formats import bibtex_values as values
from silit.formats.bibtex_fields import Dialect, Row
from silit.formats.latex_reading import paragraphs_from_latex
from silit.formats.latex_writing import escape_latex

# CSL type -> entry type; a type that is not here is @misc. The first of each entry type is the one it stands for.
ENTRY_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "review-book": "article",
    "book": "book",
    "classic": "book",
    "chapter": "incollection",
    "entry-encyclopedia": "inreference",
    "entry-dictionary": "inreference",
    "entry": "inreference",
    "paper-conference": "inproceedings",
    "thesis": "thesis",
    "report": "report",
    "webpage": "online",
    "article": "online",
    "post": "online",
    "post-weblog": "online",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "periodical": "periodical",
    "pamphlet": "booklet",
    "manuscript": "unpublished",
    "speech": "unpublished",
    "document": "misc",
}
OTHER_TYPE = "misc"
# A book of an editor's, a chapter in a book without one: biblatex has types of their own for them.
EDITED = {"book": "collection"}
UNEDITED = {"incollection": "inbook"}
CSL_TYPES = {biblatex: csl for csl, biblatex in reversed(ENTRY_TYPES.items())} | {
    "collection": "book",
    "inbook": "chapter",
}

# What biber's data model calls mandatory (blx-dm.def, constraints), as alternatives.
_DATE = ("date",)
REQUIRED: dict[str, tuple[tuple[str, ...], ...]] = {
    "article": (("author",), ("title",), ("journaltitle",), _DATE),
    "book": (("author",), ("title",), _DATE),
    "collection": (("editor",), ("title",), _DATE),
    "incollection": (("author",), ("editor",), ("title",), ("booktitle",), _DATE),
    "inbook": (("author",), ("title",), ("booktitle",), _DATE),
    "inreference": (("author",), ("editor",), ("title",), ("booktitle",), _DATE),
    "inproceedings": (("author",), ("title",), ("booktitle",), _DATE),
    "thesis": (("author",), ("title",), ("type",), ("institution",), _DATE),
    "report": (("author",), ("title",), ("type",), ("institution",), _DATE),
    "online": (("title",), ("url", "doi", "eprint"), _DATE),
    "dataset": (("title",),),
    "software": (("title",),),
    "patent": (("author",), ("title",), ("number",), _DATE),
    "periodical": (("editor",), ("title",), _DATE),
    "booklet": (("author", "editor"), ("title",), _DATE),
    "unpublished": (("author",), ("title",), _DATE),
    "misc": (("title",), _DATE),
}

# Localisation keys of biblatex (manual, 4.9.2.13): they print in the language of the document.
_THESIS_KEYS = {"phd thesis": "phdthesis", "master's thesis": "mathesis", "bachelor's thesis": "bathesis"}
_PREPRINT = "prepublished"

# BCP 47 -> the name that babel and polyglossia know (biblatex manual, 2.2.3, `langid`).
_BABEL_NAMES = {
    "bg": "bulgarian",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "ngerman",
    "de-at": "naustrian",
    "de-ch": "nswissgerman",
    "el": "greek",
    "en": "english",
    "en-gb": "british",
    "en-us": "american",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "gl": "galician",
    "hr": "croatian",
    "hu": "hungarian",
    "is": "icelandic",
    "it": "italian",
    "la": "latin",
    "lt": "lithuanian",
    "lv": "latvian",
    "nb": "norsk",
    "nl": "dutch",
    "nn": "nynorsk",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "pt-br": "brazilian",
    "ro": "romanian",
    "ru": "russian",
    "sk": "slovak",
    "sl": "slovene",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
}
_BABEL_CODES = {name: code for code, name in _BABEL_NAMES.items()} | {
    "german": "de",
    "usenglish": "en-US",
    "ukenglish": "en-GB",
    "british": "en-GB",
    "american": "en-US",
    "brazilian": "pt-BR",
    "brazil": "pt-BR",
    "naustrian": "de-AT",
    "nswissgerman": "de-CH",
    "francais": "fr",
}


def thesis_type(genre: str) -> str:
    """The localisation key of a usual kind of thesis, else the words themselves."""
    return _THESIS_KEYS.get(genre.lower().replace("’", "'")) or escape_latex(genre)


def numbered_issue(text: str) -> str:
    """An issue with a digit in it, which is biblatex's `number` (manual, 2.3.11)."""
    return escape_latex(text) if any(map(str.isdecimal, text)) else ""


def named_issue(text: str) -> str:
    """An issue that has a name ("Lent", "Suppl"), which is biblatex's `issue`."""
    return "" if any(map(str.isdecimal, text)) else escape_latex(text)


def publication_state(genre: str) -> str:
    """The localisation key of a preprint, "" for anything else."""
    return _PREPRINT if genre == "Preprint" else ""


def read_publication_state(latex: str) -> str:
    """ "Preprint" for what `publication_state` wrote."""
    return "Preprint" if latex == _PREPRINT else ""


def other_genre(genre: str) -> str:
    """What `publication_state` does not say."""
    return "" if publication_state(genre) else escape_latex(genre)


def babel_name(code: str) -> str:
    """The language for babel, "" where babel has none."""
    return _BABEL_NAMES.get(code.lower(), "")


def babel_code(name: str) -> str:
    """The BCP 47 code of babel's language, "" where babel has none of that name."""
    return _BABEL_CODES.get(name.lower(), "")


def language_without_babel(code: str) -> str:
    """The English name of a language that `langid` cannot name."""
    return "" if babel_name(code) else values.language(code)


def _types(names: str) -> frozenset[str]:
    return frozenset(names.split())


_ALL = frozenset(REQUIRED)
_ARTICLE = _types("article")
_IN_BOOKS = _types("incollection inbook inreference inproceedings")
_WITH_HOWPUBLISHED = _types("misc software unpublished booklet")
_BOOKS = _types("book collection incollection inbook inreference inproceedings")
_ISSUES = _types("article periodical")
_WITH_SERIES = _BOOKS | _types("article dataset periodical")
_WITH_VOLUME = _BOOKS | _ISSUES
_WITH_NUMBER = _BOOKS | _types("dataset patent report")
_WITH_EID = _types("article")
_WITH_PAGES = _BOOKS | _types("article booklet report thesis")
_WITH_EDITION = _types("book collection incollection inbook inreference dataset")
_WITH_TYPE = _types("thesis report misc software patent dataset unpublished booklet")
_WITH_TITLEADDON = _ALL - _WITH_TYPE - _types("online")
_INSTITUTIONS = _types("thesis report")
_PUBLISHERS = _BOOKS | _types("dataset")
_ORGANIZATIONS = _types("online misc software")
_WITH_EVENT = _types("inproceedings unpublished")
_WITH_LOCATION = _BOOKS | _types("thesis report misc software dataset patent unpublished booklet")
_WITH_LANGUAGE = _ALL - _types("patent")
# For those that read: custom field -> what it holds where the type has no field for it. The last one, `verbc`, holds the
# study type (`bibtex_study_types`).
_ELSEWHERE = {
    "container_title": "usera",
    "publisher": "userb",
    "publisher_place": "userc",
    "collection_title": "userd",
    "event_title": "usere",
    "edition": "userf",
    "volume": "lista",
    "issue": "listb",
    "number": "listc",
    "page": "listd",
    "isbn": "liste",
    "issn": "listf",
    "genre": "verba",
    "language": "verbb",
}

ROWS = (
    Row("title", "title", values.formatted),
    Row("title_short", "shorttitle", values.formatted),
    Row("original_title", "origtitle", values.formatted),
    Row("container_title", "journaltitle", values.marked_up, types=_ARTICLE),
    Row("container_title", "booktitle", values.marked_up, types=_IN_BOOKS),
    Row("container_title", "howpublished", values.marked_up, types=_WITH_HOWPUBLISHED),
    Row("container_title", "titleaddon", values.marked_up, types=_types("online")),
    Row(
        "container_title",
        _ELSEWHERE["container_title"],
        values.marked_up,
        types=_ALL - _ARTICLE - _IN_BOOKS - _WITH_HOWPUBLISHED - _types("online"),
    ),
    Row("container_title_short", "shortjournal"),
    Row("collection_title", "series", values.marked_up, types=_WITH_SERIES),
    Row("collection_title", _ELSEWHERE["collection_title"], values.marked_up, types=_ALL - _WITH_SERIES),
    Row("event_title", "eventtitle", types=_WITH_EVENT),
    Row("event_title", _ELSEWHERE["event_title"], types=_ALL - _WITH_EVENT),
    Row("volume", "volume", types=_WITH_VOLUME),
    Row("volume", _ELSEWHERE["volume"], values.listed, types=_ALL - _WITH_VOLUME),
    Row("issue", "number", numbered_issue, types=_ISSUES),
    Row("issue", "issue", named_issue, types=_ISSUES),
    Row("issue", _ELSEWHERE["issue"], values.listed, types=_ALL - _ISSUES),
    Row("number", "number", types=_WITH_NUMBER),
    # An electronic article's number; where it is all that stands for pages, there is no `pages`.
    Row("number", "eid", types=_WITH_EID),
    Row("number", _ELSEWHERE["number"], values.listed, types=_ALL - _WITH_NUMBER - _WITH_EID),
    Row("page", "pages", values.pages, values.read_pages, types=_WITH_PAGES),
    Row("page", _ELSEWHERE["page"], values.listed, values.read_pages, types=_ALL - _WITH_PAGES),
    Row("edition", "edition", types=_WITH_EDITION),
    Row("edition", _ELSEWHERE["edition"], types=_ALL - _WITH_EDITION),
    Row("genre", "type", thesis_type, types=_types("thesis")),
    Row("genre", "type", types=_WITH_TYPE - _types("thesis")),
    Row("genre", "titleaddon", types=_WITH_TITLEADDON),
    Row("genre", "pubstate", publication_state, read_publication_state, types=_types("online")),
    Row("genre", _ELSEWHERE["genre"], other_genre, types=_types("online")),
    Row("publisher", "institution", values.listed, types=_INSTITUTIONS),
    Row("publisher", "organization", values.listed, types=_ORGANIZATIONS),
    Row("publisher", "publisher", values.listed, types=_PUBLISHERS),
    Row(
        "publisher",
        _ELSEWHERE["publisher"],
        types=_ALL - _INSTITUTIONS - _ORGANIZATIONS - _PUBLISHERS,
    ),
    Row("publisher_place", "location", values.listed, types=_WITH_LOCATION),
    Row("publisher_place", _ELSEWHERE["publisher_place"], types=_ALL - _WITH_LOCATION),
    Row("language", "langid", babel_name),
    Row("language", "language", language_without_babel, types=_WITH_LANGUAGE),
    Row(
        "language",
        _ELSEWHERE["language"],
        language_without_babel,
        types=_ALL - _WITH_LANGUAGE,
    ),
    Row("doi", "doi", values.verbatim, is_plain=True),
    Row("pmid", "eprint", values.verbatim, beside=("eprinttype", "pubmed"), is_plain=True),
    Row("pmcid", "pmcid"),
    Row("isbn", "isbn", values.first_isbn, types=_BOOKS),
    Row("isbn", _ELSEWHERE["isbn"], values.other_isbns, types=_BOOKS),
    Row("isbn", _ELSEWHERE["isbn"], values.joined, types=_ALL - _BOOKS),
    Row("issn", "issn", values.first_issn, types=_ISSUES),
    Row("issn", _ELSEWHERE["issn"], values.other_issns, types=_ISSUES),
    Row("issn", _ELSEWHERE["issn"], values.joined, types=_ALL - _ISSUES),
    Row("url", "url", values.verbatim, is_plain=True),
    Row("accessed", "urldate", values.day, is_plain=True),
    Row("abstract", "abstract", values.paragraphs, paragraphs_from_latex),
)

BIBLATEX = Dialect("biblatex", "biber", ENTRY_TYPES, OTHER_TYPE, CSL_TYPES, REQUIRED, ROWS)
