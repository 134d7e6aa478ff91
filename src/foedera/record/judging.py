"""From what a person asks ("reject this row") to a judgement on statements. Nothing is changed here: the judgement is handed back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from foedera.errors import Trouble, UsageError
from foedera.record.corrections import FIELDS, field_and_value
from foedera.record.judged_record import JudgedRow, rows_to_judge
from foedera.record.judgements import Judgement, JudgementKind, Layer, Mark, judgement_of
from foedera.record.model import (
    ActorRow,
    AgreementRow,
    DocumentRow,
    EventRow,
    LifecycleRow,
    ProvisionRow,
    QuoteRow,
    ReadDocument,
    Record,
)
from foedera.record.said import Said, marks_of, said_in

_TOLD = frozenset({Layer.AGREEMENT, Layer.STEP, Layer.DUTY, Layer.EVENT, Layer.QUOTE})
ALLOWED: Mapping[JudgementKind, frozenset[Layer]] = {
    JudgementKind.ACCEPT: frozenset(Layer),
    JudgementKind.REJECT: _TOLD,
    JudgementKind.CORRECT: _TOLD | {Layer.DOCUMENT},
    JudgementKind.MERGE: frozenset({Layer.AGREEMENT, Layer.STEP, Layer.EVENT, Layer.ACTOR}),
    JudgementKind.SPLIT: frozenset({Layer.AGREEMENT, Layer.STEP, Layer.EVENT}),
    JudgementKind.HIDE: _TOLD | {Layer.ACTOR},
    JudgementKind.RENAME: frozenset({Layer.AGREEMENT, Layer.ACTOR, Layer.EVENT, Layer.DUTY, Layer.DOCUMENT}),
}
OF_WORDS = frozenset({JudgementKind.CORRECT, JudgementKind.MERGE, JudgementKind.SPLIT})  # what only a statement of its own can be
LAYERS: Mapping[type, Layer] = {
    AgreementRow: Layer.AGREEMENT,
    LifecycleRow: Layer.STEP,
    ProvisionRow: Layer.DUTY,
    EventRow: Layer.EVENT,
    QuoteRow: Layer.QUOTE,
    DocumentRow: Layer.DOCUMENT,
    ActorRow: Layer.ACTOR,
}
DocumentById = Callable[[str], ReadDocument | None]


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks. `target`: id of a row or statement, `@DOCUMENT` after it for that document's telling alone.

    `value`: FIELD=VALUE to correct, the other row's id to merge, a new name; `parts`: the statements or documents to split off.
    """

    kind: JudgementKind
    target: str
    value: str | None = None
    parts: tuple[str, ...] = ()


def judgement_on(record: Record, document: DocumentById, request: Request, who: str, when: str, why: str) -> Judgement:
    """The judgement that the request amounts to in this record. `document` gives a document as it was read, before any judgement.

    Raises UsageError naming what cannot be judged so, the fields there are, or near ids.
    """
    if not who.strip():
        raise UsageError(Trouble("judgement_by_nobody"))
    marks = _marks(record, document, request.target)
    layer = marks[0].layer
    if layer not in ALLOWED[request.kind]:
        kinds = ", ".join(k.value for k, layers in ALLOWED.items() if layer in layers)
        raise UsageError(Trouble("judgement_not_here", request.target, detail=kinds))
    _check_value(request, layer)
    if request.kind in OF_WORDS and any(_is_implied(m, document) for m in marks):
        raise UsageError(Trouble("row_of_no_statement", request.target))
    here: tuple[Mark, ...] = marks
    there: tuple[Mark, ...] = ()
    if request.kind is JudgementKind.MERGE:
        there = _other_row(record, document, request, marks)
    if request.kind is JudgementKind.SPLIT:
        here, there = _parts(marks, request)
    value = ",".join(request.parts) if request.kind is JudgementKind.SPLIT else request.value
    return judgement_of(request.kind, request.target, value, who.strip(), when, why.strip(), here, there)


def _is_implied(mark: Mark, document: DocumentById) -> bool:
    said = _said([mark.document_id], document).get(mark.statement_id)
    return said is not None and said.is_implied


