"""Joining and leaving an organisation told by a verb: an agreement between the state and the organisation, with its step."""

from collections import defaultdict
from dataclasses import dataclass

from foedera.reading.agreement_nouns import codes_of, is_actor, read_sentences
from foedera.reading.agreement_steps import date_for, evidence_around, factuality_of, published_bound, verb_table
from foedera.reading.agreement_words import NameTable, name_table
from foedera.reading.attribution import voices_at
from foedera.reading.context import Context, Sentence
from foedera.reading.model import AgreementReading, StepStatement
from foedera.reading.sentences import norm
from foedera.values.codes import AgreementKind, Status, Step
from foedera.values.span import Span

_REACH = 60
_UNIONS = {"UN", "G7", "G20", "WEST", "BRICS"}


@dataclass(frozen=True, slots=True)
class _Move:
    states: frozenset[str]
    organisation: str
    statement: StepStatement
    name: Span


def _organisation_after(context: Context, sentence: Sentence, at: int) -> tuple[str, Span] | None:
    for m in context.mentions_in(Span(at, sentence.span.end)):
        if m.span.start - at > _REACH:
            return None
        if m.kind == "organisation":
            return m.actor, m.span
        if m.kind == "state":
            return None
    return None


def _subjects(context: Context, table: NameTable, sentence: Sentence, at: int) -> frozenset[str]:
    found = [(m.span.end, codes_of(m)) for m in context.mentions_in(Span(sentence.span.start, at))
             if m.kind in ("state", "person", "group") and is_actor(context, table, m)]
    return found[-1][1] if found else frozenset()


def _status(context: Context, sentence: Sentence, span: Span) -> Status:
    verbs = verb_table(context.pack)
    low = norm(context.document.text[max(sentence.span.start, span.start - 30) : span.end])
    if verbs and verbs.denial.search(low):
        return Status.DENIED
    future = verbs and verbs.future_before.search(low)
    ahead = verbs and any(p.search(norm(span.text_in(context.document.text))) for s in verbs.steps if s.step is Step.WITHDRAWN
                          for f, p in s.forms if f == "future")
    return Status.FUTURE if future or ahead else Status.DONE


def _moves(context: Context, table: NameTable) -> list[_Move]:
    found = []
    for sentence in read_sentences(context):
        text, start = norm(sentence.span.text_in(context.document.text)), sentence.span.start
        for pattern, step in ((table.join, Step.IN_FORCE), (table.leave, Step.WITHDRAWN)):
            for match in pattern.finditer(text):
                span = Span(start + match.start(), start + match.end())
                body, states = _organisation_after(context, sentence, span.end), _subjects(context, table, sentence, span.start)
                if body is None or not states or body[0] in _UNIONS:
                    continue
                status = _status(context, sentence, span)
                phrase, voices = date_for(context, sentence, span), voices_at(context, span)
                date = phrase.value if phrase else published_bound(context) if status is Status.DONE else None
                evidence = evidence_around(context, sentence, Span(span.start, body[1].end), phrase)
                found.append(_Move(states, body[0], StepStatement(
                    step, "+".join(sorted(states)), status, evidence, date, said_by=voices.said_by,
                    factuality=factuality_of(status, voices.said_by), date_phrase=phrase), body[1]))
    return found


def _kind(table: NameTable, organisation: str, whole: str) -> AgreementKind:
    if organisation not in table.defence_organisations:
        return AgreementKind.ORGANISATION_MEMBERSHIP
    return AgreementKind.ALLIANCE_ACCESSION


def memberships(context: Context) -> tuple[AgreementReading, ...]:
    """One record for each state (or group of states) and organisation it joined or left."""
    table = name_table(context.pack)
    if table is None:
        return ()
    groups: dict[tuple[frozenset[str], str], list[_Move]] = defaultdict(list)
    for move in _moves(context, table):
        groups[move.states, move.organisation].append(move)
    found = []
    for (states, organisation), moves in groups.items():
        first = moves[0]
        kind = _kind(table, organisation, norm(context.document.text))
        steps: list[StepStatement] = []
        for move in moves:
            if not any(s.step is move.statement.step and s.status is move.statement.status for s in steps):
                steps.append(move.statement)
        found.append(AgreementReading(
            first.name.text_in(context.document.text), tuple(sorted(states | {organisation})), kind, first.statement.evidence, steps=tuple(steps)))
    return tuple(found)
