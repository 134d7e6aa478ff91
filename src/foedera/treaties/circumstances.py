"""Whether what is asked is what a duty speaks of: scope, conditions, exceptions, each true, false or not known, with its ground."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from foedera.record.model import AgreementRow, ProvisionRow
from foedera.treaties.epochs import weighing_epoch_of
from foedera.treaties.explanation import ASKED, FILE_MARK, words_of
from foedera.treaties.in_force import certainty_between, certainty_on
from foedera.treaties.law import Law
from foedera.treaties.lifecycle import Certainty, days_between
from foedera.treaties.model import Condition, Proof, Question
from foedera.treaties.obligations import ASSUMED, UNKNOWN, Duty, Fit, conditions_of
from foedera.treaties.standing import WEIGHT
from foedera.treaties.told_attacks import with_evidence
from foedera.values.duty_codes import ConditionCode, Covered
from foedera.world.agreement import FiledAgreement, FiledCondition, FiledDuty, FiledException
from foedera.world.geography import METROPOLITAN, TERRITORY, geography

MET, UNMET, DISPUTED = "met", "unmet", "disputed"
TRIGGER, FELLOW_PARTY = "trigger", "fellow_party"
Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the circumstances make of a duty that is in force: `outcome` CERTAIN leaves it standing, NOT defeats it; `proofs` say why."""

    outcome: Certainty
    conditions: tuple[Condition, ...] = ()
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """The question as it looks to one duty. `on_forces`: what is attacked lies outside the territory of the one attacked."""

    question: Question
    duty: Duty
    parties: tuple[str, ...]
    place: str
    on_forces: bool
    law: Law


def case_of(duty: Duty, question: Question, law: Law) -> Case:
    """With no place given the attack is on the mainland. A place that is not its own (a sea, another state) can only hold its forces."""
    place = geography().place_on(question.at, question.on) if question.at else duty.beneficiary
    away = geography().owner(place) != duty.beneficiary
    return Case(question, duty, law.parties_on(duty.agreement, question.on), place, away or question.on_forces, law)


def circumstances(duty: Duty, fit: Fit, question: Question, law: Law) -> Finding:
    """Scope first, then exceptions, then conditions: the first that defeats the duty decides.

    They are the same for all who bear a duty, but where an exception names its bearers or a special treaty decides: then each is weighed
    for itself. They are the same on all days of a span in which nothing changes, but where their proof names the day.
    """
    bearer = duty.bearer if duty.provision.id in law.weighed_by_bearer else None
    epoch = None if _has_term(duty, law) else span_of(duty.agreement, question, law)
    if epoch is None:
        key: tuple[object, ...] = ("circumstances", duty.provision.id, duty.beneficiary, bearer, fit, question)
        return law.remembered_for_now(key, duty.agreement, lambda: _circumstances(duty, fit, question, law))
    key = ("circumstances", duty.provision.id, duty.beneficiary, bearer, fit, epoch)
    return law.remembered_for_now(key, duty.agreement, lambda: _circumstances(duty, fit, question, law))


def _has_term(duty: Duty, law: Law) -> bool:
    filed = law.filed_duty(duty.provision.id)
    return filed is not None and bool(filed.since or filed.until)


def span_of(agreement: AgreementRow, question: Question, law: Law) -> tuple[object, ...] | None:
    """What the weighing of the agreement's duties turns on beside the states: equal for two questions that are weighed alike.

    None where it cannot be told: where documents tell of the agreement, or a place is asked about, which may have changed hands.
    """
    epoch = None if question.at else weighing_epoch_of(agreement, question.on, law)
    if epoch is None:
        return None
    return epoch, question.kind, question.by, question.on_forces, question.provoked, question.met, question.unmet


