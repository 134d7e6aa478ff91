"""Who does what to whom: the mentions around a cue put into the slots of its frame, by word order, prepositions and voice of the verb."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foedera.reading.context import Context
from foedera.reading.event_cues import CueMatch, EventWords, Words
from foedera.reading.model import ActorMention
from foedera.values.codes import EventType
from foedera.values.span import Span

_ACTING_KINDS = frozenset({"state", "organisation", "group"})
_NEAR_WORDS = 3  # words that may stand between a preposition and the name it governs
_OWNER_WORDS = 3  # words that may stand between a noun and the demonym beside it
_NOUN_REACH = 16  # tokens after a noun in which its complements are looked for
_VERB_REACH = 28
_HELP_REACH = 8  # tokens between "support" and the state supported ("support the war effort of X")
_OPENING = 10  # tokens in which an opening participle stands
_OBJECT_REACH = 6  # tokens between a verb and the name inside its object ("struck leaders of X")


@dataclass(frozen=True, slots=True)
class Party:
    """One mention, or several joined by "and": codes in the text's order, tokens first (included) to last (excluded)."""

    actors: tuple[str, ...]
    mentions: tuple[ActorMention, ...]
    first: int
    last: int
    floor: int = 0  # the end of the mention before it: its preposition stands after that

    @property
    def code(self) -> str:
        """The actors' codes joined by `+`, as the contract writes several."""
        return "+".join(self.actors)


@dataclass(frozen=True, slots=True)
class Arguments:
    """The parties found for the slots; None where the clause is silent."""

    source: Party | None = None
    target: Party | None = None
    passive: bool = False


def acting_code(mention: ActorMention) -> str | None:
    """The code an event is told with: the state of a person, place or body, else the organisation or group; None for anybody else."""
    if mention.kind == "outlet":
        return None
    if mention.kind in ("state", "organisation"):
        return mention.actor
    if mention.kind == "body":
        return mention.state
    return mention.state or (mention.actor if mention.kind in _ACTING_KINDS else None)


def parties_in(context: Context, words: Words, table: EventWords) -> list[Party]:
    """The parties of the sentence in the order of the text; mentions joined by "and" are one party."""
    single, floor = [], 0
    for mention in context.mentions_in(words.sentence.span):
        code = acting_code(mention)
        first, last = words.index_of(mention.span.start), words.index_of(mention.span.end - 1) + 1
        if code and not _is_leaning(first, words, table):
            single.append(Party(tuple(code.split("+")), (mention,), first, last, floor))
        floor = last
    return list(_joined(single, words, table))


def _is_leaning(at: int, words: Words, table: EventWords) -> bool:
    """Whether "pro-" or "anti-" stands before the name: those who lean to a state are not that state."""
    stem, dash, _ = words.sentence.tokens[at].norm.partition("-")
    return bool(dash) and stem in table.small["leanings"]


def _joined(single: Sequence[Party], words: Words, table: EventWords) -> Iterable[Party]:
    index = 0
    while index < len(single):
        stop = index + 1
        while stop < len(single) and _link(single[stop - 1], single[stop], words, table):
            stop += 1
        run = single[index:stop]
        while len(run) > 2 and not any(_link(a, b, words, table) == "and" for a, b in zip(run, run[1:], strict=False)):
            run = run[:1]
        if len(run) == 2 and _link(run[0], run[1], words, table) != "and":
            run = run[:1] if run[0].actors != run[1].actors else run
        yield _merged(run)
        index += len(run)


def _link(left: Party, right: Party, words: Words, table: EventWords) -> str | None:
    """How two neighbours are joined: "and", "comma" or not at all."""
    if left.mentions[-1].text.endswith("-") and right.first - left.last <= 0:
        return "and"  # the halves of a compound ("serbo-hongrois")
    gap = words.between(left.last, right.first).split()
    rest = [w for w in gap if w not in table.small["articles"]]
    if len(rest) == 2 and rest[0] in table.small["and"] and _is_same_marker(rest[1], left, words, table):
        rest = rest[:1]
    if len(gap) > 3 or not rest:
        return None
    if all(w in table.small["and"] or w == "," for w in rest):
        return "and" if any(w in table.small["and"] for w in rest) else "comma"
    return None


def _is_same_marker(marker: str, left: Party, words: Words, table: EventWords) -> bool:
    """Whether "and" is followed by "of" or by the preposition of the one before ("to X and to Y")."""
    return marker in table.small["genitive"] or (marker in table.small["markers"] and marker == marker_before(left, words, table, 0))


def _merged(run: Sequence[Party]) -> Party:
    actors = tuple(dict.fromkeys(a for p in run for a in p.actors))
    return Party(actors, tuple(m for p in run for m in p.mentions), run[0].first, run[-1].last, run[0].floor)


