"""Whether an agreement binds a party on a day, with the proof: it has entered into force, and nothing has ended it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from foedera.record.model import AgreementRow, Disagreement, LifecycleRow, Record, SourceWords
from foedera.treaties.explanation import row_proof, rows_proofs
from foedera.treaties.lifecycle import DOUBTFUL, Certainty, actors_of, certainty_of, certainty_of_row, days_of_publication, row_days
from foedera.treaties.model import Proof
from foedera.values.codes import AgreementKind, Status, Step
from foedera.values.dates import DateRange, edtf_from_range, range_from_edtf
from foedera.world.successors import Successor, load_successors

# A treaty signed this long ago and still named as existing is taken to be in force (and marked as presumed).
PRESUMED_AFTER = timedelta(days=730)
ENDINGS = (Step.SUSPENDED, Step.WITHDRAWN, Step.TERMINATED, Step.SUPERSEDED)
CONTRADICTION = "contradiction"
_WEIGHT = {Certainty.NOT: 0, Certainty.CONTESTED: 1, Certainty.POSSIBLE: 2, Certainty.CERTAIN: 3}


@dataclass(frozen=True, slots=True)
class Standing:
    """How an agreement stands for one party on a day. `presumed`: what is taken for granted; `would_settle`: the facts that are lacking."""

    certainty: Certainty
    proof: Proof
    presumed: tuple[str, ...] = ()
    would_settle: tuple[str, ...] = ()
    readings: tuple[SourceWords, ...] = ()


@dataclass(frozen=True)
class Law:
    """The agreements a question is asked under, with what is needed to weigh them."""

    agreements: tuple[AgreementRow, ...]
    published: dict[str, DateRange] = field(default_factory=dict)
    disagreements: tuple[Disagreement, ...] = ()
    successors: tuple[Successor, ...] = ()

    def parties_on(self, agreement: AgreementRow, day: date) -> tuple[str, ...]:
        """The parties on a day: a state that has ended by the one that carries on its treaties."""
        carried = {s.old: s.new for s in self.successors if s.since <= day}
        return tuple(dict.fromkeys(carried.get(party, party) for party in agreement.parties))

    def replacing(self, agreement: AgreementRow, day: date) -> Iterator[AgreementRow]:
        """The agreements that replace this one: only those of the same states can."""
        parties = set(self.parties_on(agreement, day))
        found = (a for a in self.agreements if agreement.id in a.replaces and a.id != agreement.id)
        return (a for a in found if parties <= set(self.parties_on(a, day)))

    def find(self, agreement_id: str) -> AgreementRow | None:
        return next((a for a in self.agreements if a.id == agreement_id), None)


def law_of(record: Record, more: Iterable[AgreementRow] = ()) -> Law:
    """The agreements of the record, each completed from the file where documents say nothing, and those the record does not have."""
    filed = tuple(more)
    pairs = [(a, _filed_as(a, filed)) for a in record.agreements]
    ours = tuple(completed(a, f) if f else a for a, f in pairs)
    used = {f.id for _, f in pairs if f} | {old for old, _ in record.merged_ids}
    added = (f for f in filed if f.id not in used)
    return Law((*ours, *added), days_of_publication(record), record.disagreements, load_successors())


def _filed_as(told: AgreementRow, filed: tuple[AgreementRow, ...]) -> AgreementRow | None:
    """The one of the file that is told: by id, by parties and year; without a year, the only one of these parties and kind."""
    mark = _parties_and_year(told)
    same = [f for f in filed if told.id == f.id] or [f for f in filed if mark and mark == _parties_and_year(f)]
    if not same and not any(row.days for row in told.lifecycle):
        same = [f for f in filed if set(f.parties) == set(told.parties) and f.kind is told.kind]
    return same[0] if len(same) == 1 else None


def completed(told: AgreementRow, filed: AgreementRow) -> AgreementRow:
    """What documents tell, with the file's steps and duties where they tell none. What is told is never overwritten."""
    steps = {(row.step, _side(row)) for row in told.lifecycle}
    more = tuple(row for row in filed.lifecycle if (row.step, _side(row)) not in steps)
    parties = filed.parties if set(told.parties) < set(filed.parties) else told.parties
    return replace(told, parties=parties, lifecycle=(*told.lifecycle, *more), provisions=told.provisions or filed.provisions)


def _side(row: LifecycleRow) -> frozenset[str]:
    """Whose act the step is: one state's own, or nobody's in particular when it is joint."""
    acting = actors_of(row)
    return acting if len(acting) == 1 else frozenset()


