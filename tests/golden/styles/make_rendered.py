"""Writes rendered.json: every case in every style as text, HTML and Markdown, as silit prints them now.

    python tests/golden/styles/make_rendered.py && git diff tests/golden/styles/rendered.json

Read the difference before it is kept: that is what the file is for.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from support.style_cases import CASES, FOLDER, FORMATS, reference  # found by the line before

from silit.styles import STYLES

rendered = {
    case: {
        style: {name: write(reference(style, case)) for name, write in FORMATS.items()} for style in STYLES
    }
    for case in CASES
}
(FOLDER / "rendered.json").write_text(
    json.dumps(rendered, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
)
