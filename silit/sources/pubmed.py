"""PubMed through the E-utilities (NCBI Bookshelf NBK25499): which papers there are, and their records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

from silit.errors import UnreadableFormatError, UsageError
from silit.formats.pubmed_xml import read_file
from silit.model.identifiers import Identifier, normalise_doi, normalise_pmid
from silit.model.records import Record
from silit.results import Problem, Result
from silit.settings import Settings
from silit.sources.calls import FaultyAnswerError
from silit.sources.citation_match import LINES_AT_ONCE, CitedPlace, lines_of, matches_in
from silit.sources.eutilities import EUtilities
from silit.sources.http import Http
from silit.sources.idconv import IdConverter
from silit.sources.pubmed_answers import SearchAnswer, pmids_present

# No query gives more than its first 9,999 records.
MOST_IDS = 9_999
BATCH = 200
LARGEST_BATCH = 500
_DOIS_AT_ONCE = 50
_FIRST_DAY = date(1800, 1, 1)
# So many single records may fail in one batch before the service, not the records, is to blame.
_MOST_LOST = 3


@dataclass(frozen=True, slots=True)
class PubMedSearch:
    """A search that was run: PMIDs, most relevant first; `total` as PubMed counts; `asked` and what PubMed `ran`.

    More than 9,999 PMIDs come in the order of the days on which PubMed took them in, newest first.
    """

    ids: tuple[str, ...]
    total: int
    asked: str
    ran: str
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchedBatch:
    """What came for the PMIDs `asked`: records in that order, problems, and the PMIDs that PubMed does not have."""

    asked: tuple[str, ...]
    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()


class PubMed:
    """The PubMed of one run. `email` goes along only where it is set; so does `api_key`."""

    name = "PubMed"

    def __init__(
        self,
        http: Http,
        base_url: str,
        idconv_url: str,
        email: str = "",
        api_key: str = "",
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        batch: int = BATCH,
    ) -> None:
        self._utilities = EUtilities(http, base_url, email, api_key)
        self._converter = IdConverter(http, idconv_url, email)
        self._now = now
        self._batch = max(1, min(batch, LARGEST_BATCH))

    @classmethod
    def from_settings(cls, http: Http, settings: Settings) -> PubMed:
        """PubMed as the settings describe it."""
        return cls(
            http,
            settings["pubmed_url"],
            settings["idconv_url"],
            settings["email"],
            settings["ncbi_api_key"],
        )

    def search(self, term: str, *, limit: int | None, years: tuple[int, int] | None = None) -> PubMedSearch:
        """The papers that answer `term`, at most `limit` (None: all), published in `years` (both included).

        UsageError for an empty term or one that PubMed will not run; what it changed or left out is in `warnings`.
        """
        term = " ".join(term.split())
        if not term.strip("()[]\"' "):
            raise UsageError("The search for PubMed is empty.", hint="Give at least one word to search for.")
        span = {}
        if years is not None:
            span = {"datetype": "pdat", "mindate": f"{years[0]:04d}", "maxdate": f"{years[1]:04d}"}
        wanted = MOST_IDS if limit is None else max(0, min(limit, MOST_IDS))
        page = self._page(term, wanted, span)
        ids, warnings = page.ids, page.warnings
        if page.total > MOST_IDS and (limit is None or limit > MOST_IDS):
            within = f"({term}) AND {years[0]:04d}:{years[1]:04d}[dp]" if years else term
            ids, lost = self._sliced(within, limit)
            warnings += lost or _shortfall(len(ids), page.total if limit is None else min(limit, page.total))
        asked = f"{term} ({years[0]}-{years[1]})" if years else term
        return PubMedSearch(tuple(dict.fromkeys(ids))[:limit], page.total, asked, page.ran, warnings)

    def fetch(self, pmids: Iterable[str]) -> Iterator[FetchedBatch]:
        """The records of `pmids`, in batches as they arrive; each PMID is asked for once, however often it is named.

        What is no PMID is a problem of the first batch. A record that cannot be had alone is a problem, not an end;
        SourceUnavailableError when the service stays away: the batches before it are whole.
        """
        wanted: dict[str, None] = {}
        problems = []
        for each in pmids:
            pmid = normalise_pmid(each)
            if pmid:
                wanted[pmid] = None
            else:
                problems.append(
                    Problem("bad-pmid", f"{each!r} is not a PMID.", "A PMID is 1 to 8 digits.", key=each)
                )
        asked = tuple(wanted)
        if problems and not asked:
            yield FetchedBatch((), (), tuple(problems))
        for start in range(0, len(asked), self._batch):
            batch = self._fetched(asked[start : start + self._batch])
            yield replace(batch, problems=(*problems, *batch.problems)) if problems else batch
            problems = []

    def records_of_dois(self, dois: Iterable[str]) -> Result[Mapping[str, Record]]:
        """PubMed's record for each DOI that it has, by the DOI in its normal form.

        Only a record whose own DOI is the one asked for counts: PubMed answers an unknown DOI with whatever its parts
        match. Two records with one DOI are a problem and neither counts.
        """
        wanted = tuple(dict.fromkeys(doi for doi in map(normalise_doi, dois) if doi and '"' not in doi))
        found: dict[str, Record] = {}
        twice: set[str] = set()
        problems: list[Problem] = []
        for start in range(0, len(wanted), _DOIS_AT_ONCE):
            some = wanted[start : start + _DOIS_AT_ONCE]
            page = self._page(" OR ".join(f'"{doi}"[doi]' for doi in some), 3 * len(some), {})
            for batch in self.fetch(page.ids):
                problems.extend(batch.problems)
                for record in batch.records:
                    doi = normalise_doi(record.work.doi)
                    if doi in found:
                        twice.add(doi)
                    elif doi in some:
                        found[doi] = record
        for doi in sorted(twice):
            del found[doi]
            problems.append(
                Problem(
                    "doi-not-unique",
                    f"PubMed has several records with the DOI {doi}.",
                    "Add the PMID that you mean.",
                    key=doi,
                )
            )
        return Result(found, tuple(problems))

    def match(self, places: Sequence[CitedPlace]) -> tuple[tuple[str, ...], ...]:
        """The PMIDs of papers cited by journal, year, volume, page and author, for each place: one, or several where that
        does not tell, or none. It goes mainly by journal, volume and page, so what it finds has to be compared.
        """
        asked = [place for place in places if place.is_enough]
        found: list[tuple[str, ...]] = []
        for start in range(0, len(asked), LINES_AT_ONCE):
            some = asked[start : start + LINES_AT_ONCE]
            found.extend(matches_in(self._utilities.match(lines_of(some), tries=2), len(some)))
        answers = iter(found)
        return tuple(next(answers) if place.is_enough else () for place in places)

    def pmids_of_pmcids(self, pmcids: Iterable[str]) -> Result[Mapping[str, Identifier]]:
        """The PMID of each PMCID, or the DOI of an article that PMC has and PubMed has not; misses are problems."""
        return self._converter.of_pmcids(pmcids)

    def _page(self, term: str, retmax: int, more: Mapping[str, str]) -> SearchAnswer:
        form = {
            "db": "pubmed",
            "term": term,
            "retmode": "json",
            "retmax": str(retmax),
            "sort": "relevance",
            **more,
        }
        return self._utilities.search(form)

    def _sliced(self, term: str, limit: int | None) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
        """All PMIDs of a search that is too large for one answer, by halving the days on which they were taken in."""
        today = self._now().date() + timedelta(days=1)
        waiting = [(_FIRST_DAY, today)]
        ids: dict[str, None] = {}
        problems: list[Problem] = []
        while waiting and (limit is None or len(ids) < limit):
            first, last = waiting.pop()
            days = {"mindate": f"{first:%Y/%m/%d}", "maxdate": f"{last:%Y/%m/%d}"}
            page = self._page(term, MOST_IDS, {"datetype": "edat", **days})
            if page.total <= MOST_IDS or first == last:
                ids.update(dict.fromkeys(page.ids))
                if page.total > MOST_IDS:
                    problems.append(
                        Problem(
                            "search-too-large",
                            f"PubMed took in {page.total} of these papers on {first}, and gives only {MOST_IDS}.",
                            "Narrow the search, for instance with --years.",
                        )
                    )
            else:
                middle = first + (last - first) // 2
                waiting += [(first, middle), (middle + timedelta(days=1), last)]
        return tuple(ids), tuple(problems)

    def _fetched(self, pmids: Sequence[str]) -> FetchedBatch:
        """One batch, halved as often as needed to get around what the service chokes on."""
        waiting = [(tuple(pmids), 5)]
        records: dict[str, Record] = {}
        present: set[str] = set()
        problems: list[Problem] = []
        lost: list[str] = []
        while waiting:
            some, tries = waiting.pop()
            try:
                body = self._utilities.fetch(some, tries=tries)
                read = self._read(body)
            except (FaultyAnswerError, UnreadableFormatError) as error:
                if len(some) > 1:
                    half = len(some) // 2
                    waiting += [(some[half:], 2), (some[:half], 2)]
                    continue
                lost += some
                if not (records or present) or len(lost) > _MOST_LOST:
                    raise
                problems.append(
                    Problem(
                        "not-fetched",
                        f"PubMed's record {some[0]} cannot be had: {error}",
                        "Try again later.",
                        key=some[0],
                    )
                )
                continue
            present |= pmids_present(body)
            records |= {record.source_id: record for record in read.value}
            problems += read.problems
        return FetchedBatch(
            asked=tuple(pmids),
            records=tuple(records[pmid] for pmid in pmids if pmid in records),
            problems=tuple(problems),
            missing=tuple(pmid for pmid in pmids if pmid not in {*records, *present, *lost}),
        )

    def _read(self, body: bytes) -> Result[tuple[Record, ...]]:
        retrieved = self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        records: list[Record] = []
        problems: list[Problem] = []
        for result in read_file(BytesIO(body)):
            if result.value is None:
                problems += result.problems
            else:
                records.append(replace(result.value, retrieved=retrieved))
        return Result(tuple(records), tuple(problems))


def _shortfall(got: int, expected: int) -> tuple[Problem, ...]:
    if got >= expected:
        return ()
    return (
        Problem(
            "search-incomplete",
            f"PubMed counts {expected} papers but gave {got} of them.",
            "Run the same search again later.",
        ),
    )
