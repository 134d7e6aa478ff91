"""Answers of the treaties stage: who is bound, by what, when, and why (contract RECORD.md)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from foedera.record.model import SourceWords


class Verdict(StrEnum):
    """Whether a duty binds; undetermined where a fact is missing, contested where accounts disagree."""

    BOUND = "bound"
    NOT_BOUND = "not_bound"
    UNDETERMINED = "undetermined"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class Proof:
    """A conclusion, the rule that gave it, and what it rests on. The catalogue of words puts `rule` and `values` in French or English."""

    rule: str
    values: tuple[tuple[str, str], ...] = ()
    words: SourceWords | None = None
    fact_id: str | None = None
    because: tuple["Proof", ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a duty and how it stands: assumed (by the question), met, unmet, unknown or disputed.

    `would_flip`: its absence ends the duty. `code` is the one of values/duty_codes.py where the file of agreements gives it; `rule` and
    `values` say why it stands so.
    """

    text: str
    state: str
    would_flip: bool = False
    words: SourceWords | None = None
    code: str | None = None
    rule: str | None = None
    values: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=4096)
def _parts(by: str) -> tuple[str, ...]:
    return tuple(part for part in by.split("+") if part)


@dataclass(frozen=True, slots=True)
class Question:
    """`kind` is attack, threat, withdrawal or entry; `by` and `on_whom` are codes: for withdrawal the state and the agreement id, for entry
    nobody and the agreement id. Several attackers are joined by "+".

    `at`: the place or area of the attack, a code of world/areas or of a state (None: the territory of the one attacked). `on_forces`: its
    forces, ships or aircraft are the target. `provoked`: somebody holds that it was provoked. `met` and `unmet`: codes of conditions
    (values/duty_codes.py) taken to hold or not. `chain`: one (one step further), all (every duty honoured, to the end), none, rates (to
    the end, with historical rates). `clock`: in_force or signed, what binds. `presume`: False takes nothing for granted.
    """

    kind: str
    by: str
    on_whom: str
    on: date
    agreements: str = "both"
    assume: tuple[str, ...] = ()
    at: str | None = None
    on_forces: bool = False
    provoked: bool = False
    met: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    chain: str = "one"
    clock: str = "in_force"
    presume: bool = True

    @property
    def attackers(self) -> tuple[str, ...]:
        """The codes of those who attack, threaten or leave."""
        return _parts(self.by)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one duty under one agreement comes to for one bearer, with its conditions and the proof."""

    verdict: Verdict
    bearer: str
    beneficiary: str | None
    agreement_id: str
    article: int | None
    action: str
    action_class: str | None
    strength: str | None
    delay: str | None
    conditions: tuple[Condition, ...]
    caveats: tuple[str, ...]
    presumed: tuple[str, ...]
    why: Proof
    would_settle: tuple[str, ...] = ()  # facts in the form `foedera fact` takes, with the date left open
    readings: tuple[SourceWords, ...] = ()  # rival readings of a contested answer
    provision_id: str | None = None
    until: date | None = None  # the last day on which it binds, when a notice of withdrawal is running
    likelihood: float | None = None  # 0 to 1: how often duties of this class were honoured, along the chain that leads here


@dataclass(frozen=True, slots=True)
class ChainStep:
    """`assumes`: the state that is taken to act. `rule`: what draws others in: it is attacked in turn (attacked_in_turn), or its aid is
    taken for an attack by the other side (aid_taken_for_attack). `likelihood`: 0 to 1, that matters come to this step.
    """

    step: int
    assumes: str
    answers: tuple[Answer, ...]
    rule: str = "attacked_in_turn"
    likelihood: float | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two duties of one state that are both alive and cannot both be kept: aid to the one attacked, and a promise to the attacker."""

    bearer: str
    first: Answer
    second: Answer
    why: Proof


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`takes_effect`: the day on which a withdrawal takes effect, `notice` the duration of the notice (ISO 8601; None: not known)."""

    question: Question
    facts: tuple[str, ...]
    answers: tuple[Answer, ...]
    not_bound: tuple[Answer, ...]
    chain: tuple[ChainStep, ...] = field(default=())
    conflicts: tuple[Conflict, ...] = ()
    breaches: tuple[Answer, ...] = ()  # promises of the attackers that the attack would break
    takes_effect: date | None = None
    notice: str | None = None
