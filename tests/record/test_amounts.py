"""Numbers told of one flow: compatible, grown with time, or excluding each other; and what a count of people suffered."""

from datetime import date

import pytest

from foedera.language.pack import languages, load_pack
from foedera.record.amounts import AmountTold, kind_of_amounts
from foedera.record.units import suffered_class
from foedera.values.dates import range_from_edtf
from foedera.values.quantity import Quantity


def told(value: float, day: str | None = None, mod: str = "=", days: str | None = None, voice: str = "") -> AmountTold:
    when = date.fromisoformat(day) if day else None
    return AmountTold(Quantity(value, mod), when, range_from_edtf(days), frozenset([voice] if voice else []))


@pytest.mark.parametrize(
    ("amounts", "kind"),
    [
        ([told(900, mod=">"), told(1000, mod="~")], "compatible"),
        ([told(300, "2021-05-01", voice="A"), told(4000, "2021-05-03", voice="B")], "contradiction"),
        ([told(300, "2021-05-01", voice="A"), told(4000, "2021-05-03", voice="A")], "revised_over_time"),
        ([told(300, "2021-05-01", voice="A"), told(4000, "2021-08-03", voice="B")], "revised_over_time"),
        ([told(4000, "2021-05-01", voice="A"), told(300, "2021-08-03", voice="B")], "contradiction"),
        ([told(300), told(4000)], "contradiction"),
    ],
)
def test_kinds_of_counts(amounts: list[AmountTold], kind: str) -> None:
    """Two voices with two numbers at about one time differ; a later, higher one revises only its own or an old one."""
    assert kind_of_amounts(amounts) == kind
    assert kind_of_amounts(amounts[::-1]) == kind


def test_what_went_in_a_month_is_no_count_of_the_year() -> None:
    amounts = [told(20, "2021-03-31", days="2021-03"), told(500, "2021-12-31", days="2021-01/..")]
    assert kind_of_amounts(amounts, per_period=True) == "compatible"
    assert kind_of_amounts(amounts) == "revised_over_time"


def test_counts_of_months_apart_are_of_other_things() -> None:
    assert kind_of_amounts([told(20, "2021-03-31", days="2021-03"), told(5, "2021-05-31", days="2021-05")], cumulative=True) == "compatible"


@pytest.mark.parametrize("lang", languages())
def test_each_loss_reads_its_example(lang: str) -> None:
    for entry in load_pack(lang).table("unit_classes").get("suffered", ()):
        assert suffered_class(entry["example"]["text"], "", lang) == entry["example"]["class"], entry


def test_a_loss_of_others_is_none_of_those_counted() -> None:
    assert suffered_class("9 000 marins sont au port, et certains seraient blessés", "marins", "fr") is None
    assert suffered_class("9 000 marins seraient blessés", "marins", "fr") == "wounded"
    assert suffered_class("blessés, quelque 40 marins", "marins", "fr") == "wounded"
