"""A page that a user named, from the network: its bytes, within limits, and never from a machine that only this one can reach.

Every hop is checked alike: http or https, a usual port, a name all of whose addresses are public; the connection goes to an address that
was checked, so that a name which answers otherwise the second time gains nothing. robots.txt is honoured (RFC 9309, read by Protego).
"""

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from queue import Empty, Queue
from threading import Thread, Timer
from urllib.parse import urljoin, urlsplit, urlunsplit

from foedera.errors import BadInputError, Trouble

AGENT = "Foedera/0.1 (reads one page that its user named)"
ROBOT = "Foedera"
PORTS = {"http": 80, "https": 443}
ALLOWED_PORTS = frozenset({80, 443, 8080, 8443})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "text/markdown": "text"}
ROBOTS_BYTES = 500_000  # what RFC 9309 asks a reader to take at least
PIECE = 65_536
# Addresses that carry an IPv4 address inside: they may lead to a private one through a gateway.
CARRIERS = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")))


@dataclass(frozen=True, slots=True)
class Limits:
    """`size` in bytes, of the page as sent and as unpacked; `seconds` for the page with all that leads to it, each answer for itself at
    most; `hops`: redirects that are followed.
    """

    size: int = 5_000_000
    seconds: float = 20.0
    hops: int = 5


@dataclass(frozen=True, slots=True)
class _Visit:
    """One page being fetched: what it may take, how the network is reached, and the moment (monotonic clock) at which all of it ends."""

    limits: Limits
    network: "Network"
    until: float

    def left(self, url: str) -> float:
        """The seconds that are left. BadInputError when none are."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise self.too_slow(url)
        return left

    def too_slow(self, url: str) -> BadInputError:
        """What is said when the time is over."""
        return BadInputError(Trouble("url_slow", url, detail=f"{self.limits.seconds:g}"))


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: the address it came from in the end, its bytes, its kind (html or text), the encoding that its header names."""

    url: str
    data: bytes
    kind: str
    charset: str | None


def addresses_of(host: str, port: int) -> tuple[str, ...]:
    """Every address that a name has, as the system resolves it. OSError when it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def connected(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to this very address."""
    return socket.create_connection((address, port), seconds)


@dataclass(frozen=True)
class Network:
    """How names are resolved and addresses reached; tests give their own."""

    addresses_of: Callable[[str, int], tuple[str, ...]] = field(default=addresses_of)
    connected: Callable[[str, int, float], socket.socket] = field(default=connected)


NETWORK = Network()


def is_public(address: str) -> bool:
    """Whether an address belongs to the open internet: not loopback, private, link-local, shared (CGNAT), multicast, reserved or a tunnel.

    >>> is_public("93.184.216.34"), is_public("100.64.0.1"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:  # a scope ("%eth0") names a link of this machine
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return is_public(str(found.ipv4_mapped))
        if getattr(found, "scope_id", None) or found.is_site_local or any(found in network for network in CARRIERS):
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified or found.is_loopback)


def fetch(url: str, limits: Limits = Limits(), network: Network = NETWORK) -> Fetched:  # noqa: B008 - frozen
    """The page at an address, redirects followed by hand. BadInputError says why not, and names the address."""
    asked, visit = url.strip(), _Visit(limits, network, time.monotonic() + limits.seconds)
    for _ in range(limits.hops + 1):
        _checked_address(asked, _place(asked), visit)
        _check_robots(asked, visit)
        status, headers, data = _get(asked, limits.size, visit)
        if status in REDIRECTS and headers.get("location"):
            asked = urljoin(asked, headers["location"])
            continue
        if status != 200:
            raise BadInputError(Trouble("url_status", asked, detail=str(status)))
        return _page(asked, headers, data)
    raise BadInputError(Trouble("url_redirects", url.strip(), detail=str(limits.hops)))


def _page(url: str, headers: dict[str, str], data: bytes) -> Fetched:
    media, _, parameters = headers.get("content-type", "").partition(";")
    kind = KINDS.get(media.strip().lower() or ("text/html" if data.lstrip()[:1] == b"<" else "text/plain"))
    if kind is None:
        raise BadInputError(Trouble("url_not_text", url, detail=media.strip()[:80]))
    if not data.strip():
        raise BadInputError(Trouble("empty_file", url))
    _, _, charset = parameters.lower().partition("charset=")
    return Fetched(url, data, kind, charset.partition(";")[0].strip(" \"'") or None)


@dataclass(frozen=True, slots=True)
class _Place:
    """An address taken apart, and checked as far as it can be without the network."""

    scheme: str
    host: str
    port: int
    path: str
    origin: str


def _place(url: str) -> _Place:
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii") if not (parts.hostname or "").isascii() else parts.hostname or ""
    except ValueError as error:
        raise BadInputError(Trouble("url_form", url[:200], detail=str(error))) from error
    plain = url.isprintable() and " " not in url
    if parts.scheme not in PORTS or not host or parts.username is not None or parts.password is not None or not plain or len(url) > 2000:
        raise BadInputError(Trouble("url_form", url[:200]))
    port = port or PORTS[parts.scheme]
    if port not in ALLOWED_PORTS:
        raise BadInputError(Trouble("url_port", url[:200], detail=str(port)))
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return _Place(parts.scheme, host, port, _escaped(path), f"{parts.scheme}://{parts.netloc}")


def _escaped(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/?&=%:@!$'()*+,;~-._[]")


def _checked_address(url: str, place: _Place, visit: _Visit) -> str:
    try:
        found = _resolved(url, place, visit)
    except (OSError, UnicodeError) as error:
        raise BadInputError(Trouble("url_unknown_host", url, detail=place.host)) from error
    if not found or not all(map(is_public, found)):
        raise BadInputError(Trouble("url_private", url, detail=place.host))
    return found[0]


def _resolved(url: str, place: _Place, visit: _Visit) -> tuple[str, ...]:
    """The addresses of a name. The system's resolver knows no limit of time: a thread of its own waits for it, which is left behind."""
    found: Queue[tuple[str, ...] | Exception] = Queue()

    def look_up() -> None:
        try:
            found.put(visit.network.addresses_of(place.host, place.port))
        except Exception as error:  # told to who waits
            found.put(error)

    left = visit.left(url)
    Thread(target=look_up, name="resolver", daemon=True).start()
    try:
        answer = found.get(timeout=left)
    except Empty:
        raise visit.too_slow(url) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _get(url: str, size: int, visit: _Visit) -> tuple[int, dict[str, str], bytes]:
    """One request to a checked address. The connection is cut when the time is over, however slowly the other side drips."""
    place = _place(url)
    address, left = _checked_address(url, place, visit), visit.left(url)
    link: socket.socket | None = None
    watch: Timer | None = None
    try:
        link = visit.network.connected(address, place.port, left)
        if place.scheme == "https":  # wrapping takes the connection over: what is watched must be what is read from
            tls = ssl.create_default_context()
            link = tls.wrap_socket(link, server_hostname=place.host, do_handshake_on_connect=False)
        watch = Timer(max(visit.until - time.monotonic(), 0), _cut, [link])
        watch.daemon = True
        watch.start()
        if isinstance(link, ssl.SSLSocket):
            link.do_handshake()
        found = _asked(url, place, link, size)
        if time.monotonic() >= visit.until:  # cut off in its headers, an answer looks like a short one
            raise TimeoutError
        return found
    except (OSError, http.client.HTTPException) as error:
        if time.monotonic() >= visit.until - 0.05 or isinstance(error, TimeoutError):
            raise visit.too_slow(url) from error
        raise BadInputError(Trouble("url_unreachable", url, detail=str(error) or type(error).__name__)) from error
    finally:
        if watch:
            watch.cancel()
        if link:
            link.close()


