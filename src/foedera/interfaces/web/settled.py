"""Who writes finds it on the next page, and nobody waits for what others wrote: lists are brought up to date beside the pages."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock, Thread

from starlette.requests import HTTPConnection

from foedera.corpus.desk_state import WAITS
from foedera.errors import FoederaError
from foedera.interfaces.web.access import COOKIE
from foedera.interfaces.web.security import FOR_PROGRAMS, SAFE_METHODS, App, Message, Receive, Scope, Send
from foedera.interfaces.web.site import Site

SECONDS = 60.0  # for which who wrote waits for lists that are behind
MOST_WRITERS = 1000  # that are remembered


class Writers:
    """Who wrote what the lists may not have yet, by what a request comes in with: token or session; without a login all are one."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.now, self._lock = now, Lock()
        self._last: OrderedDict[str, float] = OrderedDict()
        self._settled = now()

    def note(self, who: str) -> None:
        """This visitor has written now."""
        with self._lock:
            self._last[who] = self.now()
            self._last.move_to_end(who)
            while len(self._last) > MOST_WRITERS:
                self._last.popitem(last=False)

    def settled(self, begun: float) -> None:
        """The lists have what was written before that moment."""
        with self._lock:
            self._settled = max(self._settled, begun)

    def must_wait(self, who: str) -> bool:
        """Whether the lists may lack what this visitor wrote; no longer than a minute, whatever goes wrong."""
        wrote = self._last.get(who)
        return wrote is not None and wrote >= self._settled and self.now() - wrote < SECONDS


class Settled:
    """A layer of the desk around its routes. Pure ASGI, so that streams pass through unbuffered."""

    def __init__(self, app: App, site: Site) -> None:
        self._app, self._site = app, site
        self._writers, self._lock = Writers(), Lock()
        self._again = False
        self._thread: Thread | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; after a write, have the lists brought up to date while its answer goes out."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        who, writes = _who(scope), scope["method"] not in SAFE_METHODS

        async def sent(message: Message) -> None:
            if writes and message["type"] == "http.response.start" and message["status"] < 400:
                self._writers.note(who)
                self._ask()
            await send(message)

        shows = writes and not scope["path"].startswith(FOR_PROGRAMS)  # a page in answer to a write is of what was written
        waits = WAITS.set(shows or self._writers.must_wait(who))
        try:
            await self._app(scope, receive, sent)
        finally:
            WAITS.reset(waits)

    def _ask(self) -> None:
        """Have the lists made by a thread of their own, which ends when nobody has written meanwhile."""
        with self._lock:
            self._again = True
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._settle, name="lists", daemon=True)
                self._thread.start()

    def _settle(self) -> None:
        while True:
            with self._lock:
                if not self._again:
                    self._thread = None
                    return
                self._again = False
            begun = self._writers.now()
            try:
                if self._site.desk().settle():
                    self._writers.settled(begun)
            except FoederaError:  # what was written is kept: the next page tells what is wrong, or takes it in
                continue


def _who(scope: Scope) -> str:
    request = HTTPConnection(scope)
    shown = request.headers.get("authorization", "") or request.cookies.get(COOKIE, "")
    return hashlib.sha256(shown.encode()).hexdigest()
