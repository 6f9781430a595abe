"""A work in few words, as part of a sentence."""

from __future__ import annotations

from silit.markup import plain
from silit.model.work import Work

_LONGEST_TITLE = 60


def short_names(work: Work) -> str:
    """`Laslett`, `Laslett and Young`, `Laslett et al.`; without people the beginning of the title, in quotes."""
    people = [name.full_family or name.literal for name in work.author or work.editor]
    people = [" ".join(name.split()) for name in people if name.strip()]
    if not people:
        return f"“{_beginning(plain(work.title or work.original_title))}”"
    if len(people) > 2 or (work.authors_complete == "no" and work.author):
        return f"{people[0]} et al."
    return " and ".join(people)


def _beginning(title: str) -> str:
    words = " ".join(title.split()) or "untitled work"
    if len(words) <= _LONGEST_TITLE:
        return words
    return words[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
