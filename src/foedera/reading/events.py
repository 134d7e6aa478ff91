"""What states do to and with each other: visits, meetings, deployments, deliveries, sanctions, attacks, accusations, threats, losses ...

A shallow reading by cues and word order: a frame of the language pack finds a cue in a sentence, the mentions around it fill source and
target, and the voice, the date and the amount of the clause are added. Negated and hypothetical clauses give nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from foedera.reading.attribution import is_hypothetical_at, is_no_comment_at, reports_at, voices_at
from foedera.reading.context import Context, QuantityMention, Sentence
from foedera.reading.dependency_reader import ParsedSentence, arguments_by_syntax, parsed_sentences, reconciled
from foedera.reading.event_amounts import amounts_of, is_bare_beside, losses_of, records_of
from foedera.reading.event_arguments import Arguments, Party, acting_code, arguments_of, parties_in, scope_of
from foedera.reading.event_completion import Told, completed
from foedera.reading.event_cues import CueMatch, EventWords, event_words, sentence_cues
from foedera.reading.event_dates import date_of, date_of_saying
from foedera.reading.event_doers import denied_by_doer, still_to_come, with_doers
from foedera.reading.event_evidence import evidence_around, short
from foedera.reading.event_merging import FoundEvent, merged
from foedera.reading.event_objects import about_span, is_of_same_thing
from foedera.reading.event_occasions import dated_by_others
from foedera.reading.event_places import place_of
from foedera.reading.event_pronouns import with_own_ground, with_pronoun
from foedera.reading.model import EventStatement, FoundBy, Voices
from foedera.reading.reports import reports_of
from foedera.sources.model import LineRole
from foedera.values.codes import EventType, Factuality
from foedera.values.quantity import Quantity
from foedera.values.span import Span

_SPEECH_ACTS = frozenset({EventType.ACCUSATION, EventType.THREAT, EventType.DENIAL})
_SAYING_FRAMES = frozenset({"that", "incise", "quote", "source", "relay"})
_CONTENT_BEFORE = 10
_WE_BACK = 4  # words before a verb in which "we" is looked for
_CONTENT_REACH = 14  # tokens between a verb of accusing or threatening and its content


_FLOWS = frozenset({EventType.TRANSFER, EventType.DEPLOYMENT, EventType.ATTACK})


def events_of(context: Context) -> tuple[EventStatement, ...]:
    """The events the document tells, each once, in the order of its text; none in a language whose pack has no words for them."""
    table, told = event_words(context.pack), Told()
    if not table.frames:
        return ()
    trees = _trees(context, table)
    body = [s for s in context.sentences if s.role is LineRole.BODY]
    titles = [s for s in context.sentences if s.role is LineRole.TITLE]
    from_body = [e for s in body for e in _events_in(context, s, table, told, trees.get(s.index))]
    from_titles = [e for s in titles for e in _events_in(context, s, table, told, trees.get(s.index))]
    return merged(dated_by_others(from_body), dated_by_others(from_titles))


def _trees(context: Context, table: EventWords) -> dict[int, ParsedSentence]:
    """The trees of the sentences in which a verb may tell an event of somebody known; no others are parsed."""
    wanted = [s for s in context.sentences if needs_parsing(context, s, table)]
    syntax = context.syntax if wanted else None
    return parsed_sentences(context, wanted, syntax) if syntax else {}


def needs_parsing(context: Context, sentence: Sentence, table: EventWords) -> bool:
    """Whether the sentence names somebody and holds the verb of an event."""
    if not any(acting_code(m) for m in context.mentions_in(sentence.span)):
        return False
    return any(not c.frame.is_noun for c in sentence_cues(context, sentence, table)[1])


def _events_in(context: Context, sentence: Sentence, table: EventWords, told: Told, tree: ParsedSentence | None = None) -> list[FoundEvent]:
    words, cues = sentence_cues(context, sentence, table)
    if not cues:
        return []
    parties = parties_in(context, words, table)
    is_duty = bool(table.patterns["duty"].search(words.joined))
    found: list[tuple[CueMatch, EventStatement]] = []
    for cue in sorted(cues, key=lambda c: c.first):
        clash = any((_is_same_kind(c, cue) or is_of_same_thing(c, cue, table)) and c.first <= cue.first < c.last for c, _ in found)
        if clash or (is_duty and cue.frame.type in _FLOWS) or not (_is_about(cue, table) or _goes_on(context, cue, told)):
            continue
        for event in _told_by(context, cue, parties, table, told, tree):
            if not any(_is_same_flow(event, other) for _, other in found):
                found.append((cue, event))
                told.remember(event, cue.frame.ahead, sentence.index)
    kept = [(cue, e) for cue, e in found if not _is_content(cue, found)]
    return [FoundEvent(e, _persons(e, parties), cue.frame.is_noun, losses_of(cue, table)) for cue, e in kept]


def _persons(event: EventStatement, parties: Sequence[Party]) -> frozenset[str]:
    """The persons named within the evidence of a visit or a meeting."""
    if event.type not in (EventType.VISIT, EventType.MEETING):
        return frozenset()
    named = [m for p in parties for m in p.mentions if event.evidence.span.overlaps(m.span) and m.kind in ("person", "office")]
    return frozenset(m.actor for m in named if m.actor[:1].isupper())


def _is_same_kind(cue: CueMatch, other: CueMatch) -> bool:
    """Whether one word can be only one of the two: a reception is a visit or a meeting."""
    types = {cue.frame.type, other.frame.type}
    return len(types) == 1 or types == {EventType.VISIT, EventType.MEETING}


def _is_same_flow(event: EventStatement, other: EventStatement) -> bool:
    """Whether one sentence tells one flow by two words ("promised to send"); another voice tells another."""
    ends = (event.type, event.source, event.target, event.said_by) == (other.type, other.source, other.target, other.said_by)
    same = event.quantity == other.quantity or (event.type is EventType.EXERCISE and event.quantity is None)
    return ends and same and Factuality.DENIED not in (event.factuality, other.factuality)


def _told_by(
    context: Context, cue: CueMatch, parties: Sequence[Party], table: EventWords, told: Told, tree: ParsedSentence | None
) -> Iterator[EventStatement]:
    """The statements of one cue: none where arguments are missing or the clause tells nothing as a fact."""
    speakers = _speakers(context, cue)
    shallow = arguments_of(cue, parties, table, speakers, _crowds(context, cue, table))
    acting = [p for p in parties if not (p.mentions and any(s.overlaps(p.mentions[0].span) for s in speakers))]
    both, reader = reconciled(shallow, arguments_by_syntax(cue, acting, table, tree) if tree else None)
    spoken = with_pronoun(context, cue, _first_person(context, cue, both, table), parties, table)
    grounded = with_own_ground(context, cue, _speaking(context, cue, spoken, parties), parties, table)
    found = with_doers(context, cue, grounded, parties, table)
    arguments = completed(context, cue, found, parties, told)
    voices = _voices(context, cue, arguments, table) if arguments else None
    if arguments and voices:
        if cue.frame.denies:
            told_events = _denied(context, cue, arguments, voices, table, told)
        else:
            told_events = _statements(context, cue, arguments, voices, table, told)
        found_by = FoundBy(cue.span, cue.frame.entry)
        yield from (replace(e, reader=reader, found_by=found_by) for e in told_events)


def _first_person(context: Context, cue: CueMatch, arguments: Arguments, table: EventWords) -> Arguments:
    """The arguments, the speaker's state standing in for "we" ("we have sent nobody, the minister said")."""
    plural = set(cue.words.between(cue.first - _WE_BACK, cue.first).split()) & table.small.get("we", frozenset())
    if not plural or arguments.source or cue.frame.subject != "source" or arguments.passive:
        return arguments
    names = voices_at(context, cue.span).said_by[:1]
    mention = next((m for m in context.mentions if m.actor in names and acting_code(m)), None)
    code = acting_code(mention) if mention else None
    return replace(arguments, source=Party((code,), (mention,), cue.first, cue.last)) if mention and code else arguments


