"""Answers of the treaties stage: who is bound, by what, when, and why (contract RECORD.md)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from foedera.record.model import SourceWords


class Verdict(StrEnum):
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
    """A condition of a duty and how it stands: assumed (by the question), met, unmet, unknown; `would_flip`: its absence ends the duty."""

    text: str
    state: str
    would_flip: bool = False
    words: SourceWords | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """`kind` is attack, threat or withdrawal; `by` and `on_whom` are codes (for withdrawal: the state and the agreement id)."""

    kind: str
    by: str
    on_whom: str
    on: date
    agreements: str = "both"
    assume: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
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


@dataclass(frozen=True, slots=True)
class ChainStep:
    step: int
    assumes: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    question: Question
    facts: tuple[str, ...]
    answers: tuple[Answer, ...]
    not_bound: tuple[Answer, ...]
    chain: tuple[ChainStep, ...] = field(default=())
