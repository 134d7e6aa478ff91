"""Beyond this machine: users only, by session or token; readers read, analysts write; every coming and going is noted."""

import shutil
from pathlib import Path

import pytest
from tests.interfaces.test_command_line import run
from tests.interfaces.web.desk_client import ADDRESS, TestClient, client_of, desk_over

from foedera.interfaces.web.access import SESSION_SECONDS, Doors
from foedera.interfaces.web.forms import FIELD
from foedera.interfaces.web.settings import DeskSettings
from foedera.store.store import Store
from foedera.store.users import Role

NAME, PASSWORD = "Ana", "correct horse battery"
AWAY = DeskSettings(host="0.0.0.0", reads_a_second=1e6, writes_a_second=1e6)


@pytest.fixture
def own_record(record_file: Path, tmp_path: Path) -> Path:
    held = tmp_path / "shared.db"
    shutil.copy(record_file, held)
    Store(held).add_user(NAME, Role.READER, PASSWORD)
    return held


@pytest.fixture
def stranger(own_record: Path) -> TestClient:
    return client_of(desk_over(own_record, AWAY))


def come_in(browser: TestClient, name: str = NAME, password: str = PASSWORD, onward: str = "/events") -> tuple[int, str]:
    browser.get("/login")
    token = browser.app.state.form_tokens.token_for(browser.cookies["foedera_form"])  # type: ignore[attr-defined]
    answer = browser.post("/login", data={"name": name, "password": password, "next": onward, FIELD: token})
    return answer.status_code, answer.headers.get("location", "")


def test_a_stranger_is_sent_to_the_door_and_back(stranger: TestClient) -> None:
    sent = stranger.get("/events?country=FRA")
    assert (sent.status_code, sent.headers["location"]) == (303, "/login?next=%2Fevents%3Fcountry%3DFRA")
    assert stranger.get("/events?format=json").status_code == 401
    assert come_in(stranger, onward="/events?country=FRA") == (303, "/events?country=FRA")
    assert stranger.get("/events").status_code == 200


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_nobody_is_sent_elsewhere(stranger: TestClient, onward: str) -> None:
    assert come_in(stranger, onward=onward) == (303, "/")


def test_a_wrong_password_is_refused_and_noted(stranger: TestClient, own_record: Path) -> None:
    assert come_in(stranger, password="wrong password")[0] == 401
    assert stranger.get("/events").status_code == 303
    assert [(a.who, a.act) for a in Store(own_record).audit()] == [(NAME, "login_refused")]


def test_guessing_is_slowed(own_record: Path) -> None:
    app, clock = desk_over(own_record, AWAY), [0.0]
    app.state.doors = Doors(app.state.site.store, AWAY, lambda: clock[0])
    guesser = client_of(app)
    assert [come_in(guesser, password=f"wrong password {n}")[0] for n in range(7)] == [401] * 5 + [429] * 2
    clock[0] = 10
    assert come_in(guesser)[0] == 303


def test_guesses_from_one_network_are_counted_together(own_record: Path) -> None:
    app, clock = desk_over(own_record, AWAY), [0.0]
    app.state.doors = Doors(app.state.site.store, AWAY, lambda: clock[0])
    places = [TestClient(app, base_url=ADDRESS, client=(f"2001:db8:1:2::{n:x}", 9)) for n in range(1, 8)]
    assert [come_in(place, password="wrong password")[0] for place in places] == [401] * 5 + [429] * 2
    elsewhere = TestClient(app, base_url=ADDRESS, client=("2001:db8:1:3::1", 9))
    assert come_in(elsewhere, password="wrong password")[0] == 401


@pytest.mark.parametrize(("scheme", "origin", "secure"), [("http", "http", False), ("https", "https", True), ("http", "https", True)])
def test_a_session_keeps_to_tls_where_the_browser_speaks_it(own_record: Path, scheme: str, origin: str, secure: bool) -> None:
    """Also behind a proxy that speaks plain HTTP to the desk and does not say that it speaks TLS to the browser."""
    browser = TestClient(desk_over(own_record, AWAY), base_url=f"{scheme}://127.0.0.1:8080", follow_redirects=False)
    browser.get("/login")
    form = browser.cookies["foedera_form"]
    data = {"name": NAME, "password": PASSWORD, FIELD: browser.app.state.form_tokens.token_for(form)}  # type: ignore[attr-defined]
    answer = browser.post("/login", data=data, headers={"origin": f"{origin}://127.0.0.1:8080"})
    assert answer.status_code == 303
    assert ("; secure" in answer.headers["set-cookie"].lower()) is secure


