"""Every account of the record with the row it tells of, in words: what annotations and labels are made from."""

from collections.abc import Iterator
from dataclasses import dataclass

from foedera.interfaces.export.material import Material
from foedera.record.model import Account
from foedera.views.row_titles import row_name


@dataclass(frozen=True, slots=True)
class ToldRow:
    """An account of a row: `layer` is step, obligation or event, `code` what it is a case of, `title` the row in words."""

    row: str
    layer: str
    code: str
    title: str
    account: Account


def told_rows(material: Material) -> Iterator[ToldRow]:
    """Account after account, in the record's order."""
    labels = material.labels
    for agreement in material.record.agreements:
        for step in agreement.lifecycle:
            name = f"{agreement.name} — {row_name(step, labels)}"
            yield from (ToldRow(step.id, "step", step.step.value, name, told) for told in step.reported_by)
        for duty in agreement.provisions:
            name = f"{agreement.name} — {row_name(duty, labels)}"
            yield from (ToldRow(duty.id, "obligation", duty.action_class.value, name, told) for told in duty.reported_by)
    for event in material.record.events:
        yield from (ToldRow(event.id, "event", event.type.value, row_name(event, labels), told) for told in event.reported_by)
