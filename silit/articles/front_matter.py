"""The front matter of a Markdown article: the few lines of YAML that writers use, `key: value` and lists.

It is only read, never written: what this small reader does not know (nested maps, anchors, long texts) is passed over.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping

from silit.articles.document import Span

_YAML = re.compile(
    r"---[ \t]*(?:\r\n?|\n)(.*?)^(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL | re.MULTILINE
)
_TOML = re.compile(r"\+\+\+[ \t]*(?:\r\n?|\n)(.*?)^\+\+\+[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.+)$")
_LIST_PART = re.compile(r"\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,]*)\s*(?:,|$)")
_REMARK = re.compile(r"(?:^|[ \t]+)#.*$")


def find_front_matter(text: str) -> tuple[Span, Mapping[str, object]] | None:
    """Where it stands (fences included) and its values: strings, and lists of strings. None where there is none.

    YAML between `---` lines (Jekyll, Hugo, Pandoc) or TOML between `+++` lines (Hugo).
    """
    if match := _YAML.match(text):
        return Span(match.start(), match.end()), _read_yaml(match[1].splitlines())
    if match := _TOML.match(text):
        return Span(match.start(), match.end()), _read_toml(match[1])
    return None


def _read_yaml(lines: Iterable[str]) -> dict[str, object]:
    values: dict[str, object] = {}
    open_key = ""
    for line in lines:
        if open_key and (item := _ITEM.match(line)):
            before = values.get(open_key)
            values[open_key] = [*(before if isinstance(before, list) else []), _scalar(item[1])]
        elif pair := _PAIR.match(line):
            written = _REMARK.sub("", pair[2] or "").strip() if (pair[2] or "")[:1] not in "\"'" else pair[2]
            open_key = "" if written else pair[1]
            values[pair[1]] = _value(written.strip()) if written else ""
        elif line.strip() and not line.lstrip().startswith("#"):
            open_key = ""
    return values


def _value(written: str) -> object:
    if written.startswith("[") and written.endswith("]"):
        parts = (part for part in _LIST_PART.findall(written[1:-1]) if part.strip())
        return [_scalar(part) for part in parts]
    return _scalar(written)


def _scalar(written: str) -> str:
    written = written.strip()
    if len(written) > 1 and written[0] == written[-1] == '"':
        return re.sub(r"\\(.)", r"\1", written[1:-1])
    if len(written) > 1 and written[0] == written[-1] == "'":
        return written[1:-1].replace("''", "'")
    return _REMARK.sub("", written).strip()


def _read_toml(written: str) -> dict[str, object]:
    try:
        values = tomllib.loads(written.replace("\r\n", "\n").replace("\r", "\n"))
    except tomllib.TOMLDecodeError:
        return {}
    return {name: _plain(value) for name, value in values.items() if not isinstance(value, dict)}


def _plain(value: object) -> object:
    return [str(part) for part in value] if isinstance(value, list) else str(value)
