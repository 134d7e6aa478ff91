"""The first promise: every statement's evidence is exactly the text's own words at its offsets."""

from collections.abc import Iterator

from foedera.reading.model import Reading
from foedera.values.span import Evidence


def evidences_of(reading: Reading) -> Iterator[Evidence]:
    """Every evidence of every statement of the reading."""
    for agreement in reading.agreements:
        if agreement.evidence:
            yield agreement.evidence
        yield from (s.evidence for s in agreement.steps)
        yield from (o.evidence for o in agreement.obligations)
    yield from (e.evidence for e in reading.events)
    yield from (q.evidence for q in reading.quotes)


def inexact_evidences(reading: Reading, text: str) -> tuple[Evidence, ...]:
    """The evidences that are not the text's words, or are empty."""
    return tuple(e for e in evidences_of(reading) if not e.text or text[max(e.start, 0) : e.end] != e.text)
