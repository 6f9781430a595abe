"""References in any CSL style, made by pandoc (2.15 or newer), which runs as a process of its own.

`--sandbox` keeps pandoc from reading files and networks that it was not given; memory and time have limits, as a style is
a program and may not end.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from silit.errors import ConfigurationError, UnreadableFormatError
from silit.formats.csl_json import item_from_work
from silit.markup import Inlines, Text, parse_inline
from silit.model.work import Work
from silit.styles.csl_files import CslStyle
from silit.styles.csl_output import read_references
from silit.styles.titles import NO_TITLE, own_title

MEMORY = "1G"
SECONDS = 60.0
SECONDS_PER_WORK = 0.05
# Every item of the bibliography, cited or not. Read as Markdown, as pandoc's reader of CSL-JSON drops seasons.
_DOCUMENT = b'---\nnocite: "@*"\n---\n'
_NOT_PRINTED = ("abstract", "keyword")


def find_pandoc() -> str:
    """The pandoc of the `csl` extra, else that on PATH. ConfigurationError, with what to install, when there is none."""
    package = importlib.util.find_spec("pypandoc")
    for place in (package.submodule_search_locations or ()) if package else ():
        if found := shutil.which("pandoc", path=str(Path(place) / "files")):
            return found
    if found := shutil.which("pandoc"):
        return found
    raise ConfigurationError(
        "References in a CSL style are made by pandoc, which is not installed.",
        hint="Install pandoc (your system's packages have it, or pandoc.org), or in silit's folder `.venv/bin/pip install '.[csl]'`. "
        "The styles of --style need nothing.",
    )


def references(
    works: Sequence[Work], style: CslStyle, pandoc: str, *, seconds: float | None = None
) -> list[Inlines]:
    """One reference for each work, in their order; a work of which the style prints nothing gets its title.

    UnreadableFormatError when pandoc cannot use the style, or does not come to an end with it.
    """
    if not works:
        return []
    limit = seconds if seconds is not None else SECONDS + SECONDS_PER_WORK * len(works)
    items = [_item(work, f"n{number}") for number, work in enumerate(works)]
    found = read_references(_run(pandoc, items, style, limit))
    return [found.get(f"n{number}") or _title(work) for number, work in enumerate(works)]


def _item(work: Work, key: str) -> Mapping[str, object]:
    item = item_from_work(work, key)
    return {variable: value for variable, value in item.items() if variable not in _NOT_PRINTED}


def _title(work: Work) -> Inlines:
    return parse_inline(own_title(work)) or (Text(NO_TITLE),)


def _run(pandoc: str, items: Sequence[Mapping[str, object]], style: CslStyle, seconds: float) -> str:
    with TemporaryDirectory(prefix="silit-csl-") as folder:
        bibliography, csl = Path(folder) / "items.json", Path(folder) / "style.csl"
        # pandoc reads no halves of characters, escaped or not.
        bibliography.write_bytes(json.dumps(items, ensure_ascii=False).encode("utf-8", "replace"))
        csl.write_bytes(style.xml)
        command = [
            pandoc,
            "+RTS",
            f"-M{MEMORY}",
            "-RTS",
            "--sandbox",
            "--from=markdown",
            "--to=html",
            "--wrap=none",
        ]
        command += ["--citeproc", f"--bibliography={bibliography}", f"--csl={csl}"]
        try:
            done = subprocess.run(command, input=_DOCUMENT, capture_output=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired as error:
            raise UnreadableFormatError(
                f"pandoc did not come to an end with the CSL style {style.name}; it was stopped after {seconds:.0f} s.",
                hint="The style may call itself; take another one.",
            ) from error
        except OSError as error:
            raise ConfigurationError(f"{pandoc} cannot be run: {error.strerror or error}.") from error
    if done.returncode != 0:
        raise _failure(style, done.stderr.decode("utf-8", "replace"))
    return done.stdout.decode("utf-8", "replace")


def _failure(style: CslStyle, said: str) -> UnreadableFormatError:
    lines = [line.strip() for line in said.splitlines() if line.strip() and "[WARNING]" not in line]
    if "Unknown option" in said:
        return UnreadableFormatError(
            "The pandoc on this machine is too old for CSL styles.",
            hint="Install 2.15 or newer, or in silit's folder `.venv/bin/pip install '.[csl]'`.",
        )
    reason = " ".join(lines[:2]) or "it said nothing"
    return UnreadableFormatError(
        f"pandoc could not make references in the CSL style {style.name}: {reason[:200]}",
        hint="Is it a style of CSL 1.0? zotero.org/styles has them.",
    )
