"""Who speaks a quotation from elsewhere: inside the marks, in the sentence after them, ahead of a colon, or as a signature."""

from foedera.reading.context import QuotedSpan
from foedera.reading.report import Report
from foedera.reading.reporting_cues import Cue, cues_of
from foedera.reading.sentence_view import CLOSE, SentenceView
from foedera.values.span import Span

_ENDS = frozenset({",", ".", "?", "!", "…", ";", ":", ""}) | CLOSE
_ASKED = frozenset({",", "?", "!", "…"})
_DASHES = frozenset({"—", "–", "―", "-"})
_LONGEST_SIGNATURE = 8
_LONGEST_SUBJECT = 14


def reports_within_marks(view: SentenceView) -> list[Report]:
    """« A, dit X, B »: the verb and its subject stand inside the marks of what they report, where the language does so."""
    if not view.lexicon.incise_within_marks:
        return []
    found = []
    for cue in cues_of(view.sentence, view.context, view.lexicon, quoted=True):
        quote = next(
            (q for q in view.context.quoted_in(view.tokens[cue.first].span) if q.inner.contains(view.tokens[cue.first].span)), None
        )
        report = _within(view, cue, quote) if quote else None
        found += [report] if report else []
    return found


def _within(view: SentenceView, cue: Cue, quote: QuotedSpan) -> Report | None:
    first = cue.first
    while view.norm(first - 1) in view.lexicon.words["reflexive_pronouns"]:
        first -= 1
    if cue.form != "finite" or "incise" not in cue.verb.frames or view.norm(first - 1) not in _ASKED:
        return None
    start, end = (cue.first, cue.last + 1) if cue.inverted else _subject_within(view, cue, quote)
    if end <= start or view.norm(end) not in _ENDS:
        return None
    voices = view.inverted_pronoun(cue) if cue.inverted else view.speakers(start, end)
    incise = view.span(first, end)
    reach = tuple(s for s in (Span(quote.outer.start, incise.start), Span(incise.end, quote.outer.end)) if s.start < s.end)
    return Report(view.span(first, cue.last + 1), voices, cue.verb.stance, "incise", reach, view.span(start, end)) if voices else None


def _subject_within(view: SentenceView, cue: Cue, quote: QuotedSpan) -> tuple[int, int]:
    """Tokens of the subject after the verb; none where it is the speaker's own ("disait mon père") or what is there is no subject."""
    start, end = view.after(cue.last)
    own = view.lexicon.words.get("own_determiners", frozenset())
    begins = start < end and (view.norm(start) in view.lexicon.words["determiners"] or view.tokens[start].text[:1].isupper())
    inside = end > start and quote.outer.contains(view.tokens[end - 1].span)
    fits = begins and inside and end - start <= _LONGEST_SUBJECT and not any(view.norm(j) in own for j in range(start, end))
    return (start, end) if fits else (start, start)


def quotation_before(view: SentenceView) -> QuotedSpan | None:
    """The quotation that ends right before the sentence, in its paragraph."""
    before = [q for q in view.context.quoted if q.outer.end <= view.sentence.span.start][-1:]
    gap = view.context.document.text[before[0].outer.end : view.sentence.span.start] if before else ""
    return before[0] if before and not gap.strip() and "\n" not in gap else None


def report_of_question(view: SentenceView, cue: Cue, voices: tuple[str, ...], subject: Span | None) -> Report | None:
    """“Who goes there?” the guard asked: what is said ends the sentence before."""
    quote = quotation_before(view)
    if quote is None or "incise" not in cue.verb.frames or view.context.document.text[quote.inner.end - 1] not in "?!…":
        return None
    opens = view.tokens[0].span.start in (subject.start if subject else -1, view.tokens[cue.first].span.start)
    if not opens or (subject and subject.start < view.tokens[cue.first].span.start and view.norm(cue.last + 1) not in {".", ",", ""}):
        return None
    return Report(view.span(cue.first, cue.last + 1), voices, cue.verb.stance, "incise", (quote.outer,), subject)


def signature_report(view: SentenceView) -> list[Report]:
    """“...” — Name: a dash and a name after a quotation, and nothing else in the line."""
    quote = quotation_before(view)
    size = len(view.tokens)
    if quote is None or not 1 < size <= _LONGEST_SIGNATURE or view.norm(0) not in _DASHES or not view.tokens[1].text[:1].isupper():
        return []
    text, stop = view.context.document.text, view.sentence.span.end
    alone = not text[stop : text.find("\n", stop) if "\n" in text[stop:] else len(text)].strip()
    words = [t for t in view.tokens[1:] if t.is_word]
    if not alone or sum(t.text[:1].isupper() for t in words) < len(words) / 2:
        return []
    end = size - (view.norm(size - 1) == ".")
    voices = view.speakers(1, end)
    return [Report(view.tokens[0].span, voices, "say", "incise", (quote.outer,), view.span(1, end))] if voices else []


def quotations_after(view: SentenceView) -> Span | None:
    """The quotation that begins the line after the sentence, to the end of the last paragraph it runs on through."""
    text, end = view.context.document.text, view.sentence.span.end
    found: Span | None = None
    for quote in view.context.quoted:
        if quote.outer.start < end:
            continue
        if text[end : quote.outer.start].strip():
            break
        found, end = Span(found.start if found else quote.outer.start, quote.outer.end), quote.outer.end
        if quote.outer.end > quote.inner.end:
            break
    return found
