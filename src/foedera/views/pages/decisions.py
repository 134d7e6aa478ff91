"""What people decided on the rows of a page: who, what, when and why, also of a row that is gone since. Pure."""

from collections.abc import Collection, Iterable
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
    return _last_first([j for j in record.judgements if _is_on(j, rows)], record, labels)


def decisions_in(record: Record, document_id: str, labels: Labels) -> tuple[Decision, ...]:
    """The judgements on what one document tells, the last first."""
    return _last_first([j for j in record.judgements if any(w.document_id == document_id for w in j.words)], record, labels)


def _last_first(judged: Iterable[JudgementRow], record: Record, labels: Labels) -> tuple[Decision, ...]:
    names = RowNames(record, labels)
    return tuple(_decision(j, names, labels) for j in sorted(judged, key=lambda j: (j.when, j.id), reverse=True))


def _is_on(one: JudgementRow, rows: Collection[str]) -> bool:
    target = one.target.partition("@")[0]
    return bool({*one.rows, target, target.partition("/")[0], one.value} & {*rows})


def _decision(one: JudgementRow, names: RowNames, labels: Labels) -> Decision:
    row = one.rows[0] if one.rows else one.target.partition("@")[0]
    line = judgement_line(replace(one, target=names.of(row)), labels.words) + judgement_state(one.fit, labels.words)
    return Decision(one.id, line, one.who, row)
