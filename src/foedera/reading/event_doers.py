"""Who acts or suffers where the clause names no state: who says an infinitive, who accuses, bands of fighters, a group's home."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from foedera.reading.attribution import reports_at, voices_at
from foedera.reading.context import Context
from foedera.reading.event_arguments import Arguments, Party, acting_code, marker_before
from foedera.reading.event_cues import CueMatch, EventWords
from foedera.reading.model import ActorMention, Voices
from foedera.reading.report import Report
from foedera.reading.reporting_lexicon import reporting_lexicon
from foedera.reading.reports import reports_of
from foedera.values.codes import EventType, Factuality

_CHUNK = 6  # tokens of an infinitive and what stands before it ("avoir déjà fait ...")
_WHOSE_NEAR = 7  # tokens between "dont" and the verb
_AIM_NEAR = 7  # tokens behind a verb in which its aim is told
_BAND_NEAR = 4  # tokens between a cue and the band that acts or suffers
_ACCUSED_OF = frozenset({EventType.ATTACK, EventType.DEPLOYMENT, EventType.TRANSFER})
_BANDS_ACT = frozenset({EventType.ATTACK, EventType.TRANSFER})


def with_doers(context: Context, cue: CueMatch, found: Arguments, parties: Sequence[Party], table: EventWords) -> Arguments:
    """The arguments, empty slots filled with whom the sentence means without naming him in the clause."""
    if cue.frame.is_noun:
        return _with_home(context, cue, found, table)
    found = _with_whose(cue, found, parties, table)
    found = _with_speaker(context, cue, found, parties, table)
    found = _with_bands(cue, found, table) if cue.frame.type in _BANDS_ACT else found
    return _with_home(context, cue, _with_accuser(context, cue, found), table)


def _with_whose(cue: CueMatch, found: Arguments, parties: Sequence[Party], table: EventWords) -> Arguments:
    """Whose forces act in a relative clause ("X, dont 300 soldats combattent en Y")."""
    tokens, forces = cue.words.sentence.tokens, table.classes["forces"]
    low = max(1, cue.first - _WHOSE_NEAR)
    at = next((i for i in range(cue.first - 1, low - 1, -1) if tokens[i].norm in table.small["of_which"]), None)
    if at is None or cue.frame.subject != "source" or not forces.search(cue.words.between(at, cue.first)):
        return found
    owner = next((p for p in reversed(parties) if p.last <= at and at - p.last <= 1), None)
    if owner is None or any(p.first > at and p.last <= cue.first for p in parties):
        return found
    target = found.target if found.target and not set(found.target.actors) & set(owner.actors) else None
    return replace(found, source=owner, target=target)


def _with_speaker(context: Context, cue: CueMatch, found: Arguments, parties: Sequence[Party], table: EventWords) -> Arguments:
    """Who says an infinitive is its subject ("denied having struck", "nie avoir frappé")."""
    slot = cue.frame.passive if found.passive else cue.frame.subject
    if slot is None or not _is_infinitive(cue, table):
        return found
    report = next((r for r in reports_at(context, cue.span) if r.frame == "that" and _leads_to(r, cue, table)), None)
    party = _speaker(context, cue, report) if report else None
    if party is None and is_own_denial(cue, table):
        party = next((p for p in parties if p.last <= cue.first and marker_before(p, cue.words, table, 0) == ""), None)
    other = found.target if slot == "source" else found.source
    if party is None or (other and set(other.actors) & set(party.actors)):
        return found
    return replace(found, source=party) if slot == "source" else replace(found, target=party)


def _is_infinitive(cue: CueMatch, table: EventWords) -> bool:
    before = cue.words.between(cue.first - _CHUNK, cue.last).split()
    return bool(set(before) & table.small.get("infinitives", frozenset()))


def _leads_to(report: Report, cue: CueMatch, table: EventWords) -> bool:
    """Whether nothing but helpers and adverbs stands between the verb of saying and the event's own verb."""
    first = cue.words.index_of(report.cue.end)
    light = table.small["be"] | table.small["have"] | table.small["helpers"] | table.small.get("infinitives", frozenset())
    tokens = cue.words.sentence.tokens[first : cue.first]
    return len(tokens) <= _CHUNK and all(t.norm in light or table.patterns["adverb"].fullmatch(t.norm) for t in tokens)


def _speaker(context: Context, cue: CueMatch, report: Report) -> Party | None:
    named = [m for m in context.mentions if report.subject and m.span.overlaps(report.subject)]
    named = named or [m for m in reversed(context.mentions) if m.actor == report.voices[0] and m.span.start < cue.span.start]
    mention = next((m for m in named if acting_code(m)), None)
    code = acting_code(mention) if mention else None
    return Party(tuple(code.split("+")), (mention,), cue.first, cue.first) if mention and code else None


def is_own_denial(cue: CueMatch, table: EventWords) -> bool:
    """Whether the doer himself denies it ("et démenti avoir livré"), by the words right before the verb."""
    pattern = table.patterns.get("own_denial")
    return bool(pattern and not cue.frame.is_noun and pattern.search(cue.words.between(cue.first - _CHUNK, cue.last)))


def denied_by_doer(cue: CueMatch, found: Arguments, voices: Voices, table: EventWords) -> Voices:
    """The voices, the doer's own denial told where no report was seen."""
    if voices.factuality is Factuality.DENIED or found.source is None or not is_own_denial(cue, table):
        return voices
    said_by = voices.said_by or (found.source.mentions[0].actor if found.source.mentions else found.source.code,)
    return replace(voices, factuality=Factuality.DENIED, said_by=said_by)


