"""Where an attack takes place, as treaties draw their areas."""

import pytest

from foedera.world.agreement import FiledScope
from foedera.world.geography import geography
from foedera.world.load_world import load_world

NATO = FiledScope(areas=("north_atlantic_treaty_area",))
PACIFIC = FiledScope(areas=("metropolitan", "pacific"))
OWN = FiledScope(areas=("territory",))


@pytest.mark.parametrize(("scope", "place", "attacked", "on_forces", "inside"), [
    (NATO, "EST", "EST", False, True),
    (NATO, "TUR", "TUR", False, True),
    (NATO, "alaska", "USA", False, True),
    (NATO, "hawaii", "USA", False, False),
    (NATO, "guadeloupe", "FRA", False, False),
    (NATO, "falkland_islands", "GBR", False, False),
    (NATO, "greenland", "DNK", False, True),
    (NATO, "baltic_sea", "FRA", True, True),
    (NATO, "SYR", "TUR", True, False),
    (PACIFIC, "USA", "USA", False, True),
    (PACIFIC, "guam", "USA", False, True),
    (PACIFIC, "south_china_sea", "PHL", True, True),
    (PACIFIC, "persian_gulf", "USA", True, False),
    (OWN, "reunion", "FRA", False, True),
    (OWN, "pacific_ocean", "FRA", True, False),
    (FiledScope(), "SYR", "FRA", True, True),
    (FiledScope(areas=("anywhere",), excludes=("africa",)), "MLI", "MLI", False, False),
])  # fmt: skip
def test_a_place_is_in_a_scope_or_not(scope: FiledScope, place: str, attacked: str, on_forces: bool, inside: bool) -> None:
    assert geography().in_scope(scope, place, attacked, on_forces) is inside


def test_areas_name_known_states_and_areas() -> None:
    world, known = load_world(), geography()
    for area in known.areas.values():
        assert all(world.is_state(state) for state in area.states), area.code
        assert all(known.knows(outer) for outer in area.within), area.code
        assert area.of is None or world.is_state(area.of), area.code
        assert set(area.names.languages) == {"en", "fr"}, area.code


def test_names_of_places() -> None:
    assert geography().place_name("hawaii", "fr") == "Hawaï"
    assert geography().place_name("EST", "fr") == "EST"
