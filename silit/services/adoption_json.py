"""The answer of `silit article adopt --json`."""

from __future__ import annotations

from silit.articles.document import Document
from silit.articles.markers import Marker
from silit.model.citations import Citation
from silit.services.adopting import AdoptionPlan
from silit.services.reference_matching import MatchedReference


def adoption_json(plan: AdoptionPlan) -> dict[str, object]:
    """The file, the markers (what adopt found to change), the citations that were there already, the author's list.

    A marker has line, column, anchor, kind, numbers, refs, verdict, reason, context, in `citation` what takes its place (""
    where it stays), and in `name` what `--map` calls a note without number and identifier. A reference has number, text,
    match (a cite key, an identifier, or None), verdict, and in `name` what `--map` calls it.
    """
    document = plan.file.document
    texts = {each.span: each.text for each in plan.adoption.replacements}
    return {
        "file": str(plan.file.path),
        "markers": [_marker(marker, document, texts.get(marker.span, "")) for marker in plan.markers],
        "citations": [_citation(citation, document) for citation in plan.citations],
        "references": [_reference(reference) for reference in plan.references],
    }


def _marker(marker: Marker, document: Document, citation: str) -> dict[str, object]:
    line, column = document.place(marker.span.start)
    return {
        "line": line,
        "column": column,
        "anchor": marker.anchor,
        "kind": marker.kind,
        "numbers": list(marker.numbers),
        "refs": list(marker.refs),
        "verdict": marker.verdict,
        "reason": marker.reason,
        "context": marker.context,
        "citation": citation,
        "name": marker.note_name,
    }


def _citation(citation: Citation, document: Document) -> dict[str, object]:
    line, column = document.place(citation.start)
    return {"line": line, "column": column, "keys": [item.key for item in citation.items]}


def _reference(reference: MatchedReference) -> dict[str, object]:
    entry = reference.entry
    return {
        "number": entry.number,
        "text": entry.text,
        "match": reference.match or None,
        "verdict": reference.verdict,
        "name": entry.name,
    }
