"""RIS' reference types and CSL's item types, both ways.

RIS: Research Information Systems, RIS Format Specifications (Reference types), with those that EndNote and Zotero have added.
"""

from __future__ import annotations

from collections.abc import Mapping

CSL_OF_RIS: Mapping[str, str] = {
    "ABST": "article-journal",
    "ADVS": "motion_picture",
    "AGGR": "dataset",
    "ANCIENT": "classic",
    "ART": "graphic",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "CHART": "figure",
    "CLSWK": "classic",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "CTLG": "document",
    "DATA": "dataset",
    "DBASE": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "EQUA": "document",
    "FIGURE": "figure",
    "GEN": "document",
    "GOVDOC": "report",
    "GRANT": "document",
    "GRNT": "document",
    "HEAR": "hearing",
    "ICOMM": "personal_communication",
    "INPR": "article-journal",
    "INTV": "interview",
    "JFULL": "periodical",
    "JOUR": "article-journal",
    "LEGAL": "legislation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "motion_picture",
    "MULTI": "document",
    "MUSIC": "musical_score",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "POD": "broadcast",
    "RPRT": "report",
    "SER": "book",
    "SLIDE": "speech",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "STD": "standard",
    "THES": "thesis",
    "UNBILL": "bill",
    "UNPB": "manuscript",
    "UNPD": "manuscript",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}

RIS_OF_CSL: Mapping[str, str] = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "ADVS",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "collection": "GEN",
    "dataset": "DATA",
    "document": "GEN",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "event": "GEN",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "interview": "PCOMM",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "performance": "ADVS",
    "periodical": "JFULL",
    "personal_communication": "ICOMM",
    "post": "ELEC",
    "post-weblog": "BLOG",
    "regulation": "STAT",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "treaty": "LEGAL",
    "webpage": "ELEC",
}

# A preprint has no reference type of its own; the kind of work (M3) tells it.
PREPRINT = "preprint"

# Types of works that stand in a journal, and in a book.
IN_A_JOURNAL = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "article", "review", "review-book"}
)
IN_A_BOOK = frozenset({"chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"})
# Reference types whose second title (T2) is a series (EndNote's manual and Zotero's reader; a thesis has its department there).
_SERIES = frozenset(
    """BOOK CLSWK COMP EBOOK EDBOOK GOVDOC LEGAL MANSCPT MAP RPRT SER STAND STD THES UNBILL""".split()
)


def csl_type(reference_type: str, kind: str) -> str:
    """The CSL type of a record with this TY and M3; an unknown one is a document."""
    if kind.casefold() == PREPRINT:
        return "article"
    return CSL_OF_RIS.get(reference_type.strip().upper(), "document")


def is_series(reference_type: str) -> bool:
    """Whether the second title of this type is the series in which the work appeared, and not what it is a part of."""
    return reference_type.strip().upper() in _SERIES


def is_known(reference_type: str) -> bool:
    """Whether the type is one that this table names."""
    return reference_type.strip().upper() in CSL_OF_RIS
