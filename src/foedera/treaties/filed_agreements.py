"""Agreements of the file as rows of the record, so that one law answers for both."""

from collections.abc import Iterable, Iterator

from foedera.record.model import AgreementRow, LifecycleRow, ProvisionRow
from foedera.treaties.explanation import FILE_MARK
from foedera.values.codes import ActionClass, AgreementKind, Factuality, Status, Step, TriggerClass
from foedera.values.dates import range_from_edtf
from foedera.world.agreement import FiledAgreement, FiledDuty


def rows_of_file(agreements: Iterable[FiledAgreement | AgreementRow]) -> tuple[AgreementRow, ...]:
    """Rows that rest on the file; rows that already are ones pass as they are."""
    return tuple(a if isinstance(a, AgreementRow) else agreement_row(a) for a in agreements)


def agreement_row(filed: FiledAgreement) -> AgreementRow:
    """One agreement of the file; its rows rest on the ground "file:ID"."""
    parties = tuple(party.state for party in filed.parties)
    duties = tuple(_provision(filed, number, duty) for number, duty in enumerate(filed.duties))
    kind = AgreementKind(filed.kind)
    return AgreementRow(filed.id, parties, kind, filed.name, (filed.name,), None, None, filed.replaces, tuple(_lifecycle(filed)), duties)


def _lifecycle(filed: FiledAgreement) -> Iterator[LifecycleRow]:
    first = "+".join(party.state for party in filed.parties if not party.since)
    for step, date in ((Step.SIGNED, filed.signed), (Step.IN_FORCE, filed.in_force)):
        if date:
            yield _row(filed, step, first, date)
    for party in filed.parties:
        if party.since:
            yield _row(filed, Step.IN_FORCE, party.state, party.since)
        if party.until:
            yield _row(filed, Step.WITHDRAWN, party.state, party.until)
    if filed.ended and filed.ended_by:
        yield _row(filed, Step(filed.ended_by), "+".join(party.state for party in filed.parties), filed.ended)


def _row(filed: FiledAgreement, step: Step, actor: str, date: str) -> LifecycleRow:
    days, ground, row_id = range_from_edtf(date), f"{FILE_MARK}{filed.id}", f"{filed.id}/{step}:{actor}"
    return LifecycleRow(row_id, step, actor, Status.DONE, days, date, (), None, Factuality.STATED, (), 0, facts=(ground,))


def _provision(filed: FiledAgreement, number: int, duty: FiledDuty) -> ProvisionRow:
    trigger = TriggerClass(duty.trigger_class) if duty.trigger_class else None
    words = (duty.action, ActionClass(duty.action_class), duty.strength, duty.delay, duty.trigger, trigger, duty.conditions, duty.caveats)
    return ProvisionRow(f"{FILE_MARK}{filed.id}#{number}", duty.article, duty.bearer, duty.beneficiary, *words, Factuality.STATED, ())
