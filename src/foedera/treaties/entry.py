"""Whether an agreement has entered into force for a party by a day, by the steps that documents or the file tell."""

from dataclasses import replace
from datetime import date, timedelta

from foedera.record.model import AgreementRow, Disagreement, LifecycleRow, SourceWords
from foedera.treaties.explanation import provision_proof, row_proof, rows_proofs
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import Certainty, actors_of, certainty_of, certainty_of_row, row_days
from foedera.treaties.model import Proof
from foedera.treaties.standing import WEIGHT, Standing, applies_to_party, fact_wanted
from foedera.values.codes import AgreementKind, Status, Step
from foedera.values.dates import edtf_from_range, range_from_edtf
from foedera.values.duty_codes import EntryBy

# A treaty signed this long ago and still named as existing is taken to be in force (and marked as presumed).
PRESUMED_AFTER = timedelta(days=730)
CONTRADICTION = "contradiction"
SIGNED_CLOCK = "signed"
AWAITED = (EntryBy.EXCHANGE, EntryBy.DEPOSIT, EntryBy.NOTIFICATION)

_FOR_ONE = {"in_force_since": "in_force_for", "not_yet_in_force": "not_yet_in_force_for"}  # a party that has a day of its own


def entry_on(agreement: AgreementRow, party: str, day: date, law: Law) -> Standing:
    """Whether the agreement has entered into force by `day`, leaving aside what may have ended it."""
    if law.clock == SIGNED_CLOCK and (rows := _signatures_of(agreement, party)):
        return _entry_as_signed(agreement, rows, day, law)
    if rows := _rows_of(agreement, Step.IN_FORCE, party):
        if _came_back(agreement, party, rows):
            rows = [r for r in rows if certainty_of_row(r, day, law.published) is Certainty.CERTAIN] or rows
        found = _entry_from_rows(agreement, rows, day, law)
        return found if found.certainty is Certainty.CERTAIN else _provisional(agreement, party, day, law) or found
    exchanged = [r for r in agreement.lifecycle if r.step is Step.INSTRUMENTS_EXCHANGED and r.status is not Status.DENIED]
    if exchanged:
        found = _entry_from_rows(agreement, exchanged, day, law)
        proof = Proof("in_force_by_exchange", (("agreement", agreement.id),), because=(found.proof,))
        return replace(found, proof=proof, presumed=("in_force",) if law.presume else ())
    return _provisional(agreement, party, day, law) or _entry_from_signature(agreement, day, law)


def _rows_of(agreement: AgreementRow, step: Step, party: str) -> list[LifecycleRow]:
    """The rows of a step that count for a party; a state that joined later is bound from its own day on, one that came back before too."""
    rows = [r for r in agreement.lifecycle if r.step is step and applies_to_party(r, agreement, party)]
    own = [r for r in rows if actors_of(r) == {party}]
    return rows if _came_back(agreement, party, own) else own or rows


def _signatures_of(agreement: AgreementRow, party: str) -> list[LifecycleRow]:
    """The signatures that count for a party; for one that acceded later and signed nothing, its accession."""
    rows = _rows_of(agreement, Step.SIGNED, party)
    own = [r for r in rows if party in actors_of(r)]
    return own or [r for r in agreement.lifecycle if r.step is Step.IN_FORCE and actors_of(r) == {party}] or rows


def _came_back(agreement: AgreementRow, party: str, entries: list[LifecycleRow]) -> bool:
    """Whether the party left before one of these entries."""
    left = [r for r in agreement.lifecycle if r.step is Step.WITHDRAWN and actors_of(r) == {party}] if entries else []
    return any(_earlier(gone, entry) for gone in left for entry in entries)


def _earlier(row: LifecycleRow, other: LifecycleRow) -> bool:
    """Whether the row certainly comes before the other."""
    first, last = row.days.latest if row.days else None, other.days.earliest if other.days else None
    return first is not None and last is not None and first <= last


def _entry_as_signed(agreement: AgreementRow, rows: list[LifecycleRow], day: date, law: Law) -> Standing:
    """By the clock of those who count an alliance from its signature (ATOP does): bound once it is signed."""
    reached = max((certainty_of_row(row, day, law.published) for row in rows), key=lambda kind: WEIGHT[kind])
    rule = {Certainty.CERTAIN: "signed_by_day", Certainty.POSSIBLE: "perhaps_signed", Certainty.NOT: "not_yet_signed"}[reached]
    known = (("agreement", agreement.id), ("day", day.isoformat()))
    settle = (fact_wanted(agreement, Step.SIGNED),) if reached is Certainty.POSSIBLE else ()
    return Standing(reached, Proof(rule, known, because=rows_proofs(rows)), (), settle)


def _provisional(agreement: AgreementRow, party: str, day: date, law: Law) -> Standing | None:
    """The agreement as applied provisionally by a party before its entry into force; None where the file tells of no such thing."""
    filed = law.file_of(agreement)
    since = next((p.provisional for p in filed.parties if p.state == party and p.provisional), None) if filed else None
    span = range_from_edtf(since)
    if filed is None or span is None or certainty_of(span, day) is not Certainty.CERTAIN:
        return None
    values = (("agreement", agreement.id), ("party", party), ("date", since or ""), ("day", day.isoformat()))
    return Standing(Certainty.CERTAIN, Proof("applied_provisionally", values, fact_id=law.ground_of(agreement)), ("provisional",))


