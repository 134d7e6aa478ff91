"""Which language a page speaks, and that it has all its words."""

import re

import pytest
from tests.interfaces.web.desk_client import TestClient

from foedera.interfaces.web.language import language_accepted
from foedera.interfaces.web.navigation import SECTIONS
from foedera.interfaces.web.rendering import environment
from foedera.views.words import catalogue_languages, words


def spoken(answer_text: str) -> str:
    found = re.search(r'<html lang="(\w+)"', answer_text)
    assert found
    return found[1]


def test_address_then_cookie_then_browser(browser: TestClient) -> None:
    assert spoken(browser.get("/agreements").text) == "en"
    assert spoken(browser.get("/agreements?lang=fr").text) == "fr"
    assert spoken(browser.get("/agreements").text) == "fr"  # remembered
    assert spoken(browser.get("/agreements?lang=xx").text) == "fr"


@pytest.mark.parametrize(
    ("header", "lang"), [("fr", "fr"), ("de;q=1, en;q=0.4, fr;q=0.5", "fr"), ("", "en"), ("fr;q=0", "en"), ("x;q=y", "en")]
)
def test_what_the_browser_likes(header: str, lang: str) -> None:
    assert language_accepted(header) == lang


@pytest.mark.parametrize("lang", catalogue_languages())
def test_every_word_of_the_templates_exists(lang: str) -> None:
    source = "".join(environment().loader.get_source(environment(), name)[0] for name in environment().list_templates())  # type: ignore[union-attr]
    keys = set(re.findall(r'say\(\s*"([\w.]+)"\s*[,)]', source))
    assert len(keys) > 10 and keys <= words(lang).entries.keys()
    assert {f"web.nav.{s.key}" for s in SECTIONS} <= words(lang).entries.keys()
