"""Topics are data: read from a file, asked of PubMed, and held against what Crossref answers."""

from __future__ import annotations

import io
import re
from importlib.resources import files

import pytest

from silit.errors import UnreadableFormatError, UsageError
from silit.formats import starter_csv
from silit.formats.topics_toml import read_topics
from silit.model.relevance import matches, matches_all_words
from silit.model.terms import MeshHeading
from silit.model.topics import Topic, TopicPart, TopicWord
from silit.model.work import Work

DATA = files("silit.data")
SI_JOINT = read_topics((DATA / "topics.toml").read_text(encoding="utf-8"))["si-joint"]


def test_a_topic_is_read_whole() -> None:
    text = """
    [neck]
    title = "Neck pain"
    crossref_queries = ["neck pain"]
    words = ["neck pain*", { phrase = "NP", beside = ["neck"] }]
    [[neck.parts]]
    name = "heading"
    explanation = "why"
    query = '"Neck Pain"[Mesh]'
    [[neck.modules]]
    name = "massage"
    query = "massag*[tiab]"
    """
    assert read_topics(text) == {
        "neck": Topic(
            name="neck",
            title="Neck pain",
            description="",
            parts=(TopicPart("heading", "why", '"Neck Pain"[Mesh]'),),
            modules=(TopicPart("massage", "", "massag*[tiab]"),),
            crossref_queries=("neck pain",),
            words=(TopicWord("neck pain*"), TopicWord("NP", ("neck",))),
        )
    }


@pytest.mark.parametrize(
    "text",
    [
        "neck = 3",
        "[neck]\ntitle = ''",
        "[neck]\ntitle = 'Neck'",
        "[neck]\ntitle = 'Neck'\nparts = 3",
        "[neck]\ntitle = 'Neck'\nparts = [3]",
        "[neck]\ntitle = 'Neck'\nparts = [{name = 'a'}]",
        "[neck]\ntitle = 'Neck'\ncrossref_queries = 'neck'",
        "[neck]\ntitle = 'Neck'\ncrossref_queries = ['neck']\nwords = [1]",
        "[neck]\ntitle = 'Neck'\ncrossref_queries = ['neck']\nwords = ['*']",
        "[neck",
    ],
)
def test_a_topic_that_lacks_something_is_named(text: str) -> None:
    with pytest.raises(UnreadableFormatError):
        read_topics(text)


def test_the_pubmed_query_joins_parts_with_or_and_modules_with_and() -> None:
    topic = Topic(
        "t",
        "T",
        "",
        (TopicPart("a", "", "x OR y"), TopicPart("b", "", "z")),
        (TopicPart("m", "", "p OR q"), TopicPart("n", "", "r")),
        (),
        (),
    )
    assert topic.pubmed_query() == "((x OR y) OR (z))"
    assert topic.pubmed_query(["m", "n"]) == "((x OR y) OR (z)) AND (p OR q) AND (r)"
    with pytest.raises(UsageError) as stopped:
        topic.pubmed_query(["k"])
    assert "m, n" in stopped.value.hint


def test_the_bundled_topic_has_balanced_searches_and_a_reason_for_each_part() -> None:
    assert SI_JOINT.crossref_queries == (
        "sacroiliac joint",
        "SI joint pain",
        "pelvic girdle pain",
        "sacroiliitis",
    )
    names = [module.name for module in SI_JOINT.modules]
    assert names == ["massage", "exercise", "diagnosis", "anatomy", "pregnancy", "interventions"]
    query = SI_JOINT.pubmed_query(names)
    assert query.startswith('(("Sacroiliac Joint"[Mesh] OR "Sacroiliitis"[Mesh]')
    assert (query.count("("), query.count('"') % 2) == (query.count(")"), 0)
    assert all(part.explanation for part in (*SI_JOINT.parts, *SI_JOINT.modules))


@pytest.mark.parametrize(
    "title",
    [
        "Sacroiliac joint pain",
        "Sacro-iliac strain",
        "The sacro iliac joints",
        "Proximity of ILIOSACRAL screws",
        "Articulação sacroilíaca: revisão",
        "Sakroiliyak eklem disfonksiyonu",
        "Das Iliosakralgelenk",
        "L'articulation sacro‑iliaque",
        "Early sacroiliitis",
        "SI joints in dancers",
        "SI‐joint fusion",
        "Pelvic girdle pain in pregnancy",
        "The posterior pelvic pain provocation test",
        "<i>Sacroiliac</i> joint",
        "SIJ pain and low back pain",
        "Manipulation of the SIJ and pelvis",
    ],
)
def test_a_work_of_the_topic_is_kept(title: str) -> None:
    assert matches(SI_JOINT.words, Work(title=title))


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Low back pain in nurses",
        "Silicon joints",
        "SIJ: a new journal of imaging",
        "The hip joint",
        "Basi joint venture",
    ],
)
def test_a_work_of_something_else_is_not_kept(title: str) -> None:
    assert not matches(SI_JOINT.words, Work(title=title))


def test_words_count_in_abstract_keywords_and_headings_but_not_across_them() -> None:
    assert matches(SI_JOINT.words, Work(title="A trial", abstract="We studied the sacroiliac joint."))
    assert matches(SI_JOINT.words, Work(title="A trial", keyword=("Pelvic girdle pain",)))
    assert matches(SI_JOINT.words, Work(title="A trial", mesh=(MeshHeading("D012446", "Sacroiliac Joint"),)))
    assert not matches(SI_JOINT.words, Work(title="Pelvic girdle", keyword=("pain",)))
    assert not matches(SI_JOINT.words, Work(title="A trial", container_title="Sacroiliac Joint Letters"))


def test_a_starter_work_that_names_the_joint_is_of_the_topic() -> None:
    results = starter_csv.read_file(io.BytesIO((DATA / "starter.csv").read_bytes()))
    titles = [result.value.work.title for result in results if result.value]
    naming = [
        title for title in titles if re.search("sa[ck]roili|iliosacral|pelvic girdle pain", title, re.I)
    ]
    assert len(naming) == 70
    assert [title for title in naming if not matches(SI_JOINT.words, Work(title=title))] == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("massage back", True),
        ("Massages for LOW-BACK", True),
        ("massage of the back", True),
        ("massage neck", False),
        ("lowback", True),
        ("acupuncture", False),
        ("østgaard", True),
        ("studies", True),
        ("assess", False),
        ("", True),
        ("sacro-iliac", True),
    ],
)
def test_all_the_words_of_a_plain_query_must_stand_in_the_work(query: str, found: bool) -> None:
    work = Work(
        title="Massage for low-back pain",
        abstract="A study after Ostgaard; sacroiliac joints excluded.",
        keyword=("Manual therapy",),
    )
    assert matches_all_words(query, work) is found
