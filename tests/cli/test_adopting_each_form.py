"""One post of each form that a text comes in: adopted, checked and built, compared to the last byte.

`python tests/cli/test_adopting_each_form.py` writes the expected files anew; read the difference before you keep it.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.shell import Shell

FORMS = Path(__file__).resolve().parents[1] / "golden" / "adopt"


@dataclass(frozen=True)
class Form:
    """A post, which paper each of its numbers is, where it is built for, and what `check` says of the adopted text."""

    name: str
    to: str
    maps: tuple[str, ...] = ()
    footnotes: str = ""
    found: tuple[str, ...] = ()

    @property
    def options(self) -> list[str]:
        """The options of `adopt`."""
        options = [word for named in self.maps for word in ("--map", named)]
        return [*options, "--footnotes", self.footnotes] if self.footnotes else options


CASES = [
    Form("stiff-or-loose.txt", "text"),
    Form("heat-on-a-nerve.md", "html", ("1=cohen2008", "2=juch2017"), found=("corrected",)),
    Form("hands-on-the-back.html", "wordpress"),
    Form("belt-or-no-belt.wordpress.txt", "wordpress", ("1=soisson2015", "2=suehiro2019", "3=vleeming2012")),
    Form(
        "after-a-birth.wordpress.txt",
        "wordpress",
        footnotes="after-a-birth.footnotes.json",
        found=("old-notes",),
    ),
    Form("needles.wordpress.txt", "text", ("2=elden2008",), found=("old-notes",)),
    Form("sitting.word.html", "html", ("1=jung2020", "2=makhsous2009", "3=durkin2006")),
    Form("where-the-load-goes.docs.html", "html", ("1=richardson2002", "2=pel2008", "3=snijders1993")),
]
forms = pytest.mark.parametrize("form", CASES, ids=[form.name for form in CASES])


def laid_out(shell: Shell, form: Form, written: bytes | None = None) -> Path:
    """The post (or `written`) and its notes in the folder of the shell."""
    path = shell.folder / form.name
    path.write_bytes((FORMS / "written" / form.name).read_bytes() if written is None else written)
    if form.footnotes:
        shutil.copy(FORMS / form.footnotes, shell.folder)
    return path


def adopted(shell: Shell, form: Form, written: bytes | None = None) -> bytes:
    """The post's bytes after `adopt --write`, which settles every marker."""
    path = laid_out(shell, form, written)
    done = shell.run("article", "adopt", form.name, *form.options, "--write")
    assert done.code == 0, done.err + done.out
    return path.read_bytes()


def built_file(form: Form) -> Path:
    return FORMS / "built" / f"{form.name}.to-{form.to}"


def test_a_list_that_goes_is_told(starter: Shell) -> None:
    post = starter.folder / "post.txt"
    post.write_text(
        "Tests are of use together1.\n\nReferences\n\n"
        "1. Laslett M. Diagnosis of sacroiliac joint pain. 2005. doi:10.1016/j.math.2005.01.003\n"
    )
    done = starter.run("article", "adopt", "post.txt", "--write")
    assert "Your own list goes: its papers are cited in the text now" in done.err
    assert post.read_text() == "Tests are of use together[@laslett2005].\n\n"


@forms
def test_a_post_is_adopted_as_it_was_agreed(starter: Shell, form: Form) -> None:
    before = (FORMS / "written" / form.name).read_bytes()
    after = adopted(starter, form)
    assert after.decode() == (FORMS / "adopted" / form.name).read_bytes().decode()
    assert (starter.folder / f"{form.name}.bak").read_bytes() == before


@forms
def test_nothing_but_the_markers_changes(starter: Shell, form: Form) -> None:
    planned = starter_markers(starter, form)
    before = (FORMS / "written" / form.name).read_text(encoding="utf-8")
    after = (FORMS / "adopted" / form.name).read_text(encoding="utf-8")
    new = [marker["citation"].replace("&", "&amp;") for marker in planned]
    rest = after
    for citation in new:
        assert citation in rest
        rest = rest.replace(citation, "", 1)
    # What is left is the old text with holes: its characters in their order, and nothing new but the list's place.
    old = iter(before)
    assert all(character in old for character in rest.replace("<!-- silit:references -->", ""))


def starter_markers(shell: Shell, form: Form) -> list[dict[str, str]]:
    """The markers as `adopt --json` says them."""
    laid_out(shell, form)
    markers = shell.run("article", "adopt", form.name, *form.options, "--json").json["markers"]
    assert isinstance(markers, list)
    return markers


@forms
def test_a_second_run_finds_nothing_and_changes_nothing(starter: Shell, form: Form) -> None:
    before = adopted(starter, form)
    again = starter.run("article", "adopt", form.name, "--write", "--json")
    assert (again.code, again.json["markers"]) == (0, [])
    assert (starter.folder / form.name).read_bytes() == before


@forms
def test_line_ends_and_a_byte_order_mark_stay(starter: Shell, form: Form) -> None:
    plain = (FORMS / "written" / form.name).read_bytes()
    wanted = (FORMS / "adopted" / form.name).read_bytes()
    assert adopted(starter, form, plain.replace(b"\n", b"\r\n")) == wanted.replace(b"\n", b"\r\n")
    assert adopted(starter, form, b"\xef\xbb\xbf" + plain) == b"\xef\xbb\xbf" + wanted


@forms
def test_check_finds_only_what_is_so(starter: Shell, form: Form) -> None:
    adopted(starter, form)
    answer = starter.run("article", "check", form.name, "--json").json
    codes = [problem["code"] for problem in answer["problems"] if problem["code"] != "not-checked"]
    assert (answer["file"], codes) == (form.name, list(form.found))


@forms
def test_the_adopted_post_is_built_as_it_was_agreed(starter: Shell, form: Form) -> None:
    adopted(starter, form)
    done = starter.run("article", "build", form.name, "--to", form.to, "-o", "-")
    assert done.code == 0, done.err
    assert done.out == built_file(form).read_text(encoding="utf-8")


def test_no_expected_file_is_left_over() -> None:
    assert sorted(path.name for path in (FORMS / "adopted").iterdir()) == sorted(form.name for form in CASES)
    assert sorted((FORMS / "built").iterdir()) == sorted(built_file(form) for form in CASES)


if __name__ == "__main__":
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            fresh = Shell(Path(folder))
            fresh.run("init", "--starter")
            (FORMS / "adopted" / case.name).write_bytes(adopted(fresh, case))
            output = fresh.run("article", "build", case.name, "--to", case.to, "-o", "-")
            built_file(case).write_bytes(output.raw)
