"""10,000 works written as BibTeX and BibLaTeX and 1,000 as CSL-JSON, against the barest loop that writes the same."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from corpus import records
from measuring import Row, compare

from silit.formats import WRITERS
from silit.formats.pubmed_xml import read_record
from silit.model.entries import Entry

_COUNT = 10_000
# Ten times as many would take ten times as long on both sides: `json.dumps` with indents is slow.
_JSON_COUNT = 1_000
_TURNS = 5
_MOST = 1.5
_SPECIAL = re.compile(r"[&%$#_{}~^\\]")
_BIBTEX_FIELDS = {
    "title": "title",
    "container_title": "journal",
    "container_title_short": "shortjournal",
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "publisher_place": "address",
    "language": "language",
    "doi": "doi",
    "pmid": "pmid",
    "abstract": "abstract",
}


def rows(folder: Path) -> list[Row]:
    """The two exports; nothing is read from or written to a file."""
    del folder
    entries = [_entry(number, text) for number, text in enumerate(records(_COUNT))]
    few = entries[:_JSON_COUNT]
    items = json.loads(WRITERS["csl-json"](few).value)
    dialects = {
        name: compare(partial(WRITERS[name], entries), lambda: _bare_bibtex(entries), _TURNS, cpu=True)
        for name in ("bibtex", "biblatex")
    }
    csl = compare(lambda: WRITERS["csl-json"](few), lambda: _bare_json(items), _TURNS, cpu=True)
    return [
        *(
            Row(
                f"Export {_COUNT:,} works as {name}",
                "a loop over the same fields, escaped with one expression; CPU time",
                found.ratio,
                "×",
                _MOST,
                f"{found.measured:.2f} s : {found.floor:.2f} s",
            )
            for name, found in dialects.items()
        ),
        Row(
            f"Export {_JSON_COUNT:,} works as CSL-JSON",
            "`json.dumps` of the same items; CPU time",
            csl.ratio,
            "×",
            None,
            f"{csl.measured:.2f} s : {csl.floor:.2f} s",
        ),
    ]


def _entry(number: int, text: str) -> Entry:
    work = read_record(text.encode()).value
    return Entry(f"key{number}", work, tags=("sacroiliac joint", "massage"))


def _bare_json(items: list[dict[str, object]]) -> str:
    return json.dumps(items, ensure_ascii=False, indent=2)


def _bare_bibtex(entries: Sequence[Entry]) -> str:
    out = []
    for entry in entries:
        work = entry.work
        out.append(f"@article{{{entry.cite_key},\n")
        authors = " and ".join(f"{_escaped(name.family)}, {_escaped(name.given)}" for name in work.author)
        out.append(f"  author = {{{authors}}},\n  year = {{{work.year}}},\n")
        for variable, field in _BIBTEX_FIELDS.items():
            if value := getattr(work, variable):
                out.append(f"  {field} = {{{_escaped(value)}}},\n")
        out.append(f"  keywords = {{{', '.join(map(_escaped, entry.tags))}}},\n}}\n\n")
    return "".join(out)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
