"""How far an agreement has got for each party on a day: certain, possible, or not, from what the rows of its lifecycle allow."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from foedera.record.model import AgreementRow, LifecycleRow, Record
from foedera.values.codes import Factuality, Status, Step
from foedera.values.dates import ALWAYS, DateRange, range_from_edtf

JOINT_MARK, CHAMBER_MARK = "+", ":"
DOUBTFUL = (Factuality.HEDGED, Factuality.FORECAST, Factuality.DENIED)


class Certainty(StrEnum):
    """Whether something holds: surely, perhaps, not, or by some accounts and against others."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NOT = "not"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class StepsReached:
    """Steps of one party on a day: `step` is the furthest that is certain, `possible` those beyond it that the texts do not exclude."""

    party: str
    step: Step | None
    possible: tuple[Step, ...] = ()


def actors_of(row: LifecycleRow) -> frozenset[str]:
    """The states that take the step: a chamber acts for its state.

    An actor "RUS:Parliament" gives RUS, "PRK+RUS" gives both.
    """
    return _states_in(row.actor or "")


@lru_cache(maxsize=4096)
def _states_in(actor: str) -> frozenset[str]:
    return frozenset(part.split(CHAMBER_MARK)[0] for part in actor.split(JOINT_MARK) if part)


def applies_to(row: LifecycleRow, agreement: AgreementRow, party: str) -> bool:
    """Whether the step counts for this party: its own act or a joint one."""
    acting = actors_of(row)
    return party in acting or len(acting) != 1


def nearest_weekdays(days: DateRange, weekday: int | None) -> DateRange:
    """The interval cut to the first and the last day in it that fall on `weekday` (Monday = 0)."""
    if weekday is None:
        return days
    low, high = days.earliest, days.latest
    if low is not None:
        low += timedelta(days=(weekday - low.weekday()) % 7)
    if high is not None:
        high -= timedelta(days=(high.weekday() - weekday) % 7)
    cut = DateRange(low, high)
    return days if cut.is_empty else cut


def days_of_publication(record: Record) -> dict[str, DateRange]:
    """The days each document may have been published on, by its id."""
    return {row.id: row.published_bounds for row in record.documents}


def row_days(row: LifecycleRow, published: dict[str, DateRange]) -> DateRange:
    """The days on which the step may have been taken. What a document tells as done was done when that document came out."""
    days = row.days or ALWAYS
    if row.status is Status.DONE and days.latest is None:
        told = [published[a.document_id].latest for a in row.reported_by if a.document_id in published and a.factuality not in DOUBTFUL]
        latest = min((day for day in told if day), default=None)
        if latest and (days.earliest is None or days.earliest <= latest):
            days = DateRange(days.earliest, latest)
    return nearest_weekdays(days, row.weekday)


def certainty_of(days: DateRange, day: date) -> Certainty:
    """Whether a step taken on some day of `days` has been taken by the end of `day`."""
    if days.earliest is not None and days.earliest > day:
        return Certainty.NOT
    if days.latest is not None and days.latest <= day:
        return Certainty.CERTAIN
    return Certainty.POSSIBLE


_range_of = lru_cache(maxsize=4096)(range_from_edtf)


def days_between(since: str | None, until: str | None, day: date) -> Certainty:
    """Whether `day` lies between two EDTF dates; either may be open, and `until` is the first day outside."""
    first, last = _range_of(since), _range_of(until)
    begun = certainty_of(first, day) if first else Certainty.CERTAIN
    over = certainty_of(last, day) if last else Certainty.NOT
    if begun is Certainty.NOT or over is Certainty.CERTAIN:
        return Certainty.NOT
    return Certainty.CERTAIN if begun is Certainty.CERTAIN and over is Certainty.NOT else Certainty.POSSIBLE


def certainty_of_row(row: LifecycleRow, day: date, published: dict[str, DateRange]) -> Certainty:
    """As `certainty_of`; what is denied has not been taken, what is announced or hedged is possible at most."""
    if row.status is Status.DENIED:
        return Certainty.NOT
    reached = certainty_of(row_days(row, published), day)
    if reached is Certainty.CERTAIN and (row.status is Status.FUTURE or row.factuality in DOUBTFUL) and not row.facts:
        return Certainty.POSSIBLE
    return reached


def status_on(agreement: AgreementRow, party: str, day: date, published: dict[str, DateRange] | None = None) -> StepsReached:
    """The furthest step of `party` on `day`, and the steps beyond it that are not excluded."""
    order = list(Step)
    found = {row.step: certainty_of_row(row, day, published or {}) for row in agreement.lifecycle if applies_to(row, agreement, party)}
    certain = [step for step in order if found.get(step) is Certainty.CERTAIN]
    furthest = certain[-1] if certain else None
    beyond = order[order.index(furthest) + 1 :] if furthest else order
    return StepsReached(party, furthest, tuple(step for step in beyond if found.get(step) is Certainty.POSSIBLE))


def latest_day(record: Record) -> date | None:
    """The latest day that any document speaks of: of publication, or of a step told as done."""
    published = days_of_publication(record)
    days = [bounds.latest for bounds in published.values()]
    days += [row_days(row, published).latest for a in record.agreements for row in a.lifecycle if row.status is Status.DONE]
    days += [event.days.latest for event in record.events if event.days and event.factuality is not Factuality.FORECAST]
    return max((day for day in days if day), default=None)


def statuses_on_latest_day(record: Record) -> tuple[dict[str, str | None], ...]:
    """For each agreement, the step that each party has reached on the latest day: {"PRK": "in_force", "RUS": "in_force"}."""
    day, published = latest_day(record), days_of_publication(record)
    if day is None:
        return tuple(dict.fromkeys(agreement.parties) for agreement in record.agreements)
    return tuple({party: status_on(a, party, day, published).step for party in a.parties} for a in record.agreements)
