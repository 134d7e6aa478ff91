"""Reasons of the record in words: each rule's sentence with its codes, days and actors named in the reader's language."""

from foedera.record.model import Reason
from foedera.views.labels import Labels

DAYS = ("date", "published", "earliest", "latest")
ACTORS = ("actor", "party", "parties", "bearer", "said_by")
CODES = {
    "step": "step",
    "earlier": "step",
    "later": "step",
    "type": "event",
    "agreement_kind": "kind",
    "other_kind": "kind",
    "action_class": "action",
    "trigger_class": "trigger",
}
PAIRS_OF_DAYS = ("other_days", "signed_one_year", "signed_other_years", "one_step_once")
PAIRS_OF_ACTORS = ("other_voice",)
PAIR = ("first", "second")


def reason_sentence(reason: Reason, labels: Labels) -> str:
    """The reason in words; its code where the catalogue lacks it."""
    key = next((k for k in (f"why.reason.{reason.rule}", f"rules.{reason.rule}") if labels.words.has(k)), None)
    if key is None:
        return reason.rule
    return labels.words.say(key, **{name: _worded(name, value, reason.rule, labels) for name, value in reason.values})


def _worded(name: str, value: str, rule: str, labels: Labels) -> str:
    if name in DAYS or (name in PAIR and rule in PAIRS_OF_DAYS):
        return labels.day(value)
    if name == "bearer" and labels.words.has(f"codes.bearer.{value}"):
        return labels.code("bearer", value)
    if name in CODES:
        return labels.code(CODES[name], value)
    if name in ACTORS or (name in PAIR and rule in PAIRS_OF_ACTORS):
        return ", ".join(labels.actor(part) for part in value.split(", "))
    if name == "sides":
        return " → ".join(labels.actor(end) for end in value.split(">") if end)
    return _calendar_name(name, value, labels)


def _calendar_name(name: str, value: str, labels: Labels) -> str:
    """Weekdays (Monday = 0) and months by name; any other value as it is."""
    from babel.dates import get_day_names, get_month_names

    if name == "weekday" and value.isdigit():
        return str(get_day_names("wide", locale=labels.lang)[int(value)])
    if name == "month" and value.isdigit():
        return str(get_month_names("wide", locale=labels.lang)[int(value)])
    return value
