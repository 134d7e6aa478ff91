"""Judgements to and from their tables: a log in which undoing is written beside what it undoes, and nothing else is ever changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select, update

from foedera.record.judgements import Judgement, JudgementKind, Layer, Mark
from foedera.store.schema import judgement_marks, judgements
from foedera.values.span import Evidence

TWO_SIDED = (JudgementKind.MERGE, JudgementKind.SPLIT)


@dataclass(frozen=True, slots=True)
class LoggedJudgement:
    """A judgement with its place in the log, and when and by whom it was undone (None while it holds)."""

    number: int
    judgement: Judgement
    undone_at: str | None = None
    undone_by: str | None = None


def write(connection: Connection, judgement: Judgement) -> None:
    """Add one judgement to the log."""
    row = {"id": judgement.id, "kind": judgement.kind.value, "target": judgement.target, "value": judgement.value}
    row |= {"who": judgement.who, "made_at": judgement.when, "why": judgement.why}
    connection.execute(insert(judgements).values(row))
    marks = [_mark_row(judgement.id, m, False) for m in judgement.marks] + [_mark_row(judgement.id, m, True) for m in judgement.others]
    if marks:
        connection.execute(insert(judgement_marks), marks)


def _mark_row(judgement_id: str, mark: Mark, other_side: bool) -> dict[str, Any]:
    e = mark.evidence
    return {
        "judgement_id": judgement_id,
        "other_side": other_side,
        "document_id": mark.document_id,
        "layer": mark.layer.value,
        "code": mark.code,
        "actor": mark.actor,
        "start": e.start,
        "end": e.end,
        "text": e.text,
        "statement_id": mark.statement_id,
    }


def _mark(row: Any) -> Mark:
    evidence = Evidence(row["start"], row["end"], row["text"])
    return Mark(row["document_id"], Layer(row["layer"]), row["code"], evidence, row["statement_id"], row["actor"])


def read_log(connection: Connection) -> tuple[LoggedJudgement, ...]:
    """The whole log, oldest first."""
    sides: dict[tuple[str, bool], list[Mark]] = defaultdict(list)
    for row in connection.execute(select(judgement_marks)).mappings():
        sides[row["judgement_id"], bool(row["other_side"])].append(_mark(row))
    return tuple(_logged(row, sides) for row in connection.execute(select(judgements).order_by(judgements.c.number)).mappings())


def read_some(connection: Connection, query: Select[Any]) -> tuple[LoggedJudgement, ...]:
    """The judgements that a query over their table gives, in its order, with their marks."""
    rows = connection.execute(query).mappings().all()
    sides: dict[tuple[str, bool], list[Mark]] = defaultdict(list)
    marked = select(judgement_marks).where(judgement_marks.c.judgement_id.in_([row["id"] for row in rows]))
    for row in connection.execute(marked).mappings():
        sides[row["judgement_id"], bool(row["other_side"])].append(_mark(row))
    return tuple(_logged(row, sides) for row in rows)


def _logged(row: Any, sides: dict[tuple[str, bool], list[Mark]]) -> LoggedJudgement:
    key = row["id"]
    said = (row["target"], row["value"], row["who"], row["made_at"], row["why"])
    marks, others = (tuple(sorted(sides.get((key, side), ()))) for side in (False, True))
    judgement = Judgement(key, JudgementKind(row["kind"]), *said, marks, others)
    return LoggedJudgement(row["number"], judgement, row["undone_at"], row["undone_by"])


def undo(connection: Connection, ids: Iterable[str], who: str, when: str) -> None:
    """Write beside these judgements that they no longer hold."""
    undone = update(judgements).where(judgements.c.id.in_(list(ids)), judgements.c.undone_at.is_(None))
    connection.execute(undone.values(undone_at=when, undone_by=who))


def forget_document(connection: Connection, document_id: str) -> None:
    """Take the document's words out of the log, with the judgements that were about nothing else."""
    here = judgement_marks.c.document_id == document_id
    touched = set(connection.execute(select(judgement_marks.c.judgement_id).where(here)).scalars())
    connection.execute(delete(judgement_marks).where(here))
    left: dict[str, set[bool]] = defaultdict(set)
    about = judgement_marks.c.judgement_id
    for row in connection.execute(select(about, judgement_marks.c.other_side).where(about.in_(touched))):
        left[row.judgement_id].add(bool(row.other_side))
    kinds = connection.execute(select(judgements.c.id, judgements.c.kind).where(judgements.c.id.in_(touched)))
    empty = [row.id for row in kinds if len(left[row.id]) < (2 if row.kind in TWO_SIDED else 1)]
    connection.execute(delete(judgement_marks).where(judgement_marks.c.judgement_id.in_(empty)))
    connection.execute(delete(judgements).where(judgements.c.id.in_(empty)))


def rename_document(connection: Connection, old: str, new: str) -> None:
    """The same text is now kept under another id: what was judged in it stays judged. Its marks get new numbers (see HeldLog)."""
    here = judgement_marks.c.document_id == old
    held = connection.execute(select(judgement_marks).where(here).order_by(judgement_marks.c.number)).mappings().all()
    if held:
        rows = [{name: value for name, value in row.items() if name != "number"} | {"document_id": new} for row in held]
        connection.execute(insert(judgement_marks), rows)
        connection.execute(delete(judgement_marks).where(judgement_marks.c.number.in_([row["number"] for row in held])))
