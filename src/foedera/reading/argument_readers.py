"""What each of the two readers proposes for the arguments of a cue, as words of the text: the shallow one here, by word order."""

from collections.abc import Iterator
from dataclasses import dataclass

from foedera.reading.context import Context
from foedera.reading.event_arguments import Party, arguments_of, marker_before, parties_in
from foedera.reading.event_cues import CueMatch, EventWords, cues_in, event_words, words_of
from foedera.reading.factuality import is_negated_at
from foedera.reading.reports import reports_of
from foedera.values.span import Span


@dataclass(frozen=True, slots=True)
class Proposal:
    """One argument of the verb (or verb group) at `verb`; `role` as in the frames of the syntax reader."""

    verb: Span
    role: str
    span: Span
    preposition: str = ""
    negated: bool = False


def shallow_proposals(context: Context) -> Iterator[Proposal]:
    """Every argument that word order and prepositions give, by the cues of events and of reports."""
    table = event_words(context.pack)
    for sentence in context.sentences:
        words = words_of(sentence)
        parties = parties_in(context, words, table)
        for cue in cues_in(words, table):
            if not cue.frame.is_noun:
                yield from _of_event(context, cue, parties, table)
    for report in reports_of(context):
        if report.subject:
            yield Proposal(report.cue, "subject", report.subject)
        for reach in report.reach[:1]:
            yield Proposal(report.cue, "clause", reach)


def _of_event(context: Context, cue: CueMatch, parties: list[Party], table: EventWords) -> Iterator[Proposal]:
    found = arguments_of(cue, parties, table)
    negated = is_negated_at(context, cue.span)
    for slot, party in (("source", found.source), ("target", found.target)):
        if party and party.mentions:
            span = Span(party.mentions[0].span.start, party.mentions[-1].span.end)
            marker = marker_before(party, cue.words, table, cue.last) if party.first >= cue.last else ""
            yield Proposal(cue.span, _role(cue, slot, marker, found.passive), span, marker, negated)


def _role(cue: CueMatch, slot: str, marker: str, passive: bool) -> str:
    if slot == (cue.frame.passive if passive else cue.frame.subject) and not marker:
        return "subject"
    if passive and slot == cue.frame.subject:
        return "agent"
    return "oblique" if marker else "object"
