"""The record as tables: one definition of the columns for CSV, spreadsheets, JSON lines, Parquet and the pages that offer them.

What each column means stands in the catalogue of words: `exports.column.TABLE.COLUMN`, or `exports.column.every.COLUMN`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foedera.errors import Trouble, UsageError
from foedera.record.model import (
    Account,
    AgreementRow,
    EventRow,
    LifecycleRow,
    ProvisionRow,
    QuoteRow,
    Record,
)
from foedera.values.dates import DateRange, edtf_from_range
from foedera.values.quantity import Quantity
from foedera.values.span import Evidence

Line = dict[str, str | int | float | date | None]
JOINT = "; "  # between the members of a list in one cell


class CellKind(StrEnum):
    """What a column holds: words and codes, whole numbers, shares, days, or dates in EDTF (a day, a month, an interval)."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    DAY = "day"
    EDTF = "edtf"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name, the same in every language, and what its cells hold."""

    name: str
    kind: CellKind = CellKind.TEXT


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A table: its lines are made one by one, in the record's order. A cell that is left out is empty."""

    name: str
    columns: tuple[Column, ...]
    lines: Callable[[Record], Iterator[Line]]


_KINDS = dict.fromkeys(("start", "end", "article", "articles", "independent_sources"), CellKind.COUNT)
_KINDS |= {"earliest": CellKind.DAY, "latest": CellKind.DAY, "date": CellKind.EDTF, "published": CellKind.EDTF}
_KINDS |= {"copied_share": CellKind.SHARE}


def _columns(names: str) -> tuple[Column, ...]:
    return tuple(Column(name, _KINDS.get(name, CellKind.TEXT)) for name in names.split())


def _joined(members: Iterable[str]) -> str:
    return JOINT.join(members)


def _dated(days: DateRange | None, told: str | None) -> Line:
    """The EDTF date with the first and last day it may be."""
    known = days or DateRange()
    return {"date": edtf_from_range(days) or told, "earliest": known.earliest, "latest": known.latest}


def _place(document_id: str, evidence: Evidence) -> Line:
    return {"document": document_id, "start": evidence.start, "end": evidence.end, "evidence": evidence.text}


def _account(account: Account) -> Line:
    voices: Line = {"said_by": " > ".join(account.said_by), "also_said_by": _joined(account.also_said_by)}
    return {"factuality": account.factuality.value, **voices, **_place(account.document_id, account.evidence)}


def counted(quantity: Quantity) -> str:
    """Modifier, figure with all its digits, and what is counted; an exact number has no modifier, as `=` would begin a formula.

    >>> counted(Quantity(10000, ">", "hommes"))
    '>10000 hommes'
    """
    value = int(quantity.value) if quantity.value == int(quantity.value) else quantity.value
    return f"{quantity.mod if quantity.mod != '=' else ''}{value} {quantity.unit or ''}".strip()


# --- one line for every account --------------------------------------------------------------------------------------------------------


def _statements(record: Record) -> Iterator[Line]:
    for agreement in record.agreements:
        for step in agreement.lifecycle:
            head = _step_head(agreement, step) | {"row": step.id, "layer": "step", "type": step.step.value, "source": step.actor}
            yield from ({**head, **_account(account)} for account in step.reported_by)
        for duty in agreement.provisions:
            yield from ({**_obligation_head(agreement, duty), **_account(account)} for account in duty.reported_by)
    for event in record.events:
        yield from _event_statements(event)


def _step_head(agreement: AgreementRow, step: LifecycleRow) -> Line:
    return {"agreement": agreement.id, "status": step.status.value, **_dated(step.days, step.date)}


def _obligation_head(agreement: AgreementRow, duty: ProvisionRow) -> Line:
    ends: Line = {"source": duty.bearer, "target": duty.beneficiary, "article": duty.article, "what": duty.action}
    return {"row": duty.id, "layer": "obligation", "agreement": agreement.id, "type": duty.action_class.value, **ends}


def _event_statements(event: EventRow) -> Iterator[Line]:
    head: Line = {"row": event.id, "layer": "event", "type": event.type.value, "source": event.source, "target": event.target}
    head |= {"what": event.what, **_dated(event.days, event.date)}
    numbers = {n: counted(q.quantity) for q in event.quantities for n in q.reported_by}
    for number, account in enumerate(event.reported_by):
        yield {**head, "quantity": numbers.get(number), **_account(account)}


# --- one line for every row ------------------------------------------------------------------------------------------------------------


def _agreements(record: Record) -> Iterator[Line]:
    for row in record.agreements:
        more: Line = {"duration": row.duration, "articles": row.article_count, "replaces": _joined(row.replaces)}
        names: Line = {"name": row.name, "names": _joined(row.names), "parties": _joined(row.parties)}
        yield {"id": row.id, "kind": row.kind.value, **names, **more, "documents": _joined(sorted({*row.documents}))}


