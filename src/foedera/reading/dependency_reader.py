"""The second reader: source and target of a cue from the syntax tree of its sentence, beside what word order gives."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from foedera.reading.context import Context, Sentence
from foedera.reading.dependency_frames import Argument, FrameReader, VerbFrame, frame_words
from foedera.reading.event_arguments import Arguments, Party
from foedera.reading.event_cues import CueMatch, EventWords
from foedera.reading.model import BOTH, SHALLOW, SYNTAX
from foedera.reading.syntax import Parse, SyntaxReader
from foedera.reading.syntax_repairs import joined_quantities, repaired, widened
from foedera.values.codes import EventType

_TREES = "_trees"  # where a context keeps them
_SENT = frozenset({EventType.DEPLOYMENT, EventType.TRANSFER})
_FAR = 99
_BACK = 6  # words before an argument's head in which "dont" is looked for
_NEAR = 4  # characters between "dont" and what it stands for


@dataclass(frozen=True)
class ParsedSentence:
    """A sentence's tree, the reader of its frames and where it begins in the document."""

    start: int
    parse: Parse
    reader: FrameReader

    @property
    def frames(self) -> tuple[VerbFrame, ...]:
        """The frames of all its verbs, in order."""
        return self.reader.frames()

    def frames_in(self, start: int, end: int) -> tuple[VerbFrame, ...]:
        """The frames of the verbs that begin from `start` to `end` (excluded) of the document."""
        return self.reader.frames_between(start - self.start, end - self.start)

    def frame_of(self, cue: CueMatch) -> VerbFrame | None:
        """The frame of the cue's verb: of the last verb inside the cue."""
        inside = self.frames_in(cue.span.start, cue.span.end)
        return inside[-1] if inside else None


def parsed_sentences(context: Context, sentences: Sequence[Sentence], syntax: SyntaxReader) -> dict[int, ParsedSentence]:
    """The trees of these sentences by their index, parsed together."""
    texts = [s.span.text_in(context.document.text) for s in sentences]
    joined = [joined_quantities(t, context.pack) for t in texts]
    words, found = frame_words(context.pack), {}
    for sentence, raw in zip(sentences, syntax.parsed(joined), strict=True):
        parse = widened(repaired(raw, context.pack), sentence.span.text_in(context.document.text), context.pack)
        reader = FrameReader(parse, words)
        found[sentence.index] = ParsedSentence(sentence.span.start, parse, reader)
    context.__dict__.setdefault(_TREES, {}).update(found)
    return found


def tree_at(context: Context, index: int) -> ParsedSentence | None:
    """The tree of the sentence, if one has been made."""
    made: dict[int, ParsedSentence] = context.__dict__.get(_TREES, {})
    return made.get(index)


@dataclass(frozen=True, slots=True)
class SyntaxArguments:
    """What the tree gives: a party per slot; `barred` slots are filled by somebody in a relation to the party ("X's allies")."""

    source: Party | None = None
    target: Party | None = None
    passive: bool = False
    barred: frozenset[str] = frozenset()


def arguments_by_syntax(cue: CueMatch, parties: Sequence[Party], table: EventWords, parsed: ParsedSentence) -> SyntaxArguments | None:
    """The source and target by the tree; None where the cue's verb is no verb of the tree."""
    frame = parsed.frame_of(cue)
    if frame is None or cue.frame.is_noun:
        return None
    found: dict[str, Party] = {}
    barred: set[str] = set()
    for argument in sorted(frame.arguments, key=lambda a: a.role != "agent"):  # "X's men sent by Y": Y is the doer
        slot = _slot(cue, frame, argument)
        if slot is None or slot in found:
            continue
        party = _party_of(argument, parties, table, parsed)
        if party is None:
            head = parsed.parse[argument.head].text.lower()
            barred |= {slot} if head in table.small.get("relations", ()) else set()
        elif party.actors not in [p.actors for p in found.values()]:
            found[slot] = party
    for slot, party in _inner_complements(cue, frame, parties, table, parsed):
        if slot not in found and party.actors not in [p.actors for p in found.values()]:
            found[slot] = party
    return SyntaxArguments(found.get("source"), found.get("target"), frame.passive, frozenset(barred - set(found)))


def _inner_complements(
    cue: CueMatch, frame: VerbFrame, parties: Sequence[Party], table: EventWords, parsed: ParsedSentence
) -> Iterator[tuple[str, Party]]:
    """Complements that hang on a noun under the verb ("fired a cannon at a boat of X"), where no other verb stands between."""
    for index in range(frame.verb + 1, len(parsed.parse)):
        case = next((c for c in parsed.reader.children[index] if parsed.parse[c].label == "case"), None)
        slot = cue.frame.after.get(parsed.parse[case].text.lower().strip("'’")) if case is not None else None
        token = parsed.parse[index]
        if slot is None or token.label != "nmod" or token.text.lower() in table.small.get("hollow", ()):
            continue
        if not _is_below(index, frame.verb, parsed):
            continue
        low, high = (parsed.start + offset for offset in parsed.reader.span_of(index))
        inside = [p for p in parties if p.mentions and low <= p.mentions[0].span.start and p.mentions[-1].span.end <= high]
        if inside:
            yield slot, inside[0]


