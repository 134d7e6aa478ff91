"""The rows of an agreement's lifecycle: which tellings are of one act, and which act cannot come before which."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from foedera.reading.model import StepStatement
from foedera.record import calendar_rules as rules
from foedera.record.agreements import ToldAgreement
from foedera.record.constraint_network import Between
from foedera.record.dating import Act, GivenRule, Surety
from foedera.record.model import Reason
from foedera.record.tellings import Telling, step_telling
from foedera.values.codes import Status, Step

EACH_FOR_ITSELF = frozenset({Step.ADOPTED_BY_CHAMBER, Step.RATIFIED, Step.WITHDRAWN})
TOWARDS_FORCE = (Step.NEGOTIATED, Step.SIGNED, Step.ADOPTED_BY_CHAMBER, Step.RATIFIED, Step.INSTRUMENTS_EXCHANGED, Step.IN_FORCE)
ENDINGS = (Step.SUSPENDED, Step.WITHDRAWN, Step.TERMINATED, Step.SUPERSEDED)
CHAMBER_MARK = ":"


@dataclass(frozen=True)
class RowDraft:
    """An act of an agreement before it is dated. `key` numbers the agreement's group: ids are given only when days are known."""

    key: str
    step: Step
    actor: str
    status: Status
    tellings: tuple[Telling, ...]
    number: int = 0
    follows: tuple[str, ...] = field(default=())  # variables of the acts by which an agreement is replaced

    @property
    def variable(self) -> str:
        """The name of the row's day in the network of dates."""
        return f"step:{self.key}/{self.step}:{self.actor}:{self.status}:{self.number}"

    @property
    def act(self) -> Act:
        """The act that the row's tellings date together."""
        return Act(self.variable, self.tellings)

    @property
    def states(self) -> frozenset[str]:
        """The codes of the actors, chambers by their state."""
        return frozenset(a.split(CHAMBER_MARK)[0] for a in self.actor.split("+") if a)


def joined(actor: str) -> str:
    """Actors in alphabetical order: "RUS+PRK" and "PRK+RUS" are one."""
    return "+".join(sorted(set(filter(None, actor.split("+")))))


def actors_of_step(step: StepStatement, parties: Sequence[str]) -> tuple[str, ...]:
    """One name a row: each party for what each does for itself, all together for a joint act."""
    actor = joined(step.actor)
    if not actor and step.step not in EACH_FOR_ITSELF and len(parties) == 2:
        actor = "+".join(sorted(parties))
    return tuple(actor.split("+")) if step.step in EACH_FOR_ITSELF else (actor,)


def row_drafts(key: str, group: Sequence[ToldAgreement]) -> list[RowDraft]:
    """The rows that the tellings of one agreement make, in the order of a treaty's life."""
    told: dict[tuple[Step, str, bool], dict[str, Telling]] = defaultdict(dict)
    parties = group[0].reading.parties
    for one in group:
        for step in one.reading.steps:
            telling = step_telling(one.item, one.reading, step)
            for actor in actors_of_step(step, parties):
                told[step.step, actor, telling.denied][telling.id] = telling
    drafts = []
    for (step_code, actor, denied), some in told.items():
        for number, tellings in enumerate(_occasions(sorted(some.values(), key=lambda t: (t.document_id, t.statement.evidence, t.id)))):
            status = Status.DENIED if denied else Status.DONE if any(t.done for t in tellings) else Status.FUTURE
            drafts.append(RowDraft(key, step_code, actor, status, tellings, number))
    order = list(Step)
    return sorted(drafts, key=lambda d: (order.index(d.step), d.actor, d.status, d.number))


def _occasions(tellings: list[Telling]) -> list[tuple[Telling, ...]]:
    """One occasion, unless a single document dates two tellings apart: then as many as it tells, the others put to the one they go with."""
    seeds: list[Telling] = []
    for document in sorted({t.document_id for t in tellings}):
        apart: list[Telling] = []
        for telling in (t for t in tellings if t.document_id == document and t.done and t.told_days):
            if all(_apart(telling, other) for other in apart):
                apart.append(telling)
        if len(apart) > max(1, len(seeds)):
            seeds = sorted(apart, key=lambda t: t.statement.date or "")
    if len(seeds) < 2:
        return [tuple(tellings)]
    groups: list[list[Telling]] = [[] for _ in seeds]
    for telling in tellings:
        fits = [n for n, seed in enumerate(seeds) if not _apart(telling, seed)]
        groups[fits[0] if fits else len(seeds) - 1].append(telling)
    return [tuple(g) for g in groups if g]


def _apart(a: Telling, b: Telling) -> bool:
    return bool(a.told_days and b.told_days and a.told_days.intersection(b.told_days).is_empty)


def order_rules(drafts: Sequence[RowDraft]) -> list[GivenRule]:
    """Rules between the acts of one agreement: no step before those it needs, and the exchange of instruments brings it into force."""
    done = [d for d in drafts if d.status is Status.DONE]
    found = [given for earlier in done for later in done if (given := _order(earlier, later))]
    exchanges = [d for d in done if d.step is Step.INSTRUMENTS_EXCHANGED]
    for force in (d for d in done if d.step is Step.IN_FORCE):
        for exchange in exchanges:
            if told := _same_occasion(exchange, force):
                rule = Between(
                    force.variable, exchange.variable, Reason("exchange_brings_force", (), told.words), *rules.SAME_DAY, same_day=True
                )
                found.append(GivenRule(Surety.INFERRED, (force.variable, exchange.variable), rule))
    return found


def _same_occasion(exchange: RowDraft, force: RowDraft) -> Telling | None:
    """The telling of entry into force without a date of its own beside an exchange of instruments in the same document."""
    documents = {t.document_id for t in exchange.tellings}
    free = (t for t in force.tellings if t.done and t.statement.date is None and t.phrase is None)
    return next((t for t in free if t.document_id in documents), None)


def _order(earlier: RowDraft, later: RowDraft) -> GivenRule | None:
    if not _needs(later, earlier):
        return None
    values = (("earlier", str(earlier.step)), ("later", str(later.step)))
    words = next((t.words for t in earlier.tellings), None)
    rule = Between(later.variable, earlier.variable, Reason("lifecycle_order", values, words), first=rules.not_after)
    return GivenRule(Surety.ORDER, (later.variable, earlier.variable), rule)


def _needs(later: RowDraft, earlier: RowDraft) -> bool:
    """Whether `later` cannot come before `earlier`."""
    if later.step in ENDINGS:
        return earlier.step is Step.SIGNED and _concerns(earlier, later)
    if later.step not in TOWARDS_FORCE or earlier.step not in TOWARDS_FORCE:
        return False
    if TOWARDS_FORCE.index(earlier.step) >= TOWARDS_FORCE.index(later.step) or _in_part(later):
        return False
    return _concerns(earlier, later)


def _in_part(row: RowDraft) -> bool:
    """Provisional application and the like come before the steps they would need."""
    return any(isinstance(t.statement, StepStatement) and t.statement.scope for t in row.tellings)


def _concerns(earlier: RowDraft, later: RowDraft) -> bool:
    return not earlier.states or bool(earlier.states & later.states)
