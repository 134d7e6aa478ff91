"""Every page: in both languages, whole, with nothing from elsewhere, as CSV and JSON; texts of articles shown as text."""

import csv
import io
import json
import re
from html import unescape

import pytest
from fastapi import FastAPI
from tests.interfaces.web.conftest import HOSTILE
from tests.interfaces.web.desk_client import TestClient, client_of
from tests.interfaces.web.pages_of_desk import addresses

from foedera.interfaces.web.rendering import with_commands
from foedera.store.store import Store
from foedera.views.words import catalogue_languages, words

MAY_FAIL = {"/nowhere": 404, "/events?from=soon": 400}


@pytest.fixture(scope="module")
def found(desk: FastAPI) -> list[str]:
    return addresses(client_of(desk))


@pytest.mark.parametrize("lang", catalogue_languages())
def test_every_page_is_whole_in_every_language(desk: FastAPI, found: list[str], lang: str) -> None:
    browser, catalogue = client_of(desk, lang), words(lang)
    kinds = {a.split("/")[1].split("?")[0] for a in found}
    assert {"agreements", "events", "rows", "why", "documents", "actors", "disagreements", "obligations"} <= kinds
    for address in found:
        answer = browser.get(address)
        assert answer.status_code == MAY_FAIL.get(address, 200), address
        check_words(answer.text, address, lang, catalogue.say("web.skip"))
        check_forms(answer.text, address)


def check_words(page: str, address: str, lang: str, skip: str) -> None:
    """Whole, in one language, and nothing that runs or comes from elsewhere."""
    assert f'<html lang="{lang}"' in page and page.count("<h1") == 1, address
    assert skip in unescape(page), address
    assert not re.search(r">(web|codes|errors)\.\w+[.<]", page), address
    assert not re.search(r"<(script|img|iframe|style)(?![^>]*src=\"/static/)", page), address
    assert not re.search(r"\sstyle=|\son\w+=\"|javascript:", re.sub(r">[^<]*<", "><", page)), address
    assert not re.search(r'(href|src|action)="(https?:)?//', page), address


def check_forms(page: str, address: str) -> None:
    """Every input has a label, every table a caption, every id one place."""
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
    for one in re.findall(r"<(?:input|select|textarea)[^>]*>", page):
        if not re.search(r'type="(?:hidden|checkbox|radio)"', one):  # ticks and choices stand inside their labels
            assert re.search(r' id="([^"]+)"', one)[1] in labelled, (address, one)  # type: ignore[index]
    assert page.count("<table") == page.count("<caption"), address
    assert page.count("<th>") == 0, address
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids)), (address, sorted({i for i in ids if ids.count(i) > 1}))


def test_what_is_shown_comes_as_csv_and_json(desk: FastAPI, found: list[str]) -> None:
    browser = client_of(desk)
    one_of_each = {a.split("?")[0].split("/")[1] + str(a.count("/")): a for a in found if a not in MAY_FAIL}
    for address in one_of_each.values():
        joint = "&" if "?" in address else "?"
        rows = list(csv.reader(io.StringIO(browser.get(f"{address}{joint}format=csv").text)))
        assert len({len(row) for row in rows}) <= 1, address
        assert isinstance(json.loads(browser.get(f"{address}{joint}format=json").text), dict), address


