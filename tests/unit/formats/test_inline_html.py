"""Publishers' text as titles, lines and paragraphs."""

from __future__ import annotations

import pytest

from silit.formats.inline_html import clean_line, clean_paragraphs, clean_title


@pytest.mark.parametrize(
    ("deposited", "title"),
    [
        ("Sacroiliac joint pain", "Sacroiliac joint pain"),
        ("Health &amp; Social Care", "Health & Social Care"),
        ("Health &amp;amp; Social Care", "Health & Social Care"),
        ("Pain &amp;lt; 3 &amp;gt; 1", "Pain < 3 > 1"),
        ("AT&T in R&D;", "AT&T in R&D;"),
        ("p<0.05, a<b and c>d", "p<0.05, a<b and c>d"),
        ("The <Homo sapiens> pelvis", "The <Homo sapiens> pelvis"),
        ("<em>In vivo</em> and <strong>in silico</strong>", "<i>In vivo</i> and <b>in silico</b>"),
        ("<italic>E. coli</italic> <bold>x</bold>", "<i>E. coli</i> <b>x</b>"),
        ("&lt;i&gt;E. coli&lt;/i&gt; again", "<i>E. coli</i> again"),
        ("MAPD<sub>90</sub> and p<sup>+</sup>", "MAPD<sub>90</sub> and p<sup>+</sup>"),
        ("H<inf>2</inf>O", "H<sub>2</sub>O"),
        ("The <scp>AI</scp> footprint", "The AI footprint"),
        ("<i>Bregmaceros atlanticus </i>\nGoode and Bean", "<i>Bregmaceros atlanticus</i> Goode and Bean"),
        ("p110α (\n            <i>PIK3CA</i>\n            )", "p110α (<i>PIK3CA</i>)"),
        ("<i>Women in Ming China</i>\n            .", "<i>Women in Ming China</i>."),
        ("an <i></i>empty <b> </b>tag", "an empty tag"),
        ("<i>never <b>closed</i>", "<i>never <b>closed</b></i>"),
        (
            'spin in <mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mrow>\n <mml:mi>N</mml:mi>\n'
            " <mml:mo>=</mml:mo> <mml:mn>88</mml:mn></mml:mrow></mml:math> nuclei",
            "spin in N=88 nuclei",
        ),
        ("<![CDATA[Pain & function]]>", "Pain & function"),
        ("A title<!-- note --> here", "A title here"),
        ("<script>alert(1)</script>Pain", "Pain"),
        ('<a href="javascript:x" onclick="y">Pain</a> <img src=x onerror=y>', "Pain"),
        ("CafÃ© â\x80\x93 one", "Café – one"),
        ("one \x96 two", "one – two"),
        ("Cafe\u0301", "Café"),
        ("a\u00a0b\u2009c\u200bd\u00ade", "a b cde"),
        ("Effect of massage*", "Effect of massage"),
        ("Effect of massage<sup>†</sup>", "Effect of massage"),
        ("half \ud83d", "half \ufffd"),
        ("  \n ", ""),
    ],
)
def test_a_title_keeps_four_tags_and_every_other_character_is_itself(deposited: str, title: str) -> None:
    assert clean_title(deposited) == title


def test_a_line_has_no_markup_at_all() -> None:
    assert clean_line("Wiley &amp; Sons, <i>Inc.</i>\n Ltd") == "Wiley & Sons, Inc. Ltd"


@pytest.mark.parametrize(
    ("deposited", "abstract"),
    [
        ("<jats:title>Abstract</jats:title><jats:p>We found it.</jats:p>", "We found it."),
        ("<jats:p>Abstract: We found it.</jats:p>", "We found it."),
        ("<p>Abstract Background is this.</p>", "Background is this."),
        ("Abstract\n\nWe found it.", "We found it."),
        ("Abstract thinking matters.", "Abstract thinking matters."),
        (
            "<jats:sec>\n <jats:title>Background</jats:title>\n <jats:p>Pain\n is common.</jats:p>\n</jats:sec>"
            "<jats:sec><jats:title>Methods:</jats:title><jats:p>One.</jats:p><jats:p>Two.</jats:p></jats:sec>",
            "BACKGROUND: Pain is common.\n\nMETHODS: One.\n\nTwo.",
        ),
        (
            "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title><jats:p>Look.</jats:p></jats:sec>",
            "AIM: Look.",
        ),
        (
            "<jats:p>Of <jats:italic>i</jats:italic> &lt; 25 and CO<jats:sub>2</jats:sub></jats:p>",
            "Of i < 25 and CO2",
        ),
        (
            "<jats:list><jats:list-item><jats:p>first</jats:p></jats:list-item>"
            "<jats:list-item><jats:p>second</jats:p></jats:list-item></jats:list>",
            "first\n\nsecond",
        ),
        ("<jats:p>At <jats:tex-math>$\\alpha$</jats:tex-math>α level</jats:p>", "At α level"),
        ("Plain.\n \nParagraphs.\nHere", "Plain.\n\nParagraphs. Here"),
        ("<jats:title>Only a heading</jats:title>", "Only a heading"),
        ("", ""),
    ],
)
def test_an_abstract_becomes_plain_paragraphs_with_labels(deposited: str, abstract: str) -> None:
    assert clean_paragraphs(deposited) == abstract


@pytest.mark.parametrize(
    "piece", ["<i>", "<i> ", "<math>", "<!--", "<![CDATA[", "<script>", "\n", "<b x=1 ", "&amp;", "<"]
)
def test_a_flood_of_markup_costs_no_more_than_its_length(piece: str) -> None:
    # Squared time would be minutes here.
    flood = piece * 20_000
    assert clean_title(flood + "end").endswith("end")
    assert clean_paragraphs(flood + "end").endswith("end")
