"""Lists of the API: whole over their pages, in both forms, not sent twice, and what is asked wrongly is named."""

import csv
import io
from typing import Any

import pytest
from tests.interfaces.web.desk_client import TestClient

API = "/api/v1"
LISTS = ("documents", "statements", "agreements", "events", "disagreements")
MISTAKES = {
    "/events?country=%00": (400, "bad_filter"),
    "/events?type=A+B": (400, "bad_filter"),
    "/events?from=2024-13": (400, "unreadable_day"),
    "/events?after=x": (400, "bad_cursor"),
    "/events?coutry=FRA": (422, "invalid"),
    "/events?limit=0": (422, "invalid"),
    "/events?format=xml": (422, "invalid"),
    "/search": (422, "invalid"),
    "/events/none": (404, "unknown_row"),
    "/agreements/none": (404, "unknown_agreement"),
    "/documents/none": (404, "unknown_document"),
    "/statements/none": (404, "unknown_row"),
    "/disagreements/none": (404, "unknown_row"),
    "/judgements/none": (404, "unknown_judgement"),
    "/nothing": (404, "not_found"),
    "/obligations?state=Ruritania": (400, "unknown_state"),
    "/what-if?by=RUS&on_whom=RUS": (400, "same_state"),
}


def walked(program: TestClient, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while address:
        page = program.get(address).json()
        found += page["items"]
        address = page["next"]
    return found


@pytest.mark.parametrize("name", LISTS)
def test_pages_follow_each_other_without_gap_or_twin(browser: TestClient, name: str) -> None:
    whole = browser.get(f"{API}/{name}?limit=500").json()
    assert whole["next"] is None and len(whole["items"]) == whole["total"] > 0
    assert walked(browser, f"{API}/{name}?limit=1") == whole["items"]


@pytest.mark.parametrize("name", LISTS)
def test_csv_holds_what_json_holds(browser: TestClient, name: str) -> None:
    answer = browser.get(f"{API}/{name}?format=csv&limit=500")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["id"] for row in rows] == [one["id"] for one in browser.get(f"{API}/{name}?limit=500").json()["items"]]
    assert set(rows[0]) >= {"id", "date", "days.edtf", "days.earliest", "days.latest", "url"}


def test_an_empty_table_has_its_header(browser: TestClient) -> None:
    assert browser.get(f"{API}/events?country=XXX&format=csv").text.startswith("id,type,what,source,target,date,days.edtf")


def test_the_next_page_stands_in_the_link_header_too(browser: TestClient) -> None:
    answer = browser.get(f"{API}/events?limit=1&country=RUS")
    assert answer.headers["link"] == f'<{answer.json()["next"]}>; rel="next"'
    assert "country=RUS" in answer.json()["next"]


def test_a_cursor_is_of_one_list_alone(browser: TestClient) -> None:
    cursor = browser.get(f"{API}/events?limit=1").json()["next"].partition("after=")[2]
    assert browser.get(f"{API}/events?limit=1&after={cursor}").status_code == 200
    for other in (f"/events?country=RUS&after={cursor}", f"/statements?after={cursor}", f"/events?after={cursor[:-2]}"):
        assert browser.get(API + other).json()["type"] == "urn:foedera:problem:bad_cursor"


def test_filters_narrow(browser: TestClient) -> None:
    found = browser.get(f"{API}/statements?type=signed&certainty=stated").json()["items"]
    assert found and {(one["type"], one["factuality"]) for one in found} == {("signed", "stated")}
    assert browser.get(f"{API}/events?from=2030").json()["items"] == []


def test_each_date_is_given_in_both_ways(browser: TestClient) -> None:
    days = {one["date"]: one["days"] for one in browser.get(f"{API}/statements?limit=500").json()["items"] if one["date"]}
    assert days["2024-06-19"] == {"edtf": "2024-06-19", "earliest": "2024-06-19", "latest": "2024-06-19"}
    open_ended = next(days[date] for date in days if date.startswith("../"))
    assert open_ended["edtf"].startswith("[..") and open_ended["earliest"] is None and open_ended["latest"]


def test_words_of_statements_stand_in_their_documents(browser: TestClient) -> None:
    for one in browser.get(f"{API}/statements?limit=30").json()["items"]:
        words = one["evidence"]
        text = browser.get(f"{API}/documents/{words['doc']}").json()["text"]
        assert text[words["start"] : words["end"]] == words["text"]


def test_what_a_client_has_is_not_sent_again(browser: TestClient) -> None:
    for path in ("/events", "/agreements/PRK-RUS-2024", "/judgements"):
        tag = browser.get(API + path).headers["etag"]
        again = browser.get(API + path, headers={"if-none-match": f'"x", {tag}'})
        assert (again.status_code, again.content) == (304, b"")
    assert browser.get(f"{API}/events?country=RUS", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("path", MISTAKES)
def test_mistakes_are_problems_with_a_name(browser: TestClient, path: str) -> None:
    answer = browser.get(API + path)
    status, name = MISTAKES[path]
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert (answer.status_code, told["status"], told["type"]) == (status, status, f"urn:foedera:problem:{name}")
    assert told["instance"] == API + path.partition("?")[0] and told["title"] and told["detail"]


def test_problems_speak_the_language_asked_for(browser: TestClient) -> None:
    details = {browser.get(f"{API}/events/none", headers={"accept-language": lang}).json()["detail"] for lang in ("fr", "en")}
    assert len(details) == 2


def test_a_method_that_is_not_taken_is_named(browser: TestClient) -> None:
    answer = browser.put(f"{API}/events", json={})
    assert answer.status_code == 405 and answer.json()["type"] == "urn:foedera:problem:method" and answer.headers["allow"] == "GET"


def test_search_finds_without_accents(browser: TestClient) -> None:
    found = browser.get(f"{API}/search?q=TRAITE+partenariat").json()
    assert found["items"] and all("trait" in one["words"].lower() for one in found["items"])