def _circumstances(duty: Duty, fit: Fit, question: Question, law: Law) -> Finding:
    filed, case = law.filed_duty(duty.provision.id), case_of(duty, question, law)
    found = (*_conditions(case, filed, fit), *_fellow_party(case, fit, law))
    told = tuple(_told(_overridden(with_evidence(c, question, duty.beneficiary, law), case), duty, law) for c in found)
    conditions = tuple(condition for condition, _ in told)
    limits = tuple(_limits(filed, case, fit, law)) if filed else ()
    reached = {*(limit.outcome for limit in limits), *(_weight(c) for c in conditions)}
    outcome = next((kind for kind in _ORDER if kind in reached), Certainty.CERTAIN)
    ground = _ground(duty, law)
    if outcome is Certainty.NOT:
        proofs = (_limit_proof(limit, ground) for limit in limits if limit.outcome is Certainty.NOT)
        return Finding(outcome, conditions, (*proofs, *(proof for condition, proof in told if condition.state == UNMET)))
    proofs = (_limit_proof(limit, ground) for limit in limits)
    return Finding(outcome, conditions, (*proofs, *(proof for _, proof in told)))


def defeated(duty: Duty, fit: Fit, question: Question, law: Law) -> bool:
    """Whether the circumstances take the duty away: as `circumstances`, without conditions and proofs, for those who do not ask why."""
    filed, case = law.filed_duty(duty.provision.id), case_of(duty, question, law)
    if filed and any(c.code not in question.met and _state_of(c, filed, case)[0] == UNMET for c in filed.conditions):
        return True
    if filed and any(limit.outcome is Certainty.NOT for limit in _limits(filed, case, fit, law)):
        return True
    if any(c.code not in question.met and c.state == UNMET for c in _fellow_party(case, fit, law)):
        return True
    return bool(question.unmet) and circumstances(duty, fit, question, law).outcome is Certainty.NOT


_ORDER = [Certainty.NOT, Certainty.CONTESTED, Certainty.POSSIBLE, Certainty.CERTAIN]
_WEIGHTS = {UNMET: Certainty.NOT, DISPUTED: Certainty.CONTESTED}


class Limit(NamedTuple):
    """What the text makes of the circumstances, and why; `fact_id` where the ground is not the duty itself."""

    outcome: Certainty
    rule: str
    values: Values
    fact_id: str | None = None


def _limits(filed: FiledDuty, case: Case, fit: Fit, law: Law) -> Iterator[Limit]:
    """What the text says of time, of place and adversaries, and what it excepts."""
    yield from _validity(filed, case)
    if _within_scope(filed, fit):
        yield from _scope(filed, case)
    yield from _exceptions(filed, case, law)


def _limit_proof(limit: Limit, ground: tuple[Proof, ...]) -> Proof:
    if limit.fact_id:
        return Proof(limit.rule, limit.values, fact_id=limit.fact_id)
    return Proof(limit.rule, limit.values, because=ground)


def _weight(condition: Condition) -> Certainty:
    """An unknown condition leaves the duty standing: it is named as one that would end it."""
    return _WEIGHTS.get(condition.state, Certainty.CERTAIN)


def ground_of(provision: ProvisionRow) -> Proof | None:
    """The words, or the entry of the file, in which a provision stands."""
    if provision.id.startswith(FILE_MARK):
        return Proof("outside_fact", (("fact", provision.id),), fact_id=provision.id)
    if provision.reported_by:
        return Proof("told_in_document", (("document", provision.reported_by[0].document_id),), words_of(provision.reported_by[0]))
    return None


def _ground(duty: Duty, law: Law) -> tuple[Proof, ...]:
    """The ground of the duty as what a proof rests on."""
    found = law.remembered_for_now(("ground", duty.provision.id), duty.agreement, lambda: ground_of(duty.provision))
    return (found,) if found else ()


def _told(condition: Condition, duty: Duty, law: Law) -> tuple[Condition, Proof]:
    """The condition with its proof, one value for all to whom the duty is owed."""
    key = ("condition", duty.provision.id, condition)
    return law.remembered_for_now(key, duty.agreement, lambda: (condition, _condition_proof(condition, duty, _ground(duty, law))))


