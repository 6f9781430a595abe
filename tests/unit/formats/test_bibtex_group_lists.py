"""Groups and folders of other reference managers become tags, wherever the file lists their members."""

from __future__ import annotations

import io

import pytest

from silit.formats import bibtex
from silit.formats.bibtex_group_lists import GroupLists
from silit.formats.bibtex_reader import read_file, read_record
from silit.formats.bibtex_splicing import splice
from silit.model.entries import Entry

_JABREF = r"""@comment{jabref-meta: groupsversion:3;}

@comment{jabref-meta: groupstree:
0 AllEntriesGroup:;
1 ExplicitGroup:Pain\;2\;a\;;
2 ExplicitGroup:Back, low\;0\;A\;b\;;
2 KeywordGroup:found\;0\;keywords\;pain\;0\;0\;;
1 ExplicitGroup:None\;0\;;
}
"""
_BIBDESK = """@comment{BibDesk Static Groups{
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<array>
\t<dict>
\t\t<key>group name</key>
\t\t<string>Pain &amp; belts</string>
\t\t<key>keys</key>
\t\t<string>a,b</string>
\t</dict>
</array>
</plist>
}}
"""
_ENTRIES = "@book{a, title={A}, groups={own}}\n@book{b, title={B}}\n@book{c, title={C}}\n"


class Pipe(io.BytesIO):
    """A stream that can only be read on."""

    def seekable(self) -> bool:
        return False


def tags(stream: io.BytesIO) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The tags by key, and the codes of what is told."""
    results = list(read_file(stream))
    records = [result.value for result in results if result.value]
    assert all(read_record(record.raw).value == record.work for record in records)
    found = {record.source_id: record.work.suggested_tags for record in records}
    return found, [problem.code for result in results for problem in result.problems]


@pytest.mark.parametrize(
    ("comment", "a", "b"),
    [
        (_JABREF, ("own", "Pain", "Back, low"), ("Back, low",)),
        (_BIBDESK, ("own", "Pain & belts"), ("Pain & belts",)),
    ],
    ids=["jabref", "bibdesk"],
)
@pytest.mark.parametrize("kind", [io.BytesIO, Pipe])
def test_members_of_a_group_get_it_as_a_tag(
    kind: type[io.BytesIO], comment: str, a: tuple[str, ...], b: tuple[str, ...]
) -> None:
    assert tags(kind((_ENTRIES + comment).encode())) == ({"a": a, "b": b, "c": ()}, [])
    assert tags(kind((comment + _ENTRIES).replace("\n", "\r\n").encode())) == ({"a": a, "b": b, "c": ()}, [])


def test_the_end_of_a_long_file_is_looked_at_first() -> None:
    filler = "".join(f"@book{{f{n}, title={{{'x' * 1000}}}}}\n" for n in range(400))
    text = (_ENTRIES + filler + _JABREF).encode()
    found, told = tags(io.BytesIO(text))
    assert (found["a"], found["b"], told) == (("own", "Pain", "Back, low"), ("Back, low",), [])
    found, told = tags(Pipe(text))
    assert (found["a"], found["b"], told) == (("own",), (), ["old-groups"])


def test_a_long_line_of_members_is_broken_within_a_key() -> None:
    comment = "@comment{jabref-meta: groupstree:\n1 ExplicitGroup:Pain\\;0\\;long\nkey\\;;\n}\n"
    found, told = tags(io.BytesIO(f"@book{{longkey, title={{T}}}}\n{comment}".encode()))
    assert (found, told) == ({"longkey": ("Pain",)}, [])


@pytest.mark.parametrize(
    "plist", ["<plist></plist>", "<plist><array><string/></array></plist>", "<plist><dict></plist>"]
)
def test_groups_that_cannot_be_read_cost_nothing_else(plist: str) -> None:
    text = f"{_ENTRIES}@comment{{BibDesk Static Groups{{\n{plist}\n}}}}\n"
    assert tags(io.BytesIO(text.encode()))[0] == {"a": ("own",), "b": (), "c": ()}


def test_a_folder_of_mendeley_is_a_tag_by_its_last_name() -> None:
    text = "@book{a, title={A}, mendeley-groups={SIJ/Diagnosis,Thesis}}"
    assert tags(io.BytesIO(text.encode())) == ({"a": ("Diagnosis", "Thesis")}, [])


def test_a_file_that_is_brought_up_to_date_keeps_its_groups_where_they_are() -> None:
    text = "@book{doe2005, title={A}}\n" + _JABREF.replace("\\;a\\;", "\\;doe2005\\;")
    (record,) = (result.value for result in read_file(io.BytesIO(text.encode())) if result.value)
    entry = Entry(record.cite_key, record.work, tags=record.work.suggested_tags)
    assert entry.tags == ("Pain",)
    assert splice(text, [entry], bibtex.SPELLING).text == text


@pytest.mark.parametrize(
    "opening", ["@comment{jabref-meta: groupstree:\n", "@comment{BibDesk Static Groups{\n"]
)
def test_thousands_of_comments_that_nobody_closes_are_looked_at_once(opening: str) -> None:
    groups = GroupLists()
    groups.take_end(opening * 100_000)
    assert groups.of("a") == []
