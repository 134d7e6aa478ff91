"""Joining and leaving an organisation told by a verb: an agreement between the state and the organisation, with its step."""

from collections import defaultdict
from dataclasses import dataclass

from foedera.reading.agreement_clusters import Cluster
from foedera.reading.agreement_nouns import AgreementNoun, read_sentences
from foedera.reading.agreement_steps import factuality_of
from foedera.reading.agreement_words import NameTable, name_table
from foedera.reading.attribution import voices_at
from foedera.reading.context import Context, Sentence
from foedera.reading.model import SHALLOW, FoundBy, StepStatement
from foedera.reading.party_mentions import codes_of, is_actor, joined_lists
from foedera.reading.sentences import norm
from foedera.reading.step_dates import date_for, evidence_around, published_bound
from foedera.reading.step_triggers import verb_table
from foedera.values.codes import AgreementKind, Status, Step
from foedera.values.span import Span

_REACH = 60
_SUBJECT_REACH = 15
_SENTENCES_BACK = 2


@dataclass(frozen=True, slots=True)
class _Move:
    states: frozenset[str]
    organisation: str
    statement: StepStatement | None
    name: Span


def _organisation_after(context: Context, sentence: Sentence, at: int, *, past_states: bool = False) -> tuple[str, Span] | None:
    for m in context.mentions_in(Span(at, sentence.span.end)):
        if m.span.start - at > _REACH:
            return None
        if m.kind == "organisation":
            return m.actor, m.span
        if m.kind == "state" and not past_states:
            return None
    return None


def _subjects(context: Context, table: NameTable, sentence: Sentence, at: int) -> frozenset[str]:
    if _says_we(context, table, at):
        return _spoken_for(context, at)
    found = [
        (m.span.end, codes_of(m))
        for m in context.mentions_in(Span(sentence.span.start, at))
        if m.kind in ("state", "person", "group") and is_actor(context, table, m)
    ]
    told = frozenset[str]().union(*(codes for _, codes in found))
    lists = [j for j in joined_lists(context, sentence, table) if found and found[-1][1] <= j <= told]
    return lists[-1] if lists else found[-1][1] if found else _several_before(context, table, sentence)


