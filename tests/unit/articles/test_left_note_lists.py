"""Lists of old notes that are told once nothing in the text leads to them."""

from __future__ import annotations

import pytest

from silit.articles.left_note_lists import left_note_lists
from silit.articles.read_document import read_document

MARK = '<sup data-fn="a" class="fn"><a href="#a" id="a-link">1</a></sup>'


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<!-- wp:paragraph -->\n<p>x</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:footnotes /-->\n", [5]),
        (f"<!-- wp:paragraph -->\n<p>x{MARK}</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:footnotes /-->\n", []),
        ('<p>x</p>\n<!-- wp:footnotes {"backgroundColor":"a"} /-->\n', [2]),
        ("<p>x [@a].</p>\n<p>[mfn_list]</p>\n", [2]),
        ("<p>x[mfn]A note.[/mfn]</p>\n<p>[mfn_list]</p>\n", []),
        ("<p>x[mfn referencenumber=2]</p>\n<p>[mfn_list]</p>\n", []),
        ("<p>Write <code>[mfn_list]</code>.</p>\n", []),
        ("x [@a].\n\n[mfn_list]\n", [3]),
        ("x\n\n[zotpressInTextBib style=apa]\n", [3]),
        ('x [zotpressInText item="{ABCD2345}"]\n\n[zotpressInTextBib]\n', []),
        ("[bibshow file=a.bib]x[bibcite key=a][/bibshow]\n", []),
        ("[bibshow file=a.bib]x[/bibshow]\n", [1]),
    ],
)
def test_a_list_whose_notes_are_gone_is_told_with_its_line(text: str, lines: list[int]) -> None:
    document = read_document(text.encode(), "post.txt")
    assert [(each.code, each.line) for each in left_note_lists(document)] == [
        ("old-notes", line) for line in lines
    ]
