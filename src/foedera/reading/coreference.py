"""Words that point back: "les deux pays", "he", "the North". What stays open stays without a mention."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from foedera.language.pack import LanguagePack
from foedera.reading.context import Sentence
from foedera.reading.model import ActorMention
from foedera.reading.names import straighten
from foedera.reading.quoted_spans import quoted_spans
from foedera.sources.model import Document
from foedera.values.span import Span
from foedera.world.world import World

_PERSONS = ("person", "office")
_SUBJECT_WITHIN = 60  # characters from the start of a sentence in which its subject is looked for
_SENTENCES_BACK = 1  # how far back a pronoun may look for a person
_BODY_REACH = 45  # characters between "A Séoul" and "la présidence"


@dataclass(frozen=True, eq=False)
class _Rules:
    several: tuple[tuple[int, bool, re.Pattern[str]], ...]
    own: tuple[tuple[bool, re.Pattern[str]], ...]
    directions: tuple[tuple[str, frozenset[str], re.Pattern[str], re.Pattern[str]], ...]
    first: re.Pattern[str]
    impersonal: re.Pattern[str]
    inside: re.Pattern[str]
    latter: re.Pattern[str]
    joint: re.Pattern[str]
    apposition: re.Pattern[str]


@lru_cache(maxsize=8)
def _rules(pack: LanguagePack) -> _Rules:
    table: Any = pack.table("pronouns")
    subject, keys = table.get("subject", {}), ("first", "impersonal", "inside", "latter")
    first, impersonal, inside, latter = (re.compile(str(subject.get(key, "(?!)"))) for key in keys)
    return _Rules(
        tuple((int(r["count"]), bool(r.get("people")), re.compile(r["pattern"] + r"\b")) for r in table.get("several", ())),
        tuple((bool(r.get("people")), re.compile(r["pattern"])) for r in table.get("own", ())),
        tuple(
            (str(r["actor"]), frozenset(r["together"]), re.compile(r["pattern"]), re.compile(r["not_after"]))
            for r in table.get("directions", ())
        ),
        first,
        impersonal,
        inside,
        latter,
        re.compile(str(table.get("joint", "(?!)"))),
        re.compile(str(table.get("apposition", "(?!)"))),
    )


def resolve(
    document: Document, sentences: tuple[Sentence, ...], mentions: tuple[ActorMention, ...], pack: LanguagePack, world: World
) -> tuple[ActorMention, ...]:
    """The mentions with those added that words of the document point back to; sorted, without overlap."""
    reader = _Resolver(document.text, sentences, mentions, pack, world)
    found = reader.mentions = [reader.with_state(m) for m in reader.with_short_names()]
    for added in (reader.directions, reader.several, reader.own, reader.pronouns):
        reader.mentions = found = _merged(found, added())
    return tuple(found)


def _merged(mentions: list[ActorMention], added: Iterator[ActorMention]) -> list[ActorMention]:
    """Both, by start; where they overlap the mention that stood first stays."""
    fresh = [a for a in added if not any(m.span.overlaps(a.span) for m in mentions)]
    return sorted([*mentions, *fresh], key=lambda m: m.span.start)


class _Resolver:
    """Looks back from one place of the document. `mentions` grows as each kind of words is resolved."""

    def __init__(
        self, text: str, sentences: tuple[Sentence, ...], mentions: tuple[ActorMention, ...], pack: LanguagePack, world: World
    ) -> None:
        self.text, self.straight, self.sentences, self.world = text, straighten(text), sentences, world
        self.mentions: list[ActorMention] = list(mentions)
        self.rules, self.quoted = _rules(pack), tuple(q.inner for q in quoted_spans(text, pack))

    def _mention(self, span: Span, actor: str, kind: str, state: str | None) -> ActorMention:
        return ActorMention(span, span.text_in(self.text), actor, kind, state)

    def _is_quoted(self, span: Span) -> bool:
        return any(q.contains(span) for q in self.quoted)

    def _in(self, sentence: Sentence, before: int | None = None) -> list[ActorMention]:
        """Mentions of a sentence that end before an offset."""
        end = sentence.span.end if before is None else before
        return [m for m in self.mentions if sentence.span.start <= m.span.start and m.span.end <= end]

    def _back_from(self, offset: int) -> Iterator[tuple[int, list[ActorMention]]]:
        """Mentions sentence by sentence, from the one that holds the offset backwards, each with how many sentences back it is."""
        at = max((i for i, s in enumerate(self.sentences) if s.span.start <= offset), default=0)
        yield 0, self._in(self.sentences[at], offset)
        for index in range(at - 1, -1, -1):
            yield at - index, self._in(self.sentences[index])

    def _states_of(self, mention: ActorMention) -> list[str]:
        codes = [mention.state] if mention.state else mention.actor.split("+")
        return [c for c in codes if c and self.world.is_state(c)]

    def with_short_names(self) -> list[ActorMention]:
        """A body described and then named ("the spy agency, the NIS") is the one named."""
        found = [*self.mentions]
        for index, (described, named) in enumerate(pairwise(self.mentions)):
            gap = self.straight[described.span.end : named.span.start]
            short = named.kind in ("body", "organisation", "outlet") and named.text.isupper()
            if short and described.kind == "body" and self.rules.apposition.fullmatch(gap) and not described.text.isupper():
                found[index] = replace(described, actor=named.actor, state=described.state or named.state)
        return found

    def with_state(self, mention: ActorMention) -> ActorMention:
        """A body with no state is that of the capital just before it ("A Séoul, la présidence"), else that of its namesake earlier."""
        if mention.kind != "body" or mention.state is not None:
            return mention
        near = [m for m in self.mentions if m.kind == "state" and 0 <= mention.span.start - m.span.end <= _BODY_REACH]
        same_sentence = [m for m in near if not re.search(r"[.!?\n]", self.text[m.span.end : mention.span.start])]
        if same_sentence and re.fullmatch(r",? ?\S{0,3} ?", self.text[same_sentence[-1].span.end : mention.span.start]):
            return replace(mention, state=same_sentence[-1].state)
        earlier = [m.state for m in self.mentions if m.kind == "body" and m.text == mention.text and m.state]
        return replace(mention, state=earlier[0]) if len(set(earlier)) == 1 else mention

    def directions(self) -> Iterator[ActorMention]:
        """ "the North", where the states of a divided land are the talk of the text."""
        named = Counter(code for m in self.mentions for code in self._states_of(m))
        for actor, together, pattern, not_after in self.rules.directions:
            if not any(named[code] for code in together):
                continue
            for match in pattern.finditer(self.straight):
                if not not_after.search(self.straight[: match.start()]):
                    yield self._mention(Span(*match.span()), actor, "state", actor)

    def several(self) -> Iterator[ActorMention]:
        for count, people, pattern in self.rules.several:
            for match in pattern.finditer(self.straight):
                states = self._last_states(match.start(), count, people)
                if states:
                    yield self._mention(Span(*match.span()), "+".join(sorted(states)), "group", None)

    def _last_states(self, offset: int, count: int, people: bool) -> list[str]:
        """So many states: those just joined by "and" in this sentence, else those the whole document names most."""
        here = next((mentions for _, mentions in self._back_from(offset)), [])
        joined = self._joined(here[-count:], count)
        if joined:
            return joined
        kinds = ("state", "group", "demonym", *_PERSONS)
        named = Counter(code for m in self.mentions if m.kind in kinds for code in self._states_of(m))
        led = {code for m in self.mentions if m.kind in _PERSONS for code in self._states_of(m)}
        ranked = sorted((code for code in named if not people or code in led), key=lambda code: -named[code])
        return ranked[:count] if len(ranked) >= count else []

    def _joined(self, mentions: list[ActorMention], count: int) -> list[str]:
        """The states of the last mentions of a sentence when nothing but commas and "and" stands between them."""
        gaps = [self.straight[a.span.end : b.span.start] for a, b in pairwise(mentions)]
        codes = [c for m in mentions for c in self._states_of(m)]
        if len(mentions) == count == len(set(codes)) and all(self.rules.joint.fullmatch(gap) for gap in gaps):
            return codes
        return []

    def own(self) -> Iterator[ActorMention]:
        """ "son pays": the state of the subject of this sentence, or of the person of the one before."""
        for people, pattern in self.rules.own:
            for match in pattern.finditer(self.straight):
                state = self._subject_state(match.start(), people)
                if state:
                    yield self._mention(Span(*match.span()), state, "group", state)

    def _subject_state(self, offset: int, people: bool) -> str | None:
        for back, mentions in self._back_from(offset):
            if back > 1:
                return None
            persons = [m for m in mentions if m.kind in _PERSONS and m.state and not self._is_quoted(m.span)]
            states = [m for m in mentions if m.kind in ("state", "group", *_PERSONS) and m.state and not self._is_quoted(m.span)]
            subject = persons[:1] or (states[:1] if back == 0 and not people else [])
            if subject:
                return subject[0].state
        return None

    def pronouns(self) -> Iterator[ActorMention]:
        """ "He", "-t-il": the person who is the subject of the sentence before, or of this one."""
        for sentence in self.sentences:
            start = sentence.span.start
            for latter in self.rules.latter.finditer(self.straight, start, sentence.span.end):
                yield from self._latter(Span(*latter.span()))
            match = self.rules.first.match(self.straight, start)
            if match and not self.rules.impersonal.match(self.straight, match.end()) and not self.straight[match.end()].isalnum():
                yield from self._pointing(Span(*match.span()), leading=True)
            for inside in self.rules.inside.finditer(self.straight, start, sentence.span.end):
                span = Span(*inside.span("pronoun"))
                if not self._is_quoted(span):
                    yield from self._pointing(span)

    def _latter(self, span: Span) -> Iterator[ActorMention]:
        """ "Ce dernier", "the latter": the person named last, unless a state or body was named after him."""
        for back, mentions in self._back_from(span.start):
            named = [m for m in mentions if m.kind != "demonym" and not self._is_quoted(m.span)]
            if named or back >= _SENTENCES_BACK:
                if named and named[-1].kind in _PERSONS:
                    yield self._mention(span, named[-1].actor, "person", named[-1].state)
                return

    def _pointing(self, span: Span, leading: bool = False) -> Iterator[ActorMention]:
        person = self._subject_person(span)
        if person and (not leading or self._leads(person)):
            yield self._mention(span, person.actor, "person", person.state)

    def _subject_person(self, span: Span) -> ActorMention | None:
        """The first person outside quotation marks, in this sentence, else in the last that names one."""
        for back, mentions in self._back_from(span.start):
            if back > _SENTENCES_BACK:
                return None
            persons = [m for m in mentions if m.kind in _PERSONS and not self._is_quoted(m.span)]
            if persons:
                return persons[0] if len({p.actor for p in persons}) == 1 or self._leads(persons[0]) else None
        return None

    def _leads(self, mention: ActorMention) -> bool:
        """Whether the mention stands where a subject does: near the start of its sentence."""
        return any(0 <= mention.span.start - s.span.start <= _SUBJECT_WITHIN for s in self.sentences if s.span.contains(mention.span))
