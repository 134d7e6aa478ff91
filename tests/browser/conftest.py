"""A desk served on a free port of this machine, and a real browser before it; skipped, saying why, where there is none."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from tests.browser.served_desk import Desk
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
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the examples and the hostile texts."""
    return filled_record(tmp_path_factory.mktemp("review"))


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk over a copy of that record, for one test."""
    shutil.copy(filled, tmp_path / "desk.db")
    made = Desk(tmp_path / "desk.db")
    yield made
    made.close()


@pytest.fixture
def opened(chromium: Any, desk: Desk) -> Iterator[Callable[..., Any]]:
    """Opens a page in a browser of its own, whose user goes by a name."""
    contexts: list[Any] = []

    def page_of(path: str, name: str = "") -> Any:
        context = chromium.new_context(locale="fr-FR")
        contexts.append(context)
        if name:
            context.add_cookies([{"name": "foedera_reviewer", "value": name, "url": desk.address}])
        page = context.new_page()
        page.goto(desk.address + path)
        return page

    yield page_of
    for context in contexts:
        context.close()
