"""Literal tables of adapters that are imported on first use."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar, cast

from silit.errors import UsageError, did_you_mean

T = TypeVar("T")


class Registry(Generic[T]):
    """Names to adapters, written as `{"name": "package.module:attribute"}`.

    Nothing is imported before it is asked for, so that a command loads only what it uses.
    """

    def __init__(self, kind: str, entries: Mapping[str, str]) -> None:
        self.kind = kind
        self._entries = dict(entries)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __getitem__(self, name: str) -> T:
        """The adapter called `name`; UsageError names the known ones."""
        target = self._entries.get(name)
        if target is None:
            known = ", ".join(sorted(self._entries))
            hint = did_you_mean(name, self._entries) or f"Known: {known}."
            raise UsageError(f"There is no {self.kind} called {name!r}.", hint=hint)
        module, _, attribute = target.partition(":")
        return cast(T, getattr(importlib.import_module(module), attribute))
