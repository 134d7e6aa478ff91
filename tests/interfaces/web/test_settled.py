"""Who wrote finds it on the next page; who only reads is served at once, from the lists as they were, while these are made anew."""

import shutil
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from tests.interfaces.web.desk_client import TestClient, client_of, desk_over
from tests.interfaces.web.test_access import AWAY

from foedera.corpus import desk_state
from foedera.interfaces.web.settled import MOST_WRITERS, SECONDS, Writers
from foedera.store.store import Store
from foedera.store.users import Role

API = "/api/v1"


@pytest.fixture
def visitors(record_file: Path, tmp_path: Path) -> tuple[TestClient, TestClient]:
    """An analyst and a reader at one desk."""
    held = tmp_path / "team.db"
    shutil.copy(record_file, held)
    store, app = Store(held), desk_over(held, AWAY)
    clients = []
    for role in (Role.ANALYST, Role.READER):
        client = client_of(app)
        client.headers["authorization"] = f"Bearer {store.add_token(store.add_user(role.value, role).name)}"
        clients.append(client)
    store.close()
    return clients[0], clients[1]


def ids(browser: TestClient) -> set[str]:
    return {one["id"] for one in browser.get(f"{API}/statements?limit=500").json()["items"]}


def test_readers_do_not_wait_for_what_a_writer_changed(visitors: tuple[TestClient, TestClient], monkeypatch: pytest.MonkeyPatch) -> None:
    analyst, reader = visitors
    before = ids(reader)
    assert before == ids(analyst)
    grow, made = desk_state.grow, Event()

    def slowly(store: Store, *, wait: bool = True) -> bool:
        if wait:  # whoever must have it
            with store.growing() as _:
                made.wait(60)
        return grow(store, wait=wait)

    monkeypatch.setattr(desk_state, "grow", slowly)
    target = sorted(before)[0]
    begin = monotonic()
    assert analyst.post(f"{API}/judgements", json={"target": target, "kind": "reject", "why": "no"}).status_code == 201
    while not reader.app.state.site.store._one_grows.locked():  # type: ignore[attr-defined]
        assert monotonic() - begin < 30
    assert ids(reader) == before  # served while the lists are made; the test would hang otherwise
    tag = reader.get(f"{API}/statements").headers["etag"]
    made.set()
    after = ids(analyst)
    assert target not in after and after < before
    assert ids(reader) == after
    assert reader.get(f"{API}/statements", headers={"if-none-match": tag}).status_code == 200


def test_writers_are_remembered_for_a_while_and_not_without_end() -> None:
    clock = [0.0]
    writers = Writers(lambda: clock[0])
    assert not writers.must_wait("a")
    clock[0] = 1
    writers.note("a")
    clock[0] = SECONDS
    assert writers.must_wait("a") and not writers.must_wait("b")
    clock[0] = SECONDS + 1
    assert not writers.must_wait("a")
    for n in range(MOST_WRITERS + 5):
        writers.note(str(n))
    assert len(writers._last) == MOST_WRITERS


def test_what_the_lists_have_is_waited_for_no_more() -> None:
    clock = [0.0]
    writers = Writers(lambda: clock[0])
    clock[0] = 5
    writers.note("a")
    writers.settled(4)  # begun before it was written
    assert writers.must_wait("a")
    writers.settled(5.5)
    writers.settled(3)
    assert not writers.must_wait("a")
