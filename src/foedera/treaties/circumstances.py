"""Whether what is asked is what a duty speaks of: scope, conditions, exceptions, each true, false or not known, with its ground."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from foedera.record.model import ProvisionRow
from foedera.treaties.explanation import ASKED, FILE_MARK, words_of
from foedera.treaties.in_force import standing_between, standing_on
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
    for itself.
    """
    bearer = duty.bearer if duty.provision.id in law.weighed_by_bearer else None
    key = ("circumstances", duty.provision.id, duty.beneficiary, bearer, fit, question)
    return law.remembered_for_now(key, duty.agreement, lambda: _circumstances(duty, fit, question, law))


def _circumstances(duty: Duty, fit: Fit, question: Question, law: Law) -> Finding:
    filed, case = law.filed_duty(duty.provision.id), case_of(duty, question, law)
    found = (*_conditions(case, filed, fit), *_fellow_party(case, fit, law))
    conditions = tuple(_overridden(with_evidence(c, question, duty.beneficiary, law), case) for c in found)
    if fit in (Fit.CALLED_UP, Fit.IMPLIED, Fit.ON_REQUEST) or filed:
        limits = [*_validity(filed, case), *(_scope(filed, case) if _within_scope(filed, fit) else ()), *_exceptions(filed, case, law)]
    else:
        limits = []
    weighed = [*limits, *(_weight(c) for c in conditions)]
    outcome = min((kind for kind, _ in weighed), key=_ORDER.index, default=Certainty.CERTAIN)
    proofs = tuple(proof for kind, proof in weighed if proof and (outcome is not Certainty.NOT or kind is Certainty.NOT))
    told = tuple(_condition_proof(c, duty.provision) for c in conditions if outcome is not Certainty.NOT or c.state == UNMET)
    return Finding(outcome, conditions, (*proofs, *told))


_ORDER = [Certainty.NOT, Certainty.CONTESTED, Certainty.POSSIBLE, Certainty.CERTAIN]
_WEIGHTS = {UNMET: Certainty.NOT, DISPUTED: Certainty.CONTESTED}
Weighed = tuple[Certainty, Proof | None]


def _weight(condition: Condition) -> Weighed:
    """An unknown condition leaves the duty standing: it is named as one that would end it."""
    return _WEIGHTS.get(condition.state, Certainty.CERTAIN), None


def ground_of(provision: ProvisionRow) -> Proof | None:
    """The words, or the entry of the file, in which a provision stands."""
    if provision.id.startswith(FILE_MARK):
        return Proof("outside_fact", (("fact", provision.id),), fact_id=provision.id)
    if provision.reported_by:
        return Proof("told_in_document", (("document", provision.reported_by[0].document_id),), words_of(provision.reported_by[0]))
    return None


def _condition_proof(condition: Condition, provision: ProvisionRow) -> Proof:
    values = (("condition", condition.text), ("code", condition.code or ""), ("duty", provision.id), *condition.values)
    if condition.state == ASSUMED:
        return Proof(condition.rule or "condition_assumed", values, condition.words, fact_id=ASKED)
    ground = ground_of(provision)
    return Proof(condition.rule or f"condition_{condition.state}", values, condition.words, because=(ground,) if ground else ())


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
    text = condition.text.forms[0][1]
    state, rule, values = _STATES.get(condition.code, _not_known)(condition, filed, case)
    flips = state in (UNKNOWN, DISPUTED)
    return Condition(text, state, flips, None, str(condition.code), rule, values)


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
    held = [standing_between(row, *ends, day, law).certainty for row in named if set(ends) <= set(law.parties_on(row, day))]
    best = max(held, key=WEIGHT.__getitem__, default=Certainty.NOT)
    state = _TREATY_STATES[best]
    return state, _TREATY_RULES.get(state), (("bearer", ends[0]), ("beneficiary", ends[1]), ("agreement", named[0].id))


