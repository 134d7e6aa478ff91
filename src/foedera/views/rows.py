"""Any row of the record by its id: agreements, steps, provisions, events, documents, actors, quotations, disagreements, facts."""

from collections.abc import Iterator

from foedera.errors import Trouble, UsageError
from foedera.record.judged_record import rows_to_judge
from foedera.record.model import (
    Account,
    ActorRow,
    AgreementRow,
    Disagreement,
    DocumentRow,
    EventRow,
    LifecycleRow,
    OutsideFact,
    ProvisionRow,
    QuoteRow,
    Record,
)

Row = AgreementRow | LifecycleRow | ProvisionRow | EventRow | DocumentRow | ActorRow | QuoteRow | Disagreement | OutsideFact


def rows_of(record: Record) -> Iterator[Row]:
    """Every row that has an id."""
    yield from rows_to_judge(record)
    yield from record.disagreements
    yield from record.facts


def current_id(record: Record, row_id: str) -> str:
    """The id that a row now has, given one it once had; a step or duty is found under its agreement's present id."""
    now = dict(record.merged_ids)
    head, slash, rest = row_id.partition("/")
    return now.get(row_id) or f"{now.get(head, head)}{slash}{rest}"


def row_by_id(record: Record, row_id: str) -> Row:
    """The row of this id, an older id of it, or the statement's id. Raises UsageError naming near ids."""
    wanted = current_id(record, row_id)
    for row in rows_of(record):
        if row.id == wanted or any(a.statement_id == wanted for a in accounts_of(row)):
            return row
    actor = _actor_called(record, wanted)
    if actor is not None:
        return actor
    hidden = next((h for h in record.hidden if h.id == wanted), None)
    if hidden:
        raise UsageError(Trouble("hidden_row", row_id, detail=hidden.judgement))
    near = [r.id for r in rows_of(record) if wanted.lower() in r.id.lower()][:5]
    raise UsageError(Trouble("unknown_row", row_id, detail=", ".join(near) or "—"))


def _actor_called(record: Record, wanted: str) -> ActorRow | None:
    """The actor of this code or name, with or without a kind before it: "RUS", "actor:RUS", "Kim Jong Un"."""
    bare = wanted.removeprefix("actor:").casefold()
    found = [a for a in record.actors if bare == a.id.partition(":")[2].casefold()]
    found += [a for a in record.actors if bare in {n.casefold() for n in (a.name, *a.names)}]
    return found[0] if found else None


def accounts_of(row: Row) -> tuple[Account, ...]:
    """Who reports this row; none for rows that are no statements."""
    if isinstance(row, LifecycleRow | ProvisionRow | EventRow):
        return row.reported_by
    if isinstance(row, AgreementRow):
        return tuple(a for step in row.lifecycle for a in step.reported_by)
    return ()


def agreement_by_id(record: Record, agreement_id: str | None) -> AgreementRow:
    """The agreement of this id; without an id, the one most documents tell of. Raises UsageError when there is none."""
    if agreement_id is None:
        if not record.agreements:
            raise UsageError(Trouble("no_agreement"))
        return max(record.agreements, key=lambda a: (len({r.document_id for r in accounts_of(a)}), len(accounts_of(a)), a.id))
    wanted = current_id(record, agreement_id).upper()
    for agreement in record.agreements:
        if agreement.id.upper() == wanted:
            return agreement
    hidden = next((h for h in record.hidden if h.id.upper() == wanted), None)
    if hidden:
        raise UsageError(Trouble("hidden_row", agreement_id, detail=hidden.judgement))
    raise UsageError(Trouble("unknown_agreement", agreement_id, detail=", ".join(a.id for a in record.agreements) or "—"))
