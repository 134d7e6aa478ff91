"""The time expression that dates a statement: its own, the one in or nearest its evidence, or for a title that of the first lines."""

import re

from foedera.reading.model import DatePhrase, EventStatement, StepStatement
from foedera.record.model import ReadDocument
from foedera.values.span import Span

LEAD = 600  # characters after the title in which the news it tells is dated
_SENTENCE_END = re.compile(r"[.!?…][\"»”’)]*\s|\n")
# Kinds that say nothing until the day of publication is known: what the date of a reading made elsewhere leaves out.
RELATIVE = frozenset({"weekday", "last_week", "this_week", "last_month", "last_year", "today", "yesterday"})


def phrase_of(statement: StepStatement | EventStatement, item: ReadDocument) -> DatePhrase | None:
    """The phrase, None when no words date the statement."""
    if statement.date_phrase is not None:
        return statement.date_phrase
    inside = [p for p in item.reading.date_phrases if statement.evidence.span.overlaps(p.span)]
    if inside:
        return next((p for p in inside if p.kind in RELATIVE), inside[0])
    if statement.date is not None:
        return None
    title = _title_end(item)
    if statement.evidence.end <= title:
        lead = (p for p in item.reading.date_phrases if p.kind == "weekday" and title <= p.span.start < title + LEAD)
        return next((p for p in lead if p.bound is None), None)
    near = [p for p in item.reading.date_phrases if p.kind in RELATIVE and _near(p, statement, item)]
    return min(near, key=lambda p: (_gap(p.span, statement.evidence.span), p.span), default=None)


def _title_end(item: ReadDocument) -> int:
    """Where the title ends in the text; 0 when the text does not begin with one."""
    title = item.document.title or item.reading.title
    at = item.document.text.find(title) if title else -1
    return at + len(title) if title and at >= 0 else 0


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _near(phrase: DatePhrase, statement: StepStatement | EventStatement, item: ReadDocument) -> bool:
    """In the same sentence, and in the evidence of no other statement."""
    a, b = sorted((phrase.span, statement.evidence.span))
    if _SENTENCE_END.search(item.document.text, a.end, max(a.end, b.start)):
        return False
    steps = [s.evidence.span for a in item.reading.agreements for s in a.steps]
    others = steps + [e.evidence.span for e in item.reading.events]
    return not any(span.contains(phrase.span) for span in others)
