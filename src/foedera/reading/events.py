"""What states do to and with each other: visits, meetings, deployments, deliveries, sanctions, attacks, accusations, threats, drills, losses.

A shallow reading by cues and word order: a frame of the language pack finds a cue in a sentence, the mentions around it fill source and target,
and the voice, the date and the amount of the clause are added. Negated and hypothetical clauses give nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from foedera.reading.attribution import is_hypothetical_at, is_no_comment_at, voices_at
from foedera.reading.context import Context, QuantityMention, Sentence
from foedera.reading.event_arguments import Arguments, Party, arguments_of, parties_in, scope_of
from foedera.reading.event_cues import CueMatch, EventWords, Words, cues_in, event_words, words_of
from foedera.reading.event_dates import date_of
from foedera.reading.event_evidence import evidence_around, short
from foedera.reading.event_merging import merged
from foedera.reading.model import EventStatement, Voices
from foedera.sources.model import LineRole
from foedera.values.codes import EventType, Factuality
from foedera.values.quantity import Quantity
from foedera.values.span import Span

_SPEECH_ACTS = frozenset({EventType.ACCUSATION, EventType.THREAT, EventType.DENIAL})
_TOLD_ROLES = (LineRole.BODY, LineRole.TITLE)
Flow = tuple[str | None, str | None]


@dataclass(slots=True)
class _Told:
    """What the document has told so far: the last flow of each type, which a later clause may take up without its actors."""

    flows: dict[EventType, Flow]


def events_of(context: Context) -> tuple[EventStatement, ...]:
    """The events the document tells, each once, in the order of its text."""
    table, told = event_words(context.pack), _Told({})
    body = [s for s in context.sentences if s.role is LineRole.BODY]
    titles = [s for s in context.sentences if s.role is LineRole.TITLE]
    from_body = [e for s in body for e in _events_in(context, s, table, told)]
    from_titles = [e for s in titles for e in _events_in(context, s, table, told)]
    return merged(from_body, from_titles)


def _events_in(context: Context, sentence: Sentence, table: EventWords, told: _Told) -> Iterator[EventStatement]:
    words = words_of(sentence)
    if table.patterns["duty"].search(words.joined):
        return
    parties = parties_in(context, words, table)
    taken: set[tuple[EventType, int]] = set()
    for cue in cues_in(words, table):
        if (cue.frame.type, cue.first) in taken or not _is_about(cue, table):
            continue
        arguments = _completed(cue, arguments_of(cue, parties, table), table, told)
        if arguments is None:
            continue
        voices = _voices(context, cue, arguments, table)
        if voices is None:
            continue
        taken.add((cue.frame.type, cue.first))
        for event in _statements(context, cue, arguments, voices, table):
            if event.source and event.target and voices.factuality is not Factuality.DENIED:
                told.flows[event.type] = (event.source, event.target)
            elif event.type is EventType.CASUALTIES:
                told.flows[event.type] = (event.source, None)
            yield event


def _clause(cue: CueMatch, table: EventWords) -> tuple[int, int]:
    return scope_of(cue, table)


def _is_about(cue: CueMatch, table: EventWords) -> bool:
    """Whether the clause holds the words the frame needs ("sent" + soldiers) and none that rule it out."""
    first, last = _clause(cue, table)
    clause = cue.words.between(first, last)
    if cue.frame.unless and cue.frame.unless.search(clause):
        return False
    return cue.frame.about is None or bool(table.classes[cue.frame.about].search(clause))


def _completed(cue: CueMatch, found: Arguments, table: EventWords, told: _Told) -> Arguments | None:
    """The arguments when the frame has all it needs; joint actors are shared out, a flow told before lends what is missing."""
    source, target = found.source, found.target
    frame = cue.frame
    if frame.joint and source and not target and len(source.actors) > 1:
        if frame.type is EventType.EXERCISE:
            return Arguments(source, None, found.passive)
        source, target = _split(source)
    if frame.inherits:
        source, target = _inherited(cue, source, target, told)
    slots = {"source": source, "target": target}
    if any(slots[need] is None for need in frame.needs):
        return None
    if source and target and set(source.actors) & set(target.actors):
        return None
    return Arguments(source, target, found.passive)


def _split(party: Party) -> tuple[Party, Party]:
    head, rest = party.actors[:1], party.actors[1:]
    return replace(party, actors=head), replace(party, actors=rest)


def _inherited(cue: CueMatch, source: Party | None, target: Party | None, told: _Told) -> tuple[Party | None, Party | None]:
    flow = told.flows.get(cue.frame.type) or told.flows.get(EventType.DEPLOYMENT)
    if flow is None:
        return source, target

    def lent(code: str | None) -> Party | None:
        return Party(tuple(code.split("+")), (), cue.first, cue.last) if code else None

    if source is None and (target is None or target.code == flow[1]):
        source = lent(flow[0])
    if target is None and "target" in cue.frame.needs and source is not None and source.code == flow[0]:
        target = lent(flow[1])
    return source, target


def _is_negated(cue: CueMatch, arguments: Arguments, table: EventWords) -> bool:
    first, last = _clause(cue, table)
    if cue.frame.is_noun:
        return bool(table.patterns["negation"].search(cue.words.between(first, last)))
    near = cue.words.between(max(first, cue.first - 9), min(last, cue.last + 4))
    return bool(table.patterns["negation"].search(near))


def _voices(context: Context, cue: CueMatch, arguments: Arguments, table: EventWords) -> Voices | None:
    """Whose voice tells the event and how surely; None when it is not told to have happened or to come."""
    if is_hypothetical_at(context, cue.span) or is_no_comment_at(context, cue.span):
        return None
    before = cue.words.between(max(0, cue.first - 6), cue.first)
    if table.patterns["wish"].search(before):
        return None
    voices = voices_at(context, cue.span)
    if cue.frame.type in _SPEECH_ACTS:
        if _is_negated(cue, arguments, table):
            return None
        utterer = _utterer(arguments.source)
        return Voices(voices.said_by or utterer, voices.also_said_by, Factuality.ATTRIBUTED)
    if voices.factuality is not Factuality.DENIED and _is_negated(cue, arguments, table):
        return replace(voices, factuality=Factuality.DENIED) if voices.said_by else None
    return voices


def _utterer(source: Party | None) -> tuple[str, ...]:
    if source is None or not source.mentions:
        return (source.code,) if source else ()
    mention = source.mentions[0]
    return (mention.actor if mention.kind in ("person", "office") else source.actors[0],)


def _amounts(context: Context, cue: CueMatch, table: EventWords) -> list[QuantityMention]:
    """The numbers of the clause that count what the frame is about, nearest first."""
    if cue.frame.counted is None:
        return []
    first, last = _clause(cue, table)
    counted = table.classes[cue.frame.counted]
    found = [q for q in context.quantities_in(cue.words.span(first, last)) if _counts(context, q, counted)]
    return sorted(found, key=lambda q: min(abs(q.span.start - cue.span.end), abs(cue.span.start - q.span.end)))


def _counts(context: Context, amount: QuantityMention, counted: "object") -> bool:
    from foedera.reading.sentences import norm

    text = norm(amount.span.text_in(context.document.text)).replace("'", "' ") + " " + norm(amount.quantity.unit or "")
    return bool(counted.search(text))  # type: ignore[attr-defined]


def _statements(context: Context, cue: CueMatch, arguments: Arguments, voices: Voices, table: EventWords) -> Iterator[EventStatement]:
    first, last = _clause(cue, table)
    amounts = _amounts(context, cue, table)
    scope = cue.words.span(first, last)
    date, phrase = date_of(context, cue, scope, bool(voices.said_by) and cue.frame.type not in _SPEECH_ACTS)
    for amount in amounts[: (None if cue.frame.type is EventType.CASUALTIES else 1)] or [None]:
        evidence = evidence_around(context, cue, _anchors(arguments, amount), Span(scope.start, scope.end))
        yield EventStatement(
            type=cue.frame.type,
            source=arguments.source.code if arguments.source else None,
            target=arguments.target.code if arguments.target and "target" in _told_slots(cue) else None,
            what=short(evidence.text),
            evidence=evidence,
            quantity=_quantity(amount),
            date=date,
            factuality=voices.factuality,
            said_by=voices.said_by,
            also_said_by=voices.also_said_by,
            date_phrase=phrase,
        )


def _told_slots(cue: CueMatch) -> tuple[str, ...]:
    return () if cue.frame.type in (EventType.CASUALTIES, EventType.EXERCISE) else ("source", "target")


def _quantity(amount: QuantityMention | None) -> Quantity | None:
    return amount.quantity if amount else None


def _anchors(arguments: Arguments, amount: QuantityMention | None) -> list[Span]:
    """What the evidence should hold besides the cue, most wanted first."""
    spans = [amount.span] if amount else []
    for party in (arguments.target, arguments.source):
        spans += [m.span for m in party.mentions] if party else []
    return spans
