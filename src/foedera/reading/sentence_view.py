"""A sentence as its reports are looked for: marks, chunks, clause ends, and whom its noun phrases name."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from foedera.reading.context import Context, Sentence
from foedera.reading.reporting_cues import Cue, cues_of
from foedera.reading.reporting_lexicon import ReportingLexicon, phrase_at
from foedera.reading.speakers import is_person, own_words, speakers_in
from foedera.values.span import Span

_PHRASE_BEFORE = 7  # words of a phrase between a verb and its inverted subject
OPEN = frozenset('«“„"')
CLOSE = frozenset('»”"')
_ENDS_OF_PHRASES = frozenset({"", ",", ";", ":", "(", ")", "—", "–", "?", "!"}) | OPEN | CLOSE


@dataclass(frozen=True, slots=True)
class InMind:
    """Whom a word that points back may mean: who spoke or acted last; the person, body, outlet and unnamed sources told last."""

    focus: tuple[str, ...] = ()
    latter: str | None = None
    body: str | None = None
    agency: str | None = None
    sources: tuple[str, ...] = ()


class SentenceView:
    """Token numbers count within the sentence. `before` is what the text up to it leaves in mind.

    `every`: a subject that stands for nobody known, a bare pronoun too, is a voice by its own words.
    """

    def __init__(self, sentence: Sentence, context: Context, lexicon: ReportingLexicon, before: InMind, every: bool = False) -> None:
        self.sentence, self.context, self.lexicon, self.before, self.every = sentence, context, lexicon, before, every
        self.focus, self.agency = before.focus, before.agency
        self.tokens = sentence.tokens
        self._norms = [t.norm for t in self.tokens]
        self.mentions = context.mentions_in(sentence.span)
        self._quoted = {i for q in context.quoted_in(sentence.span) for i, t in enumerate(self.tokens) if q.outer.contains(t.span)}
        self.cues = cues_of(sentence, context, lexicon)

    # --- marks ---

    def norm(self, at: int) -> str:
        """The normal form of the token at an index; empty outside the sentence."""
        return self._norms[at] if 0 <= at < len(self._norms) else ""

    def is_quoted(self, at: int) -> bool:
        """Whether token `at` stands in a quotation, its marks included."""
        return at in self._quoted

    def span(self, start: int, end: int) -> Span:
        """Offsets of the tokens from start to end (end not included)."""
        return Span(self.tokens[start].span.start, self.tokens[end - 1].span.end)

    def in_mention(self, at: int) -> bool:
        """Whether the token stands inside an actor's name but does not begin it."""
        span = self.tokens[at].span
        return any(m.span.start < span.start and span.end <= m.span.end for m in self.mentions)

    def ends_phrase(self, at: int) -> bool:
        """Whether token `at` is a mark that ends a noun phrase; a full stop does only at the end of the sentence."""
        norm = self.norm(at)
        if norm == ".":
            return at >= len(self.tokens) - 1
        return norm in _ENDS_OF_PHRASES and not self.in_mention(at)

    def clause_start(self, at: int) -> int:
        """First token of the clause that holds token `at`: after a semicolon or colon, or the sentence's first."""
        before = bisect_left(self._clause_marks, at)
        return self._clause_marks[before - 1] + 1 if before else 0

    @cached_property
    def _clause_marks(self) -> list[int]:
        return [j for j, norm in enumerate(self._norms) if norm in (";", ":") and not self.is_quoted(j)]

    def limit(self, start: int) -> int:
        """Token where what is said from `start` on ends: a semicolon, a contrast, a source in brackets, the sentence's end."""
        for j in range(start, len(self.tokens)):
            if self.is_quoted(j):
                continue
            contrast = self.norm(j - 1) == "," and phrase_at(self.tokens, j, self.lexicon.phrases["contrast_openers"])
            resumed = self.norm(j + contrast) in self.lexicon.words["complementizers"]
            credit = self.norm(j) == "(" and phrase_at(self.tokens, j + 1, self.lexicon.phrases["sources"])
            if self.norm(j) == ";" or credit or (contrast and j > start and not resumed):
                return j
        return len(self.tokens)

    def chunks(self, start: int, end: int) -> list[tuple[int, int]]:
        """Runs of tokens between commas, quotations and dashes; a comma inside a name does not cut."""
        runs, low = [], start
        for j in range(start, end + 1):
            cuts = j == end or ((self.norm(j) in {",", "—", "–", "(", ")"} or self.is_quoted(j)) and not self.in_mention(j))
            if cuts and j > low:
                runs.append((low, j))
            low = j + 1 if cuts else low
        return runs

    def is_fronted(self, at: int) -> bool:
        """Whether an adjunct of time or place, not a subject, begins at `at`."""
        return self.norm(at) in self.lexicon.words["chunk_prepositions"] or self.norm(at) in self.lexicon.words["time_nouns"]

    def is_background(self, at: int) -> bool:
        """Whether what begins at `at` after an incise is an adjunct or clause of its own, not the rest of what is said."""
        word, words = self.norm(at), self.lexicon.words
        return (
            word in words["clause_openers"] | words["relative_words"]
            or word.endswith(tuple(words["participle_endings"]))
            or self.is_fronted(at)
        )

    # --- who ---

    def voices(self, start: int, end: int) -> tuple[str, ...]:
        """Speakers named by the tokens: a pronoun that nobody resolved is the person in focus, "the agency" the one named last."""
        tokens, words = self.tokens[start:end], self.lexicon.words
        if self.before.sources and any(t.norm in words["same_words"] for t in tokens[:3]):
            return self.before.sources
        named = speakers_in(tokens, self.context, self.lexicon)
        if (
            len(named) == 1
            and self.agency
            and any(t.norm in words["agency_nouns"] for t in tokens[:3])
            and not self._has_mention(start, end)
        ):
            return (self.agency,)
        if any(t.norm in words.get("counterpart_nouns", ()) for t in tokens[:3]) and not self._names_someone(start, end):
            return self._counterpart(start)
        if any(t.norm in words["latter_pronouns"] for t in tokens[:3]) and self.before.latter and not self._has_mention(start, end):
            return (self.before.latter,)
        if not named and self.before.body and any(t.norm in words["thing_pronouns"] for t in tokens):
            return (self.before.body,)
        if not named and any(t.norm in words["pronouns"] for t in tokens):
            return self.person_before(start) or self.focus_of(start, end)
        return self.focus if self.focus and self._points_back(start, end) else named

    def _is_human(self, actor: str) -> bool:
        """Whether the actor is a person by name or, where nobody is known by it, by what the phrase calls him ("the envoy")."""
        known = [m for m in self.context.mentions if m.actor == actor]
        return any(is_person(m) for m in known) if known else bool(set(actor.lower().split()) & self.lexicon.words["person_nouns"])

    def _counterpart(self, at: int) -> tuple[str, ...]:
        """Whom "his host" means: of the two persons named last before token `at`, the one who is not speaking."""
        limit = self.tokens[at].span.start
        named = [m.actor for m in self.context.mentions if m.span.end <= limit and is_person(m) and m.actor not in self.focus]
        return tuple(named[-1:])

    def focus_of(self, start: int, end: int) -> tuple[str, ...]:
        """Who a pronoun means beyond its sentence: one that only persons have ("she") is the person named last when a body spoke last."""
        personal = any(self.norm(j) in self.lexicon.words["person_pronouns"] for j in range(start, end))
        if personal and self.before.latter and not (self.focus and self._is_human(self.focus[0])):
            return (self.before.latter,)
        return self.focus

    def speakers(self, start: int, end: int) -> tuple[str, ...]:
        """The voices of a phrase that surely names a speaker: where no known name stands in it, its own words."""
        voices = self.voices(start, end)
        if not voices and self.every:
            return self._by_own_words(start, end)
        if voices or end <= start or any(self.norm(j) in self.lexicon.words["pronouns"] for j in range(start, end)):
            return voices
        named = self.tokens[start].text[:1].isupper() and start > 0
        phrase = self.norm(start) in self.lexicon.words["determiners"] and self.norm(start + 1) not in self.lexicon.words["time_nouns"]
        own = own_words(self.tokens[start:end], self.context, self.lexicon) if named or phrase else None
        return (own,) if own and end - start <= 12 else ()

    def inverted_pronoun(self, cue: Cue) -> tuple[str, ...]:
        """Whoever the pronoun of "a-t-il" stands for: the speaker so far, whom his own words seldom name; else what it points back to."""
        span = self.tokens[cue.first].span
        found = [m.actor for m in self.mentions if span.contains(m.span)]
        return self.focus or ((found[0],) if found else self.person_before(cue.first))

    def _by_own_words(self, start: int, end: int) -> tuple[str, ...]:
        """The words of a phrase that begins like a subject: with a pronoun, a determiner, a capital letter or a plain plural noun."""
        if end <= start or self.is_fronted(start) or not self.tokens[start].is_word:
            return ()
        own = own_words(self.tokens[start:end], self.context, self.lexicon)
        return (own,) if own else ()

    def _points_back(self, start: int, end: int) -> bool:
        """Whether the tokens speak of the person in focus by what he is ("the analyst")."""
        words = self.lexicon.words
        nouns = [self.norm(j) for j in range(start + 1, min(start + 4, end)) if self.norm(j) in words["person_nouns"]]
        if self.norm(start) not in words["definite_determiners"] or not nouns or self._names_someone(start, end):
            return False
        known = self._offices_of(self.focus[0]) if self.focus else frozenset()
        return not known or nouns[0] in known | words["generic_person_nouns"]

    def _offices_of(self, actor: str) -> frozenset[str]:
        """What the document calls the person: the person nouns of the mentions that carry a title."""
        said = {w for m in self.context.mentions if m.actor == actor for w in m.text.lower().split()}
        return frozenset(said & self.lexicon.words["person_nouns"])

    def _names_someone(self, start: int, end: int) -> bool:
        """Whether the tokens hold a name that is not a mere modifier: of a person, body or outlet."""
        words, span = self.lexicon.words, self.span(start, end)
        kin = any(self.norm(j) in words.get("kin_nouns", ()) for j in range(start, end))
        owner = next((self.tokens[j].span.start for j in range(start, end) if kin and self.norm(j) in words["of_words"]), span.end)
        return any(
            span.contains(m.span) and m.span.start < owner and (is_person(m) or m.kind in ("body", "outlet", "office"))
            for m in self.mentions
        )

    def _has_mention(self, start: int, end: int) -> bool:
        span = self.span(start, end)
        return any(span.contains(m.span) for m in self.mentions)

    def person_before(self, at: int) -> tuple[str, ...]:
        """The sentence's first person named before token `at`, in its own clause."""
        low = self.tokens[self.clause_start(at)].span.start
        before = [m for m in self.mentions if low <= m.span.start and m.span.end <= self.tokens[at].span.start and is_person(m)]
        if before or not low:
            return (before[0].actor,) if before else ()
        earlier = [m for m in self.mentions if m.span.end <= low and (is_person(m) or m.kind in ("body", "organisation"))]
        return (earlier[0].actor,) if earlier else ()

    def subject(self, first: int) -> tuple[int, int] | None:
        """Tokens of the subject of the verb at `first`, looked for before it."""
        low = self.clause_start(first)
        contrasts = [
            j + size
            for j in range(low, first)
            if (size := phrase_at(self.tokens, j, self.lexicon.phrases["contrast_openers"])) and self.norm(j - 1) == ","
        ]
        low = contrasts[-1] if contrasts else low
        inner = [j for j in range(low, first) if self.norm(j) in self.lexicon.words["complementizers"] and not self.is_quoted(j)]
        chunks = self.chunks(inner[-1] + 1 if inner else low, first)
        if not chunks:
            return None
        last = self._after_relative(chunks[-1], first)
        near = last[1] == first and not self.is_fronted(last[0])
        if near and (self.voices(*last) or len(chunks) == 1 or self.norm(last[0]) in self.lexicon.words["determiners"]):
            return last
        named = [c for c in chunks if not self.is_fronted(c[0]) and self.voices(*c)]
        if named:
            return self._best_named(named)
        whole = [c for c in chunks if not self.is_fronted(c[0])]
        return whole[0] if self.every and whole and last[1] != first else last

    def _after_relative(self, chunk: tuple[int, int], first: int) -> tuple[int, int]:
        """The part of a chunk that follows its last relative word, where somebody is named there ("a letter in which X praises ...")."""
        relative = [j + 1 for j in range(*chunk) if self.norm(j) in self.lexicon.words["relative_words"]]
        inside = relative and relative[-1] < chunk[1] == first and self._has_mention(relative[-1], chunk[1])
        return (relative[-1], chunk[1]) if inside else chunk

    def _best_named(self, chunks: list[tuple[int, int]]) -> tuple[int, int]:
        """Of a noun phrase and its appositions the one that names best: a person, a body by its short name, any body, the first."""

        def rank(chunk: tuple[int, int]) -> int:
            found = self.context.mentions_in(self.span(*chunk))
            if any(is_person(m) for m in found):
                return 0
            bodies = [m for m in found if m.kind in ("body", "outlet")]
            return 1 if any(m.text.isupper() for m in bodies) else 2 if bodies else 3

        return min(chunks, key=rank)

    def after(self, last: int) -> tuple[int, int]:
        """Tokens of an inverted subject after the verb group that ends at `last`: to the next mark.

        Adverbs, dates and phrases with a preposition before it are skipped ("a dit mardi à la presse le ministre").
        """
        end = last + 1
        while end < len(self.tokens) and not self.ends_phrase(end):
            end += 1
        start = last + 1
        heads = [
            j
            for j in range(start, end)
            if self.norm(j) in self.lexicon.words["determiners"] or any(m.span.start == self.tokens[j].span.start for m in self.mentions)
        ]
        opened = self.lexicon.words["chunk_prepositions"]
        if {self.norm(start), self.norm(start + 1)} & opened:
            governed = opened | self.lexicon.words["determiners"] | self.lexicon.words["of_words"]
            heads = [j for j in heads if self.norm(j - 1) not in governed and not self.in_mention(j)] or heads
            if heads and heads[0] <= start + _PHRASE_BEFORE:
                return heads[0], self._with_apposition(heads[0], end)
        if heads and heads[0] <= start + 2:
            start = heads[0]
        return start, self._with_apposition(start, end)

    def _with_apposition(self, start: int, end: int) -> int:
        """The end of the phrase once a person's name set after it by a comma is taken in ("the envoy, John Smith")."""
        if self.norm(end) != "," or start >= end or any(is_person(m) for m in self.context.mentions_in(self.span(start, end))):
            return end
        follows = [
            m
            for m in self.mentions
            if end + 1 < len(self.tokens) and m.span.start == self.tokens[end + 1].span.start and m.kind == "person"
        ]
        return (
            next(
                (
                    j
                    for j in range(end + 1, len(self.tokens) + 1)
                    if j == len(self.tokens) or self.tokens[j].span.start >= follows[0].span.end
                ),
                end,
            )
            if follows
            else end
        )
