"""When an event took place, as far as the clause says so."""

from foedera.reading.attribution import reports_at
from foedera.reading.context import Context
from foedera.reading.event_cues import CueMatch, EventWords, event_words, words_of
from foedera.reading.model import DatePhrase
from foedera.reading.reports import reports_of
from foedera.values.codes import EventType
from foedera.values.span import Span

_TELLING_NEAR = 4  # words between a date and the verb of saying that it dates
_GOVERNING = frozenset({"that", "object"})
_NO_DAY = frozenset({"duration", "set", "age"})


def _is_of_telling(phrase: DatePhrase, cue: CueMatch, table: EventWords) -> bool:
    """Whether the phrase dates a statement ("said on Thursday that"): it stands next to a verb of saying, apart from the cue."""
    first, last = cue.words.index_of(phrase.span.start), cue.words.index_of(phrase.span.end - 1) + 1
    if last <= cue.first and set(cue.words.between(last, cue.first).split()) & table.small["that"]:
        return True
    near = cue.words.between(first - 3, first) + " " + cue.words.between(last, last + 3)
    return bool(table.patterns["telling"].search(near)) and min(abs(first - cue.last), abs(cue.first - last)) > 2


def _is_outside(context: Context, phrase: DatePhrase, cue: CueMatch) -> bool:
    """Whether the phrase stands outside the words that a verb puts in somebody's mouth ("In May he put the losses at 300")."""
    reports = [r for r in reports_at(context, cue.span) if r.frame in _GOVERNING]
    return bool(reports) and not any(span.contains(phrase.span) for span in reports[0].reach)


def _said_meanwhile(cue: CueMatch, telling: list[DatePhrase], table: EventWords) -> DatePhrase | None:
    """The day of what was said to somebody met or received the while ("told X on Monday, whom he received at Y")."""
    if cue.frame.is_noun or cue.frame.type not in (EventType.VISIT, EventType.MEETING):
        return None
    before = [p for p in telling if p.span.end <= cue.span.start and ".." not in (p.value or "..")]
    whom = [p for p in before if set(cue.words.between(cue.words.index_of(p.span.end), cue.first).split()) & table.small["relative"]]
    return whom[-1] if whom else None


def _upper_bound(value: str) -> str:
    """On or before this date.

    >>> _upper_bound("2024-06-01/2024-06-07")
    '../2024-06-07'
    """
    return "../" + value.split("/")[-1]


def date_of(
    context: Context, cue: CueMatch, scope: Span, told_by_somebody: bool, is_speech: bool = False
) -> tuple[str | None, DatePhrase | None]:
    """The EDTF date of the event told by the cue and the phrase it rests on; (None, None) where the clause bounds nothing.

    `told_by_somebody`: a day outside what is said only bounds it; `is_speech`: the event is itself something said.
    """
    table = event_words(context.pack)
    told = context.date_phrases_in(cue.words.sentence.span)
    phrases = [p for p in told if p.value and p.timex_type in ("DATE", "TIME") and p.kind not in _NO_DAY]
    telling = (
        [] if is_speech else [p for p in phrases if _is_of_telling(p, cue, table) or (told_by_somebody and _is_outside(context, p, cue))]
    )
    act = [p for p in phrases if scope.contains(p.span) and p not in telling]
    act = [p for p in act if not _is_of_another_clause(p, cue, table)]
    if act:
        best = min(act, key=lambda p: _distance(p, cue))
        return best.value, best
    meanwhile = _said_meanwhile(cue, telling, table)
    if meanwhile:
        return meanwhile.value, meanwhile
    if told_by_somebody and telling and telling[0].value and not telling[0].value.endswith(".."):
        return _upper_bound(telling[0].value), telling[0]
    return None, None


def date_of_saying(context: Context, cue: CueMatch, voice: str) -> tuple[str | None, DatePhrase | None]:
    """On or before the day on which the voice spoke, as the last sentence before says that puts a day to its words; else (None, None).

    What is said on one occasion is bounded by its day ("said on Thursday that ... . It added that ...").
    """
    table = event_words(context.pack)
    for report in reversed(reports_of(context)):
        if report.cue.start >= cue.span.start or report.voices[0] != voice:
            continue
        sentence = context.sentence_at(report.cue.start)
        words = words_of(sentence)
        for phrase in context.date_phrases_in(sentence.span):
            first, last = words.index_of(phrase.span.start), words.index_of(phrase.span.end - 1) + 1
            near = words.between(first - _TELLING_NEAR, first) + " " + words.between(last, last + _TELLING_NEAR)
            whole = phrase.value and phrase.timex_type in ("DATE", "TIME") and phrase.kind not in _NO_DAY and ".." not in phrase.value
            if whole and phrase.value and table.patterns["telling"].search(near):
                return _upper_bound(phrase.value), phrase
    return None, None


def _is_of_another_clause(phrase: DatePhrase, cue: CueMatch, table: EventWords) -> bool:
    """Whether a relative word between cue and phrase puts the date into a clause of its own."""
    first, last = cue.words.index_of(phrase.span.start), cue.words.index_of(phrase.span.end - 1) + 1
    between = cue.words.between(cue.last, first) if first >= cue.last else cue.words.between(last, cue.first)
    return bool(set(between.split()) & table.small["clause"])


def _distance(phrase: DatePhrase, cue: CueMatch) -> int:
    """Characters between the phrase and the cue; phrases after the cue go first when equally near."""
    span = cue.span
    return phrase.span.start - span.end if phrase.span.start >= span.end else (span.start - phrase.span.end) * 2
