"""Agreements of the file as rows of the record, so that one law answers for both."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from foedera.record.model import AgreementRow, LifecycleRow, ProvisionRow
from foedera.treaties.explanation import FILE_MARK
from foedera.values.codes import ActionClass, AgreementKind, Factuality, Status, Step, TriggerClass
from foedera.values.dates import range_from_edtf
from foedera.world.agreement import FiledAgreement, FiledDuty, FiledParty, LocalText

ROW_LANG = "en"  # rows of the record are written in this language; `filed_duty` gives the words in any other


def rows_of_file(agreements: Iterable[FiledAgreement | AgreementRow]) -> tuple[AgreementRow, ...]:
    """Rows that rest on the file; rows that already are ones pass as they are."""
    return tuple(a if isinstance(a, AgreementRow) else agreement_row(a) for a in agreements)


def agreement_row(filed: FiledAgreement) -> AgreementRow:
    """One agreement of the file; its rows rest on the ground "file:ID"."""
    parties = tuple(dict.fromkeys(party.state for party in filed.parties))
    duties = tuple(_provision(filed, duty) for duty in filed.duties)
    kind, titles = AgreementKind(filed.kind), tuple(text for _, text in filed.names.forms)
    return AgreementRow(filed.id, parties, kind, filed.name, titles, None, None, filed.replaces, tuple(_lifecycle(filed)), duties)


def provision_id(agreement_id: str, label: str) -> str:
    """The id of the row of a duty of the file.

    >>> provision_id("NATO-1949", "aid")
    'file:NATO-1949#aid'
    """
    return f"{FILE_MARK}{agreement_id}#{label}"


def filed_duty(row_id: str, agreements: Iterable[FiledAgreement]) -> FiledDuty | None:
    """The duty of the file behind a provision's row, with its scope, codes and words in every language; None for a row of documents."""
    ground, _, label = row_id.partition("#")
    wanted = ground.removeprefix(FILE_MARK)
    return next((a.duty(label) for a in agreements if a.id == wanted), None) if ground.startswith(FILE_MARK) else None


def _lifecycle(filed: FiledAgreement) -> Iterator[LifecycleRow]:
    first = "+".join(dict.fromkeys(party.state for party in filed.parties if not party.since))
    for step, date in ((Step.SIGNED, filed.signed), (Step.IN_FORCE, filed.in_force)):
        if date:
            yield _row(filed, step, first, date)
    for number, party in enumerate(filed.parties):
        again = sum(earlier.state == party.state for earlier in filed.parties[:number])
        later = any(other.state == party.state for other in filed.parties[number + 1 :])
        first_span = replace(party, since=filed.in_force) if later and not party.since else party  # a state that came back has two entries
        yield from _party_steps(filed, first_span, f"#{again + 1}" if again else "")
    if filed.ended and filed.ended_by:
        yield _row(filed, Step(filed.ended_by), "+".join(dict.fromkeys(party.state for party in filed.parties)), filed.ended)


def _party_steps(filed: FiledAgreement, party: FiledParty, mark: str) -> Iterator[LifecycleRow]:
    dated = ((Step.SIGNED, party.signed), (Step.RATIFIED, party.consent), (Step.IN_FORCE, party.since), (Step.WITHDRAWN, party.until))
    for step, date in dated:
        if date:
            yield _row(filed, step, party.state, date, mark)


def _row(filed: FiledAgreement, step: Step, actor: str, date: str, mark: str = "") -> LifecycleRow:
    days, ground, row_id = range_from_edtf(date), f"{FILE_MARK}{filed.id}", f"{filed.id}/{step}:{actor}{mark}"
    return LifecycleRow(row_id, step, actor, Status.DONE, days, date, (), None, Factuality.STATED, (), 0, facts=(ground,))


def _provision(filed: FiledAgreement, duty: FiledDuty) -> ProvisionRow:
    trigger = TriggerClass(duty.trigger_class) if duty.trigger_class else None
    conditions = tuple(c.text.say(ROW_LANG) for c in duty.conditions)
    caveats = tuple(c.text.say(ROW_LANG) for c in duty.caveats)
    words = (_said(duty.action), ActionClass(duty.action_class), duty.strength, _said(duty.delay), _said(duty.trigger), trigger)
    return ProvisionRow(provision_id(filed.id, duty.label), duty.article, duty.bearer, duty.beneficiary, words[0] or "", *words[1:],
                        conditions, caveats, Factuality.STATED, ())


def _said(text: LocalText | None) -> str | None:
    return text.say(ROW_LANG) if text else None
