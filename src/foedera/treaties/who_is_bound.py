"""Who owes what to a state that is attacked or threatened, agreement by agreement and duty by duty."""

from collections.abc import Collection, Iterator

from foedera.record.model import AgreementRow, SourceWords
from foedera.treaties.circumstances import circumstances, defeated, span_of
from foedera.treaties.entry import CONTRADICTION
from foedera.treaties.explanation import ASKED, FILE_MARK, provision_proof, rows_proofs, words_of
from foedera.treaties.in_force import Law, certainty_between, standing_between
from foedera.treaties.lifecycle import Certainty
from foedera.treaties.model import Answer, Condition, Proof, Question, Verdict
from foedera.treaties.obligations import AID_CLASSES, Duty, Fit
from foedera.treaties.standing import Standing
from foedera.values.codes import ActionClass, AgreementKind, Factuality

_VERDICTS = {Certainty.CERTAIN: Verdict.BOUND, Certainty.POSSIBLE: Verdict.UNDETERMINED, Certainty.CONTESTED: Verdict.CONTESTED,
             Certainty.NOT: Verdict.NOT_BOUND}
# Accounts that differ on whether there is the duty at all; those that tell its trigger or its actor otherwise leave it standing.
AGAINST_A_DUTY = ("factuality", "status")
NON_BINDING = "non_binding"  # the rule of a promise that binds nobody in law
_FIT_ORDER = {fit: place for place, fit in enumerate(Fit)}
_VERDICT_ORDER = {verdict: place for place, verdict in enumerate(Verdict)}
_SURENESS = [Verdict.NOT_BOUND, Verdict.CONTESTED, Verdict.UNDETERMINED, Verdict.BOUND]  # the first of two decides


def sureness(verdict: Verdict) -> int:
    """How sure a verdict is that a duty binds, 0 (not bound) to 3."""
    return _SURENESS.index(verdict)


def answers_under(question: Question, law: Law) -> tuple[tuple[Answer, ...], tuple[Answer, ...]]:
    """(bound, undetermined and contested answers; what does not bind) for an attack on, or a threat to, a state."""
    found: list[tuple[int, Answer]] = []
    for agreement in law.agreements_of(question.on_whom):
        found += [(_FIT_ORDER[fit], answer) for fit, answer in _answers_of(agreement, question, law)]
    told = {a.id for a in law.told}
    ranked = [answer for _, answer in sorted(found, key=lambda pair: _rank(pair[0], pair[1], told))]
    answers = tuple(a for a in ranked if a.verdict is not Verdict.NOT_BOUND)
    bearers = {a.bearer for a in ranked} | {question.on_whom}
    strangers = (a for agreement in law.told for a in _not_concerned(agreement, question, bearers, law))
    return answers, (*(a for a in ranked if a.verdict is Verdict.NOT_BOUND), *strangers)


def aid_owed(question: Question, law: Law, skip: Collection[str]) -> tuple[Answer, ...]:
    """The duties of aid to the one attacked that are bound or open, without those of the states in `skip`.

    What does not bind is passed over before any proof is made: of hundreds of duties weighed along a chain few are shown.
    """
    found: list[tuple[int, Answer]] = []
    for agreement in law.aid_agreements_of(question.on_whom):
        found += [(_FIT_ORDER[fit], answer) for fit, answer in _aid_of(agreement, question, law, skip)]
    told = {a.id for a in law.told} if found else set()
    ranked = sorted((pair for pair in found if pair[1].verdict is not Verdict.NOT_BOUND), key=lambda pair: _rank(pair[0], pair[1], told))
    return tuple(answer for _, answer in ranked)


def _aid_of(agreement: AgreementRow, question: Question, law: Law, skip: Collection[str]) -> Iterator[tuple[Fit, Answer]]:
    asked = law.asked_of(agreement, question, aid_alone=True)
    left = [(fit, provision, bearer) for fit, provision, bearers in asked for bearer in bearers if bearer not in skip]
    if left and _concerns_parties(left[0][2], agreement, question, law, skip):
        fallen = _fallen(agreement, question, law)
        for fit, provision, bearer in left:
            falls = fallen.get((provision.id, bearer))
            if falls is None:
                falls = fallen[provision.id, bearer] = _falls(Duty(agreement, provision, bearer, question.on_whom), fit, question, law)
            if not falls:
                standing = standing_between(agreement, bearer, question.on_whom, question.on, law)
                yield fit, _answer(Duty(agreement, provision, bearer, question.on_whom), fit, standing, question, law)
    elif not left and agreement.kind is AgreementKind.MUTUAL_DEFENCE and not _duties_filed(agreement):
        yield from _aid_by_kind(agreement, question, law, skip)


def _fallen(agreement: AgreementRow, question: Question, law: Law) -> dict[tuple[str, str], bool]:
    """Which duties of the agreement towards the one attacked do not bind, by duty and bearer, as far as this has been worked out."""
    span = span_of(agreement, question, law)
    return {} if span is None else law.remembered(("fallen", question.on_whom, span), agreement, dict)


