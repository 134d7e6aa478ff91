"""Who says what the document tells: the voices a clause is put in the mouth of."""

from foedera.reading.conditional import is_conditional, mood_rules
from foedera.reading.context import Context
from foedera.reading.factuality import clause_at, factuality_at, is_hypothetical_at, is_negated_at, is_no_comment_at
from foedera.reading.model import Voices
from foedera.reading.reporting_lexicon import reporting_lexicon
from foedera.reading.reports import Report, reports_of
from foedera.values.codes import Factuality
from foedera.values.span import Span

__all__ = ["is_hypothetical_at", "is_negated_at", "is_no_comment_at", "reports_at", "voices_at"]

_SILENT_STANCES = frozenset({"praise"})
_HEDGED_STANCES = frozenset({"suspect"})


def _is_background(context: Context, report: Report, span: Span) -> bool:
    """Whether `span` stands in a relative or participle clause set off by a comma inside what is said, told as a fact of its own."""
    lexicon, rules = reporting_lexicon(context.pack), mood_rules(context.pack)
    reach = next(r for r in report.reach if r.start <= span.start < r.end)
    sentence, low, high = clause_at(context, span)
    tokens = sentence.tokens
    if low == 0 or any(is_conditional(t.norm, rules) for t in tokens[low:high]):
        return False
    opener = low - 1 if tokens[low - 1].norm in lexicon.words["relative_words"] else None
    if opener is None:
        return False
    before = tokens[opener - 1].norm if opener else ""
    return before in {",", "—", "–", "("} and tokens[opener].span.start > reach.start


def reports_at(context: Context, span: Span) -> tuple[Report, ...]:
    """The reports whose words hold the start of `span`, from the innermost (the origin) to the one nearest the outlet."""
    found = [
        r
        for r in reports_of(context)
        if r.stance not in _SILENT_STANCES
        and r.covers(span)
        and not (r.subject and r.subject.contains(span))
        and not _is_background(context, r, span)
    ]
    return tuple(sorted(found, key=lambda r: (sum(r is not o and _is_outside(r, o) for o in found), -r.cue.start)))


def _is_outside(report: Report, other: Report) -> bool:
    """Whether `other` is told within `report`; a source phrase after a verb's words is outside them, though they run on over it."""
    passes_on = other.frame in ("source", "relay") and report.frame not in ("source", "relay")
    return report.covers(other.cue) and not (passes_on and other.covers(report.cue))


def _chain(reports: tuple[Report, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The first voice of each report as a chain, and the voices that speak beside the origin."""
    said_by: list[str] = []
    also: list[str] = []
    for number, report in enumerate(reports):
        if report.voices[0] not in said_by:
            said_by.append(report.voices[0])
        said_by += [v for v in report.through if v not in said_by]
        also += [v for v in report.voices[1:] if number == 0 and v not in also]
    return tuple(said_by), tuple(v for v in also if v not in said_by)


def voices_at(context: Context, span: Span) -> Voices:
    """Who says the clause that holds `span`, and how surely.

    Denied with no voice means that the text itself says it did not happen. `span` may be the event's word or its whole evidence.
    """
    reports = reports_at(context, span)
    said_by, also = _chain(reports)
    stances = {r.stance for r in reports}
    if "deny" in stances:
        return Voices(said_by, also, Factuality.DENIED)
    if is_negated_at(context, span):
        return Voices(said_by, also, Factuality.DENIED)
    governed = any(r.frame == "that" for r in reports)
    tone = factuality_at(context, span, governed, False)
    if tone is Factuality.STATED and "foretell" in stances:
        tone = Factuality.FORECAST
    if stances & _HEDGED_STANCES and tone is Factuality.STATED:
        tone = Factuality.HEDGED
    if tone is Factuality.STATED and said_by:
        tone = Factuality.ATTRIBUTED
    return Voices(said_by, also, tone)
