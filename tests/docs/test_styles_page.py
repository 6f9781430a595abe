"""The samples in docs/styles.md are what silit prints."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from support.works import LASLETT_2005

from silit.markup import to_text
from silit.model.integrity import Integrity
from silit.styles import STYLES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "styles.md"


def test_each_style_has_its_sample() -> None:
    work = replace(LASLETT_2005, title="Diagnosis of sacroiliac joint pain")
    printed = "".join(
        f"{name:<11}{to_text(style(work, Integrity('none-found')))}\n"
        for name, style in ((name, STYLES[name]) for name in STYLES)
    )
    found = re.search(r"<!-- samples -->\n```\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    assert found[1] == printed