def _cut(link: socket.socket) -> None:
    with suppress(OSError):  # already closed
        socket.socket.shutdown(link, socket.SHUT_RDWR)  # not that of TLS, which takes its own state away from under who still reads


def _asked(url: str, place: _Place, link: socket.socket, size: int) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(place.host, place.port)
    connection.sock = link
    usual = PORTS[place.scheme] == place.port
    host = f"[{place.host}]" if ":" in place.host else place.host
    headers = {"Host": host if usual else f"{host}:{place.port}", "User-Agent": AGENT, "Accept": "text/html, text/plain;q=0.9"}
    connection.request("GET", place.path, headers=headers | {"Accept-Encoding": "gzip", "Connection": "close"})
    with closing(connection.getresponse()) as answer:
        return _taken(url, answer, size)


def _taken(url: str, answer: http.client.HTTPResponse, size: int) -> tuple[int, dict[str, str], bytes]:
    told = {name.lower(): value for name, value in answer.getheaders()}
    if answer.status != 200:
        return answer.status, told, b""
    length = told.get("content-length", "")
    if length.isdigit() and int(length) > size:
        raise _too_large(url, size)
    return answer.status, told, _unpacked(url, _body(url, answer, size), told.get("content-encoding", ""), size)


def _body(url: str, answer: http.client.HTTPResponse, size: int) -> bytes:
    pieces, taken = [], 0
    while piece := answer.read(PIECE):
        taken += len(piece)
        if taken > size:
            raise _too_large(url, size)
        pieces.append(piece)
    return b"".join(pieces)


def _unpacked(url: str, data: bytes, encoding: str, size: int) -> bytes:
    """What was packed on its way, never unpacked beyond the limit."""
    if encoding.strip().lower() in ("", "identity"):
        return data
    if encoding.strip().lower() not in ("gzip", "x-gzip"):
        raise BadInputError(Trouble("url_not_text", url, detail=encoding[:40]))
    unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        plain = unpacking.decompress(data, size + 1)
    except zlib.error as error:
        raise BadInputError(Trouble("url_unreachable", url, detail=str(error))) from error
    if len(plain) > size:
        raise _too_large(url, size)
    return plain


def _too_large(url: str, size: int) -> BadInputError:
    return BadInputError(Trouble("url_too_large", url, detail=f"{size / 1_000_000:g}"))


def _check_robots(url: str, visit: _Visit) -> None:
    """Refuse what the site asks programs to leave alone; a site without such a file, or that hides it, allows all (RFC 9309, 2.3.1)."""
    from protego import Protego

    asked = f"{_place(url).origin}/robots.txt"
    for _ in range(visit.limits.hops + 1):
        status, headers, data = _get(asked, ROBOTS_BYTES, visit)
        if status in REDIRECTS and headers.get("location"):
            asked = urljoin(asked, headers["location"])
            continue
        if status >= 500:
            raise BadInputError(Trouble("url_robots_unknown", url, detail=str(status)))
        if status == 200 and not Protego.parse(data.decode("utf-8", "replace")).can_fetch(url, ROBOT):
            raise BadInputError(Trouble("url_robots", url))
        return
