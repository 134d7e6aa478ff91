"""What stands between the network and the pages: known hosts, limits, and headers that leave a hostile text nothing to do.

Pure ASGI, so that streams pass through unbuffered.
"""

import ipaddress
import json
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any

from foedera.interfaces.web.language import language_accepted
from foedera.interfaces.web.settings import DeskSettings
from foedera.views.words import words

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
    "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
))  # fmt: skip
# With "no-referrer" a browser sends the forms of our own pages with "Origin: null", which is that of a stranger.
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-frame-options": "DENY",
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FOR_PROGRAMS = "/api/"
REFUSALS = {"host": "unknown_host", "proxy": "unnamed_proxy", "origin": "other_origin", "size": "too_large", "rate": "too_many"}
BURST = 10  # seconds' worth of requests that may come at once
MOST_CLIENTS = 10_000  # whose counts are kept
MOST_DIGITS = 18  # of a length that is looked at


PROXY_HEADERS = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-forwarded-server", b"x-real-ip")
SUBSCRIBER_BITS = 64  # of an IPv6 address: what one household or host is given at least (RFC 6177), and may change at will within


class TooLargeError(Exception):
    """A body longer than the desk takes."""


class RequestCounts:
    """How many requests each client still has: a bucket that fills with time (`a_second`) and never holds more than a burst."""

    def __init__(self, a_second: float, now: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._now = a_second, now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def seconds_to_wait(self, client: str) -> float:
        """0 when the request may pass (it is counted), else the seconds until one may."""
        now = self._now()
        left, at = self._left.pop(client, (self._rate * BURST, now))
        left = min(left + (now - at) * self._rate, self._rate * BURST)
        may_pass = left >= 1
        self._left[client] = (left - 1 if may_pass else left, now)
        while len(self._left) > MOST_CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if may_pass else (1 - left) / self._rate


class Guard:
    """The outermost layer of the desk. What is refused is refused in plain text, before anything is read."""

    def __init__(self, app: App, settings: DeskSettings) -> None:
        self._app, self._settings = app, settings
        self._reads = RequestCounts(settings.reads_a_second)
        self._writes = RequestCounts(settings.writes_a_second)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal:
            status, key, more = refusal
            told = self._told(scope, key)
            await _answer(send, status, *_problem(scope, status, key, told), more)
            return
        await self._app(scope, self._counted(receive), _with_headers(send))

    def _refusal(self, scope: Scope) -> tuple[int, str, dict[str, str]] | None:
        headers = {name.lower(): value for name, value in scope["headers"]}
        if headers.get(b"host", b"").decode("latin-1").lower() not in self._settings.known_hosts:
            return 421, "host", {}
        if self._settings.is_local and _came_through_a_proxy(scope, headers):
            return 403, "proxy", {}
        if scope["method"] not in SAFE_METHODS and not _is_same_origin(headers):
            return 403, "origin", {}
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or len(length) > MOST_DIGITS or int(length) > self._settings.body_bytes:
            return 413, "size", {}
        counts = self._reads if scope["method"] in SAFE_METHODS else self._writes
        wait = 0.0 if scope["path"].startswith("/static/") else counts.seconds_to_wait(client_key((scope.get("client") or ("",))[0]))
        return (429, "rate", {"retry-after": str(int(wait) + 1)}) if wait else None

    def _told(self, scope: Scope, key: str) -> str:
        """The refusal in the language of the browser."""
        liked = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
        return words(language_accepted(liked)).say(f"web.refused.{key}", size=str(self._settings.body_bytes))

    def _counted(self, receive: Receive) -> Receive:
        left = self._settings.body_bytes

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise TooLargeError
            return message

        return counted


def client_key(address: str) -> str:
    """Whom requests from an address are counted for: the address, of IPv6 the network that its owner has all of.

    >>> client_key("192.0.2.7"), client_key("::ffff:192.0.2.7"), client_key("2001:db8:1:2:a:b:c:d")
    ('192.0.2.7', '192.0.2.7', '2001:db8:1:2::/64')
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address) or found.ipv4_mapped:
        return str(getattr(found, "ipv4_mapped", None) or found)
    return str(ipaddress.ip_network((found, SUBSCRIBER_BITS), strict=False))


def is_over_tls(scheme: str, origin: str | None) -> bool:
    """Whether the browser speaks TLS, to us or to the proxy: told by a proxy that is trusted, else by the browser's own Origin."""
    return scheme == "https" or (origin or "").startswith("https://")


def _came_through_a_proxy(scope: Scope, headers: dict[bytes, bytes]) -> bool:
    """Whether another machine may have sent this. Host does not tell: many proxies put our own name there.

    A proxy gives itself away by its headers, by HTTP/1.0 (what nginx spoke unless told otherwise; no browser does), or by a page that the
    browser took for its own and had under another name.
    """
    if scope.get("http_version") == "1.0" or any(name in headers for name in PROXY_HEADERS):
        return True
    page = headers.get(b"referer", b"").partition(b"://")[2].partition(b"/")[0]
    return headers.get(b"sec-fetch-site") == b"same-origin" and page not in (b"", headers.get(b"host"))


def _is_same_origin(headers: dict[bytes, bytes]) -> bool:
    """Whether a browser, if it is one, sends this from a page of ours (Fetch Metadata, then Origin)."""
    site, origin = headers.get(b"sec-fetch-site"), headers.get(b"origin")
    if site is not None and site not in (b"same-origin", b"none"):
        return False
    return origin is None or origin.partition(b"://")[2] == headers.get(b"host")


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            more = [(n.encode(), v.encode()) for n, v in HEADERS.items() if n.encode() not in given]
            if b"cache-control" not in given:
                more.append((b"cache-control", b"no-store"))
            message["headers"] = [*message["headers"], *more]
        await send(message)

    return sent


def _problem(scope: Scope, status: int, key: str, told: str) -> tuple[str, str]:
    """The body of a refusal with its media type: plain text, for a program the problem of RFC 9457."""
    if not scope["path"].startswith(FOR_PROGRAMS):
        return told, "text/plain; charset=utf-8"
    body = {"type": f"urn:foedera:problem:{REFUSALS[key]}", "title": HTTPStatus(status).phrase, "status": status, "detail": told}
    return json.dumps(body | {"instance": scope["path"]}), "application/problem+json"


async def _answer(send: Send, status: int, text: str, media_type: str, more: dict[str, str]) -> None:
    headers = HEADERS | {"content-type": media_type, "cache-control": "no-store"} | more
    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": text.encode()})
