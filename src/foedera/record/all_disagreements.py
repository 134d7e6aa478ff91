"""Every kind of disagreement between the documents of a record, one list."""

from collections.abc import Mapping, Sequence

from foedera.record.agreements import ToldAgreement
from foedera.record.claims_told import claim_disagreements
from foedera.record.dating import published_of
from foedera.record.disagreements import (
    amount_disagreements,
    date_disagreement,
    denial_disagreements,
    first_day,
    replaced_disagreement,
    status_disagreements,
    without_repeats,
)
from foedera.record.lifecycle import RowDraft
from foedera.record.model import Disagreement, ReadDocument
from foedera.record.replaced import Replacement, replacement_telling
from foedera.record.rows import row_about
from foedera.record.same_event import EventDraft
from foedera.record.sanctions_told import sanction_disagreements
from foedera.record.sayings_told import saying_disagreements
from foedera.record.steps_told_apart import Days, step_disagreements
from foedera.record.triggers_told import trigger_disagreements


def disagreements_on_events(
    items: Sequence[ReadDocument], events: Sequence[EventDraft], copy_root: Mapping[str, str]
) -> list[Disagreement | None]:
    """Numbers, denials, dates, sanctions and claims that differ between the tellings of events."""
    published = {item.document.id: first_day(published_of(item)) for item in items}
    return [
        *amount_disagreements(events, published, copy_root),
        *denial_disagreements(events, copy_root),
        *(date_disagreement(draft.id, draft.act.tellings, copy_root) for draft in events),
        *sanction_disagreements(events, copy_root),
        *claim_disagreements(events, items, copy_root),
    ]


def disagreements_on_agreement(
    agreement_id: str,
    group: Sequence[ToldAgreement],
    rows: Sequence[RowDraft],
    replaced: Sequence[Replacement],
    days: Days,
    copy_root: Mapping[str, str],
) -> list[Disagreement | None]:
    """Dates and states of its steps, what it replaces, how its duties are worded, what is said of it. `replaced`: its own replacements."""
    told = [(r.name, replacement_telling(r).account()) for r in replaced]
    return [
        *(date_disagreement(row_about(agreement_id, row), row.tellings, copy_root) for row in rows),
        *status_disagreements(agreement_id, rows, copy_root),
        *step_disagreements(agreement_id, rows, days, copy_root),
        replaced_disagreement(agreement_id, told, copy_root),
        *trigger_disagreements(agreement_id, group, copy_root),
        *saying_disagreements(agreement_id, group, copy_root),
    ]


def all_disagreements(found: Sequence[Disagreement | None]) -> tuple[Disagreement, ...]:
    """The items found, in order, each dispute once."""
    return without_repeats(d for d in found if d)
