"""Review at the desk: what is decided is kept once; nobody decides over another's head; one's own can be taken back."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from tests.interfaces.web.desk_client import TestClient, client_of, desk_over

from foedera.corpus.record_of_store import record_of
from foedera.record.judgements import Judgement, JudgementKind
from foedera.record.judging import Request as Asked
from foedera.record.judging import judgement_on
from foedera.store.store import Store
from foedera.views.words import words

JSON = {"accept": "application/json"}


@pytest.fixture
def app(record_file: Path, tmp_path: Path) -> FastAPI:
    """A desk over a record of its own: judgements of one test are not those of another."""
    copy = tmp_path / "desk.db"
    copy.write_bytes(record_file.read_bytes())
    return desk_over(copy)


@pytest.fixture
def reviewer(app: FastAPI) -> TestClient:
    return client_of(app)


def store_of(app: FastAPI) -> Store:
    found: Store = app.state.site.store
    return found


def fields(page: str, form: str = 'class="keys"') -> dict[str, str]:
    """The hidden fields of a form of the page."""
    part = page[page.index(form) :]
    held = re.findall(r'<input type="hidden" name="([\w.]+)" value="([^"]*)"', part[: part.index("</form>")])
    return {name: unescape(value) for name, value in held}


def shown(browser: TestClient, row: str = "") -> dict[str, str]:
    return fields(browser.get("/review" + (f"?row={quote(row)}" if row else "")).text)


def kinds(app: FastAPI) -> list[tuple[str, str, bool]]:
    return [(one.judgement.kind.value, one.judgement.target, one.undone_at is None) for one in store_of(app).judgement_log()]


def test_a_decision_is_kept_and_the_next_row_comes(app: FastAPI, reviewer: TestClient) -> None:
    form = shown(reviewer)
    answer = reviewer.post("/review/decide", data=form | {"decision": "accept"})
    assert answer.status_code == 303 and f"row={quote(form['next'], safe='')}" in answer.headers["location"]
    assert kinds(app) == [("accept", form["target"], True)]
    assert shown(reviewer)["target"] != form["target"]


def test_the_same_decision_sent_again_is_kept_once(app: FastAPI, reviewer: TestClient) -> None:
    form = shown(reviewer)
    for _ in range(3):
        assert reviewer.post("/review/decide", data=form | {"decision": "reject"}, headers=JSON).json()["kept"] is True
    assert kinds(app) == [("reject", form["target"], True)]


def test_the_sentence_is_marked_in_its_context(app: FastAPI, reviewer: TestClient) -> None:
    page = reviewer.get("/review").text
    marked = re.findall(r'<blockquote class="context"[^>]*>(.*?)<mark>(.*?)</mark>', page, re.DOTALL)
    texts = [item.document.text for item in store_of(app).items()]
    assert marked and all(any(unescape(re.sub("<[^>]+>", "", words)) in text for text in texts) for _, words in marked)


def test_what_another_decided_is_shown_before_one_decides_again(app: FastAPI) -> None:
    one, two = client_of(app), client_of(app)
    one.cookies.set("foedera_reviewer", "Ada")
    two.cookies.set("foedera_reviewer", "Bob")
    mine, theirs = shown(one), shown(two)
    assert one.post("/review/decide", data=mine | {"decision": "accept"}, headers=JSON).status_code == 200
    seen = two.get("/review/changes", params={"row": theirs["row"], "seen": theirs["seen"]}).json()
    assert any("Ada" in line for line in seen["meanwhile"])
    refused = two.post("/review/decide", data=theirs | {"decision": "hide"}, headers=JSON)
    assert refused.status_code == 409 and any("Ada" in line for line in refused.json()["meanwhile"])
    page = two.post("/review/decide", data=theirs | {"decision": "hide"}, follow_redirects=True)
    assert "Ada" in page.text and words("en").say("reviewing.meanwhile") in page.text
    assert len(kinds(app)) == 1
    assert two.post("/review/decide", data=theirs | {"decision": "hide", "anyway": "1"}, headers=JSON).status_code == 200
    assert [k for k, _, _ in kinds(app)] == ["accept", "hide"]


def test_a_row_that_another_rejected_is_gone_and_the_page_says_who(app: FastAPI) -> None:
    one, two = client_of(app), client_of(app)
    one.cookies.set("foedera_reviewer", "Ada")
    theirs = shown(two)
    one.post("/review/decide", data=shown(one) | {"decision": "reject"})
    page = two.get(f"/review?row={quote(theirs['row'])}").text
    assert words("en").say("reviewing.gone") in page and "Ada" in page
    assert two.post("/review/decide", data=theirs | {"decision": "accept"}, headers=JSON).status_code == 409


def test_a_correction_keeps_what_was_changed_alone(app: FastAPI, reviewer: TestClient) -> None:
    page = reviewer.get("/review?row=PRK-RUS-2024").text
    form = fields(page, 'id="edit"')
    said = dict(re.findall(r'<input id="c-[\w]+" name="(f\.\w+)" value="([^"]*)"', page))
    given = form | {k: unescape(v) for k, v in said.items()} | {"decision": "correct", "f.article_count": "29"}
    assert reviewer.post("/review/decide", data=given, headers=JSON).status_code == 200
    log = store_of(app).judgements()
    assert [j.value for j in log] == ["article_count=29"]


def test_a_wrong_value_is_refused_and_nothing_kept(app: FastAPI, reviewer: TestClient) -> None:
    form = fields(reviewer.get("/review?row=PRK-RUS-2024").text, 'id="edit"') | {"decision": "correct"}
    answer = reviewer.post("/review/decide", data=form | {"f.article_count": "many"}, headers=JSON)
    assert answer.status_code == 400 and "article_count=many" in answer.json()["told"]
    assert reviewer.post("/review/decide", data=form, headers=JSON).json()["trouble"] == "nothing_corrected"
    assert reviewer.post("/review/decide", data=form | {"decision": "eat"}, headers=JSON).status_code == 400
    assert kinds(app) == []


def test_undo_takes_back_ones_own_last_decision_and_shows_the_row_again(app: FastAPI, reviewer: TestClient) -> None:
    form = shown(reviewer)
    reviewer.post("/review/decide", data=form | {"decision": "reject"})
    answer = reviewer.post("/review/undo", data=fields(reviewer.get("/review").text, "data-undo"))
    assert quote(form["target"], safe="") in answer.headers["location"]
    assert kinds(app) == [("reject", form["target"], False)]
    assert shown(reviewer)["target"] == form["target"]


def test_undo_by_the_key_of_a_decision_and_again_does_no_harm(app: FastAPI, reviewer: TestClient) -> None:
    form = shown(reviewer)
    reviewer.post("/review/decide", data=form | {"decision": "reject"})
    for _ in range(2):
        assert reviewer.post("/review/undo", data={"form_token": form["form_token"], "key": form["key"]}, headers=JSON).status_code == 200
    assert kinds(app) == [("reject", form["target"], False)]


def test_nobody_takes_back_what_another_decided_by_u(app: FastAPI) -> None:
    one, two = client_of(app), client_of(app)
    one.cookies.set("foedera_reviewer", "Ada")
    one.post("/review/decide", data=shown(one) | {"decision": "accept"})
    judgement = store_of(app).judgements()[0].id
    token = shown(two)["form_token"]
    assert two.post("/review/undo", data={"form_token": token, "judgement": judgement}, headers=JSON).status_code == 400
    assert len(store_of(app).judgements()) == 1


def test_a_row_skipped_comes_again_only_when_asked_for(reviewer: TestClient) -> None:
    page = reviewer.get("/review").text
    skip = unescape(re.search(r'href="([^"]+)" data-key="s"', page)[1])  # type: ignore[index]
    after = reviewer.get(skip.split("&row=")[0]).text
    assert fields(after)["target"] != fields(page)["target"]
    assert words("en").say("reviewing.skipped_back", count="1") in after


def test_filters_narrow_the_queue(reviewer: TestClient) -> None:
    page = reviewer.get("/review?country=TUV").text
    assert words("en").say("reviewing.empty_choice") in page
    assert reviewer.get("/review?certainty=maybe").status_code == 400


def test_another_row_is_found_by_words(reviewer: TestClient) -> None:
    row = shown(reviewer, "PRK-RUS-2024")["row"]
    page = reviewer.get("/review", params={"row": row, "find": "Pyongyang"}).text
    assert re.search(r'<input type="radio" name="other" value="[^"]+"', page)


def test_the_log_shows_all_and_takes_back_one(app: FastAPI, reviewer: TestClient) -> None:
    form = shown(reviewer)
    reviewer.post("/review/decide", data=form | {"decision": "accept", "why": "<b>read</b>"})
    page = reviewer.get("/judgements").text
    assert "&lt;b&gt;read&lt;/b&gt;" in page and form["target"] in page
    assert reviewer.post("/judgements/undo", data=fields(page, 'action="/judgements/undo"')).status_code == 303
    assert kinds(app) == [("accept", form["target"], False)]
    assert reviewer.get("/judgements?format=csv").text.count("\r\n") == 2


def test_the_log_is_paged_and_narrowed_to_a_person_and_days(app: FastAPI, reviewer: TestClient) -> None:
    marks = judgement_on(record_of(store_of(app)), store_of(app).held, Asked(JudgementKind.ACCEPT, "PRK-RUS-2024"), "x", "x", "").marks
    for n in range(105):
        day, who = f"2024-12-{1 + n % 2:02d}T08:00:00", ("Ada", "Bob")[n % 3 == 0]
        store_of(app).add_judgement(Judgement(f"judgement:{n:03d}", JudgementKind.ACCEPT, "PRK-RUS-2024", None, who, day, "", marks))
    first = reviewer.get("/judgements?format=json").json()
    second = reviewer.get(f"/judgements?format=json&after={first['next']}").json()
    assert [one["number"] for one in (*first["lines"], *second["lines"])] == list(range(105, 0, -1)) and not second["next"]
    some = reviewer.get("/judgements?format=json&who=Bob&from=2024-12-02&to=2024-12-02").json()
    assert some["total"] == len(some["lines"]) == 17
    assert {(one["who"], one["when"][:10]) for one in some["lines"]} == {("Bob", "2024-12-02")}
    assert words("en").say("reviewing.log_none") in reviewer.get("/judgements?who=Eve").text
    assert reviewer.get("/judgements?after=x").status_code == reviewer.get("/judgements?from=soon").status_code == 400
    page = reviewer.get("/api/v1/judgements?who=Bob&to=2024-12-01&limit=10").json()
    assert page["total"] == 18 and "who=Bob" in page["next"]
    rest = reviewer.get(page["next"]).json()["items"]
    assert len({one["id"] for one in (*page["items"], *rest)}) == 18
    assert reviewer.get("/judgements?format=json&from=2024-12").json()["total"] == 105
    assert [reviewer.get(f"/api/v1/judgements?from={day}").status_code for day in ("soon", "12", "2024-13")] == [422, 422, 400]


def test_a_write_without_the_token_of_a_form_is_refused(reviewer: TestClient) -> None:
    form = shown(reviewer)
    del form["form_token"]
    assert reviewer.post("/review/decide", data=form | {"decision": "accept"}).status_code == 403


def test_a_name_is_kept_by_the_browser_and_by_what_it_decides(app: FastAPI, reviewer: TestClient) -> None:
    form = shown(reviewer)
    reviewer.post("/review/name", data={"form_token": form["form_token"], "name": "  Zoé   Ünal "})
    reviewer.post("/review/decide", data=form | {"decision": "accept"})
    assert [j.who for j in store_of(app).judgements()] == ["Zoé Ünal"]


def test_a_record_with_nothing_to_look_at_says_so(tmp_path: Path) -> None:
    Store(tmp_path / "empty.db").close()
    page = client_of(desk_over(tmp_path / "empty.db"))
    assert words("en").say("reviewing.empty") in page.get("/review").text
    assert words("en").say("reviewing.log_empty") in unescape(page.get("/judgements").text)


def test_reviewers_are_compared_and_their_work_is_gold(app: FastAPI) -> None:
    assert words("en").say("reviewing.no_pair") in client_of(app).get("/review/agreement").text
    row = shown(client_of(app))["row"]
    for who in ("Ada", "Bob"):
        browser = client_of(app)
        browser.cookies.set("foedera_reviewer", who)
        browser.post("/review/decide", data=shown(browser, row) | {"decision": "accept"})
    page = client_of(app).get("/review/agreement")
    assert re.search(r"Ada</bdi> · <bdi>Bob", page.text) and "100.0 %" in page.text
    assert client_of(app).get("/review/agreement?format=csv").text.splitlines()[1].startswith("Ada,Bob,")
    gold = client_of(app).get("/review/gold.jsonl")
    assert '"review": {"whole": false' in gold.text
