"""Neither the key nor the address shows up in a message, an exception, a log or a file, whatever goes wrong."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from support.local_faults import (
    Fault,
    bad_key,
    chopped,
    closed,
    crossref_throttled,
    cut,
    efetch_error,
    esearch_error,
    html_in_200,
    json_error,
    ncbi_throttled,
    reset,
    silence,
    status,
)
from support.local_services import KEY, LocalServices
from support.still_clock import StillClock, still_http

from silit.errors import SilitError
from silit.settings import Settings
from silit.sources import SOURCES
from silit.sources.doi_agency import DoiResolver
from silit.sources.http import Http

ADDRESS = "zoe.secret@example.org"
FORMS = (ADDRESS, quote(ADDRESS, safe=""), KEY, "zoe.secret")
ECHO = f"no: api_key={KEY}&email={quote(ADDRESS, safe='')} {ADDRESS.upper()}"
FAULTS = [
    None,
    bad_key(KEY),
    Fault(status=400, body=f'{{"status":"failed","message":[{{"message":"{ECHO}"}}]}}'.encode()),
    Fault(status=403, body=ECHO.encode()),
    Fault(status=404, body=ECHO.encode()),
    status(500, ECHO.encode()),
    status(301, headers={"Location": f"http://127.0.0.1:1/?mailto={ADDRESS}"}),
    status(429, headers={"Retry-After": "3600"}),
    ncbi_throttled("2"),
    crossref_throttled(),
    esearch_error(ECHO),
    esearch_error(f"Search Backend failed: {ECHO}"),
    efetch_error(ECHO),
    efetch_error(ECHO, 400),
    json_error(ECHO),
    html_in_200(),
    reset(),
    closed(),
    cut(),
    chopped(),
    silence(0.05),
]
ROUTES = ("esearch", "efetch", "idconv", "works", "work", "agency", "negotiation")


class Everything(logging.Handler):
    """Keeps every line that anybody logs."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@pytest.fixture
def logged() -> Iterator[list[str]]:
    handler = Everything()
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler.lines
    root.setLevel(before)
    root.removeHandler(handler)


def everything_asked(settings: Settings, http: Http) -> list[Callable[[], object]]:
    pubmed = SOURCES["pubmed"].from_settings(http, settings)
    crossref = SOURCES["crossref"].from_settings(http, settings)
    resolver = DoiResolver.from_settings(http, settings)
    return [
        lambda: pubmed.search(f"massage {ADDRESS}", limit=5),
        lambda: list(pubmed.fetch(["90000001"])),
        lambda: pubmed.pmids_of_pmcids(["PMC1"]),
        lambda: pubmed.records_of_dois(["10.5555/silit.1"]),
        lambda: list(crossref.search("sacroiliac")),
        lambda: crossref.work("10.5555/silit.1"),
        lambda: list(crossref.works(["10.5555/silit.1", "10.5555/silit.2"])),
        lambda: resolver.agencies_of(["10.5555/silit.1"]),
        lambda: resolver.csl_item("10.5555/silit.1"),
    ]


def told(error: BaseException) -> Iterator[str]:
    """All that an exception says, with those behind it."""
    yield from traceback.format_exception(error)
    seen: BaseException | None = error
    while seen is not None:
        yield repr(seen)
        yield str(getattr(seen, "hint", ""))
        seen = seen.__cause__ or seen.__context__


@pytest.mark.parametrize(
    "fault", FAULTS, ids=lambda fault: f"{fault.kind}-{fault.status}" if fault else "none"
)
def test_whatever_goes_wrong_key_and_address_stay_unseen(
    tmp_path: Path, logged: list[str], fault: Fault | None
) -> None:
    said: list[str] = []
    with LocalServices() as services, still_http(tmp_path, StillClock(), said, ADDRESS, KEY) as http:
        environment = {**services.environment, "SILIT_EMAIL": ADDRESS, "NCBI_API_KEY": KEY}
        settings = Settings(None, {**environment, "SILIT_CONFIG_DIR": str(tmp_path)})
        for route in ROUTES:
            services.faults.always(route, fault)
        failed = 0
        for ask in everything_asked(settings, http):
            try:
                ask()
            except SilitError as error:
                failed += 1
                said.extend(told(error))
        assert any(request.params.get("api_key") == KEY for request in services.of())
        assert any(request.params.get("mailto") == ADDRESS for request in services.of())
        # A URL is kept by every server and proxy on the way: no key in any.
        assert not any(KEY in request.target for request in services.of())
        # doi.org and what is behind it are not among those that the address is for.
        assert not any(
            "example.org" in str(each) for each in services.of("agency", "negotiation", "crosscite")
        )
    assert failed or fault is None or fault.status == 404 or fault.kind == "silence"
    files = [path.read_bytes().decode("latin-1") for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    for text in (*said, *logged, *files):
        assert not [form for form in FORMS if form.lower() in text.lower()], text


def test_where_nothing_listens_key_and_address_stay_unseen(tmp_path: Path, logged: list[str]) -> None:
    said: list[str] = []
    nowhere = "http://127.0.0.1:9/"
    names = ("SILIT_PUBMED_URL", "SILIT_CROSSREF_URL", "SILIT_IDCONV_URL", "SILIT_DOI_URL")
    environment = {**dict.fromkeys(names, nowhere), "SILIT_EMAIL": ADDRESS, "NCBI_API_KEY": KEY}
    settings = Settings(None, {**environment, "SILIT_CONFIG_DIR": str(tmp_path)})
    with still_http(tmp_path, StillClock(), said, ADDRESS, KEY) as http:
        for ask in everything_asked(settings, http):
            with suppress(SilitError):
                ask()
            with pytest.raises(SilitError) as caught:
                ask()
            said.extend(told(caught.value))
    for text in (*said, *logged):
        assert not [form for form in FORMS if form.lower() in text.lower()], text


def test_text_from_outside_is_shown_without_them_however_they_are_written(tmp_path: Path) -> None:
    with still_http(tmp_path, StillClock(), None, ADDRESS, KEY, "") as http:
        assert (
            http.redact(f"{ADDRESS} {quote(ADDRESS, safe='')} {KEY.upper()}") == "[hidden] [hidden] [hidden]"
        )
        assert http.redact('{"api-key":"192.0.2.7"}') == '{"api-key":"[hidden]"}'
        assert http.redact("massage") == "massage"
