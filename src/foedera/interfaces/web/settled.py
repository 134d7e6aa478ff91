"""Who writes finds it on the next page: a write is answered when the lists have it, while those who only read never wait for that."""

from starlette.concurrency import run_in_threadpool

from foedera.corpus.desk_state import WAITS
from foedera.errors import StoreError
from foedera.interfaces.web.security import SAFE_METHODS, App, Message, Receive, Scope, Send
from foedera.interfaces.web.site import Site


class Settled:
    """A layer of the desk around its routes. Pure ASGI, so that streams pass through unbuffered."""

    def __init__(self, app: App, site: Site) -> None:
        self._app, self._site = app, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; before the answer to a write goes out, wait for the lists."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                await run_in_threadpool(self._settle)
            await send(message)

        asked = WAITS.set(True)  # pages made in the answer itself are of what was just written
        try:
            await self._app(scope, receive, sent)
        finally:
            WAITS.reset(asked)

    def _settle(self) -> None:
        try:
            self._site.desk().settle()
        except StoreError:  # what was written is kept: the lists have it as soon as the record can be asked again
            return