def _condition_proof(condition: Condition, duty: Duty, ground: tuple[Proof, ...]) -> Proof:
    values = (("condition", condition.text), ("code", condition.code or ""), ("duty", duty.provision.id), *condition.values)
    if condition.state == ASSUMED:
        return Proof(condition.rule or "condition_assumed", values, condition.words, fact_id=ASKED)
    return Proof(condition.rule or f"condition_{condition.state}", values, condition.words, because=ground)


def _conditions(case: Case, filed: FiledDuty | None, fit: Fit) -> tuple[Condition, ...]:
    if filed is None:
        found = conditions_of(case.duty.provision, fit)
        return tuple(_coded(c) if c.state == UNKNOWN else c for c in found)
    asked = fit in (Fit.CALLED_UP, Fit.IMPLIED)
    words = case.duty.provision.trigger
    trigger = (Condition(words, ASSUMED if asked else UNKNOWN, not asked, code=TRIGGER),) if words else ()
    return (*trigger, *(_filed_state(c, filed, case) for c in filed.conditions))


def _coded(condition: Condition) -> Condition:
    """A condition that documents tell in a code's words ("state of war") has that code."""
    code = condition.text.replace(" ", "_")
    known = code in list(ConditionCode)
    return replace(condition, code=code) if known else condition


def _filed_state(condition: FiledCondition, filed: FiledDuty, case: Case) -> Condition:
    state, rule, values = _state_of(condition, filed, case)
    flips = state in (UNKNOWN, DISPUTED)
    return Condition(condition.text.forms[0][1], state, flips, None, str(condition.code), rule, values)


def _state_of(condition: FiledCondition, filed: FiledDuty, case: Case) -> "State":
    return _STATES.get(condition.code, _not_known)(condition, filed, case)


def _overridden(condition: Condition, case: Case) -> Condition:
    """As the person asking sets it: --met and --unmet stand over everything else."""
    if condition.code in case.question.unmet:
        return replace(condition, state=UNMET, would_flip=False, rule="condition_set_unmet")
    if condition.code in case.question.met:
        return replace(condition, state=ASSUMED, would_flip=False, rule=None)
    return condition


State = tuple[str, str | None, Values]


def _not_known(_: FiledCondition, __: FiledDuty, ___: Case) -> State:
    return UNKNOWN, None, ()


_AREA_STATES = {Certainty.CERTAIN: MET, Certainty.NOT: UNMET, Certainty.POSSIBLE: UNKNOWN}


def _in_area(_: FiledCondition, filed: FiledDuty, case: Case) -> State:
    if not filed.scope.areas and not filed.scope.excludes:
        return UNKNOWN, None, ()
    outcome, rule = _where(filed, case)
    return _AREA_STATES[outcome], rule, (("place", case.place),)


def _adversary(condition: FiledCondition, filed: FiledDuty, case: Case) -> State:
    named = {*filed.scope.adversaries, *condition.who}
    if not named or not case.question.attackers:
        return UNKNOWN, None, ()
    met = named & set(case.question.attackers)
    return (MET, "named_adversary", ()) if met else (UNMET, "other_adversary", (("bearer", case.question.by),))


def _unprovoked(_: FiledCondition, __: FiledDuty, case: Case) -> State:
    return (DISPUTED, "provocation_claimed", (("actor", case.question.by),)) if case.question.provoked else (UNKNOWN, None, ())


def _several(_: FiledCondition, __: FiledDuty, case: Case) -> State:
    if not case.question.attackers:
        return UNKNOWN, None, ()
    return (MET, "several_attackers", ()) if len(case.question.attackers) > 1 else (UNMET, "single_attacker", ())


