"""The few words of the text that an event rests on."""

from collections.abc import Sequence

from foedera.reading.context import Context
from foedera.reading.event_cues import CueMatch
from foedera.values.span import Evidence, Span, evidence_at

LONGEST = 15  # words of an evidence
_COMFORT = 9  # words up to which a short evidence is carried on past a mark
_TRAILING = " \t\n,;:.«\"“("


def _count(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())


def evidence_around(context: Context, cue: CueMatch, anchors: Sequence[Span], scope: Span) -> Evidence:
    """At most 15 words around the cue with as many of the anchors inside `scope` as fit, the nearest first."""
    text, start, end = context.document.text, cue.span.start, cue.span.end
    paused = False
    for anchor in sorted(anchors, key=lambda a: max(a.start - end, start - a.end)):
        low, high = min(start, anchor.start), max(end, anchor.end)
        if scope.contains(anchor) and _count(text, low, high) <= LONGEST:
            start, end = low, high
    for token in cue.words.sentence.tokens:
        if token.span.start < end or token.span.end > scope.end:
            continue
        if _count(text, start, token.span.end) > (_COMFORT if paused else LONGEST):
            break
        paused = paused or not token.is_word
        end = token.span.end
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return evidence_at(text, start, _closed(text, start, end))


def _closed(text: str, start: int, end: int) -> int:
    """The end moved past the rest of a word it would cut."""
    while end < len(text) and end > start and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return end


def short(text: str, longest: int = 20) -> str:
    """The first words of the text, on one line."""
    return " ".join(text.split()[:longest])
