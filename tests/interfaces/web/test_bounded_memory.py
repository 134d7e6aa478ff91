"""What is kept in memory to be quick is bounded, whatever people ask: no cache without an end, no desk that grows with its visitors."""

import functools
import importlib
import pkgutil
from pathlib import Path

import pytest
from tests.interfaces.web.desk_client import client_of, desk_over

import foedera
from foedera.interfaces.web import access, site
from foedera.interfaces.web.access import Doors
from foedera.interfaces.web.jobs import Given, Jobs
from foedera.interfaces.web.settings import DeskSettings
from foedera.store.store import Store
from foedera.store.users import Role

LARGEST = 65536  # entries of one cache: names and words, a few megabytes


def test_no_cache_is_without_an_end() -> None:
    found = {}
    for module in pkgutil.walk_packages(foedera.__path__, "foedera."):
        if module.name.endswith("__main__"):
            continue
        for name, held in vars(importlib.import_module(module.name)).items():
            if isinstance(held, functools._lru_cache_wrapper):
                found[f"{module.name}.{name}"] = held.cache_parameters()["maxsize"]
    assert len(found) > 50
    assert {name: size for name, size in found.items() if size is None or size > LARGEST} == {}


def test_what_is_worked_out_for_a_visitor_is_kept_for_the_last_few(record_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "MOST_KEPT", 4)
    app = desk_over(record_file)
    browser = client_of(app)
    for state in ("FRA", "DEU", "RUS", "USA", "GBR", "CHN", "ITA", "ESP"):
        assert browser.get(f"/obligations?state={state}&agreements=record").status_code == 200
    assert 0 < len(app.state.site._kept) <= 4


def test_answers_kept_give_way_by_their_weight_but_for_the_last_two(record_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "MOST_WEIGHT", 10)
    held = desk_over(record_file).state.site
    for name, weight in (("light", 4), ("lighter", 3)):
        held.kept((name,), lambda name=name: name, lambda _, weight=weight: weight)
    assert [key[-1] for key in held._kept] == ["light", "lighter"]
    held.kept(("heavy",), lambda: "heavy", lambda _: 500)
    assert [key[-1] for key in held._kept] == ["lighter", "heavy"]
    assert held.kept(("heavy",), lambda: "made again") == "heavy"
    assert held.kept(("light",), lambda: "made again") == "made again"


def test_a_part_of_a_record_and_its_law_weigh_as_much_as_the_accounts_in_them(record_file: Path) -> None:
    app = desk_over(record_file)
    assert client_of(app).get("/obligations?state=FRA&agreements=record").status_code == 200
    (part, weight), (law, of_law) = app.state.site._kept.values()
    told = [row for a in part.agreements for row in (*a.lifecycle, *a.provisions)] + [*part.events]
    assert weight == of_law == sum(len(row.reported_by) for row in told) > 0
    assert law.agreements


def test_the_oldest_session_gives_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "MOST_SESSIONS", 3)
    store = Store(tmp_path / "r.db")
    store.add_user("Ana", Role.READER)
    token = store.add_token("Ana")
    doors = Doors(store, DeskSettings(host="0.0.0.0"))
    keys = [doors.log_in("Ana", token) for _ in range(5)]
    assert [*doors._sessions] == keys[-3:]
    store.close()


def test_what_was_sent_is_forgotten_once_it_is_read(tmp_path: Path) -> None:
    store = Store(tmp_path / "r.db")
    held = Jobs(store)
    job = held.start((Given("a.txt", "La France et la Grèce ont signé un accord le 4 mai 2024.".encode(), "text", lang="fr"),), "Ana")
    while not job.is_over:
        held._thread.join(0.01)  # type: ignore[union-attr]
    assert [done.state for done in job.done] == ["read"]
    assert [(one.name, one.data) for one in job.given] == [("a.txt", None)]
    store.close()