def _parties_and_year(agreement: AgreementRow) -> tuple[frozenset[str], int] | None:
    """What tells two rows of one agreement: its parties and the year of signature."""
    signed = next((r.days.latest for r in agreement.lifecycle if r.step is Step.SIGNED and r.days and r.days.latest), None)
    return (frozenset(agreement.parties), signed.year) if signed else None


def binds(row: LifecycleRow, agreement: AgreementRow, party: str) -> bool:
    """Whether the step changes the law for `party`: in an agreement of two, what one ends is ended for both."""
    acting = actors_of(row)
    return len(acting) != 1 or party in acting or len(agreement.parties) <= 2


def standing_on(agreement: AgreementRow, party: str, day: date, law: Law) -> Standing:
    """Whether `agreement` is in force for `party` at the end of `day`."""
    findings = [entry_on(agreement, party, day, law), *_endings(agreement, party, day, law)]
    worst = min(findings, key=lambda f: _WEIGHT[f.certainty])
    if worst.certainty is Certainty.NOT:
        ended = [f for f in findings if f.certainty is Certainty.NOT]
        return replace(ended[-1], proof=_with(ended[-1].proof, [f.proof for f in ended[:-1]]))
    doubts = [f for f in findings if f.certainty is not Certainty.CERTAIN]
    presumed = tuple(p for f in findings for p in f.presumed)
    if not doubts:
        return replace(findings[0], presumed=presumed)
    settle = tuple(dict.fromkeys(s for f in doubts for s in f.would_settle))
    readings = tuple(r for f in doubts for r in f.readings)
    proof = worst.proof if len(doubts) == 1 else _with(worst.proof, [f.proof for f in doubts if f is not worst])
    return Standing(worst.certainty, proof, presumed, settle, readings)


def standing_between(agreement: AgreementRow, bearer: str, beneficiary: str, day: date, law: Law) -> Standing:
    """As `standing_on`, for both ends of a duty: of many parties, both must be in on that day."""
    both = [standing_on(agreement, party, day, law) for party in (bearer, beneficiary)]
    return both[0] if len(agreement.parties) <= 2 else min(both, key=lambda s: _WEIGHT[s.certainty])


def _with(proof: Proof, more: list[Proof]) -> Proof:
    return replace(proof, because=(*proof.because, *more))


def fact_wanted(agreement: AgreementRow, step: Step) -> str:
    """A fact in the form that `foedera fact` takes, its date left open."""
    return f"{agreement.id} {step} ..."


def entry_on(agreement: AgreementRow, party: str, day: date, law: Law) -> Standing:
    """Whether the agreement has entered into force by `day`, leaving aside what may have ended it."""
    rows = [r for r in agreement.lifecycle if r.step is Step.IN_FORCE and binds(r, agreement, party)]
    rows = [r for r in rows if actors_of(r) == {party}] or rows  # a state that joined later is bound from its own day on
    if rows:
        return _entry_from_rows(agreement, rows, day, law)
    exchanged = [r for r in agreement.lifecycle if r.step is Step.INSTRUMENTS_EXCHANGED and r.status is not Status.DENIED]
    if exchanged:
        found = _entry_from_rows(agreement, exchanged, day, law)
        proof = Proof("in_force_by_exchange", (("agreement", agreement.id),), because=(found.proof,))
        return replace(found, proof=proof, presumed=("in_force",))
    return _entry_from_signature(agreement, day, law)


def _entry_from_rows(agreement: AgreementRow, rows: list[LifecycleRow], day: date, law: Law) -> Standing:
    outcomes = {row.id: certainty_of_row(row, day, law.published) for row in rows}
    told = [row for row in rows if row.facts] or rows
    kinds = {outcomes[row.id] for row in told}
    readings = rival_readings(agreement, told, day, law)
    if readings or {Certainty.CERTAIN, Certainty.NOT} <= kinds:
        readings = readings or tuple(SourceWords(a.document_id, a.evidence) for row in told for a in row.reported_by)
        proof = Proof("in_force_contested", (("agreement", agreement.id), ("day", day.isoformat())), because=rows_proofs(told))
        return Standing(Certainty.CONTESTED, proof, (), (fact_wanted(agreement, Step.IN_FORCE),), readings)
    certainty = max(kinds, key=lambda kind: _WEIGHT[kind])
    row = next(row for row in told if outcomes[row.id] is certainty)
    return _entry_from_row(agreement, row, certainty, day, law)


