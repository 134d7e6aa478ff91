"""Every list, agreement and state leads to its feed and calendar; browsers find the search of the desk under its own address."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI
from tests.interfaces.web.desk_client import TestClient, client_of, desk_over
from tests.interfaces.web.test_access import AWAY, come_in, own_record

from foedera.interfaces.web.settings import DeskSettings
from foedera.views.words import words

__all__ = ["own_record"]
NAMESPACE = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
FEEDS = {
    "/": "/feeds/search.atom?lang=en",
    "/events?country=FRA&type=transfer": "/feeds/search.atom?country=FRA&type=transfer&lang=en",
    "/agreements?type=mutual_defence&country=PRK": "/feeds/search.atom?country=PRK&lang=en",
    "/timeline?from=2024-10": "/feeds/search.atom?from=2024-10-01&lang=en",
    "/search?q=trait%C3%A9 de paix": "/feeds/search.atom?q=trait%C3%A9+de+paix&lang=en",
    "/documents": "/feeds/search.atom?lang=en",
    "/actors?country=PRK": "/feeds/search.atom?country=PRK&lang=en",
    "/disagreements": "/feeds/search.atom?lang=en",
    "/agreements/PRK-RUS-2024": "/feeds/agreements/PRK-RUS-2024.atom?lang=en",
    "/actors/RUS": "/feeds/countries/RUS.atom?lang=en",
    "/actors/KCNA": "/feeds/search.atom?voice=KCNA&lang=en",
}


@pytest.mark.parametrize("path", [*FEEDS])
def test_a_page_leads_to_its_feed_and_calendar_which_open(browser: TestClient, path: str) -> None:
    page = browser.get(path)
    assert page.status_code == 200
    head, body = page.text.split("</head>")
    said = [unescape(link) for link in re.findall(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)"', head)]
    shown = [unescape(link) for link in re.findall(r'<a href="(/feeds/[^"]+)"', body)]
    assert said == [FEEDS[path]]
    assert shown == [FEEDS[path], FEEDS[path].replace(".atom", ".ics")]
    for link in shown:
        assert browser.get(link).status_code == 200, link


@pytest.mark.parametrize("path", ["/what-if", "/review", "/judgements", "/add", "/nowhere", "/events?from=soon"])
def test_a_page_without_steps_or_events_has_none_or_all(browser: TestClient, path: str) -> None:
    found = set(re.findall(r'href="(/feeds/[^"]+)"', browser.get(path).text))
    assert all(link.startswith("/feeds/search.") for link in found) and (not found or path.startswith("/events"))


def test_a_stranger_is_told_of_no_feed(own_record: object) -> None:
    desk = desk_over(own_record, AWAY)  # type: ignore[arg-type]
    stranger = client_of(desk)
    assert "/feeds/" not in stranger.get("/login").text
    come_in(stranger)
    assert "/feeds/search.atom" in stranger.get("/events").text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_browser_finds_the_search_under_the_address_it_knows(desk: FastAPI, lang: str) -> None:
    browser = client_of(desk, lang)
    assert re.search(r'<link rel="search" type="application/opensearchdescription\+xml"[^>]* href="/opensearch.xml"', browser.get("/").text)
    answer = browser.get("/opensearch.xml", headers={"host": "localhost:8080"})
    assert answer.headers["content-type"].startswith("application/opensearchdescription+xml")
    found = ElementTree.fromstring(answer.content)  # noqa: S314 - our own page
    assert found.findtext("o:Description", namespaces=NAMESPACE) == words(lang).say("web.find")
    assert len(found.findtext("o:ShortName", "", NAMESPACE)) <= 16 and found.findtext("o:Language", namespaces=NAMESPACE) == lang
    address = next(url.get("template", "") for url in found.findall("o:Url", NAMESPACE) if url.get("type") == "text/html")
    assert address == "http://localhost:8080/search?q={searchTerms}"
    assert browser.get(address.removeprefix("http://localhost:8080").replace("{searchTerms}", "accord")).status_code == 200


def test_the_search_is_described_to_browsers_that_do_not_say_who_asks(own_record: object) -> None:
    settings = DeskSettings(host="0.0.0.0", host_names=("desk.example",), reads_a_second=1e6, writes_a_second=1e6)  # noqa: S104
    answer = client_of(desk_over(own_record, settings)).get("/opensearch.xml", headers={"host": "desk.example"})  # type: ignore[arg-type]
    assert answer.status_code == 200 and "http://desk.example/search?q={searchTerms}" in answer.text
    refused = client_of(desk_over(own_record, settings)).get("/opensearch.xml", headers={"host": "evil.example"})  # type: ignore[arg-type]
    assert refused.status_code != 200