def _speakers(context: Context, cue: CueMatch) -> list[Span]:
    """Where those stand who say what the cue tells ("X said that ..."), the cue being no word of theirs."""
    reports = [r for r in reports_at(context, cue.span) if not r.cue.overlaps(cue.span)]
    reports = [r for r in reports if r.frame in _SAYING_FRAMES or (r.stance == "accuse" and cue.frame.type in _FLOWS)]
    return [r.subject for r in reports if r.subject]


def _crowds(context: Context, cue: CueMatch, table: EventWords) -> list[Span]:
    """Where people are counted in the clause."""
    return [q.span for q in amounts_of(context, cue, table)] if cue.frame.type in (EventType.DEPLOYMENT, EventType.CASUALTIES) else []


def _is_content(cue: CueMatch, found: Sequence[tuple[CueMatch, EventStatement]]) -> bool:
    """Whether this cue only serves another: an accusation whose content has a type of its own, or what a threat threatens with."""
    kinds = {EventType.ACCUSATION: _FLOWS | {EventType.SANCTION, EventType.EXERCISE, EventType.DEPLOYMENT}}.get(cue.frame.type, frozenset())
    for other, _ in found:
        gap = other.first - cue.last
        if other.frame.type in kinds and -_CONTENT_BEFORE <= gap <= _CONTENT_REACH:
            return True
        threatened = other.frame.type is EventType.THREAT and cue.frame.type is not EventType.THREAT
        if threatened and 0 <= cue.first - other.last <= _CONTENT_REACH:
            return True
    return False


