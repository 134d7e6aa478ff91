"""Adding and deciding by keyboard alone; nothing lost with the network or on reload; two browsers that see each other."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from tests.interfaces.web.conftest import filled_record
from tests.interfaces.web.desk_client import TODAY

from foedera.corpus.read_corpus import ReaderChoice
from foedera.interfaces.web.app import make_app
from foedera.interfaces.web.jobs import Jobs
from foedera.interfaces.web.settings import DeskSettings
from foedera.store.store import Store

TEXT = "Le 3 mai 2021, la Norvège et le Danemark ont signé à Oslo un accord de défense. La Norvège a livré des missiles à l’Ukraine."


class Desk:
    """A desk at an address, with its store."""

    def __init__(self, record: Path) -> None:
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


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled_record(tmp_path_factory.mktemp("review"))


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copy(filled, tmp_path / "desk.db")
    made = Desk(tmp_path / "desk.db")
    yield made
    made.server.should_exit = True
    made.thread.join(10)


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


def title(page: Any) -> str:
    return str(page.inner_text("#card-title"))


def moved_on(page: Any, before: str) -> None:
    page.wait_for_function("before => document.getElementById('card-title')?.innerText !== before", arg=before)


def test_from_a_pasted_text_to_a_corrected_agreement_by_keyboard(desk: Desk, opened: Callable[..., Any]) -> None:
    page = opened("/add")
    page.locator("#text").focus()
    page.keyboard.type(TEXT)
    for _ in range(5):  # past files, addresses, day and language, to the button
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#progress .actions a[href='/review']")
    page.goto(desk.address + "/review?row=DNK-NOR-2021%2Fsigned%3ADNK%2BNOR")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.id") == "c-step"
    page.locator("#c-date").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("2021-05-04")
    page.keyboard.press("Enter")
    assert desk.comes(lambda log: len(log) == 1) == [("correct", "local", True)]
    page.goto(desk.address + "/agreements/DNK-NOR-2021")
    assert "4 mai 2021" in page.inner_text("main")


def test_one_key_decides_goes_on_and_another_takes_it_back(desk: Desk, opened: Callable[..., Any]) -> None:
    page = opened("/review")
    first = title(page)
    page.keyboard.press("a")
    moved_on(page, first)
    second = title(page)
    page.keyboard.press("r")
    moved_on(page, second)
    assert desk.log() == [("accept", "local", True), ("reject", "local", True)]
    page.keyboard.press("u")
    page.wait_for_function("wanted => document.getElementById('card-title')?.innerText === wanted", arg=second)
    assert desk.log() == [("accept", "local", True), ("reject", "local", False)]
    page.keyboard.press("j")
    moved_on(page, second)
    page.keyboard.press("k")
    page.wait_for_function("wanted => document.getElementById('card-title')?.innerText === wanted", arg=second)
    page.keyboard.press("?")
    assert page.evaluate("document.getElementById('help').open") is True
    assert len(desk.log()) == 2


def test_a_row_is_taken_apart_by_keyboard_and_put_together_again(desk: Desk, opened: Callable[..., Any]) -> None:
    page = opened("/review?row=PRK-RUS-2024%2Fsigned%3APRK%2BRUS")
    row = title(page)
    page.keyboard.press("x")
    assert page.evaluate("document.activeElement.name") == "part.1"
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    moved_on(page, row)
    assert desk.comes(lambda log: len(log) == 1) == [("split", "local", True)]
    page.keyboard.press("u")
    assert desk.comes(lambda log: not log[0][2]) == [("split", "local", False)]


def test_a_quotation_is_decided_by_keyboard(desk: Desk, opened: Callable[..., Any]) -> None:
    page = opened("/review?type=quotation")
    first = title(page)
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.id") == "c-speaker"
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    moved_on(page, first)
    assert "type=quotation" in page.url and desk.log() == [("accept", "local", True)]


def test_what_is_decided_without_the_network_is_kept_over_a_reload_and_saved_once(desk: Desk, opened: Callable[..., Any]) -> None:
    page = opened("/review")
    page.wait_for_load_state("networkidle")  # the next rows are fetched ahead
    first = title(page)
    page.context.set_offline(True)
    page.keyboard.press("a")
    moved_on(page, first)
    second = title(page)
    page.keyboard.press("h")
    moved_on(page, second)
    assert desk.log() == [] and page.locator("#unsent li").count() == 2
    page.context.set_offline(False)
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('#unsent li').length === 0")
    assert desk.comes(lambda log: len(log) == 2) == [("accept", "local", True), ("hide", "local", True)]


def test_a_decision_whose_answer_is_lost_is_kept_once(desk: Desk, opened: Callable[..., Any]) -> None:
    page = opened("/review")
    lost: list[int] = []

    def lose(route: Any) -> None:
        if not lost:
            lost.append(route.fetch(max_redirects=0).status)  # the desk has it, the browser never hears so
            route.abort()
        else:
            route.continue_()

    page.route("**/review/decide", lose)
    page.keyboard.press("a")
    page.wait_for_selector("#unsent li")
    assert lost == [200] and desk.log() == [("accept", "local", True)]
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_function("() => document.querySelectorAll('#unsent li').length === 0")
    assert desk.log() == [("accept", "local", True)]


def test_two_at_once_see_each_other_and_none_decides_unseen(desk: Desk, opened: Callable[..., Any]) -> None:
    ada, bob = opened("/review", "Ada"), opened("/review", "Bob")
    row = title(bob)
    assert title(ada) == row
    ada.keyboard.press("a")
    moved_on(ada, row)
    bob.keyboard.press("r")
    bob.wait_for_selector("#unsent li .judged")
    assert "Ada" in bob.inner_text("#unsent") and title(bob) == row
    assert desk.log() == [("accept", "Ada", True)]
    bob.locator("#unsent button").last.click()
    assert bob.locator("#unsent li").count() == 0
    bob.wait_for_function("() => document.getElementById('meanwhile').innerText.includes('Ada')", timeout=15_000)
    assert desk.log() == [("accept", "Ada", True)]
