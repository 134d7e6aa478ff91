"""Days between which nothing changes for an agreement, so that its standing is worked out once for all of them."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from foedera.record.model import AgreementRow
from foedera.treaties.entry import PRESUMED_AFTER
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import row_days
from foedera.treaties.model import Proof
from foedera.treaties.standing import Standing
from foedera.values.codes import Step
from foedera.values.dates import range_from_edtf
from foedera.values.durations import day_after


def epoch_of(agreement: AgreementRow, day: date, law: Law) -> int | None:
    """The number of the span of days that `day` falls in; None where documents tell of it: they are weighed day by day."""
    turns = law.remembered(("turns",), agreement, lambda: _turns(agreement, law))
    return None if turns is None else bisect_right(turns, day)


def weighing_epoch_of(agreement: AgreementRow, day: date, law: Law) -> int | None:
    """As `epoch_of`, for all that a duty of the agreement is weighed by; None where documents tell of it, or of attacks."""
    if law.attacks:
        return None
    turns = law.remembered(("weighing turns",), agreement, lambda: _weighing_turns(agreement, law))
    return None if turns is None else bisect_right(turns, day)


def _weighing_turns(agreement: AgreementRow, law: Law) -> list[date] | None:
    """The days on which its standing, an exception, a duty's own term or the standing of a special treaty may change, in order."""
    own, filed = _turns(agreement, law), law.file_of(agreement)
    special = {row.id: row for duty in (filed.duties if filed else ()) for c in duty.conditions for row in map(law.find, c.under) if row}
    others = [_turns(row, law) for row in special.values()]
    if own is None or any(turns is None for turns in others):
        return None
    terms = [d for duty in filed.duties for d in (duty.since, duty.until)] if filed else []
    terms += [d for exception in filed.exceptions for d in (exception.since, exception.until)] if filed else []
    spans = [span for text in terms if (span := range_from_edtf(text))]
    found = {end for span in spans for end in (span.earliest, span.latest) if end}
    return sorted(found.union(own, *(turns or () for turns in others)))


def _turns(agreement: AgreementRow, law: Law) -> list[date] | None:
    """The days on which the standing of some party may change, in order."""
    involved = [agreement, *law.replacers_of(agreement)]
    if any(row.reported_by for a in involved for row in a.lifecycle):
        return None
    return sorted({turn for a in involved for turn in _turns_of(a, law)} | {s.since for s in law.successors})


def _turns_of(agreement: AgreementRow, law: Law) -> Iterator[date]:
    """Every day at which a comparison of the law of treaties turns out otherwise than the day before."""
    filed = law.file_of(agreement)
    spans = [row_days(row, law.published) for row in agreement.lifecycle]
    dated = [text for p in filed.parties for text in (p.since, p.until, p.provisional)] if filed else []
    dated += [text for leg in filed.suspensions for text in (leg.since, leg.until)] if filed else []
    spans += [span for text in dated if (span := range_from_edtf(text))]
    ends = [end for span in spans for end in (span.earliest, span.latest) if end]
    yield from ends
    if filed and filed.withdrawal.notice:
        yield from (day_after(end, filed.withdrawal.notice) for end in ends)
    signed = (row_days(row, law.published).latest for row in agreement.lifecycle if row.step is Step.SIGNED)
    yield from (end + PRESUMED_AFTER for end in signed if end)


def redated(standing: Standing, day: date) -> Standing:
    """The same standing, told of another day of its span."""
    told = _redated(standing.proof, day.isoformat())
    return Standing(standing.certainty, told, standing.presumed, standing.would_settle, standing.readings)


def _redated(proof: Proof, day: str) -> Proof:
    """Only what speaks of an agreement names the day asked about; the reasons of a date have days of their own."""
    if not proof.values or proof.values[0][0] != "agreement":
        return proof
    values = tuple((name, day if name == "day" else value) for name, value in proof.values)
    return Proof(proof.rule, values, proof.words, proof.fact_id, tuple(_redated(part, day) for part in proof.because))
