"""When a step was taken: the time expression of its clause, and the words that prove it."""

import re

from foedera.reading.agreement_words import name_table
from foedera.reading.context import Context, Sentence
from foedera.reading.model import DatePhrase
from foedera.reading.sentences import norm
from foedera.reading.step_triggers import triggers_in, verb_table
from foedera.values.dates import range_from_edtf
from foedera.values.span import Evidence, Span, evidence_at

_CLAUSE_MARK = re.compile(r"[;:()]|\s[-–—]\s|,\s|\.\s")
_A_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_MAX_WORDS = 15
_NEXT = 6
_LINK = 5  # "in ", "on "
_OPENING = 16  # "From 1996 on, ..."
_ATTRIBUTE_REACH = 40  # characters between an agreement's noun and the participle that says more of it


def clause_of(context: Context, sentence: Sentence, span: Span) -> Span:
    """The stretch between marks around a span; commas that close a short aside are crossed."""
    text = context.document.text
    start, end = sentence.span.start, sentence.span.end
    for m in _CLAUSE_MARK.finditer(text, start, span.start):
        start = m.end()
    if m2 := _CLAUSE_MARK.search(text, span.end, end):
        end = m2.start()
    return Span(start, end)


def places_in_time(phrase: DatePhrase) -> bool:
    """Whether the words give a day, month or year, as "in May" or "ten days later" do and "for ten days" does not."""
    told = phrase.timex_type in ("DATE", "TIME") and phrase.kind != "duration"
    return told or (phrase.value is not None and phrase.kind != "of_event" and range_from_edtf(phrase.value) is not None)


def date_for(context: Context, sentence: Sentence, span: Span) -> DatePhrase | None:
    """The time expression of the clause, or one set off by commas close by, or the one that opens the sentence.

    One that follows another step's verb at once, before this one, is that step's: "signed on 3 May and ratified". So is one behind the
    participle that says more of the agreement: "ratified the treaty signed with Chile in May".
    """
    phrases = [p for p in context.date_phrases_in(sentence.span) if places_in_time(p)]
    phrases = [p for p in phrases if p.value and not _reported_before(context, p, span)]
    verbs = [t.span for t in triggers_in(context, sentence) if t.form == "participle"]
    phrases = [p for p in phrases if not any(v.end <= p.span.start < span.start and p.span.start - v.end < _NEXT for v in verbs)]
    phrases = _shared_out(context, sentence, span, phrases)
    clause = clause_of(context, sentence, span)
    inside = [p for p in phrases if clause.overlaps(p.span)]
    set_off = (p for p in phrases if _set_off(context, sentence, p))
    near = [p for p in set_off if distance(p.span, span) < 60 or p.span.start - sentence.span.start < _OPENING]
    chosen = inside or near
    return min(chosen, key=lambda p: distance(p.span, span) + (5 if p.span.start < span.start else 0)) if chosen else None


def _shared_out(context: Context, sentence: Sentence, span: Span, phrases: list[DatePhrase]) -> list[DatePhrase]:
    """The time expressions that may be of the step at `span`, beside an attribute of the agreement: "(approved) the pact signed in May"."""
    for noun, attribute in _attributes(context, sentence):
        behind = [p for p in phrases if attribute.end <= p.span.start and not parted(context.document.text, attribute, p.span)]
        if attribute == span:
            return behind or [p for p in phrases if p.span.end > noun.start or p.span.start - sentence.span.start < _OPENING]
        if span.end <= noun.start:
            phrases = [p for p in phrases if p not in behind]
        elif attribute.end <= span.start:
            phrases = [p for p in phrases if p not in behind or p.span.start >= span.start]
    return phrases


def _attributes(context: Context, sentence: Sentence) -> list[tuple[Span, Span]]:
    """The nouns of agreements with the bare participle close behind each: "the treaty", "signed"."""
    table = name_table(context.pack)
    bare = [t.span for t in triggers_in(context, sentence) if t.form == "participle" and t.voice == "bare"] if table else []
    if not bare or table is None:
        return []
    start, text = sentence.span.start, norm(sentence.span.text_in(context.document.text))
    nouns = [Span(start + m.start(), start + m.end()) for _, m in table.head_names.matches(text)]
    close = ((max((n for n in nouns if n.end <= a.start), key=lambda n: n.end, default=None), a) for a in bare)
    return [(n, a) for n, a in close if n and a.start - n.end < _ATTRIBUTE_REACH and not parted(context.document.text, n, a)]


def _reported_before(context: Context, phrase: DatePhrase, span: Span) -> bool:
    """A date that stands before "that ..." is the day of saying, not of the step."""
    table = verb_table(context.pack)
    gap = norm(context.document.text[phrase.span.end : span.start]) if phrase.span.end <= span.start else ""
    return bool(table and table.relative.search(gap)) and phrase.span.start - context.sentence_at(span.start).span.start >= _OPENING


def _set_off(context: Context, sentence: Sentence, phrase: DatePhrase) -> bool:
    """Whether the date stands alone between marks: ", in June," or at the head of the sentence."""
    text = context.document.text
    marks = [m.end() for m in _CLAUSE_MARK.finditer(text, sentence.span.start, phrase.span.start)]
    return phrase.span.start - marks[-1] <= _LINK if marks else phrase.span.start - sentence.span.start < _OPENING


def distance(a: Span, b: Span) -> int:
    """Characters between two spans; 0 where they touch or overlap."""
    return max(a.start - b.end, b.start - a.end, 0)


def next_of_its_kind(context: Context, phrase: DatePhrase) -> str | None:
    """The day a year later, for one told without a year that was taken for one gone by though the step is still to come."""
    days, published = range_from_edtf(phrase.value), range_from_edtf((context.document.published or "")[:10] or None)
    whole = days and published and days.is_day and days.earliest and published.earliest and days.earliest < published.earliest
    if not whole or _A_YEAR.search(phrase.span.text_in(context.document.text)) or phrase.value is None:
        return None
    return f"{int(phrase.value[:4]) + 1:04d}{phrase.value[4:]}" if phrase.value[:4].isdigit() else None


def evidence_around(context: Context, sentence: Sentence, span: Span, phrase: DatePhrase | None = None) -> Evidence:
    """Up to fifteen words of the clause around a span, with the date when it is near."""
    text, clause = context.document.text, clause_of(context, sentence, span)
    if phrase and distance(phrase.span, span) < 50:
        clause = Span(min(clause.start, phrase.span.start), max(clause.end, phrase.span.end))
    words = [t for t in sentence.tokens if t.is_word and t.span.start >= clause.start and t.span.end <= clause.end]
    inside = [i for i, t in enumerate(words) if t.span.overlaps(span)]
    if not inside:
        return evidence_at(text, span.start, span.end)
    spare = _MAX_WORDS - (inside[-1] - inside[0] + 1)
    first = max(0, inside[0] - max(spare // 2, spare - (len(words) - 1 - inside[-1])))
    last = min(len(words) - 1, first + _MAX_WORDS - 1)
    return evidence_at(text, words[first].span.start, max(words[last].span.end, min(span.end, words[last].span.end)))


def published_bound(context: Context) -> str | None:
    """The day of publication as an upper bound in the form of the contract (`../2024-06-19`); None without a whole day."""
    published = context.document.published
    return f"../{published[:10]}" if published and len(published) >= 10 else None


def parted(text: str, one: Span, other: Span) -> bool:
    """Whether a mark stands between the two: "frozen in May, cancelled drills"."""
    first, second = sorted((one, other))
    return bool(_CLAUSE_MARK.search(text, first.end, second.start))