def _is_about(cue: CueMatch, table: EventWords) -> bool:
    """Whether the clause holds the words the frame needs ("sent" + soldiers) and none that rule it out."""
    first, last = scope_of(cue, table)
    clause = cue.words.between(first, last)
    if cue.frame.unless and cue.frame.unless.search(clause):
        return False
    return cue.frame.about is None or about_span(cue, table) is not None


def _goes_on(context: Context, cue: CueMatch, told: Told) -> bool:
    """Whether a bare number beside the cue goes on counting the people of a deployment told before ("sent 2,000 more")."""
    if cue.frame.type is not EventType.DEPLOYMENT or not cue.frame.inherits or EventType.DEPLOYMENT not in told.flows:
        return False
    sentence = cue.words.sentence.span
    return any(is_bare_beside(q, cue) for q in context.quantities_in(sentence))


def _is_negated(cue: CueMatch, arguments: Arguments, table: EventWords) -> bool:
    first, last = scope_of(cue, table)
    if cue.frame.is_noun:
        left = cue.words.between(first, cue.first).rsplit(" ,", 1)[-1]
        right = cue.words.between(cue.first, last).split(" ,", 1)[0]
        return bool(table.patterns["negation"].search(f"{left} {right}".strip()))
    behind = cue.words.between(cue.last, min(last, cue.last + 4)).split(" ,")[0]
    near = f"{cue.words.between(max(first, cue.first - 9), cue.last)} {behind}"
    near = near.rsplit(" » ", 1)[-1] if cue.frame.type in _SPEECH_ACTS else near
    near = table.patterns["not_ruled_out"].sub("", near) if "not_ruled_out" in table.patterns else near
    return bool(table.patterns["negation"].search(near))


def _voices(context: Context, cue: CueMatch, arguments: Arguments, table: EventWords) -> Voices | None:
    """Whose voice tells the event and how surely; None when it is not told to have happened or to come."""
    if is_hypothetical_at(context, cue.span) or is_no_comment_at(context, cue.span):
        return None
    before = cue.words.between(max(0, cue.first - 6), cue.first)
    told_anyway = cue.frame.type is EventType.TRANSFER or (cue.frame.is_noun and cue.frame.type is EventType.VISIT)
    told_anyway = told_anyway or (cue.frame.type is EventType.MEETING and _is_met_on_visit(cue, table))
    purpose = not told_anyway and table.patterns["purpose"].search(before)
    if purpose or table.patterns["wish"].search(before):
        return Voices((), (), Factuality.STATED) if _is_in_place(cue, table) else None
    voices = _carried(context, cue, voices_at(context, cue.span))
    if cue.frame.type in _SPEECH_ACTS:
        if _is_negated(cue, arguments, table):
            return None
        return _speech_voices(context, arguments.source, voices)
    if voices.factuality is Factuality.DENIED or _is_negated(cue, arguments, table):
        return replace(voices, factuality=Factuality.DENIED) if voices.said_by else None
    voices = still_to_come(context, cue, arguments, denied_by_doer(cue, arguments, voices, table), table)
    ahead = cue.frame.ahead and voices.factuality in (Factuality.STATED, Factuality.ATTRIBUTED)
    return replace(voices, factuality=Factuality.FORECAST) if ahead else voices


