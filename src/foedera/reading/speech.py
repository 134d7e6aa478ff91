"""All that a document gives to a voice: quoted, half quoted and told in the reporter's words, each with its pieces and its speaker."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from foedera.reading.context import Context, QuotedSpan
from foedera.reading.quotations import quote_voice
from foedera.reading.quoted_spans import goes_on
from foedera.reading.report import Report
from foedera.reading.reporting_lexicon import reporting_lexicon
from foedera.reading.reports import reports_of
from foedera.reading.sentences import tokens_of
from foedera.values.span import Span

_EDGE = " \t\n\xa0\u202f,;:.—–"
_LEFT_OUT = frozenset({"relay"})


class SpeechKind(StrEnum):
    """How much of what is said stands between quotation marks: all of it, some of it, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Speech:
    """What one voice says in one breath: its pieces in order, marks included; `speaker` is resolved, `words` are the text's own for it."""

    parts: tuple[Span, ...]
    speaker: str
    words: str | None
    kind: SpeechKind

    @property
    def span(self) -> Span:
        """From the first piece to the last."""
        return Span(self.parts[0].start, self.parts[-1].end)


def _trimmed(span: Span, text: str) -> Span | None:
    start, end = span.start, span.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Span(start, end) if start < end else None


def _whole(span: Span, context: Context) -> Span:
    """The span, widened to the whole of every quotation it cuts."""
    cut = context.quoted_in(span)
    return Span(min([span.start, *(q.outer.start for q in cut)]), max([span.end, *(q.outer.end for q in cut)]))


def _is_only(span: Span, quotes: Iterable[QuotedSpan], text: str) -> bool:
    """Whether the span is quotations and the marks between them, and nothing else."""
    at, words = span.start, ""
    for quote in quotes:
        words += text[at : max(at, quote.outer.start)]
        at = max(at, quote.outer.end)
    return not (words + text[at : max(at, span.end)]).strip(_EDGE)


def _without(span: Span, cuts: list[Span], text: str) -> list[Span]:
    """The span less the cuts in it, trimmed."""
    left, low = list[Span](), span.start
    for cut in sorted(c for c in cuts if span.contains(c)):
        left += [t] if (t := _trimmed(Span(low, cut.start), text)) else []
        low = cut.end
    return left + ([t] if (t := _trimmed(Span(low, span.end), text)) else [])


def _incises(context: Context) -> list[tuple[Report, Span]]:
    """The reports set inside the marks of what they report, each with the span of verb and subject."""
    within = [r for r in reports_of(context, every=True) if any(q.inner.contains(r.cue) for q in context.quoted_in(r.cue))]
    return [(r, Span(r.cue.start, max(r.cue.end, r.subject.end if r.subject else 0))) for r in within]


def _is_unsaid(report: Report, context: Context) -> bool:
    """Whether a verb that only gives quoted words ("spoke of", "hailed") stands without any."""
    return report.stance == "praise" and report.frame != "incise" and not any(context.quoted_in(reach) for reach in report.reach)


def _is_only_small_words(span: Span, context: Context) -> bool:
    """Whether the span is but the conjunction and clitics before an inverted verb ("comme l'")."""
    words = reporting_lexicon(context.pack).words
    small = words["comparison_words"] | words["clitics"] | words["linking_words"]
    return all(t.norm in small for t in tokens_of(context.document.text, span.start, span.end))


def _to_quotation(span: Span, report: Report, context: Context) -> Span:
    """What is praised or named in quoted words ends with them where a comma or "before", "during" follows."""
    quotes = [q for q in context.quoted_in(span) if span.contains(q.outer)]
    rest = tokens_of(context.document.text, quotes[-1].outer.end, span.end) if quotes else ()
    ends = rest and (rest[0].norm == "," or rest[0].norm in reporting_lexicon(context.pack).words.get("scene_words", ()))
    return Span(span.start, quotes[-1].outer.end) if ends and report.frame in ("object", "quote") else span


def _pieces(report: Report, context: Context, incises: list[tuple[Report, Span]]) -> tuple[Span, ...]:
    """What the report gives to the voice: quotations whole; after a piece that is all quotation only what is quoted too."""
    text = context.document.text
    reports = reports_of(context, every=True)
    found = [t for reach in report.reach if (t := _trimmed(_before_gerund(reach, report, reports, text), text))]
    found = [_to_quotation(span, report, context) for span in found if not _is_only_small_words(span, context)]
    wide = [_whole(span, context) for span in found]
    quoted = [_is_only(span, context.quoted_in(span), text) and bool(context.quoted_in(span)) for span in wide]
    if any(quoted) and report.frame in ("incise", "source", "quote"):
        wide = [span for span, only in zip(wide, quoted, strict=True) if only]
    own = [span for other, span in incises if other.voices[0] == report.voices[0]]
    return tuple(p for span in dict.fromkeys(wide) for p in _without(span, own, text))


