"""Names that are not parted by "and": read as they are meant where that is sure, told in any case."""

from __future__ import annotations

import io
import time

import pytest

from silit.formats.bibtex_names import names_field
from silit.formats.bibtex_reader import read_file
from silit.model.names import Name
from silit.results import Problem

_SMITH, _JONES, _BROWN = Name("Smith", "J."), Name("Jones", "B."), Name("Brown", "C.")


def read(authors: str) -> tuple[tuple[Name, ...], str, list[str]]:
    """The authors, whether they are all, and what is told."""
    (result,) = read_file(io.BytesIO(f"@book{{a, title={{T}}, author={{{authors}}}}}".encode()))
    assert result.value is not None
    work = result.value.work
    return work.author, work.authors_complete, [problem.code for problem in result.problems]


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Smith, J., Jones, B., and Brown, C.", (_SMITH, _JONES, _BROWN)),
        ("Smith, J., Jones, B., Brown, C.", (_SMITH, _JONES, _BROWN)),
        ("Smith J., Jones B., Brown C.", (_SMITH, _JONES, _BROWN)),
        ("John Smith; Bob Jones", (Name("Smith", "John"), Name("Jones", "Bob"))),
        ("Smith, J.; Jones, B.; and Brown, C.", (_SMITH, _JONES, _BROWN)),
        (r"Smith, J., Jones, B. \& Brown, C.", (_SMITH, _JONES, _BROWN)),
        (
            "Al Roe, Bo Poe, Cy Loe, Di Moe",
            (Name("Roe", "Al"), Name("Poe", "Bo"), Name("Loe", "Cy"), Name("Moe", "Di")),
        ),
    ],
)
def test_a_list_that_can_be_read_in_one_way_only_is_read_so(authors: str, names: tuple[Name, ...]) -> None:
    assert read(authors) == (names, "yes", ["mended-names"])


@pytest.mark.parametrize("end", [" et al.", ", et al", " et. al.", r" \emph{et al.}", r", {\em et al.}"])
def test_a_list_may_be_cut(end: str) -> None:
    assert read(f"Smith, J.{end}") == ((_SMITH,), "no", ["mended-names"])
    assert read("Smith, J. and et al.") == ((_SMITH,), "no", [])


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Smith J, Jones B", (Name("Smith J", "Jones B"),)),
        ("Al Roe, Bo Poe, Cy Loe", (Name("Al Roe", "Cy Loe", "Bo Poe"),)),
        ("Smith, John, Jones, Bob", (Name("Smith", "Jones Bob", "John"),)),
        ("Johnson & Johnson", (Name("Johnson", "Johnson &"),)),
    ],
)
def test_a_list_that_may_be_meant_otherwise_is_told(authors: str, names: tuple[Name, ...]) -> None:
    assert read(authors) == (names, "yes", ["doubtful-names"])


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Smith, J., and Jones, B.", (_SMITH, _JONES)),
        ("Costa, Jr., P. T. and von Hicks, III, M", (Name("Costa", "P. T.", "Jr."), Name("von Hicks", "M", "III"))),
        ("van der Berg, Jan Willem", (Name("van der Berg", "Jan Willem"),)),
        ("{Smith; Jones, B., C., D. & Sons}", (Name(literal="Smith; Jones, B., C., D. & Sons"),)),
        ("M&uuml;ller, J", (Name("Müller", "J"),)),
        ("Etal, A.", (Name("Etal", "A."),)),
    ],
)  # fmt: skip
def test_what_bibtex_understands_is_not_told(authors: str, names: tuple[Name, ...]) -> None:
    assert read(authors) == (names, "yes", [])


def test_the_problem_says_what_was_made_of_which_field() -> None:
    text = (
        "@book{a, title={T}, editor={Smith, J.; Jones, B.}}\n@book{b, title={T}, author={Smith J, Jones B}}"
    )
    hint = 'Part them by "and": Smith, J. and Jones, B.'
    mended = "`editor` of a is read as 2 names: 'Smith, J.; Jones, B.'"
    doubtful = "`author` of b is read as one, and may name others: 'Smith J, Jones B'"
    assert [problem for result in read_file(io.BytesIO(text.encode())) for problem in result.problems] == [
        Problem("mended-names", mended, hint, line=1, key="a"),
        Problem("doubtful-names", doubtful, hint, line=2, key="b"),
    ]


@pytest.mark.parametrize(
    "name", [Name("A; B", "C"), Name("A & B", "C, D"), Name("Smith", "et al."), Name("A;", "B")]
)
def test_what_silit_writes_is_no_list(name: Name) -> None:
    assert read(names_field([name]))[0] == (name,)


@pytest.mark.parametrize("part", [" et al", "; ", ", ", " & ", "et al. ", "A, ", "a.", " A B;", "&a"])
def test_no_list_takes_long_or_is_too_deep(part: str) -> None:
    start = time.process_time()
    read("Smith" + part * 20_000)
    assert time.process_time() - start < 5
