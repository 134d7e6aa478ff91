"""Where the boxes of a network go: near what they are tied to, never on one another, with few lines crossing.

Several layouts are tried from fixed starts and the clearest is kept, so that the same network gives the same places.
"""

from collections.abc import Sequence
from itertools import combinations

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types

STARTS, ITERATIONS, ROUNDS, GAP = 24, 120, 400, 18
FEW = 6  # so few boxes stand close
EFFORT = 32_000  # starts times boxes squared: of large networks fewer layouts are tried
HIT_COST, CROSSING_COST, LENGTH_COST = 5.0, 1.0, 0.004
Size = tuple[int, int]
Point = tuple[float, float]
Pair = tuple[int, int]


def placed(sizes: Sequence[Size], links: Sequence[Pair], width: int) -> tuple[list[tuple[int, int]], int, int]:
    """Centres of boxes of these sizes, and the width and height they need. Parts that nothing ties together stand side by side."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(sizes)))
    graph.add_edges_from(links)
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    return _in_rows([(part, *_one_part(graph.subgraph(part), part, sizes)) for part in parts], width)


def _one_part(graph: "nx.Graph[int]", part: list[int], sizes: Sequence[Size]) -> tuple[list[Point], Size]:
    """One connected part: the centres of its boxes from its own corner, and its size."""
    own = [sizes[box] for box in part]
    if len(part) == 1:
        return [(own[0][0] / 2, own[0][1] / 2)], own[0]
    order = {box: number for number, box in enumerate(part)}
    links = sorted((min(order[a], order[b]), max(order[a], order[b])) for a, b in graph.edges if a != b)
    tried = (_spread(graph, part, own, seed) for seed in range(min(max(EFFORT // len(part) ** 2, 1), STARTS)))
    points = min(tried, key=lambda spots: _untidiness(spots, own, links))
    left, top = (min(p[axis] - s[axis] / 2 for p, s in zip(points, own, strict=True)) for axis in (0, 1))
    moved = [(x - left, y - top) for x, y in points]
    wide, high = (round(max(p[axis] + s[axis] / 2 for p, s in zip(moved, own, strict=True))) for axis in (0, 1))
    return moved, (wide, high)


def _spread(graph: "nx.Graph[int]", part: list[int], sizes: list[Size], seed: int) -> list[Point]:
    spots = nx.spring_layout(graph, seed=seed, iterations=ITERATIONS, k=2.2 / len(part) ** 0.5)
    room = sum((w + 3 * GAP) * (h + 4 * GAP) for w, h in sizes) ** 0.5
    ties_a_box = graph.number_of_edges() / len(part)
    side = room * (0.8 if len(part) <= FEW else 0.95 + 0.25 * ties_a_box)
    return _apart([(float(spots[box][0]) * side * 0.85, float(spots[box][1]) * side * 0.6) for box in part], sizes)


def _apart(points: list[Point], sizes: Sequence[Size]) -> list[Point]:
    """Push boxes that overlap apart, along the shorter way, until none does."""
    spots = [list(point) for point in points]
    for _ in range(ROUNDS):
        moved = False
        for one, other in combinations(range(len(spots)), 2):
            over = [(sizes[one][a] + sizes[other][a]) / 2 + GAP - abs(spots[one][a] - spots[other][a]) for a in (0, 1)]
            if min(over) > 0.5:
                axis = 0 if over[0] < over[1] else 1
                sign = 1 if spots[one][axis] >= spots[other][axis] else -1
                spots[one][axis] += sign * over[axis] / 2
                spots[other][axis] -= sign * over[axis] / 2
                moved = True
        if not moved:
            break
    return [(x, y) for x, y in spots]


def _untidiness(points: Sequence[Point], sizes: Sequence[Size], links: Sequence[Pair]) -> float:
    """Lines that run through boxes, lines that cross, and the length of lines: less is clearer."""
    hits = sum(_runs_through(points[a], points[b], points[n], sizes[n]) for a, b in links for n in range(len(points)) if n not in (a, b))
    crossings = sum(_cross(points[a], points[b], points[c], points[d])
                    for (a, b), (c, d) in combinations(links, 2) if not {a, b} & {c, d})
    length = sum(abs(points[a][0] - points[b][0]) + abs(points[a][1] - points[b][1]) for a, b in links)
    return HIT_COST * hits + CROSSING_COST * crossings + LENGTH_COST * length


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _runs_through(a: Point, b: Point, centre: Point, size: Size) -> bool:
    """Whether the line from a to b crosses a diagonal of the box."""
    x, y, w, h = *centre, size[0] / 2, size[1] / 2
    return _cross(a, b, (x - w, y - h), (x + w, y + h)) or _cross(a, b, (x - w, y + h), (x + w, y - h))


def _in_rows(parts: list[tuple[list[int], list[Point], Size]], width: int) -> tuple[list[tuple[int, int]], int, int]:
    """The parts as words on a page: left to right, the next row below the highest."""
    room = max([width, *(size[0] for _, _, size in parts)])
    spots: dict[int, tuple[int, int]] = {}
    x = y = row = used = 0
    for part, points, (wide, high) in parts:
        if x and x + wide > room:
            x, y, row = 0, y + row + 3 * GAP, 0
        spots |= {box: (round(x + px), round(y + py)) for box, (px, py) in zip(part, points, strict=True)}
        x, row = x + wide + 3 * GAP, max(row, high)
        used = max(used, x - 3 * GAP)
    return [spots[box] for box in sorted(spots)], used, y + row
