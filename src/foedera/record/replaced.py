"""Which agreements of the record a new one replaces, and the row by which they are superseded when it comes into force."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foedera.reading.model import AgreementReading, StepStatement
from foedera.record import calendar_rules as rules
from foedera.record.agreements import ToldAgreement, stems_of
from foedera.record.constraint_network import Between
from foedera.record.dating import GivenRule, Surety
from foedera.record.lifecycle import RowDraft
from foedera.record.model import Reason
from foedera.record.statement_ids import step_id
from foedera.record.tellings import Telling
from foedera.values.codes import Status, Step
from foedera.values.span import Evidence

_YEAR = re.compile(r"\b(1[6-9]\d\d|20\d\d)\b")
LEAST_SHARE = 0.5  # of the content words of the shorter name
LEAST_WORDS = 2  # in common, where no year stands with the name


@dataclass(frozen=True, slots=True)
class Replacement:
    """`name` is what the document calls the old agreement; `old` its group, None when the record has none for it."""

    new: int
    old: int | None
    name: str
    told: ToldAgreement


def replacements(groups: Sequence[tuple[ToldAgreement, ...]]) -> list[Replacement]:
    """Every `replaces` of every document, with the groups (by position) it joins."""
    return [
        Replacement(new, _old(groups, new, one, name), name, one)
        for new, group in enumerate(groups)
        for one in group
        for name in one.reading.replaces
    ]


def _old(groups: Sequence[tuple[ToldAgreement, ...]], new: int, one: ToldAgreement, name: str) -> int | None:
    scored = [
        (score, -n) for n, group in enumerate(groups) if n != new and (score := max(_likeness(one, name, other) for other in group)) > 0
    ]
    return -max(scored)[1] if scored else None


def _likeness(one: ToldAgreement, name: str, other: ToldAgreement) -> float:
    if not set(one.reading.parties) & set(other.reading.parties):
        return 0.0
    years = set(_YEAR.findall(name))
    signed = other.signed
    other_year = str(signed.earliest.year) if signed and signed.earliest else None
    if years and other_year and other_year not in years:
        return 0.0
    a, b = stems_of(name), other.stems
    share = len(a & b) / min(len(a), len(b)) if a and b else 0.0
    if share < LEAST_SHARE or (len(a & b) < LEAST_WORDS and not years):
        return 0.0
    return share + len(a & b) / len(a | b) + (1.0 if years and other_year in years else 0.0) + 0.2 * (one.document_id == other.document_id)


def replaced_names(found: Sequence[Replacement], new: int, ids: Sequence[str]) -> tuple[str, ...]:
    """Ids of what the agreement replaces; a name in the text only where the record has nothing finer."""
    mine = [r for r in found if r.new == new]
    known = sorted({ids[r.old] for r in mine if r.old is not None})
    unknown = dict.fromkeys(r.name for r in mine if r.old is None and (not known or _YEAR.search(r.name)))
    return (*known, *unknown)


def superseded_drafts(found: Sequence[Replacement], drafts: dict[int, list[RowDraft]], keys: Sequence[str]) -> dict[int, RowDraft]:
    """For each replaced group the row that says so: done once the new agreement is in force, to come before that."""
    rows: dict[int, RowDraft] = {}
    for old in sorted({r.old for r in found if r.old is not None}):
        told = [r for r in found if r.old == old]
        if any(d.step is Step.SUPERSEDED for d in drafts[old]):
            continue
        force = [d for new in sorted({r.new for r in told}) for d in drafts[new] if d.step is Step.IN_FORCE and d.status is Status.DONE]
        status = Status.DONE if force else Status.FUTURE
        actor = "+".join(sorted({p for r in told for p in r.told.reading.parties}))
        tellings = {t.id: t for t in (replacement_telling(r, actor) for r in told)}
        rows[old] = RowDraft(
            keys[old], Step.SUPERSEDED, actor, status, tuple(tellings[k] for k in sorted(tellings)), 0, tuple(f.variable for f in force)
        )
    return rows


def replacement_telling(found: Replacement, actor: str = "") -> Telling:
    """The replacement as a statement of its own: it rests on the name of what is replaced."""
    reading, document = found.told.reading, found.told.item.document
    step = step_of_replacement(document.text, reading, found.name, actor)
    return Telling(step_id(document.id, reading, step), document.id, step, implied=True)


def step_of_replacement(text: str, reading: AgreementReading, name: str, actor: str) -> StepStatement:
    """The step that an agreement's `replaces` implies, in the words that name what is replaced."""
    at = text.find(name)
    evidence = Evidence(at, at + len(name), name) if at >= 0 else reading.evidence or Evidence(0, 0, "")
    return StepStatement(Step.SUPERSEDED, actor, Status.FUTURE, evidence)


def superseding_rules(rows: Sequence[RowDraft]) -> list[GivenRule]:
    """What is replaced ends on the day on which the new agreement comes into force."""
    found = []
    for row in rows:
        for force in row.follows:
            reason = Reason("replaced_by_new", (), row.tellings[0].words if row.tellings else None)
            found.append(
                GivenRule(Surety.INFERRED, (row.variable, force), Between(row.variable, force, reason, *rules.SAME_DAY, same_day=True))
            )
    return found