def _concerns_parties(bearer: str, agreement: AgreementRow, question: Question, law: Law, skip: Collection[str]) -> bool:
    """Whether a party is left beside those passed over; a duty may name a state that is none."""
    parties = law.parties_on(agreement, question.on)
    return not skip or bearer in parties or any(p not in skip and p != question.on_whom for p in parties)


def _aid_by_kind(agreement: AgreementRow, question: Question, law: Law, skip: Collection[str]) -> Iterator[tuple[Fit, Answer]]:
    """What is owed by the kind of the agreement alone, where documents tell no duty of those whom the question leaves."""
    asked = law.asked_of(agreement, question)
    left = any(bearer not in skip for _, _, bearers in asked for bearer in bearers)
    if left or question.on_whom not in law.parties_on(agreement, question.on):
        return
    owed = _without_duty(agreement, question, law)
    yield from ((fit, answer) for fit, answer in owed if answer.bearer not in skip and answer.action_class in AID_CLASSES)


def _rank(order: int, answer: Answer, told: set[str]) -> tuple[int, bool, int, bool, str, str]:
    """What the question calls up first, then what documents tell before what the file alone knows."""
    verdict = _VERDICT_ORDER[answer.verdict]
    return order, answer.agreement_id not in told, verdict, answer.article is None, answer.agreement_id, answer.bearer


def _answers_of(agreement: AgreementRow, question: Question, law: Law) -> Iterator[tuple[Fit, Answer]]:
    """The answers for one agreement, each with how its duty fits the question."""
    asked = law.asked_of(agreement, question)
    bearers = dict.fromkeys(bearer for _, _, owing in asked for bearer in owing)
    standings = {bearer: standing_between(agreement, bearer, question.on_whom, question.on, law) for bearer in bearers}
    for fit, provision, owing in asked:
        for bearer in owing:
            yield fit, _answer(Duty(agreement, provision, bearer, question.on_whom), fit, standings[bearer], question, law)
    if not asked and question.on_whom in law.parties_on(agreement, question.on):
        yield from _without_duty(agreement, question, law)


def _falls(duty: Duty, fit: Fit, question: Question, law: Law) -> bool:
    """Whether the duty does not bind, for those who do not ask why."""
    if duty.bearer in question.attackers:
        return True
    standing = certainty_between(duty.agreement, duty.bearer, question.on_whom, question.on, law)
    return standing is Certainty.NOT or defeated(duty, fit, question, law)


def _answer(duty: Duty, fit: Fit, standing: Standing, question: Question, law: Law) -> Answer:
    if duty.bearer in question.attackers:
        return not_bound_answer(duty, duty_proof("bearer_attacks", duty, question, (_told_of(duty, law),)))
    if fit is Fit.NOT_CALLED_UP:
        return not_bound_answer(duty, duty_proof("not_called_up", duty, question, (_told_of(duty, law),)))
    if standing.certainty is Certainty.NOT:
        return not_bound_answer(duty, duty_proof("not_bound", duty, question, (standing.proof,)))
    return binding_answer(duty, fit, standing, question, law)


def binding_answer(duty: Duty, fit: Fit, standing: Standing, question: Question, law: Law) -> Answer:
    """The answer for a duty whose agreement is, or may be, in force: its words and the circumstances may still take it away."""
    provision = duty.provision
    if _is_declaration(duty, law):
        return not_bound_answer(duty, duty_proof(NON_BINDING, duty, question, (standing.proof, _told_of(duty, law))))
    found = circumstances(duty, fit, question, law)
    if found.outcome is Certainty.NOT:
        why = duty_proof("not_bound", duty, question, (*found.proofs, _told_of(duty, law)))
        return not_bound_answer(duty, why, found.conditions)
    verdict, doubt, readings = _verdict(duty, standing, law)
    verdict = min(verdict, _VERDICTS[found.outcome], key=_SURENESS.index)
    waits = fit is Fit.STANDING and (provision.trigger or provision.trigger_class)
    called = Proof("duty_waits" if waits else f"duty_{fit}", (("kind", question.kind),), fact_id=ASKED)
    because = (standing.proof, _told_of(duty, law), *doubt, called, *found.proofs)
    return Answer(verdict, duty.bearer, duty.beneficiary, duty.agreement.id, provision.article, provision.action, provision.action_class,
                  provision.strength, provision.delay, found.conditions, provision.caveats, standing.presumed,
                  duty_proof(str(verdict), duty, question, because), standing.would_settle, readings, provision.id)


def _told_of(duty: Duty, law: Law) -> Proof:
    return law.remembered_for_now(("told", duty.provision.id), duty.agreement, lambda: provision_proof(duty.provision))


def _is_declaration(duty: Duty, law: Law) -> bool:
    """What the file marks as not binding; without the file, what documents call a declaration."""
    filed = law.file_of(duty.agreement)
    return not filed.binding if filed else duty.agreement.kind is AgreementKind.DECLARATION


