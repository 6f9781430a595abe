"""What the sources say of a claim, as a box in the article: all sides alike, each source by name, no score.

After the Cochrane Handbook (9.4.11: counting votes misleads; 12.7.4: no evidence of an effect is not evidence of none) and the
PIF TICK criteria (say where evidence conflicts or is wanting). What a library cannot know, size and certainty, is not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from silit.articles.short_names import short_names
from silit.markup import Inline, Inlines, Link, Text, parse_inline
from silit.model.claims import Claim, Evidence, Stance
from silit.model.doi import doi_url
from silit.model.entries import Entry
from silit.model.records import SOURCE_NAMES
from silit.styles.sentences import closed

NONE_FOUND = "none found in this library – that is not proof that there are none."

# In the order of the box. The first two are always there, also when nobody stands on that side.
_SIDES: tuple[tuple[Stance, str], ...] = (
    ("supports", "Supports it"),
    ("contradicts", "Contradicts it"),
    ("mixed", "Points both ways"),
    ("inconclusive", "Gives no clear answer"),
    ("background", "Background"),
)
_ALWAYS = ("supports", "contradicts")
_STUDY_TYPES = {
    "rct": "randomized controlled trial",
    "nonrandomized-trial": "trial without randomization",
    "cohort": "cohort study",
    "case-control": "case-control study",
    "cross-sectional": "cross-sectional study",
    "diagnostic-accuracy": "study of diagnostic accuracy",
    "anatomy": "anatomical study",
    "biomechanics": "biomechanical study",
    "animal": "animal study",
    "qualitative": "qualitative study",
    "protocol": "protocol of a study, without results",
}
_WARNINGS = {
    "retracted": "RETRACTED",
    "concern": "under an expression of concern",
    "corrected": "corrected since",
    "superseded": "replaced by a newer version",
    "not-checked": "not checked for retraction",
}
_SEARCHES_NAMED = 3
_READ = {"abstract": "only the abstract was read", "secondary": "known second-hand"}
_QUOTES = {"not-found": "not in the abstract", "no-abstract": "no abstract to compare with"}


@dataclass(frozen=True, slots=True)
class BoxSource:
    """A source on one side. `number` is that of its reference in the article, None where the article does not cite it."""

    cite_key: str
    number: int | None
    shown: Inlines


@dataclass(frozen=True, slots=True)
class BoxSide:
    """A side with its sources, newest first."""

    label: str
    sources: tuple[BoxSource, ...]


@dataclass(frozen=True, slots=True)
class EvidenceBox:
    """`title`, the sides, and the remarks that belong under them."""

    claim: str
    title: str
    sides: tuple[BoxSide, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """Where the library's papers were searched for, the day of the last search, and what was asked, newest first."""

    sources: tuple[str, ...]
    last: str
    asked: tuple[str, ...]


def evidence_box(
    claim: Claim,
    entries: Sequence[Entry],
    numbers: Mapping[str, int],
    *,
    show_numbers: bool = True,
    searched: Searched | None = None,
) -> EvidenceBox:
    """The box of a claim. `entries` are the works that bear on it, newest first; `numbers` those of the article, by key.

    Without `show_numbers` every source is named in full: for an article whose list has other numbers.
    """
    shown = numbers if show_numbers else {}
    judged = [(entry, one) for entry in entries for one in entry.evidence if one.claim == claim.slug]
    sides = []
    for stance, label in _SIDES:
        on_side = [(entry, one) for entry, one in judged if one.stance == stance]
        if on_side or stance in _ALWAYS:
            sources = tuple(_source(entry, one, shown.get(entry.cite_key)) for entry, one in on_side)
            sides.append(BoxSide(_counted(label, on_side), sources))
    cited = sum(entry.cite_key in numbers for entry, _ in judged)
    papers = "1 paper" if len(judged) == 1 else f"{len(judged)} papers"
    title = f"What the sources say: {claim.text} ({papers}, {cited} cited here)"
    return EvidenceBox(claim.slug, title, tuple(sides), tuple(_remarks(judged, searched)))


