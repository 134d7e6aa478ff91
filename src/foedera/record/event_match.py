"""Whether two tellings are of one event: days, amounts, persons, places and subject, weighed one by one."""

from datetime import timedelta
from functools import lru_cache

from foedera.record.amounts import shown
from foedera.record.event_tellings import OF_PERSONS, EventTelling
from foedera.record.match import Match, ground
from foedera.record.model import Reason
from foedera.values.codes import EventType
from foedera.values.dates import DateRange, edtf_from_range
from foedera.values.quantity import Quantity

LASTING = frozenset({EventType.SANCTION})  # one regime stands between two sides, however it is told
SLIP_DAYS = 1  # two papers may put one event a day apart
LARGEST_RATIO = 1.5  # between two counts of one thing
NEWS_DAYS = 3  # pages that came out within so many days tell the same news
SIDES, LASTS, DAYS, OPEN_DAYS, AMOUNT, NEAR_AMOUNT, PERSON, PLACE, NEWS, VOICE = 0.5, 0.5, 1.0, 0.2, 1.0, 0.5, 1.0, 0.5, 0.3, 0.3
LEAST_SUBJECT = 0.5  # of the words of the shorter


def compare(a: EventTelling, b: EventTelling) -> Match:
    """What speaks for one event and what against, the two being of one kind between the same sides."""
    known = a.matches.get(b.telling.id)
    if known is None:
        known = a.matches[b.telling.id] = _compared(a, b)
    return known


def _compared(a: EventTelling, b: EventTelling) -> Match:
    weight, grounds = SIDES, [ground("same_kind_and_sides", type=str(a.event.type), sides=a.side[2])]
    against: list[Reason] = []
    if a.event.type in LASTING:
        weight += LASTS
    subject, days, amounts = share(a.subject, b.subject), _days(a, b), _amounts(a, b)
    for part, reason in (days, amounts, _persons(a, b), _places(a, b), _news(a, b), _voices(a, b), _subjects(a, b, subject)):
        weight += max(part, 0.0)
        if reason:
            (against if part < 0 or reason.rule == "told_before" else grounds).append(reason)
    if a.telling.document_id == b.telling.document_id and not _told_twice(days[0], amounts[0], subject):
        against.append(ground("told_apart_here"))
    if a.event.type is EventType.TRANSFER and amounts[0] <= 0 and not _same_goods(a.subject, b.subject):
        against.append(ground("other_goods"))
    return Match(weight, tuple(grounds), tuple(against))


def share(a: frozenset[str], b: frozenset[str]) -> float:
    """How much of the smaller set the other holds, from 0 to 1."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def widened(days: DateRange, by: int) -> DateRange:
    """The interval with `by` days more at both ends."""
    slip = timedelta(days=by)
    return DateRange(days.earliest - slip if days.earliest else None, days.latest + slip if days.latest else None)


def _told_twice(days: float, amounts: float, subject: float) -> bool:
    """One document tells two events as a rule: it tells one twice only with one amount, or on one day in like words."""
    return amounts > 0 or (days > 0 and subject >= LEAST_SUBJECT)


def _same_goods(a: frozenset[str], b: frozenset[str]) -> bool:
    """Deliveries are one when they are of the same things: half the words, and not by one word alone unless it is all there is."""
    return a == b or (share(a, b) >= LEAST_SUBJECT and len(a & b) > 1)


def _days(a: EventTelling, b: EventTelling) -> tuple[float, Reason | None]:
    x, y = a.telling.told_days, b.telling.told_days
    if x is None or y is None:
        return 0.0, _too_early(a, b) or _too_early(b, a)
    return _days_told(x, y)


@lru_cache(maxsize=4096)
def _days_told(x: DateRange, y: DateRange) -> tuple[float, Reason]:
    both = x.intersection(widened(y, SLIP_DAYS))
    if both.is_empty:
        return -1.0, ground("other_days", first=edtf_from_range(x) or "", second=edtf_from_range(y) or "")
    meet = x.intersection(y)
    common = edtf_from_range(both if meet.is_empty else meet) or ""
    closed = all(d.earliest is not None and d.latest is not None for d in (x, y))
    return (DAYS, ground("same_days", date=common)) if closed else (OPEN_DAYS, ground("days_fit", date=common))


def _too_early(page: EventTelling, event: EventTelling) -> Reason | None:
    """A page that tells an event as done came out no earlier than it."""
    out, days = page.published, event.telling.told_days
    if not (page.telling.done and out and out.latest and days and days.earliest) or days.earliest <= out.latest + timedelta(days=SLIP_DAYS):
        return None
    return ground("told_before", published=out.latest.isoformat(), date=edtf_from_range(days) or "")


def _amounts(a: EventTelling, b: EventTelling) -> tuple[float, Reason | None]:
    """Weight for one amount and for near ones, nothing where one is silent, against for different things or far amounts."""
    x, y = a.event.quantity, b.event.quantity
    if x is None or y is None:
        return 0.0, None
    if a.unit and b.unit and a.unit != b.unit:
        return -1.0, ground("other_units", first=told_amount(x), second=told_amount(y))
    low, high = sorted((x.value, y.value))
    if low == high:
        return AMOUNT, ground("same_amount", amount=told_amount(x))
    values = {"first": told_amount(x), "second": told_amount(y)}
    near = low > 0 and high / low <= LARGEST_RATIO
    return (NEAR_AMOUNT, ground("near_amounts", **values)) if near else (-1.0, ground("other_amounts", **values))


def told_amount(quantity: Quantity) -> str:
    """The number and what is counted: ">10000 soldats"."""
    return f"{shown(quantity)} {quantity.unit or ''}".strip()


def _persons(a: EventTelling, b: EventTelling) -> tuple[float, Reason | None]:
    common = a.persons & b.persons
    if common:
        return PERSON, ground("same_persons", persons=", ".join(sorted(a.spelled(p) for p in common)))
    if a.event.type in OF_PERSONS and a.persons and b.persons:
        first, second = (", ".join(sorted(map(one.spelled, one.persons))) for one in (a, b))
        return -1.0, ground("other_persons", first=first, second=second)
    return 0.0, None


def _places(a: EventTelling, b: EventTelling) -> tuple[float, Reason | None]:
    same = a.event.place is not None and a.event.place == b.event.place
    return (PLACE, ground("same_place", place=a.event.place or "")) if same else (0.0, None)


def _news(a: EventTelling, b: EventTelling) -> tuple[float, Reason | None]:
    x, y = a.published, b.published
    if not (x and y and x.is_day and y.is_day and x.earliest and y.earliest) or a.telling.document_id == b.telling.document_id:
        return 0.0, None
    gap = abs((x.earliest - y.earliest).days)
    return (NEWS, ground("same_news", count=str(gap))) if gap <= NEWS_DAYS else (0.0, None)


def _voices(a: EventTelling, b: EventTelling) -> tuple[float, Reason | None]:
    """Who says it weighs where it is denied: the denials of two states are two acts."""
    if not (a.telling.denied and a.speakers and b.speakers):
        return 0.0, None
    common = sorted(a.speakers & b.speakers)
    if common:
        return VOICE, ground("same_voice", said_by=", ".join(common))
    first, second = (", ".join(sorted(one.speakers)) for one in (a, b))
    return -1.0, ground("other_voice", first=first, second=second)


def _subjects(a: EventTelling, b: EventTelling, subject: float) -> tuple[float, Reason | None]:
    return (subject, ground("like_words", share=str(round(100 * subject)))) if subject else (0.0, None)
