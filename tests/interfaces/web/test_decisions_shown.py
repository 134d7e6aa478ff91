"""What was decided shows on the page that it changed, with who decided it and the way back."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from tests.interfaces.web.desk_client import TestClient, client_of, desk_over
from tests.interfaces.web.test_review import fields, kinds, shown, store_of

from foedera.corpus.record_of_store import record_of
from foedera.views.words import words

AGREEMENT, STEP = "/agreements/PRK-RUS-2024", "PRK-RUS-2024/ratified:PRK"


@pytest.fixture
def app(record_file: Path, tmp_path: Path) -> FastAPI:
    copy = tmp_path / "desk.db"
    copy.write_bytes(record_file.read_bytes())
    return desk_over(copy)


def named(app: FastAPI, who: str) -> TestClient:
    browser = client_of(app)
    browser.cookies.set("foedera_reviewer", quote(who))
    return browser


def decided(page: str) -> str:
    """The part of a page that says what was decided; empty where it says nothing."""
    found = re.search(r'<section class="decided".*?</section>', page, re.DOTALL)
    return unescape(re.sub("<[^>]+>", "", found[0])) if found else ""


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_the_agreement_shows_who_decided_what_also_on_a_step_that_is_gone(app: FastAPI, decision: str) -> None:
    ada = named(app, "Ada Löw")
    assert decided(ada.get(AGREEMENT).text) == ""
    ada.post("/review/decide", data=shown(ada, STEP) | {"decision": decision, "why": "read twice"})
    page = ada.get(AGREEMENT).text
    told = decided(page)
    row = STEP if decision == "reject" else "ratified — North Korea"  # what is gone has no name any more
    assert all(part in told for part in (row, "Ada Löw", "read twice", words("en").say(f"judgements.kind.{decision}")))
    assert (f'id="row-{STEP}"' in page) == (decision == "accept")


def test_it_is_taken_back_there_and_one_stays_on_the_page(app: FastAPI) -> None:
    ada = named(app, "Ada")
    ada.post("/review/decide", data=shown(ada, STEP) | {"decision": "reject"})
    form = fields(ada.get(AGREEMENT).text, 'action="/judgements/undo"')
    answer = ada.post("/judgements/undo", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, AGREEMENT)
    page = ada.get(AGREEMENT).text
    assert f'id="row-{STEP}"' in page and decided(page) == "" and kinds(app) == [("reject", STEP, False)]


def test_an_event_shows_its_decisions(app: FastAPI) -> None:
    ada, event = named(app, "Ada"), max(record_of(store_of(app)).events, key=lambda e: len(e.reported_by)).id
    ada.post("/review/decide", data=shown(ada, event) | {"decision": "accept"})
    assert "Ada" in decided(ada.get(f"/events/{event}").text)


def test_a_document_leads_to_the_review_of_its_statements_and_shows_what_was_decided(app: FastAPI) -> None:
    ada, row = named(app, "Ada"), record_of(store_of(app)).quotes[0]
    page = ada.get(f"/documents/{row.document_id}").text
    links = [unescape(link) for link in re.findall(r'href="(/review\?row=[^"]+)"', page)]
    assert f"/review?row={quote(row.id)}" in links and all('id="card-title"' in ada.get(link).text for link in links)
    assert decided(page) == ""
    ada.post("/review/decide", data=shown(ada, row.id) | {"decision": "reject", "why": "not said"})
    page = ada.get(f"/documents/{row.document_id}").text
    assert all(part in decided(page) for part in ("Ada", "not said"))
    back = ada.post("/judgements/undo", data=fields(page, 'action="/judgements/undo"'))
    assert back.headers["location"] == f"/documents/{row.document_id}"


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/events/x\r\nset-cookie: a", "/login", "/agreements/\\evil"])
def test_nobody_is_led_away_after_taking_back(app: FastAPI, back: str) -> None:
    ada = named(app, "Ada")
    ada.post("/review/decide", data=shown(ada, STEP) | {"decision": "accept"})
    form = fields(ada.get(AGREEMENT).text, 'action="/judgements/undo"') | {"back": back}
    assert ada.post("/judgements/undo", data=form).headers["location"] == "/judgements"


def test_the_log_and_the_review_name_rows_by_what_they_say(app: FastAPI) -> None:
    ada, record = named(app, "Ada"), record_of(store_of(app))
    quote_row, event = record.quotes[0], record.events[0]
    words_of_event = event.reported_by[0].evidence.text
    for target, decision in ((STEP, "accept"), (quote_row.id, "accept"), (event.id, "reject")):
        ada.post("/review/decide", data=shown(ada, target) | {"decision": decision})
    lines = ada.get("/judgements?format=json").json()["lines"]
    assert [line["target"] for line in lines] == [event.id, quote_row.id, STEP]
    assert words_of_event[:60] in lines[0]["name"] and quote_row.text[:60] in lines[1]["name"]
    assert "North Korea" in lines[2]["name"] and "(PRK-RUS-2024)" in lines[2]["name"]
    page = unescape(ada.get("/review").text)
    assert all(line["name"][:50] in page for line in lines)
    changes = ada.get("/review/changes").json()["latest"]
    assert [line["name"] in told for line, told in zip(lines, changes, strict=True)] == [True, True, True]


@pytest.mark.parametrize("row", [STEP, "PRK-RUS-2024", "event", "quotation"])
@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_the_review_leads_to_the_page_that_a_decision_changed(app: FastAPI, row: str, decision: str) -> None:
    ada, record = named(app, "Ada"), record_of(store_of(app))
    target = {"event": record.events[0].id, "quotation": record.quotes[0].id}.get(row, row)
    ada.post("/review/decide", data=shown(ada, target) | {"decision": decision})
    found = re.search(rf'<a href="([^"]+)">{words("en").say("reviewing.see")}</a>', ada.get("/review").text)
    assert found
    assert ada.get(unescape(found[1])).status_code == 200
