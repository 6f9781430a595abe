"""Crossref through its REST API: which works there are, and what their publishers said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import quote

from silit.errors import SourceUnavailableError, UsageError
from silit.formats.crossref_json import read_item
from silit.formats.json_values import compact_json
from silit.model.identifiers import Identifier, normalise_doi
from silit.model.records import Record
from silit.results import Problem, Result
from silit.settings import Settings
from silit.sources.calls import Answer, Call, Check
from silit.sources.crossref_answers import expects, gap_asked, is_unknown, message, refusal
from silit.sources.http import Http

ROWS = 200
MOST_ROWS = 500
# The public pool's limits: one list a second, five single works a second, one request at a time.
LIST_GAP = 1.1
SINGLE_GAP = 0.25
_DOIS_AT_ONCE = 50
_LANES = {"list": LIST_GAP, "single": SINGLE_GAP}


@dataclass(frozen=True, slots=True)
class CrossrefPage:
    """One page of a search: its records in Crossref's order of relevance, and the problems of items that are none.

    `total` is how many works Crossref has for the query, most of them hardly related; `looked_at` how many items this
    page held that no page before it did.
    """

    records: tuple[Record, ...]
    total: int
    looked_at: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class CrossrefWorks:
    """Some of the works asked for by DOI: records by the DOI asked for, DOIs that Crossref lacks, problems."""

    found: Mapping[str, Record]
    missing: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class Crossref:
    """The Crossref of one run. `email` takes it into the polite pool and goes along only where it is set."""

    name = "Crossref"

    def __init__(
        self,
        http: Http,
        base_url: str,
        email: str = "",
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._http = http
        self._base = base_url
        self._email = email
        self._now = now
        self._gaps = dict(_LANES)

    @classmethod
    def from_settings(cls, http: Http, settings: Settings) -> Crossref:
        """Crossref as the settings describe it."""
        return cls(http, settings["crossref_url"], settings["email"])

    def search(
        self, query: str, *, years: tuple[int, int] | None = None, rows: int = ROWS
    ) -> Iterator[CrossrefPage]:
        """The works that hold any of the words of `query`, best first, page by page for as long as they are asked for.

        `rows` works a page, 500 at most. No work comes twice, also when Crossref's list shifts between pages.
        UsageError for a query without a word.
        """
        query = " ".join(query.split())
        if not any(char.isalnum() for char in query):
            raise UsageError(
                "The search for Crossref is empty.", hint="Give at least one word to search for."
            )
        rows = max(1, min(rows, MOST_ROWS))
        params = {"query.bibliographic": query, "rows": str(rows)}
        if years is not None:
            # Whole dates: an incomplete one in a filter has meant different spans at different times.
            params["filter"] = f"from-pub-date:{years[0]:04d}-01-01,until-pub-date:{years[1]:04d}-12-31"
        return self._pages(params, rows)

    def match(self, reference: str, *, rows: int = 5) -> tuple[Record, ...]:
        """The works most like a reference as text, best first. Its scores cannot be compared from one query to the next
        (Crossref, "Tips for using the REST API"), so what it finds has to be compared with the reference."""
        words = " ".join(reference.split())
        if not any(char.isalnum() for char in words):
            return ()
        return self._page({"query.bibliographic": words, "rows": str(rows)}).records

    def work(self, doi: str) -> Record | None:
        """Crossref's record of one work; None when Crossref does not have it, or `doi` is no DOI.

        Asked for by an alias, the work has its present DOI, with the alias among `other_ids` and as `source_id`.
        """
        asked = normalise_doi(doi)
        result = self._single(asked) if asked else Result(None)
        if result.problems and result.value is None:
            raise SourceUnavailableError(result.problems[0].message)
        return result.value

    def works(self, dois: Iterable[str]) -> Iterator[CrossrefWorks]:
        """The records of many DOIs as they arrive; each DOI is found or missing, or a problem's key, in one of them.

        Fifty a request, then one by one those that lists do not give: aliases, and DOIs that hold a comma.
        """
        asked = tuple(dict.fromkeys(doi for doi in map(normalise_doi, dois) if doi))
        # The filter's values are parted by commas, and there is no way to write one inside a value.
        listed = [doi for doi in asked if "," not in doi]
        found: set[str] = set()
        for start in range(0, len(listed) if len(listed) > 1 else 0, _DOIS_AT_ONCE):
            some = listed[start : start + _DOIS_AT_ONCE]
            page = self._page({"filter": ",".join(f"doi:{doi}" for doi in some), "rows": str(len(some))})
            records = {record.source_id: record for record in page.records if record.source_id in some}
            found |= records.keys()
            yield CrossrefWorks(records, (), page.problems)
        for doi in asked:
            if doi not in found:
                result = self._single(doi)
                if result.value is not None:
                    yield CrossrefWorks({doi: result.value})
                else:
                    yield CrossrefWorks({}, () if result.problems else (doi,), result.problems)

    def _single(self, doi: str) -> Result[Record | None]:
        answer = self._get("single", "works/" + quote(doi, safe=""), {}, expects("work"))
        if is_unknown(answer):
            return Result(None)
        self._raise_refusal(answer)
        result = self._record(message(answer))
        if result.value is None:
            told = " ".join(problem.message for problem in result.problems)
            return Result(
                None, (Problem("bad-record", f"Crossref's record of {doi} cannot be used. {told}", key=doi),)
            )
        return Result(_with_alias(result.value, doi), result.problems)

    def _pages(self, params: Mapping[str, str], rows: int) -> Iterator[CrossrefPage]:
        seen: set[str] = set()
        given = 0
        cursor = "*"
        restarted = False
        while True:
            answer = self._get("list", "works", {**params, "cursor": cursor}, expects("work-list"))
            if is_unknown(answer) and cursor != "*" and not restarted:
                # A cursor lives for minutes only; what was given already is left out on the second way through.
                restarted, given, cursor = True, 0, "*"
                continue
            self._raise_refusal(answer)
            page, items, following = self._read_page(answer, seen)
            yield page
            given += items
            if items < rows or given >= page.total or not following:
                return
            cursor = following

    def _page(self, params: Mapping[str, str]) -> CrossrefPage:
        answer = self._get("list", "works", params, expects("work-list"))
        self._raise_refusal(answer)
        return self._read_page(answer, set())[0]

    def _read_page(self, answer: Answer, seen: set[str]) -> tuple[CrossrefPage, int, str]:
        """The page without what was `seen` (which grows), how many items it held, and the next cursor."""
        told = message(answer)
        listed = told.get("items")
        items = listed if isinstance(listed, list) else []
        records: list[Record] = []
        problems: list[Problem] = []
        repeated = 0
        for item in items:
            result = self._record(item)
            if result.value is None:
                problems += result.problems
            elif result.value.source_id in seen:
                repeated += 1
            else:
                seen.add(result.value.source_id)
                records.append(result.value)
        total = told.get("total-results")
        page = CrossrefPage(
            tuple(records), total if isinstance(total, int) else 0, len(items) - repeated, tuple(problems)
        )
        return page, len(items), str(told.get("next-cursor") or "")

    def _record(self, item: object) -> Result[Record | None]:
        if not isinstance(item, dict):
            return Result(None, (Problem("bad-record", "Crossref sent an item that is no work."),))
        doi = normalise_doi(str(item.get("DOI") or ""))
        if not doi:
            return Result(None, (Problem("bad-record", "Crossref sent a work without a DOI."),))
        read = read_item(item)
        record = Record(
            source="crossref",
            source_id=doi,
            format="crossref-json",
            raw=compact_json(item),
            work=read.value,
            retrieved=self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            problems=read.problems,
        )
        return Result(record, read.problems)

    def _get(self, route: str, path: str, params: Mapping[str, str], check: Check) -> Answer:
        call = Call(
            service=self.name,
            lane=f"crossref-{route}",
            gap=self._gaps[route],
            url=self._base + path,
            params={**params, "mailto": self._email} if self._email else params,
            accept="application/json",
            contact=self._email,
            redirects="same-host",
            after_throttling=5.0,
            alone="crossref",
        )
        answer = self._http.send(call, check)
        asked = gap_asked(answer.headers, _LANES[route], polite=bool(self._email))
        if asked is not None:
            self._gaps[route] = asked
        return answer

    def _raise_refusal(self, answer: Answer) -> None:
        refused = refusal(answer)
        if refused is not None:
            raise SourceUnavailableError(self._http.redact(refused.message), hint=refused.hint)


def _with_alias(record: Record, asked: str) -> Record:
    if record.source_id == asked:
        return record
    others = tuple(dict.fromkeys((*record.work.other_ids, Identifier("doi", asked))))
    # Kept under what it was asked by: the answer itself does not say that this is a name of the work too.
    return replace(record, source_id=asked, work=replace(record.work, other_ids=others))
