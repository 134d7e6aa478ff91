"""A row in a line: what a list, a queue or a notice of changes calls it."""

from foedera.record.model import (
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
from foedera.values.dates import edtf_from_range
from foedera.views.labels import Labels
from foedera.views.rows import Row, rows_of


def row_title(row: Row, labels: Labels) -> str:
    """What the row says, with its day where it has one."""
    if isinstance(row, LifecycleRow | EventRow):
        return labels.words.say("codes.titled", title=row_name(row, labels), rest=labels.day(edtf_from_range(row.days) or row.date))
    if isinstance(row, DocumentRow):
        return f"{row.title or row.id} — {labels.day(row.published or edtf_from_range(row.published_bounds))}"
    return row_name(row, labels)


def page_name(row: DocumentRow, labels: Labels) -> str:
    """Who published a document and on which day, as a reader names it; its title where no outlet is known, its id where neither is."""
    name = row.outlet or row.title or row.id
    return labels.words.say("codes.page", name=name, day=labels.day(row.published)) if row.published else name


def row_name(row: Row, labels: Labels) -> str:
    """What the row is about, without its day."""
    if isinstance(row, AgreementRow):
        return labels.agreement(row)
    if isinstance(row, LifecycleRow):
        return f"{labels.step(row)} — {labels.actor(row.actor)}"
    if isinstance(row, EventRow):
        return f"{labels.event(row)} — {row.what}"
    if isinstance(row, ProvisionRow):
        return f"{labels.code('action', row.action_class.value)} — {row.action}"
    if isinstance(row, DocumentRow):
        return row.title or row.id
    if isinstance(row, QuoteRow):
        return labels.words.say("codes.quoted", speaker=labels.actor(row.speaker), words=row.text)
    if isinstance(row, OutsideFact):
        return f"{row.text} ({row.source})"
    if isinstance(row, ActorRow) and labels.world.is_state(row.id.partition(":")[2]):
        return labels.actor(row.id.partition(":")[2])
    return str(getattr(row, "name", None) or getattr(row, "text", None) or row.id)


def name_of_id(record: Record, row_id: str, labels: Labels) -> str:
    """The name of the row of this id, its agreement's name before it for a step; the id itself where there is none such."""
    return RowNames(record, labels).of(row_id)


class RowNames:
    """Names of the rows of one record by id, for lists that name many of them."""

    def __init__(self, record: Record, labels: Labels) -> None:
        self._labels = labels
        self._rows = {row.id: row for row in rows_of(record)}
        self._home = {step.id: a.name for a in record.agreements for step in a.lifecycle}
        self._home |= {duty.id: a.name for a in record.agreements for duty in a.provisions}

    def of(self, row_id: str) -> str:
        """As `name_of_id`."""
        row = self._rows.get(row_id)
        if row is None:
            return row_id
        if isinstance(row, Disagreement):
            return self.of(row.about)
        name = row_name(row, self._labels)
        home = self._home.get(row_id)
        return self._labels.words.say("codes.titled", title=home, rest=name) if home else name