def _verdict(duty: Duty, standing: Standing, law: Law) -> tuple[Verdict, tuple[Proof, ...], tuple[SourceWords, ...]]:
    """(verdict, proofs of doubt about the words of the duty itself, rival readings)."""
    verdict, provision = _VERDICTS[standing.certainty], duty.provision
    rivals = [d for d in law.disagreements_about(provision.id) if d.kind == CONTRADICTION and d.field in AGAINST_A_DUTY]
    if rivals and verdict is Verdict.BOUND:
        told = {doc for d in rivals for value in d.values for doc in value.documents}
        readings = tuple(words_of(a) for a in provision.reported_by if a.document_id in told)
        return Verdict.CONTESTED, (Proof("duty_contested"),), readings
    if provision.factuality in (Factuality.HEDGED, Factuality.FORECAST):
        doubt = (Proof("duty_hedged", because=(provision_proof(provision),)),)
        return (Verdict.UNDETERMINED if verdict is Verdict.BOUND else verdict), doubt, standing.readings
    return verdict, (), standing.readings


def duty_proof(rule: str, duty: Duty, question: Question, because: tuple[Proof, ...]) -> Proof:
    """A conclusion about one duty on the day of the question."""
    return Proof(rule, _values(duty.bearer, duty.beneficiary, duty.agreement.id, question), because=because)


def _values(bearer: str, beneficiary: str, agreement: str, question: Question) -> tuple[tuple[str, str], ...]:
    return (("bearer", bearer), ("beneficiary", beneficiary), ("agreement", agreement), ("day", question.on.isoformat()))


def not_bound_answer(duty: Duty, why: Proof, conditions: tuple[Condition, ...] = ()) -> Answer:
    """The answer for a duty that does not bind."""
    provision = duty.provision
    return Answer(Verdict.NOT_BOUND, duty.bearer, duty.beneficiary, duty.agreement.id, provision.article, provision.action,
                  provision.action_class, provision.strength, provision.delay, conditions, provision.caveats, (), why,
                  provision_id=provision.id)


def _bare_answer(verdict: Verdict, agreement: AgreementRow, bearer: str, question: Question, why: Proof,
                 standing: Standing | None = None) -> Answer:
    """An answer about an agreement whose duty the documents do not tell."""
    kind = ActionClass.DEFENCE if agreement.kind is AgreementKind.MUTUAL_DEFENCE else None
    presumed, settle = (standing.presumed, standing.would_settle) if standing else ((), ())
    return Answer(verdict, bearer, question.on_whom, agreement.id, None, "", kind, None, None, (), (), presumed, why, settle)


def _duties_filed(agreement: AgreementRow) -> bool:
    """Whether its duties are those of the file, which tells all of them: one that is not there is not owed."""
    return any(p.id.startswith(FILE_MARK) for p in agreement.provisions)


def _without_duty(agreement: AgreementRow, question: Question, law: Law) -> Iterator[tuple[Fit, Answer]]:
    """What is said of an agreement of the one attacked when no document tells a duty of it that fits."""
    for bearer in law.parties_on(agreement, question.on):
        if bearer == question.on_whom or bearer in question.attackers:
            continue
        standing = standing_between(agreement, bearer, question.on_whom, question.on, law)
        values = _values(bearer, question.on_whom, agreement.id, question)
        if standing.certainty is Certainty.NOT:
            proof = Proof("not_bound", values, because=(standing.proof,))
            yield Fit.NOT_CALLED_UP, _bare_answer(Verdict.NOT_BOUND, agreement, bearer, question, proof)
        elif agreement.kind is AgreementKind.MUTUAL_DEFENCE and question.kind == "attack" and not _duties_filed(agreement):
            proof = Proof("kind_alone", values, because=(standing.proof,))
            yield Fit.CALLED_UP, _bare_answer(Verdict.UNDETERMINED, agreement, bearer, question, proof, standing)
        else:
            proof = Proof("no_duty_told", values, because=(standing.proof,))
            yield Fit.NOT_CALLED_UP, _bare_answer(Verdict.NOT_BOUND, agreement, bearer, question, proof)


def _not_concerned(agreement: AgreementRow, question: Question, bearers: set[str], law: Law) -> Iterator[Answer]:
    """Agreements of defence that documents tell of, of those who may owe something, which the one attacked is no party to."""
    parties = law.parties_on(agreement, question.on)
    told = any(row.reported_by for row in agreement.lifecycle)
    if question.on_whom in parties or agreement.kind is not AgreementKind.MUTUAL_DEFENCE or not told:
        return
    if set(question.attackers) & set(parties) or not bearers & set(parties) or len(parties) > 2:
        return
    for bearer in sorted(set(parties) - bearers):
        values = _values(bearer, question.on_whom, agreement.id, question)
        proof = Proof("no_party", values, because=rows_proofs(agreement.lifecycle[:1]))
        yield _bare_answer(Verdict.NOT_BOUND, agreement, bearer, question, proof)
