"""Adding documents at the desk: pasted, sent, fetched; what cannot be read keeps its reason; taking one out."""

import re
import shutil
import time
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from tests.interfaces.web.desk_client import TestClient, client_of, desk_over

from foedera.corpus.read_corpus import ReaderChoice
from foedera.errors import BadInputError, Trouble
from foedera.interfaces.web.jobs import Jobs
from foedera.sources import read_addresses
from foedera.sources.fetch import Fetched
from foedera.store.store import Store
from foedera.views.words import words

TEXT = "Le 3 mai 2021, la Norvège et le Danemark ont signé à Oslo un accord de défense.\n"
PAGE = f"<html><head><title>Oslo</title></head><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>".encode()


@pytest.fixture
def app(record_file: Path, tmp_path: Path) -> FastAPI:
    shutil.copy(record_file, tmp_path / "desk.db")
    app = desk_over(tmp_path / "desk.db")
    app.state.jobs = Jobs(app.state.site.store, choice=ReaderChoice(shallow=True))
    return app


@pytest.fixture
def browser(app: FastAPI) -> TestClient:
    return client_of(app)


def token(browser: TestClient, path: str = "/add") -> str:
    found = re.search(r'name="form_token" value="(\w+)"', browser.get(path).text)
    assert found
    return found[1]


def over(browser: TestClient, address: str) -> str:
    """The page of an addition once it is over."""
    for _ in range(600):
        page = browser.get(address).text
        if "hx-trigger" not in page.split('id="progress"')[1].split(">")[0]:
            return unescape(page)
        time.sleep(0.05)
    raise AssertionError("the addition does not end")


def added(browser: TestClient, files: list[tuple[str, bytes]] | None = None, **form: str) -> str:
    sent = [("files", (name, data)) for name, data in files or []]
    answer = browser.post("/add", data={"form_token": token(browser)} | form, files=sent or None)
    assert answer.status_code == 303, answer.text
    return over(browser, answer.headers["location"])


def test_a_pasted_text_is_read_and_its_document_linked(app: FastAPI, browser: TestClient) -> None:
    page = added(browser, text=TEXT)
    found = re.search(r'href="/documents/(pasted-\w+)"', page)
    assert found
    assert app.state.site.store.item(found[1]).document.text.strip() == TEXT.strip()
    assert "DNK" in browser.get("/agreements?format=json").text


def test_several_files_each_with_its_fate(app: FastAPI, browser: TestClient) -> None:
    page = added(browser, [
        ("oslo.txt", TEXT.encode()), ("empty.txt", b"  \n"), ("picture.png", b"\x89PNG\r\n"),
        ("old.txt", "Traité signé à Oslo, été 1999 : défense.".encode("cp1252")),
        ("binary.txt", bytes(range(256)) * 8), ("../../etc/passwd", TEXT.replace("mai", "juin").encode()),
    ])  # fmt: skip
    say = words("en").say
    assert page.count(f">{say('cli.state_read')}<") == 3 and page.count(f">{say('cli.state_not_read')}<") == 3
    assert say("errors.empty_file", place="empty.txt") in page
    assert {n.source for n in app.state.site.store.not_read()} == {"empty.txt", "picture.png", "binary.txt"}
    assert app.state.site.store.item("old").document.text.startswith("Traité signé à Oslo, été")
    listed = unescape(browser.get("/not-read").text)
    assert say("errors.unknown_file_type", place="picture.png", detail=".png") in listed


def test_a_source_read_later_leaves_the_list(app: FastAPI, browser: TestClient) -> None:
    added(browser, [("oslo.txt", b" ")])
    assert [n.source for n in app.state.site.store.not_read()] == ["oslo.txt"]
    added(browser, [("oslo.txt", TEXT.encode())])
    assert app.state.site.store.not_read() == ()


def test_a_page_is_fetched_and_keeps_its_address(app: FastAPI, browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetched(url: str, *_: object) -> Fetched:
        if "gone" in url:
            raise BadInputError(Trouble("url_status", url, detail="404"))
        return Fetched(url, PAGE, "html", "utf-8")

    monkeypatch.setattr(read_addresses, "fetch", fetched)
    page = added(browser, urls="https://paper.example/oslo.html https://paper.example/gone")
    assert words("en").say("errors.url_status", place="https://paper.example/gone", detail="404") in page
    assert app.state.site.store.item("oslo").document.url == "https://paper.example/oslo.html"


def test_a_private_address_is_refused_in_words(browser: TestClient) -> None:
    page = added(browser, urls="http://127.0.0.1:8080/")
    assert words("en").say("errors.url_private", place="http://127.0.0.1:8080/", detail="127.0.0.1") in page


def test_nothing_given_and_a_wrong_day_are_said_and_what_was_typed_stays(browser: TestClient) -> None:
    form = {"form_token": token(browser)}
    assert words("en").say("errors.nothing_given") in unescape(browser.post("/add", data=form).text)
    page = browser.post("/add", data=form | {"text": "Some <b>words</b>", "published": "soon"})
    assert page.status_code == 400 and "Some &lt;b&gt;words&lt;/b&gt;</textarea>" in page.text


def test_what_is_longer_than_the_desk_takes_is_refused(browser: TestClient) -> None:
    answer = browser.post("/add", data={"form_token": token(browser)}, files=[("files", ("long.txt", b"a" * 13_000_000))])
    assert answer.status_code == 413 and "12000000" in answer.text


def test_an_addition_of_another_day_is_not_known(browser: TestClient) -> None:
    page = browser.get("/add/none")
    assert page.status_code == 404 and words("en").say("adding.unknown") in unescape(page.text)


def test_a_document_is_taken_out_once_that_is_confirmed(app: FastAPI, browser: TestClient) -> None:
    name = app.state.site.store.items()[0].document.id
    path = f"/remove/{quote(name)}"
    assert "form_token" in browser.get(path).text
    form = {"form_token": token(browser, path)}
    assert browser.post(path, data=form).status_code == 404 and app.state.site.store.held(name)
    assert browser.post(path, data=form | {"confirmed": "yes"}).status_code == 303
    assert app.state.site.store.held(name) is None
    assert [(e.act, e.target) for e in app.state.site.store.audit(1)] == [("document_removed", name)]


def test_the_list_of_what_was_not_read_survives_the_desk(tmp_path: Path) -> None:
    store = Store(tmp_path / "r.db")
    store.note_not_read("a.txt", Trouble("empty_file", "a.txt"))
    store.close()
    again = Store(tmp_path / "r.db")
    assert [(n.source, n.trouble.key) for n in again.not_read()] == [("a.txt", "empty_file")]
    assert again.forget_not_read("a.txt") and not again.forget_not_read("a.txt") and again.not_read() == ()
    again.close()
