"""A desk served on a free port of this machine, and a real browser before it; skipped, saying why, where there is none."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from tests.interfaces.web.conftest import filled_record
from tests.interfaces.web.desk_client import TODAY

CHROMIUM = Path(os.environ.get("FOEDERA_CHROMIUM", "/usr/bin/chromium"))


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a desk over the record of the tests answers."""
    from foedera.interfaces.web.app import make_app
    from foedera.interfaces.web.settings import DeskSettings

    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    settings = DeskSettings(port=port, reads_a_second=1e6, writes_a_second=1e6)
    app = make_app(str(filled_record(tmp_path_factory.mktemp("browser"))), settings=settings, today=lambda: TODAY)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def chromium() -> "Iterator[object]":
    """Debian's chromium, driven by playwright, for one file: while it is open an event loop runs, and other tests start their own."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (extra e2e)")
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: install Debian's chromium, or name one with FOEDERA_CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()
