"""Pages from the network, served by this machine under a made-up name: limits, redirects, robots.txt, and what is never reached."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from foedera.errors import BadInputError
from foedera.sources.fetch import Limits, Network, fetch, is_public

PUBLIC, ROOM = "93.184.216.34", "http://paper.example"
PAGE = b"<html><body><p>Ruritania and Graustark signed a treaty.</p></body></html>"
Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A small site: what it answers at each path, what it was asked, and which addresses were dialled."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.dialled: list[tuple[str, int]] = []
        self.names = {"paper.example": (PUBLIC,)}
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # noqa: N802 - the name that the server looks for
                site.asked.append(self.path)
                site.answers.get(self.path, missing)(self)

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def connected(self, address: str, port: int, seconds: float) -> socket.socket:
        self.dialled.append((address, port))
        return socket.create_connection(("127.0.0.1", self.server.server_address[1]), seconds)

    def addresses_of(self, host: str, port: int) -> tuple[str, ...]:
        if host not in self.names:
            raise OSError("no such name")
        return self.names[host]

    @property
    def network(self) -> Network:
        return Network(self.addresses_of, self.connected)


def missing(request: BaseHTTPRequestHandler) -> None:
    request.send_error(404)


def page(data: bytes = PAGE, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", kind)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(data)

    return answer


def onward(to: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", to)
        request.end_headers()

    return answer


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def refused(site: Site, url: str, limits: Limits | None = None) -> str:
    with pytest.raises(BadInputError) as caught:
        fetch(url, limits or Limits(seconds=5), site.network)
    return caught.value.trouble.key


def test_a_page_comes_with_its_kind_and_encoding(site: Site) -> None:
    site.answers["/a?b=1"] = page()
    found = fetch(f"{ROOM}/a?b=1", network=site.network)
    assert (found.data, found.kind, found.charset, found.url) == (PAGE, "html", "utf-8", f"{ROOM}/a?b=1")
    assert site.dialled == [(PUBLIC, 80)] * 2 and site.asked == ["/robots.txt", "/a?b=1"]


@pytest.mark.parametrize("address", [
    "127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
    "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:0:53aa:64c::1", "::127.0.0.1", "2001:db8::1", "fec0::1", "not an address",
])  # fmt: skip
def test_what_is_not_the_open_internet_is_never_dialled(site: Site, address: str) -> None:
    assert not is_public(address)
    site.names["inside.example"] = (PUBLIC, address)
    assert refused(site, "http://inside.example/") == "url_private"
    assert site.dialled == []


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_what_is_public_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("url", [
    "ftp://paper.example/a", "file:///etc/passwd", "paper.example/a", "http:///a", "http://user:word@paper.example/", "http://[::1",
    "http://paper.example:99999/", "javascript:alert(1)", "http://pa per.example/", "http://paper.example/a\r\nHost: b", "",
])  # fmt: skip
def test_what_is_no_address_of_a_page(site: Site, url: str) -> None:
    assert refused(site, url) == "url_form" and site.dialled == []


def test_other_ports_are_left_alone(site: Site) -> None:
    assert refused(site, "http://paper.example:25/") == "url_port" and site.dialled == []


def test_a_redirect_is_followed_and_checked_anew(site: Site) -> None:
    site.answers |= {"/old": onward("/new"), "/new": page()}
    assert fetch(f"{ROOM}/old", network=site.network).url == f"{ROOM}/new"
    site.names["inside.example"] = ("10.0.0.8",)
    site.answers["/trap"] = onward("http://inside.example/secret")
    before = len(site.dialled)
    assert refused(site, f"{ROOM}/trap") == "url_private"
    assert {a for a, _ in site.dialled[before:]} == {PUBLIC} and "/secret" not in site.asked


def test_a_redirect_to_another_scheme_is_refused(site: Site) -> None:
    site.answers["/file"] = onward("file:///etc/passwd")
    assert refused(site, f"{ROOM}/file") == "url_form"


def test_redirects_end(site: Site) -> None:
    site.answers["/round"] = onward("/round")
    assert refused(site, f"{ROOM}/round") == "url_redirects"
    assert site.asked.count("/round") == 6


def test_a_name_that_answers_otherwise_the_second_time_gains_nothing(site: Site) -> None:
    """The address dialled is the one that was checked: the name is asked once for each connection."""
    answers = iter([(PUBLIC,), (PUBLIC,), (PUBLIC,), ("127.0.0.1",)])
    site.answers["/a"] = page()
    fetch(f"{ROOM}/a", network=Network(lambda host, port: next(answers), site.connected))
    assert {a for a, _ in site.dialled} == {PUBLIC}


def test_a_page_over_the_limit_is_refused_whether_it_says_its_length_or_not(site: Site) -> None:
    small = Limits(size=10_000, seconds=5)
    site.answers |= {"/told": page(b"", Content_Length="50000000"), "/hidden": page(b"<p>" + b"a" * 200_000)}
    assert refused(site, f"{ROOM}/told", small) == "url_too_large"
    assert refused(site, f"{ROOM}/hidden", small) == "url_too_large"


def test_a_packed_page_is_unpacked_up_to_the_limit(site: Site) -> None:
    site.answers |= {"/packed": page(gzip.compress(PAGE), Content_Encoding="gzip")}
    assert fetch(f"{ROOM}/packed", network=site.network).data == PAGE
    site.answers["/bomb"] = page(gzip.compress(b"a" * 5_000_000), Content_Encoding="gzip")
    assert refused(site, f"{ROOM}/bomb", Limits(size=100_000, seconds=5)) == "url_too_large"


def test_a_site_that_drips_is_cut_off(site: Site) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        try:
            request.wfile.write(b"HTTP/1.0 200 OK\r\n")
            for n in range(200):
                request.wfile.write(f"X-{n}: a\r\n".encode())
                request.wfile.flush()
                time.sleep(0.02)
        except OSError:
            pass  # cut off, as it should be

    site.answers["/drip"] = drip
    start = time.monotonic()
    assert refused(site, f"{ROOM}/drip", Limits(seconds=0.4)) == "url_slow"
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(("kind", "data", "key"), [
    ("application/pdf", b"%PDF", "url_not_text"), ("image/png", b"\x89PNG", "url_not_text"), ("text/html", b"  ", "empty_file"),
])  # fmt: skip
def test_what_is_no_text_is_refused(site: Site, kind: str, data: bytes, key: str) -> None:
    site.answers["/x"] = page(data, kind)
    assert refused(site, f"{ROOM}/x") == key


def test_a_page_that_is_not_there_is_told_with_its_status(site: Site) -> None:
    assert refused(site, f"{ROOM}/gone") == "url_status"
    assert refused(site, "http://nowhere.example/") == "url_unknown_host"


def test_robots_are_heeded(site: Site) -> None:
    site.answers |= {"/robots.txt": page(b"User-agent: *\nDisallow: /private/\n", "text/plain"), "/private/a": page(), "/open": page()}
    assert refused(site, f"{ROOM}/private/a") == "url_robots" and "/private/a" not in site.asked
    assert fetch(f"{ROOM}/open", network=site.network).data == PAGE


def test_a_site_whose_rules_cannot_be_had_is_left_alone(site: Site) -> None:
    site.answers |= {"/robots.txt": lambda request: request.send_error(503), "/a": page()}
    assert refused(site, f"{ROOM}/a") == "url_robots_unknown" and site.asked == ["/robots.txt"]


def test_a_site_that_drips_while_it_agrees_on_a_cipher_is_cut_off_too() -> None:
    here, there = socket.socketpair()
    sent: list[int] = []

    def drip() -> None:
        try:
            there.sendall(b"\x16\x03\x03\x40\x00")  # a record of 16 384 bytes is announced (RFC 8446, section 5.1)
            for number in range(60):
                there.sendall(b"\x00")
                sent.append(number)
                time.sleep(0.05)
        except OSError:
            pass  # cut off, as it should be
        finally:
            there.close()

    dripping = threading.Thread(target=drip)
    dripping.start()
    with pytest.raises(BadInputError, match="url_slow"):
        fetch("https://paper.example/", Limits(seconds=0.3), Network(lambda *_: (PUBLIC,), lambda *_: here))
    dripping.join()
    assert len(sent) < 40


def test_a_name_server_that_never_answers_is_waited_for_no_longer_than_for_a_page() -> None:
    asked, over = threading.Event(), threading.Event()

    def silent(_host: str, _port: int) -> tuple[str, ...]:
        asked.set()
        over.wait(30)
        return (PUBLIC,)

    start = time.monotonic()
    with pytest.raises(BadInputError, match="url_slow"):
        fetch("https://paper.example/", Limits(seconds=0.2), Network(silent))
    assert asked.is_set() and time.monotonic() - start < 10
    over.set()


def test_slow_redirects_have_no_more_time_together_than_one_page(site: Site) -> None:
    def slow(request: BaseHTTPRequestHandler) -> None:
        time.sleep(0.15)
        onward("/again")(request)

    site.answers["/again"] = slow
    assert refused(site, f"{ROOM}/again", Limits(seconds=0.4, hops=50)) == "url_slow"
    assert site.asked.count("/again") < 5
