"""Quotations in the review of the desk, and rows taken apart: decided, taken back, in the log of who did what, in the gold."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from fastapi import FastAPI
from tests.interfaces.web.desk_client import TestClient, client_of, desk_over
from tests.interfaces.web.test_review import JSON, fields, kinds, shown, store_of

from foedera.corpus.record_of_store import record_of
from foedera.views.words import words


@pytest.fixture
def app(record_file: Path, tmp_path: Path) -> FastAPI:
    copy = tmp_path / "desk.db"
    copy.write_bytes(record_file.read_bytes())
    return desk_over(copy)


@pytest.fixture
def reviewer(app: FastAPI) -> TestClient:
    return client_of(app)


def quotation(app: FastAPI) -> str:
    return record_of(store_of(app)).quotes[0].id


def told_often(app: FastAPI) -> tuple[str, tuple[str, ...]]:
    """An event of several accounts, with its statements."""
    event = max(record_of(store_of(app)).events, key=lambda e: len(e.reported_by))
    return event.id, tuple(a.statement_id for a in event.reported_by)


def audit(app: FastAPI) -> list[tuple[str, str, str]]:
    return [(one.who, one.act, one.target) for one in store_of(app).audit()]


def test_all_quotations_undecided_are_a_queue_of_their_own(app: FastAPI, reviewer: TestClient) -> None:
    queue = reviewer.get("/review?type=quotation&format=json").json()["items"]
    assert {one["id"] for one in queue} == {q.id for q in record_of(store_of(app)).quotes}
    page = reviewer.get("/review?type=quotation").text
    assert 'href="/review?type=quotation"' in page and words("en").say("reviewing.layer.quote") in page
    assert 'data-key="m"' not in page and 'data-key="x"' not in page
    form = fields(page)
    reviewer.post("/review/decide", data=form | {"decision": "accept"})
    assert form["target"] not in reviewer.get("/review?type=quotation&format=json").text


def test_a_quotation_shows_who_speaks_and_its_words_in_their_place(app: FastAPI, reviewer: TestClient) -> None:
    row = next(q for q in record_of(store_of(app)).quotes if q.via)
    page = unescape(reviewer.get("/review", params={"row": row.id}).text)
    marked = re.search(r'<blockquote class="context"[^>]*>.*?<mark>(.*?)</mark>', page, re.DOTALL)
    assert marked and re.sub("<[^>]+>", "", marked[1]) == row.evidence.text
    assert re.search(rf'name="f.speaker" value="{row.speaker}"[^>]* list="voices"', page)
    assert f'name="f.via" value="{row.via}"' in page and f'<option value="{row.speaker}">' in page


def test_the_speaker_is_corrected_and_the_correction_is_gold(app: FastAPI, reviewer: TestClient) -> None:
    row = quotation(app)
    form = fields(reviewer.get("/review", params={"row": row}).text, 'id="edit"')
    sent = form | {"decision": "correct", "f.speaker": "Zoé Ünal", "f.via": ""}
    assert reviewer.post("/review/decide", data=sent, headers=JSON).status_code == 200
    held = next(q for q in record_of(store_of(app)).quotes if q.id == row)
    assert (held.speaker, held.via) == ("Zoé Ünal", None)
    (line,) = [json.loads(text) for text in reviewer.get("/review/gold.jsonl").text.splitlines()]
    assert [q["speaker"] for q in line["quotes"]] == ["Zoé Ünal"] and "quote" in line["review"]["layers"]


def test_a_quotation_rejected_is_gone_until_that_is_taken_back(app: FastAPI, reviewer: TestClient) -> None:
    row = quotation(app)
    form = shown(reviewer, row)
    reviewer.post("/review/decide", data=form | {"decision": "reject"})
    assert row not in {q.id for q in record_of(store_of(app)).quotes}
    assert words("en").say("reviewing.gone") in reviewer.get("/review", params={"row": row}).text
    answer = reviewer.post("/review/undo", data=fields(reviewer.get("/review").text, "data-undo"))
    assert row.replace(":", "%3A") in answer.headers["location"]
    assert row in {q.id for q in record_of(store_of(app)).quotes}
    assert [(act, target[:9]) for _, act, target in audit(app)] == [("undone", "judgement"), ("judged", "judgement")]


def test_reviewers_are_compared_on_quotations(app: FastAPI) -> None:
    row = quotation(app)
    for who, decision in (("Ada", "accept"), ("Bob", "accept")):
        browser = client_of(app)
        browser.cookies.set("foedera_reviewer", who)
        browser.post("/review/decide", data=shown(browser, row) | {"decision": decision})
    lines = client_of(app).get("/review/agreement?format=csv").text.splitlines()
    assert lines[1].startswith("Ada,Bob,quote,1,1.0000")


def test_programs_decide_on_quotations_too(app: FastAPI, reviewer: TestClient) -> None:
    body = {"target": quotation(app), "kind": "correct", "value": "speaker=KCNA", "why": "read again", "by": "Ada"}
    made = reviewer.post("/api/v1/judgements", json=body)
    assert made.status_code == 201 and made.json()["statements"] == [quotation(app)]
    assert "KCNA" in {q.speaker for q in record_of(store_of(app)).quotes}


def test_a_statement_is_taken_out_of_its_row_and_put_back(app: FastAPI, reviewer: TestClient) -> None:
    row, statements = told_often(app)
    before = len(record_of(store_of(app)).events)
    page = reviewer.get("/review", params={"row": row}).text
    assert 'data-key="x"' in page and page.count('type="checkbox"') == len(statements)
    sent = fields(page, 'id="split"') | {"decision": "split", "part.1": statements[0], "part.3": statements[2]}
    assert reviewer.post("/review/decide", data=sent, headers=JSON).status_code == 200
    assert reviewer.post("/review/decide", data=sent, headers=JSON).status_code == 200  # sent again: kept once
    assert [kind for kind, _, _ in kinds(app)] == ["split"]
    (one,) = store_of(app).judgements()
    assert {m.statement_id for m in one.marks} == {statements[0], statements[2]} and len(one.others) == len(statements) - 2
    parted = record_of(store_of(app)).events
    assert len(parted) == before + 1
    reviewer.post("/review/undo", data=fields(reviewer.get("/review").text, "data-undo"))
    assert len(record_of(store_of(app)).events) == before
    assert [act for _, act, _ in audit(app)] == ["undone", "judged"]
    assert kinds(app) == [("split", row, False)]


@pytest.mark.parametrize("decision", ["split", "merge"])
def test_a_split_or_merge_with_nothing_chosen_says_what_to_do(app: FastAPI, reviewer: TestClient, decision: str) -> None:
    row, _ = told_often(app)
    form = fields(reviewer.get("/review", params={"row": row}).text, 'id="split"')
    answer = reviewer.post("/review/decide", data=form | {"decision": decision}, headers=JSON)
    assert answer.status_code == 400 and answer.json()["told"] == words("en").say("errors.nothing_chosen", place="", detail="")
    assert kinds(app) == []


def test_all_of_a_row_cannot_be_taken_out_of_it(app: FastAPI, reviewer: TestClient) -> None:
    row, statements = told_often(app)
    form = fields(reviewer.get("/review", params={"row": row}).text, 'id="split"')
    parts = {f"part.{n}": one for n, one in enumerate(statements, 1)}
    assert reviewer.post("/review/decide", data=form | parts | {"decision": "split"}, headers=JSON).json()["trouble"] == "cannot_split"
    assert kinds(app) == []


def test_an_agreement_is_parted_by_its_documents(reviewer: TestClient) -> None:
    page = reviewer.get("/review?row=PRK-RUS-2024").text
    part = page[page.index('id="split"') :]
    assert 'name="part.1" value="' in part and part[: part.index("</form>")].count('type="checkbox"') == 11


def test_what_is_taken_back_in_the_log_is_noted(app: FastAPI, reviewer: TestClient) -> None:
    reviewer.post("/review/decide", data=shown(reviewer) | {"decision": "accept"})
    reviewer.post("/judgements/undo", data=fields(reviewer.get("/judgements").text, 'action="/judgements/undo"'))
    judgement = store_of(app).judgement_log()[0].judgement.id
    assert audit(app) == [("local", "undone", judgement), ("local", "judged", judgement)]


def test_every_key_of_the_page_is_told_in_both_languages(app: FastAPI) -> None:
    row, _ = told_often(app)
    for lang in ("fr", "en"):
        page = client_of(app, lang).get("/review", params={"row": row}).text
        keys = set(re.findall(r'data-key="(\w)"', page)) | {"j", "k", "u"}
        told = unescape(page[page.index('id="help"') :])
        assert {"a", "r", "e", "x", "m"} <= keys and all(re.search(rf"[>·] ?{key} ", told) for key in keys)
