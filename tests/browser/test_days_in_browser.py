"""A day typed wrongly in a filter is never lost and never silent, with script as without."""

from collections.abc import Callable
from typing import Any

from tests.browser.served_desk import Desk


def test_a_day_of_another_form_stays_in_its_field_with_what_to_write(desk: Desk, opened: Callable[..., Any]) -> None:
    page = opened("/events")
    page.locator("#f-from").focus()
    page.keyboard.type("10/12/2024")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('f-from').validity.patternMismatch") is True
    assert page.input_value("#f-from") == "10/12/2024" and page.url == desk.address + "/events"
    assert "AAAA-MM-JJ" in page.get_attribute("#f-from", "title")


def test_a_day_that_is_none_leads_to_a_form_that_mends_it(desk: Desk, opened: Callable[..., Any]) -> None:
    page = opened("/events?country=RUS")
    page.locator("#f-from").focus()
    page.keyboard.type("2024-13-01")
    page.keyboard.press("Tab")
    page.wait_for_selector("#mend-from")
    assert page.input_value("#mend-from") == "2024-13-01"
    page.locator("#mend-from").fill("2024-01-01")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results")
    assert "country=RUS" in page.url and "from=2024-01-01" in page.url