_STATES = {
    ConditionCode.IN_AREA: _in_area, ConditionCode.ADVERSARY: _adversary, ConditionCode.UNPROVOKED: _unprovoked,
    ConditionCode.SEVERAL_ATTACKERS: _several, ConditionCode.EXTERNAL: _external, ConditionCode.THIRD_STATE_ACTS: _other_acts,
    ConditionCode.SUPPORTED_BY: _other_acts, ConditionCode.SPECIAL_TREATY: _special_treaty,
}  # fmt: skip


def _within_scope(filed: FiledDuty | None, fit: Fit) -> bool:
    """A duty for threats that an attack calls up is bounded by its own area alone; what it leaves open an attack does not narrow."""
    return fit is Fit.CALLED_UP or fit is Fit.IMPLIED and filed is not None and bool(filed.scope.areas or filed.scope.excludes)


def _scope(filed: FiledDuty | None, case: Case) -> Iterator[Weighed]:
    """Area, adversary and forces, where the text limits them and no condition of its own says so already."""
    if filed is None:
        return
    scope, codes = filed.scope, {c.code for c in filed.conditions}
    values = (("place", case.place), ("duty", case.duty.provision.id))
    ground = _ground(case)
    if (ConditionCode.IN_AREA not in codes or case.on_forces) and (scope.areas or scope.excludes or case.on_forces):
        outcome, rule = _where(filed, case)
        yield outcome, Proof(rule, values, because=ground)
    attackers, named = set(case.question.attackers), (("bearer", case.question.by), ("duty", case.duty.provision.id))
    if ConditionCode.ADVERSARY not in codes and scope.adversaries and attackers and not attackers & set(scope.adversaries):
        yield Certainty.NOT, Proof("other_adversary", named, because=ground)
    if attackers and attackers <= set(scope.not_adversaries):
        yield Certainty.NOT, Proof("excepted_adversary", named, because=ground)


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


def _ground(case: Case) -> tuple[Proof, ...]:
    ground = ground_of(case.duty.provision)
    return (ground,) if ground else ()


def _validity(filed: FiledDuty | None, case: Case) -> Iterator[Weighed]:
    """A duty may begin after its agreement, or end before it."""
    if filed is None or not (filed.since or filed.until):
        return
    reached = days_between(filed.since, filed.until, case.question.on)
    span = f"{filed.since or '..'}/{filed.until or '..'}"
    rule = {Certainty.NOT: "duty_out_of_time", Certainty.POSSIBLE: "duty_perhaps_out_of_time", Certainty.CERTAIN: "duty_in_time"}[reached]
    yield reached, Proof(rule, (("date", span), ("day", case.question.on.isoformat())), because=_ground(case))


def _exceptions(filed: FiledDuty | None, case: Case, law: Law) -> Iterator[Weighed]:
    agreement: FiledAgreement | None = law.file_of(case.duty.agreement) if filed else None
    for exception in agreement.exceptions if agreement and filed else ():
        if filed and exception.to == filed.label and _concerns(exception, case):
            reached = days_between(exception.since, exception.until, case.question.on)
            if reached is not Certainty.NOT and agreement:
                ground = f"{FILE_MARK}{agreement.id}#exception:{exception.label}"
                outcome, rule = _EXCEPTED[reached]
                if exception.contested:
                    outcome, rule = Certainty.CONTESTED, "exception_contested"
                yield outcome, Proof(rule, (("duty", case.duty.provision.id),), fact_id=ground)


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
    fellows = [a for a in inside if standing_on(agreement, a, case.question.on, law).certainty is not Certainty.NOT]
    if fellows and len(fellows) == len(case.question.attackers):
        values = (("bearer", "+".join(fellows)), ("agreement", agreement.id))
        filed = law.filed_duty(case.duty.provision.id)
        state = _FELLOWS[filed.scope.fellow_parties if filed else Covered.UNKNOWN]
        rule = "attacker_is_party" if state == UNKNOWN else None
        yield Condition(FELLOW_PARTY, state, state == UNKNOWN, code=FELLOW_PARTY, rule=rule, values=values)


_FELLOWS = {Covered.YES: MET, Covered.NO: UNMET, Covered.UNKNOWN: UNKNOWN}
