"""Quotations and who speaks them."""

from functools import lru_cache

from foedera.language.pack import LanguagePack
from foedera.reading.context import Context, QuotedSpan, Sentence
from foedera.reading.model import SHALLOW, QuoteStatement
from foedera.reading.quoted_spans import goes_on, quoted_spans
from foedera.reading.reporting_lexicon import ReportingLexicon, reporting_lexicon
from foedera.reading.reports import Report, reports_of
from foedera.reading.sentences import tokens_of
from foedera.reading.speakers import is_person
from foedera.values.span import Span, evidence_at

__all__ = ["quote_voice", "quoted_spans", "quotes_of"]

_MIN_WORDS = 3
_LOOK_BACK = 40


@lru_cache(maxsize=8)
def _half_words(pack: LanguagePack) -> frozenset[str]:
    return frozenset(str(w) for w in pack.table("pack").get("half_words", ()))


def _word_count(text: str, pack: LanguagePack) -> int:
    """Words, an elided article counting as one, the first half of a word that is written as two ("jusqu'à") as none."""
    tokens = [t for t in tokens_of(text, 0, len(text)) if t.is_word]
    return len(tokens) - sum(t.norm in _half_words(pack) for t in tokens)


def _sentences_of(context: Context, span: Span) -> list[Sentence]:
    return [s for s in context.sentences if s.span.overlaps(span)]


def _is_relay(report: Report, context: Context) -> bool:
    """Whether the voice only passes on what another says: a source phrase or relay naming an outlet."""
    outlets = {m.actor for m in context.mentions if m.kind == "outlet"}
    return report.frame == "relay" or report.voices[0] in outlets


def _covering(context: Context, quote: QuotedSpan) -> list[Report]:
    """Reports whose words hold the quotation, nearest origin first; one set inside its marks comes after those outside."""
    found = [r for r in reports_of(context) if any(reach.overlaps(quote.inner) for reach in r.reach)]
    outside = [r for r in found if not quote.inner.contains(r.cue)]

    def rank(report: Report) -> tuple[bool, bool, int, int]:
        inner = sum(report is not o and report.covers(o.cue) for o in outside)
        return _is_relay(report, context), report not in outside, inner, _distance(report, quote)

    return sorted(found, key=rank)


def _distance(report: Report, quote: QuotedSpan) -> int:
    return min(abs(report.cue.start - quote.outer.end), abs(quote.outer.start - report.cue.end))


def _text_subject(context: Context, quote: QuotedSpan, lexicon: ReportingLexicon) -> str | None:
    """ "traité (text)" where the clause's subject is an agreement whose verb gives its words."""
    sentence = context.sentence_at(quote.outer.start)
    before = [t for t in sentence.tokens if t.span.end <= quote.outer.start]
    after = [t for t in sentence.tokens if t.span.start >= quote.outer.end][:6]
    verbs = [i for i, t in enumerate(before) if t.norm in lexicon.words["text_verbs"]]
    if verbs:
        nouns = [t for t in before[max(0, verbs[-1] - 14) : verbs[-1]] if t.norm in lexicon.text_speaker]
        return lexicon.text_speaker[nouns[0].norm] if nouns else None
    nouns = [t for t in before[-_LOOK_BACK:] if t.norm in lexicon.text_speaker]
    if nouns and after and after[0].norm in lexicon.words["text_verbs"]:
        return lexicon.text_speaker[nouns[-1].norm]
    return None


def _speech_before(context: Context, quote: QuotedSpan, lexicon: ReportingLexicon) -> str | None:
    """Whose words a noun before the quotation names ("les éloges de X")."""
    tokens = [t for t in context.sentence_at(quote.outer.start).tokens if t.span.end <= quote.outer.start]
    for at, token in enumerate(tokens[:-2]):
        if token.norm in lexicon.words["speech_nouns"] and tokens[at + 1].norm in lexicon.words["of_words"]:
            named = [
                m for m in context.mentions if is_person(m) and tokens[at + 1].span.end <= m.span.start <= tokens[at + 1].span.end + 12
            ]
            if named:
                return named[0].actor
    return None


def _subject_before(context: Context, quote: QuotedSpan, lexicon: ReportingLexicon) -> str | None:
    """The person, body or state that stands first in the quotation's sentence before it: the clause's likely subject."""
    sentence = context.sentence_at(quote.outer.start)
    before = tuple(t for t in sentence.tokens if t.span.end <= quote.outer.start)
    if before and before[0].norm in lexicon.words["latter_pronouns"]:
        earlier = [m for m in context.mentions if is_person(m) and m.span.end <= sentence.span.start]
        return earlier[-1].actor if earlier else None
    marks = [i for i, t in enumerate(before) if t.norm in (";", ":")]
    for low in ((marks[-1] + 1,) if marks else ()) + (0,):
        named = [
            m for m in context.mentions if before and before[low:] and Span(before[low].span.start, quote.outer.start).contains(m.span)
        ]
        persons = [m for m in named if is_person(m)] or [m for m in named if m.kind in ("body", "outlet", "organisation")]
        if persons:
            return persons[0].actor
    return None


