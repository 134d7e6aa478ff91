"""Documents and decisions that programs send: who may, in which form, and what becomes of them."""

from pathlib import Path

import pytest
from tests.interfaces.web.desk_client import TestClient, client_of, desk_over

from foedera.interfaces.web.forms import HEADER
from foedera.interfaces.web.settings import DeskSettings
from foedera.store.store import Store
from foedera.store.users import Role

API = "/api/v1"
TEXT = "Le 3 mai 2024, la France et la Grèce ont signé à Athènes un traité de défense mutuelle.\n"
AWAY = DeskSettings(host="0.0.0.0", reads_a_second=1e6, writes_a_second=1e6)


def first_event(program: TestClient) -> str:
    return str(program.get(f"{API}/events").json()["items"][0]["id"])


def test_a_document_is_read_shown_and_taken_out(program: TestClient) -> None:
    sent = program.post(f"{API}/documents", json={"text": TEXT, "published": "2024-05-04", "outlet": "La Gazette"})
    assert sent.status_code == 201 and sent.headers["location"] == sent.json()["url"]
    shown = program.get(sent.json()["url"]).json()
    assert (shown["text"], shown["lang"], shown["date"], shown["outlet"]) == (TEXT, "fr", "2024-05-04", "La Gazette")
    assert shown["added_at"] and [one["type"] for one in shown["statements"]] == ["signed"]
    assert program.get(f"{API}/agreements?country=GRC").json()["total"] == 1
    assert program.post(f"{API}/documents", json={"text": TEXT, "published": "2024-05-04"}).status_code == 200
    assert program.delete(sent.json()["url"]).status_code == 204
    assert program.get(sent.json()["url"]).status_code == program.delete(sent.json()["url"]).status_code == 404
    assert program.get(f"{API}/agreements?country=GRC").json()["total"] == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 422), ({"text": ""}, 422), ({"text": "   "}, 400), ({"text": TEXT, "published": "soon"}, 400),
     ({"text": TEXT, "lang": "xx"}, 422), ({"text": TEXT, "txt": "x"}, 422), ([], 422)],
)  # fmt: skip
def test_what_is_no_document_is_refused(program: TestClient, body: object, status: int) -> None:
    answer = program.post(f"{API}/documents", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_half_a_character_is_no_text(program: TestClient) -> None:
    headers = {"content-type": "application/json"}
    answer = program.post(f"{API}/documents", content=b'{"text": "a \\ud800 b"}', headers=headers)
    assert answer.status_code in (400, 422) and answer.headers["content-type"] == "application/problem+json"


def test_bodies_are_json(program: TestClient) -> None:
    for path in ("/documents", "/judgements", "/what-if"):
        answer = program.post(API + path, content="{}", headers={"content-type": "text/plain"})
        assert (answer.status_code, answer.json()["type"]) == (415, "urn:foedera:problem:not_json")
    assert program.post(f"{API}/documents", content="{", headers={"content-type": "application/json"}).status_code == 422


def test_a_decision_holds_until_it_is_undone(program: TestClient) -> None:
    event = first_event(program)
    tag = program.get(f"{API}/events").headers["etag"]
    made = program.post(f"{API}/judgements", json={"target": event, "kind": "reject", "why": "no event", "by": "Ana"})
    assert made.status_code == 201 and made.json()["who"] == "Ana" and made.json()["evidence"]
    assert program.get(f"{API}/events", headers={"if-none-match": tag}).status_code == 200
    assert program.get(f"{API}/events/{event}").status_code == 404
    assert program.get(f"{API}/judgements").json()["items"] == [program.get(made.headers["location"]).json()]
    assert program.delete(made.headers["location"]).status_code == 204
    assert program.get(f"{API}/events/{event}").status_code == 200
    assert program.get(made.headers["location"]).json()["undone_by"] == "local"
    assert program.delete(made.headers["location"]).status_code == 409


def test_the_log_is_paged_newest_first(program: TestClient) -> None:
    made = [
        program.post(f"{API}/judgements", json={"target": one["id"], "kind": "accept"}).json()["id"]
        for one in program.get(f"{API}/events?limit=3").json()["items"]
    ]
    page, seen = program.get(f"{API}/judgements?limit=2").json(), []
    seen += page["items"]
    seen += program.get(page["next"]).json()["items"]
    assert [one["id"] for one in seen] == made[::-1] and program.get(page["next"]).json()["next"] is None


def test_a_decision_needs_a_reason_and_a_row(program: TestClient) -> None:
    event = first_event(program)
    told = {kind: program.post(f"{API}/judgements", json={"target": target, "kind": kind, "why": why}).json()["type"].rpartition(":")[2]
            for kind, target, why in (("reject", event, " "), ("accept", "none", ""), ("correct", event, "x"))}  # fmt: skip
    assert told["reject"] == "judgement_without_reason" and told["accept"] == "unknown_row" and told["correct"] != "failed"
    assert program.get(f"{API}/judgements").json()["items"] == []


def test_roles_reach_as_far_as_they_go(own_record: Path) -> None:
    store = Store(own_record)
    tokens = {role: store.add_token(store.add_user(role.value, role).name) for role in (Role.READER, Role.ANALYST)}
    program = client_of(desk_over(own_record, AWAY))
    refused = program.get(f"{API}/events")
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    event = {}
    for role, token in tokens.items():
        program.headers["authorization"] = f"Bearer {token}"
        event[role] = first_event(program)
        assert program.post(f"{API}/what-if", json={"by": ["UKR"], "on_whom": "RUS"}).status_code == 200
        made = program.post(f"{API}/judgements", json={"target": event[role], "kind": "accept", "by": "someone else"})
        assert made.status_code == (403 if role is Role.READER else 201), made.text
    assert made.json()["who"] == "analyst" and [a.act for a in store.audit()][:1] == ["judged"]


def test_a_session_writes_only_with_the_token_of_our_pages(own_record: Path) -> None:
    Store(own_record).add_user("Ana", Role.ANALYST, "correct horse battery")
    browser = client_of(desk_over(own_record, AWAY))
    browser.get("/login")
    token = browser.app.state.form_tokens.token_for(browser.cookies["foedera_form"])  # type: ignore[attr-defined]
    browser.post("/login", data={"name": "Ana", "password": "correct horse battery", "form_token": token})
    body = {"target": first_event(browser), "kind": "accept"}
    assert browser.post(f"{API}/judgements", json=body).status_code == 403
    assert browser.post(f"{API}/judgements", json=body, headers={HEADER: token}).status_code == 201
    assert browser.delete(f"{API}/documents/x").status_code == 403


def test_another_site_writes_nothing(program: TestClient) -> None:
    body = {"target": first_event(program), "kind": "accept"}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = program.post(f"{API}/judgements", json=body, headers=headers)
        assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")


def test_too_much_is_refused(own_record: Path) -> None:
    program = client_of(desk_over(own_record, DeskSettings(reads_a_second=1, writes_a_second=1e6, body_bytes=2000)))
    answer = program.post(f"{API}/documents", json={"text": "x" * 3000})
    assert (answer.status_code, answer.json()["type"]) == (413, "urn:foedera:problem:too_large")
    streamed = program.post(f"{API}/documents", content=iter([b'{"text": "', b"x" * 3000]), headers={"content-type": "application/json"})
    assert streamed.status_code == 413
    last = [program.get(f"{API}/events") for _ in range(12)][-1]
    assert (last.status_code, last.json()["type"]) == (429, "urn:foedera:problem:too_many") and last.headers["retry-after"]
