"""Laws of reading Crossref: nothing in a record can raise, and a work survives its record."""

from __future__ import annotations

import io
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from silit.formats.crossref_json import read_file, read_item, read_record
from silit.formats.inline_html import clean_line, clean_paragraphs, clean_title
from silit.markup import parse_inline, to_html

TEXTS = st.text(st.sampled_from("<>&;/=\"' \nibsuptle1lgAmé–\x96Ã©\ud800*†,.")) | st.text()
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
DATES = st.fixed_dictionaries(
    {"date-parts": st.lists(st.lists(st.integers(-5, 3000) | ANYTHING, max_size=4), max_size=3)}
)
PEOPLE = st.lists(
    st.dictionaries(
        st.sampled_from(["family", "given", "name", "suffix", "ORCID", "affiliation"]),
        TEXTS | ANYTHING,
        max_size=4,
    )
)
LINKS = st.lists(
    st.dictionaries(st.sampled_from(["DOI", "type", "source", "updated", "id", "id-type"]), ANYTHING)
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(
        (
            "DOI title subtitle short-title original-title container-title short-container-title volume issue page"
            " article-number journal-issue ISBN isbn-type ISSN issn-type publisher publisher-location institution event"
            " degree edition-number abstract language URL resource license funder clinical-trial-number subtype"
        ).split(),
        ANYTHING,
    ),
    **dict.fromkeys(
        ("issued", "published-print", "published-online", "published", "posted", "approved"), ANYTHING | DATES
    ),
    **dict.fromkeys(("author", "editor", "translator"), ANYTHING | PEOPLE),
    **dict.fromkeys(("updated-by", "update-to"), ANYTHING | LINKS),
    "relation": ANYTHING | st.dictionaries(TEXTS, ANYTHING | LINKS, max_size=2),
    "type": ANYTHING
    | st.sampled_from(["journal-article", "book-chapter", "posted-content", "dissertation", "book"]),
}
ITEMS = st.fixed_dictionaries({}, optional=FIELDS)
# A busy machine is no failure.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@UNHURRIED
@given(ITEMS)
def test_any_json_in_any_place_is_read_without_an_error(item: dict[str, Any]) -> None:
    work = read_item(item).value
    assert read_item(item | {"title": "A title"}).value.title
    raw = json.dumps(item | {"DOI": "10.1000/x"}).encode()
    kept = [result.value for result in read_file(io.BytesIO(raw))]
    assert len(kept) == 1
    assert kept[0]
    assert read_record(kept[0].raw).value == kept[0].work
    assert work.type


@UNHURRIED
@given(TEXTS)
def test_any_text_becomes_a_title_that_can_be_printed(text: str) -> None:
    title = clean_title(text)
    to_html(parse_inline(title)).encode("utf-8")
    assert title == " ".join(title.split())
    assert "\n" not in clean_line(text)
    clean_paragraphs(text).encode("utf-8")


@UNHURRIED
@given(st.text(st.sampled_from("abc é–(){}[]:;.!?&<>\"'/-_1 "), max_size=40))
def test_a_title_without_tags_and_entities_is_only_laid_out_anew(text: str) -> None:
    assert clean_title(text) == " ".join(text.split()) or "&" in text or "<" in text
