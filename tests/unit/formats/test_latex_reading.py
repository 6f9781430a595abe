"""LaTeX as people and programs write it into .bib files, as text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.outgoing import TEXT

from silit.formats.latex_reading import (
    from_latex,
    paragraphs_from_latex,
    plain_from_latex,
    verbatim_from_latex,
)
from silit.formats.latex_writing import escape_latex

READ = [
    (r"{\v R}eh{\r u}{\v r}ek", "Řehůřek"),
    (r"G{\"a}hler and \"Ubel, {\"{o}}, \~{n}, {\~n}", "Gähler and Übel, ö, ñ, ñ"),
    (r"Fran{\c c}ois \'{\i}\'\i x", "François ííx"),
    (r"Franc{\ocirc{u}}, Krej{\v{c}}{\'{\i}}", "Franců, Krejčí"),
    (r"Stra{\ss}e \O re Erd\H{o}s \L{}\'od\'z {\AA}rhus \aa{} \o", "Straße Øre Erdős Łódź Århus å ø"),
    (r"{DNA} {{T}he} {A} {s}tudy", "DNA The A study"),
    (r"\emph{E. coli} \textit{in {\em vivo}} {\bf bold} x", "<i>E. coli</i> <i>in <i>vivo</i></i> <b>bold</b> x"),
    (r"CO\textsubscript{2}, H$_2$O, $x_{i,j}^2$, 4$^{\textrm{th}}$", "CO<sub>2</sub>, H<sub>2</sub>O, x<sub>i,j</sub><sup>2</sup>, 4<sup>th</sup>"),
    (r"100~$\mu${J}, 200\,{\mbox{$\mu$}}{J}, $\pm$0.1\%, $-$50\,d{B}", "100 μJ, 200 μJ, ±0.1%, −50 dB"),
    (r"$p<0.05$, $\alpha\le\beta$, \(x^2\), $\frac{1}{2}$", "p<0.05, α≤β, x<sup>2</sup>, 1/2"),
    (r"$\langle{}00\overline{1}\rangle$ Driven $t$-$J$", "⟨001̅⟩ Driven t-J"),
    (r"costs $5 and $6, $$Q, 3 $", "costs $5 and $6, $$Q, 3 $"),
    (r"\enquote{a} ``b'' \mkbibquote{c}", "“a” “b” “c”"),
    (r"1--2 --- {-}- x", "1–2 — -- x"),
    (r"\href  {https://x.org/~a_b}  {the \texttt{text}}", "the text"),
    (r"\url{http://example.org/~user_x--y\_z}", "http://example.org/~user_x--y_z"),
    (r"{\sc Conniver} {\relax Yu} \LaTeX{} \textregistered", "Conniver Yu LaTeX ®"),
    (r"\symbol{65}\discretionary {}{}{}b\footnote{no}", "Ab"),
    (r"AT&T &amp; &#945; \&amp;", "AT&T & α &amp;"),
    (r"\aap and \unknown{what is in it}", r"\aap and what is in it"),
    (r"snake_case 10^5 a\_b", "snake_case 10^5 a_b"),
    ("two\n  lines,\ttab", "two lines, tab"),
    (r"\textbackslash\textbackslash\{\} \\ x", r"\\{} x"),
    ("} a { b \\", "a b \\"),
    (r"\'", ""),
    (r"25$^{\circ}$C, $90^\circ$ flexion, $f^{\prime}$, $a_\circ$", "25°C, 90° flexion, f′, a<sub>∘</sub>"),
    (r"\pounds 5, \pounds{}5, \euro{}5, x\ddag, \dag, GRO\SS", "£5, £5, €5, x‡, †, GROSS"),
    ("`x' and the `patient's view': don't `stop", "‘x’ and the ‘patient's view’: don't `stop"),
    ("patients' `old' ones, a`b'c, ``a `b' c''", "patients' ‘old’ ones, a`b'c, “a ‘b’ c”"),
    (r"0\textperiodcentered5 \textmu m 37 \r{}C, $a\not=b$, $x\not\in Y\models Z$", "0·5 µm 37 ˚C, a≠b, x∉Y⊧Z"),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "text"), READ, ids=[latex[:30] for latex, _ in READ])
def test_latex_is_read_as_what_it_prints(latex: str, text: str) -> None:
    assert from_latex(latex) == text


def test_paragraphs_stay_apart() -> None:
    assert paragraphs_from_latex("One\nline.\n\n  {T}wo.\\par Three.") == "One line.\n\nTwo.\n\nThree."


def test_an_address_loses_its_escapes_and_nothing_else() -> None:
    assert verbatim_from_latex(r"10.1007/3-540-45757-7\_52") == "10.1007/3-540-45757-7_52"
    assert verbatim_from_latex(r"\url{https://x.org/a--b~c\%20d}") == "https://x.org/a--b~c%20d"
    assert verbatim_from_latex(r"https://x.org/{\~}me\textasciitilde{}you") == "https://x.org/~me~you"


@pytest.mark.parametrize("opening", ["{", r"\'{", r"\textit{", "$_{", r"\href{", "$", r"\frac"])
def test_twenty_thousand_openings_take_no_long_time(opening: str) -> None:
    start = time.process_time()
    from_latex(opening * 20_000 + "x" + "}" * 20_000)
    assert time.process_time() - start < 5


@given(latex=st.text(st.sampled_from("\\{}$_^~&%'\"`-ab1 \n()[]#;"), max_size=40) | TEXT)
def test_anything_is_read_without_an_error(latex: str) -> None:
    assert from_latex(latex).strip() == from_latex(latex)
    verbatim_from_latex(latex)


@given(text=TEXT)
def test_what_was_read_is_written_and_read_the_same(text: str) -> None:
    read = from_latex(escape_latex(text))
    assert from_latex(escape_latex(read)) == read


def test_plain_text_has_no_tags() -> None:
    latex = r"{\em a} \textbf{b} CO$_2$ 10\textsuperscript{th} <i>c</i>"
    assert plain_from_latex(latex) == "a b CO₂ 10th <i>c</i>"


@given(st.text("ab'` ?!-\"é", max_size=12))
def test_quotation_marks_are_read_back_as_they_were_written(text: str) -> None:
    quoted = f"a `{text}' b"
    assert from_latex(escape_latex(quoted)) == " ".join(quoted.split())
