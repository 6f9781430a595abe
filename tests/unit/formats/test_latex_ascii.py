"""Signs beyond ASCII as commands, for `export --ascii`."""

from __future__ import annotations

import re

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from silit.formats import ASCII_WRITERS
from silit.formats.latex_ascii import to_ascii, without_command
from silit.formats.latex_reading import from_latex
from silit.formats.latex_writing import escape_latex
from silit.model.entries import Entry
from silit.model.work import Work

SIGNS = [
    ("Østgaard", r"{\O}stgaard", "Østgaard"),
    ("Erdős, Szűcs, Ű", r"Erd{\H{o}}s, Sz{\H{u}}cs, {\H{U}}", "Erdős, Szűcs, Ű"),
    ("ễ ĳ", r"{\~{\^{e}}} {\ij}", "ễ ĳ"),
    ("0·5 µm, 37 ˚C", r"0{\textperiodcentered}5 {\textmu}m, 37 {\r{}}C", "0·5 µm, 37 ˚C"),
    ("½, 2⅓", r"{\textonehalf}, 2{\ensuremath{^{1}/_{3}}}", "½, 2<sup>1</sup>/<sub>3</sub>"),
    ("pᵃ xᵢ", r"p{\textsuperscript{a}} x{\textsubscript{i}}", "p<sup>a</sup> x<sub>i</sub>"),
    ("step①Ⓡ", "step{(1)}{(R)}", "step(1)(R)"),
    ("50％ ＆ ｛x｝ ～", r"50{\%} {\&} {\textbraceleft{}}x{\textbraceright{}} {\textasciitilde{}}", "50% & {x} ~"),
    ("a≢b, x⊨y", r"a{\ensuremath{\not\equiv}}b, x{\ensuremath{\vDash}}y", "a≢b, x⊨y"),
    ("漢", r"{\symbol{28450}}", "漢"),
    ("soft\u00adhyphen\u200b", r"soft{\-}hyphen{}", "softhyphen"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "latex", "again"), SIGNS, ids=[latex[:20] for _, latex, _ in SIGNS])
def test_a_sign_is_a_command_that_is_read_as_the_sign_or_its_plain_variant(
    text: str, latex: str, again: str
) -> None:
    assert to_ascii(text) == latex
    assert from_latex(latex) == again


@given(st.text(st.characters(min_codepoint=0x80, exclude_categories=["Cs"]), min_size=1, max_size=8))
def test_whatever_sign_it_is_it_ends_no_value_and_begins_no_command(text: str) -> None:
    (entry,) = parse_string(ASCII_WRITERS["bibtex"]([Entry("key", Work(title=f"a{text}b"))]).value).entries
    (title,) = [field.value for field in entry.fields if field.key == "title"]
    bare = re.sub(r"\\ensuremath\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}", "", title)
    assert title.isascii()
    assert re.findall(r"(?<!\\)[%&#$_^~]", bare) == []


@given(st.text(st.sampled_from("ÀÉîõÜçŁłßøÅåŽžĐđŞşİıŐőŰűĄęĽľŘřÞþÐðÆœ±×≥≤αβΩ–—’“”…°µ·§²½€ a-z")))
def test_the_letters_and_signs_of_european_bibliographies_come_back(text: str) -> None:
    latex = to_ascii(escape_latex(text))
    assert from_latex(latex) == from_latex(escape_latex(text))
    assert without_command(latex) == ""