def _counted(label: str, on_side: Sequence[tuple[Entry, Evidence]]) -> str:
    retracted = sum(entry.integrity.status == "retracted" for entry, _ in on_side)
    aside = f", {retracted} of them retracted" if retracted else ""
    return f"{label}: {len(on_side)}{aside}"


def _source(entry: Entry, evidence: Evidence, number: int | None) -> BoxSource:
    work = entry.work
    warning = _WARNINGS.get(entry.integrity.status, "")
    head = f"{short_names(work)} {work.year or '(no year)'}, {_kind(entry)}"
    shown: list[Inline] = [Text(f"{head} – {warning}" if warning else head)]
    if number is None:
        shown += [Text(": "), *_named(entry)]
    if evidence.quote:
        check = _QUOTES.get(evidence.quote_check, "")
        place = "; ".join(filter(None, (evidence.locator, check)))
        shown.append(Text(f": “{evidence.quote.strip()}”" + (f" ({place})" if place else "")))
    elif evidence.locator:
        shown.append(Text(f" ({evidence.locator})"))
    shown += _how_judged(evidence)
    return BoxSource(entry.cite_key, number, closed(shown))


def _named(entry: Entry) -> Inlines:
    """The title, with a link to the work where there is one."""
    work = entry.work
    title = parse_inline((work.title or work.original_title).strip().removesuffix(".")) or (
        Text("[title not recorded]"),
    )
    if work.doi:
        return (Link(doi_url(work.doi), title),)
    if work.pmid.isdigit():
        return (Link(f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}/", title),)
    return title


def _how_judged(evidence: Evidence) -> list[Inline]:
    said = [_READ[evidence.read]] if evidence.read in _READ else []
    if evidence.example:
        said.append("an example, not judged by the author yet")
    found: list[Inline] = [Text(f" [{'; '.join(said)}]")] if said else []
    if evidence.suggested_by.startswith(("https://", "http://")):
        found += [Text(" ("), Link(evidence.suggested_by, (Text("suggested by a reader"),)), Text(")")]
    elif evidence.suggested_by:
        found.append(Text(f" (suggested by {evidence.suggested_by})"))
    return found


def _kind(entry: Entry) -> str:
    """The kind of study in words; what PubMed files it under where the kind is not known."""
    if entry.work.genre.casefold() == "preprint":
        return "preprint, not reviewed by peers"
    if entry.study_type and entry.study_type != "unknown":
        return _STUDY_TYPES.get(entry.study_type, entry.study_type.replace("-", " "))
    labels = [kind.label for kind in entry.work.publication_types if kind.label]
    return labels[0].lower() if labels else "kind of study not known"


def _remarks(judged: Sequence[tuple[Entry, Evidence]], searched: Searched | None) -> Iterable[str]:
    yield "Counts are of papers, not of strength: a side with more papers is not right for that. This is not a systematic review."
    if searched:
        places = " and ".join(SOURCE_NAMES.get(source, source) for source in searched.sources)
        words = "; ".join(searched.asked[:_SEARCHES_NAMED])
        yield f"The library's papers were searched for in {places}, last on {searched.last}: {words}."
    judges = sorted({one.judged_by.strip() or "the author" for _, one in judged if not one.example})
    if judges:
        last = max(one.judged_on for _, one in judged if not one.example)
        yield f"Sides judged by {' and '.join(judges)}{f', last on {last}' if last else ''}."
    checked = [entry.integrity.checked for entry, _ in judged if entry.integrity.checked]
    if checked:
        sources = sorted({source for entry, _ in judged for source in entry.integrity.sources})
        asked = " and ".join(SOURCE_NAMES.get(source, source) for source in sources)
        rest = len(judged) - len(checked)
        aside = f"; {rest} not checked" if rest else ""
        yield f"Last checked for retractions on {min(checked)} ({asked}){aside}."
    elif judged:
        yield "None of these was checked for retractions yet."
    yield "Do you know a paper that disagrees? Leave a comment with its DOI."
