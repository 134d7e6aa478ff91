"""Days of publication, of steps and of events, found together over all documents.

The surest words come first (a page's own date, a date told in full); what contradicts them is left out, and shows as a disagreement.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from foedera.reading.model import DatePhrase, StepStatement
from foedera.record import calendar_rules as rules
from foedera.record.constraint_network import Between, ConstraintNetwork, Rule
from foedera.record.model import ReadDocument, Reason
from foedera.record.phrase_of_statement import RELATIVE
from foedera.record.tellings import Telling
from foedera.record.told_dates import phrase_rules, phrase_variable, phrase_words, published_variable, told_rules, told_variable, within
from foedera.values.dates import DateRange, range_from_edtf


class Surety(IntEnum):
    """How sure a kind of rule is: the lower is kept against the higher."""

    PUBLISHED = 0
    FACT = 1
    TOLD = 2
    SAME_ACT = 3
    ORDER = 4
    INFERRED = 5
    SAME_EVENT = 6  # events are told apart by less than steps are


@dataclass(frozen=True, slots=True)
class Act:
    """A step or an event with all its tellings. `variable` names its day in the network."""

    variable: str
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class GivenRule:
    """A rule with its surety and a key that puts equally sure rules in one order, whatever the order of reading."""

    surety: Surety
    key: tuple[str | int, ...]
    rule: Rule


def solved(documents: Sequence[ReadDocument], acts: Iterable[Act], more: Iterable[GivenRule] = ()) -> ConstraintNetwork:
    """The network of all that dates the documents and the acts."""
    acts = sorted(acts, key=lambda a: a.variable)
    given = [*more]
    for item in documents:
        given += _publication(item)
    for act in acts:
        given += _act_rules(act)
    by_document: dict[str, list[Telling]] = defaultdict(list)
    for act in acts:
        for telling in act.tellings:
            by_document[telling.document_id].append(telling)
    given += [g for item in documents for g in _lead_rules(item, by_document[item.document.id])]
    network = ConstraintNetwork()
    network.add_all(g.rule for g in sorted(given, key=lambda g: (g.surety, tuple(map(str, g.key)))))
    return network


def published_of(item: ReadDocument) -> str | None:
    """When the document was published, in EDTF: as its page says, else as its reading does; None when neither does."""
    return item.document.published or item.reading.published


def _publication(item: ReadDocument) -> list[GivenRule]:
    days, name = range_from_edtf(published_of(item)), item.document.id
    if days is None:
        return []
    reason = Reason("published_as_said", (("date", published_of(item) or ""),))
    return [GivenRule(Surety.PUBLISHED, (name,), within(published_variable(name), days, reason))]


def _act_rules(act: Act) -> list[GivenRule]:
    found = []
    for telling in act.tellings:
        told, published = told_variable(telling), published_variable(telling.document_id)
        for number, rule in enumerate(told_rules(telling)):
            found.append(GivenRule(Surety.TOLD, (telling.document_id, told, number), rule))
        if telling.done:
            reason = Reason("done_before_published", (), telling.words)
            rule = Between(told, published, reason, last=rules.not_after)
            found.append(GivenRule(Surety.TOLD, (telling.document_id, told, "done"), rule))
        elif telling.announced:
            reason = Reason("not_before_announced", (), telling.words)
            found.append(GivenRule(Surety.ORDER, (act.variable, told), Between(told, published, reason, first=rules.not_after)))
    return found + _same_day_rules(act)


def _same_day_rules(act: Act) -> list[GivenRule]:
    """All tellings of one act are of one day: those that most documents agree with come first, then the finest."""
    found, agreeing = [], _agreeing_documents(act.tellings)
    for telling in act.tellings:
        days = telling.told_days
        count = agreeing[days] if days else 0
        rank = f"{9999 - count:04d}", f"{_width(days):08d}", telling.document_id, told_variable(telling)
        reason = Reason("same_act", (), telling.words)
        surety = Surety.SAME_ACT if isinstance(telling.statement, StepStatement) else Surety.SAME_EVENT
        found.append(
            GivenRule(surety, (act.variable, *rank), Between(act.variable, told_variable(telling), reason, *rules.SAME_DAY, same_day=True))
        )
    return found


def _agreeing_documents(tellings: Sequence[Telling]) -> dict[DateRange, int]:
    """For each of the days told, the number of documents that tell days with which they go together."""
    tellers: dict[DateRange, set[str]] = defaultdict(set)
    for telling in tellings:
        if telling.told_days:
            tellers[telling.told_days].add(telling.document_id)
    return {a: len(set().union(*(tellers[b] for b in tellers if not a.intersection(b).is_empty))) for a in tellers}


def _width(days: DateRange | None) -> int:
    if days is None or days.earliest is None or days.latest is None:
        return 99999999
    return (days.latest - days.earliest).days


def _lead_rules(item: ReadDocument, tellings: list[Telling]) -> list[GivenRule]:
    """In a page without a date: bare weekdays are within the week before publication, and none is after the day the page leads with."""
    if published_of(item) is not None:
        return []
    own = {t.phrase.span.start: t for t in tellings if t.phrase}
    every = [*item.reading.date_phrases, *(t.phrase for t in own.values() if t.phrase)]
    phrases = sorted({p.span.start: p for p in every if _is_bare_weekday(p)}.items())
    phrases = [(start, p) for start, p in phrases if start not in own or own[start].done]
    found, name = [], item.document.id
    for number, (start, phrase) in enumerate(phrases):
        variable = told_variable(own[start]) if start in own else phrase_variable(name, phrase)
        for rule in phrase_rules(variable, name, phrase):
            found.append(GivenRule(Surety.TOLD, (name, "phrase", start, str(rule.reason.rule)), rule))
        if number == 0:
            lead = variable
            continue
        reason = Reason("lead_is_newest", (), phrase_words(name, phrases[0][1]))
        found.append(GivenRule(Surety.INFERRED, (name, "lead", start), Between(variable, lead, reason, last=rules.not_after)))
    return found


def _is_bare_weekday(phrase: DatePhrase) -> bool:
    return (
        phrase.kind == "weekday"
        and phrase.kind in RELATIVE
        and phrase.weekday is not None
        and phrase.bound is None
        and phrase.anchor == "publication"
    )
