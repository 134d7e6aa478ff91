"""Days are typed as the page's language writes them; another form is refused with what to write, and what was typed stays."""

import re
from html import unescape

import pytest
from fastapi import FastAPI
from tests.interfaces.web.desk_client import TestClient, client_of

from foedera.views.words import words

WITH_DAYS = {
    "/": "since", "/events": "from", "/timeline": "to", "/search?q=x": "from", "/agreements/PRK-RUS-2024": "on",
    "/obligations": "on", "/network": "on", "/what-if": "on",
}  # fmt: skip
WRONG = ("10/12/2024", "10.12.2024", "2024-13-01", "2024-02-30", "demain", "20241210", "2024-W50-2", "<b>")


def field(page: str, name: str) -> str:
    """The field's tag."""
    found = re.search(rf'<input id="[\w-]+" name="{name}"[^>]*>', page)
    assert found, name
    return unescape(found[0])


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("path", [*WITH_DAYS])
def test_a_day_is_asked_for_in_the_language_of_the_page(desk: FastAPI, path: str, lang: str) -> None:
    browser = client_of(desk, lang)
    page = browser.get(path)
    asked = field(page.text, WITH_DAYS[path])
    assert 'type="date"' not in page.text and f'placeholder="{words(lang).say("web.day_form")}"' in asked
    pattern = re.search(r'pattern="([^"]+)"', asked)
    assert pattern and re.fullmatch(pattern[1], " 2024-12-10") and not re.fullmatch(pattern[1], "10/12/2024")
    assert bool(re.fullmatch(pattern[1], "2024-12")) == (WITH_DAYS[path] in ("from", "to"))


@pytest.mark.parametrize("typed", WRONG)
@pytest.mark.parametrize("path", ["/events?country=FRA&from=", "/?since=", "/agreements/PRK-RUS-2024?on=", "/judgements?who=Ada&to="])
def test_another_form_is_refused_with_a_form_to_mend_it(browser: TestClient, path: str, typed: str) -> None:
    address, _, query = path.partition("?")
    given = {**dict(pair.split("=") for pair in query.split("&")), query.split("&")[-1][:-1]: typed}
    answer = browser.get(address, params=given)
    page = unescape(answer.text)
    assert answer.status_code == 400 and words("en").say("errors.unreadable_day", place="", detail=typed) in re.sub("</?bdi>", "", page)
    name = next(name for name, value in given.items() if value == typed)
    assert f'value="{typed}"' in field(answer.text, name)
    form = answer.text[answer.text.rindex('<form class="filters"') :]
    kept = [f'name="{other}" value="{value}"' for other, value in given.items() if other != name]
    assert f'action="{address}"' in form and all(pair in form for pair in kept)


@pytest.mark.parametrize("path", ["/obligations?state=RUS", "/network?states=RUS", "/what-if?kind=attack&by=UKR&on_whom=RUS"])
def test_where_the_page_keeps_its_form_so_does_what_was_typed(browser: TestClient, path: str) -> None:
    answer = browser.get(f"{path}&on=10%2F12%2F2024")
    assert answer.status_code == 200 and words("en").say("errors.unreadable_day", place="", detail="10/12/2024") in unescape(answer.text)
    assert 'value="10/12/2024"' in field(answer.text, "on")


def test_a_month_is_enough_for_a_filter_and_stays_as_typed(browser: TestClient) -> None:
    page = browser.get("/events?from=2024-10")
    assert page.status_code == 200 and 'value="2024-10"' in field(page.text, "from")