def marker_before(party: Party, words: Words, table: EventWords, floor: int) -> str:
    """The preposition (or helping verb) that governs the party, "" when it stands alone; nothing before token `floor` counts."""
    seen, article = 0, False
    for index in range(party.first - 1, max(floor, party.floor) - 1, -1):
        word = words.sentence.tokens[index].norm
        if word in table.small["directions"] or word in table.small.get("honorifics", ()):
            continue
        if word in table.small["genitive"] and _leads_on(index, words, table):
            article = False
            continue
        if word in table.small["markers"]:
            return word
        if not words.sentence.tokens[index].is_word or seen >= _NEAR_WORDS or word in table.small["stops"]:
            return ""
        if word[0].isdigit():
            return _marker_of_number(index, words, table)
        if article and word not in table.small["articles"]:
            return ""
        article = word in table.small["articles"]
        seen += not article
    return ""


def _marker_of_number(at: int, words: Words, table: EventWords) -> str:
    """The genitive before a number that counts people of the party ("the dispatch of 3,000 Kenyan troops"), else ""."""
    while at > 0 and words.sentence.tokens[at].norm[0].isdigit():
        at -= 1
    word = words.sentence.tokens[at].norm
    return word if word in table.small["genitive"] else ""


def _leads_on(genitive: int, words: Words, table: EventWords) -> bool:
    """Whether "of" hangs on a direction ("in the north of X"), whose own preposition then governs the party."""
    return genitive > 0 and words.sentence.tokens[genitive - 1].norm in table.small["directions"]


def scope_of(cue: CueMatch, table: EventWords) -> tuple[int, int]:
    """Tokens first (included) to last (excluded) of the clause around the cue, by strong marks and conjunctions."""
    tokens, breaks = cue.words.sentence.tokens, table.small["breaks"]
    first, last = cue.first, cue.last
    while first > 0 and not (tokens[first - 1].norm in breaks and _parts(cue, first - 1)):
        first -= 1
    while last < len(tokens) and not (tokens[last].norm in breaks and _parts(cue, last)):
        last += 1
    return first, last


def _parts(cue: CueMatch, at: int) -> bool:
    """Whether the break is a word, or a mark with a blank beside it: a hyphen inside a compound parts nothing ("4,800-strong")."""
    tokens = cue.words.sentence.tokens
    if tokens[at].norm != "-" or not 0 < at < len(tokens) - 1:
        return True
    return tokens[at - 1].span.end < tokens[at].span.start or tokens[at].span.end < tokens[at + 1].span.start


def is_passive(cue: CueMatch, table: EventWords) -> bool:
    """Whether the cue is a passive participle ("was sent", "sanctioned by"); a reflexive or a perfect with "have" is not."""
    participle = table.patterns["participle"]
    tokens = cue.words.sentence.tokens
    at = next((i for i in range(cue.last - 1, cue.first - 1, -1) if participle.fullmatch(tokens[i].norm)), None)
    if cue.frame.is_noun or cue.frame.passive is None or at is None:
        return False
    before = [t.norm for t in tokens[max(0, cue.first - 5) : at]]
    inside = len(before) - (at - cue.first)
    for position in range(len(before) - 1, -1, -1):
        if before[position] in table.small["be"]:
            return not any(w in table.small["reflexive"] for w in before[:position])
        if before[position] in table.small["have"]:
            return False
        if position < inside and not table.patterns["adverb"].fullmatch(before[position]):
            break
    return _bare_is_passive(cue, table)


def _bare_is_passive(cue: CueMatch, table: EventWords) -> bool:
    """A participle without auxiliary: passive, unless it goes on from a perfect ("has supplied X and sent Y") or is a plain past."""
    tokens = cue.words.sentence.tokens
    if cue.last < len(tokens) and tokens[cue.last].norm in table.small["agent"]:
        return True
    if table.small["bare_past"]:
        return cue.first == 0 and table.patterns["opening_participle"].fullmatch(tokens[0].norm) is not None
    goes_on = cue.first > 0 and tokens[cue.first - 1].norm in table.small["and"]
    return not (goes_on and any(t.norm in table.small["have"] for t in tokens[: cue.first]))


def _subject(cue: CueMatch, parties: Sequence[Party], table: EventWords, floor: int, counted: Sequence[Span] = ()) -> Party | None:
    """The nearest party before the cue that no preposition governs; one governed by "of" only when no other is there."""
    genitive = None
    for party in reversed([p for p in parties if p.last <= cue.first and p.first >= floor]):
        if _crosses_that(party, cue, table) or any(_is_between(s, party, cue, table) for s in counted):
            break
        marker = marker_before(party, cue.words, table, floor)
        if marker in table.small["genitive"] and party.last == cue.first:
            return party
        if marker in table.small["genitive"] or _is_origin(party, cue, table):
            genitive = genitive or party
        elif marker not in table.small["oblique"]:
            return party
    return genitive


