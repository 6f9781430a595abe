"""Topics as TOML: the bundled ones, and the files in which people keep their own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from silit.errors import UnreadableFormatError
from silit.model.topics import Topic, TopicPart, TopicWord


def read_topics(text: str) -> Mapping[str, Topic]:
    """The topics of a file by name, in its order; UnreadableFormatError says which topic lacks what."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFormatError(
            f"The topics are not valid TOML: {error}.", hint="Mend that line, or remove it."
        ) from error
    return {name: _topic(name, table) for name, table in tables.items()}


def _topic(name: str, table: Any) -> Topic:
    if not isinstance(table, dict):
        raise _unreadable(name, "is not a table")
    topic = Topic(
        name=name,
        title=_text(name, table, "title"),
        description=_text(name, table, "description", required=False),
        parts=_parts(name, table, "parts"),
        modules=_parts(name, table, "modules"),
        crossref_queries=_texts(name, table.get("crossref_queries", []), "crossref_queries"),
        words=tuple(_word(name, entry) for entry in _list(name, table, "words")),
    )
    if not (topic.parts or topic.crossref_queries):
        raise _unreadable(name, "asks nothing: it has neither parts nor crossref_queries")
    return topic


def _parts(name: str, table: dict[str, Any], field: str) -> tuple[TopicPart, ...]:
    entries = _list(name, table, field)
    if not all(isinstance(entry, dict) for entry in entries):
        raise _unreadable(name, f"has {field} that are not tables")
    return tuple(
        TopicPart(
            _text(name, entry, "name"),
            _text(name, entry, "explanation", required=False),
            _text(name, entry, "query"),
        )
        for entry in entries
    )


def _word(name: str, entry: Any) -> TopicWord:
    if isinstance(entry, str) and entry.strip("* "):
        return TopicWord(entry)
    if isinstance(entry, dict):
        return TopicWord(_text(name, entry, "phrase"), _texts(name, entry.get("beside", []), "beside"))
    raise _unreadable(name, f"has a word that is no text: {entry!r}")


def _list(name: str, table: dict[str, Any], field: str) -> list[Any]:
    value = table.get(field, [])
    if not isinstance(value, list):
        raise _unreadable(name, f"has {field} that are not a list")
    return value


def _texts(name: str, value: Any, field: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        raise _unreadable(name, f"has {field} that are not a list of texts")
    return tuple(value)


def _text(name: str, table: dict[str, Any], field: str, *, required: bool = True) -> str:
    value = table.get(field, "")
    if not isinstance(value, str) or (required and not value.strip()):
        raise _unreadable(name, f"needs a text for {field!r}")
    return value.strip()


def _unreadable(name: str, what: str) -> UnreadableFormatError:
    return UnreadableFormatError(f"The topic {name!r} {what}.")
