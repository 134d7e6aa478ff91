"""Events between states as arcs between capitals, on a plain grid of degrees: no border is drawn, so none is judged.

Equirectangular: a degree of longitude is as wide as one of latitude everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, hypot

from foedera.views.labels import Labels
from foedera.views.pages.lines import ListRow
from foedera.views.pages.table import Table
from foedera.world.capitals import Capital, load_capitals

WIDTH = 1000.0
LEAST_SPAN = 50.0  # degrees of longitude that are always shown
MARGIN = 6.0  # degrees around the outermost capitals
FLATTEST = 0.42  # of the width, at least so high
STEPS = (5, 10, 15, 30)  # degrees between lines of the grid
MOST_LINES = 14  # of the grid in one direction
LETTER, LINE, DOT = 7.2, 16.0, 5.0  # about how wide a letter, how high a line of a label, how large a point is
BEND = 0.16  # how far an arc swings out, for its length


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A state at its capital. `label` is empty where it would lie on another one; `to_left`: it ends at the point; `label_y`: how high."""

    state: str
    name: str
    town: str
    x: float
    y: float
    count: int
    label: str
    to_left: bool
    label_y: float


@dataclass(frozen=True, slots=True)
class MapArc:
    """Events from one state to another: `path` is drawn from capital to capital, `weight` is how thick (1 to 5).

    `label` is how many there are, at `x`, `y` on the arc; empty for one alone, and where it would lie on a name or another number."""

    source: str
    target: str
    words: str
    count: int
    last: str
    types: str
    path: str
    weight: int
    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line of the grid with its degree in words."""

    x1: float
    y1: float
    x2: float
    y2: float
    words: str


@dataclass(frozen=True, slots=True)
class MapView:
    """The drawing, and how many of the events have no two states to draw between."""

    width: float
    height: float
    points: tuple[MapPoint, ...]
    arcs: tuple[MapArc, ...]
    grid: tuple[GridLine, ...]
    drawn: int
    left_out: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """The degrees that are shown."""

    west: float
    east: float
    south: float
    north: float

    @property
    def height(self) -> float:
        return round((self.north - self.south) / (self.east - self.west) * WIDTH, 1)

    def place(self, north: float, east: float) -> tuple[float, float]:
        scale = WIDTH / (self.east - self.west)
        return round((east - self.west) * scale, 1), round((self.north - north) * scale, 1)


def map_view(rows: Iterable[ListRow], labels: Labels) -> MapView:
    """The map of these events."""
    capitals, pairs, total = load_capitals(), dict[tuple[str, str], list[ListRow]](), 0
    for row in rows:
        total += 1
        for pair in _pairs(row, capitals):
            pairs.setdefault(pair, []).append(row)
    drawn = len({row.id for held in pairs.values() for row in held})
    frame = _frame([capitals[code] for pair in pairs for code in pair])
    counts: dict[str, int] = {}
    for pair, held in pairs.items():
        for code in pair:
            counts[code] = counts.get(code, 0) + len(held)
    ordered = sorted(pairs.items(), key=lambda item: (-len(item[1]), item[0]))
    most = max((len(held) for _, held in ordered), default=1)
    taken: list[tuple[float, float, float]] = []
    points = tuple(_points(counts, frame, labels, taken))
    arcs = tuple(_arc(pair, held, most, frame, labels, taken) for pair, held in ordered)
    return MapView(WIDTH, frame.height, points, arcs, tuple(_grid(frame)), drawn, total - drawn)


def _pairs(row: ListRow, capitals: dict[str, Capital]) -> list[tuple[str, str]]:
    """Every state that acts with every other that is acted on."""
    ends = [[code for code in (text or "").split("+") if code in capitals] for text in (row.actor, row.target)]
    return [(a, b) for a in ends[0] for b in ends[1] if a != b]


def _frame(capitals: list[Capital]) -> _Frame:
    if not capitals:
        return _Frame(-180, 180, -75, 85)
    west, east = min(c.east for c in capitals) - MARGIN, max(c.east for c in capitals) + 2 * MARGIN
    south, north = min(c.north for c in capitals) - MARGIN, max(c.north for c in capitals) + MARGIN
    more = max(LEAST_SPAN - (east - west), 0) / 2
    west, east = max(west - more, -180), min(east + more, 180)
    lacking = max((east - west) * FLATTEST - (north - south), 0) / 2
    return _Frame(west, east, max(south - lacking, -90), min(north + lacking, 90))


def _points(counts: dict[str, int], frame: _Frame, labels: Labels, taken: list[tuple[float, float, float]]) -> Iterable[MapPoint]:
    """The states most told of are named first, beside their point or a line off; a name that would lie on another is left to the table.

    `taken` becomes what names and points cover: from where to where, and at which height."""
    places = {code: frame.place(load_capitals()[code].north, load_capitals()[code].east) for code in counts}
    taken += [(x - DOT, x + DOT, y) for x, y in places.values()]
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        (x, y), name = places[code], labels.actor(code)
        spot = next((s for s in _spots(x, y, len(name) * LETTER + 2 * DOT) if not any(s.lies_on(*held) for held in taken)), None)
        if spot:
            taken.append((spot.left, spot.right, spot.y))
        town, label = load_capitals()[code].town, name if spot else ""
        yield MapPoint(code, name, town, x, y, count, label, bool(spot and spot.to_left), round(spot.y, 1) if spot else y)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a name might stand."""

    left: float
    right: float
    y: float
    to_left: bool

    def lies_on(self, left: float, right: float, y: float) -> bool:
        """Whether the name would touch what stands from `left` to `right` at height `y`."""
        return abs(self.y - y) <= LINE and left <= self.right and self.left <= right