def _speech_voices(context: Context, source: Party | None, voices: Voices) -> Voices:
    """Who utters a threat or an accusation is its voice; somebody else who tells of it is none, an agency that carries it comes after."""
    own = {m.actor for m in context.mentions if source and acting_code(m) in source.actors}
    if not source or (voices.said_by and voices.said_by[0] in own):
        return replace(voices, factuality=Factuality.ATTRIBUTED)
    carried = tuple(v for v in voices.said_by if any(m.actor == v and m.kind == "outlet" for m in context.mentions))
    return Voices((*_utterer(source), *carried), voices.also_said_by if carried else (), Factuality.ATTRIBUTED)


def _is_in_place(cue: CueMatch, table: EventWords) -> bool:
    """Whether the noun tells of sanctions that stand, whatever is wished of them ("to lift the sanctions of X against Y")."""
    if not cue.frame.is_noun or cue.frame.type is not EventType.SANCTION:
        return False
    return bool(set(cue.words.between(cue.first - 2, cue.first).split()) & table.small["definite"])


def _carried(context: Context, cue: CueMatch, voices: Voices) -> Voices:
    """The voices, those of the sentence before going on where a mood alone says that somebody tells it ("aurait envoyé")."""
    if voices.said_by or voices.factuality is not Factuality.HEDGED or not cue.words.sentence.index:
        return voices
    here = cue.words.sentence
    before = [s for s in context.sentences if s.index == here.index - 1 and s.paragraph == here.paragraph]
    told = [r for r in reports_of(context) if before and before[0].span.contains(r.cue) and r.frame in _SAYING_FRAMES]
    return replace(voices, said_by=told[-1].voices[:1]) if told else voices


def _is_met_on_visit(cue: CueMatch, table: EventWords) -> bool:
    """Whether the clause before tells the visit that the meeting is the purpose of ("went to X to meet Y")."""
    before = cue.words.between(0, cue.first)
    return any(f.type is EventType.VISIT and not f.is_noun and f.cue.search(before) for f in table.frames)


def _speaking(context: Context, cue: CueMatch, arguments: Arguments, parties: Sequence[Party]) -> Arguments:
    """The arguments of a speech act, its speaker taken from the report it makes when only a pronoun stands there."""
    if cue.frame.type not in _SPEECH_ACTS or arguments.source or arguments.passive:
        return arguments
    names = [v for r in reports_of(context) if r.cue.overlaps(cue.span) for v in r.voices]
    names = list(voices_at(context, cue.span).said_by) if cue.frame.by_speaker else names
    mention = next((m for m in context.mentions if names and m.actor == names[0] and acting_code(m)), None)
    code = acting_code(mention) if mention else None
    if mention is None or code is None:
        return arguments
    return replace(arguments, source=Party((code,), (mention,), cue.first, cue.last))


def _utterer(source: Party | None) -> tuple[str, ...]:
    if source is None or not source.mentions:
        return (source.code,) if source else ()
    mention = source.mentions[0]
    return (mention.actor if mention.kind in ("person", "office") else source.actors[0],)