def test_a_page_not_changed_is_not_sent_again(desk: FastAPI) -> None:
    browser = client_of(desk)
    browser.get("/events")
    first = browser.get("/events")
    assert browser.get("/events", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    assert browser.get("/events?lang=fr", headers={"if-none-match": first.headers["etag"]}).status_code == 200


def text_shown(page: str) -> str:
    """What a reader copies from the text of a document page."""
    held = re.search(r'<div class="text"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert held
    return unescape(re.sub(r"<[^>]+>", "", held[1]))


def test_the_text_of_every_document_is_its_own_to_the_letter(desk: FastAPI) -> None:
    store: Store = desk.state.site.store
    browser = client_of(desk)
    for item in store.items():
        assert text_shown(browser.get(f"/documents/{item.document.id}").text) == item.document.text, item.document.id


@pytest.mark.parametrize("name", ["script", "order"])
def test_hostile_words_are_shown_as_words(desk: FastAPI, name: str) -> None:
    page = client_of(desk).get(f"/documents/{name}").text
    assert text_shown(page) == HOSTILE[f"{name}.txt"].rstrip("\n") or HOSTILE[f"{name}.txt"] == text_shown(page)
    assert "<script>alert" not in page and "<img" not in page and "<b onclick" not in page
    for control in "\u202e\u2066\u200f":
        assert page.count(control) == page.count(f'data-code="U+{ord(control):04X}">{control}</span>')


def test_statements_that_overlap_are_both_marked(browser: TestClient) -> None:
    page = browser.get("/documents/line").text
    numbers = re.findall(r'data-n="([\d ]+)"', page)
    assert numbers[:2] == ["1 2", "1"]
    assert 'id="s1"' in page and 'id="s2"' in page and 'href="#s2"' in page


def test_a_passage_is_marked_and_has_its_place(browser: TestClient) -> None:
    page = browser.get("/documents/line?at=46-49").text
    assert '<span id="c46-49" class="at"></span><mark class="asked">' in page
    for wrong in ("9-3", "1-99999999", "x"):
        assert "asked" not in browser.get(f"/documents/line?at={wrong}").text


def test_filters_stay_in_the_address_and_in_the_form(browser: TestClient) -> None:
    page = browser.get("/events?country=FRA&certainty=stated&from=2024-05-01&to=2024-05-31").text
    assert re.search(r'<option value="FRA" selected>', page) and re.search(r'<option value="stated" selected>', page)
    assert 'value="2024-05-01"' in page and 'value="2024-05-31"' in page
    assert "France" in page


def test_pages_of_a_list_follow_each_other(browser: TestClient) -> None:
    seen, address = [], "/events?limit=3"
    while True:
        page = browser.get(address).text
        seen += re.findall(r'<th scope="row"><a href="(/events/[^"]+)"', page)
        more = re.search(r'rel="next" href="([^"]+)"', page)
        if not more:
            break
        address = unescape(more[1])
    whole = re.findall(r'<th scope="row"><a href="(/events/[^"]+)"', browser.get("/events?limit=500").text)
    assert seen == whole and len(seen) > 3


def test_a_question_answered_shows_its_proof(browser: TestClient) -> None:
    page = browser.get("/what-if?kind=attack&by=UKR&on_whom=RUS&on=2024-12-10").text
    assert page.count("<details") > 3 and "PRK-RUS-2024" in page


def test_a_question_asked_wrongly_keeps_the_form(browser: TestClient) -> None:
    page = browser.get("/what-if?kind=attack&by=Nowhereland&on_whom=RUS").text
    assert 'role="alert"' in page and 'value="Nowhereland"' in page


@pytest.mark.parametrize("asked", ["11 000", "11,000", "11000", "« 11 000 soldats »"])
def test_a_number_is_found_and_marked_however_it_is_written(browser: TestClient, asked: str) -> None:
    page = unescape(browser.get("/search", params={"q": asked}).text)
    marked = re.findall(r"<mark>(.*?)</mark>", page)
    assert marked and all(re.match(r"11[ \u00a0\u202f,.]?000( soldats)?$", words) for words in marked)
    assert browser.get("/search", params={"q": "“000 soldats 11”"}).text.count("<mark>") == 0


def test_a_command_to_type_is_marked_as_one_whatever_stands_around_it() -> None:
    assert str(with_commands("Type `foedera show`.")) == "<bdi>Type <code>foedera show</code>.</bdi>"
    assert str(with_commands("`<b onclick=x>` and ` alone")) == "<bdi><code>&lt;b onclick=x&gt;</code> and ` alone</bdi>"