def _neighbour(context: Context, quote: QuotedSpan) -> Report | None:
    """The report that speaks a quotation standing alone: of the sentence before it in the paragraph, else of the one after."""
    sentences = _sentences_of(context, quote.outer)
    if not sentences:
        return None
    first, last = sentences[0], sentences[-1]
    near = [s for s in context.sentences if s.paragraph == first.paragraph and s.index in (first.index - 1, last.index + 1)]
    for sentence in near:
        inside = [
            r
            for r in reports_of(context)
            if sentence.span.contains(r.cue) and r.frame in ("incise", "quote", "that") and not _is_relay(r, context)
        ]
        if inside:
            return inside[-1] if sentence.index < first.index else inside[0]
    return None


def _person_beside(context: Context, quote: QuotedSpan) -> str | None:
    """The one person named in the sentence before a quotation that stands alone in the paragraph, else in the sentence after it."""
    sentences = _sentences_of(context, quote.outer)
    if not sentences:
        return None
    first, last = sentences[0], sentences[-1]
    for index in (first.index - 1, last.index + 1):
        beside = [s for s in context.sentences[max(0, index) : index + 1] if s.paragraph == first.paragraph]
        named = {m.actor for s in beside for m in context.mentions_in(s.span) if is_person(m)}
        if len(named) == 1:
            return named.pop()
    return None


def _is_whole_sentence(context: Context, quote: QuotedSpan) -> bool:
    """Whether the quotation is all that its sentences say."""
    around = 0
    for sentence in _sentences_of(context, quote.outer):
        around += sum(t.is_word for t in sentence.tokens if not quote.outer.contains(t.span))
    return around == 0


def _speaker_of(context: Context, quote: QuotedSpan, last: str | None) -> tuple[str | None, str | None]:
    """Speaker and the agency or other voice through which the words come."""
    lexicon = reporting_lexicon(context.pack)
    covering = _covering(context, quote)
    direct = [r for r in covering if not _is_relay(r, context)]
    relays = [r for r in covering if _is_relay(r, context)]
    text = _text_subject(context, quote, lexicon)
    if direct:
        return direct[0].voices[0], next((r.voices[0] for r in relays), next(iter(direct[0].through), None))
    if text:
        return text, next((r.voices[0] for r in relays), None)
    if _is_whole_sentence(context, quote):
        further = goes_on(context.quoted, quote, context.document.text)
        if further and last is None:
            return _speaker_of(context, further, None)
        near = _neighbour(context, quote)
        return (near.voices[0] if near else last or _person_beside(context, quote)), None
    if relays:
        relay, speaker = relays[0].voices[0], _speech_before(context, quote, lexicon)
        return (speaker, relay) if speaker and speaker != relay else (relay, None)
    first = next((t.norm for t in tokens_of(context.document.text, quote.inner.start, quote.inner.end)), "")
    return (None if first in lexicon.words["text_nouns"] else _subject_before(context, quote, lexicon)), None


def _is_name(context: Context, quote: QuotedSpan) -> bool:
    """Whether the quotation marks only set off a title or a name: every word of weight is capitalised."""
    text = quote.inner.text_in(context.document.text)
    heavy = [w for w in text.split() if len(w) > 3]
    return bool(heavy) and all(w[0].isupper() for w in heavy) and len(heavy) > 1 and text[-1] not in ".!?"


def quote_voice(context: Context, quote: QuotedSpan) -> str | None:
    """Who speaks a quotation of three words or more; None for a mere name or where nobody can be read."""
    words = _word_count(quote.inner.text_in(context.document.text), context.pack)
    return None if words < _MIN_WORDS or _is_name(context, quote) else _speaker_of(context, quote, None)[0]


def quotes_of(context: Context) -> tuple[QuoteStatement, ...]:
    """The document's quotations of three words or more that have a speaker, in order."""
    text, found, last = context.document.text, list[QuoteStatement](), None
    for quote in context.quoted:
        inner = quote.inner.text_in(text)
        if _word_count(inner, context.pack) < _MIN_WORDS or _is_name(context, quote):
            continue
        speaker, via = _speaker_of(context, quote, last)
        if speaker:
            last = speaker
            evidence = evidence_at(text, quote.inner.start, quote.inner.end)
            found.append(QuoteStatement(speaker, evidence.text, evidence, via, reader=SHALLOW))
    return tuple(found)
