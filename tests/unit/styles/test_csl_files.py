"""CSL styles are found by path or name, refused when they are none, and made ready for numbered notes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from support.csl_styles import LAYOUT, csl, dependent, written
from support.rights import without_the_rights_of_root

from silit.errors import NotFoundError, UnreadableFormatError
from silit.styles.csl_files import NAMESPACE, find_style, style_folders

_CSL = f"{{{NAMESPACE}}}"


def prepared(folder: Path, text: str) -> ET.Element:
    return ET.fromstring(find_style(str(written(folder, "style", text)), []).xml)


def test_a_style_is_found_by_its_path_or_by_its_name(tmp_path: Path) -> None:
    path = written(tmp_path, "small", csl())
    assert find_style(str(path), []).xml == find_style("small", [tmp_path]).xml


def test_of_two_styles_of_one_name_that_of_the_first_folder_counts(tmp_path: Path) -> None:
    mine = written(tmp_path / "mine", "small", csl())
    written(tmp_path / "package", "small", csl(layout='<text variable="title"/>'))
    found = find_style("small", [tmp_path / "mine", tmp_path / "package"])
    assert found.xml == find_style(str(mine), []).xml


def test_a_dependent_style_is_its_parent_which_lies_beside_it_or_one_folder_up(tmp_path: Path) -> None:
    written(tmp_path, "small", csl())
    path = written(tmp_path / "dependent", "journal", dependent("journal", "small"))
    assert find_style(str(path), []).xml == find_style("small", [tmp_path]).xml
    elsewhere = written(tmp_path / "elsewhere", "small", csl(layout='<text variable="title"/>'))
    assert find_style(str(path), [elsewhere.parent]).xml == find_style("small", [tmp_path]).xml
    orphan = written(tmp_path, "orphan", dependent("orphan", "lost"))
    with pytest.raises(NotFoundError) as refused:
        find_style(str(orphan), [])
    assert refused.value.message == (
        f"The CSL style {orphan} stands for the style 'lost', which is not on this machine."
    )
    assert refused.value.hint == "Put that style beside it, as lost.csl; zotero.org/styles has them."


def test_an_unknown_name_is_answered_with_the_nearest_and_without_styles_with_where_to_get_them(
    tmp_path: Path,
) -> None:
    written(tmp_path, "nature", csl())
    with pytest.raises(NotFoundError) as unknown:
        find_style("natur", [tmp_path])
    assert unknown.value.hint == "Did you mean nature?"
    with pytest.raises(NotFoundError) as nothing:
        find_style("natur", [tmp_path / "none"])
    assert "pip install '.[csl]'" in nothing.value.hint


def test_a_path_without_a_file_is_not_taken_for_a_name(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"There is no file .*gone\.csl"):
        find_style(str(tmp_path / "gone.csl"), [tmp_path])


@pytest.mark.parametrize("asked", ["x" * 5000, "~nobody-here/x.csl", "\0", "..", "", "a\nb", "*"])
def test_words_that_are_neither_path_nor_name_are_answered(tmp_path: Path, asked: str) -> None:
    written(tmp_path, "small", csl())
    with pytest.raises(NotFoundError):
        find_style(asked, [tmp_path])


def test_styles_of_zotero_and_pandoc_are_looked_for_under_the_home_of_the_user() -> None:
    folders = [str(folder) for folder in style_folders({"HOME": "/home/writer"})]
    assert folders[:3] == [
        "/home/writer/.local/share/pandoc/csl",
        "/home/writer/.csl",
        "/home/writer/Zotero/styles",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "<style/>",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        '<!DOCTYPE s [<!ENTITY a "aaaa">]>' + csl(),
        csl(layout="<group>" * 400 + "</group>" * 400),
        csl()[:-30],
        "<style>" * 100_000,
    ],
    ids=["empty", "json", "no namespace", "html", "entities", "deep", "broken off", "brackets"],
)
def test_what_is_no_style_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableFormatError):
        find_style(str(written(tmp_path, "bad", text)), [])


def test_a_style_without_references_is_refused(tmp_path: Path) -> None:
    text = csl().replace("bibliography>", "citation>")
    with pytest.raises(UnreadableFormatError, match="formats no references"):
        find_style(str(written(tmp_path, "notes", text)), [])


@pytest.mark.parametrize(
    "layout",
    [
        "",
        '<text variable="citation-number" suffix=". "/>',
        '<group><choose><if type="book"/></choose></group>',
        '<text macro="nothing"/>',
        '<text macro="missing"/>',
        '<text value=""/>',
    ],
    ids=["empty", "only the number", "no parts", "a macro without parts", "no macro", "an empty text"],
)
def test_a_style_whose_layout_holds_nothing_that_prints_is_refused(tmp_path: Path, layout: str) -> None:
    macros = '<macro name="nothing"><text macro="less"/></macro><macro name="less"/>'
    path = written(tmp_path, "silent", csl(layout=layout, macros=macros))
    with pytest.raises(UnreadableFormatError) as refused:
        find_style(str(path), [])
    assert refused.value.message == (
        f"The CSL style {path} prints no references: nothing in the <layout> of its <bibliography> prints."
    )
    assert refused.value.hint == "Choose another style; zotero.org/styles has them."


def test_a_style_that_prints_by_macros_of_macros_is_taken(tmp_path: Path) -> None:
    macros = (
        '<macro name="a"><group><text macro="b"/></group></macro><macro name="b"><text value="x"/></macro>'
    )
    find_style(str(written(tmp_path, "by-macros", csl(layout='<text macro="a"/>', macros=macros))), [])


def test_thirty_thousand_macros_in_a_row_are_read_in_time(tmp_path: Path) -> None:
    row = "".join(f'<macro name="m{n}"><text macro="m{n + 1}"/></macro>' for n in range(30_000))
    path = written(tmp_path, "row", csl(layout='<text macro="m0"/>', macros=row + '<macro name="m30000"/>'))
    started = time.process_time()
    with pytest.raises(UnreadableFormatError, match="prints no references"):
        find_style(str(path), [])
    assert time.process_time() - started < 30


def test_what_is_no_file_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "folder.csl").mkdir()
    os.mkfifo(tmp_path / "pipe.csl")
    for name, what in (("folder.csl", "folder"), ("pipe.csl", "pipe or device")):
        path = tmp_path / name
        with pytest.raises(UnreadableFormatError) as refused:
            find_style(str(path), [])
        assert refused.value.message == f"{path} is a {what} and no CSL style."


def test_a_folder_called_like_an_installed_style_hides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "styles", "small", csl())
    (tmp_path / "small").mkdir()
    monkeypatch.chdir(tmp_path)
    find_style("small", [tmp_path / "styles"])


def said_without_rights(asked: str, folder: Path) -> str:
    """How the search for a style ends for a user who is not root."""
    script = f"from silit.styles.csl_files import *; find_style({asked!r}, [Path({str(folder)!r})])"
    command = [*without_the_rights_of_root(), sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr.splitlines()[-1]


def test_a_file_or_folder_that_may_not_be_read_is_unreadable_and_no_place_to_look_for_names(
    tmp_path: Path,
) -> None:
    inside = written(tmp_path / "closed", "small", csl())
    file = written(tmp_path, "mine", csl())
    file.chmod(0)
    inside.parent.chmod(0)
    try:
        said = [
            said_without_rights(asked, inside.parent / "styles")
            for asked in (str(inside), str(file), "small")
        ]
    finally:
        inside.parent.chmod(0o700)
    assert said == [
        f"silit.errors.UnreadableFormatError: {inside} cannot be read: Permission denied.",
        f"silit.errors.UnreadableFormatError: {file} cannot be read: Permission denied.",
        "silit.errors.NotFoundError: There is no CSL style called 'small' on this machine.",
    ]


def test_a_macro_that_calls_itself_by_a_detour_is_refused_before_it_runs(tmp_path: Path) -> None:
    macros = (
        '<macro name="fine"><text variable="title"/></macro>'
        '<macro name="a"><text macro="fine"/><group><text macro="b"/></group></macro>'
        '<macro name="b"><text macro="a"/></macro>'
    )
    with pytest.raises(UnreadableFormatError, match="its macro 'a' calls itself"):
        find_style(str(written(tmp_path, "endless", csl(macros=macros))), [])
    # One that calls what is not there is pandoc's to judge.
    find_style(str(written(tmp_path, "open", csl(macros='<macro name="c"><text macro="d"/></macro>'))), [])


def test_numbers_sorting_and_what_depends_on_neighbours_are_taken_out(tmp_path: Path) -> None:
    root = prepared(
        tmp_path,
        csl(
            bibliography=' subsequent-author-substitute="———" second-field-align="flush" et-al-min="4"',
            before_layout='<sort><key variable="title"/></sort>',
        ),
    )
    bibliography = root.find(f"{_CSL}bibliography")
    assert bibliography is not None
    assert bibliography.attrib == {"et-al-min": "4"}
    assert bibliography.find(f"{_CSL}sort") is None
    assert [one for one in root.iter() if one.get("variable") == "citation-number"] == []
    assert [one.attrib for one in root.iter(f"{_CSL}citation")] == [{}]


@pytest.mark.parametrize(
    ("written_so", "order"),
    [
        ('<names variable="editor"><label prefix=", "/></names>', ["name", "label"]),
        ('<names variable="editor"><label form="verb"/></names>', ["label", "name"]),
        ('<names variable="editor"/>', ["name"]),
        ('<names variable="editor"><label/><name/></names>', ["label", "name"]),
    ],
    ids=["a label behind", "a verb before", "nothing said", "said already"],
)
def test_names_are_said_explicitly_where_a_style_leaves_them_out(
    tmp_path: Path, written_so: str, order: list[str]
) -> None:
    names = prepared(tmp_path, csl(layout=written_so)).find(f".//{_CSL}bibliography//{_CSL}names")
    assert names is not None
    assert [child.tag.removeprefix(_CSL) for child in names] == order


def test_a_substitute_keeps_the_form_of_the_names_that_it_stands_for(tmp_path: Path) -> None:
    layout = '<names variable="author"><substitute><names variable="editor"/></substitute></names>' + LAYOUT
    substitute = prepared(tmp_path, csl(layout=layout)).find(f".//{_CSL}substitute/{_CSL}names")
    assert substitute is not None
    assert list(substitute) == []


def test_a_name_is_found_in_capitals_too(tmp_path: Path) -> None:
    written(tmp_path, "spine", csl())
    assert find_style("Spine", [tmp_path]).xml == find_style("spine", [tmp_path]).xml
