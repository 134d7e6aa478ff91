"""Two answers side by side: what binds in one and not in the other, and whose verdict changes."""

from collections.abc import Iterable
from dataclasses import dataclass

from foedera.treaties.model import Answer, Verdict, WhatIf


@dataclass(frozen=True, slots=True)
class Change:
    """One duty whose verdict differs; None where the answer does not speak of it."""

    first: Answer | None
    second: Answer | None

    @property
    def answer(self) -> Answer:
        """The telling that binds most: for who bears the duty, and what it is."""
        told = [a for a in (self.first, self.second) if a is not None]
        return min(told, key=lambda a: list(Verdict).index(a.verdict) if a.verdict is not Verdict.NOT_BOUND else len(Verdict))


@dataclass(frozen=True, slots=True)
class Comparison:
    """`changes` in the order of the first answer, then of the second; `same`: how many duties bind, or are open, alike in both."""

    first: WhatIf
    second: WhatIf
    changes: tuple[Change, ...]
    same: int


Key = tuple[object, ...]


def compared(first: WhatIf, second: WhatIf) -> Comparison:
    """Duties are the same when bearer, agreement and provision are, and the beneficiary too if both questions ask about one state."""
    with_beneficiary = first.question.on_whom == second.question.on_whom
    one, two = _by_key(first, with_beneficiary), _by_key(second, with_beneficiary)
    changes, same = [], 0
    for key in dict.fromkeys((*one, *two)):
        before, after = one.get(key), two.get(key)
        if _verdict(before) is not _verdict(after):
            changes.append(Change(before, after))
        elif _verdict(before) is not Verdict.NOT_BOUND:
            same += 1
    return Comparison(first, second, tuple(changes), same)


def _verdict(answer: Answer | None) -> Verdict:
    return answer.verdict if answer else Verdict.NOT_BOUND


def _by_key(answer: WhatIf, with_beneficiary: bool) -> dict[Key, Answer]:
    """Each duty once: what binds comes before what does not."""
    found: dict[Key, Answer] = {}
    for one in _all(answer):
        found.setdefault(_key(one, with_beneficiary), one)
    return found


def _all(answer: WhatIf) -> Iterable[Answer]:
    return (*answer.answers, *answer.not_bound)


def _key(answer: Answer, with_beneficiary: bool) -> Key:
    provision = answer.provision_id or (answer.article, answer.action)
    return answer.bearer, answer.agreement_id, provision, answer.beneficiary if with_beneficiary else None
