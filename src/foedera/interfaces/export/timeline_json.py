"""Steps and events in the JSON that TimelineJS draws; its fields hold HTML, so every word is escaped."""

from datetime import date
from html import escape
from typing import Any

from foedera.interfaces.export.dated_rows import day_in_words, has_day, name_of, rows_in_time
from foedera.interfaces.export.material import Material
from foedera.values.dates import DateRange, month_range, year_range
from foedera.views.labels import Labels
from foedera.views.timeline import TimelineEntry

Json = dict[str, Any]


def timeline_json(material: Material) -> Json:
    """One object with a title slide and a slide for each entry that has a day; the undated are named on the title slide."""
    entries, say = rows_in_time(material), material.labels.words.say
    undated = [entry.label for entry in entries if not has_day(entry)]
    text = f"<p>{say('exports.undated')} {escape(' ; '.join(undated))}</p>" if undated else ""
    slides = [_slide(entry, material.labels) for entry in entries if has_day(entry)]
    return {"title": {"text": {"headline": escape(name_of(material)), "text": text}}, "events": slides}


def _slide(entry: TimelineEntry, labels: Labels) -> Json:
    quoted = "".join(f"<blockquote>{escape(told.evidence.text)} [{escape(told.document_id)}]</blockquote>" for told in entry.accounts)
    slide: Json = {"unique_id": entry.id, "group": labels.words.say(f"exports.kind.{entry.kind}")}
    slide |= {"display_date": escape(day_in_words(entry, labels))} | _dates(entry.days or DateRange())
    return slide | {"text": {"headline": escape(entry.label), "text": f"<p>{escape(entry.certainty)}</p>{quoted}"}}


def _dates(days: DateRange) -> Json:
    """A month or a year is told as such; a span from its first to its last day; an open one by the end that is known."""
    first, last = days.earliest or days.latest, days.latest or days.earliest
    if first is None or last is None:
        return {}
    if days == year_range(first.year):
        return {"start_date": {"year": first.year}}
    if days == month_range(first.year, first.month):
        return {"start_date": {"year": first.year, "month": first.month}}
    start = {"start_date": _day(first)}
    return start if first == last else start | {"end_date": _day(last)}


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
