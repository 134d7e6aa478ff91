"""The words that tell of events: frames of the language pack's `event_cues` table, compiled, and where they stand in a sentence."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any

from foedera.language.pack import LanguagePack
from foedera.reading.context import Context, Sentence
from foedera.reading.first_letters import Patterns
from foedera.values.codes import EventType
from foedera.values.span import Span


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as one string of norms with a blank between words, so that patterns see words; indices count tokens."""

    sentence: Sentence
    joined: str
    starts: tuple[int, ...]

    def index_at(self, offset: int) -> int:
        """The token that holds this offset of `joined`."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def between(self, first: int, last: int) -> str:
        """The norms of tokens first (included) to last (excluded)."""
        return " ".join(t.norm for t in self.sentence.tokens[max(0, first) : max(0, last)])

    def span(self, first: int, last: int) -> Span:
        """Where tokens first (included) to last (excluded) stand in the document."""
        tokens = self.sentence.tokens
        return Span(tokens[first].span.start, tokens[last - 1].span.end)

    def index_of(self, offset: int) -> int:
        """The token at or after this offset of the document."""
        for index, token in enumerate(self.sentence.tokens):
            if token.span.end > offset:
                return index
        return len(self.sentence.tokens)


def words_of(sentence: Sentence) -> Words:
    """The sentence made ready for patterns."""
    norms = [token.norm for token in sentence.tokens]
    starts = accumulate([0, *(len(norm) + 1 for norm in norms[:-1])])
    return Words(sentence, " ".join(norms), tuple(starts))


@dataclass(frozen=True)
class Frame:
    """One way to tell of an event: the cue's pattern and which grammatical place fills which slot ("source" or "target").

    `about` names the word class that must stand in the clause; `counted` the class whose quantities belong to the event; `counts` = only
    with one. `joint` parties joined by "and" are both ends; `inherits` takes missing ends from the flow told before; `pair` from the two
    states spoken of last; `denies` = what was told
    before is denied; `own`: the place may be the doer's own, then no target; `closed`: the object stands before any "and" or auxiliary;
    `ahead`: decided or promised, still to come; `aimed`: at the other state spoken of where nobody is named;
    `by_voice`: who announces it is its doer where nobody else is named; `by_pronoun`: "they" are those sent, told of before;
    `by_speaker`: who says it is its doer.
    """

    name: str
    type: EventType
    cue: re.Pattern[str]
    is_noun: bool
    about: str | None
    counted: str | None
    subject: str | None
    object: str | None
    passive: str | None
    owner: str | None
    after: dict[str, str] = field(hash=False)
    needs: tuple[str, ...] = ()
    joint: bool = False
    inherits: bool = False
    pair: bool = False
    denies: bool = False
    own: bool = False
    closed: bool = False
    counts: bool = False
    by_voice: bool = False
    by_pronoun: bool = False
    by_speaker: bool = False
    ahead: bool = False
    aimed: bool = False
    unless: re.Pattern[str] | None = None

    @property
    def entry(self) -> str:
        """Its place in the language pack."""
        return f"event_cues.frames.{self.name}"


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A frame's cue in a sentence: tokens first (included) to last (excluded)."""

    frame: Frame
    words: Words
    first: int
    last: int

    @property
    def span(self) -> Span:
        """The place in the text from the first to the last word of the cue."""
        return self.words.span(self.first, self.last)


@dataclass(frozen=True)
class EventWords:
    """The compiled table: frames, word classes and the small words that steer the reading."""

    frames: tuple[Frame, ...]
    classes: dict[str, re.Pattern[str]]
    small: dict[str, frozenset[str]]
    patterns: dict[str, re.Pattern[str]]
    told_again: dict[str, float] = field(default_factory=dict, hash=False)  # "both": 2

    @cached_property
    def taken_up(self) -> re.Pattern[str]:
        """The words that stand for a number told before."""
        return _whole([re.escape(words) for words in self.told_again] or ["(?!)"], {})

    @cached_property
    def cues(self) -> Patterns:
        """The cues of the frames, in their order, looked for together."""
        return Patterns([frame.cue for frame in self.frames])


def _whole(patterns: list[str], endings: dict[str, str]) -> re.Pattern[str]:
    """One pattern over whole words for all of these; {name} stands for a set of endings."""
    filled = [re.sub(r"\{([a-z]+)\}", lambda m: "(?:" + endings[m.group(1)] + ")", p) for p in patterns]
    return re.compile(r"(?<!\S)(?:" + "|".join(filled) + r")(?!\S)")


def _markers(after: dict[str, list[str]], groups: dict[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for slot, markers in after.items():
        for marker in markers:
            for word in groups.get(marker, [marker]):
                found.setdefault(str(word), slot)
    return found


def _frame(name: str, entry: dict[str, Any], table: dict[str, Any]) -> Frame:
    endings = table.get("endings", {})
    needs = entry.get("needs", ["source", "target"])
    return Frame(
        name=name,
        type=EventType(entry["type"]),
        cue=_whole(entry.get("nouns") or entry["verbs"], endings),
        is_noun="nouns" in entry,
        about=entry.get("about"),
        counted=entry.get("counted", entry.get("about")),
        subject=entry.get("subject"),
        object=entry.get("object"),
        passive=entry.get("passive"),
        owner=entry.get("owner"),
        after=_markers(entry.get("after", {}), table.get("markers", {})),
        needs=tuple(needs),
        joint=bool(entry.get("joint")),
        inherits=bool(entry.get("inherits")),
        pair=bool(entry.get("pair")),
        denies=bool(entry.get("denies")),
        own=bool(entry.get("own")),
        closed=bool(entry.get("closed")),
        counts=bool(entry.get("counts")),
        by_voice=bool(entry.get("by_voice")),
        by_pronoun=bool(entry.get("by_pronoun")),
        by_speaker=bool(entry.get("by_speaker")),
        ahead=bool(entry.get("ahead")),
        aimed=bool(entry.get("aimed")),
        unless=_whole(entry["unless"], endings) if "unless" in entry else None,
    )


@lru_cache(maxsize=8)
def event_words(pack: LanguagePack) -> EventWords:
    """The pack's `event_cues` table, compiled once."""
    table = pack.table("event_cues")
    endings = table.get("endings", {})
    return EventWords(
        frames=tuple(_frame(name, entry, table) for name, entry in table.get("frames", {}).items()),
        classes={name: _whole(words, endings) for name, words in table.get("classes", {}).items()},
        small={name: frozenset(map(str, words)) for name, words in table.get("small", {}).items()},
        patterns={name: _whole(words, endings) for name, words in table.get("patterns", {}).items()},
        told_again={str(words): float(value) for words, value in table.get("told_again", {}).items()},
    )


def cues_in(words: Words, table: EventWords) -> Iterator[CueMatch]:
    """Every cue of every frame in the sentence, in the order of the table, then of the text."""
    for number, match in table.cues.matches(words.joined):
        yield CueMatch(table.frames[number], words, words.index_at(match.start()), words.index_at(match.end() - 1) + 1)


def sentence_cues(context: Context, sentence: Sentence, table: EventWords) -> tuple[Words, tuple[CueMatch, ...]]:
    """The sentence's words and cues, looked for once per context."""
    known: dict[int, tuple[Words, tuple[CueMatch, ...]]] = context.__dict__.setdefault("_event_cues", {})
    if sentence.index not in known:
        words = words_of(sentence)
        known[sentence.index] = words, tuple(cues_in(words, table))
    return known[sentence.index]
