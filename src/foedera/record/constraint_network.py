"""Intervals of days that bind each other: narrowed together until nothing moves, each bound with the reasons it rests on.

Every rule is a pair of functions that never decrease: given the day of an anchor, the first and the last day that it allows. Narrowing to a
fixed point then gives one result, whatever the order of the rules; what contradicts the rules before it is left out whole and reported.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from foedera.record.model import Reason
from foedera.values.dates import DateRange

FIRST, LAST = date(1, 1, 1).toordinal(), date(9999, 12, 31).toordinal()
MOST_STEPS = 5000  # narrowings by one rule beyond which two rules are chasing each other without end
OPEN = (FIRST, LAST)
DayMap = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Within:
    """`variable` lies from `low` to `high` (ordinal days), and on `weekday` (Monday = 0) when one is given."""

    variable: str
    reason: Reason
    low: int = FIRST
    high: int = LAST
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """`variable` lies from first(anchor) to last(anchor); a missing function leaves that end open. `same_day`: both are one day."""

    variable: str
    anchor: str
    reason: Reason
    first: DayMap | None = None
    last: DayMap | None = None
    same_day: bool = False


Rule = Within | Between
Cause = tuple[Rule, tuple[str, int] | None]  # the rule, and the bound (variable, 0 low or 1 high) it followed from


class _Point:
    """A variable with what is known of its day. `bounds`: first and last day; `causes`: why each is what it is; `ties`: rules on it."""

    __slots__ = ("name", "bounds", "causes", "weekday", "ties", "saved_for")

    def __init__(self, name: str) -> None:
        self.name = name
        self.bounds = [FIRST, LAST]
        self.causes: list[Cause | None] = [None, None]
        self.weekday: int | None = None
        self.ties: list[_Tie] = []
        self.saved_for = 0

    @property
    def is_empty(self) -> bool:
        return self.bounds[0] > self.bounds[1]

    @property
    def is_day(self) -> bool:
        """One day is left: nothing more can follow for it, nor through it."""
        return self.bounds[0] == self.bounds[1]


class _Tie:
    """A rule with the points it binds; `anchor` is None for an interval."""

    __slots__ = ("rule", "point", "anchor", "waits")

    def __init__(self, rule: Rule, point: _Point, anchor: _Point | None) -> None:
        self.rule, self.point, self.anchor, self.waits = rule, point, anchor, False


def on_weekday(day: int, weekday: int | None, side: int) -> int:
    """The first such weekday from the day on (side 0), or the last up to it (side 1)."""
    if weekday is None or day in OPEN:
        return day
    now = (day - 1) % 7  # ordinal 1 is a Monday
    return day + (weekday - now) % 7 if side == 0 else day - (now - weekday) % 7


class ConstraintNetwork:
    """Rules are added one by one, the surest first; `add` says whether the rule could be kept."""

    def __init__(self) -> None:
        self._points: dict[str, _Point] = {}
        self._saved: list[tuple[_Point, list[int], list[Cause | None], int | None]] = []
        self._added = 0
        self.left_out: list[Rule] = []

    def add_all(self, rules: Iterable[Rule]) -> None:
        """Add the rules one after another; see `add`."""
        for rule in rules:
            self.add(rule)

    def add(self, rule: Rule) -> bool:
        """Keeps the rule and narrows all it touches; or leaves everything as it was when it contradicts what is kept."""
        point = self._point(rule.variable)
        anchor = self._point(rule.anchor) if isinstance(rule, Between) else None
        tie = _Tie(rule, point, anchor)
        bound = (point,) if anchor is None else (point, anchor)
        for one in bound:
            one.ties.append(tie)
        self._added += 1
        self._saved = []
        if self._settle(tie):
            return True
        for one, one_bounds, one_causes, one_weekday in self._saved:
            one.bounds, one.causes, one.weekday = one_bounds, one_causes, one_weekday
        for one in bound:
            one.ties.pop()
        self.left_out.append(rule)
        return False

    def _point(self, name: str) -> _Point:
        found = self._points.get(name)
        if found is None:
            found = self._points[name] = _Point(name)
        return found

    def days(self, variable: str) -> DateRange | None:
        """The interval found, None when nothing is known of the variable."""
        found = self._points.get(variable)
        if found is None or tuple(found.bounds) == OPEN:
            return None
        low, high = found.bounds
        return DateRange(None if low == FIRST else date.fromordinal(low), None if high == LAST else date.fromordinal(high))

    def weekday(self, variable: str) -> int | None:
        """The weekday that the day of a variable must be (Monday is 0); None when nothing says so."""
        found = self._points.get(variable)
        return found.weekday if found else None

    def why(self, variable: str) -> tuple[Reason, ...]:
        """The reasons of both bounds, the nearest first, each once."""
        return tuple(dict.fromkeys(r for side in (0, 1) for r in self.why_bound(variable, side)))

    def why_bound(self, variable: str, side: int) -> tuple[Reason, ...]:
        """The reasons of the earliest (side 0) or latest (side 1) day, from the rule nearest the variable to the words it all rests on."""
        return tuple(dict.fromkeys(rule.reason for rule in self._causes(variable, side)))

    def rules_behind(self, variable: str) -> tuple[Rule, ...]:
        """The rules that both bounds of the variable rest on, each once."""
        return tuple({id(rule): rule for side in (0, 1) for rule in self._causes(variable, side)}.values())

    def _causes(self, variable: str, side: int) -> Iterator[Rule]:
        """The rules that one bound rests on, from the nearest to the one that rests on nothing; a circle is gone through once."""
        seen: set[tuple[str, int]] = set()
        at: tuple[str, int] | None = (variable, side)
        while at is not None and at not in seen:
            seen.add(at)
            point = self._points.get(at[0])
            cause = point.causes[at[1]] if point else None
            if cause is None:
                return
            yield cause[0]
            at = cause[1]

    def rules_on(self, variable: str) -> tuple[Rule, ...]:
        """The rules kept that bind the variable."""
        point = self._points.get(variable)
        return tuple(tie.rule for tie in point.ties) if point else ()

    def _settle(self, new: _Tie) -> bool:
        """Applies the rule, and again each rule on a point that moved, until none moves; False when nothing is left of a point."""
        queue: deque[_Tie] = deque()
        tie, steps = new, 0
        while True:
            tie.waits = False
            changed = self._apply(tie)
            if changed is None or steps > MOST_STEPS:
                for left in queue:
                    left.waits = False
                return False
            for point in changed:
                steps += 1
                for other in point.ties:
                    if other is not tie and not other.waits:
                        other.waits = True
                        queue.append(other)
            if changed and tie.anchor is not None and not tie.anchor.is_day:
                tie.waits = True
                queue.append(tie)
            if not queue:
                return True
            tie = queue.popleft()

    def _apply(self, tie: _Tie) -> list[_Point] | None:
        """The points that the rule narrowed; None when nothing is left of one."""
        rule, x, p = tie.rule, tie.point, tie.anchor
        if isinstance(rule, Within) or p is None:
            return self._apply_within(rule, x) if isinstance(rule, Within) else []
        changed = self._share_weekday(x, p) if rule.same_day else []
        if changed is None:
            return None
        first, last = rule.first, rule.last
        low, high = p.bounds
        lowest = first(low) if first and low != FIRST else FIRST
        highest = last(high) if last and high != LAST else LAST
        if lowest > x.bounds[0] and self._narrow(x, 0, lowest, (rule, (p.name, 0))):
            changed.append(x)
        if highest < x.bounds[1] and self._narrow(x, 1, highest, (rule, (p.name, 1))):
            changed.append(x)
        low, high = x.bounds
        # The inverse is looked for only where the anchor's own bound does not reach: most rules hang on a known day.
        if last and low != FIRST and last(p.bounds[0]) < low and self._narrow(p, 0, _least_anchor(last, low), (rule, (x.name, 0))):
            changed.append(p)
        if first and high != LAST and first(p.bounds[1]) > high and self._narrow(p, 1, _greatest_anchor(first, high), (rule, (x.name, 1))):
            changed.append(p)
        return None if x.bounds[0] > x.bounds[1] or p.bounds[0] > p.bounds[1] else changed

    def _share_weekday(self, x: _Point, p: _Point) -> list[_Point] | None:
        """Gives both the weekday of either; None when they have two."""
        if x.weekday == p.weekday:
            return []
        if x.weekday is not None and p.weekday is not None:
            return None
        lacking, weekday = (x, p.weekday) if x.weekday is None else (p, x.weekday)
        self._save(lacking)
        lacking.weekday = weekday
        lacking.bounds = [on_weekday(lacking.bounds[side], weekday, side) for side in (0, 1)]
        return [lacking]

    def _apply_within(self, rule: Within, point: _Point) -> list[_Point] | None:
        changed = []
        if rule.weekday is not None and point.weekday is None:
            self._save(point)
            point.weekday = rule.weekday
            changed.append(point)
        elif rule.weekday is not None and point.weekday != rule.weekday:
            return None
        for side, day in ((0, rule.low), (1, rule.high)):
            rounded = rule.weekday is not None and self._narrow(point, side, point.bounds[side], (rule, None))
            if self._narrow(point, side, day, (rule, None)) or rounded:
                changed.append(point)
        return None if point.is_empty else changed

    def _narrow(self, point: _Point, side: int, day: int, cause: Cause) -> bool:
        if point.weekday is not None:
            day = on_weekday(day, point.weekday, side)
        now = point.bounds[side]
        if day <= now if side == 0 else day >= now:
            return False
        self._save(point)
        point.bounds[side] = day
        rounds = cause[1] is None and isinstance(cause[0], Within) and cause[0].weekday is not None
        if not (rounds and point.causes[side] is not None):  # a weekday only rounds the bound: the reasons it rests on stay
            point.causes[side] = cause
        return True

    def _save(self, point: _Point) -> None:
        if point.saved_for != self._added:
            point.saved_for = self._added
            self._saved.append((point, list(point.bounds), list(point.causes), point.weekday))


NEAR = 800  # days: calendar words reach no further than two years, so the search begins there


def _least_anchor(last: DayMap, low: int) -> int:
    """The first anchor day whose latest allowed day reaches `low`."""
    near, far = max(FIRST, low - NEAR), min(LAST, low + NEAR)
    if not (near > FIRST and last(near) < low <= last(far)):
        near, far = FIRST, LAST
    return near + bisect_left(range(near, far), low, key=last)


def _greatest_anchor(first: DayMap, high: int) -> int:
    """The last anchor day whose first allowed day is not after `high`."""
    near, far = max(FIRST, high - NEAR), min(LAST, high + NEAR)
    if not (near > FIRST and first(near) <= high < first(far)):
        near, far = FIRST, LAST
    return max(FIRST, near + bisect_right(range(near, far), high, key=first) - 1)
