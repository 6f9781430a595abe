"""Laws of CSL-JSON: what goes out comes back, and nothing that comes in raises."""

from __future__ import annotations

import datetime
import io
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from silit.formats.csl_json import item_from_work, read_file, work_from_item, write
from silit.formats.csl_types import CSL_TYPES
from silit.formats.inline_html import clean_line, clean_paragraphs, clean_title
from silit.model.dates import PartialDate
from silit.model.entries import Entry
from silit.model.identifiers import Identifier
from silit.model.names import Name
from silit.model.terms import MeshHeading, PublicationType, Relation
from silit.model.work import Work
from silit.results import Result

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
RAW = st.text(st.sampled_from("aBé ,.-–<>&'\"1漢i/*\x96;"), max_size=12)


def kept_as_it_is(clean: Any) -> st.SearchStrategy[str]:
    """Texts in the form in which a Work holds them."""
    return RAW.map(clean).filter(lambda text: clean(text) == text)


LINES = kept_as_it_is(clean_line)
TITLES = kept_as_it_is(clean_title)
NAMED = LINES.filter(bool)
PEOPLE = st.builds(
    Name, family=NAMED, given=LINES, suffix=LINES, particle=LINES, initials=st.sampled_from(["", "J", "JW"])
)
NAMES = st.lists(PEOPLE | st.builds(Name, literal=NAMED), max_size=3).map(tuple)
DAYS = st.dates(datetime.date(1400, 1, 1), datetime.date(2999, 12, 31)).map(
    lambda day: PartialDate(day.year, day.month, day.day)
)
YEARS = st.builds(
    PartialDate, st.integers(1400, 2100), season=st.none() | st.integers(1, 4), circa=st.booleans()
)
DATES = st.none() | DAYS | YEARS
WORKS = st.builds(
    Work,
    type=st.sampled_from(sorted(CSL_TYPES)),
    title=TITLES,
    container_title=TITLES,
    original_title=TITLES,
    author=NAMES,
    editor=NAMES,
    authors_complete=st.sampled_from(["yes", "no", "unknown"]),
    issued=DATES,
    available_date=DATES,
    accessed=DATES,
    volume=LINES,
    publisher=LINES,
    abstract=kept_as_it_is(clean_paragraphs),
    keyword=st.lists(NAMED.filter(lambda text: "," not in text), max_size=3).map(tuple),
    doi=st.sampled_from(["", "10.1000/a(b)"]),
    pmid=st.sampled_from(["", "123"]),
    issn=st.sampled_from([(), ("1356-689X", "0140-6736")]),
    relations=st.lists(
        st.builds(Relation, NAMED, st.sampled_from([None, Identifier("doi", "10.1000/x")]), LINES, LINES),
        max_size=2,
    ).map(tuple),
    mesh=st.lists(st.builds(MeshHeading, LINES, NAMED, st.just(("q",)), st.booleans()), max_size=2).map(
        tuple
    ),
    publication_types=st.lists(st.builds(PublicationType, NAMED, LINES), max_size=2).map(tuple),
    study_type=st.sampled_from(["", "rct"]),
    url=st.sampled_from(["", "https://arxiv.org/abs/1706.03762", "https://example.org/"]),
    other_ids=st.sampled_from([(), ("arxiv", "1706.03762"), ("nbk", "NBK1"), ("pii", "S1")]).map(
        lambda pair: (Identifier(*pair),) if pair else ()
    ),
    suggested_tags=st.just(()),
)
# A busy machine is no failure.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@UNHURRIED
@given(WORKS)
def test_an_item_read_and_written_again_is_the_same_item(work: Work) -> None:
    item = item_from_work(work, "key")
    assert item_from_work(work_from_item(item).value, "key") == item


@UNHURRIED
@given(WORKS)
def test_a_written_file_gives_the_same_works_back(work: Work) -> None:
    text = write([Entry("key", work)]).value
    results = list(read_file(io.BytesIO(text.encode())))
    if work.title or work.doi or work.pmid:
        (record,) = (result.value for result in results)
        assert record
        assert item_from_work(record.work, "key") == item_from_work(work, "key")
        for name in (
            "other_ids",
            "url",
            "relations",
            "mesh",
            "publication_types",
            "study_type",
            "authors_complete",
            "issued",
        ):
            assert getattr(record.work, name) == getattr(work, name)


@UNHURRIED
@given(
    st.dictionaries(
        st.sampled_from(
            "id type title author editor issued available-date accessed DOI PMID ISBN ISSN page URL note keyword custom silit".split()
        ),
        ANYTHING
        | st.fixed_dictionaries(
            {"study_type": ANYTHING, "integrity": ANYTHING},
            optional=dict.fromkeys(
                ("relations", "mesh", "initials", "orcids", "publication_types", "authors_complete", "tags"),
                ANYTHING,
            ),
        ),
    )
)
def test_any_json_in_any_place_is_read_without_an_error(item: dict[str, Any]) -> None:
    assert isinstance(work_from_item(item), Result)
    results = list(read_file(io.BytesIO(json.dumps([item]).encode())))
    assert len(results) == 1
