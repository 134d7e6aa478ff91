"""What the layers of reading share about one document: built once by `read_document`, read by every layer, changed by none."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from foedera.language.pack import LanguagePack
from foedera.reading.model import ActorMention, DatePhrase
from foedera.reading.syntax import SyntaxReader, syntax_reader
from foedera.sources.model import Document, LineRole
from foedera.values.quantity import Quantity
from foedera.values.span import Span
from foedera.world.world import World


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark. `norm` is lower case, straight apostrophes, accents kept: "l’accord" gives "l'" and "accord"."""

    span: Span
    text: str
    norm: str
    is_word: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or a title, heading, caption taken as one). `index` counts from 0 in the document, `paragraph` likewise."""

    span: Span
    tokens: tuple[Token, ...]
    role: LineRole
    index: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """Words between quotation marks: `outer` with the marks, `inner` without them and without outer white space."""

    outer: Span
    inner: Span


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A number as told: `span` is the whole phrase ("plus de 10 000 soldats"), `quantity` its value. Vague plurals have none."""

    span: Span
    quantity: Quantity


@dataclass(frozen=True)
class Context:
    """`mentions`, `date_phrases`, `quantities`, `quoted` and `sentences` are sorted by start and do not overlap within their own kind.

    `pipeline` names another spaCy pipeline than the one that comes with Foedera; `shallow` leaves the parser out.
    """

    document: Document
    pack: LanguagePack
    world: World
    sentences: tuple[Sentence, ...]
    quoted: tuple[QuotedSpan, ...]
    mentions: tuple[ActorMention, ...]
    date_phrases: tuple[DatePhrase, ...]
    quantities: tuple[QuantityMention, ...]
    pipeline: str | None = None
    shallow: bool = False

    def with_date_phrases(self, phrases: tuple[DatePhrase, ...]) -> "Context":
        """The context with these time expressions alone; what was worked out of it stays (cues, reports, trees: none looks at dates)."""
        made = replace(self, date_phrases=phrases)
        made.__dict__.update({name: kept for name, kept in self.__dict__.items() if name not in made.__dict__})
        return made

    @cached_property
    def syntax(self) -> SyntaxReader | None:
        """The parser of the document's language, loaded when first asked for; None with the shallow reader or without a model."""
        return None if self.shallow else syntax_reader(self.pack, self.pipeline)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.span.start for s in self.sentences]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [m.span.start for m in self.mentions]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds the offset (the one before it, between two sentences)."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    def mentions_in(self, span: Span) -> tuple[ActorMention, ...]:
        """The actors named wholly inside the span, in order."""
        first, last = bisect_left(self._mention_starts, span.start), bisect_left(self._mention_starts, span.end)
        return tuple(m for m in self.mentions[first : last + 1] if span.contains(m.span))

    def date_phrases_in(self, span: Span) -> tuple[DatePhrase, ...]:
        """The time expressions wholly inside the span, in order."""
        return tuple(d for d in self.date_phrases if span.contains(d.span))

    def quantities_in(self, span: Span) -> tuple[QuantityMention, ...]:
        """The counted amounts wholly inside the span, in order."""
        return tuple(q for q in self.quantities if span.contains(q.span))

    def quoted_in(self, span: Span) -> tuple[QuotedSpan, ...]:
        """The quotations that share a character with the span, marks included."""
        return tuple(q for q in self.quoted if span.overlaps(q.outer))
