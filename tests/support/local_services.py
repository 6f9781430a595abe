"""PubMed, PMC's converter, Crossref and doi.org on this machine, over a real socket, with invented papers.

In a test:

    with LocalServices() as services:
        services.faults.at("efetch", 2, ncbi_throttled())
        subprocess.run(["silit", "fetch"], env={**os.environ, **services.environment})
        assert services.count("esearch") == 1

By hand, from the folder `tests`: `python -m support.local_services`; it prints the variables to set.
"""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qsl, unquote, urlsplit

from support.local_answers import Reply, text_reply
from support.local_corpus import Corpus, make_corpus
from support.local_crossref import LocalCrossref
from support.local_faults import Fault, FaultScript, crossref_throttled, ncbi_throttled
from support.local_pubmed import LocalPubMed
from support.local_requests import DOI, EUTILS, IDCONV, Request, is_polite, limit_of, route_of

KEY = "0123456789abcdef0123456789abcdef0123"


class LocalServices:
    """The services of one test, from `with` to its end.

    `faults` says what goes wrong, `requests` what arrived, `most_at_once` how many of each route were under way together. `enforce_rates` answers 429 to whoever is faster than the
    services allow. Addresses: `pubmed_url`, `idconv_url`, `crossref_url`, `doi_url`; all of them for a process:
    `environment`. `keys` are the API keys that NCBI knows here.
    """

    def __init__(
        self,
        corpus: Corpus | None = None,
        *,
        keys: tuple[str, ...] = (KEY,),
        shuffled: bool = False,
        pool_headers: bool = True,
        stale_after: int | None = None,
        enforce_rates: bool = False,
    ) -> None:
        self.corpus = make_corpus() if corpus is None else corpus
        self.faults = FaultScript()
        self.requests: list[Request] = []
        self.pubmed = LocalPubMed(self.corpus, keys=keys, shuffled=shuffled)
        self.crossref = LocalCrossref(self.corpus, pool_headers=pool_headers, stale_after=stale_after)
        self.stopping = threading.Event()
        self._enforce = enforce_rates
        self._recent: dict[str, deque[float]] = {}
        self._under_way: Counter[str] = Counter()
        self.most_at_once: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    def __enter__(self) -> LocalServices:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def root(self) -> str:
        """The address of the server without a slash."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def pubmed_url(self) -> str:
        """The E-utilities."""
        return self.root + EUTILS

    @property
    def idconv_url(self) -> str:
        """PMC's converter."""
        return self.root + IDCONV

    @property
    def crossref_url(self) -> str:
        """The Crossref REST API."""
        return self.root + "/"

    @property
    def doi_url(self) -> str:
        """The DOI resolver."""
        return self.root + DOI

    @property
    def environment(self) -> dict[str, str]:
        """The variables that lead a silit process here; no proxy in between."""
        return {
            "SILIT_PUBMED_URL": self.pubmed_url,
            "SILIT_IDCONV_URL": self.idconv_url,
            "SILIT_CROSSREF_URL": self.crossref_url,
            "SILIT_DOI_URL": self.doi_url,
            "NO_PROXY": "127.0.0.1",
            "no_proxy": "127.0.0.1",
        }

    def of(self, *routes: str) -> list[Request]:
        """The requests of these routes (all without any), in the order of arrival."""
        with self._lock:
            return [each for each in self.requests if not routes or each.route in routes]

    def count(self, *routes: str) -> int:
        """How many requests these routes got."""
        return len(self.of(*routes))

    def most_in_a_second(self, *routes: str) -> int:
        """The most requests that arrived within any second."""
        times = [each.at for each in self.of(*routes)]
        return max((sum(1 for other in times if 0 <= other - each < 1.0) for each in times), default=0)

    def arrived(self, request: Request) -> Reply | None:
        """Keeps a request; the refusal for one that comes too fast, when rates are enforced."""
        with self._lock:
            self.requests.append(request)
            lane, limit = limit_of(request)
            if not self._enforce or limit is None:
                return None
            recent = self._recent.setdefault(lane, deque())
            while recent and request.at - recent[0] >= 1.0:
                recent.popleft()
            recent.append(request.at)
            if len(recent) <= limit:
                return None
        fault = crossref_throttled() if lane.startswith("crossref") else ncbi_throttled("1")
        return Reply(fault.status, fault.body, fault.headers)

    @contextmanager
    def under_way(self, route: str) -> Iterator[None]:
        """Counts a request of `route` for as long as it is being answered."""
        with self._lock:
            self._under_way[route] += 1
            self.most_at_once[route] = max(self.most_at_once[route], self._under_way[route])
        yield
        with self._lock:
            self._under_way[route] -= 1

    def answer(self, request: Request) -> Reply:
        """The right answer to a request."""
        path = urlsplit(request.target).path
        name = unquote(path.split("/", 2)[-1]) if path.count("/") > 1 else ""
        if request.route == "esearch":
            return self.pubmed.esearch(request.params)
        if request.route == "efetch":
            return self.pubmed.efetch(request.params)
        if request.route == "ecitmatch":
            return self.pubmed.ecitmatch(request.params)
        if request.route == "idconv":
            return self.pubmed.idconv(request.params)
        if request.route == "works":
            return self.crossref.works(request.params, polite=is_polite(request))
        if request.route == "work":
            return self.crossref.work(name, request.params, polite=is_polite(request))
        if request.route == "agency":
            return self.crossref.agency(name.removeprefix("doiRA/"))
        if request.route == "negotiation":
            return self.crossref.negotiation(name, request.headers.get("accept", ""))
        if request.route == "crosscite":
            return self.crossref.crosscite(name)
        return text_reply("There is nothing here.", status=404)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, services: LocalServices) -> None:
        self.services = services
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", 0), _Handler)

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        connection, address = super().get_request()
        self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: object) -> None:
        self._open.discard(request)
        super().shutdown_request(request)  # type: ignore[arg-type]  # the same

    def server_close(self) -> None:
        super().server_close()
        for connection in list(self._open):
            # Its own thread closes it; this only wakes the thread.
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that go away in the middle are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body in one piece: apart, the second would wait 40 ms for the first to be acknowledged.
    wbufsize = 65536
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._serve("")

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self._serve(self.rfile.read(length).decode())

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: requests are kept instead."""

    def _serve(self, body: str) -> None:
        form = dict(parse_qsl(body, keep_blank_values=True))
        address = urlsplit(self.path)
        params = {**dict(parse_qsl(address.query, keep_blank_values=True)), **form}
        headers = {name.lower(): value for name, value in self.headers.items()}
        route = route_of(address.path)
        services = self.server.services
        request = Request(time.monotonic(), route, self.command, self.path, params, headers, body)
        refused = services.arrived(request)
        fault = services.faults.next(route, params)
        with services.under_way(route):
            self._respond(request, refused, fault)

    def _respond(self, request: Request, refused: Reply | None, fault: Fault | None) -> None:
        services = self.server.services
        if refused is not None:
            self._send(refused)
        elif fault is None:
            self._send(services.answer(request))
        elif fault.kind == "slow":
            services.stopping.wait(fault.seconds)
            self._send(services.answer(request))
        elif fault.kind == "answer":
            self._send(Reply(fault.status, fault.body, fault.headers))
        else:
            self._break(fault, services.answer(request))

    def _break(self, fault: Fault, right: Reply) -> None:
        self.close_connection = True
        if fault.kind == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        elif fault.kind == "silence":
            self.server.services.stopping.wait(fault.seconds)
        elif fault.kind == "cut":
            self._send(right, upto=int(len(right.body) * fault.share))
        elif fault.kind == "chop":
            self._send(Reply(right.status, right.body[: int(len(right.body) * fault.share)], right.headers))

    def _send(self, reply: Reply, *, upto: int | None = None) -> None:
        self.send_response_only(reply.status)
        if "Date" not in reply.headers:
            self.send_header("Date", self.date_time_string())
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(reply.body[:upto])


def main(arguments: Sequence[str] = ()) -> None:
    """Serves until interrupted."""
    with LocalServices(
        make_corpus(shared=300, pubmed_only=60, crossref_only=80, noise=400), enforce_rates=True
    ) as services:
        for name, value in services.environment.items():
            print(f"export {name}={value}", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print(f"{services.count()} requests")


if __name__ == "__main__":
    main()
