"""Deciding by one key; nothing lost with the network or on reload; two browsers that see each other."""

from collections.abc import Callable
from typing import Any

from tests.browser.served_desk import Desk


def title(page: Any) -> str:
    return str(page.inner_text("#card-title"))


def moved_on(page: Any, before: str) -> None:
    page.wait_for_function("before => document.getElementById('card-title')?.innerText !== before", arg=before)


def test_one_key_decides_goes_on_and_another_takes_it_back(desk: Desk, opened: Callable[..., Any]) -> None:
    page = opened("/review")
    first = title(page)
    page.keyboard.press("a")
    moved_on(page, first)
    second = title(page)
    page.keyboard.press("r")
    moved_on(page, second)
    assert desk.log() == [("accept", "local", True), ("reject", "local", True)]
    page.keyboard.press("u")
    page.wait_for_function("wanted => document.getElementById('card-title')?.innerText === wanted", arg=second)
    assert desk.log() == [("accept", "local", True), ("reject", "local", False)]
    page.keyboard.press("j")
    moved_on(page, second)
    page.keyboard.press("k")
    page.wait_for_function("wanted => document.getElementById('card-title')?.innerText === wanted", arg=second)
    page.keyboard.press("?")
    assert page.evaluate("document.getElementById('help').open") is True
    assert len(desk.log()) == 2


def test_a_row_is_taken_apart_by_keyboard_and_put_together_again(desk: Desk, opened: Callable[..., Any]) -> None:
    page = opened("/review?row=PRK-RUS-2024%2Fsigned%3APRK%2BRUS")
    row = title(page)
    page.keyboard.press("x")
    assert page.evaluate("document.activeElement.name") == "part.1"
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    moved_on(page, row)
    assert desk.comes(lambda log: len(log) == 1) == [("split", "local", True)]
    page.keyboard.press("u")
    assert desk.comes(lambda log: not log[0][2]) == [("split", "local", False)]


def test_a_quotation_is_decided_by_keyboard(desk: Desk, opened: Callable[..., Any]) -> None:
    page = opened("/review?type=quotation")
    first = title(page)
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.id") == "c-speaker"
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    moved_on(page, first)
    assert "type=quotation" in page.url and desk.log() == [("accept", "local", True)]


def test_what_is_decided_without_the_network_is_kept_over_a_reload_and_saved_once(desk: Desk, opened: Callable[..., Any]) -> None:
    page = opened("/review")
    page.wait_for_load_state("networkidle")  # the next rows are fetched ahead
    first = title(page)
    page.context.set_offline(True)
    page.keyboard.press("a")
    moved_on(page, first)
    second = title(page)
    page.keyboard.press("h")
    moved_on(page, second)
    assert desk.log() == [] and page.locator("#unsent li").count() == 2
    page.context.set_offline(False)
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('#unsent li').length === 0")
    assert desk.comes(lambda log: len(log) == 2) == [("accept", "local", True), ("hide", "local", True)]


def test_a_decision_whose_answer_is_lost_is_kept_once(desk: Desk, opened: Callable[..., Any]) -> None:
    page = opened("/review")
    lost: list[int] = []

    def lose(route: Any) -> None:
        if not lost:
            lost.append(route.fetch(max_redirects=0).status)  # the desk has it, the browser never hears so
            route.abort()
        else:
            route.continue_()

    page.route("**/review/decide", lose)
    page.keyboard.press("a")
    page.wait_for_selector("#unsent li")
    assert lost == [200] and desk.log() == [("accept", "local", True)]
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_function("() => document.querySelectorAll('#unsent li').length === 0")
    assert desk.log() == [("accept", "local", True)]


def test_two_at_once_see_each_other_and_none_decides_unseen(desk: Desk, opened: Callable[..., Any]) -> None:
    ada, bob = opened("/review", "Ada"), opened("/review", "Bob")
    row = title(bob)
    assert title(ada) == row
    ada.keyboard.press("a")
    moved_on(ada, row)
    bob.keyboard.press("r")
    bob.wait_for_selector("#unsent li .judged")
    assert "Ada" in bob.inner_text("#unsent") and title(bob) == row
    assert desk.log() == [("accept", "Ada", True)]
    bob.locator("#unsent button").last.click()
    assert bob.locator("#unsent li").count() == 0
    bob.wait_for_function("() => document.getElementById('meanwhile').innerText.includes('Ada')", timeout=15_000)
    assert desk.log() == [("accept", "Ada", True)]