def _kind(parts: tuple[Span, ...], context: Context) -> SpeechKind:
    quotes = [context.quoted_in(p) for p in parts]
    if not any(quotes):
        return SpeechKind.INDIRECT
    only = all(q and _is_only(p, q, context.document.text) for p, q in zip(parts, quotes, strict=True))
    return SpeechKind.DIRECT if only else SpeechKind.MIXED


def _speech(parts: tuple[Span, ...], speaker: str, subject: Span | None, context: Context) -> Speech:
    return Speech(parts, speaker, subject.text_in(context.document.text).strip() if subject else None, _kind(parts, context))


def _subject(report: Report) -> Span | None:
    """The words for the speaker, without the verb of an inversion."""
    subject = report.subject
    if subject is None or not subject.contains(report.cue) or subject.end == report.cue.end:
        return subject
    return Span(report.cue.end, subject.end)


def _is_mere_attitude(report: Report, reports: tuple[Report, ...], context: Context) -> bool:
    """Whether the report stands in what its own voice is already said to say ("she said she hopes ..."), or its voice is a guess there."""
    outer = [o for o in reports if o is not report and o.frame == "that" and o.covers(report.cue)]
    known = report in reports_of(context)
    pronoun = report.subject and report.subject.text_in(context.document.text).lower() in reporting_lexicon(context.pack).words["pronouns"]
    return any(o.voices == report.voices or pronoun or not known for o in outer)


def _before_gerund(span: Span, report: Report, reports: tuple[Report, ...], text: str) -> Span:
    """The span up to a further verb of the same voice set off by a comma ("called for talks, saying that ...")."""
    further = [o.cue.start for o in reports if o is not report and o.voices == report.voices and span.start < o.cue.start < span.end]
    cut = [at for at in further if text[:at].rstrip().endswith(",")]
    return Span(span.start, cut[0]) if cut and text[span.start : cut[0]].strip(_EDGE) else span


def _reported(context: Context) -> list[Speech]:
    """What the reports of the sentences give to their voices."""
    found, incises = list[Speech](), _incises(context)
    inside = [report for report, _ in incises]
    for report in [r for r in reports_of(context, every=True) if r not in inside] + inside:
        silent = (
            report.frame in _LEFT_OUT or _is_unsaid(report, context) or _is_mere_attitude(report, reports_of(context, every=True), context)
        )
        parts = () if silent else _pieces(report, context, incises)
        again = any(parts == o.parts or (report in inside and o.speaker == report.voices[0] and o.span.overlaps(parts[0])) for o in found)
        if parts and not again:
            found.append(_speech(parts, report.voices[0], _subject(report), context))
    return found


def _holds(speech: Speech, span: Span) -> bool:
    return any(p.overlaps(span) for p in speech.parts)


def _free(context: Context, said: list[Speech]) -> list[Speech]:
    """Quotations that no report holds and that have a speaker all the same."""
    found: list[Speech] = []
    for quote in context.quoted:
        voice = None if any(_holds(s, quote.inner) for s in said) else quote_voice(context, quote)
        if voice:
            found.append(_speech((quote.outer,), voice, None, context))
    return found


def _continues(speech: Speech, after: Speech, context: Context) -> bool:
    """Whether `after` goes on with what the voice said: both all quotation, in one paragraph, nothing told between them but who speaks."""
    if speech.kind is not SpeechKind.DIRECT or after.kind is not SpeechKind.DIRECT or speech.speaker != after.speaker:
        return False
    text = context.document.text
    between, last = text[speech.span.end : after.span.start], [q for q in context.quoted if q.outer.end == speech.span.end]
    if "\n" in between:
        further = goes_on(context.quoted, last[-1], text) if last else None
        return further is not None and further.outer.start == after.span.start
    return not between.strip(_EDGE) or len(between.split()) <= 40 and after.words is None


def speech_of(context: Context) -> tuple[Speech, ...]:
    """Every piece of speech of the document, in order of its first word; a quotation that an incise cuts is one."""
    reported = _reported(context)
    said = sorted(reported + _free(context, reported), key=lambda s: (s.span.start, -s.span.end))
    joined: list[Speech] = []
    for speech in said:
        if joined and _continues(joined[-1], speech, context):
            before = joined[-1]
            joined[-1] = Speech(before.parts + speech.parts, before.speaker, before.words, before.kind)
        else:
            joined.append(speech)
    return tuple(joined)
