"""What an outside fact does not go with: rows of the same agreement that would come in the wrong order, or tell another day."""

from foedera.record.model import AgreementRow, LifecycleRow, Record
from foedera.treaties.outside_facts import Fact
from foedera.values.codes import Status, Step
from foedera.values.dates import DateRange, range_from_edtf

ORDER = (Step.SIGNED, Step.ADOPTED_BY_CHAMBER, Step.RATIFIED, Step.INSTRUMENTS_EXCHANGED, Step.IN_FORCE)


def known_agreement(record: Record, agreement_id: str) -> AgreementRow | None:
    """The agreement of this id or of an older id of it; None when no document tells of it."""
    wanted = dict(record.merged_ids).get(agreement_id, agreement_id)
    return next((a for a in record.agreements if a.id == wanted), None)


def conflicts_of(fact: Fact, agreement: AgreementRow) -> tuple[LifecycleRow, ...]:
    """Rows told as done that cannot be true together with the fact, in the order of the lifecycle."""
    days = range_from_edtf(fact[3])
    return tuple(row for row in agreement.lifecycle if days and row.status is Status.DONE and _clashes(fact, days, row))


def _clashes(fact: Fact, days: DateRange, row: LifecycleRow) -> bool:
    if row.days is None:
        return False
    if row.step is fact[1]:
        return (fact[2] or row.actor) == row.actor and row.days.intersection(days).is_empty
    if row.step not in ORDER or fact[1] not in ORDER:
        return False
    first, second = (row.days, days) if ORDER.index(row.step) < ORDER.index(fact[1]) else (days, row.days)
    return bool(first.earliest and second.latest and first.earliest > second.latest)
