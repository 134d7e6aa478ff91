"""What someone ill-disposed may send from elsewhere, and what stays behind on a machine that several people use."""

import asyncio
from pathlib import Path

import pytest
from fastapi import FastAPI
from tests.interfaces.web.desk_client import TestClient, client_of, desk_over
from tests.interfaces.web.test_access import AWAY, NAME, PASSWORD, come_in, own_record

from foedera.errors import StoreError, Trouble
from foedera.interfaces.web.forms import FIELD
from foedera.interfaces.web.security import HEADERS, Guard
from foedera.interfaces.web.settings import DeskSettings
from foedera.store.store import Store
from foedera.store.users import Role

__all__ = ["own_record"]


@pytest.fixture
def shared(own_record: Path) -> FastAPI:
    return desk_over(own_record, AWAY)


def failing(app: FastAPI, error: Exception) -> FastAPI:
    def fail() -> None:
        raise error

    app.add_api_route("/failing", fail)
    return app


def test_a_desk_behind_a_proxy_is_open_to_users_only(record_file: Path) -> None:
    behind = DeskSettings(host_names=("desk.example",))
    assert not behind.is_local and DeskSettings(host_names=("localhost",)).is_local
    assert client_of(desk_over(record_file, behind)).get("/agreements", headers={"host": "desk.example"}).status_code == 303


def test_a_token_in_any_letters_is_refused(browser: TestClient) -> None:
    for field in ("é" * 64, "\ud800", "\0"):
        sent = browser.post("/logout", content=f"{FIELD}={field}".encode("utf-8", "surrogatepass"),
                            headers={"content-type": "application/x-www-form-urlencoded", "cookie": "foedera_form=x"})  # fmt: skip
        assert sent.status_code == 403
    assert browser.post("/logout", headers={b"x-foedera-form": b"\xe9", b"cookie": b"foedera_form=x"}).status_code == 403


def test_a_failure_has_the_headers_and_tells_nothing(record_file: Path) -> None:
    answer = client_of(failing(desk_over(record_file), ValueError("secret place"))).get("/failing")
    assert answer.status_code == 500 and "secret" not in answer.text and "Traceback" not in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_where_the_record_lies_is_told_on_this_machine_alone(record_file: Path, shared: FastAPI) -> None:
    error = StoreError(Trouble("record_failed", "/secret/place.db", detail="no such table: secret"))
    assert "/secret/place.db" in client_of(failing(desk_over(record_file), error)).get("/failing").text
    browser = client_of(failing(shared, error))
    come_in(browser)
    answer = browser.get("/failing")
    assert answer.status_code == 503 and "secret" not in answer.text and "The record" in answer.text


def test_a_length_of_thousands_of_figures_is_too_large() -> None:
    sent: list[int] = []

    async def send(message: object) -> None:
        if isinstance(message, dict) and "status" in message:
            sent.append(message["status"])

    async def never(*_: object) -> None:
        raise AssertionError

    headers = [(b"host", b"127.0.0.1:8080"), (b"content-length", b"9" * 5000)]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": headers}
    asyncio.run(Guard(never, DeskSettings())(scope, never, send))  # type: ignore[arg-type]
    assert sent == [413]


def test_another_password_ends_the_sessions_of_the_one_before(shared: FastAPI, own_record: Path) -> None:
    browser, store = client_of(shared), Store(own_record)
    come_in(browser)
    assert browser.get("/events").status_code == 200
    store.set_password(NAME, PASSWORD + " again")
    assert browser.get("/events").status_code == 303


def test_a_token_revoked_ends_the_sessions_it_opened(shared: FastAPI, own_record: Path) -> None:
    browser, store = client_of(shared), Store(own_record)
    token = store.add_token(NAME)
    assert come_in(browser, password=token)[0] == 303
    store.set_password(NAME, PASSWORD + " again")
    assert browser.get("/events").status_code == 200
    store.revoke_token(store.tokens(NAME)[0].id)
    assert browser.get("/events").status_code == 303


def test_coming_in_again_ends_the_session_before(shared: FastAPI) -> None:
    browser = client_of(shared)
    come_in(browser)
    before = browser.cookies["foedera_session"]
    come_in(browser)
    other = client_of(shared)
    other.cookies.set("foedera_session", before)
    assert other.get("/events").status_code == 303


def test_who_comes_next_gets_no_page_of_the_one_before(shared: FastAPI, own_record: Path) -> None:
    Store(own_record).add_user("Ben", Role.ANALYST, PASSWORD)
    browser = client_of(shared)
    come_in(browser)
    tag = browser.get("/events").headers["etag"]
    assert browser.get("/events", headers={"if-none-match": tag}).status_code == 304
    come_in(browser, name="Ben")
    after = browser.get("/events", headers={"if-none-match": tag})
    assert after.status_code == 200 and "Ben" in after.text


def test_pages_of_a_desk_that_ended_are_made_anew(record_file: Path) -> None:
    browser = client_of(desk_over(record_file))
    browser.get("/events")
    tag = browser.get("/events").headers["etag"]
    again = client_of(desk_over(record_file))
    again.cookies.update(browser.cookies)
    assert again.get("/events", headers={"if-none-match": tag}).status_code == 200


def test_guessing_is_told_how_long_to_wait(shared: FastAPI) -> None:
    guesser = client_of(shared)
    for number in range(5):
        come_in(guesser, password=f"wrong password {number}")
    token = shared.state.form_tokens.token_for(guesser.cookies["foedera_form"])
    refused = guesser.post("/login", data={"name": NAME, "password": PASSWORD, FIELD: token})
    assert refused.status_code == 429 and int(refused.headers["retry-after"]) >= 1


def test_a_program_undoes_its_own_decisions_and_an_administrator_all(shared: FastAPI, own_record: Path) -> None:
    store, browser = Store(own_record), client_of(shared)
    keys = {}
    for name, role in (("Cy", Role.ANALYST), ("Di", Role.ANALYST), ("Root", Role.ADMIN)):
        store.add_user(name, role)
        keys[name] = {"authorization": f"Bearer {store.add_token(name)}"}
    target = browser.get("/api/v1/events", headers=keys["Cy"]).json()["items"][0]["id"]
    for other, status in (("Di", 403), ("Cy", 204), ("Root", 204)):
        made = browser.post("/api/v1/judgements", json={"kind": "reject", "target": target, "why": "x"}, headers=keys["Cy"])
        assert made.status_code == 201, made.text
        assert browser.delete(made.headers["location"], headers=keys[other]).status_code == status
        if status == 403:
            assert browser.delete(made.headers["location"], headers=keys["Cy"]).status_code == 204


def test_what_a_browser_sends_by_itself_writes_nothing(shared: FastAPI, own_record: Path) -> None:
    Store(own_record).set_role(NAME, Role.ANALYST)
    browser = client_of(shared)
    come_in(browser)
    refused = browser.post("/api/v1/judgements", json={"kind": "accept", "target": "x"}, headers={"authorization": "Basic QW5hOng="})
    assert refused.status_code == 403
