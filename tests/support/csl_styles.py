"""A small CSL style, and how to vary it."""

from __future__ import annotations

from pathlib import Path

_HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"{attributes}>'
_INFO = "<info><title>{name}</title><id>{name}</id><updated>2026-01-01T00:00:00+00:00</updated>{links}</info>"
_CITATION = '<citation{of_citation}><layout><text variable="citation-number"/></layout></citation>'
LAYOUT = (
    '<text variable="citation-number" suffix=". "/>'
    '<names variable="author"><name initialize-with="" name-as-sort-order="all" sort-separator=" "/></names>'
    '<text variable="title" font-style="italic" prefix=". " suffix=". "/>'
    '<date variable="issued" form="text" date-parts="year"/>'
)


def csl(
    name: str = "small",
    *,
    layout: str = LAYOUT,
    macros: str = "",
    attributes: str = "",
    bibliography: str = "",
    before_layout: str = "",
) -> str:
    """A whole style whose references are `layout`."""
    return (
        _HEAD.format(attributes=attributes)
        + _INFO.format(name=name, links="")
        + macros
        + _CITATION.format(of_citation=' disambiguate-add-year-suffix="true"')
        + f"<bibliography{bibliography}>{before_layout}<layout>{layout}</layout></bibliography></style>"
    )


def dependent(name: str, parent: str) -> str:
    """A style that stands for another one."""
    link = f'<link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/>'
    return _HEAD.format(attributes="") + _INFO.format(name=name, links=link) + "</style>"


def written(folder: Path, name: str, text: str) -> Path:
    """The file NAME.csl in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.csl"
    path.write_text(text, encoding="utf-8")
    return path
