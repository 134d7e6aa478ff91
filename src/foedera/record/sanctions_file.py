"""What the world file says of sanctions that documents tell: whether an issuer whose regimes are all in the file has one on a state."""

from functools import lru_cache

from foedera.values.dates import DateRange, range_from_edtf
from foedera.world.sanctions import complete_issuers, load_sanctions

STATE_CODE = 3  # letters


@lru_cache(maxsize=1)
def _regimes() -> dict[tuple[str, str], tuple[DateRange, ...]]:
    """The days on which each issuer had measures on each state."""
    found: dict[tuple[str, str], tuple[DateRange, ...]] = {}
    for regime in load_sanctions():
        since, until = range_from_edtf(regime.since), range_from_edtf(regime.until)
        days = DateRange(since.earliest if since else None, until.latest if until else None)
        for target in regime.targets:
            found[regime.issuer, target] = (*found.get((regime.issuer, target), ()), days)
    return found


def is_not_in_file(issuer: str, target: str, published: DateRange | None) -> bool:
    """Whether the file, which has all regimes of this issuer, has none on the state in the days of publication (on any day, if unknown)."""
    if issuer not in complete_issuers() or len(target) != STATE_CODE or not target.isupper():
        return False
    regimes = _regimes().get((issuer, target), ())
    return not any(published is None or not days.intersection(published).is_empty for days in regimes)
