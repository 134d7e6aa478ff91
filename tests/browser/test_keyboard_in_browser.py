"""By keyboard alone, without one step that a mouse or an address typed in would take: from the first page to a text added, a statement
corrected, and the agreement and its brief changed. Every stop on the way shows where it is."""

import re
from collections.abc import Callable
from typing import Any

from tests.browser.served_desk import Desk
from typer.testing import CliRunner

from foedera.interfaces.cli.main import app

TEXT = "Le 3 mai 2021, la Norvège et le Danemark ont signé à Oslo un accord de défense. La Norvège a livré des missiles à l’Ukraine."
MOST_STOPS = 200  # between two things that a person wants, on the fullest page
NO_MOUSE = "window.pointed = 0; for (const kind of ['mousedown', 'touchstart']) addEventListener(kind, () => pointed++, true);"


def tab_to(page: Any, wanted: str) -> None:
    """Press Tab until what has the focus is as wanted (CSS)."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{MOST_STOPS} stops on {page.url}, none of them {wanted}")


def follow(page: Any, wanted: str) -> None:
    """Go to a link by keyboard and follow it."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def go_on_to(page: Any, *words: str) -> None:
    """Press j until the title of the card holds all these words."""
    for _ in range(100):
        title = page.inner_text("#card-title")
        if all(word in title for word in words):
            return
        page.keyboard.press("j")
        page.wait_for_function("before => document.getElementById('card-title')?.innerText !== before", arg=title)
    raise AssertionError(f"no card with {words}")


def test_from_a_pasted_text_to_a_changed_agreement_and_brief(desk: Desk, opened: Callable[..., Any]) -> None:
    page = opened("/")
    page.context.add_init_script(NO_MOUSE)
    page.reload()
    follow(page, ".bar a[href='/add']")
    tab_to(page, "#text")
    page.keyboard.type(TEXT)
    tab_to(page, "form.adding button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#progress .actions a[href='/review']")
    follow(page, "#progress .actions a[href='/review']")
    go_on_to(page, "signé", "Norvège", "3 mai 2021")
    title = page.inner_text("#card-title")
    page.keyboard.press("e")
    tab_to(page, "#c-date")
    page.keyboard.press("Control+A")
    page.keyboard.type("2021-05-04")
    page.keyboard.press("Enter")
    page.wait_for_function("before => document.getElementById('card-title')?.innerText !== before", arg=title)
    page.wait_for_function("() => document.querySelectorAll('#unsent li').length === 0")
    assert desk.log() == [("correct", "local", True)]
    follow(page, ".bar a[href='/agreements']")
    follow(page, "main a[href='/agreements/DNK-NOR-2021']")
    assert "4 mai 2021" in page.inner_text("#in-short") and "3 mai 2021" not in page.inner_text("#in-short")
    assert page.evaluate("pointed") == 0
    brief = CliRunner().invoke(app, ["brief", "DNK-NOR-2021", "--record", str(desk.record), "--lang", "fr"])
    assert brief.exit_code == 0 and "4 mai 2021" in brief.stdout, brief.output


def test_every_stop_is_seen_and_in_an_order_that_never_goes_back_to_the_start(address: str, chromium: Any) -> None:
    """On the densest pages: each stop of Tab has an outline and lies on the screen, and all of the page's controls are reached."""
    context = chromium.new_context(viewport={"width": 800, "height": 600}, locale="fr-FR", reduced_motion="reduce")
    page = context.new_page()
    for path in ("/agreements/PRK-RUS-2024", "/review", "/map", "/what-if", "/add"):
        page.goto(address + path)
        stops = []
        for _ in range(MOST_STOPS):
            page.keyboard.press("Tab")
            stop = page.evaluate(STOP)
            if stop is None or (stops and stop["place"] == stops[0]["place"]):
                break
            stops.append(stop)
        assert [s["html"] for s in stops if not s["outlined"]] == [], path
        assert [s["html"] for s in stops if not s["on_screen"]] == [], path
        places = [s["place"] for s in stops]
        assert places == sorted(places) and len(stops) == min(page.evaluate(CONTROLS), MOST_STOPS), (path, len(stops))
    context.close()


STOP = re.sub(
    r"\s+",
    " ",
    """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const box = e.getBoundingClientRect(), style = getComputedStyle(e), drawn = e.querySelector('.capital');
    return {
      html: e.outerHTML.slice(0, 120),
      place: [...document.querySelectorAll('*')].indexOf(e),
      outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
        || drawn && getComputedStyle(drawn).strokeWidth === '5px',
      on_screen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}""",
)
CONTROLS = re.sub(
    r"\s+",
    " ",
    """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter((e) => e.tabIndex >= 0 && e.checkVisibility()).length""",
)
