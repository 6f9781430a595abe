"""doi.org: which agency a DOI is registered with, and the records of those that are not Crossref's.

`doiRA` and content negotiation are described in the DOI Handbook (3.8) and at citation.doi.org/docs.html.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from urllib.parse import quote

from silit.errors import SourceUnavailableError
from silit.formats.csl_json import work_from_item
from silit.formats.json_values import compact_json
from silit.model.identifiers import normalise_doi
from silit.model.records import Record
from silit.settings import Settings
from silit.sources.calls import Answer, Call, Check, ContentFault, Redirects
from silit.sources.http import Http

CSL = "application/vnd.citationstyles.csl+json"
_AT_ONCE = 20


class DoiResolver:
    """doi.org, and through it the agencies behind. No address is sent: it leads to services that silit cannot know."""

    name = "doi.org"

    def __init__(
        self, http: Http, base_url: str, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._http = http
        self._base = base_url
        self._now = now

    @classmethod
    def from_settings(cls, http: Http, settings: Settings) -> DoiResolver:
        """The resolver that the settings name."""
        return cls(http, settings["doi_url"])

    def agencies_of(self, dois: Iterable[str]) -> Mapping[str, str]:
        """The agency of each DOI that exists, by the DOI in its normal form."""
        asked = tuple(dict.fromkeys(doi for doi in map(normalise_doi, dois) if doi))
        # Commas part the DOIs of one request.
        alone = [(doi,) for doi in asked if "," in doi]
        plain = [doi for doi in asked if "," not in doi]
        together = [tuple(plain[start : start + _AT_ONCE]) for start in range(0, len(plain), _AT_ONCE)]
        found: dict[str, str] = {}
        for some in (*together, *alone):
            path = "doiRA/" + ",".join(quote(doi, safe="/") for doi in some)
            answer = self._get(path, "application/json", _check_list, "same-host")
            if answer.status == 200:
                found |= _agencies(answer)
            elif answer.status != 404:
                raise self._refused(answer)
        return found

    def csl_item(self, doi: str) -> Record | None:
        """The CSL-JSON record that the DOI's agency gives; None when there is no such DOI or the agency gives none."""
        asked = normalise_doi(doi)
        if not asked:
            return None
        answer = self._get(quote(asked, safe="/"), CSL, _check_object, "any")
        # 406: the agency has the DOI but not in this form. A web page: the DOI leads past the agency to its landing page.
        if answer.status in (204, 404, 406) or (answer.status == 200 and answer.is_html):
            return None
        if answer.status != 200:
            raise self._refused(answer)
        item = answer.json()
        if not isinstance(item, dict):
            return None
        read = work_from_item(item)
        return Record(
            source="doi.org",
            source_id=asked,
            format="csl-json",
            raw=compact_json(item),
            work=read.value,
            retrieved=self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            problems=read.problems,
        )

    def _get(self, path: str, accept: str, check: Check, redirects: Redirects) -> Answer:
        call = Call(
            service=self.name,
            lane="doi.org",
            gap=0.25,
            url=self._base + path,
            accept=accept,
            redirects=redirects,
        )
        return self._http.send(call, check)

    def _refused(self, answer: Answer) -> SourceUnavailableError:
        return SourceUnavailableError(
            f"{self.name} refused the request (status {answer.status}).",
            hint="Nothing that was stored is lost.",
        )


def _check_list(answer: Answer) -> None:
    if answer.status == 200 and not isinstance(answer.json(), list):
        raise ContentFault("the answer is not a list of agencies")


def _check_object(answer: Answer) -> None:
    if answer.status == 200 and not answer.is_html and not isinstance(answer.json(), dict):
        raise ContentFault("the answer is not a CSL-JSON item")


def _agencies(answer: Answer) -> dict[str, str]:
    listed = answer.json()
    found: dict[str, str] = {}
    for each in listed if isinstance(listed, list) else []:
        if isinstance(each, dict) and each.get("RA"):
            found[normalise_doi(str(each.get("DOI", "")))] = str(each["RA"])
    return found
