"""The marks of an article in the text of each format."""

from __future__ import annotations

from collections.abc import Callable

from silit.articles.number import Mark, Use
from silit.articles.occurrences import letter
from silit.markup import Text, to_html, to_text

# A mark to what stands in the article after its `lead`.
MarkerWriter = Callable[[Mark], str]


def html_marker(prefix: str) -> MarkerWriter:
    """A superscript whose every number leads to its reference; ids begin with `prefix` (`id_prefix` of the slug)."""

    def write(mark: Mark) -> str:
        numbers = ",".join(_html_use(use, prefix) for use in mark.uses)
        return (
            f'{to_html((Text(mark.names),))}<sup class="silit-cite">{numbers}</sup>'
            f"{to_html((Text(mark.open_places),))}"
        )

    return write


def text_marker(mark: Mark) -> str:
    """`[1,3 (p. 4)]`, after a blank where it follows names."""
    numbers = ",".join(f"{_before(use)}{use.number}{_locator(use)}" for use in mark.uses)
    names = f"{mark.names} " if mark.names else ""
    return to_text((Text(f"{names}[{numbers}]{mark.open_places}"),))


def no_marker(mark: Mark) -> str:
    """Nothing but the names that the sentence speaks of: what an excerpt prints."""
    return mark.names


def escaped(write: MarkerWriter) -> MarkerWriter:
    """The same, safe within HTML."""
    return lambda mark: to_html((Text(write(mark)),))


def _html_use(use: Use, prefix: str) -> str:
    link = (
        f'<a href="#{prefix}-ref-{use.number}" id="{prefix}-cite-{use.number}{letter(use.occurrence)}" '
        f'role="doc-noteref" aria-label="Reference {use.number}">{use.number}</a>'
    )
    return f"{to_html((Text(_before(use)),))}{link}{to_html((Text(_locator(use)),))}"


def _before(use: Use) -> str:
    return f"{use.prefix} " if use.prefix else ""


def _locator(use: Use) -> str:
    return f" ({use.locator})" if use.locator else ""
