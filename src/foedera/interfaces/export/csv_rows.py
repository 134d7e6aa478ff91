"""The record as one table: a line for every account of every step, duty and event. Columns are explained in docs/commands.md."""

import csv
import io
from collections.abc import Iterator

from foedera.interfaces.export.csv_cells import safe_row
from foedera.record.model import Account, AgreementRow, EventRow, Record
from foedera.values.dates import edtf_from_range
from foedera.values.quantity import Quantity

COLUMNS = (
    "row", "layer", "agreement", "type", "source", "target", "status", "date", "article", "what", "quantity", "factuality", "said_by",
    "also_said_by", "document", "start", "end", "evidence",
)  # fmt: skip


def _account(account: Account) -> dict[str, object]:
    return {
        "factuality": account.factuality.value,
        "said_by": " > ".join(account.said_by),
        "also_said_by": "; ".join(account.also_said_by),
        "document": account.document_id,
        "start": account.evidence.start,
        "end": account.evidence.end,
        "evidence": account.evidence.text,
    }


def _agreement_lines(agreement: AgreementRow) -> Iterator[dict[str, object]]:
    for step in agreement.lifecycle:
        head = {"row": step.id, "layer": "step", "agreement": agreement.id, "type": step.step.value, "source": step.actor}
        for account in step.reported_by:
            yield {**head, "status": step.status.value, "date": edtf_from_range(step.days) or step.date, **_account(account)}
    for duty in agreement.provisions:
        head = {"row": duty.id, "layer": "obligation", "agreement": agreement.id, "type": duty.action_class.value, "source": duty.bearer}
        for account in duty.reported_by:
            yield {**head, "target": duty.beneficiary, "article": duty.article, "what": duty.action, **_account(account)}


def _counted(quantity: Quantity) -> str:
    """Modifier, figure with all its digits, and what is counted; an exact number has no modifier, as `=` would begin a formula."""
    value = int(quantity.value) if quantity.value == int(quantity.value) else quantity.value
    return f"{quantity.mod if quantity.mod != '=' else ''}{value} {quantity.unit or ''}".strip()


def _event_lines(event: EventRow) -> Iterator[dict[str, object]]:
    head = {"row": event.id, "layer": "event", "type": event.type.value, "source": event.source, "target": event.target, "what": event.what}
    numbers = {n: _counted(q.quantity) for q in event.quantities for n in q.reported_by}
    for number, account in enumerate(event.reported_by):
        yield {**head, "date": edtf_from_range(event.days) or event.date, "quantity": numbers.get(number), **_account(account)}


def record_csv(record: Record) -> str:
    """CSV with a header line, comma-separated, UTF-8."""
    target = io.StringIO()
    writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
    writer.writeheader()
    lines = [line for a in record.agreements for line in _agreement_lines(a)] + [line for e in record.events for line in _event_lines(e)]
    for line in lines:
        writer.writerow(safe_row(line))
    return target.getvalue()