def _several_before(context: Context, table: NameTable, sentence: Sentence) -> frozenset[str]:
    """The states spoken of together last, one or two sentences back: who "they" or "the regimes" are."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _SENTENCES_BACK), -1):
        before = context.sentences[index]
        if before.paragraph != sentence.paragraph:
            break
        groups = [codes_of(m) for m in context.mentions_in(before.span) if m.kind == "group" and len(codes_of(m)) > 1]
        groups += joined_lists(context, before, table)
        if groups:
            return max(groups, key=len)
    return frozenset()


def _says_we(context: Context, table: NameTable, at: int) -> bool:
    """Whether a person quoted says "we" right before the words of joining or leaving."""
    quoted = next((q.inner for q in context.quoted if q.inner.start <= at < q.inner.end), None)
    if quoted is None:
        return False
    return bool(table.we.search(norm(context.document.text[max(quoted.start, at - _SUBJECT_REACH) : at])))


def _spoken_for(context: Context, at: int) -> frozenset[str]:
    """The state of the person whose words stand here."""
    voices = voices_at(context, Span(at, at + 1)).said_by[:1]
    return next((codes_of(m) for m in context.mentions if m.actor in voices and codes_of(m)), frozenset())


def _status(context: Context, sentence: Sentence, span: Span) -> Status:
    verbs = verb_table(context.pack)
    low = norm(context.document.text[max(sentence.span.start, span.start - 30) : span.end])
    after = norm(context.document.text[span.end : min(sentence.span.end, span.end + 20)])
    if verbs and (verbs.denial.search(low) or verbs.negates(low[: len(low) - (span.end - span.start)], after)):
        return Status.DENIED
    future = verbs and verbs.future_before.search(low)
    ahead = verbs and any(
        p.search(norm(span.text_in(context.document.text)))
        for s in verbs.steps
        if s.step is Step.WITHDRAWN
        for f, p in s.forms
        if f == "future"
    )
    return Status.FUTURE if future or ahead else Status.DONE


def _moves(context: Context, table: NameTable) -> list[_Move]:
    found: list[_Move] = []
    for sentence in read_sentences(context):
        text, start = norm(sentence.span.text_in(context.document.text)), sentence.span.start
        for number, match in table.moves.matches(text):
            step = (Step.IN_FORCE, Step.WITHDRAWN)[number]
            span = Span(start + match.start(), start + match.end())
            body, states = _organisation_after(context, sentence, span.end), _subjects(context, table, sentence, span.start)
            body = body or (_joined_before(found, sentence, span) if step is Step.IN_FORCE else None)
            if body is None or not states or body[0] in context.world.without_accession:
                continue
            status = _status(context, sentence, span)
            phrase, voices = date_for(context, sentence, span), voices_at(context, span)
            date = phrase.value if phrase else published_bound(context) if status is Status.DONE else None
            evidence = evidence_around(context, sentence, Span(span.start, body[1].end), phrase)
            found.append(
                _Move(
                    states,
                    body[0],
                    StepStatement(
                        step,
                        "+".join(sorted(states)),
                        status,
                        evidence,
                        date,
                        said_by=voices.said_by,
                        factuality=factuality_of(status, voices.said_by),
                        date_phrase=phrase,
                        reader=SHALLOW,
                        found_by=FoundBy(span, f"agreement_names.{'join' if step is Step.IN_FORCE else 'leave'}"),
                    ),
                    body[1],
                )
            )
    return found


def _joined_before(moves: list[_Move], sentence: Sentence, span: Span) -> tuple[str, Span] | None:
    """The organisation joined last before, where the words of joining name none ("Finland, itself a member since 2023")."""
    before = [m for m in moves if m.statement and m.statement.step is Step.IN_FORCE and m.statement.evidence.end <= span.start]
    return (before[-1].organisation, Span(span.start, span.end)) if before else None


def _accessions(context: Context, table: NameTable) -> list[_Move]:
    """ "The accession of A to the alliance", "A's accession": an agreement, though no step of its own."""
    found = []
    for sentence in read_sentences(context):
        text, start = norm(sentence.span.text_in(context.document.text)), sentence.span.start
        for _, match in table.accessions.matches(text):
            body = _organisation_after(context, sentence, start + match.end(), past_states=True)
            window = Span(max(sentence.span.start, start + match.start() - 15), body[1].start if body else start + match.end())
            states = [codes_of(m) for m in context.mentions_in(window) if m.kind in ("state", "demonym")]
            if body and states and body[0] not in context.world.without_accession:
                found.append(_Move(states[-1], body[0], None, body[1]))
    return found


def _kind(table: NameTable, organisation: str, left: bool, whole: str) -> AgreementKind:
    """Entering an alliance is an accession; leaving one is about its founding treaty, a defence treaty where its clause is cited."""
    if organisation not in table.defence_organisations:
        return AgreementKind.ORGANISATION_MEMBERSHIP
    if not left:
        return AgreementKind.ALLIANCE_ACCESSION
    return AgreementKind.MUTUAL_DEFENCE if table.defence_clause.search(whole) else AgreementKind.ORGANISATION_MEMBERSHIP


def _nouns(context: Context, organisation: str, kind: AgreementKind) -> tuple[AgreementNoun, ...]:
    """Every mention of the organisation stands for its treaty."""
    return tuple(
        AgreementNoun(m.span, context.sentence_at(m.span.start), "treaty", True, kind=kind, known=True)
        for m in context.mentions
        if m.kind == "organisation" and m.actor == organisation
    )


def memberships(context: Context) -> list[tuple[Cluster, list[StepStatement]]]:
    """One agreement for each state (or group of states) and organisation it joined or left, with the steps told by that verb."""
    table = name_table(context.pack)
    groups: dict[tuple[frozenset[str], str], list[_Move]] = defaultdict(list)
    for move in [*_moves(context, table), *_accessions(context, table)] if table else []:
        groups[move.states, move.organisation].append(move)
    found = []
    for (states, organisation), moves in groups.items():
        assert table is not None
        left = all(m.statement is not None and m.statement.step is Step.WITHDRAWN for m in moves)
        kind = _kind(table, organisation, left, norm(context.document.text))
        cluster = Cluster(_nouns(context, organisation, kind), states | {organisation}, member_of=organisation)
        found.append((cluster, [m.statement for m in moves if m.statement]))
    return found
