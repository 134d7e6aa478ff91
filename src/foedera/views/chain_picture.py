"""A what-if and what may follow from it, as columns of cards: who is drawn in at which step, under what, for whom."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from foedera.treaties.model import Answer, Verdict, WhatIf
from foedera.treaties.obligations import AID_CLASSES


@dataclass(frozen=True, slots=True)
class ChainCard:
    """Aid owed by the same states to the same, under one agreement or several, at one step.

    `owed_to` are those attacked (or whose war is joined), `bearers` those who owe it.
    `rule` says what draws them in: attacked (the question itself), attacked_in_turn, aid_taken_for_attack. `likelihood` is the highest.
    """

    step: int
    rule: str
    agreements: tuple[str, ...]
    verdict: Verdict
    owed_to: tuple[str, ...]
    bearers: tuple[str, ...]
    likelihood: float | None


@dataclass(frozen=True, slots=True)
class ChainView:
    """`steps` hold the cards of each step in turn, the first those of the question itself."""

    attackers: tuple[str, ...]
    attacked: str
    steps: tuple[tuple[ChainCard, ...], ...]


ATTACKED = "attacked"


def chain_view(answer: WhatIf) -> ChainView:
    """The aid of a what-if, and each step of its chain; answers that do not bind are left out."""
    question = answer.question
    first = _merged(_cards(0, ATTACKED, answer.answers))
    later: dict[int, list[ChainCard]] = {}
    for step in answer.chain:
        later.setdefault(step.step, []).extend(_cards(step.step, step.rule, step.answers))
    steps = (first, *(_merged(later[number]) for number in sorted(later)))
    return ChainView(question.attackers, question.on_whom, tuple(steps))


def _cards(step: int, rule: str, answers: Iterable[Answer]) -> tuple[ChainCard, ...]:
    found: dict[tuple[str, Verdict, str], list[Answer]] = {}
    for answer in answers:
        if answer.action_class in AID_CLASSES and answer.verdict is not Verdict.NOT_BOUND and answer.beneficiary:
            found.setdefault((answer.agreement_id, answer.verdict, answer.beneficiary), []).append(answer)
    return tuple(ChainCard(step, rule, (agreement,), verdict, (beneficiary,), tuple(dict.fromkeys(a.bearer for a in owed)),
                           max((a.likelihood for a in owed if a.likelihood is not None), default=None))
                 for (agreement, verdict, beneficiary), owed in found.items())


def _merged(cards: Iterable[ChainCard]) -> tuple[ChainCard, ...]:
    """Cards of one agreement and the same bearers are one, owed to any of those attacked; then those that differ in agreement alone."""
    found: dict[tuple[object, ...], list[ChainCard]] = {}
    for card in cards:
        found.setdefault((card.rule, card.agreements, card.verdict, tuple(sorted(card.bearers))), []).append(card)
    together: dict[tuple[object, ...], list[ChainCard]] = {}
    for card in map(_one, found.values()):
        together.setdefault((card.rule, card.owed_to, card.verdict, tuple(sorted(card.bearers))), []).append(card)
    return tuple(map(_one, together.values()))


def _one(cards: list[ChainCard]) -> ChainCard:
    """Cards put together: every agreement and every state owed, each once."""
    agreements = tuple(dict.fromkeys(agreement for card in cards for agreement in card.agreements))
    owed_to = tuple(dict.fromkeys(state for card in cards for state in card.owed_to))
    likelihood = max((card.likelihood for card in cards if card.likelihood is not None), default=None)
    return replace(cards[0], agreements=agreements, owed_to=owed_to, likelihood=likelihood)