def _check_value(request: Request, layer: Layer) -> None:
    if request.kind is JudgementKind.RENAME and not (request.value or "").strip():
        raise UsageError(Trouble("judgement_without_name", request.target))
    if request.kind is JudgementKind.CORRECT:
        try:
            field_and_value(layer, request.value or "")
        except KeyError as error:
            raise UsageError(Trouble("no_such_field", request.value, detail=", ".join(FIELDS[layer]))) from error
        except ValueError as error:
            raise UsageError(Trouble("bad_field_value", request.value, detail=", ".join(FIELDS[layer]))) from error


def row_judged(record: Record, target: str) -> JudgedRow | None:
    """The row of this id or earlier id; None when it is the id of a statement, or of nothing."""
    wanted = dict(record.merged_ids).get(target, target)
    return next((row for row in rows_to_judge(record) if row.id == wanted), None)


def _marks(record: Record, document: DocumentById, target: str) -> tuple[Mark, ...]:
    """Marks on every statement of the row, or on the one statement; those of one document where `@DOCUMENT` says so."""
    base, _, only = target.partition("@")
    row = row_judged(record, base)
    if row is None:
        found = _statement(record, document, base)
    elif isinstance(row, ActorRow):
        found = _namings(record, document, row)
    else:
        found = _marks_of_row(document, row)
    found = tuple(m for m in found if not only or m.document_id == only)
    if row is not None and not only and not found:
        raise UsageError(Trouble("row_of_no_statement", target))
    if not found:
        near = [r.id for r in rows_to_judge(record) if base.lower() in r.id.lower()][:5]
        raise UsageError(Trouble("unknown_row", target, detail=", ".join(near) or "—"))
    return found


def _marks_of_row(document: DocumentById, row: JudgedRow) -> tuple[Mark, ...]:
    if isinstance(row, DocumentRow | QuoteRow):
        name = row.id if isinstance(row, DocumentRow) else row.document_id
        return marks_of([row.id], _said([name], document))
    if isinstance(row, AgreementRow):
        return marks_of(row.statements, _said(row.documents, document))
    assert not isinstance(row, ActorRow)
    said = _said((a.document_id for a in row.reported_by), document)
    actor = row.actor if isinstance(row, LifecycleRow) else None
    return marks_of((a.statement_id for a in row.reported_by), said, actor)


def _said(names: Iterable[str], document: DocumentById) -> dict[str, Said]:
    items = [document(name) for name in dict.fromkeys(names)]
    return {key: one for item in items if item for key, one in said_in(item).items()}


def _namings(record: Record, document: DocumentById, row: ActorRow) -> tuple[Mark, ...]:
    said = _said((d.id for d in record.documents), document)
    names = {*row.names, row.name}
    return tuple(s.mark() for s in said.values() if s.layer is Layer.ACTOR and s.code in names)


def _statement(record: Record, document: DocumentById, statement_id: str) -> tuple[Mark, ...]:
    """The mark on one statement; one that a judgement rejected can still be judged again."""
    told = {a.statement_id: a.document_id for row in rows_to_judge(record) for a in getattr(row, "reported_by", ())}
    told |= {m: w.document_id for j in record.judgements for m, w in zip(j.statements, j.words, strict=False)}
    return marks_of([statement_id], _said([told[statement_id]], document)) if statement_id in told else ()


def _other_row(record: Record, document: DocumentById, request: Request, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The other side of a merge: another row of the same kind, and for steps of the same agreement."""
    other = request.value or ""
    there = _marks(record, document, other)
    mine, theirs = (row_judged(record, t.partition("@")[0]) for t in (request.target, other))
    if there[0].layer is not marks[0].layer or (mine is not None and mine is theirs):
        raise UsageError(Trouble("cannot_merge", request.target, detail=other))
    if isinstance(mine, LifecycleRow) and isinstance(theirs, LifecycleRow) and mine.id.split("/")[0] != theirs.id.split("/")[0]:
        raise UsageError(Trouble("cannot_merge", request.target, detail=other))
    return there


def _parts(marks: tuple[Mark, ...], request: Request) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The statements to split off, named by their ids or their documents, and those they leave."""
    out = tuple(m for m in marks if m.statement_id in request.parts or m.document_id in request.parts)
    known = {m.statement_id for m in marks} | {m.document_id for m in marks}
    left = tuple(m for m in marks if m not in out)
    if not out or not left or not known >= set(request.parts):
        raise UsageError(Trouble("cannot_split", request.target, detail=", ".join(f"{m.statement_id} ({m.document_id})" for m in marks)))
    return out, left
