"""What the E-utilities answer, good and bad (NCBI Bookshelf NBK25499; the faults are as met in the wild)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from silit.errors import ConfigurationError, SilitError, SourceUnavailableError, UsageError
from silit.results import Problem
from silit.sources.calls import Answer, ContentFault

_TRANSIENT = re.compile(
    r"External viewer error|Status: Timeout|proxy_stream\(\)|PubOne|NCBI C\+\+ Exception|CTxRawClient|TXCLIENT"
    r"|address table is empty|Unable to open connection to #|Unable to route request|down_bethesda"
    r"|cannot get document summary|rate limit exceeded|Search Backend failed(?!.*retstart)",
    re.IGNORECASE | re.DOTALL,
)
_ERROR = re.compile(r"<ERROR>(.*?)</ERROR>", re.DOTALL)
_SET_END = re.compile(rb"(?:</PubmedArticleSet>|<PubmedArticleSet\s*/>)\s*$")
# The PMID that a record itself bears stands first in it; those of cited works stand deeper.
_RECORD_PMID = re.compile(
    rb"<(?:MedlineCitation|BookDocument)\b[^>]*>\s*<PMID\b[^>]*>\s*0*([0-9]+)\s*</PMID>"
)
# Set apart by hand from the messages that only repeat what the count says.
_SAID_ANYWAY = re.compile(r"No items found|9,?999|adjusted|retmax|retstart", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """One page of an ESearch: PMIDs in order, how many there are in all, what was run, what to warn of."""

    ids: tuple[str, ...]
    total: int
    ran: str
    warnings: tuple[Problem, ...]


def check_search(answer: Answer) -> None:
    """ContentFault unless the answer holds a search result, or an error that asking again will not mend."""
    if answer.status != 200:
        _check_refusal(answer)
        return
    body = answer.json()
    if not isinstance(body, dict):
        raise ContentFault("the answer is not a search result")
    if _is_bad_key(answer.text):
        return
    error = body.get("error")
    if error:
        raise ContentFault(f"it answered: {error}")
    found = body.get("esearchresult")
    if not isinstance(found, dict):
        raise ContentFault("the answer is not a search result")
    message = str(found.get("ERROR") or "")
    if message:
        if _TRANSIENT.search(message):
            raise ContentFault(f"it answered: {message}")
    elif not re.fullmatch("[0-9]{1,12}", str(found.get("count", ""))) or not isinstance(
        found.get("idlist"), list
    ):
        raise ContentFault("the search result is incomplete")


def check_fetch(answer: Answer) -> None:
    """ContentFault unless the answer is one whole set of records, or an error that asking again will not mend."""
    if answer.status != 200:
        _check_refusal(answer)
        return
    body = answer.body
    if b"<PubmedArticleSet" not in body:
        if answer.is_html:
            raise ContentFault("a web page came in place of records")
        if _is_bad_key(answer.text):
            return
        message = error_text(answer)
        raise ContentFault(f"it answered: {message}" if message else "the answer is cut off or damaged")
    if not _SET_END.search(body[-2000:]):
        message = error_text(answer)
        raise ContentFault(f"it answered: {message}" if message else "the answer is cut off")


def _check_refusal(answer: Answer) -> None:
    """A 400 can be a passing fault of a server behind NCBI's; every other refusal stays one."""
    if answer.status == 400 and _TRANSIENT.search(answer.text[:4000]):
        raise ContentFault(f"it answered: {error_text(answer) or 'status 400'}")


def search_refusal(answer: Answer, term: str) -> UsageError | None:
    """The error when PubMed says that it cannot run `term`; its message repeats what PubMed said."""
    found = _result(answer)
    message = str(found.get("ERROR") or "")
    if not message:
        return None
    return UsageError(
        f"PubMed cannot run the search {_short(term)!r}: {_short(message)}",
        hint="Change its words and try again.",
    )


