"""Intervals of days that bind each other: narrowed together until nothing moves, each bound with the reasons it rests on.

Every rule is a pair of functions that never decrease: given the day of an anchor, the first and the last day that it allows. Narrowing to a
fixed point then gives one result, whatever the order of the rules; what contradicts the rules before it is left out whole and reported.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class _Days:
    bounds: list[int] = field(default_factory=lambda: [FIRST, LAST])
    weekday: int | None = None
    causes: list[Cause | None] = field(default_factory=lambda: [None, None])

    def copy(self) -> "_Days":
        return _Days(list(self.bounds), self.weekday, list(self.causes))


def on_weekday(day: int, weekday: int | None, side: int) -> int:
    """The first such weekday from the day on (side 0), or the last up to it (side 1)."""
    if weekday is None or day in OPEN:
        return day
    now = (day - 1) % 7  # ordinal 1 is a Monday
    return day + (weekday - now) % 7 if side == 0 else day - (now - weekday) % 7


class ConstraintNetwork:
    """Rules are added one by one, the surest first; `add` says whether the rule could be kept."""

    def __init__(self) -> None:
        self._days: dict[str, _Days] = {}
        self._rules: dict[str, list[Rule]] = {}
        self._saved: dict[str, _Days] = {}
        self.left_out: list[Rule] = []

    def add_all(self, rules: Iterable[Rule]) -> None:
        for rule in rules:
            self.add(rule)

    def add(self, rule: Rule) -> bool:
        """Keeps the rule and narrows all it touches; or leaves everything as it was when it contradicts what is kept."""
        names = (rule.variable,) if isinstance(rule, Within) else (rule.variable, rule.anchor)
        for name in names:
            self._days.setdefault(name, _Days())
            self._rules.setdefault(name, []).append(rule)
        self._saved = {}
        if self._settle(rule):
            return True
        self._days.update(self._saved)
        for name in names:
            self._rules[name].pop()
        self.left_out.append(rule)
        return False

    def days(self, variable: str) -> DateRange | None:
        """The interval found, None when nothing is known of the variable."""
        found = self._days.get(variable)
        if found is None or tuple(found.bounds) == OPEN:
            return None
        low, high = found.bounds
        return DateRange(None if low == FIRST else date.fromordinal(low), None if high == LAST else date.fromordinal(high))

    def weekday(self, variable: str) -> int | None:
        found = self._days.get(variable)
        return found.weekday if found else None

    def why(self, variable: str) -> tuple[Reason, ...]:
        """The reasons of both bounds, the nearest first, each once."""
        return tuple(dict.fromkeys(r for side in (0, 1) for r in self.why_bound(variable, side)))

    def why_bound(self, variable: str, side: int) -> tuple[Reason, ...]:
        """The reasons of the earliest (side 0) or latest (side 1) day, from the rule nearest the variable to the words it all rests on."""
        found, seen, at = [], set(), (variable, side)
        while at not in seen:
            seen.add(at)
            days = self._days.get(at[0])
            cause = days.causes[at[1]] if days else None
            if cause is None:
                break
            found.append(cause[0].reason)
            if cause[1] is None:
                break
            at = cause[1]
        return tuple(dict.fromkeys(found))

    def _settle(self, rule: Rule) -> bool:
        queue, steps = deque([rule]), 0
        waiting = {id(rule)}
        while queue:
            now = queue.popleft()
            waiting.discard(id(now))
            changed = self._apply(now)
            if changed is None or steps > MOST_STEPS:
                return False
            for name in changed:
                steps += 1
                for other in self._rules[name]:
                    if other is not now and id(other) not in waiting:
                        queue.append(other)
                        waiting.add(id(other))
            if changed and isinstance(now, Between):
                queue.append(now)
                waiting.add(id(now))
        return True

    def _apply(self, rule: Rule) -> list[str] | None:
        """Names of the variables that the rule narrowed; None when nothing is left of one."""
        if isinstance(rule, Within):
            return self._apply_within(rule)
        x, p = rule.variable, rule.anchor
        changed = self._share_weekday(x, p) if rule.same_day else []
        if changed is None:
            return None
        low, high = self._days[p].bounds
        moves: list[tuple[str, int, int, tuple[str, int]]] = []
        if rule.first and low != FIRST:
            moves.append((x, 0, rule.first(low), (p, 0)))
        if rule.last and high != LAST:
            moves.append((x, 1, rule.last(high), (p, 1)))
        for name, side, day, source in moves:
            if self._narrow(name, side, day, (rule, source)):
                changed.append(name)
        low, high = self._days[x].bounds
        if rule.last and low != FIRST and self._narrow(p, 0, _least_anchor(rule.last, low), (rule, (x, 0))):
            changed.append(p)
        if rule.first and high != LAST and self._narrow(p, 1, _greatest_anchor(rule.first, high), (rule, (x, 1))):
            changed.append(p)
        empty = any(self._days[n].bounds[0] > self._days[n].bounds[1] for n in (x, p))
        return None if empty else changed

    def _share_weekday(self, x: str, p: str) -> list[str] | None:
        """Gives both the weekday of either; None when they have two."""
        days = {self._days[x].weekday, self._days[p].weekday} - {None}
        if len(days) != 1:
            return None if days else []
        lacking = [name for name in (x, p) if self._days[name].weekday is None]
        for name in lacking:
            self._save(name)
            self._days[name].weekday = next(iter(days))
            for side in (0, 1):
                self._days[name].bounds[side] = on_weekday(self._days[name].bounds[side], self._days[name].weekday, side)
        return lacking

    def _apply_within(self, rule: Within) -> list[str] | None:
        name, days = rule.variable, self._days[rule.variable]
        changed = []
        if rule.weekday is not None and days.weekday is None:
            self._save(name)
            days = self._days[name]
            days.weekday = rule.weekday
            changed.append(name)
        elif rule.weekday is not None and days.weekday != rule.weekday:
            return None
        for side, day in ((0, rule.low), (1, rule.high)):
            if day in OPEN:
                day = days.bounds[side]  # the weekday alone may move a bound
            if self._narrow(name, side, day, (rule, None)):
                changed.append(name)
        low, high = self._days[name].bounds
        return None if low > high else changed

    def _narrow(self, name: str, side: int, day: int, cause: Cause) -> bool:
        days = self._days[name]
        day = on_weekday(day, days.weekday, side)
        tighter = day > days.bounds[0] if side == 0 else day < days.bounds[1]
        if not tighter:
            return False
        self._save(name)
        moved = self._days[name]
        if cause[1] is None and isinstance(cause[0], Within) and cause[0].weekday is not None and moved.causes[side] is not None:
            moved.bounds[side] = day  # a weekday only rounds the bound: the reasons it rests on stay
        else:
            moved.bounds[side], moved.causes[side] = day, cause
        return True

    def _save(self, name: str) -> None:
        if name not in self._saved:
            self._saved[name] = self._days[name]
            self._days[name] = self._days[name].copy()


class _Image:
    """The values of a never decreasing function over all days, for the search of the days that give a value."""

    def __init__(self, of: DayMap) -> None:
        self._of = of

    def __len__(self) -> int:
        return LAST + 1

    def __getitem__(self, day: int) -> int:
        return self._of(min(max(day, FIRST), LAST))


def _least_anchor(last: DayMap, low: int) -> int:
    """The first anchor day whose latest allowed day reaches `low`."""
    return bisect_left(_Image(last), low, FIRST, LAST)


def _greatest_anchor(first: DayMap, high: int) -> int:
    """The last anchor day whose first allowed day is not after `high`."""
    return max(FIRST, bisect_right(_Image(first), high, FIRST, LAST) - 1)
