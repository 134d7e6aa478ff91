"""Whatever is asked gets an answer a person can use: never a failure of the desk, and an error page that says what was wrong."""

from html import unescape

import pytest
from tests.interfaces.web.desk_client import TestClient

from foedera.views.words import words

UNKNOWN = ("/agreements/none", "/events/none", "/documents/none", "/why/none", "/rows/none", "/disagreements/none", "/events/%00")
WRONG = ("/events?country=%00", "/events?after=x", "/timeline?after=x", "/actors?after=zz", "/map?from=2024-13", "/search?q=a&after=q",
         "/agreements/PRK-RUS-2024?on=x", "/?since=x", "/events?format=doc")  # fmt: skip
ASKED_WRONGLY = ("/what-if?kind=zzz&by=RUS&on_whom=UKR", "/what-if?by=RUS&on_whom=UKR&met=foo", "/what-if?by=RUS&on_whom=RUS",
                 "/what-if?by=RUS&on_whom=UKR&on=2024-02-31", "/obligations?state=RUS&agreements=foo", "/network?promises=x",
                 "/network?states=xx")  # fmt: skip
FAR = ("/actors/none", "/search?q=%22%27*(", "/events?limit=99999999999", "/obligations?state=RUS&on=0001-01-01",
       "/obligations?state=RUS&on=9999-12-31", "/agreements/PRK-RUS-2024?on=9999-12-31", "/network?on=9999-12-31",
       "/events?from=9999-12-31", "/timeline?to=0001-01-01", "/?since=0001-01-01")  # fmt: skip


@pytest.mark.parametrize("address", UNKNOWN)
def test_what_is_not_there_is_not_found(browser: TestClient, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 404 and answer.text.count("<h1") == 1


@pytest.mark.parametrize("address", WRONG)
def test_what_makes_no_sense_is_named(browser: TestClient, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 400
    assert words("en").say("web.problem.bad_request") in unescape(answer.text) or "application/json" in answer.headers["content-type"]


@pytest.mark.parametrize("address", ASKED_WRONGLY)
def test_a_form_says_what_is_wrong_and_stays(browser: TestClient, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 200 and 'role="alert"' in answer.text and "<form" in answer.text


@pytest.mark.parametrize("address", FAR)
def test_far_days_and_strange_words_are_answered(browser: TestClient, address: str) -> None:
    assert browser.get(address).status_code == 200