def still_to_come(context: Context, cue: CueMatch, found: Arguments, voices: Voices, table: EventWords) -> Voices:
    """The voices, what a text foresees or a noun's own verb puts in the future being a forecast ("provides for the dispatch of ...")."""
    if not cue.frame.is_noun or voices.factuality not in (Factuality.STATED, Factuality.ATTRIBUTED):
        return voices
    pattern, tokens = table.patterns.get("foreseen"), cue.words.sentence.tokens
    before = cue.words.between(cue.first - _CHUNK, cue.first)
    match = pattern.search(before) if pattern else None
    if match and match.end() == len(before):
        nouns = reporting_lexicon(context.pack).text_speaker
        text = next((nouns[t.norm] for t in tokens[: cue.first] if t.norm in nouns), None)
        return replace(voices, factuality=Factuality.FORECAST, said_by=voices.said_by or ((text,) if text else ()))
    last = max((p.last for p in (found.source, found.target) if p and p.mentions and p.first >= cue.last), default=len(tokens))
    if not cue.frame.joint or last >= len(tokens) or not tokens[last].is_word:
        return voices
    ahead = voices_at(context, tokens[last].span).factuality is Factuality.FORECAST
    return replace(voices, factuality=Factuality.FORECAST) if ahead else voices


def _with_accuser(context: Context, cue: CueMatch, found: Arguments) -> Arguments:
    """Whom an attack strikes that is told as an accusation without a target: the one who accuses, who does nothing of it himself."""
    accusing = [r for r in reports_of(context) if r.stance == "accuse" and r.covers(cue.span) and not r.cue.overlaps(cue.span)]
    party = _speaker(context, cue, accusing[0]) if accusing else None
    if party is None or found.source is None or cue.frame.type not in _ACCUSED_OF:
        return found
    if set(party.actors) & set(found.source.actors):
        return replace(found, source=None)
    aimless = cue.frame.type is EventType.ATTACK and found.target is None and not found.passive
    return replace(found, target=party) if aimless else found


def _with_bands(cue: CueMatch, found: Arguments, table: EventWords) -> Arguments:
    """Bands of fighters that no state is named with, as doer right before the verb, or as those struck or armed right behind it."""
    bands = table.classes.get("bands")
    if bands is None or found.passive or (found.source is None) == (found.target is None):
        return found
    if found.target is None and cue.frame.object == "target":
        party = _band_in(bands, cue, cue.last, cue.last + _BAND_NEAR, table)
        return replace(found, target=party) if party else found
    if found.source is None and cue.frame.subject == "source":
        party = _band_in(bands, cue, cue.first - _BAND_NEAR, cue.first, table)
        return replace(found, source=party) if party else found
    return found


def _band_in(bands: re.Pattern[str], cue: CueMatch, first: int, last: int, table: EventWords) -> Party | None:
    """The band within these tokens; none where a preposition, a mark or a name parts it from the verb."""
    first, last = max(0, first), min(last, len(cue.words.sentence.tokens))
    for index in range(first, last):
        token = cue.words.sentence.tokens[index]
        behind = cue.words.between(index + 1, last if last <= cue.first else index + 1).split()
        ahead = cue.words.between(cue.last, index).split() if first >= cue.last else []
        governs = table.small["markers"] - table.small["genitive"] if first >= cue.last else table.small["markers"]
        parted = {w for w in (*behind, *ahead) if w in governs or not w[0].isalnum()}
        if bands.fullmatch(token.norm) and not parted:
            mention = ActorMention(token.span, token.text, token.norm, "group", None)
            return Party((token.norm,), (mention,), index, index + 1)
    return None


def _with_home(context: Context, cue: CueMatch, found: Arguments, table: EventWords) -> Arguments:
    """Whom an armed group attacks where nobody is named: the state it is at home in; and no soldiers are sent to a group as to a land."""
    target, source = found.target, found.source
    if cue.frame.type is EventType.DEPLOYMENT and target and _homes(context, target):
        return replace(found, target=None)
    if cue.frame.type is not EventType.ATTACK or target or source is None:
        return found
    ground = _is_ground_struck(cue, table)
    aimed = set(cue.words.between(cue.last, cue.last + _AIM_NEAR).split()) & table.small.get("against", frozenset())
    homes = _homes(context, source) if ground or not aimed else ()
    is_person = bool(source.mentions) and source.mentions[0].kind in ("person", "office")
    homes = homes or (_other_land(context, source) if ground and not is_person else ())
    return replace(found, target=Party(homes, (), cue.first, cue.last)) if homes else found


def _is_ground_struck(cue: CueMatch, table: EventWords) -> bool:
    """Whether a village, a port ... stands behind the verb without the name of its land."""
    pattern = table.patterns.get("struck_ground")
    return bool(pattern and not cue.frame.is_noun and pattern.search(cue.words.between(cue.last, cue.last + _AIM_NEAR)))


def _other_land(context: Context, source: Party) -> tuple[str, ...]:
    """The other of the two states that the document names most, where the doer is one of them."""
    counts = Counter(code for m in context.mentions if (code := acting_code(m)) and context.world.is_state(code))
    most = [code for code, times in counts.most_common(2) if times > 1]
    return tuple(code for code in most if code != source.code) if source.code in most and len(most) == 2 else ()


def _homes(context: Context, party: Party) -> tuple[str, ...]:
    """The one state that an armed group is at home in; nothing for anybody else."""
    if len(party.actors) != 1 or not party.mentions or party.mentions[0].kind != "organisation":
        return ()
    members = context.world.members(party.actors[0])
    return members if len(members) == 1 else ()
