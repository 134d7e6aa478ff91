"""What only a browser tells: nothing serious for axe-core, no console error, no request beyond this machine, everything by keyboard."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.browser.served_desk import Desk
from tests.interfaces.web.conftest import long_line
from tests.interfaces.web.pages_of_desk import STARTS, linked

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
SERIOUS = ("serious", "critical")


class Visit:
    """One page of a browser, with what it said and asked for."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: str) -> None:
        """Open a path of the desk."""
        self.page.goto(self.address + path)


@pytest.fixture
def visit(chromium: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    width, theme = getattr(request, "param", (1280, "light"))
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=theme, locale="fr-FR", bypass_csp=True)
    yield Visit(context.new_page(), address)
    context.close()


@pytest.fixture(scope="module")
def paths(address: str) -> list[str]:
    """One page of every kind."""
    kinds: dict[str, str] = {}
    for start in STARTS:
        answer = httpx.get(address + start, headers={"accept-language": "fr"})
        for path in (start, *linked(answer.text)):
            kinds.setdefault(re.sub(r"[?].*", "", path).split("/")[1] + str(path.count("/")), path)
    asked = ("/obligations?state=RUS", "/documents/order", "/what-if?kind=attack&by=UKR&on_whom=RUS&on=2024-12-10", "/nowhere")
    return [*kinds.values(), *asked]


@pytest.mark.parametrize("visit", [(360, "dark"), (1280, "light")], indirect=True)
def test_axe_finds_nothing_serious_and_no_page_is_wider_than_its_screen(visit: Visit, paths: list[str]) -> None:
    found = []
    for path in (p for p in paths if p != "/documents/line"):  # a megabyte tells axe nothing more, and takes it long
        visit.open(path)
        visit.page.evaluate(AXE.read_text(encoding="utf-8"))
        result = visit.page.evaluate("axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})")
        found += [(path, v["id"], v["nodes"][0]["html"][:200]) for v in result["violations"] if v["impact"] in SERIOUS]
        if visit.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((path, "wider than the screen", ""))
    assert found == []


def test_no_page_complains_or_asks_beyond_this_machine(chromium: Any, address: str, paths: list[str]) -> None:
    context = chromium.new_context(locale="fr-FR")
    visit = Visit(context.new_page(), address)
    for path in paths:
        visit.open(path)
    context.close()
    assert [text for text in visit.said if "404" not in text and "400" not in text] == []
    assert visit.asked and all(url.startswith((address, "data:")) for url in visit.asked)


def test_the_keyboard_alone_reaches_the_words(visit: Visit) -> None:
    visit.open("/documents/line")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.className") == "skip"
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "content"
    visit.page.locator("a.mark").first.focus()
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("location.hash") in ("#s1", "#s2")
    visit.page.keyboard.press("/")
    assert visit.page.evaluate("document.activeElement.id") == "find"
    visit.page.keyboard.type("missiles")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/search?q=missiles")
    assert visit.page.locator(".hits li").count() >= 1


def test_a_filter_changes_the_list_and_the_address_without_leaving_the_page(visit: Visit) -> None:
    visit.open("/events")
    visit.page.evaluate("window.stays = true")
    visit.page.select_option("#f-country", "FRA")
    visit.page.wait_for_url("**country=FRA**")
    visit.page.wait_for_function("document.querySelectorAll('#results tbody tr').length > 0")
    assert visit.page.evaluate("window.stays") is True
    assert "France" in visit.page.locator("#results tbody").inner_text()


def test_at_four_times_the_size_without_colours_or_motion_no_page_scrolls_sideways_or_loses_its_words(chromium: Any, address: str) -> None:
    """320 CSS pixels are a screen of 1280 at 400 %; forced colours take all of the sheet's away."""
    context = chromium.new_context(viewport={"width": 320, "height": 256}, forced_colors="active", reduced_motion="reduce", locale="fr-FR")
    page, found = context.new_page(), []
    for path in PLAIN:
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((path, "wider than the screen"))
        if not page.locator("h1").is_visible() or page.evaluate(MOVING):
            found.append((path, "no heading, or something moves"))
    context.close()
    assert found == []


MOVING = """document.getAnimations().length > 0
  || [...document.querySelectorAll('*')].some((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0)"""
PLAIN = ("/", "/agreements/PRK-RUS-2024", "/events", "/timeline", "/documents/script", "/obligations?state=RUS", "/what-if", "/network",
         "/map", "/search?q=traite", "/review", "/add", "/nowhere")  # fmt: skip


@pytest.mark.parametrize("lang", ["fr-FR", "en-GB"])
def test_without_script_filters_adding_and_deciding_work(chromium: Any, desk: Desk, lang: str) -> None:
    context = chromium.new_context(java_script_enabled=False, locale=lang)
    page = context.new_page()
    page.goto(desk.address + "/events")
    page.select_option("#f-country", "FRA")
    page.locator(".filters button").click()
    assert "country=FRA" in page.url and page.locator("#results tbody tr").count() >= 1
    page.goto(desk.address + "/add")
    page.fill("#text", "Le 3 mai 2021, la Norvège et le Danemark ont signé à Oslo un accord de défense.")
    page.locator("form.adding button").click()
    for _ in range(100):
        if page.locator("#progress .actions").count():
            break
        page.reload()
    page.locator("#progress li a").first.click()
    assert page.locator(".text a.mark").count() >= 1
    page.goto(desk.address + "/review")
    page.locator("button[value=accept].do").click()
    assert [kind for kind, _, _ in desk.log()] == ["accept"] and page.locator("#latest li").count() == 1
    context.close()


def test_a_link_to_any_passage_marks_it(visit: Visit) -> None:
    visit.open("/documents/line#c46-49")
    visit.page.wait_for_url("**at=46-49**")
    assert visit.page.locator(".asked").text_content() == long_line()[0].text[46:49]


def test_a_hostile_text_runs_nothing_and_turns_nothing_around(chromium: Any, address: str, paths: list[str]) -> None:
    """On every page: no dialog, no element or handler that a text brought, and no sign that changes the direction outside its own box."""
    context = chromium.new_context()
    page, alerts, found = context.new_page(), [], []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    for path in (*paths, *HOSTILE_PATHS):
        page.goto(address + path)
        brought = page.evaluate(BROUGHT)
        found += [(path, what) for what in brought]
    assert alerts == [] and found == []
    page.goto(address + "/documents/script")
    assert '<script>alert("oui")</script>' in page.inner_text(".text") and "<img src=x onerror=alert(1)>" in page.inner_text(".text")
    context.close()


HOSTILE_PATHS = ("/documents/script", "/documents", "/search?q=alert", "/search?q=peut-etre", "/search?q=<script>alert(3)</script>",
                 "/events", "/agreements", "/documents/order", "/?since=2000-01-01",
                 "/events?country=<img src=x onerror=alert(4)>")  # fmt: skip
BROUGHT = """() => {
    const found = [...document.querySelectorAll('body img, body script, body iframe, body object, body embed, main style, main link')]
      .map((e) => e.outerHTML.slice(0, 80));
    for (const e of document.querySelectorAll('*'))
      for (const a of e.attributes)
        if (/^on|^srcdoc$/i.test(a.name) || /^\\s*javascript:/i.test(a.value)) found.push(a.name + '=' + a.value);
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const turns = /[\u202a-\u202e\u2066-\u2069]/.test(words.currentNode.data);
      if (turns && !words.currentNode.parentElement.closest('.control')) found.push('turned: ' + words.currentNode.data.slice(0, 60));
    }
    return found;
}"""
