"""Steps that documents take together or apart: two ratifications told as one, a signature told as the bond, force before its time."""

from collections.abc import Callable, Mapping, Sequence

from foedera.reading.model import StepStatement
from foedera.record.disagreements import COMPATIBLE, CONTRADICTION, Told, disagreement
from foedera.record.lifecycle import EACH_FOR_ITSELF, RowDraft
from foedera.record.model import Disagreement
from foedera.record.tellings import Telling
from foedera.record.told_dates import published_variable, told_variable
from foedera.values.codes import Status, Step
from foedera.values.dates import DateRange

Days = Callable[[str], DateRange | None]  # the days found for a variable of the network
REACHED = (Step.RATIFIED, Step.IN_FORCE)  # two steps that readers take for one


def step_disagreements(agreement_id: str, rows: Sequence[RowDraft], days: Days, copy_root: Mapping[str, str]) -> list[Disagreement | None]:
    """All that documents say differently of how far the agreement has got, beyond the dates of one step."""
    done = [r for r in rows if r.status is Status.DONE]
    found = [_acts_taken_together(agreement_id, step, done, copy_root) for step in sorted(EACH_FOR_ITSELF)]
    early = _published_before_force(done, days)
    found.append(_signature_as_bond(agreement_id, done, early, copy_root))
    found.append(_ratified_or_in_force(agreement_id, done, early, copy_root))
    found.append(_force_before_exchange(agreement_id, done, copy_root))
    return found


def _tellings(rows: Sequence[RowDraft], step: Step) -> list[Telling]:
    found = {told_variable(t): t for r in rows if r.step is step for t in r.tellings if t.done}
    return [found[k] for k in sorted(found)]


def _worded(telling: Telling) -> str:
    """The step, its actors and its date as the document tells them."""
    said = telling.statement
    assert isinstance(said, StepStatement)
    date = said.date or (telling.phrase.value if telling.phrase else None) or ""
    return " ".join(filter(None, (str(said.step), "+".join(sorted(said.actor.split("+"))), date.removesuffix("/.."))))


def _by_document(tellings: Sequence[Telling]) -> dict[str, list[Telling]]:
    found: dict[str, list[Telling]] = {}
    for one in sorted(tellings, key=lambda t: (t.document_id, t.statement.evidence, t.id)):
        found.setdefault(one.document_id, []).append(one)
    return found


def _acts_taken_together(agreement_id: str, step: Step, rows: Sequence[RowDraft], copy_root: Mapping[str, str]) -> Disagreement | None:
    """Some documents tell one act of all parties on one day, others the acts of each."""
    told = _by_document(_tellings(rows, step))
    joint = {d: some for d, some in told.items() if any(_is_joint(t) for t in some)}
    apart = {d: some for d, some in told.items() if d not in joint}
    if not any(t.told_days and _is_joint(t) for some in joint.values() for t in some) or not apart:
        return None
    values = [Told("; ".join(dict.fromkeys(map(_worded, some))), some[0].account()) for some in (*joint.values(), *apart.values())]
    return disagreement(f"{agreement_id}/{step}", "actor", COMPATIBLE, values, copy_root, aspect="acts")


def _is_joint(telling: Telling) -> bool:
    said = telling.statement
    return isinstance(said, StepStatement) and "+" in said.actor


def _published_before_force(rows: Sequence[RowDraft], days: Days) -> frozenset[str]:
    """The documents that came out before the entry into force: they could not tell of it, and differ from none that does."""
    force = [d.earliest for r in rows if r.step is Step.IN_FORCE and (d := days(r.variable)) and d.earliest]
    found = set()
    for document in {t.document_id for r in rows for t in r.tellings}:
        published = days(published_variable(document))
        if force and published and published.latest and published.latest < min(force):
            found.add(document)
    return frozenset(found)


def _signature_as_bond(
    agreement_id: str, rows: Sequence[RowDraft], early: frozenset[str], copy_root: Mapping[str, str]
) -> Disagreement | None:
    """Some say the parties are bound "since" the signature, others tell of the entry into force."""
    signed, force = _by_document(_tellings(rows, Step.SIGNED)), _by_document(_tellings(rows, Step.IN_FORCE))
    bound = {d: t for d, some in signed.items() for t in some if t.phrase and t.phrase.bound == "since" and d not in early | force.keys()}
    if not bound or not force:
        return None
    values = [Told(f"since {_worded(t)}", t.account()) for t in bound.values()]
    for document, some in force.items():
        values.append(Told("; ".join(dict.fromkeys(map(_worded, (*signed.get(document, ()), *some)))), some[0].account()))
    return disagreement(agreement_id, "status", COMPATIBLE, values, copy_root, aspect="bound_since")


def _ratified_or_in_force(
    agreement_id: str, rows: Sequence[RowDraft], early: frozenset[str], copy_root: Mapping[str, str]
) -> Disagreement | None:
    """Ratified, say some, in force, say others."""
    furthest: dict[str, tuple[Step, Telling]] = {}
    for step in REACHED:
        furthest |= {t.document_id: (step, t) for t in _tellings(rows, step)}
    some = [(step, t) for document, (step, t) in sorted(furthest.items()) if step is Step.IN_FORCE or document not in early]
    if {step for step, _ in some} != set(REACHED):
        return None
    told = [Told(f"{step} {t.statement.date}" if t.told_days else str(step), t.account()) for step, t in some]
    return disagreement(agreement_id, "status", COMPATIBLE, told, copy_root)


def _force_before_exchange(agreement_id: str, rows: Sequence[RowDraft], copy_root: Mapping[str, str]) -> Disagreement | None:
    """Force told for days before those told for the exchange; left out where the days of force already exclude each other."""
    exchanged = [t for t in _tellings(rows, Step.INSTRUMENTS_EXCHANGED) if t.told_days and t.told_days.earliest]
    force = [t for t in _tellings(rows, Step.IN_FORCE) if t.told_days and t.told_days.latest]
    early = [t for t in force if any(_ends_before(t, other) for other in exchanged)]
    if not early or any(_ends_before(a, b) for a in force for b in force):
        return None
    values = [Told(_worded(t), t.account()) for t in (*early, *exchanged)]
    return disagreement(f"{agreement_id}/{Step.IN_FORCE}", "date", CONTRADICTION, values, copy_root, aspect="order")


def _ends_before(one: Telling, other: Telling) -> bool:
    x, y = one.told_days, other.told_days
    return bool(x and y and x.latest and y.earliest and x.latest < y.earliest)
