"""The table of tests/golden/styles: works of every kind, and what each style makes of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from silit.formats.csl_reading import work_from_item
from silit.markup import Inline, Inlines, Link, Text, to_html, to_markdown, to_text
from silit.model.identifiers import Identifier
from silit.model.integrity import Integrity
from silit.model.terms import Relation
from silit.styles import STYLES

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "styles"
CASES: Mapping[str, Mapping[str, Any]] = {
    case["name"]: case for case in json.loads((FOLDER / "cases.json").read_text(encoding="utf-8"))
}
CELLS = [(style, case) for style in STYLES for case in CASES]
FORMATS: Mapping[str, Callable[[Inlines], str]] = {
    "text": to_text,
    "html": to_html,
    "markdown": to_markdown,
}


def named(cells: Iterable[tuple[str, str]]) -> list[str]:
    """Names of cells for pytest."""
    return [f"{style}: {case}" for style, case in cells]


def reference(style: str, case: str) -> Inlines:
    """The case's work in the style."""
    return STYLES[style](work_from_item(CASES[case]["item"]).value, _integrity(CASES[case]))


def marked(inlines: Iterable[Inline]) -> str:
    """The reference as text with <i> <b> <sup> <sub>, as golden.json has it."""
    out = []
    for node in inlines:
        if isinstance(node, Text):
            out.append(node.text)
        elif isinstance(node, Link):
            out.append(marked(node.children))
        else:
            out.append(f"<{node.tag}>{marked(node.children)}</{node.tag}>")
    return "".join(out)


def _integrity(case: Mapping[str, Any]) -> Integrity:
    given = case.get("integrity")
    if given is None:
        return Integrity("none-found")
    notices = tuple(
        Relation(one["kind"], Identifier(*one["target"].split(":", 1)), one["citation"])
        for one in given["notices"]
    )
    return Integrity(given["status"], notices=notices)