def _statements(
    context: Context, cue: CueMatch, arguments: Arguments, voices: Voices, table: EventWords, told: Told
) -> Iterator[EventStatement]:
    first, last = scope_of(cue, table)
    amounts = amounts_of(context, cue, table)
    if cue.frame.counts and not amounts:
        return
    scope = cue.words.span(first, last)
    is_speech = cue.frame.type in _SPEECH_ACTS
    date, phrase = date_of(context, cue, scope, bool(voices.said_by) and not is_speech, is_speech)
    if date is None and voices.factuality in (Factuality.ATTRIBUTED, Factuality.HEDGED) and voices.said_by:
        date, phrase = date_of_saying(context, cue, voices.said_by[0])
        date = phrase.value if phrase and is_speech else date
    if date is None and cue.frame.is_noun and cue.frame.type in (EventType.VISIT, EventType.MEETING):
        date = told.meeting_date(arguments)
    counted = records_of(context, cue, amounts, table)
    for target, amount in [(t, a) for t in _targets(cue, arguments) for a in counted]:
        evidence = evidence_around(context, cue, _content(cue, scope, table) or _anchors(arguments, amount, about_span(cue, table)), scope)
        yield EventStatement(
            type=cue.frame.type,
            source=arguments.source.code if arguments.source else None,
            target=target,
            what=short(evidence.text),
            evidence=evidence,
            quantity=_quantity(amount),
            date=date,
            factuality=voices.factuality,
            said_by=voices.said_by,
            also_said_by=voices.also_said_by,
            place=place_of(context, cue, scope, (arguments.source.code if arguments.source else None, target), table),
            date_phrase=phrase,
        )


def _denied(
    context: Context, cue: CueMatch, arguments: Arguments, voices: Voices, table: EventWords, told: Told
) -> Iterator[EventStatement]:
    """What "rejects these reports" denies: the flow told last, or the accusation that had no type of its own."""
    last, source = told.last, arguments.source
    if last is None or source is None:
        return
    goods = told.flow(EventType.TRANSFER)
    about_goods = bool(table.classes["deliveries"].search(cue.words.between(cue.first, cue.last + 4)))
    if about_goods and not goods:
        return
    if goods and about_goods:
        last = replace(last, type=EventType.TRANSFER, source=goods[0], target=goods[1])
    speaker = voices.said_by or _utterer(source)
    if last.type in _FLOWS and _is_own_word(context, last, source):
        return
    evidence = evidence_around(context, cue, _anchors(arguments, None, None), cue.words.sentence.span)
    if last.type in _FLOWS:
        told_again = replace(last, quantity=None, what=short(evidence.text), evidence=evidence, also_said_by=())
        yield replace(told_again, factuality=Factuality.DENIED, said_by=speaker)
    elif last.type is EventType.ACCUSATION and last.source:
        what = short(evidence.text)
        yield EventStatement(EventType.DENIAL, source.code, last.source, what, evidence, factuality=Factuality.ATTRIBUTED, said_by=speaker)


def _is_own_word(context: Context, told: EventStatement, denier: Party) -> bool:
    """Whether the state that is said to deny it told it itself."""
    return any(m.actor in told.said_by[:1] and acting_code(m) in denier.actors for m in context.mentions)


def _content(cue: CueMatch, scope: Span, table: EventWords) -> list[Span]:
    """The words of a threat that stand before the verb of saying ("... », a averti X"), up to what makes it one."""
    about = about_span(cue, table) if cue.frame.type is EventType.THREAT else None
    return [Span(scope.start, about.end)] if about and about.end <= cue.span.start else []


def _targets(cue: CueMatch, arguments: Arguments) -> list[str | None]:
    """The target as told; each state sanctioned is a target of its own; losses and drills have none."""
    if arguments.target is None or cue.frame.type in (EventType.CASUALTIES, EventType.EXERCISE):
        return [None]
    return list(arguments.target.actors) if cue.frame.type is EventType.SANCTION else [arguments.target.code]


def _quantity(amount: QuantityMention | None) -> Quantity | None:
    return amount.quantity if amount else None


def _anchors(arguments: Arguments, amount: QuantityMention | None, about: Span | None) -> list[Span]:
    """What the evidence should hold besides the cue, most wanted first."""
    spans = ([amount.span] if amount else []) + ([about] if about else [])
    for party in (arguments.target, arguments.source):
        spans += [m.span for m in party.mentions] if party else []
    return spans
