"""What a telling's own words say of its day: rules between the day told, the words and the day of publication."""

from foedera.reading.model import DatePhrase, StepStatement
from foedera.record import calendar_rules as rules
from foedera.record.constraint_network import FIRST, LAST, Between, Rule, Within
from foedera.record.model import Reason, SourceWords
from foedera.record.tellings import Telling
from foedera.values.dates import DateRange, edtf_from_range, range_from_edtf
from foedera.values.span import Evidence

UNKNOWN_YEAR = "XXXX-"
OPENING = ("since", "until", "before", "after")


def published_variable(document_id: str) -> str:
    """The name of a document's day of publication in the network of dates."""
    return f"published:{document_id}"


def told_variable(telling: Telling) -> str:
    """The name of the day that one telling gives in the network of dates. Of a step judged for one actor alone it names the actor too."""
    said = telling.statement
    part = f"/{said.actor}" if isinstance(said, StepStatement) and said.given_id else ""
    return f"told:{telling.id}{part}"


def phrase_variable(document_id: str, phrase: DatePhrase) -> str:
    """The name of the day that a time expression means in the network of dates."""
    return f"phrase:{document_id}:{phrase.span.start}"


def within(variable: str, days: DateRange, reason: Reason) -> Within:
    """The rule that holds a variable to an interval."""
    low, high = days.earliest, days.latest
    return Within(variable, reason, low.toordinal() if low else FIRST, high.toordinal() if high else LAST)


def phrase_words(document_id: str, phrase: DatePhrase) -> SourceWords:
    """The words of a time expression, with their document."""
    return SourceWords(document_id, Evidence(phrase.span.start, phrase.span.end, phrase.text))


def told_rules(telling: Telling) -> list[Rule]:
    """The rules the telling's date and phrase give; none for a telling without a date."""
    variable, published = told_variable(telling), published_variable(telling.document_id)
    date, phrase = telling.statement.date, telling.phrase
    found: list[Rule] = []
    words = phrase_words(telling.document_id, phrase) if phrase else telling.words
    days = telling.told_days
    if days is not None:
        found.append(within(variable, days, Reason("told_date", (("date", edtf_from_range(days) or ""),), words)))
    elif date and date.startswith(UNKNOWN_YEAR) and "/" not in date and not telling.announced:
        found += _without_year(variable, published, date, words)
    if phrase is not None and days is None and not telling.announced:
        found += phrase_rules(variable, telling.document_id, phrase)
    return found


def _without_year(variable: str, published: str, date: str, words: SourceWords) -> list[Rule]:
    parts = date.removeprefix(UNKNOWN_YEAR).split("-")
    if not all(p.isdigit() for p in parts):
        return []
    numbers = [int(p) for p in parts]
    return _month_rules(variable, published, numbers[0], numbers[1] if len(numbers) > 1 else None, words)


def _month_rules(variable: str, published: str, month: int, day: int | None, words: SourceWords) -> list[Rule]:
    if not 1 <= month <= 12:
        return []
    if day is None:
        return [Between(variable, published, Reason("latest_month", (("month", str(month)),), words), *rules.latest_month(month))]
    values = (("month", str(month)), ("day", str(day)))
    return [Between(variable, published, Reason("latest_month_day", values, words), *rules.latest_month_day(month, day))]


_PERIODS = {
    "this_week": rules.weeks_away(0),
    "last_week": rules.weeks_away(-1),
    "this_month": rules.months_away(0),
    "last_month": rules.months_away(-1),
    "this_year": rules.years_away(0),
    "last_year": rules.years_away(-1),
    "today": rules.SAME_DAY,
    "yesterday": rules.shifted(-1, -1),
}


def phrase_rules(variable: str, document_id: str, phrase: DatePhrase) -> list[Rule]:
    """What a phrase about the past says of a day; nothing for one that opens an end or hangs on something said at another time."""
    published, words = published_variable(document_id), phrase_words(document_id, phrase)
    if phrase.bound in OPENING or phrase.anchor not in ("publication", "none"):
        return []
    days = range_from_edtf(phrase.value)
    if phrase.year is not None and days is not None:
        return [within(variable, days, Reason("told_date", (("date", phrase.value or ""),), words))]
    if phrase.kind == "weekday" and phrase.weekday is not None:
        day = (("weekday", str(phrase.weekday)),)
        return [
            Within(variable, Reason("weekday", day, words), weekday=phrase.weekday),
            Between(variable, published, Reason("bare_weekday", day, words), *rules.BARE_WEEKDAY),
        ]
    if phrase.month is not None and phrase.year is None and phrase.kind in ("month", "month_day"):
        return _month_rules(variable, published, phrase.month, phrase.day, words)
    if phrase.kind in _PERIODS:
        return [Between(variable, published, Reason(phrase.kind, (), words), *_PERIODS[phrase.kind])]
    return []