def test_a_token_opens_the_desk_to_a_program(stranger: TestClient, own_record: Path) -> None:
    token = Store(own_record).add_token(NAME)
    assert stranger.get("/events", headers={"authorization": f"Bearer {token}"}).status_code == 200
    assert stranger.get("/events", headers={"authorization": "Bearer x"}).status_code == 401


def test_a_reader_changes_nothing(own_record: Path) -> None:
    app = desk_over(own_record, AWAY)
    app.add_api_route("/written", lambda: "done", methods=["POST"])
    browser, store = client_of(app), Store(own_record)
    come_in(browser)
    token = app.state.form_tokens.token_for(browser.cookies["foedera_form"])
    assert browser.post("/written", data={FIELD: token}).status_code == 403
    store.set_role(NAME, Role.ANALYST)
    assert browser.post("/written", data={FIELD: token}).status_code == 200
    store.disable(NAME)
    assert browser.post("/written", data={FIELD: token}).status_code == 401


def test_going_out_ends_the_session(stranger: TestClient) -> None:
    come_in(stranger)
    session = stranger.cookies["foedera_session"]
    token = stranger.app.state.form_tokens.token_for(stranger.cookies["foedera_form"])  # type: ignore[attr-defined]
    stranger.post("/logout", data={FIELD: token})
    stranger.cookies.set("foedera_session", session)
    assert stranger.get("/events").status_code == 303


def test_a_session_ends_by_itself(own_record: Path) -> None:
    clock = [0.0]
    app = desk_over(own_record, AWAY)
    app.state.doors = Doors(app.state.site.store, AWAY, lambda: clock[0])
    browser = client_of(app)
    come_in(browser)
    assert browser.get("/events").status_code == 200
    clock[0] = SESSION_SECONDS + 1
    assert browser.get("/events").status_code == 303


def test_this_machine_alone_needs_no_login(record_file: Path) -> None:
    assert client_of(desk_over(record_file)).get("/events").status_code == 200


def test_serve_beyond_this_machine_needs_users(record_file: Path) -> None:
    refused = run("serve", "--record", str(record_file), "--host", "0.0.0.0")
    assert refused.exit_code == 2 and "foedera user add" in refused.output


def test_the_door_shows_no_way_further_in(stranger: TestClient) -> None:
    assert '<nav class="bar"' not in stranger.get("/login").text
    come_in(stranger)
    assert '<nav class="bar"' in stranger.get("/events").text


def test_every_page_says_that_documents_are_still_waiting(stranger: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    come_in(stranger)
    monkeypatch.setattr("foedera.interfaces.web.site.Site.behind", lambda _site: 4711)
    for address in ("/timeline", "/agreements/none", "/network", "/what-if"):
        assert "4711" in stranger.get(address).text, address
    assert "4711" not in client_of(stranger.app).get("/login").text  # type: ignore[arg-type]


@pytest.mark.parametrize(("lang", "heading"), [("en", "Not in the pages yet"), ("fr", "Pas encore dans les pages")])
def test_what_may_only_be_waiting_is_not_said_to_be_missing(
    record_file: Path, monkeypatch: pytest.MonkeyPatch, lang: str, heading: str
) -> None:
    browser = client_of(desk_over(record_file), lang)
    missing = browser.get("/agreements/none")
    assert missing.status_code == 404 and f"<h1>{heading}" not in missing.text
    monkeypatch.setattr("foedera.interfaces.web.site.Site.behind", lambda _site: 2)
    waiting = browser.get("/agreements/none")
    assert waiting.status_code == 404 and f"<h1>{heading}</h1>" in waiting.text and f"<title>{heading}" in waiting.text
    assert "no such agreement" not in waiting.text and "There are:" not in waiting.text