def _is_origin(party: Party, cue: CueMatch, table: EventWords) -> bool:
    """Whether the party is where forces are from ("troops from X and Y trained together")."""
    tokens = cue.words.sentence.tokens
    at = next((i for i in range(party.first - 1, max(0, party.first - 3), -1) if tokens[i].norm in table.small["origin"]), 0)
    return at > 0 and table.classes["forces"].fullmatch(tokens[at - 1].norm) is not None


def _is_between(counted: Span, party: Party, cue: CueMatch, table: EventWords) -> bool:
    """Whether a counted crowd stands between the party and the cue: then the crowd is the subject ("NIS told of 300 men landed in ...")."""
    end = party.mentions[-1].span.end if party.mentions else 0
    at = cue.words.index_of(counted.start)
    joined = at > 0 and cue.words.sentence.tokens[at - 1].norm in table.small["and"]
    return not joined and end <= counted.start and counted.end <= cue.span.start


def _crosses_that(party: Party, cue: CueMatch, table: EventWords) -> bool:
    """Whether "that" stands between the party and the cue with a subject of its own behind it ("said that the men were sent")."""
    tokens = cue.words.sentence.tokens
    for index in range(party.last, cue.first):
        if tokens[index].norm in table.small["that"]:
            light = table.small["pronouns"] | table.small["be"] | table.small["have"]
            own = [t for t in tokens[index + 1 : cue.first] if t.is_word and t.norm not in light]
            if any(t.norm in table.small["possessive"] for t in own):
                continue
            return len([t for t in own if not table.patterns["adverb"].fullmatch(t.norm)]) > 0
    return False


def _late_subject(cue: CueMatch, parties: Sequence[Party], table: EventWords, stop: int) -> Party | None:
    """The subject after an opening participle ("Accused of arming rebels, the army ..."): the first bare party after a comma."""
    tokens = cue.words.sentence.tokens
    own = table.small["be"] | table.small["have"] | table.small["third"] | table.small.get("they", frozenset())
    if any(t.norm in own for t in tokens[: cue.last]):
        return None
    for party in parties:
        if cue.first <= _OPENING and cue.last <= party.first < stop and marker_before(party, cue.words, table, cue.last) == "":
            head = [t.norm for t in tokens[max(cue.last, party.first - 2) : party.first]]
            if "," in head and not set(head) & table.small["relative"]:
                return party
    return None


def _relative_object(cue: CueMatch, parties: Sequence[Party], table: EventWords, subject: Party | None) -> Party | None:
    """What "which"/"que" before the subject stands for ("the region that the army occupied")."""
    before = subject.first + 1 if subject else cue.first
    tokens = cue.words.sentence.tokens
    for index in range(before - 1, max(-1, before - 4), -1):
        if tokens[index].norm in table.small["relative"]:
            found = [p for p in parties if p.last <= index and index - p.last <= 2]
            return found[-1] if found else None
    return None


def _pronoun_relative(cue: CueMatch, parties: Sequence[Party], table: EventWords) -> tuple[Party, Party] | None:
    """Subject and object of "whom he received": the object stands before "whom", the subject is another party told before it."""
    tokens = cue.words.sentence.tokens
    if cue.first < 2 or tokens[cue.first - 2].norm not in table.small["relative"]:
        return None
    if tokens[cue.first - 1].norm not in table.small["pronouns"]:
        return None
    before = [p for p in parties if p.last <= cue.first - 2]
    if not before or cue.first - 2 - before[-1].last > 2:
        return None
    others = [p for p in before if p.actors != before[-1].actors and marker_before(p, cue.words, table, 0) not in table.small["oblique"]]
    return (others[-1], before[-1]) if others else None


def _ordered(subject_slot: str, subject: Party, other: Party) -> tuple[Party, Party]:
    """Source and target."""
    return (subject, other) if subject_slot == "source" else (other, subject)


def _owner(cue: CueMatch, parties: Sequence[Party], table: EventWords, floor: int) -> Party | None:
    """The party beside a noun: a genitive or demonym before it, a demonym after it, or the one a possessive stands for."""
    tokens = cue.words.sentence.tokens
    for party in reversed(parties):
        within = party.first <= cue.first and cue.last <= party.last
        if within or _stands_before(cue, party, table) or (_stands_after(cue, party, table) and not cue.frame.object):
            return party
    near = [t.norm for t in tokens[max(0, cue.first - 3) : cue.first]]
    if table.patterns["light"].search(cue.words.between(cue.first - 6, cue.first)):
        return _subject(cue, parties, table, floor)
    if any(w in table.small["possessive"] for w in near):
        bare = (p for p in parties if p.first >= cue.last and marker_before(p, cue.words, table, cue.last) == "")
        return _subject(cue, parties, table, floor) or next(bare, None)
    return None


