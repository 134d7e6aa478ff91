"""Where files lie on the desk's machine is told to nobody who asks for data, nor to anybody on a desk for several people."""

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from tests.interfaces.web.desk_client import client_of, desk_over
from tests.interfaces.web.test_access import AWAY, come_in, own_record
from tests.interfaces.web.test_review import JSON, shown, store_of

from foedera.corpus.read_corpus import ReaderChoice
from foedera.errors import StoreError, Trouble, UsageError
from foedera.interfaces.web.jobs import Given, Jobs
from foedera.interfaces.web.machine_paths import without_paths, without_place
from foedera.store.store import Store

__all__ = ["own_record"]
SECRET = "/srv/secret place/desk.db"  # noqa: S105 - a folder


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[Errno 2] No such file: '/home/ada x/pages/a b.txt'", "[Errno 2] No such file: 'a b.txt'"),
        ("unable to open /var/lib/desk.db.", "unable to open desk.db."),
        (r"C:\Users\Ada\page.txt is no text", "page.txt is no text"),
        ("file:///etc/foedera/settings.toml, line 3", "settings.toml, line 3"),
        ("https://example.org/a/b and/or 3/4 of PRK-RUS-2024/signed", "https://example.org/a/b and/or 3/4 of PRK-RUS-2024/signed"),
        ("", ""),
    ],
)
def test_of_a_path_its_last_name_is_left(text: str, told: str) -> None:
    assert without_paths(text) == told


def test_a_source_that_is_no_path_stays_whole() -> None:
    for source in ("https://example.org/a/b", "PRK-RUS-2024/signed:PRK", "a.jsonl:3", "pasted-12"):
        assert without_place(source) == source
    assert without_place(SECRET) == "desk.db"


@pytest.fixture
def app(record_file: Path, tmp_path: Path) -> FastAPI:
    copy = tmp_path / "desk.db"
    copy.write_bytes(record_file.read_bytes())
    return desk_over(copy)


def fails(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def failing(*_: Any, **__: Any) -> None:
        raise error

    for name in ("add_judgements", "judgement_page"):
        monkeypatch.setattr(Store, name, failing)


@pytest.mark.parametrize(
    "error",
    [StoreError(Trouble("record_locked", SECRET)), UsageError(Trouble("bad_field_value", SECRET, detail=f"'{SECRET}'"))],
)
def test_a_refusal_as_data_tells_no_path(app: FastAPI, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    browser = client_of(app)
    form = shown(browser) | {"decision": "accept", "key": ""}
    fails(monkeypatch, error)
    for answer in (
        browser.post("/review/decide", data=form, headers=JSON),
        browser.get("/api/v1/judgements"),
        browser.get("/judgements?format=json"),
    ):
        assert answer.status_code in (400, 503) and "secret" not in answer.text


def test_what_could_not_be_read_is_named_without_its_place(own_record: Path) -> None:
    store = Store(own_record)
    store.note_not_read(SECRET, Trouble("reading_failed", SECRET, detail=f"OSError: [Errno 5] '{SECRET}'"))
    browser = client_of(desk_over(own_record, AWAY))
    come_in(browser)
    for form in ("html", "json", "csv"):
        told = browser.get(f"/not-read?format={form}").text
        assert "desk.db" in told and "secret" not in told


def test_a_source_is_forgotten_by_what_stands_for_it(app: FastAPI) -> None:
    browser, store = client_of(app), store_of(app)
    for name in (SECRET, "other.txt"):
        store.note_not_read(name, Trouble("empty_file", name))
    lines = browser.get("/not-read?format=json").json()["lines"]
    key = next(one["key"] for one in lines if one["source"] == "desk.db")
    token = shown(browser)["form_token"]
    assert browser.post("/not-read/forget", data={"form_token": token, "key": key}).status_code == 303
    assert [one.source for one in store.not_read()] == ["other.txt"]


def test_an_addition_that_fails_tells_no_path(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: Any, **__: Any) -> None:
        raise OSError(5, "no luck", SECRET)

    monkeypatch.setattr("foedera.interfaces.web.jobs.read_into", failing)
    jobs = Jobs(store_of(app), choice=ReaderChoice(shallow=True))
    job = jobs.start((Given("a.txt", b"words"),), "Ada")
    while not job.is_over:
        pass
    assert job.done[0].trouble and "no luck" in job.done[0].trouble.detail and "secret" not in job.done[0].trouble.detail
