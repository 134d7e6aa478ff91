"""What a person should know before trusting an answer: a state that was not there that day, a day that the data do not reach."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from foedera.record.model import Record
from foedera.treaties.model import Question
from foedera.values.dates import DateRange, range_from_edtf
from foedera.views.labels import Labels
from foedera.world.agreement import FiledAgreement
from foedera.world.load_agreements import load_agreements
from foedera.world.successors import load_successors

FAR = timedelta(days=366)  # so long after the last day known, an answer supposes that nothing changed


def question_notes(question: Question, record: Record, labels: Labels) -> Iterator[str]:
    """A line for each state that was not there on the day, for a day beyond the data, and for an entry that came long ago."""
    for code in (*question.attackers, question.on_whom):
        yield from _state_note(code, question.on, labels)
    filed = load_agreements() if question.agreements != "record" else ()
    if question.kind == "entry":
        yield from _entry_note(question, filed, labels)
    last = max((*_days_of_file(filed), *_days_of_record(record)), default=None)
    if last and question.on > last + FAR:
        yield labels.words.say("what_if.note.beyond", day=labels.day(last.isoformat()))


def _state_note(code: str, on: date, labels: Labels) -> Iterator[str]:
    span = labels.world.state_spans.get(code, DateRange())
    if span.earliest and on < span.earliest:
        before = [s.old for s in load_successors() if s.new == code and _was_there(s.old, on, labels)]
        yield _line("unborn", code, span.earliest, before, labels)
    elif span.latest and on > span.latest:
        heirs = [s.new for s in load_successors() if s.old == code and s.since <= on]
        yield _line("gone", code, span.latest, heirs, labels)


def _was_there(code: str, on: date, labels: Labels) -> bool:
    return labels.world.state_spans.get(code, DateRange()).contains(on)


def _line(key: str, code: str, day: date, others: list[str], labels: Labels) -> str:
    say = labels.words.say
    told = say(f"what_if.note.{key}", state=labels.actor(code), code=code, day=labels.day(day.isoformat()))
    asked = ", ".join(f"{labels.actor(other)} ({other})" for other in others)
    return f"{told} {say('what_if.note.ask', states=asked)}" if asked else told


def _entry_note(question: Question, filed: Iterable[FiledAgreement], labels: Labels) -> Iterator[str]:
    found = next((a for a in filed if a.id == question.on_whom), None)
    days = range_from_edtf(found.in_force) if found and found.in_force else None
    if found and days and days.latest and days.latest < question.on:
        yield labels.words.say("what_if.note.in_force_already", day=labels.day(found.in_force))


def _days_of_file(filed: Iterable[FiledAgreement]) -> Iterator[date]:
    texts = (t for a in filed for t in (a.signed, a.in_force, *(p.since for p in a.parties)) if t)
    yield from (days.latest for text in texts if (days := range_from_edtf(text)) and days.latest)


def _days_of_record(record: Record) -> Iterator[date]:
    yield from (row.days.latest for a in record.agreements for row in a.lifecycle if row.days and row.days.latest)