def _is_below(index: int, verb: int, parsed: ParsedSentence) -> bool:
    """Whether the word hangs below the verb with nothing but nouns between."""
    for _ in range(len(parsed.parse)):
        index = parsed.parse[index].head
        if index == verb:
            return True
        if parsed.parse[index].head == index or parsed.parse[index].upos in ("VERB", "AUX"):
            return False
    return False


def _slot(cue: CueMatch, frame: VerbFrame, argument: Argument) -> str | None:
    """The slot that the event frame gives to this grammatical place."""
    told = cue.frame
    if argument.role == "subject":
        return told.passive if frame.passive else told.subject
    if argument.role == "agent":
        return told.subject if frame.passive and (told.subject != told.passive or told.type in _SENT) else None
    if argument.role == "object":
        return None if frame.passive else told.object
    if argument.role == "oblique":
        return next((told.after[w] for w in argument.preposition.split() if w in told.after), None)
    return None


def _party_of(argument: Argument, parties: Sequence[Party], table: EventWords, parsed: ParsedSentence) -> Party | None:
    """The party that the argument is: the one nearest to its head in the tree; nobody where the head only stands in a relation to it."""
    low, high = parsed.start + argument.start, parsed.start + argument.end
    whole = [p for p in parties if p.mentions and low <= p.mentions[0].span.start and p.mentions[-1].span.end <= high]
    inside = whole or [p for p in parties if p.mentions and _holds(p, parsed, argument.head)]
    head = parsed.parse[argument.head]
    if not inside:
        return _of_which(argument, parties, table, parsed)
    if head.text.lower() in table.small.get("relations", frozenset()):
        return next((p for p in inside if p.mentions[0].kind == "organisation" and _holds(p, parsed, argument.head)), None)
    return min(inside, key=lambda p: (_depth(p, parsed, argument.head), p.first))


def _of_which(argument: Argument, parties: Sequence[Party], table: EventWords, parsed: ParsedSentence) -> Party | None:
    """The party that "dont" or "whose" beside the argument stands for ("the region, part of which is held by ...")."""
    before = [t for t in parsed.parse[max(0, argument.head - _BACK) : argument.head] if t.text.lower() in table.small.get("of_which", ())]
    if not before:
        return None
    at = parsed.start + before[-1].start
    earlier = [p for p in parties if p.mentions and p.mentions[-1].span.end <= at and at - p.mentions[-1].span.end <= _NEAR]
    return earlier[-1] if earlier else None


def _holds(party: Party, parsed: ParsedSentence, head: int) -> bool:
    at = parsed.start + parsed.parse[head].start
    return any(m.span.start <= at < m.span.end for m in party.mentions)


def _depth(party: Party, parsed: ParsedSentence, head: int) -> int:
    """Steps in the tree from the argument's head to the nearest word of the party."""
    return min((_steps(i, parsed, head) for i in _words_of(party, parsed)), default=_FAR)


def _words_of(party: Party, parsed: ParsedSentence) -> Iterable[int]:
    for index, token in enumerate(parsed.parse):
        at = parsed.start + token.start
        if any(m.span.start <= at < m.span.end for m in party.mentions):
            yield index


def _steps(index: int, parsed: ParsedSentence, head: int) -> int:
    for steps in range(len(parsed.parse)):
        if index == head:
            return steps
        if parsed.parse[index].head == index:
            return _FAR
        index = parsed.parse[index].head
    return _FAR


def reconciled(shallow: Arguments, syntax: SyntaxArguments | None) -> tuple[Arguments, str]:
    """Both proposals as one, and who made it: "both" where they agree, else the reader whose party stands."""
    if syntax is None:
        return shallow, SHALLOW
    chosen: dict[str, Party | None] = {}
    agree = differ = 0
    for slot in ("source", "target"):
        mine: Party | None = getattr(shallow, slot)
        yours: Party | None = getattr(syntax, slot)
        if mine and yours and set(mine.actors) == set(yours.actors):
            agree += 1
            chosen[slot] = mine
        else:
            chosen[slot] = yours or (None if slot in syntax.barred else mine)
            differ += yours is not None
    if chosen["source"] and chosen["target"] and chosen["source"].actors == chosen["target"].actors:
        return shallow, SHALLOW
    by = SYNTAX if differ else BOTH if agree else SHALLOW
    return Arguments(chosen["source"], chosen["target"], shallow.passive or syntax.passive), by
