"""The field's own programs read a sample of odd records; `tests/tools/check_bibliographies.py` has them read 10,000."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest
from support.odd_records import odd_entries

_COUNT = 150
_SCRIPT = Path(__file__).resolve().parents[1] / "tools" / "check_bibliographies.py"


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_bibliographies", _SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look for it there
    spec.loader.exec_module(module)
    return module


SCRIPT = _script()


@pytest.mark.parametrize(
    ("dialect", "ascii_only", "program"),
    [
        *(("bibtex", False, program) for program in ("bibtex", "biber", "bibtool", "bibclean", "pandoc")),
        *(("biblatex", False, program) for program in ("biber", "bibtool", "pandoc")),
        *(("bibtex", True, program) for program in ("bibtex", "bibclean")),
        ("biblatex", True, "biber"),
    ],
)
def test_a_program_finds_nothing_wrong_with_odd_records(
    dialect: str, ascii_only: bool, program: str, tmp_path: Path
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    file = SCRIPT.write(tmp_path, "odd", tuple(odd_entries(_COUNT)), dialect, ascii_only=ascii_only)
    assert list(SCRIPT.complaints(file, [program])) == []