def _external(_: FiledCondition, __: FiledDuty, case: Case) -> State:
    foreign = case.question.attackers and case.duty.beneficiary not in case.question.attackers
    return (MET, "attack_from_outside", ()) if foreign else (UNKNOWN, None, ())


def _other_acts(condition: FiledCondition, _: FiledDuty, case: Case) -> State:
    """A third state that must act too, or stand behind the attacker: met when it is among the attackers."""
    others = set(case.question.attackers) & set(condition.who)
    return (MET, "named_adversary", ()) if others else (UNKNOWN, None, ())


_TREATY_STATES = {Certainty.CERTAIN: MET, Certainty.NOT: UNMET, Certainty.POSSIBLE: UNKNOWN, Certainty.CONTESTED: DISPUTED}
_TREATY_RULES = {MET: "special_treaty_binds", UNMET: "no_special_treaty", DISPUTED: "special_treaty_contested"}


def _special_treaty(condition: FiledCondition, _: FiledDuty, case: Case) -> State:
    """Met where a special treaty that the condition names is in force between the two that day."""
    law, day, ends = case.law, case.question.on, (case.duty.bearer, case.duty.beneficiary)
    named = [row for row in map(law.find, condition.under) if row]
    if not named:
        return UNKNOWN, None, ()
    held = [certainty_between(row, *ends, day, law) for row in named if all(end in law.parties_on(row, day) for end in ends)]
    best = max(held, key=WEIGHT.__getitem__, default=Certainty.NOT)
    state = _TREATY_STATES[best]
    return state, _TREATY_RULES.get(state), (("bearer", ends[0]), ("beneficiary", ends[1]), ("agreement", named[0].id))


_STATES = {
    ConditionCode.IN_AREA: _in_area, ConditionCode.ADVERSARY: _adversary, ConditionCode.UNPROVOKED: _unprovoked,
    ConditionCode.SEVERAL_ATTACKERS: _several, ConditionCode.EXTERNAL: _external, ConditionCode.THIRD_STATE_ACTS: _other_acts,
    ConditionCode.SUPPORTED_BY: _other_acts, ConditionCode.SPECIAL_TREATY: _special_treaty,
}  # fmt: skip


def _within_scope(filed: FiledDuty, fit: Fit) -> bool:
    """A duty for threats that an attack calls up is bounded by its own area alone; what it leaves open an attack does not narrow."""
    return fit is Fit.CALLED_UP or fit is Fit.IMPLIED and bool(filed.scope.areas or filed.scope.excludes)


def _scope(filed: FiledDuty, case: Case) -> Iterator[Limit]:
    """Area, adversary and forces, where the text limits them and no condition of its own says so already."""
    scope, codes = filed.scope, [c.code for c in filed.conditions]
    told = ("duty", case.duty.provision.id)
    if (scope.areas or scope.excludes or case.on_forces) and (case.on_forces or ConditionCode.IN_AREA not in codes):
        yield Limit(*_where(filed, case), (("place", case.place), told))
    attackers = case.question.attackers
    if scope.adversaries and attackers and ConditionCode.ADVERSARY not in codes and not set(attackers) & set(scope.adversaries):
        yield Limit(Certainty.NOT, "other_adversary", (("bearer", case.question.by), told))
    if attackers and scope.not_adversaries and set(attackers) <= set(scope.not_adversaries):
        yield Limit(Certainty.NOT, "excepted_adversary", (("bearer", case.question.by), told))


def _where(filed: FiledDuty, case: Case) -> tuple[Certainty, str]:
    """Whether the duty reaches the place. Forces away from home count inside a named area; else as the text says of them."""
    scope = filed.scope
    inside = geography().in_scope(scope, case.place, case.duty.beneficiary, case.on_forces)
    if not case.on_forces or geography().owner(case.place) == case.duty.beneficiary:
        return (Certainty.CERTAIN, "inside_area") if inside else (Certainty.NOT, "outside_area")
    named = [area for area in scope.areas if area not in (TERRITORY, METROPOLITAN)]
    if named or scope.excludes and not inside:
        return (Certainty.CERTAIN, "forces_covered") if inside else (Certainty.NOT, "outside_area")
    return _FORCES[scope.forces_abroad]


