"""Facts from outside the documents, as a person writes them: "PRK-RUS-2024 in_force 2024-12-04"."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from foedera.errors import Trouble, UsageError
from foedera.record.model import AgreementRow, LifecycleRow, OutsideFact, Record
from foedera.values.codes import Factuality, Status, Step
from foedera.values.dates import DateRange, range_from_edtf

Fact = tuple[str, Step, str | None, str]
ASSUMED_MARK = "assume:"


def parse_fact(text: str) -> Fact:
    """(agreement id, step, actor or None, EDTF) from "AGREEMENT STEP[:ACTOR] EDTF".

    >>> parse_fact("PRK-RUS-2024 ratified:RUS 2024-11-09")
    ('PRK-RUS-2024', <Step.RATIFIED: 'ratified'>, 'RUS', '2024-11-09')
    """
    parts = text.split()
    if len(parts) != 3:
        raise UsageError(Trouble("fact_form", detail=text))
    agreement, step_text, edtf = parts
    step, _, actor = step_text.partition(":")
    if step not in list(Step):
        raise UsageError(Trouble("fact_step", step, detail=", ".join(Step)))
    days = range_from_edtf(edtf)
    if days is None or days.is_empty:
        raise UsageError(Trouble("fact_date", detail=edtf))
    return agreement, Step(step), actor or None, edtf


def apply_assumptions(record: Record, assume: Sequence[str]) -> Record:
    """The record as it would be if these facts held, for one question alone. Raises UsageError for an unknown agreement."""
    for text in assume:
        record = _apply(record, text, parse_fact(text))
    return record


def assumed_id(text: str) -> str:
    """The id of an assumption in proofs: "assume:" and a short hash."""
    return ASSUMED_MARK + hashlib.sha256(text.encode()).hexdigest()[:12]


def _apply(record: Record, text: str, fact: Fact) -> Record:
    agreement_id = dict(record.merged_ids).get(fact[0], fact[0])
    if agreement_id not in {a.id for a in record.agreements}:
        raise UsageError(Trouble("unknown_agreement", agreement_id, detail=near_ids(agreement_id, record.agreements)))
    outside = OutsideFact(assumed_id(text), agreement_id, fact[1], fact[2], fact[3], "", text)
    agreements = tuple(_dated(a, outside) if a.id == agreement_id else a for a in record.agreements)
    return replace(record, agreements=agreements, facts=(*record.facts, outside))


def near_ids(wanted: str, agreements: Sequence[AgreementRow]) -> str:
    """Up to eight ids, the most alike first, for a message about an id that is not known."""
    return ", ".join(get_close_matches(wanted, [a.id for a in agreements], n=8, cutoff=0))


def _dated(agreement: AgreementRow, fact: OutsideFact) -> AgreementRow:
    days = range_from_edtf(fact.date) or DateRange()
    steps = _steps_dated(agreement, fact)
    rows = tuple(_row_dated(r, fact, days) if r.step in steps and _same_actor(r, fact) else r for r in agreement.lifecycle)
    if not any(r.step is fact.step and fact.id in r.facts for r in rows):
        rows = (*rows, _new_row(agreement, fact, days))
    return replace(agreement, lifecycle=rows)


def _steps_dated(agreement: AgreementRow, fact: OutsideFact) -> tuple[Step, ...]:
    """The steps the fact dates. Exchange and entry into force that share their days in the record go together."""
    pair = (Step.INSTRUMENTS_EXCHANGED, Step.IN_FORCE)
    if fact.step not in pair:
        return (fact.step,)
    days = {step: {r.days for r in agreement.lifecycle if r.step is step} for step in pair}
    return pair if days[pair[0]] & days[pair[1]] else (fact.step,)


def _same_actor(row: LifecycleRow, fact: OutsideFact) -> bool:
    return fact.actor is None or row.actor == fact.actor


def _row_dated(row: LifecycleRow, fact: OutsideFact, days: DateRange) -> LifecycleRow:
    facts = (*(known for known in row.facts if known.startswith(ASSUMED_MARK)), fact.id)
    return replace(row, days=days, date=fact.date, status=Status.DONE, weekday=None, date_why=(), facts=facts)


def _new_row(agreement: AgreementRow, fact: OutsideFact, days: DateRange) -> LifecycleRow:
    actor = fact.actor or "+".join(agreement.parties)
    row_id = f"{agreement.id}/{fact.step}"
    return LifecycleRow(row_id, fact.step, actor, Status.DONE, days, fact.date, (), None, Factuality.STATED, (), 0, facts=(fact.id,))