def _entry_from_row(agreement: AgreementRow, row: LifecycleRow, certainty: Certainty, day: date, law: Law) -> Standing:
    span = edtf_from_range(row_days(row, law.published)) or ""
    values = (("agreement", agreement.id), ("day", day.isoformat()), ("date", span))
    rule = {Certainty.CERTAIN: "in_force_since", Certainty.POSSIBLE: "in_force_open", Certainty.NOT: "not_yet_in_force"}[certainty]
    if row.status is Status.DENIED:
        rule = "entry_denied"
    elif row.status is Status.FUTURE and certainty is Certainty.POSSIBLE:
        rule = "entry_announced"
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
    if signed is None:
        return Standing(Certainty.POSSIBLE, Proof("named_only", known), (), (fact_wanted(agreement, Step.IN_FORCE),))
    reached, days = certainty_of_row(signed, day, law.published), row_days(signed, law.published)
    if reached is Certainty.NOT:
        return Standing(Certainty.NOT, Proof("not_yet_signed", known, because=(row_proof(signed),)))
    old = days.latest is not None and days.latest + PRESUMED_AFTER <= day
    if reached is Certainty.CERTAIN and (old or agreement.kind is AgreementKind.DECLARATION):
        return Standing(Certainty.CERTAIN, Proof("in_force_presumed", known, because=(row_proof(signed),)), ("in_force",))
    unratified = [r for r in agreement.lifecycle if r.step is Step.RATIFIED and certainty_of_row(r, day, law.published) is Certainty.NOT]
    if unratified:
        return Standing(Certainty.NOT, Proof("not_yet_ratified", known, because=rows_proofs([signed, *unratified])))
    proof = Proof("signed_only", known, because=rows_proofs(_steps_before(agreement)))
    return Standing(Certainty.POSSIBLE, proof, (), (fact_wanted(agreement, Step.IN_FORCE),))


def _endings(agreement: AgreementRow, party: str, day: date, law: Law) -> Iterator[Standing]:
    replacers = list(law.replacing(agreement, day))
    for row in agreement.lifecycle:
        followed = row.step is Step.SUPERSEDED and (replacers or _strange(row, agreement, day, law))
        if row.step in ENDINGS and binds(row, agreement, party) and not followed and not _before_entry(row, agreement, law):
            yield from _ending_by_row(agreement, row, day, law)
    for other in replacers:
        yield from _ending_by_replacement(agreement, other, party, day, law)


def _before_entry(row: LifecycleRow, agreement: AgreementRow, law: Law) -> bool:
    """An ending that is told of days before the agreement entered into force cannot have ended it."""
    last = row_days(row, law.published).latest
    done = [r for r in agreement.lifecycle if r.step is Step.IN_FORCE and r.status is Status.DONE and r.factuality not in DOUBTFUL]
    firsts = [first for r in done if (first := row_days(r, law.published).earliest)]
    return bool(last and firsts and last < min(firsts))


def _strange(row: LifecycleRow, agreement: AgreementRow, day: date, law: Law) -> bool:
    """A replacement by states that are not all parties: they cannot end it for the others."""
    return not actors_of(row) <= {*agreement.parties, *law.parties_on(agreement, day)}


def _ending_by_row(agreement: AgreementRow, row: LifecycleRow, day: date, law: Law) -> Iterator[Standing]:
    reached = certainty_of_row(row, day, law.published)
    if reached is Certainty.NOT:
        return
    span = edtf_from_range(row_days(row, law.published)) or ""
    values = (("agreement", agreement.id), ("date", span), ("day", day.isoformat()))
    if reached is Certainty.CERTAIN:
        yield Standing(Certainty.NOT, Proof(f"ended_{row.step}", values, because=(row_proof(row),)))
    else:
        settle = (f"{agreement.id} {row.step} ...",)
        yield Standing(Certainty.POSSIBLE, Proof(f"perhaps_{row.step}", values, because=(row_proof(row),)), (), settle)


def _ending_by_replacement(agreement: AgreementRow, other: AgreementRow, party: str, day: date, law: Law) -> Iterator[Standing]:
    entry = entry_on(other, party, day, law)
    if entry.certainty is Certainty.NOT:
        return
    values = (("agreement", agreement.id), ("by", other.id), ("day", day.isoformat()))
    rows = [r for r in agreement.lifecycle if r.step is Step.SUPERSEDED]
    because = (*rows_proofs(rows), entry.proof)
    if entry.certainty is Certainty.CERTAIN:
        yield Standing(Certainty.NOT, Proof("replaced", values, because=because), entry.presumed)
    else:
        yield Standing(entry.certainty, Proof("perhaps_replaced", values, because=because), (), entry.would_settle, entry.readings)
