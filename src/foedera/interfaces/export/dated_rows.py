"""Steps and events of the record as entries of calendars, feeds and pictures of time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from foedera.interfaces.export.atom_feed import FeedEntry, atom_xml
from foedera.interfaces.export.calendar_text import CalendarEntry, calendar_text
from foedera.interfaces.export.material import Material
from foedera.values.codes import Factuality
from foedera.values.dates import edtf_from_range
from foedera.views.labels import Labels
from foedera.views.timeline import TimelineEntry, timeline_of

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
SURE = frozenset({Factuality.STATED, Factuality.ATTRIBUTED})


def rows_in_time(material: Material) -> tuple[TimelineEntry, ...]:
    """Every step and event of the material, in order of time; a step with the name of its agreement, as it stands alone here."""
    homes = {step.id: agreement.name for agreement in material.record.agreements for step in agreement.lifecycle}
    entries = timeline_of(material.record, material.labels)
    return tuple(replace(e, label=f"{e.label} — {homes[e.id]}") if e.id in homes else e for e in entries)


def has_day(entry: TimelineEntry) -> bool:
    """Whether anything bounds its day."""
    return entry.days is not None and bool(entry.days.earliest or entry.days.latest)


def day_in_words(entry: TimelineEntry, labels: Labels) -> str:
    """The day, or what is known of it."""
    return labels.day(edtf_from_range(entry.days) or entry.date)


def note_on(entry: TimelineEntry, labels: Labels) -> str:
    """When, how surely, and the words of each account with its document: one a line."""
    head = labels.words.say("codes.titled", title=day_in_words(entry, labels), rest=entry.certainty)
    quoted = (f"« {' '.join(told.evidence.text.split())} » [{told.document_id}]" for told in entry.accounts)
    return "\n".join((head, *quoted))


def name_of(material: Material) -> str:
    """What the material is about: an agreement, or the whole record."""
    named = [material.labels.agreement(a) for a in material.record.agreements if a.id == material.agreement]
    return named[0] if named else material.labels.words.say("exports.whole_record")


def calendar_entries(entries: Iterable[TimelineEntry], labels: Labels) -> Iterator[CalendarEntry]:
    """An entry for each that has a day, or a span of days."""
    for entry in entries:
        if entry.days and has_day(entry):
            unsure = "" if entry.days.is_day else labels.words.say("exports.day_unsure") + "\n"
            kinds = (labels.words.say(f"exports.kind.{entry.kind}"),)
            yield CalendarEntry(entry.id, entry.label, unsure + note_on(entry, labels), entry.days, entry.factuality in SURE, kinds)


def feed_entries(entries: Iterable[TimelineEntry], labels: Labels, added_at: Mapping[str, str]) -> Iterator[FeedEntry]:
    """An entry for each, as new as the newest document that tells of it."""
    for entry in entries:
        told = [datetime.fromisoformat(added_at[a.document_id]) for a in entry.accounts if a.document_id in added_at]
        yield FeedEntry(entry.id, entry.label, note_on(entry, labels), max(told, default=NEVER), None, (entry.kind,))


def newest(added_at: Mapping[str, str]) -> datetime:
    """When anything last came in."""
    return max(map(datetime.fromisoformat, added_at.values()), default=NEVER)


def calendar_of(material: Material) -> str:
    """The steps and events as a calendar; what has no day is counted in its description."""
    entries, labels = rows_in_time(material), material.labels
    left_out = sum(not has_day(entry) for entry in entries)
    about = labels.words.say("exports.calendar_about", count=str(left_out))
    return calendar_text(name_of(material), about, calendar_entries(entries, labels), newest(material.added_at))


def feed_of(material: Material) -> str:
    """The steps and events as a feed."""
    entries = feed_entries(rows_in_time(material), material.labels, material.added_at)
    feed_id = f"feed:{material.agreement or ''}"
    return atom_xml(feed_id, name_of(material), entries, lang=material.labels.lang, empty_since=newest(material.added_at))
