"""One thing at a time: agreements on a day, events, statements as read, obligations and what-if."""

from typing import Any

from tests.interfaces.web.desk_client import TestClient

API = "/api/v1"


def status(browser: TestClient, on: str) -> dict[str, Any]:
    found = browser.get(f"{API}/agreements/PRK-RUS-2024?on={on}").json()
    assert found["on"] == on
    return {one["party"]: (one["step"], one["in_force"]) for one in found["status_on"]}


def test_an_agreement_stands_as_of_the_day(browser: TestClient) -> None:
    assert status(browser, "2024-06-01") == {"PRK": (None, "not"), "RUS": (None, "not")}
    assert status(browser, "2024-07-01")["RUS"] == ("signed", "not")
    assert status(browser, "2024-12-10") == {"PRK": ("in_force", "certain"), "RUS": ("in_force", "certain")}


def test_an_agreement_has_the_fields_of_the_record_and_a_proof(browser: TestClient) -> None:
    found = browser.get(f"{API}/agreements/PRK-RUS-2024").json()
    signed = next(row for row in found["lifecycle"] if row["step"] == "signed")
    assert signed["date"] == signed["days"]["edtf"] == "2024-06-19" and signed["reported_by"][0]["evidence"]["text"]
    assert found["status_on"][0]["why"]["because"] and {d["about"].split("/")[0] for d in found["disagreements"]} <= {"PRK-RUS-2024"}


def test_an_event_has_its_accounts(browser: TestClient) -> None:
    line = browser.get(f"{API}/events?limit=1").json()["items"][0]
    found = browser.get(line["url"]).json()
    assert (found["id"], found["type"]) == (line["id"], line["type"]) and found["reported_by"]


def test_a_disagreement_has_its_values(browser: TestClient) -> None:
    line = browser.get(f"{API}/disagreements?limit=1").json()["items"][0]
    assert len(browser.get(line["url"]).json()["values"]) > 1


def test_a_statement_is_shown_as_it_was_read(browser: TestClient) -> None:
    for line in browser.get(f"{API}/statements?limit=40").json()["items"]:
        found = browser.get(line["url"]).json()
        assert found["evidence"] == line["evidence"] and found["layer"] in ("step", "duty", "event", "quote")
        assert not found["read"] or found["read"]["evidence"]["text"] == line["evidence"]["text"]


def test_obligations_change_with_the_day(browser: TestClient) -> None:
    def bound(on: str) -> set[str]:
        found = browser.get(f"{API}/obligations?state=Russie&on={on}&agreements=record").json()
        assert found["state"] == "RUS"
        return {one["agreement"] for one in found["bound"]}

    assert "PRK-RUS-2024" in bound("2024-12-10") and "PRK-RUS-2024" not in bound("2024-06-01")


def test_what_if_answers_alike_however_asked(browser: TestClient) -> None:
    asked = browser.get(f"{API}/what-if?kind=attack&by=UKR&on_whom=RUS&on=2024-12-10&agreements=record")
    posted = browser.post(f"{API}/what-if", json={"by": ["Ukraine"], "on_whom": "RUS", "on": "2024-12-10", "agreements": "record"})
    assert asked.json() == posted.json()
    assert ("PRK", "bound") in {(one["bearer"], one["verdict"]) for one in asked.json()["answers"]}


def test_an_assumption_holds_for_its_question_alone(browser: TestClient) -> None:
    question = {"by": ["UKR"], "on_whom": "RUS", "on": "2024-07-01", "agreements": "record"}
    assumed = question | {"assume": ["PRK-RUS-2024 in_force 2024-06-20"]}
    answers = [browser.post(f"{API}/what-if", json=one).json()["answers"] for one in (question, assumed, question)]
    assert [bool(one) for one in answers] == [False, True, False]
