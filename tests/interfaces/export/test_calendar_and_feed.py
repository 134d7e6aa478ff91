"""Steps and events as a calendar, a feed, a timeline: read by the programs they are for, hostile words and unsure days included."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.interfaces.export.invented_record import ADDED, SCRIPT, material

from foedera.interfaces.export.atom_feed import FeedEntry, atom_xml
from foedera.interfaces.export.calendar_text import LINE_BYTES, CalendarEntry, calendar_text
from foedera.interfaces.export.dated_rows import NEVER, calendar_of, feed_of, rows_in_time
from foedera.interfaces.export.timeline_json import timeline_json
from foedera.record.model import Record
from foedera.values.control_characters import CONTROLS
from foedera.values.dates import DateRange, day_range, month_range, year_range

icalendar = pytest.importorskip("icalendar", reason="icalendar, which reads calendars, is not installed")
feedparser = pytest.importorskip("feedparser", reason="feedparser, which reads feeds, is not installed")
STAMP = datetime(2024, 2, 3, tzinfo=UTC)
LEGAL = st.text(st.characters(codec="utf-8", exclude_characters="".join(CONTROLS)))


def events_of(text: str) -> dict[str, object]:
    calendar = icalendar.Calendar.from_ical(text)
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


def test_a_calendar_has_an_entry_for_all_that_has_a_day() -> None:
    calendar = icalendar.Calendar.from_ical(calendar_of(material()))
    dated = [entry for entry in rows_in_time(material()) if entry.days]
    assert sorted(str(e["SUMMARY"]) for e in calendar.walk("VEVENT")) == sorted(
        e.label.translate(dict.fromkeys(map(ord, CONTROLS))) for e in dated
    )
    assert str(calendar["DESCRIPTION"]).endswith(": 1.")


def test_days_are_all_day_entries_that_last_as_long_as_they_may() -> None:
    entries = [
        CalendarEntry("a", "one day", "", day_range(date(2019, 3, 5))),
        CalendarEntry("b", "a span", "", DateRange(date(2019, 3, 5), date(2019, 6, 20))),
        CalendarEntry("c", "since", "", DateRange(date(2019, 5, 1), None)),
        CalendarEntry("d", "until", "", DateRange(None, date(2020, 2, 29))),
        CalendarEntry("e", "hedged", "", day_range(date(2019, 3, 5)), sure=False),
        CalendarEntry("f", "never", "", DateRange()),
        CalendarEntry("g", "last day of all", "", day_range(date.max)),
    ]
    told = events_of(calendar_text("n", "", entries, STAMP))
    days = {name: (event.decoded("DTSTART"), event.decoded("DTEND"), str(event["STATUS"])) for name, event in told.items()}  # type: ignore[attr-defined]
    assert days == {
        "one day": (date(2019, 3, 5), date(2019, 3, 6), "CONFIRMED"),
        "a span": (date(2019, 3, 5), date(2019, 6, 21), "TENTATIVE"),
        "since": (date(2019, 5, 1), date(2019, 5, 2), "TENTATIVE"),
        "until": (date(2020, 2, 29), date(2020, 3, 1), "TENTATIVE"),
        "hedged": (date(2019, 3, 5), date(2019, 3, 6), "TENTATIVE"),
        "last day of all": (date.max, date.max, "CONFIRMED"),
    }


@given(title=LEGAL, note=LEGAL)
def test_any_words_come_through_a_calendar_in_short_lines(title: str, note: str) -> None:
    text = calendar_text(title, note, [CalendarEntry("a", title, note, day_range(date(2020, 1, 1)), categories=(note,))], STAMP)
    assert all(len(line.encode()) <= LINE_BYTES for line in text.split("\r\n"))
    calendar = icalendar.Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"]), event["CATEGORIES"].cats) == (title, note, [note])


def test_no_line_of_words_becomes_a_property() -> None:
    hostile = "x\r\nATTENDEE:mailto:a@example.org\nEND:VCALENDAR\rBEGIN:VALARM"
    text = calendar_text("n", hostile, [CalendarEntry("a", hostile, hostile, day_range(date(2020, 1, 1)))], STAMP)
    assert [line for line in text.split("\r\n") if line.startswith(("ATTENDEE", "BEGIN:VALARM"))] == []
    assert text.count("END:VCALENDAR\r\n") == 1


def test_a_feed_is_read_with_its_words_as_text() -> None:
    feed = feedparser.parse(feed_of(material()))
    assert not feed.bozo, feed.get("bozo_exception")
    assert len(feed.entries) == len(rows_in_time(material()))
    assert feed.feed.updated == max(ADDED.values()).replace("+00:00", "Z")
    assert [e.updated for e in feed.entries] == sorted((e.updated for e in feed.entries), reverse=True)
    assert all(entry.content[0].type == "text/plain" and entry.title_detail.type == "text/plain" for entry in feed.entries)
    assert any("<script>" in entry.title for entry in feed.entries)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_a_feed_without_entries_is_a_feed() -> None:
    feed = feedparser.parse(feed_of(material(Record())))
    assert (feed.bozo, feed.entries, feed.version) == (False, [], "atom10")


def test_links_and_times_of_entries() -> None:
    entry = FeedEntry("r", "t", "c", datetime(2024, 1, 1, 12), "https://example.org/?a=1&b=2", ("x",))
    feed = feedparser.parse(atom_xml("f", "t", [entry], lang="en", empty_since=NEVER, link="https://example.org/feed"))
    (read,) = feed.entries
    assert (read.link, read.updated, feed.feed.links[0].rel) == ("https://example.org/?a=1&b=2", "2024-01-01T12:00:00Z", "self")


def test_a_timeline_has_days_months_years_and_spans() -> None:
    from foedera.interfaces.export.timeline_json import _dates

    start = {"year": 2019, "month": 3, "day": 5}
    assert _dates(day_range(date(2019, 3, 5))) == {"start_date": start}
    assert _dates(month_range(2019, 3)) == {"start_date": {"year": 2019, "month": 3}}
    assert _dates(year_range(2019)) == {"start_date": {"year": 2019}}
    assert _dates(DateRange(date(2019, 3, 5), date(2019, 4, 6))) == {"start_date": start, "end_date": {"year": 2019, "month": 4, "day": 6}}
    assert _dates(DateRange(None, date(2019, 3, 5))) == {"start_date": start}


def test_a_timeline_holds_no_markup_of_others() -> None:
    timeline = timeline_json(material())
    assert len(timeline["events"]) == len([e for e in rows_in_time(material()) if e.days])
    assert all({"year"} <= slide["start_date"].keys() and slide["display_date"] for slide in timeline["events"])
    assert "<script>" not in json.dumps(timeline) and SCRIPT.split("<")[0] in json.dumps(timeline)
    assert "&lt;script&gt;" in json.dumps(timeline)
    assert timeline["title"]["text"]["text"]  # the undated are named


@pytest.mark.parametrize("made", [calendar_of, feed_of, timeline_json])
def test_the_same_record_gives_the_same_bytes(made: object) -> None:
    assert made(material()) == made(material())  # type: ignore[operator]
    assert made(material(Record()))  # type: ignore[operator]
