r"""LaTeX as text: what `latex_writing` wrote is read back."""

from __future__ import annotations

import re

from silit.formats.latex_writing import COMMANDS, ESCAPES

_TOKEN = re.compile(
    r"\\(?P<tag>textit|textbf|textsuperscript|textsubscript|emph)\s*\{"
    r"|\\(?P<named>textasciitilde|textasciicircum|textbackslash|textbraceleft|textbraceright)(?:\{\}|(?![A-Za-z])\s*)"
    r"|\\(?P<char>[&%$#_{}])"
    r"|(?P<open>\{)|(?P<close>\})"
)
_TAG_OF = {command[1:]: tag for tag, command in COMMANDS.items()} | {"emph": "i"}
_CHARACTER_OF = {command[1:-2]: char for char, command in ESCAPES.items() if command.endswith("{}")}


def from_latex(latex: str) -> str:
    """The text that `to_latex` or `escape_latex` wrote, with the tags <i> <b> <sup> <sub>. Other commands stay as they are."""
    out: list[str] = []
    closing: list[str] = []
    position = 0
    for token in _TOKEN.finditer(latex):
        out.append(latex[position : token.start()])
        position = token.end()
        if token["tag"]:
            tag = _TAG_OF[token["tag"]]
            out.append(f"<{tag}>")
            closing.append(f"</{tag}>")
        elif token["named"]:
            out.append(_CHARACTER_OF[token["named"]])
        elif token["char"]:
            out.append(token["char"])
        elif token["open"]:
            closing.append("")
        else:
            out.append(closing.pop() if closing else "")
    out.append(latex[position:])
    return "".join(out)
