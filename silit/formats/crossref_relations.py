"""Crossref's links between works: updates (corrections, retractions …) and the `relation` object.

`updated-by` stands on the affected work, `update-to` on the notice. The update types are Crossref's ("Crossmark", update
types); they come with hyphens and with underscores. Retraction Watch's statements are marked by `source`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from silit.formats.crossref_dates import iso_date
from silit.formats.inline_html import clean_line
from silit.formats.json_values import mapping_of, mappings_of, text_of, texts_of
from silit.model.identifiers import (
    Identifier,
    normalise_doi,
    normalise_pmcid,
    normalise_pmid,
    parse_identifier,
)
from silit.model.terms import Relation

PUBLISHER = "crossref:publisher"
RETRACTION_WATCH = "crossref:retraction-watch"


def read_relations(item: Mapping[str, object]) -> tuple[Relation, ...]:
    """Every update and relation of a Crossref work, each once, in the order of the record."""
    found = [*_updates(item, "updated-by"), *_updates(item, "update-to"), *_others(item)]
    return tuple(dict.fromkeys(found))


def _updates(item: Mapping[str, object], field: str) -> Iterator[Relation]:
    for update in mappings_of(item.get(field)):
        kind = clean_line(text_of(update.get("type"))).lower().replace("-", "_").replace(" ", "_")
        if not kind:
            continue
        text = text_of(update.get("DOI"))
        doi = normalise_doi(text)
        yield Relation(
            kind=f"{field}:{kind}",
            target=Identifier("doi", doi) if doi else None,
            citation="" if doi else clean_line(text),
            note=clean_line(text_of(update.get("label"))),
            asserted_by=RETRACTION_WATCH
            if text_of(update.get("source")) == "retraction-watch"
            else PUBLISHER,
            date=iso_date(update.get("updated")),
        )


def _others(item: Mapping[str, object]) -> Iterator[Relation]:
    for kind, targets in mapping_of(item.get("relation")).items():
        for target in mappings_of(targets):
            text = " ".join(texts_of(target.get("id")))
            if not text:
                continue
            identifier = _identifier(text_of(target.get("id-type")).lower(), text)
            citation = "" if identifier else clean_line(text)
            yield Relation(clean_line(kind), identifier, citation, asserted_by=PUBLISHER)


def _identifier(scheme: str, text: str) -> Identifier | None:
    normalise = {"doi": normalise_doi, "pmid": normalise_pmid, "pmcid": normalise_pmcid}.get(scheme)
    if normalise:
        value = normalise(text)
        return Identifier(scheme, value) if value else None
    return parse_identifier(text) if scheme in ("uri", "arxiv", "isbn", "issn") else None
