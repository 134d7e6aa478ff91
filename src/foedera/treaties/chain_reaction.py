"""What may follow: those who give aid may be attacked in their turn, and their aid may be taken for an attack by the other side."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from foedera.record.model import AgreementRow
from foedera.treaties.law import Law
from foedera.treaties.model import Answer, ChainStep, Proof, Question, Verdict
from foedera.treaties.obligations import AID_CLASSES
from foedera.treaties.who_is_bound import aid_owed, sureness
from foedera.world.honouring_rates import load_honouring_rates

NONE, ONE, ALL, RATES = "none", "one", "all", "rates"
CHAINS = (ONE, ALL, NONE, RATES)
IN_TURN, TAKEN_FOR_ATTACK = "attacked_in_turn", "aid_taken_for_attack"


def chain_reaction(question: Question, law: Law, answers: Sequence[Answer]) -> tuple[ChainStep, ...]:
    """The steps that follow under the assumption `question.chain`; every step is optional, and each state is drawn in once.

    one: a step further from every duty that is bound or open. all, rates: to the end, from duties that are bound. none: nobody acts.
    """
    if question.chain == NONE or question.kind != "attack":
        return ()
    return tuple(_one_step(question, law, answers) if question.chain == ONE else _to_the_end(question, law, answers))


def _aid(answers: Sequence[Answer]) -> list[Answer]:
    return [a for a in answers if a.action_class in AID_CLASSES and a.verdict is not Verdict.NOT_BOUND]


def _one_step(question: Question, law: Law, answers: Sequence[Answer]) -> Iterator[ChainStep]:
    """If a bearer gives aid and is attacked in turn, who owes it aid? Each bearer once, nobody attacked before."""
    aid = _aid(answers)
    drawn_in = {a.bearer for a in aid}
    for bearer in dict.fromkeys(a.bearer for a in aid if a.bearer not in (*question.attackers, question.on_whom)):
        owed = _owed_in_turn(question, law, bearer, drawn_in)
        if owed:
            yield ChainStep(1, bearer, owed)


def _owed_in_turn(question: Question, law: Law, bearer: str, drawn_in: set[str]) -> tuple[Answer, ...]:
    """Aid owed to `bearer`, once attacked, by those not drawn in yet."""
    then = replace(question, kind="attack", on_whom=bearer, at=None, on_forces=False)
    found = aid_owed(then, law, drawn_in | set(question.attackers))
    return tuple(a for a in found if not _same_circle(a, question, law))


def _same_circle(answer: Answer, question: Question, law: Law) -> bool:
    """The one attacked first, under a treaty of many that is at work already: it draws nobody new in."""
    agreement = law.find(answer.agreement_id)
    return answer.bearer == question.on_whom and agreement is not None and len(agreement.parties) > 2


def _to_the_end(question: Question, law: Law, answers: Sequence[Answer]) -> Iterator[ChainStep]:
    """Breadth first: those drawn in at one step are taken to act, and may draw others in at the next."""
    drawn_in = {question.on_whom, *question.attackers}
    acting = _newly_bound(answers, drawn_in, 1.0, question)
    drawn_in |= set(acting)
    yield from _other_side(question, law, acting, drawn_in)
    step = 1
    while acting:
        owed = {bearer: _owed_in_turn(question, law, bearer, drawn_in) for bearer in acting}
        following, through = _likeliest(acting, owed, drawn_in, question)
        for bearer, likelihood in acting.items():
            shown = tuple(a for a in owed[bearer] if through.get(a.bearer, bearer) == bearer)
            if shown:
                yield ChainStep(step, bearer, _rated(shown, likelihood, question), IN_TURN, _told(likelihood, question))
        drawn_in |= set(following)
        acting, step = following, step + 1


def _likeliest(acting: dict[str, float], owed: dict[str, tuple[Answer, ...]], drawn_in: set[str],
               question: Question) -> tuple[dict[str, float], dict[str, str]]:
    """(those drawn in, each with the likelihood of its likeliest path; through whom that path leads). Of equals the first counts."""
    following: dict[str, float] = {}
    through: dict[str, str] = {}
    for bearer, likelihood in acting.items():
        for state, share in _newly_bound(owed[bearer], drawn_in, likelihood, question).items():
            if share > following.get(state, -1.0):
                following[state], through[state] = share, bearer
    return following, through


def _newly_bound(answers: Sequence[Answer], drawn_in: set[str], likelihood: float, question: Question) -> dict[str, float]:
    """Those bound to aid who were not drawn in before, each with how likely it is that they come to act."""
    found: dict[str, float] = {}
    for answer in _aid(answers):
        if answer.verdict is Verdict.BOUND and answer.bearer not in drawn_in:
            share = likelihood * load_honouring_rates().of(answer.action_class) if question.chain == RATES else 1.0
            found[answer.bearer] = max(share, found.get(answer.bearer, 0.0))
    return found


def _rated(answers: Sequence[Answer], likelihood: float, question: Question) -> tuple[Answer, ...]:
    if question.chain != RATES:
        return tuple(answers)
    rates = load_honouring_rates()
    return tuple(replace(a, likelihood=round(likelihood * rates.of(a.action_class), 4)) for a in answers)


def with_rates(answers: Sequence[Answer], question: Question) -> tuple[Answer, ...]:
    """The first answers, with how often duties of their class were honoured when the question asks for rates."""
    return tuple(r if r.action_class in AID_CLASSES else a for a, r in zip(answers, _rated(answers, 1.0, question), strict=True))


def _told(likelihood: float, question: Question) -> float | None:
    return round(likelihood, 4) if question.chain == RATES else None


def _other_side(question: Question, law: Law, acting: dict[str, float], drawn_in: set[str]) -> Iterator[ChainStep]:
    """Whoever owes the attacker aid, if the aid to the one attacked is taken for an attack: contested at most, for it attacked first.

    A duty may run against some of the helpers alone: each is tried, and what it owes is told where it is surest, then likeliest.
    """
    for attacker in question.attackers:
        found: dict[tuple[str, str, str | None], tuple[Answer, float]] = {}
        for helper, likelihood in _told_apart(acting, attacker, law):
            then = replace(question, by=helper, on_whom=attacker, at=None, on_forces=False, provoked=True)
            for answer in map(_open, aid_owed(then, law, drawn_in)):
                key = (answer.bearer, answer.agreement_id, answer.provision_id)
                if key not in found or sureness(answer.verdict) > sureness(found[key][0].verdict):
                    found[key] = (answer, likelihood)
        if found:
            highest = max(likelihood for _, likelihood in found.values())
            owed = tuple(rated for answer, likelihood in found.values() for rated in _rated((answer,), likelihood, question))
            yield ChainStep(1, attacker, owed, TAKEN_FOR_ATTACK, _told(highest, question))


def _told_apart(acting: dict[str, float], attacker: str, law: Law) -> Iterator[tuple[str, float]]:
    """The helpers, the likeliest first, but of those that no agreement of the attacker and no document names only the first."""
    named = {state for agreement in law.agreements_of(attacker) for state in _named_in(agreement, law)}
    named |= {state for ends in law.attacks if attacker in ends for state in ends}
    strangers = False
    for helper, likelihood in sorted(acting.items(), key=lambda pair: -pair[1]):
        if helper in named or not strangers:
            yield helper, likelihood
        strangers = strangers or helper not in named


def _named_in(agreement: AgreementRow, law: Law) -> frozenset[str]:
    """Every state that an agreement of aid knows as party, adversary, or one who must act too, with those who carry on its treaties."""
    return law.remembered(("named",), agreement, lambda: frozenset(_names(agreement, law)))


def _names(agreement: AgreementRow, law: Law) -> Iterator[str]:
    if agreement.provisions and not any(p.action_class in AID_CLASSES for p in agreement.provisions):
        return
    yield from agreement.parties
    yield from (s.new for s in law.successors if s.old in agreement.parties)
    filed = law.file_of(agreement)
    for duty in filed.duties if filed else ():
        yield from (*duty.scope.adversaries, *duty.scope.not_adversaries, *(state for c in duty.conditions for state in c.who))
    for exception in filed.exceptions if filed else ():
        yield from (*exception.adversaries, *exception.not_adversaries)


def _open(answer: Answer) -> Answer:
    """A duty towards the attacker is no more than contested: help against self-defence is not what treaties of defence promise."""
    if answer.verdict not in (Verdict.BOUND, Verdict.CONTESTED):
        return answer
    why = Proof("aggressor_aided", answer.why.values, because=(answer.why,))
    return replace(answer, verdict=Verdict.CONTESTED, why=why)
