"""The topics that silit knows: named searches that someone thought about once."""

from __future__ import annotations

from importlib import resources

from silit.errors import NotFoundError, did_you_mean
from silit.formats.topics_toml import read_topics
from silit.model.topics import Topic


def find_topic(name: str) -> Topic:
    """The topic called `name`; NotFoundError names the nearest."""
    topics = read_topics(resources.files("silit.data").joinpath("topics.toml").read_text(encoding="utf-8"))
    if name not in topics:
        hint = did_you_mean(name, topics) or f"Known: {', '.join(topics)}."
        raise NotFoundError(f"There is no topic called {name!r}.", hint=hint)
    return topics[name]
