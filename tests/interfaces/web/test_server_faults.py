"""A desk over a PostgreSQL server that goes away, is full, or lets it only read: a clear page meanwhile, and no restart afterwards."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url
from tests.conftest import NewRecord
from tests.interfaces.web.desk_client import TestClient, client_of, desk_over
from tests.interfaces.web.test_access import AWAY, NAME, PASSWORD, come_in

from foedera.corpus.record_of_store import grow
from foedera.store.copy_record import copy_record
from foedera.store.store import Store
from foedera.store.users import Role

PAGES = ("/", "/events", "/agreements", "/agreements/PRK-RUS-2024", "/search?q=traite", "/review", "/not-read", "/map", "/documents/line")
API = "/api/v1"


@pytest.fixture(scope="module")
def database(record_file: Path, postgres_records: NewRecord) -> str:
    place = str(postgres_records())
    source, store = Store(record_file), Store(place)
    copy_record(source, store)
    grow(store)
    source.close()
    store.close()
    return place


@pytest.fixture
def browser(database: str) -> TestClient:
    return client_of(desk_over(database))  # type: ignore[arg-type]


def end_connections(address: str) -> None:
    """What a server that stops does to those who are connected."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename IS NOT NULL")


@contextmanager
def out_of_reach(address: str) -> Iterator[None]:
    """The server's socket is where nobody looks for it: whoever connects finds no server."""
    folder = Path(str(make_url(address).query["host"]))
    (there,) = [path for path in folder.glob(".s.PGSQL.*") if path.suffix != ".lock"]
    end_connections(address)
    away = there.rename(there.with_name("away"))
    try:
        yield
    finally:
        away.rename(there)


def test_a_server_started_anew_is_found_again(browser: TestClient, postgres_address: str) -> None:
    for _ in range(2):
        assert [browser.get(page).status_code for page in PAGES] == [200] * len(PAGES)
        end_connections(postgres_address)


def test_while_no_server_answers_every_page_says_so(browser: TestClient, postgres_address: str) -> None:
    assert browser.get("/events").status_code == 200
    with out_of_reach(postgres_address):
        for page in PAGES:
            answer = browser.get(page)
            assert answer.status_code == 503 and answer.headers["retry-after"], page
            assert "does not answer" in answer.text and "Traceback" not in answer.text
        told = browser.get(f"{API}/events")
        assert told.status_code == 503 and told.json()["type"] == "urn:foedera:problem:server_gone" and told.headers["retry-after"]
        assert browser.get("/events?format=json").json()["trouble"] == "server_gone"
        assert browser.get("/static/desk.css").status_code == 200
    assert browser.get("/events").status_code == 200 and browser.get(f"{API}/events").status_code == 200


def test_whoever_is_not_in_hears_nothing_of_the_server(database: str, postgres_address: str) -> None:
    stranger = client_of(desk_over(database, AWAY))  # type: ignore[arg-type]
    with out_of_reach(postgres_address):
        for path in ("/events", "/login", f"{API}/events"):
            answer = stranger.get(path, headers={"authorization": "Bearer fd_x_y"})
            assert str(make_url(postgres_address).query["host"]) not in answer.text and answer.status_code in (200, 303, 401, 503)


def test_a_server_with_no_place_left_is_waited_for(browser: TestClient, postgres_address: str) -> None:
    with ExitStack() as crowd:
        with pytest.raises(psycopg.OperationalError):
            for _ in range(200):
                crowd.enter_context(psycopg.connect(postgres_address))
        answer = browser.get("/events")
        assert answer.status_code == 503 and "too many visitors" in answer.text
    assert browser.get("/events").status_code == 200


@pytest.fixture(scope="module")
def reading_only(database: str, postgres_address: str) -> str:
    """The address of a database user who may read the record's tables, and write none."""
    schema = str(make_url(database).query["options"]).partition("=")[2]
    with psycopg.connect(postgres_address, autocommit=True) as connection:
        for right in ("CREATE ROLE looker LOGIN", f"GRANT USAGE ON SCHEMA {schema} TO looker",
                      f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO looker"):  # fmt: skip
            connection.execute(right)  # type: ignore[arg-type]
    return make_url(database).set(username="looker").render_as_string(hide_password=False)


def test_a_database_user_who_may_only_read_has_all_pages(reading_only: str) -> None:
    browser = client_of(desk_over(reading_only))  # type: ignore[arg-type]
    for page in PAGES:
        assert browser.get(page).status_code == 200, page
    one = browser.get(f"{API}/statements?limit=1").json()["items"][0]
    refused = browser.post(f"{API}/judgements", json={"target": one["id"], "kind": "accept", "why": ""})
    assert refused.status_code == 503 and refused.json()["type"] == "urn:foedera:problem:record_no_right"


def test_a_user_of_a_desk_that_may_only_read_comes_in(database: str, reading_only: str) -> None:
    store = Store(database)
    store.add_user(NAME, Role.READER, PASSWORD)
    token = store.add_token(NAME)
    store.close()
    browser = client_of(desk_over(reading_only, AWAY))  # type: ignore[arg-type]
    assert browser.get("/events", headers={"authorization": f"Bearer {token}"}).status_code == 200
    assert come_in(browser)[0] == 303
    assert browser.get("/events").status_code == 200


def test_what_waits_does_not_keep_a_reader_from_the_rest(database: str, reading_only: str) -> None:
    store = Store(database)
    store.remove("order")
    store.close()
    browser = client_of(desk_over(reading_only))  # type: ignore[arg-type]
    assert [browser.get(page).status_code for page in PAGES] == [200] * len(PAGES)
