"""What people decided on the rows of a page: who, what, when and why, also of a row that is gone since. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from foedera.record.model import JudgementRow, Record
from foedera.views.judgement_lines import judgement_line, judgement_state
from foedera.views.labels import Labels
from foedera.views.row_titles import RowNames


@dataclass(frozen=True, slots=True)
class Decision:
    """One judgement that holds, its row by name where it is still there.

    `row`: what the review shows for it, the row it bears on now or the one it was given on.
    """

    id: str
    line: str
    who: str
    row: str


def decisions_on(record: Record, rows: Collection[str], labels: Labels) -> tuple[Decision, ...]:
    """The judgements on any of these rows or on what stood in one of them, the last first."""
    found = sorted((j for j in record.judgements if _is_on(j, rows)), key=lambda j: (j.when, j.id), reverse=True)
    names = RowNames(record, labels)
    return tuple(_decision(j, names, labels) for j in found)


def _is_on(one: JudgementRow, rows: Collection[str]) -> bool:
    target = one.target.partition("@")[0]
    return bool({*one.rows, target, target.partition("/")[0], one.value} & {*rows})


def _decision(one: JudgementRow, names: RowNames, labels: Labels) -> Decision:
    row = one.rows[0] if one.rows else one.target.partition("@")[0]
    line = judgement_line(replace(one, target=names.of(row)), labels.words) + judgement_state(one.fit, labels.words)
    return Decision(one.id, line, one.who, row)