def _spots(x: float, y: float, width: float) -> Iterable[_Spot]:
    """Right of the point, left of it, then the same a line higher and a line lower; never over the edge."""
    for height in (y, y - LINE - 1, y + LINE + 1):
        if x + width <= WIDTH:
            yield _Spot(x + DOT + 1, x + width, height, False)
        if x - width >= 0:
            yield _Spot(x - width, x - DOT - 1, height, True)


def _arc(
    pair: tuple[str, str], rows: list[ListRow], most: int, frame: _Frame, labels: Labels, taken: list[tuple[float, float, float]]
) -> MapArc:
    first, second = (load_capitals()[code] for code in pair)
    (x1, y1), (x2, y2) = frame.place(first.north, first.east), frame.place(second.north, second.east)
    bend = BEND if hypot(x2 - x1, y2 - y1) > 1 else 0
    mid_x, mid_y = (x1 + x2) / 2 - (y2 - y1) * bend, (y1 + y2) / 2 + (x2 - x1) * bend
    days = sorted(end for row in rows if row.days for end in (row.days.latest or row.days.earliest,) if end)
    last = labels.day(days[-1].isoformat()) if days else labels.day(None)
    types = ", ".join(dict.fromkeys(labels.code("event", row.type) for row in rows))
    words = f"{labels.actor(pair[0])} → {labels.actor(pair[1])}"
    path = f"M{x1} {y1}Q{round(mid_x, 1)} {round(mid_y, 1)} {x2} {y2}"
    x, y, weight = (x1 + 2 * mid_x + x2) / 4, (y1 + 2 * mid_y + y2) / 4, 1 + round(4 * (len(rows) - 1) / max(most - 1, 1))
    spot = _Spot(x - len(str(len(rows))) * LETTER / 2, x + len(str(len(rows))) * LETTER / 2, y, False)
    free = len(rows) > 1 and not any(spot.lies_on(*held) for held in taken)
    if free:
        taken.append((spot.left, spot.right, y))
    return MapArc(*pair, words, len(rows), last, types, path, weight, round(x, 1), round(y, 1), str(len(rows)) if free else "")


def _grid(frame: _Frame) -> Iterable[GridLine]:
    step = next((s for s in STEPS if (frame.east - frame.west) / s <= MOST_LINES), STEPS[-1])
    for degree in range(ceil(frame.west / step) * step, floor(frame.east) + 1, step):
        x, _ = frame.place(0, degree)
        yield GridLine(x, 0, x, frame.height, f"{abs(degree)}°")
    for degree in range(ceil(frame.south / step) * step, floor(frame.north) + 1, step):
        _, y = frame.place(degree, 0)
        yield GridLine(0, y, WIDTH, y, f"{abs(degree)}°")


def map_table(view: MapView) -> Table:
    """The arcs for a spreadsheet."""
    rows = tuple((a.source, a.target, a.count, a.last, a.types) for a in view.arcs)
    return Table(("source", "target", "events", "last", "types"), rows)
