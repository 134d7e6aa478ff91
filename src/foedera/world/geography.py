"""Where an attack takes place, in the terms of treaties: areas, seas, territories away from the mainland."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from foedera.world.agreement import FiledScope, LocalText

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TERRITORY, METROPOLITAN, ANYWHERE = "territory", "metropolitan", "anywhere"


@dataclass(frozen=True, slots=True)
class Area:
    """An area, a sea or a territory. `states` have their mainland in it; a territory belongs to `of`; `iso` is its code of ISO 3166-1.

    From the day `until` the territory is the state `then`.
    """

    code: str
    names: LocalText
    states: frozenset[str] = frozenset()
    within: tuple[str, ...] = ()
    of: str | None = None
    iso: str | None = None
    until: date | None = None
    then: str | None = None


@dataclass(frozen=True, eq=False)
class Geography:
    """Look-ups over the areas. A place is an area's code or, for the mainland of a state, the state's code."""

    areas: Mapping[str, Area] = field(repr=False)
    _known: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False)

    def knows(self, place: str) -> bool:
        """Whether the code names an area, a sea or a territory."""
        return place in self.areas

    def place_name(self, place: str, lang: str) -> str:
        """The usual name of an area in this language; the code itself for a state or an unknown place."""
        return self.areas[place].names.say(lang) if place in self.areas else place

    def lies_in(self, place: str, area: str) -> bool:
        """Whether the whole place lies in the area.

        >>> geography().lies_in("hawaii", "pacific"), geography().lies_in("EST", "north_atlantic_treaty_area")
        (True, True)
        """
        return area in self._reaches(place)

    def _reaches(self, place: str) -> frozenset[str]:
        """The place itself with everything that it lies in, worked out once."""
        known = self._known.get(place)
        if known is None:
            around = self.areas[place].within if place in self.areas else tuple(a.code for a in self.areas.values() if place in a.states)
            known = self._known[place] = frozenset({place}).union(*(self._reaches(outer) for outer in around))
        return known

    def place_on(self, place: str, day: date) -> str:
        """The place as it stands on a day: a territory that has become a state is that state.

        >>> geography().place_on("algeria", date(1955, 1, 1)), geography().place_on("algeria", date(1970, 1, 1))
        ('algeria', 'DZA')
        """
        area = self.areas.get(place)
        return area.then if area and area.then and area.until and area.until <= day else place

    def owner(self, place: str) -> str | None:
        """The state a territory belongs to, a state's own code for its mainland, None for a sea or an area."""
        return self.areas[place].of if place in self.areas else place

    def in_scope(self, scope: FiledScope, place: str, attacked: str, on_forces: bool = False) -> bool:
        """Whether an attack on `attacked` at `place` is where the duty runs. No area given: everywhere.

        `territory` is all that belongs to the state attacked, `metropolitan` its mainland; neither speaks of forces elsewhere.
        """
        if any(self._covers(area, place, attacked, False) for area in scope.excludes):
            return False
        return not scope.areas or any(self._covers(area, place, attacked, on_forces) for area in scope.areas)

    def _covers(self, area: str, place: str, attacked: str, on_forces: bool) -> bool:
        if area == ANYWHERE:
            return True
        if area == TERRITORY:
            return self.owner(place) == attacked
        return place == attacked if area == METROPOLITAN else self.lies_in(place, area)


def place_code(text: str) -> str | None:
    """The code of an area, sea or territory from its code (its ISO code too) or its name in any language; None when unknown.

    Letter case and the article do not matter.

    >>> place_code("Hawaï"), place_code("the Mediterranean"), place_code("GUM"), place_code("Atlantis")
    ('hawaii', 'mediterranean', 'guam', None)
    """
    wanted = text.strip().casefold()
    if wanted.replace(" ", "_").replace("-", "_") in geography().areas:
        return wanted.replace(" ", "_").replace("-", "_")
    for area in geography().areas.values():
        if area.iso and area.iso.casefold() == wanted:
            return area.code
        names = [name.casefold().partition("(")[0].strip() for _, name in area.names.forms]
        if any(wanted == name or name.endswith((f" {wanted}", f"'{wanted}", f"’{wanted}")) for name in names):
            return area.code
    return None


def _rows(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for kind in ("areas", "seas", "territories"):
        yield from data[kind]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=1)
def geography() -> Geography:
    """The areas of world/areas. The same value in every call."""
    data = yaml.load((resources.files("foedera.world") / "areas" / "areas.yaml").read_text(encoding="utf-8"), Loader)
    around: dict[str, list[str]] = {row["code"]: list(row.get("within", ())) for row in _rows(data)}
    for row in _rows(data):
        for inner in row.get("holds", ()):
            around[inner].append(row["code"])
    areas = (Area(row["code"], LocalText(tuple(row["names"].items())), frozenset(row.get("states", ())), tuple(around[row["code"]]),
                  row.get("of"), row.get("iso"), _day(row.get("until")), row.get("then")) for row in _rows(data))
    return Geography({area.code: area for area in areas})
