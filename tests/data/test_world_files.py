"""The world files: unique keys, a source for every row, spans that end after they begin, and no form that means two things by accident."""

from datetime import date
from importlib import resources
from typing import Any

import pytest
import yaml

from foedera.world.load_world import day_of, load_world

KEYS = {"states": "code", "outlets": "name", "organisations": "name", "bodies": "name"}
NO_STATE = {"ESH"}  # member of the African Union, left out of the states: disputed
TABLES = ("states", "offices", "people", "outlets", "places", "organisations", "bodies")


def _tables() -> list[tuple[str, dict[str, Any]]]:
    root = resources.files("foedera.world")
    folders = [root / name for name in ("states", "offices", "outlets", "places", "organisations")]
    files = [p for folder in folders for p in folder.iterdir() if p.name.endswith(".yaml")]
    return [(p.name, yaml.load(p.read_text("utf-8"), yaml.CSafeLoader)) for p in files]


@pytest.mark.parametrize(("name", "table"), _tables())
def test_every_row_names_a_source_of_its_file(name: str, table: dict[str, Any]) -> None:
    for key in TABLES:
        for row in table.get(key, ()):
            assert row["source"] in table["sources"], row


@pytest.mark.parametrize(("name", "table"), _tables())
def test_keys_are_unique(name: str, table: dict[str, Any]) -> None:
    for key, field in KEYS.items():
        values = [row[field] for row in table.get(key, ())]
        assert len(values) == len(set(values)), sorted(v for v in values if values.count(v) > 1)


@pytest.mark.parametrize(("name", "table"), _tables())
def test_offices_end_after_they_begin(name: str, table: dict[str, Any]) -> None:
    for row in table.get("offices", ()):
        since, until = day_of(row["since"]), day_of(row["until"], last=True)
        assert since is None or until is None or since <= until, row


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_form_means_one_actor_unless_shared_on_purpose(lang: str) -> None:
    """Parliaments share names, a few demonyms serve two states, a city may seat an organisation, a family name may be several persons'."""
    shared = ("Congol", "Dominican", "Bruxelles", "Brussels")
    for form, names in load_world().names(lang).items():
        kinds = {n.kind for n in names}
        if kinds in ({"chamber"}, {"person"}) or form.capitalize().startswith(shared):
            continue
        assert len({n.actor for n in names}) == 1, (form, names)


def test_members_are_states() -> None:
    world = load_world()
    for organisation, members in world.organisation_members.items():
        assert all(world.is_state(m.state) or m.state in NO_STATE for m in members), organisation


def test_holders_of_an_office_are_found_by_day() -> None:
    world = load_world()
    assert [o.holder for o in world.office_holders("FRA", "head_of_state", date(2016, 5, 1))] == ["François Hollande"]
    assert "FIN" in world.members("NATO", date(2024, 1, 1))
    assert "FIN" not in world.members("NATO", date(2020, 1, 1))
