"""What accounts say differently, in words: values told in codes read as a person would say them, quoted words as they stand."""

import re

from foedera.record.model import Disagreement
from foedera.values.dates import range_from_edtf
from foedera.values.quantity import Quantity
from foedera.views.labels import Labels

QUOTED = ("saying", "claim")  # values of these are the documents' own words
_PARTS = re.compile(r"(; | \+ |, |: | \(|\)$)")
_WORDS = re.compile(r"( )")
_ACTORS = re.compile(r"[A-Z]{2,}(?:\+[A-Z]{2,})*(?::\w+)?")
_DAY = re.compile(r"[\dX./-]*\d{2}[\dX./-]*")
_AMOUNT = re.compile(r"([<>]=?|~|)(\d+(?:\.\d+)?)( \D+)?")
NO_YEAR = "XXXX-"
GROUPS = ("step", "status", "factuality")


def difference_in_words(row: Disagreement, labels: Labels) -> str:
    """What is compared, and whether the values can all be true."""
    what, kind = aspect_in_words(row.field, row.aspect, labels), labels.words.say(f"why.kind_of_disagreement.{row.kind}")
    return labels.words.say("why.difference", what=what, kind=kind)


def aspect_in_words(field: str, aspect: str, labels: Labels) -> str:
    """What is compared, in a few words: "the days told differ"."""
    return labels.words.say(f"why.aspect.{aspect or {'quantity': 'amount'}.get(field, field)}")


def value_in_words(row: Disagreement, value: str, labels: Labels) -> str:
    """A value with its codes, actors and days named."""
    return told_value(row.field, row.aspect, value, labels)


def told_value(field: str, aspect: str, value: str, labels: Labels) -> str:
    """As `value_in_words`, for a disagreement over this field and aspect; numbers are grouped as the language does."""
    if field == "quantity" and not aspect:
        return _amount(value, labels)
    if aspect in QUOTED or field == "quantity":
        return value
    return "".join(part if _PARTS.fullmatch(part) else _part(part, labels) for part in _PARTS.split(value))


def _amount(value: str, labels: Labels) -> str:
    """A number with the signs and figures of the language, as `Labels.quantity` gives it; what is no number stays as it is."""
    found = _AMOUNT.fullmatch(value)
    return labels.quantity(Quantity(float(found[2]), found[1] or "=", (found[3] or "").strip() or None)) if found else value


def _part(part: str, labels: Labels) -> str:
    term = labels.term(part)
    if term != part:
        return term
    return "".join(_word(word, labels) for word in _WORDS.split(part))


def _word(word: str, labels: Labels) -> str:
    if labels.words.has(f"why.value.{word}"):
        return labels.words.say(f"why.value.{word}")
    group = next((g for g in GROUPS if labels.words.has(f"codes.{g}.{word}")), None)
    if group:
        return labels.code(group, word)
    if _ACTORS.fullmatch(word):
        return labels.actor(word)
    if word.startswith(NO_YEAR):
        return _without_year(word.removeprefix(NO_YEAR), labels)
    return labels.day(word) if _DAY.fullmatch(word) and range_from_edtf(word) else word


def _without_year(word: str, labels: Labels) -> str:
    """A month, or a day of a month, of a year that the document does not tell."""
    from babel.dates import get_month_names

    month, _, day = word.partition("-")
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return word
    return f"{day} {get_month_names('wide', locale=labels.lang)[int(month)]}".strip()
