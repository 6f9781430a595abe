"""Over a real socket: who asks, how patiently, and what a person is told."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from support.local_faults import Fault, closed, cut, ncbi_throttled, reset, silence, status
from support.local_services import LocalServices
from support.still_clock import NOON, StillClock, still_http

from silit import __version__
from silit.errors import ConfigurationError, SourceUnavailableError
from silit.sources.calls import Answer, Call, ContentFault, FaultyAnswerError
from silit.sources.http import Http


def call(services: LocalServices, **more: object) -> Call:
    given = {
        "service": "Crossref",
        "lane": "test",
        "gap": 0.5,
        "url": services.crossref_url + "works",
        **more,
    }
    return Call(**given)  # type: ignore[arg-type]  # the fields are named right here


def test_a_good_answer_comes_whole_at_the_first_try(
    services: LocalServices, http: Http, clock: StillClock
) -> None:
    answer = http.send(call(services, params={"rows": "1"}))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert services.of("works")[0].params == {"rows": "1"}
    assert (http.requests, clock.slept) == ({"test": 1}, [])


def test_silit_says_who_it_is_and_names_an_address_only_where_one_is_set(
    services: LocalServices, http: Http
) -> None:
    http.send(call(services))
    http.send(call(services, contact="zoë@example.org"))
    assert [each.headers["user-agent"] for each in services.of("works")] == [
        f"silit/{__version__}",
        f"silit/{__version__} (mailto:zo%C3%AB@example.org)",
    ]


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_a_passing_fault_is_waited_out(
    services: LocalServices, http: Http, clock: StillClock, code: int
) -> None:
    services.faults.at("works", [1, 2], status(code))
    assert http.send(call(services)).status == 200
    assert services.count("works") == 3
    assert sum(clock.slept) >= 3.0


@pytest.mark.parametrize("fault", [reset(), closed(), cut()], ids=["reset", "closed", "cut"])
def test_a_connection_that_breaks_off_is_tried_again(
    services: LocalServices, http: Http, fault: Fault
) -> None:
    services.faults.at("works", 1, fault)
    assert http.send(call(services)).status == 200
    assert services.count("works") == 2


def test_a_service_that_says_nothing_is_tried_three_times(services: LocalServices, http: Http) -> None:
    services.faults.always("works", silence(30))
    with pytest.raises(FaultyAnswerError) as caught:
        http.send(call(services, read_timeout=0.1))
    assert caught.value.message == "Crossref keeps answering with faults: no answer within 0 s."
    assert services.count("works") == 3


def test_the_pauses_grow_and_five_tries_are_enough(
    services: LocalServices, http: Http, clock: StillClock, said: list[str]
) -> None:
    services.faults.always("works", status(503))
    with pytest.raises(FaultyAnswerError) as caught:
        http.send(call(services))
    assert caught.value.message == "Crossref keeps answering with faults: it answered with status 503."
    assert (
        caught.value.hint == "Run the same command again in a few minutes; nothing that was stored is lost."
    )
    assert (services.count("works"), clock.slept) == (5, [1.0, 2.0, 4.0, 8.0])
    assert said == [
        f"Crossref: it answered with status 503; trying again in {seconds} s." for seconds in (1, 2, 4, 8)
    ]


@pytest.mark.parametrize("code", [301, 400, 401, 403, 404, 414])
def test_an_answer_that_will_stay_the_same_is_asked_for_once(
    services: LocalServices, http: Http, code: int
) -> None:
    services.faults.always("works", status(code))
    assert http.send(call(services)).status == code
    assert services.count("works") == 1


@pytest.mark.parametrize(
    ("asked", "slept"),
    [
        ("12", 12.0),
        ("60", 60.0),
        ("1.5", 1.5),
        ("0", 1.0),
        ("-3", 1.0),
        ("soon", 1.0),
        (None, 1.0),
        ("Sat, 01 Mar 2025 12:00:20 GMT", 20.0),
    ],
)
def test_what_a_service_asks_for_is_waited_for_and_said(
    services: LocalServices, http: Http, clock: StillClock, said: list[str], asked: str | None, slept: float
) -> None:
    fault = ncbi_throttled(asked)
    dated = {**fault.headers, "Date": "Sat, 01 Mar 2025 12:00:00 GMT"}
    services.faults.at("works", 1, Fault(status=429, body=fault.body, headers=dated))
    assert http.send(call(services)).status == 200
    assert clock.now == NOON + slept
    assert said == [f"Crossref asks us to wait {slept:.0f} s."]


def test_a_pause_that_a_service_asks_for_holds_for_the_next_command(
    services: LocalServices, tmp_path: Path, clock: StillClock, said: list[str]
) -> None:
    services.faults.at("works", 1, ncbi_throttled("30"))
    with still_http(tmp_path, clock) as first, pytest.raises(SourceUnavailableError):
        first.send(call(services, tries=1))
    assert clock.slept == []
    with still_http(tmp_path, clock, said) as second:
        second.send(call(services))
    assert clock.slept == [30.0]
    assert said == ["Crossref asks us to wait 30 s."]


@pytest.mark.parametrize("asked", ["61", "3600", "Sat, 01 Mar 2025 12:10:00 GMT"])
def test_patience_ends_after_a_minute_and_says_when_to_come_back(
    services: LocalServices, http: Http, clock: StillClock, asked: str
) -> None:
    headers = {"Retry-After": asked, "Date": "Sat, 01 Mar 2025 12:00:00 GMT"}
    services.faults.always("works", status(429, headers=headers))
    with pytest.raises(SourceUnavailableError) as caught:
        http.send(call(services))
    assert caught.value.message == "Crossref asks for a longer pause than silit waits by itself."
    assert caught.value.hint.startswith("Run the same command again after ")
    assert (services.count("works"), clock.slept) == (1, [])


def test_many_short_pauses_together_end_patience_too(
    services: LocalServices, http: Http, clock: StillClock
) -> None:
    services.faults.always("works", status(503, headers={"Retry-After": "25"}))
    with pytest.raises(SourceUnavailableError):
        http.send(call(services))
    assert (services.count("works"), sum(clock.slept)) == (3, 50.0)


def test_a_pause_beyond_patience_does_not_shut_the_lane(
    services: LocalServices, http: Http, clock: StillClock
) -> None:
    services.faults.at("works", 1, status(429, headers={"Retry-After": "99999999999"}))
    with pytest.raises(SourceUnavailableError) as caught:
        http.send(call(services))
    assert caught.value.hint == "Run the same command again in a week; nothing that was stored is lost."
    clock.now += 1
    assert http.send(call(services)).status == 200
    assert clock.slept == []


def test_content_that_the_caller_refuses_is_asked_for_again(services: LocalServices, http: Http) -> None:
    services.faults.at("works", 1, status(200))

    def check(answer: Answer) -> None:
        answer.json()

    assert http.send(call(services), check).json()
    assert services.count("works") == 2


def test_content_that_stays_wrong_is_a_fault_in_the_callers_words(
    services: LocalServices, http: Http
) -> None:
    def check(_: Answer) -> None:
        raise ContentFault("the answer is cut off")

    with pytest.raises(FaultyAnswerError) as caught:
        http.send(call(services, tries=2), check)
    assert caught.value.message == "Crossref keeps answering with faults: the answer is cut off."
    assert services.count("works") == 2


def test_a_service_that_refuses_connections_cannot_be_reached(tmp_path: Path, clock: StillClock) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: every connection is refused
        port = taken.getsockname()[1]
        with still_http(tmp_path, clock) as http, pytest.raises(SourceUnavailableError) as caught:
            http.send(Call("PubMed", "test", 0.5, f"http://127.0.0.1:{port}/"))
    assert not isinstance(caught.value, FaultyAnswerError)
    assert caught.value.message == "PubMed cannot be reached: the connection was refused."
    assert (
        caught.value.hint
        == "Check the connection and run the same command again; nothing that was stored is lost."
    )
    assert http.requests == {"test": 3}


def test_a_name_that_nobody_knows_cannot_be_reached(http: Http) -> None:
    with pytest.raises(SourceUnavailableError) as caught:
        http.send(
            Call("PubMed", "test", 0.5, "http://no-such-host.invalid/", form={"email": "zoe@example.org"})
        )
    assert caught.value.message == "PubMed cannot be reached: its name is not known here (no network?)."


@pytest.mark.parametrize("url", ["http://", "nonsense", "http://[half"])
def test_an_address_that_is_none_is_a_matter_of_configuration(http: Http, url: str) -> None:
    with pytest.raises(ConfigurationError, match="The address set for PubMed is not one that can be asked"):
        http.send(Call("PubMed", "test", 0.5, url))


def test_an_interruption_ends_the_waiting_at_once(
    services: LocalServices, tmp_path: Path, clock: StillClock
) -> None:
    services.faults.always("works", status(503))

    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    http = still_http(tmp_path, clock)
    http._sleep = interrupted
    with http, pytest.raises(KeyboardInterrupt):
        http.send(call(services))
    assert services.count("works") == 1


def test_redirects_are_followed_only_as_far_as_the_call_allows(services: LocalServices, http: Http) -> None:
    alias = services.corpus.in_crossref[0]
    elsewhere = status(301, headers={"Location": "http://localhost:9/works"})
    services.faults.at("works", 1, elsewhere)
    assert http.send(call(services, redirects="same-host")).status == 301
    services.faults.at("works", 2, status(302, headers={"Location": f"/works/{alias.doi}"}))
    assert http.send(call(services, redirects="same-host")).status == 200
    assert [each.route for each in services.of()] == ["works", "works", "work"]
    assert http.requests == {"test": 3}


def test_a_circle_of_redirects_ends(services: LocalServices, http: Http) -> None:
    services.faults.always("works", status(302, headers={"Location": "/works"}))
    assert http.send(call(services, redirects="any")).status == 302
    assert services.count("works") == 6


def test_an_answer_without_end_is_not_read_to_its_end(
    services: LocalServices, http: Http, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("silit.sources.http.LARGEST_ANSWER", 1024 * 1024)
    services.faults.always("works", Fault(body=b"x" * (3 * 1024 * 1024)))
    with pytest.raises(SourceUnavailableError, match="sent more than 1 MB in one answer"):
        http.send(call(services))
    assert services.count("works") == 1
