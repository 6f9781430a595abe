"""Marks stand after punctuation, without the blank before; nothing else moves."""

from __future__ import annotations

import pytest
from support.articles import numbered

from silit.articles.filling import filled


def placed(text: str, name: str = "post.md") -> str:
    article = numbered(text, name)
    return filled(article, (), lambda index: "¹", lambda index: "")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("word [@a2005].", "word.¹"),
        ("word[@a2005].", "word.¹"),
        ("word [@a2005], next", "word,¹ next"),
        ("word. [@a2005] Next", "word.¹ Next"),
        ("word  \u00a0[@a2005]; next", "word;¹ next"),
        ('"word" [@a2005], next', '"word",¹ next'),
        ('"word [@a2005]." Next', '"word."¹ Next'),
        ("“word [@a2005]”. Next", "“word”.¹ Next"),
        ("(word [@a2005]). Next", "(word).¹ Next"),
        ("word [@a2005]?! Next", "word?!¹ Next"),
        ("word [@a2005] … next", "word¹ … next"),
        ("word [@a2005]—next", "word¹—next"),
        ("word [@a2005] (next)", "word¹ (next)"),
        ("word [@a2005]'s", "word¹'s"),
        ('word [@a2005]"next"', 'word¹"next"'),
        ("([@a2005])", "(¹)"),
        ("word [@a2005][@b2010].", "word.¹"),
        ("word [@a2005] [@b2010], next", "word,¹ next"),
        ("word [@?6].", "word [@?6]."),
        ("[@a2005] begins", "¹ begins"),
        ("- [@a2005] item", "- ¹ item"),
        ("1. [@a2005] item", "1. ¹ item"),
        ("> [@a2005] quoted", "> ¹ quoted"),
        ("# [@a2005] head", "# ¹ head"),
        ("line\n[@a2005]. Next", "line.¹ Next"),
        ("line\r\n  [@a2005]. Next", "line.¹ Next"),
        ("# Head\n[@a2005] text", "# Head\n¹ text"),
        ("break  \n[@a2005] text", "break  \n¹ text"),
        ("para\n\n[@a2005] text", "para\n\n¹ text"),
        ("*word [@a2005].*", "*word.¹*"),
        ("word [@a2005]![x](y.png)", "word¹![x](y.png)"),
        ("word [@a2005]`.`", "word¹`.`"),
        ("1 . 2 , 3 [@a2005]", "1 . 2 , 3¹"),
    ],
)
def test_a_mark_of_markdown_stands_after_punctuation(written: str, shown: str) -> None:
    assert placed(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>word&nbsp;[@a2005].</p>", "<p>word.¹</p>"),
        ("<p><em>word</em> [@a2005]&rdquo;</p>", "<p><em>word</em>&rdquo;¹</p>"),
        ("<p>word [@a2005]<b>.</b></p>", "<p>word¹<b>.</b></p>"),
        ("<p><b>word [@a2005]</b>.</p>", "<p><b>word</b>.¹</p>"),
        (
            '<p><span>word</span>[@a2005]<span style="x">, next</span></p>',
            '<p><span>word</span><span style="x">,¹ next</span></p>',
        ),
        (
            "<p><span>word [@a2005]</span><span> next.</span></p>",
            "<p><span>word¹</span><span> next.</span></p>",
        ),
        ("<p>word[@a2005]</p><p>. next</p>", "<p>word¹</p><p>. next</p>"),
        ("<p>\n[@a2005] word</p>", "<p>\n¹ word</p>"),
        ("<p>word\n[@a2005].</p>", "<p>word.¹</p>"),
    ],
)
def test_a_mark_of_html_stands_after_punctuation(written: str, shown: str) -> None:
    assert placed(written, "post.html") == shown


def test_a_citation_in_the_sentence_stays_where_it_is() -> None:
    article = numbered("As @a2005, who said.")
    assert [(mark.names, mark.lead) for mark in article.marks] == [("Laslett et al.", "")]
    assert placed("As @a2005, who said.") == "As ¹, who said."