def search_answer(answer: Answer) -> SearchAnswer:
    """The search result in an answer that passed `check_search` and holds no refusal."""
    found = _result(answer)
    listed = found.get("idlist")
    return SearchAnswer(
        ids=tuple(str(each) for each in listed) if isinstance(listed, list) else (),
        total=int(str(found.get("count", "0"))),
        ran=str(found.get("querytranslation") or ""),
        warnings=_warnings(found),
    )


def refusal(answer: Answer) -> SilitError | None:
    """The error for a status that is not 200; its message may repeat secrets and must be redacted. None for 200."""
    if _is_bad_key(answer.text):
        return ConfigurationError(
            "PubMed does not accept the API key.",
            hint="Compare the setting `ncbi_api_key` with the key in your NCBI account, or remove it.",
        )
    if answer.status == 200:
        return None
    if answer.status == 404:
        return SourceUnavailableError(
            "There is no PubMed at the address that is set (status 404).",
            hint="Look at the setting `pubmed_url` (`silit config`): it ends in /entrez/eutils/ at NCBI.",
        )
    said = error_text(answer)
    return SourceUnavailableError(
        f"PubMed refused the request (status {answer.status}{': ' + said if said else ''}).",
        hint="Nothing that was stored is lost. Trying again at once will not help.",
    )


def error_text(answer: Answer) -> str:
    """What the service says went wrong, "" when it says nothing."""
    head = answer.text[:4000] + answer.text[-4000:]
    match = _ERROR.search(head) or re.search(r'"error"\s*:\s*"([^"]*)"', head)
    if match:
        return _short(match[1].replace("+", " ") if "+possibly+" in match[1].lower() else match[1])
    transient = _TRANSIENT.search(head)
    return transient[0] if transient and not answer.is_html else ""


def pmids_present(body: bytes) -> frozenset[str]:
    """The PMIDs of the records in a set, readable or not."""
    return frozenset(match.decode() for match in _RECORD_PMID.findall(body))


def _result(answer: Answer) -> Mapping[str, object]:
    body = answer.json()
    found = body.get("esearchresult") if isinstance(body, dict) else None
    if not isinstance(found, dict):
        raise SourceUnavailableError("PubMed's answer is not a search result.")
    return found


def _is_bad_key(text: str) -> bool:
    return re.search(r"API key (?:is )?invalid", text[:2000], re.IGNORECASE) is not None


def _warnings(found: Mapping[str, object]) -> tuple[Problem, ...]:
    errors, warnings = found.get("errorlist"), found.get("warninglist")
    problems = [
        Problem(
            "phrase-not-found",
            f"PubMed found nothing for {each!r} and left it out.",
            "Check the spelling; the rest of the search was run.",
        )
        for each in _texts(errors, "phrasesnotfound")
    ]
    problems += [
        Problem(
            "field-not-found",
            f"PubMed has no field {each!r}.",
            "It searched without that field tag, so more was found than was meant.",
        )
        for each in _texts(errors, "fieldsnotfound")
    ]
    problems += [
        Problem(
            "phrase-not-indexed",
            f"PubMed has no phrase {each!r} and searched its words apart.",
            'For adjacent words write "the words"[tiab:~0].',
        )
        for each in _texts(warnings, "quotedphrasesnotfound")
    ]
    problems += [
        Problem("phrase-ignored", f"PubMed ignored {each!r}, a word too common to search for.")
        for each in _texts(warnings, "phrasesignored")
    ]
    problems += [
        Problem("pubmed-message", f"PubMed says: {_short(each)}")
        for each in _texts(warnings, "outputmessages")
        if not _SAID_ANYWAY.search(each)
    ]
    return tuple(problems)


def _texts(holder: object, name: str) -> list[str]:
    listed = holder.get(name) if isinstance(holder, dict) else None
    return [str(each) for each in listed] if isinstance(listed, list) else []


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 200 else text[:199] + "…"
