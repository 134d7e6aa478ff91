"""The fields of a row that a person may correct, as a form shows them: name, value now, and the codes there are. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from foedera.record.corrections import FIELDS
from foedera.record.judging import LAYERS
from foedera.record.model import AgreementRow, EventRow, LifecycleRow, ProvisionRow, QuoteRow
from foedera.values.codes import TriggerClass
from foedera.values.quantity import Quantity
from foedera.views.labels import Labels
from foedera.views.pages.lines import end_words
from foedera.views.rows import accounts_of

Corrected = AgreementRow | LifecycleRow | ProvisionRow | EventRow | QuoteRow
GROUPS = {"step": "step", "status": "status", "kind": "kind", "type": "event", "action_class": "action", "factuality": "certainty",
          "trigger_class": "trigger"}  # fmt: skip
MAY_BE_UNKNOWN: Mapping[str, type[Enum]] = {"trigger_class": TriggerClass}
DAYS = frozenset({"date", "published"})
VOICES = ("said_by", "also_said_by")
SPEAKERS = frozenset({"speaker", "via"})
ENDS = frozenset({"actor", "source", "target", "bearer", "beneficiary", "parties", *VOICES, *SPEAKERS})


@dataclass(frozen=True, slots=True)
class Code:
    """A code that a field may have, in words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `value` as corrections write it, empty when unknown, `shown` in words; `codes` none where words are free.

    `is_day`: an EDTF date; `is_speaker`: who speaks, or from whom the words are.
    """

    name: str
    words: str
    value: str
    codes: tuple[Code, ...]
    is_day: bool
    is_speaker: bool = False
    shown: str = ""


def fields_of(row: Corrected, labels: Labels) -> tuple[Field, ...]:
    """Every field of the row that may be corrected, with what it says now."""
    names = FIELDS[LAYERS[type(row)]]
    return tuple(_field(name, value_now(row, name), _codes(name, reader, labels), labels) for name, reader in names.items())


def _field(name: str, value: str, codes: tuple[Code, ...], labels: Labels) -> Field:
    words = next((c.words for c in codes if c.value == value), "")
    if not words and name in DAYS:
        words = labels.day(value) if value else ""
    elif not words and name in ENDS:
        words = ", ".join(end_words(part, labels) for part in value.split(", "))
    return Field(name, labels.words.say(f"reviewing.field.{name}"), value, codes, name in DAYS, name in SPEAKERS, words or value)


def _codes(name: str, reader: Any, labels: Labels) -> tuple[Code, ...]:
    codes = MAY_BE_UNKNOWN.get(name) or (reader if isinstance(reader, type) and issubclass(reader, Enum) else None)
    if codes is None:
        return ()
    unknown = [Code("", labels.words.say("reviewing.unknown"))] if name in MAY_BE_UNKNOWN else []
    return (*unknown, *(Code(str(c.value), labels.code(GROUPS[name], str(c.value))) for c in codes))


def value_now(row: Corrected, name: str) -> str:
    """What the row says in this field, as a correction would be written; voices are those of its first account."""
    if name in VOICES:
        accounts = accounts_of(row)
        return ", ".join(getattr(accounts[0], name)) if accounts else ""
    if name == "quantity" and isinstance(row, EventRow):
        return _plain(row.quantities[0].quantity) if row.quantities else ""
    value = getattr(row, "name" if name == "name_in_text" else name)
    return "+".join(value) if name == "parties" else _plain(value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Quantity):
        return " ".join(filter(None, (value.mod, f"{value.value:.15g}", value.unit)))
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def changed_fields(row: Corrected, given: Mapping[str, str]) -> tuple[str, ...]:
    """FIELD=VALUE for each field given that the row says otherwise."""
    names = FIELDS[LAYERS[type(row)]]
    pairs = ((name, " ".join(given[name].split())) for name in names if name in given)
    return tuple(f"{name}={value or 'null'}" for name, value in pairs if value != " ".join(value_now(row, name).split()))
