"""What an article's file is taken for, which of its parts are no prose, and which files are refused."""

from __future__ import annotations

import pytest

from silit.articles.read_document import LARGEST, read_document
from silit.errors import UnreadableFormatError


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("post.txt", "Plain words, 1. no more.\n", "text"),
        ("post.txt", "# not a heading in plain text\n", "text"),
        ("post.txt", "a < b and c > d\n", "text"),
        ("post.txt", "<!-- wp:paragraph -->\n<p>x</p>\n<!-- /wp:paragraph -->\n", "wordpress"),
        ("post.html", "<!-- wp:paragraph -->\n<p>x</p>\n<!-- /wp:paragraph -->\n", "wordpress"),
        ("post.md", "```\n<!-- wp:paragraph -->\n```\n", "markdown"),
        ("post.md", "<!-- wp:paragraph -->\n<p>x</p>\n<!-- /wp:paragraph -->\n", "wordpress"),
        ("post.txt", "Classic post.\n\nOf the body<sup>1,3</sup>.\n", "html"),
        ("paste", '<meta charset=\'utf-8\'><b style="font-weight:normal;"><p dir="ltr">x</p></b>', "html"),
        (
            "paste",
            '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><p class=MsoNormal>x</p>',
            "html",
        ),
        ("post.html", "no tag at all", "html"),
        ("post.md", "no sign at all", "markdown"),
        ("post", "# A heading\n\nText.\n", "markdown"),
        ("post", "---\ntitle: x\n---\n\nText.\n", "markdown"),
        ("post", "Just text.\n", "text"),
        ("empty.txt", "", "text"),
    ],
)
def test_the_content_says_the_format_and_then_the_name(name: str, text: str, expected: str) -> None:
    assert read_document(text.encode(), name).format == expected


@pytest.mark.parametrize(
    "text", ["a\nb\n", "a\r\nb\r\n", "a\rb", "no final line end", "\ufeffwith a mark\n", "🦴\n"]
)
@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
def test_the_bytes_come_back_as_they_were(name: str, text: str) -> None:
    raw = text.encode()
    document = read_document(raw, name)
    assert document.encode() == raw
    assert document.has_bom == text.startswith("\ufeff")


def protected(text: str, name: str) -> list[str]:
    document = read_document(text.encode(), name)
    return [document.text[span.start : span.end] for span in document.protected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("run `body1,3` now", ["`body1,3`"]),
        ("a `` b ` c `` d", ["`` b ` c ``"]),
        ("a lone ` here\n\nand ` there", []),
        ("text\n\n```\nunclosed [@x]\n\nto the end", ["```\nunclosed [@x]\n\nto the end"]),
        ("text\r\n\r\n    code\r\n\r\nmore", ["    code\r\n"]),
        ("- item\n\n  ~~~\n  [@x]\n  ~~~\n\nafter", ["  ~~~\n  [@x]\n  ~~~\n"]),
        ("[text](https://example.org/a1) b", ["[text](https://example.org/a1)"]),
        ("![alt](pic1.png)", ["![alt](pic1.png)"]),
        ("[id]: https://example.org 'Title 1'\n\ntext", ["[id]: https://example.org 'Title 1'"]),
        ("[^1]: A note stays prose.", []),
        ("<em>a</em> b <!-- c1 -->", ["<em>", "</em>", "<!-- c1 -->"]),
        (r"not \[@x]", [r"\["]),
        ("---\ntitle: a1\n---\ntext", ["---\ntitle: a1\n---\n"]),
        ("mail a.b1@example.org, see www.example.org/x1.", ["a.b1@example.org", "www.example.org/x1"]),
    ],
)
def test_code_links_tags_and_addresses_of_markdown_are_protected(text: str, expected: list[str]) -> None:
    assert protected(text, "a.md") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p title='a > b'>x</p>", ["<p title='a > b'>", "</p>"]),
        ("<code>body1,3</code> x", ["<code>body1,3</code>"]),
        ("<script>let a1 = '</p>'</script>", ["<script>let a1 = '</p>'</script>"]),
        ('<a href="https://x.org">@handle</a> y', ['<a href="https://x.org">@handle</a>']),
        ('<a name="_Toc1"></a>y1', ['<a name="_Toc1">', "</a>"]),
        ("[caption id='a1']words[/caption]", ["[caption id='a1']", "[/caption]"]),
        ("[code]a1[/code] b", ["[code]a1[/code]"]),
        ("a < b1 > c", []),
    ],
)
def test_tags_code_links_and_shortcodes_of_html_are_protected(text: str, expected: list[str]) -> None:
    assert protected(text, "a.html") == expected


def test_plain_text_protects_addresses_and_marks_meant_for_silit() -> None:
    text = "`a1` <b> *x1* https://x.org/1 a1@x.org <!-- silit:references --> <!-- other -->"
    assert protected(text, "a.txt") == ["https://x.org/1", "a1@x.org", "<!-- silit:references -->"]


def test_front_matter_gives_strings_and_lists() -> None:
    text = (
        "---\n"
        'title: "One: two" \n'
        "slug: si-joint  # kept short\n"
        "claims: [form-closure, 'manual therapy']\n"
        "tags:\n"
        "  - a\n"
        "  - 'b''s'\n"
        "nested:\n"
        "  inner: x\n"
        "empty:\n"
        "---\n"
        "Text\n"
    )
    document = read_document(text.encode(), "x.md")
    assert document.front_matter == {
        "title": "One: two",
        "slug": "si-joint",
        "claims": ["form-closure", "manual therapy"],
        "tags": ["a", "b's"],
        "nested": "",
        "empty": "",
    }
    assert document.slug == "si-joint"


def test_hugos_toml_is_front_matter_too() -> None:
    document = read_document(b'+++\nslug = "x"\nclaims = ["a"]\n[params]\nb = 1\n+++\nText', "x.md")
    assert document.front_matter == {"slug": "x", "claims": ["a"]}


@pytest.mark.parametrize(
    ("raw", "message", "hint"),
    [
        (b"PK\x03\x04\x14\x00", "Word", "plain text"),
        (b"%PDF-1.7", "PDF", "plain text"),
        (b"line\nsome \x00 bytes", "byte 0x00 in line 2", "plain text"),
        ("a\nb\nfür".encode("latin-1"), "line 3 holds a byte 0xfc", "UTF-8"),
        ("für".encode("utf-16"), "UTF-16", "UTF-8"),
        (b"a" * (LARGEST + 1), "larger than 20 MB", "text alone"),
    ],
)
def test_what_is_no_text_is_refused_with_a_way_out(raw: bytes, message: str, hint: str) -> None:
    with pytest.raises(UnreadableFormatError) as refused:
        read_document(raw, "post.docx")
    assert message in refused.value.message
    assert "post.docx" in refused.value.message
    assert hint in refused.value.hint


@pytest.mark.parametrize(
    "unit",
    ["<!--", "[code]", "[gallery ids=", '<a href="', "[a](", "![[a]", "[@a; ", "`` ` ", '<a ""\'\'"', "<![a"],
)
def test_hostile_text_is_read_in_time_that_grows_with_its_length(unit: str) -> None:
    # What grew with the square of the length would take minutes here.
    document = read_document((unit * (100_000 // len(unit))).encode(), "a.md")
    assert document.text.startswith(unit)
