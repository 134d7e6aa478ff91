"""Why a document was read so: the words, the tree, the mentions and the entry of the language pack behind one statement.

The reading is a pure function, so nothing of this is kept: the document is read again and asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from foedera.language.pack import PackEntry, entry_of
from foedera.reading.attribution import reports_at
from foedera.reading.context import Context, Sentence
from foedera.reading.dependency_reader import ParsedSentence, parsed_sentences
from foedera.reading.model import (
    ActorMention,
    AgreementReading,
    DatePhrase,
    EventStatement,
    FoundBy,
    ObligationStatement,
    QuoteStatement,
    StepStatement,
)
from foedera.reading.report import Report
from foedera.reading.reporting_cues import cues_of
from foedera.reading.reporting_lexicon import reporting_lexicon
from foedera.reading.reports import reports_of
from foedera.reading.sureness import AGREEMENT, DUTY, EVENT, QUOTE, STEP, confidence
from foedera.reading.syntax import SyntaxToken
from foedera.values.span import Span

Statement = StepStatement | ObligationStatement | EventStatement | QuoteStatement | AgreementReading

_KINDS: dict[type, str] = {
    AgreementReading: AGREEMENT,
    StepStatement: STEP,
    ObligationStatement: DUTY,
    EventStatement: EVENT,
    QuoteStatement: QUOTE,
}


@dataclass(frozen=True, slots=True)
class VerbRead:
    """A verb of the tree with the words it governs: (role, words), the role as in `VerbFrame`."""

    verb: str
    arguments: tuple[tuple[str, str], ...]
    negated: bool
    mood: str


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """A sentence as both readers saw it; `tokens` count from its start, and are empty where the language has no parser."""

    start: int
    end: int
    text: str
    tokens: tuple[SyntaxToken, ...]
    verbs: tuple[VerbRead, ...]
    mentions: tuple[ActorMention, ...]
    date_phrases: tuple[DatePhrase, ...]


@dataclass(frozen=True, slots=True)
class RuleRead:
    """Words of the text and the entry that knows them; `says`: the voices that it puts the statement in the mouth of, if it reports."""

    start: int
    end: int
    words: str
    rule: str
    entry: PackEntry | None
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhyRead:
    """All that a statement was read from. `rules`: what set it off first, then who is said to say it, origin first."""

    kind: str
    reader: str
    confidence: float | None
    rules: tuple[RuleRead, ...]
    sentences: tuple[SentenceRead, ...]


def kind_of(statement: Statement) -> str:
    """The kind of statement, in the words of the contract: agreement, step, obligation, event, quote."""
    return _KINDS[type(statement)]


def why_read(context: Context, statement: Statement) -> WhyRead:
    """What stands behind a statement that this very context gave."""
    kind = kind_of(statement)
    return WhyRead(
        kind, statement.reader, confidence(kind, statement.reader), tuple(_rules(context, statement)), tuple(_sentences(context, statement))
    )


def _rules(context: Context, statement: Statement) -> Iterator[RuleRead]:
    found = None if isinstance(statement, QuoteStatement | AgreementReading) else statement.found_by
    if found:
        yield _rule(context, found.span, found.entry, found)
    reports = _reports(context, statement, found)
    for report in dict.fromkeys(reports):
        entry = _reporting_entry(context, report)
        behind = FoundBy(report.cue, entry) if entry else None
        yield _rule(context, report.cue, f"{entry or 'voices'}: {report.frame}", behind, report.voices)


def _rule(context: Context, span: Span, rule: str, found: FoundBy | None, says: tuple[str, ...] = ()) -> RuleRead:
    try:
        entry = entry_of(context.pack, found.entry) if found else None
    except KeyError:
        entry = None
    return RuleRead(span.start, span.end, span.text_in(context.document.text), rule, entry, says)


def _reports(context: Context, statement: Statement, found: FoundBy | None) -> tuple[Report, ...]:
    """The reports the statement's voices come from: of a quotation, those that name its speaker, in its sentences or beside them."""
    if isinstance(statement, QuoteStatement):
        span = statement.evidence.span
        near = [r for r in reports_of(context) if statement.speaker in r.voices and any(reach.overlaps(span) for reach in r.reach)]
        return tuple(near) or _beside(context, statement)
    if isinstance(statement, AgreementReading) or not statement.said_by:
        return ()
    return reports_at(context, found.span if found else statement.evidence.span)


def _beside(context: Context, quote: QuoteStatement) -> tuple[Report, ...]:
    at = context.sentence_at(quote.evidence.start).index
    speaking = (r for r in reports_of(context) if quote.speaker in r.voices)
    return tuple(r for r in speaking if abs(context.sentence_at(r.cue.start).index - at) <= 1)[:1]


def _reporting_entry(context: Context, report: Report) -> str | None:
    """Where the pack has the verb of the report; None for a source phrase or a noun."""
    lexicon, sentence = reporting_lexicon(context.pack), context.sentence_at(report.cue.start)
    for cue in cues_of(sentence, context, lexicon):
        if Span(sentence.tokens[cue.first].span.start, sentence.tokens[cue.last].span.end).overlaps(report.cue):
            groups = context.pack.table("reporting_verbs").get("groups", ())
            rows = (i for i, g in enumerate(groups) if any(_is_verb(str(v), cue.verb.lemma) for v in g["verbs"]))
            return next((f"reporting_verbs.groups.{i}" for i in rows), None)
    return None


def _is_verb(listed: str, lemma: str) -> bool:
    """Whether the pack's verb, a reflexive pronoun let pass, is the one found."""
    return listed == lemma or listed.endswith((f" {lemma}", f"'{lemma}"))


def _sentences(context: Context, statement: Statement) -> Iterator[SentenceRead]:
    if statement.evidence is None:
        return
    span = statement.evidence.span
    here = [s for s in context.sentences if s.span.overlaps(span)]
    trees = parsed_sentences(context, here, context.syntax) if context.syntax else {}
    for sentence in here:
        yield _sentence(context, sentence, trees.get(sentence.index))


def _sentence(context: Context, sentence: Sentence, tree: ParsedSentence | None) -> SentenceRead:
    text = sentence.span.text_in(context.document.text)
    verbs = tuple(_verbs(tree, text)) if tree else ()
    mentions, dates = context.mentions_in(sentence.span), context.date_phrases_in(sentence.span)
    return SentenceRead(sentence.span.start, sentence.span.end, text, tree.parse if tree else (), verbs, mentions, dates)


def _verbs(tree: ParsedSentence, text: str) -> Iterator[VerbRead]:
    for frame in tree.frames:
        arguments = ((a.role, " ".join(filter(None, (a.preposition, text[a.start : a.end])))) for a in frame.arguments)
        yield VerbRead(tree.parse[frame.verb].text, tuple(arguments), frame.negated, frame.mood)
