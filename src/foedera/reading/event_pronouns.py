"""Who "it", "he" or "il" before a verb stands for: the one who tells it, the subject of its sentence, or that of the sentence before."""

from collections.abc import Sequence
from dataclasses import replace

from foedera.reading.attribution import reports_at
from foedera.reading.context import Context
from foedera.reading.event_arguments import Arguments, Party, acting_code, marker_before, parties_in
from foedera.reading.event_cues import CueMatch, EventWords, words_of
from foedera.values.codes import EventType
from foedera.values.span import Span

_BY_PERSONS = frozenset({EventType.VISIT, EventType.MEETING})
_BY_FORCES = frozenset({EventType.ATTACK, EventType.DEPLOYMENT, EventType.CASUALTIES, EventType.EXERCISE})
_FORCES = ("forces", "weapons_kept")
_SANCTIONED = ("targets",)
_OFFICIALS = ("officials",)
_OWNED = 5  # words between a possessive and the verb
_BEFORE_VERB = 4  # tokens before a verb in which its pronoun stands
_OPENING = 4  # tokens of a sentence in which a pronoun looks back to the sentence before


def with_pronoun(context: Context, cue: CueMatch, found: Arguments, parties: Sequence[Party], table: EventWords) -> Arguments:
    """The arguments, the slot of the subject filled with whom a pronoun beside the verb stands for ("X says it shot down Y")."""
    slot = cue.frame.passive if found.passive else cue.frame.subject
    if cue.frame.is_noun or slot is None or getattr(found, slot) is not None:
        return found
    at = _pronoun_before(cue, table)
    at = _possessive_before(cue, table) if at is None else at
    if at is None or any(p.first > at and p.last <= cue.first for p in parties):
        return found
    party = _antecedent(context, cue, at, parties, table)
    other = found.target if slot == "source" else found.source
    owned = cue.words.sentence.tokens[at].norm in table.small["possessive"]
    talks = cue.frame.type is EventType.MEETING and found.target is not None
    if party and not owned and not talks and cue.frame.type in _BY_PERSONS and party.mentions[0].kind not in ("person", "office"):
        return found  # "it came three weeks after": no journey
    if party is None or (other and set(other.actors) & set(party.actors)):
        return found
    return replace(found, source=party) if slot == "source" else replace(found, target=party)


def _pronoun_before(cue: CueMatch, table: EventWords) -> int | None:
    """The token of a third person singular right before the verb, its helpers and adverbs apart."""
    tokens = cue.words.sentence.tokens
    light = table.small["be"] | table.small["have"] | table.small["helpers"]
    for index in range(cue.first - 1, max(-1, cue.first - 1 - _BEFORE_VERB), -1):
        if tokens[index].norm in table.small["third"]:
            return index
        if tokens[index].norm not in light and not table.patterns["adverb"].fullmatch(tokens[index].norm):
            return None
    return None


def _possessive_before(cue: CueMatch, table: EventWords) -> int | None:
    """The token of a possessive that owns the subject of an act of force right before the verb ("its aircraft hit ...")."""
    owners = _FORCES if cue.frame.type in _BY_FORCES else _SANCTIONED if cue.frame.type is EventType.SANCTION else _OFFICIALS
    tokens = cue.words.sentence.tokens
    light = table.small["be"] | table.small["have"] | table.small["helpers"]
    at = cue.first - 1
    while at >= 0 and (tokens[at].norm in light or table.patterns["adverb"].fullmatch(tokens[at].norm)):
        at -= 1
    for index in range(at - 1, max(-1, at - 1 - _OWNED), -1):
        word = tokens[index]
        if word.norm in table.small["possessive"]:
            owned = cue.words.between(index + 1, at + 1)
            return index if any(table.classes[name].search(owned) for name in owners if name in table.classes) else None
        if not word.is_word or word.norm in table.small["markers"] - table.small["genitive"]:
            return None
    return None


def _antecedent(context: Context, cue: CueMatch, at: int, parties: Sequence[Party], table: EventWords) -> Party | None:
    """The speaker whose words these are, else the first party without a preposition before the pronoun, here or a sentence before."""
    pronoun = cue.words.sentence.tokens[at].span.start
    telling = [r.subject for r in reports_at(context, cue.span) if r.frame == "that" and r.subject and r.subject.end <= pronoun]
    speaker = _party_at(context, cue, telling[0]) if telling else None
    if speaker:
        return speaker
    earlier = [p for p in parties if p.last <= at]
    here = _leading(earlier, cue, table)
    if here or (earlier and at >= _OPENING) or not cue.words.sentence.index:
        return here
    before = next((s for s in context.sentences if s.index == cue.words.sentence.index - 1), None)
    if before is None or before.paragraph != cue.words.sentence.paragraph:
        return None
    words = words_of(before)
    if cue.words.sentence.tokens[at].norm in table.small["latter"]:
        persons = [p for p in parties_in(context, words, table) if p.mentions[-1].kind in ("person", "office")]
        return replace(persons[-1], first=at, last=at + 1) if persons else None
    found = [p for p in parties_in(context, words, table) if marker_before(p, words, table, 0) == ""]
    if cue.words.sentence.tokens[at].norm in table.small["theirs"]:
        found = [p for p in parties_in(context, words, table) if len(p.actors) > 1]
        return replace(found[0], first=at, last=at + 1) if found else None
    return replace(found[0], first=at, last=at + 1) if found and len(found[0].actors) == 1 else None


def _leading(before: Sequence[Party], cue: CueMatch, table: EventWords) -> Party | None:
    bare = [p for p in before if marker_before(p, cue.words, table, 0) == ""]
    return bare[0] if bare and len(bare[0].actors) == 1 else None


def _party_at(context: Context, cue: CueMatch, span: Span) -> Party | None:
    for mention in context.mentions:
        code = acting_code(mention)
        if code and "+" not in code and mention.span.overlaps(span):
            return Party((code,), (mention,), cue.first, cue.first)
    return None


def with_own_ground(context: Context, cue: CueMatch, found: Arguments, parties: Sequence[Party], table: EventWords) -> Arguments:
    """The arguments, the target of "bombards its territory" filled: who says it, else the party told before that is not the doer."""
    if cue.frame.is_noun or found.target or found.source is None or "target" not in cue.frame.needs:
        return found
    behind = cue.words.between(cue.last, cue.last + _BEFORE_VERB + 2)
    if not table.patterns["own_ground"].search(behind):
        return found
    speakers = [_party_at(context, cue, r.subject) for r in reports_at(context, cue.span) if r.subject]
    before = [p for p in parties if p.last <= cue.first]
    others = [p for p in (*speakers, *before) if p and not set(p.actors) & set(found.source.actors)]
    return replace(found, target=others[0]) if others else found
