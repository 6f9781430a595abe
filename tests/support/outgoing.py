"""Hypothesis strategies for hostile works and formatted text."""

from __future__ import annotations

from hypothesis import strategies as st

from silit.markup import TAGS, Inline, Link, Styled, Text
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.integrity import STATUSES, Integrity
from silit.model.names import Name
from silit.model.terms import Relation
from silit.model.work import Work

# What breaks a format, more often than chance would bring it.
HOSTILE = st.sampled_from(
    "& < > \" ' ` { } \\ % $ # _ ~ ^ [ ] ( ) * + - = | ! : . , ; @ / \n \t \x00 \x1b \u2028 \ud800 \uffff 1. - <i> </i> <sup> </sup>"
    " </li> <script> --> ]]> [gallery] [^1]: \\input http://x www.x.org &lt; &#60; \\textit{ \\& {} é α 漢 \u0301".split(
        " "
    )
)
TEXT = st.lists(HOSTILE | st.text(max_size=8), max_size=8).map("".join)
LINES = st.lists(HOSTILE | st.text(max_size=8), max_size=8).map(" ".join)


def _nested(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    inner = st.lists(children, max_size=3).map(tuple)
    return st.builds(Styled, st.sampled_from(TAGS), inner) | st.builds(
        Link, st.just("https://doi.org/10.1000/a%20b?c=1&d=2") | TEXT, inner
    )


INLINES = st.lists(st.recursive(st.builds(Text, TEXT), _nested, max_leaves=6), max_size=5).map(tuple)

_FILLED = TEXT.filter(bool)
NAMES = st.builds(Name, family=_FILLED, given=TEXT, suffix=TEXT, particle=TEXT, initials=TEXT) | st.builds(
    Name, literal=_FILLED
)
DATES = st.builds(
    PartialDate,
    st.integers(1000, 2999),
    month=st.none() | st.integers(1, 12),
    end=st.none() | st.builds(PartialDate, st.integers(1000, 2999)),
    literal=TEXT,
    circa=st.booleans(),
)
TYPES = (
    st.sampled_from(
        "article-journal article chapter book thesis report webpage dataset paper-conference".split()
    )
    | TEXT
)
WORKS = st.builds(
    Work,
    type=TYPES,
    title=TEXT,
    original_title=TEXT,
    container_title=TEXT,
    container_title_short=TEXT,
    collection_title=TEXT,
    author=st.lists(NAMES, max_size=8).map(tuple),
    editor=st.lists(NAMES, max_size=2).map(tuple),
    authors_complete=st.sampled_from(["yes", "no", "unknown"]),
    issued=st.none() | DATES,
    available_date=st.none() | DATES,
    accessed=st.none() | DATES,
    volume=TEXT,
    issue=TEXT,
    page=TEXT,
    number=TEXT,
    edition=TEXT,
    publisher=TEXT,
    genre=TEXT,
    medium=TEXT,
    status=st.just("aheadofprint") | TEXT,
    language=TEXT,
    abstract=TEXT,
    doi=TEXT,
    pmid=TEXT,
    pmcid=TEXT,
    isbn=st.lists(TEXT, max_size=2).map(tuple),
    url=TEXT | TEXT.map("https://example.org/".__add__),
)
RELATIONS = st.builds(
    Relation,
    st.sampled_from(["RetractionIn", "ErratumIn", "updated-by:retraction", "update-to:erratum", "UpdateIn"])
    | TEXT,
    st.none() | st.builds(Identifier, st.sampled_from(["doi", "pmid", "pmcid", "nbk"]), TEXT),
    citation=TEXT,
)
INTEGRITIES = st.builds(
    Integrity, st.sampled_from(STATUSES), notices=st.lists(RELATIONS, max_size=3).map(tuple)
)
