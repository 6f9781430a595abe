"""The answer of `silit article adopt --json`."""

from __future__ import annotations

from bisect import bisect_right

from silit.articles.markers import Marker
from silit.model.citations import Citation
from silit.services.adopting import AdoptionPlan
from silit.services.reference_matching import MatchedReference


class Places:
    """Lines and columns of many characters of one text, both from 1, as Document.place says them one by one."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        position = text.find("\n")
        while position >= 0:
            self._starts.append(position + 1)
            position = text.find("\n", position + 1)

    def of(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def adoption_json(plan: AdoptionPlan) -> dict[str, object]:
    """The file, the markers (what adopt found to change), the citations that were there already, the author's list.

    A marker has line, column, anchor, kind, numbers, refs, verdict, reason, context, in `citation` what takes its place (""
    where it stays), and in `name` what `--map` calls a note without number and identifier. A reference has number, text,
    match (a cite key, an identifier, or None), verdict, and in `name` what `--map` calls it.
    """
    places = Places(plan.file.document.text)
    texts = {each.span: each.text for each in plan.adoption.replacements}
    return {
        "file": str(plan.file.path),
        "markers": [_marker(marker, places, texts.get(marker.span, "")) for marker in plan.markers],
        "citations": [_citation(citation, places) for citation in plan.citations],
        "references": [_reference(reference) for reference in plan.references],
    }


def _marker(marker: Marker, places: Places, citation: str) -> dict[str, object]:
    line, column = places.of(marker.span.start)
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


def _citation(citation: Citation, places: Places) -> dict[str, object]:
    line, column = places.of(citation.start)
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
