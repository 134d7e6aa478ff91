"""The map of events: capitals on a plain grid, arcs between them, and nothing beyond the frame."""

from datetime import date

import pytest

from foedera.corpus.listed_row import Kind, ListedRow
from foedera.values.dates import day_range
from foedera.views.labels import Labels
from foedera.views.pages.map_page import map_table, map_view
from foedera.views.words import words
from foedera.world.capitals import load_capitals
from foedera.world.load_world import load_world


def labels() -> Labels:
    return Labels(words("en"), load_world(), "en")


def event(number: int, actor: str | None, target: str | None) -> ListedRow:
    return ListedRow(Kind.EVENT, f"event:{number}", "visit", "a visit", day_range(date(2024, 5, number)), actor=actor, target=target)


def test_events_of_a_pair_are_one_arc_and_the_rest_is_counted() -> None:
    ends = [("FRA", "DEU"), ("FRA", "DEU"), ("DEU", "FRA"), ("NATO", "FRA"), ("FRA", None)]
    view = map_view([event(n, *pair) for n, pair in enumerate(ends, start=1)], labels())
    assert [(a.source, a.target, a.count, a.weight) for a in view.arcs] == [("FRA", "DEU", 2, 5), ("DEU", "FRA", 1, 1)]
    assert (view.drawn, view.left_out) == (3, 2)
    assert map_table(view).rows[0][:4] == ("FRA", "DEU", 2, "2 May 2024")


@pytest.mark.parametrize("pairs", [[("FRA", "DEU")], [("NZL", "USA"), ("RUS", "JPN")], [("ISL", "NOR+SWE")], [("TUV", "FJI")]])
def test_every_point_lies_within_the_frame(pairs: list[tuple[str, str]]) -> None:
    view = map_view([event(n, *pair) for n, pair in enumerate(pairs, start=1)], labels())
    assert view.points and all(0 <= p.x <= view.width and 0 <= p.y <= view.height for p in view.points)
    north = {p.state: load_capitals()[p.state].north for p in view.points}
    assert sorted(north, key=lambda s: -north[s]) == [p.state for p in sorted(view.points, key=lambda p: p.y)]


def test_no_name_lies_on_another() -> None:
    crowd = ["BEL", "NLD", "LUX", "DEU", "FRA", "CHE", "AUT", "CZE", "POL", "HUN", "SVK", "SVN", "HRV"]
    named = [p for p in map_view([event(1, "+".join(crowd), "USA")], labels()).points if p.label]
    assert 2 <= len(named) < len(crowd) + 1


def test_nothing_to_draw_is_an_empty_grid() -> None:
    view = map_view([], labels())
    assert view.arcs == () and view.points == () and view.grid


def test_every_state_that_has_a_code_has_its_capital_once() -> None:
    world = load_world()
    assert all(world.is_state(code) for code in load_capitals())
    assert len(load_capitals()) > 200
    assert all(-90 < c.north < 90 and -180 <= c.east <= 180 for c in load_capitals().values())


def test_neighbours_are_both_named_where_there_is_room_above_or_below() -> None:
    view = map_view([event(1, "PRK", "RUS"), event(2, "KOR", "USA")], labels())
    named = {p.state: p for p in view.points}
    assert named["PRK"].label and named["KOR"].label
    assert named["PRK"].to_left != named["KOR"].to_left or abs(named["PRK"].label_y - named["KOR"].label_y) > 16


def test_an_arc_of_several_events_bears_their_number_where_nothing_else_stands() -> None:
    pairs = [("PRT", "FIN")] * 3 + [("FIN", "PRT")]
    view = map_view([event(n, *pair) for n, pair in enumerate(pairs, start=1)], labels())
    assert [(a.source, a.label) for a in view.arcs] == [("PRT", "3"), ("FIN", "")]
    places = {p.state: p for p in view.points}
    arc, ends = view.arcs[0], [places["PRT"], places["FIN"]]
    assert min(p.x for p in ends) < arc.x < max(p.x for p in ends)
    near = [event(n, "BEL", "LUX") for n in range(1, 5)] + [event(9, "NLD", "DEU"), event(10, "USA", "JPN")]
    crowded = map_view(near, labels())
    assert crowded.arcs[0].count == 4 and crowded.arcs[0].label == ""