_FORCES = {Covered.YES: (Certainty.CERTAIN, "forces_covered"), Covered.NO: (Certainty.NOT, "forces_not_covered"),
           Covered.UNKNOWN: (Certainty.POSSIBLE, "forces_perhaps_covered")}


def _validity(filed: FiledDuty, case: Case) -> Iterator[Limit]:
    """A duty may begin after its agreement, or end before it."""
    if not (filed.since or filed.until):
        return
    reached = days_between(filed.since, filed.until, case.question.on)
    span = f"{filed.since or '..'}/{filed.until or '..'}"
    rule = {Certainty.NOT: "duty_out_of_time", Certainty.POSSIBLE: "duty_perhaps_out_of_time", Certainty.CERTAIN: "duty_in_time"}[reached]
    yield Limit(reached, rule, (("date", span), ("day", case.question.on.isoformat())))


def _exceptions(filed: FiledDuty, case: Case, law: Law) -> Iterator[Limit]:
    agreement: FiledAgreement | None = law.file_of(case.duty.agreement)
    for exception in agreement.exceptions if agreement else ():
        if exception.to == filed.label and _concerns(exception, case):
            reached = days_between(exception.since, exception.until, case.question.on)
            if reached is not Certainty.NOT and agreement:
                outcome, rule = _EXCEPTED[reached]
                if exception.contested:
                    outcome, rule = Certainty.CONTESTED, "exception_contested"
                ground = f"{FILE_MARK}{agreement.id}#exception:{exception.label}"
                yield Limit(outcome, rule, (("duty", case.duty.provision.id),), ground)


_EXCEPTED = {Certainty.CERTAIN: (Certainty.NOT, "excepted"), Certainty.POSSIBLE: (Certainty.POSSIBLE, "perhaps_excepted")}


def _concerns(exception: FiledException, case: Case) -> bool:
    """Whether the exception speaks of these states, this place and all of these attackers; what it does not name it does not limit."""
    duty, attackers = case.duty, set(case.question.attackers)
    return (
        (not exception.bearers or duty.bearer in exception.bearers)
        and (not exception.beneficiaries or duty.beneficiary in exception.beneficiaries)
        and (not exception.areas or any(geography().lies_in(case.place, area) for area in exception.areas))
        and (not exception.adversaries or bool(attackers) and attackers <= set(exception.adversaries))
        and (not exception.not_adversaries or bool(attackers) and attackers.isdisjoint(exception.not_adversaries))
    )


def _fellow_party(case: Case, fit: Fit, law: Law) -> Iterator[Condition]:
    """An attack by parties of an agreement of many on another: few texts say whether it runs against their own.

    An outsider among the attackers calls the duty up by itself.
    """
    if fit not in (Fit.CALLED_UP, Fit.IMPLIED) or len(case.parties) <= 2:
        return
    agreement, inside = case.duty.agreement, (a for a in case.question.attackers if a in case.parties)
    fellows = [a for a in inside if certainty_on(agreement, a, case.question.on, law) is not Certainty.NOT]
    if fellows and len(fellows) == len(case.question.attackers):
        values = (("bearer", "+".join(fellows)), ("agreement", agreement.id))
        filed = law.filed_duty(case.duty.provision.id)
        state = _FELLOWS[filed.scope.fellow_parties if filed else Covered.UNKNOWN]
        rule = "attacker_is_party" if state == UNKNOWN else None
        yield Condition(FELLOW_PARTY, state, state == UNKNOWN, code=FELLOW_PARTY, rule=rule, values=values)


_FELLOWS = {Covered.YES: MET, Covered.NO: UNMET, Covered.UNKNOWN: UNKNOWN}
