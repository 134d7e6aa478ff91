"""Feeds and calendars, opened by what people read them with; only for those who may."""

import base64
from pathlib import Path

import pytest
from tests.interfaces.web.desk_client import TestClient, client_of, desk_over

from foedera.interfaces.web.settings import DeskSettings
from foedera.store.store import Store
from foedera.store.users import Role

FEEDS = ("/feeds/agreements/PRK-RUS-2024", "/feeds/countries/PRK", "/feeds/search")
AWAY = DeskSettings(host="0.0.0.0", reads_a_second=1e6, writes_a_second=1e6)


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_reader_opens_the_feed(browser: TestClient, feed: str) -> None:
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not installed: pip install foedera[consumers]")
    answer = browser.get(f"{feed}.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    found = feedparser.parse(answer.text)
    assert not found.bozo and found.feed.title and found.entries
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    for entry in found.entries[:3]:
        assert browser.get(entry.link.removeprefix("http://127.0.0.1:8080")).status_code == 200


@pytest.mark.parametrize("feed", FEEDS)
def test_a_calendar_opens_the_calendar(browser: TestClient, feed: str) -> None:
    icalendar = pytest.importorskip("icalendar", reason="icalendar is not installed: pip install foedera[consumers]")
    answer = browser.get(f"{feed}.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert events and all(str(event["URL"]).startswith("http://127.0.0.1:8080/") for event in events)


def test_a_country_may_be_named(browser: TestClient) -> None:
    by_code, by_name = (browser.get(f"/feeds/countries/{name}.ics").text for name in ("FRA", "France"))
    assert by_code == by_name and "BEGIN:VCALENDAR" in by_code


def test_a_saved_search_narrows(browser: TestClient) -> None:
    sizes = [browser.get(f"/feeds/search.atom{query}").text.count("<entry>") for query in ("", "?type=signed", "?q=football", "?from=2030")]
    assert sizes[0] > sizes[1] > 0 and sizes[0] > sizes[2] and sizes[3] == 0


def test_what_a_subscriber_has_is_not_sent_again(browser: TestClient) -> None:
    first = browser.get("/feeds/countries/RUS.atom")
    again = browser.get("/feeds/countries/RUS.atom", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/feeds/agreements/none.atom", 404), ("/feeds/countries/Ruritania.ics", 400), ("/feeds/search.rss", 422),
     ("/feeds/search.atom?tpye=x", 422), ("/feeds/none", 404)],
)  # fmt: skip
def test_mistakes_are_problems(browser: TestClient, path: str, status: int) -> None:
    answer = browser.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_subscribers_come_by_name_and_token(own_record: Path) -> None:
    store = Store(own_record)
    token = store.add_token(store.add_user("Ana", Role.READER).name)
    reader = client_of(desk_over(own_record, AWAY))
    refused = reader.get("/feeds/search.atom")
    assert refused.status_code == 401 and refused.headers["www-authenticate"].startswith("Basic")
    for name, secret, status in (("Ana", token, 200), ("Ana", "x", 401), ("Bo", token, 401)):
        given = base64.b64encode(f"{name}:{secret}".encode()).decode()
        assert reader.get("/feeds/search.atom", headers={"authorization": f"Basic {given}"}).status_code == status
        assert reader.get("/api/v1/events", headers={"authorization": f"Basic {given}"}).status_code == 401
    assert reader.get("/feeds/search.atom", headers={"authorization": f"Bearer {token}"}).status_code == 200
    assert reader.get("/feeds/search.atom", headers={"authorization": "Basic %%%"}).status_code == 401


def test_the_page_of_an_agreement_leads_to_its_feed_and_calendar(browser: TestClient) -> None:
    page = browser.get("/agreements/PRK-RUS-2024").text
    for suffix in ("atom", "ics"):
        address = f"/feeds/agreements/PRK-RUS-2024.{suffix}?lang=en"
        assert f'href="{address}"' in page and browser.get(address).status_code == 200