def _stands_before(cue: CueMatch, party: Party, table: EventWords) -> bool:
    """Whether the party is a genitive or demonym right before the noun ("Iran's naval drill")."""
    if not 0 <= cue.first - party.last <= _OWNER_WORDS:
        return False
    gap = cue.words.between(party.last, cue.first)
    small = table.small
    others = small["markers"] | small["and"] | small["breaks"] | small["articles"] | small["be"]
    return not re.search(r"[,;:()«»\"]", gap) and not set(gap.split()) & others


def _stands_after(cue: CueMatch, party: Party, table: EventWords) -> bool:
    """Whether the party is a demonym right after the noun ("une frappe turque")."""
    if not 0 <= party.first - cue.last <= 1 or marker_before(party, cue.words, table, cue.last):
        return False
    gap = set(cue.words.between(cue.last, party.first).split())
    return not gap & (table.small["articles"] | table.small["breaks"] | {","})


def _is_object(cue: CueMatch, party: Party, marker: str, table: EventWords) -> bool:
    """Whether the party is the bare object of the cue, or stands inside it ("struck leaders of X")."""
    inside = marker in table.small["genitive"] and not cue.frame.is_noun and party.first - cue.last <= _OBJECT_REACH
    return marker == "" or inside


def _right_slots(cue: CueMatch, parties: Sequence[Party], table: EventWords, stop: int, passive: bool) -> dict[str, Party]:
    """Slots filled by what follows the cue: prepositions of the frame, the agent of a passive, the bare object."""
    frame, found = cue.frame, dict[str, Party]()
    reach = cue.last + (_NOUN_REACH if frame.is_noun else _VERB_REACH)
    for party in parties:
        if party.first < cue.last or party.last > min(stop, reach):
            continue
        marker = marker_before(party, cue.words, table, cue.last)
        between = [t.norm for t in cue.words.sentence.tokens[cue.last : party.first]]
        if (frame.is_noun or frame.closed) and set(between) & table.small["and"]:
            continue
        if frame.is_noun and set(between) & table.small["clause"]:
            continue
        if frame.closed and set(between) & (table.small["have"] | table.small["be"]):
            continue
        slot = frame.after.get(marker)
        if slot is None and marker in table.small["genitive"]:
            slot = next((frame.after[w] for w in between[-_HELP_REACH:] if w in table.small["helping"] and w in frame.after), None)
        if slot is None and marker in table.small["agent"] and frame.subject != frame.passive:
            slot = frame.subject if passive else None
        if slot is None and not passive and _is_object(cue, party, marker, table):
            slot = frame.object
        if slot and slot not in found and party.actors not in [p.actors for p in found.values()]:
            found[slot] = party
    return found


def arguments_of(
    cue: CueMatch, parties: Sequence[Party], table: EventWords, speakers: Sequence[Span] = (), counted: Sequence[Span] = ()
) -> Arguments:
    """The source and target the clause tells for this cue; who only says it (at `speakers`) is no party to it.

    `counted`: where the numbers stand that count what the frame is about.
    """
    frame, everybody = cue.frame, parties
    parties = [p for p in parties if not (p.mentions and any(s.overlaps(p.mentions[0].span) for s in speakers))]
    floor, stop = scope_of(cue, table)
    passive = is_passive(cue, table)
    found = _right_slots(cue, parties, table, stop, passive)
    if frame.is_noun:
        owner = _owner(cue, parties, table, floor)
        late = owner is None and frame.type is EventType.VISIT and frame.owner not in found
        left: tuple[str | None, Party | None] = (frame.owner, _late_subject(cue, parties, table, stop) if late else owner)
    else:
        subject = _subject(cue, parties, table, floor, counted)
        bare = (p for p in parties if p.last <= cue.first and p.first >= floor and marker_before(p, cue.words, table, floor) == "")
        if subject is None and (not passive or cue.first == 0) and next(bare, None) is None:
            subject = _late_subject(cue, parties, table, stop)
        left = (frame.passive if passive else frame.subject, subject)
    slot, party = left
    if not frame.is_noun and not passive and frame.object and frame.subject:
        pronoun = _pronoun_relative(cue, everybody, table)
        if pronoun:
            return Arguments(*_ordered(frame.subject, *pronoun))
    if not frame.is_noun and not passive and frame.object:
        antecedent = _relative_object(cue, parties, table, party)
        if antecedent and (not party or antecedent.actors != party.actors):
            found[frame.object] = antecedent
    nearer = slot in found and frame.is_noun and party is not None and cue.last <= party.first < found[slot].first
    if slot and party and (slot not in found or nearer):
        other = "target" if slot == "source" else "source"
        if other in found and found[other].actors == party.actors:
            del found[other]
        found[slot] = party
    return Arguments(found.get("source"), found.get("target"), passive)
