"""A desk of its own on a free port, whose judgements a test can look at."""

import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import uvicorn
from tests.interfaces.web.desk_client import TODAY

from foedera.corpus.read_corpus import ReaderChoice
from foedera.interfaces.web.app import make_app
from foedera.interfaces.web.jobs import Jobs
from foedera.interfaces.web.settings import DeskSettings
from foedera.store.store import Store


class Desk:
    """A desk at an address over the record in a file, with its store."""

    def __init__(self, record: Path) -> None:
        self.record = record
        with socket.socket() as held:
            held.bind(("127.0.0.1", 0))
            port = held.getsockname()[1]
        app = make_app(str(record), settings=DeskSettings(port=port, reads_a_second=1e6, writes_a_second=1e6), today=lambda: TODAY)
        self.store: Store = app.state.site.store
        app.state.jobs = Jobs(self.store, choice=ReaderChoice(shallow=True))
        self.server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)
        self.address = f"http://127.0.0.1:{port}"

    def log(self) -> list[tuple[str, str, bool]]:
        """Kind, who, and whether it holds."""
        return [(one.judgement.kind.value, one.judgement.who, one.undone_at is None) for one in self.store.judgement_log()]

    def comes(self, wanted: Callable[[list[tuple[str, str, bool]]], bool]) -> list[tuple[str, str, bool]]:
        """The log, once it is as wanted, or as it is after ten seconds."""
        for _ in range(200):
            if wanted(self.log()):
                break
            time.sleep(0.05)
        return self.log()

    def close(self) -> None:
        """Serve no more."""
        self.server.should_exit = True
        self.thread.join(10)