def _steps(record: Record) -> Iterator[Line]:
    for agreement in record.agreements:
        for row in agreement.lifecycle:
            head: Line = {"id": row.id, "step": row.step.value, "actor": row.actor, "place": row.place, "scope": row.scope}
            yield {**head, **_step_head(agreement, row), **_told(row.reported_by, row.factuality.value, row.independent_sources)}


def _told(accounts: tuple[Account, ...], factuality: str, sources: int | None = None) -> Line:
    documents = _joined(sorted({a.document_id for a in accounts}))
    line: Line = {"factuality": factuality, "documents": documents}
    return line if sources is None else line | {"independent_sources": sources}


def _duties(record: Record) -> Iterator[Line]:
    for agreement in record.agreements:
        for row in agreement.provisions:
            ends: Line = {"bearer": row.bearer, "beneficiary": row.beneficiary, "action": row.action, "class": row.action_class.value}
            trigger = row.trigger_class.value if row.trigger_class else None
            when: Line = {"delay": row.delay, "strength": row.strength, "trigger": trigger, "trigger_words": row.trigger}
            limits: Line = {"conditions": _joined(row.conditions), "caveats": _joined(row.caveats)}
            head: Line = {"id": row.id, "agreement": agreement.id, "article": row.article}
            yield {**head, **ends, **when, **limits, **_told(row.reported_by, row.factuality.value)}


def _events(record: Record) -> Iterator[Line]:
    for row in record.events:
        head: Line = {"id": row.id, "type": row.type.value, "source": row.source, "target": row.target}
        head |= {"what": row.what, "place": row.place}
        numbers: Line = {"quantities": _joined(counted(q.quantity) for q in row.quantities)}
        yield {**head, **_dated(row.days, row.date), **numbers, **_told(row.reported_by, row.factuality.value, row.independent_sources)}


def _quotations(record: Record) -> Iterator[Line]:
    for row in record.quotes:
        yield {"id": row.id, "speaker": row.speaker, "via": row.via, "words": row.text, **_quote_place(row)}


def _quote_place(row: QuoteRow) -> Line:
    return {name: value for name, value in _place(row.document_id, row.evidence).items() if name != "evidence"}


def _disagreements(record: Record) -> Iterator[Line]:
    """A line for each value that accounts give."""
    for row in record.disagreements:
        head: Line = {"id": row.id, "about": row.about, "field": row.field, "aspect": row.aspect, "kind": row.kind}
        for value in row.values:
            told: Line = {"value": value.value, "origin": _joined(value.origin), "documents": _joined(value.documents)}
            yield {**head, **told, "independent_sources": value.independent_sources}


def _documents(record: Record) -> Iterator[Line]:
    for row in record.documents:
        known: Line = {"earliest": row.published_bounds.earliest, "latest": row.published_bounds.latest}
        copied: Line = {"copy_of": row.copy_of, "copy_degree": row.copy_degree, "copied_share": row.derived_share}
        head: Line = {"id": row.id, "title": row.title, "outlet": row.outlet, "lang": row.lang, "published": row.published}
        yield {**head, **known, **copied, "credits": _joined(row.credits)}


def _actors(record: Record) -> Iterator[Line]:
    for row in record.actors:
        yield {"id": row.id, "kind": row.kind, "name": row.name, "names": _joined(row.names), "state": row.state}


TABLES: tuple[RecordTable, ...] = tuple(
    RecordTable(name, _columns(columns), lines)
    for name, columns, lines in (
        ("statements", "row layer agreement type source target status date earliest latest article what quantity factuality said_by "
         "also_said_by document start end evidence", _statements),
        ("agreements", "id kind name names parties duration articles replaces documents", _agreements),
        ("steps", "id agreement step actor status date earliest latest place scope factuality independent_sources documents", _steps),
        ("duties", "id agreement article bearer beneficiary class action strength delay trigger trigger_words conditions caveats "
         "factuality documents", _duties),
        ("events", "id type source target what date earliest latest place quantities factuality independent_sources documents", _events),
        ("quotations", "id speaker via words document start end", _quotations),
        ("disagreements", "id about field aspect kind value origin independent_sources documents", _disagreements),
        ("documents", "id title outlet lang published earliest latest copy_of copy_degree copied_share credits", _documents),
        ("actors", "id kind name names state", _actors),
    )
)  # fmt: skip
TABLE_NAMES = tuple(table.name for table in TABLES)


def table_called(name: str) -> RecordTable:
    """The table of this name. Raises UsageError with the names there are."""
    for table in TABLES:
        if table.name == name:
            return table
    raise UsageError(Trouble("bad_choice", name, detail=", ".join(TABLE_NAMES)))