def _entry_from_rows(agreement: AgreementRow, rows: list[LifecycleRow], day: date, law: Law) -> Standing:
    outcomes = {row.id: certainty_of_row(row, day, law.published) for row in rows}
    told = [row for row in rows if row.facts] or rows
    kinds = {outcomes[row.id] for row in told}
    readings = rival_readings(agreement, told, day, law)
    if readings or {Certainty.CERTAIN, Certainty.NOT} <= kinds:
        readings = readings or tuple(SourceWords(a.document_id, a.evidence) for row in told for a in row.reported_by)
        proof = Proof("in_force_contested", (("agreement", agreement.id), ("day", day.isoformat())), because=rows_proofs(told))
        return Standing(Certainty.CONTESTED, proof, (), (fact_wanted(agreement, Step.IN_FORCE),), readings)
    certainty = max(kinds, key=lambda kind: WEIGHT[kind])
    row = next(row for row in told if outcomes[row.id] is certainty)
    return _entry_from_row(agreement, row, certainty, day, law)


def _entry_from_row(agreement: AgreementRow, row: LifecycleRow, certainty: Certainty, day: date, law: Law) -> Standing:
    span = edtf_from_range(row_days(row, law.published)) or ""
    values: tuple[tuple[str, str], ...] = (("agreement", agreement.id), ("day", day.isoformat()), ("date", span))
    rule = {Certainty.CERTAIN: "in_force_since", Certainty.POSSIBLE: "in_force_open", Certainty.NOT: "not_yet_in_force"}[certainty]
    if row.status is Status.DENIED:
        rule = "entry_denied"
    elif row.status is Status.FUTURE and certainty is Certainty.POSSIBLE:
        rule = "entry_announced"
    acting = actors_of(row)
    if len(acting) == 1 and len(agreement.parties) > 2 and rule in _FOR_ONE:
        rule, values = _FOR_ONE[rule], (*values, ("party", row.actor))
    before = [] if certainty is Certainty.CERTAIN else _steps_before(agreement)
    proof = Proof(rule, values, because=(row_proof(row), *rows_proofs(before)))
    settle = (fact_wanted(agreement, Step.IN_FORCE),) if certainty is Certainty.POSSIBLE else ()
    return Standing(certainty, proof, (), settle)


def _steps_before(agreement: AgreementRow) -> list[LifecycleRow]:
    return [r for r in agreement.lifecycle if r.step in (Step.SIGNED, Step.RATIFIED)]


def rival_readings(agreement: AgreementRow, rows: list[LifecycleRow], day: date, law: Law) -> tuple[SourceWords, ...]:
    """The words of accounts that contradict each other on this step, when on `day` it makes a difference. An outside fact settles it."""
    if any(row.facts for row in rows):
        return ()
    ids = {row.id for row in rows} | {f"{agreement.id}/{row.step}" for row in rows}
    rivals = [d for d in law.disagreements if d.about in ids and d.kind == CONTRADICTION and _makes_a_difference(d, day)]
    documents = {doc for d in rivals for value in d.values for doc in value.documents}
    return tuple(SourceWords(a.document_id, a.evidence) for row in rows for a in row.reported_by if a.document_id in documents)


def _makes_a_difference(disagreement: Disagreement, day: date) -> bool:
    if disagreement.field != "date":
        return disagreement.field in ("status", "factuality")
    spans = [range_from_edtf(value.value) for value in disagreement.values]
    return {Certainty.CERTAIN, Certainty.NOT} <= {certainty_of(span, day) for span in spans if span}


def _entry_from_signature(agreement: AgreementRow, day: date, law: Law) -> Standing:
    """No word of an entry into force: presumed for what was signed long ago, open for what is recent."""
    known = (("agreement", agreement.id), ("day", day.isoformat()))
    signed = next((r for r in agreement.lifecycle if r.step is Step.SIGNED), None)
    wanted = (fact_wanted(agreement, Step.IN_FORCE),)
    if signed is None:
        return Standing(Certainty.POSSIBLE, Proof("named_only", known, because=_told_of(agreement)), (), wanted)
    reached, days = certainty_of_row(signed, day, law.published), row_days(signed, law.published)
    if reached is Certainty.NOT:
        return Standing(Certainty.NOT, Proof("not_yet_signed", known, because=(row_proof(signed),)))
    old = days.latest is not None and days.latest + PRESUMED_AFTER <= day
    by = filed.entry.by if (filed := law.file_of(agreement)) else EntryBy.UNKNOWN
    if reached is Certainty.CERTAIN and by is EntryBy.SIGNATURE:
        return Standing(Certainty.CERTAIN, Proof("in_force_by_signature", known, because=(row_proof(signed),)))
    if reached is Certainty.CERTAIN and law.presume and (old or agreement.kind is AgreementKind.DECLARATION):
        return Standing(Certainty.CERTAIN, Proof("in_force_presumed", known, because=(row_proof(signed),)), ("in_force",))
    unratified = [r for r in agreement.lifecycle if r.step is Step.RATIFIED and certainty_of_row(r, day, law.published) is Certainty.NOT]
    if unratified:
        return Standing(Certainty.NOT, Proof("not_yet_ratified", known, because=rows_proofs([signed, *unratified])))
    rule = f"awaits_{by}" if by in AWAITED else "signed_only"
    return Standing(Certainty.POSSIBLE, Proof(rule, known, because=rows_proofs(_steps_before(agreement))), (), wanted)


def _told_of(agreement: AgreementRow) -> tuple[Proof, ...]:
    """What is told of an agreement that nobody dates: its other steps and its duties."""
    return (*rows_proofs(agreement.lifecycle), *map(provision_proof, agreement.provisions))
