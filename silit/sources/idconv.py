"""PMC's converter of identifiers: what PMIDs and DOIs the articles in PubMed Central have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from silit.errors import SourceUnavailableError
from silit.model.identifiers import Identifier, normalise_doi, normalise_pmcid, normalise_pmid
from silit.results import Problem, Result
from silit.sources.calls import Answer, Call, ContentFault
from silit.sources.http import Http

# The converter's own limit of identifiers in one request.
_AT_ONCE = 200


class IdConverter:
    """Asks the converter; it covers only articles that are in PMC. `email` goes along where it is set."""

    def __init__(self, http: Http, url: str, email: str = "") -> None:
        self._http = http
        self._url = url
        self._identity = {"tool": "silit", "email": email} if email else {"tool": "silit"}

    def of_pmcids(self, pmcids: Iterable[str]) -> Result[Mapping[str, Identifier]]:
        """By PMCID ("PMC123") the article's PMID, or its DOI when PubMed does not have it; misses are problems."""
        wanted: dict[str, None] = {}
        problems: list[Problem] = []
        for each in pmcids:
            pmcid = normalise_pmcid(each)
            if pmcid:
                wanted[pmcid] = None
            else:
                problems.append(
                    Problem("bad-pmcid", f"{each!r} is not a PMCID.", "A PMCID is PMC and digits.", key=each)
                )
        found: dict[str, Identifier] = {}
        asked = tuple(wanted)
        for start in range(0, len(asked), _AT_ONCE):
            found |= self._some(asked[start : start + _AT_ONCE])
        problems += [
            Problem(
                "not-in-pmc",
                f"PMC gives neither a PMID nor a DOI for {pmcid}.",
                "Check the number, or add the paper by its PMID or DOI.",
                key=pmcid,
            )
            for pmcid in asked
            if pmcid not in found
        ]
        return Result(found, tuple(problems))

    def _some(self, pmcids: Sequence[str]) -> dict[str, Identifier]:
        call = Call(
            service="PMC's converter of identifiers",
            lane="pmc-idconv",
            gap=0.37,
            url=self._url,
            params={"ids": ",".join(pmcids), "idtype": "pmcid", "format": "json", **self._identity},
            redirects="same-host",
        )
        answer = self._http.send(call, _check)
        if answer.status == 200:
            return _read(answer)
        if answer.status not in (400, 404) or answer.is_html:
            raise SourceUnavailableError(
                f"PMC's converter of identifiers refused the request (status {answer.status}).",
                hint="Add the paper by its PMID or DOI.",
            )
        if len(pmcids) == 1:
            return {}
        # One identifier that the converter cannot take makes it refuse them all.
        half = len(pmcids) // 2
        return self._some(pmcids[:half]) | self._some(pmcids[half:])


def _check(answer: Answer) -> None:
    if answer.status != 200:
        return
    body = answer.json()
    if not isinstance(body, dict) or not isinstance(body.get("records"), list):
        raise ContentFault("the answer holds no records")


def _read(answer: Answer) -> dict[str, Identifier]:
    body = answer.json()
    records = body.get("records", []) if isinstance(body, dict) else []
    found: dict[str, Identifier] = {}
    for record in records:
        if not isinstance(record, dict) or record.get("status") == "error":
            continue
        asked = normalise_pmcid(str(record.get("requested-id") or record.get("pmcid") or ""))
        # A number in JSON, text in the answers of older versions.
        pmid = normalise_pmid(str(record.get("pmid") or ""))
        doi = normalise_doi(str(record.get("doi") or ""))
        if asked and (pmid or doi):
            found[asked] = Identifier("pmid", pmid) if pmid else Identifier("doi", doi)
    return found
