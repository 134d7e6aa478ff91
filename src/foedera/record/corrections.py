"""Fields of statements that a person may correct: FIELD=VALUE checked against the field's own form, then laid over the statement."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from foedera.record.judgements import Layer
from foedera.record.said import Statement
from foedera.values.codes import ActionClass, AgreementKind, EventType, Factuality, Status, Step, TriggerClass
from foedera.values.dates import range_from_edtf
from foedera.values.quantity import Quantity

Reader = Callable[[str], Any]
_AMOUNT = re.compile(r"^(?P<mod>>=|<=|=|~|>|<)?\s*(?P<value>\d+(?:[.,]\d+)?)\s*(?P<unit>\S.*)?$")
_UNKNOWN_YEAR = re.compile(r"^XXXX-\d\d(-\d\d)?$")
EMPTY = ("", "null", "-")


def _text(value: str) -> str:
    if not value:
        raise ValueError(value)
    return value


def _text_or_none(value: str) -> str | None:
    return None if value in EMPTY else value


def _number(value: str) -> int | None:
    return None if value in EMPTY else int(value)


def _day(value: str) -> str | None:
    """EDTF as READING.md writes it: a day, month or year, an interval, or a day without year."""
    if value in EMPTY:
        return None
    if range_from_edtf(value) is None and not _UNKNOWN_YEAR.match(value):
        raise ValueError(value)
    return value


def _published(value: str) -> str | None:
    if value not in EMPTY and "/" in value:
        raise ValueError(value)
    return _day(value)


def _names(value: str) -> tuple[str, ...]:
    return () if value in EMPTY else tuple(v.strip() for v in value.split(",") if v.strip())


def _actors(value: str) -> str:
    return "+".join(sorted(filter(None, (v.strip() for v in _text(value).split("+")))))


def _actors_or_none(value: str) -> str | None:
    return None if value in EMPTY else _actors(value)


def _parties(value: str) -> tuple[str, ...]:
    return tuple(_actors(value).split("+"))


def _trigger_class(value: str) -> TriggerClass | None:
    return None if value in EMPTY else TriggerClass(value)


def _quantity(value: str) -> Quantity | None:
    """Reads ">= 10000 soldiers"."""
    if value in EMPTY:
        return None
    found = _AMOUNT.match(value)
    if not found:
        raise ValueError(value)
    return Quantity(float(found["value"].replace(",", ".")), found["mod"] or "=", found["unit"])


_VOICES: dict[str, Reader] = {"said_by": _names, "factuality": Factuality}
FIELDS: Mapping[Layer, Mapping[str, Reader]] = {
    Layer.DOCUMENT: {"published": _published, "title": _text_or_none, "outlet": _text_or_none},
    Layer.AGREEMENT: {
        "name_in_text": _text,
        "parties": _parties,
        "kind": AgreementKind,
        "duration": _text_or_none,
        "article_count": _number,
        "replaces": _names,
    },
    Layer.STEP: {"step": Step, "actor": _actors, "status": Status, "date": _day, "place": _text_or_none, "scope": _text_or_none, **_VOICES},
    Layer.DUTY: {
        "bearer": _text,
        "beneficiary": _text_or_none,
        "action": _text,
        "action_class": ActionClass,
        "trigger": _text_or_none,
        "trigger_class": _trigger_class,
        "article": _number,
        "conditions": _names,
        "caveats": _names,
        "strength": _text_or_none,
        "delay": _text_or_none,
        **_VOICES,
    },
    Layer.EVENT: {
        "type": EventType,
        "source": _actors_or_none,
        "target": _actors_or_none,
        "what": _text,
        "quantity": _quantity,
        "date": _day,
        "place": _text_or_none,
        "also_said_by": _names,
        **_VOICES,
    },
    Layer.QUOTE: {"speaker": _text_or_none, "via": _text_or_none},
    Layer.ACTOR: {},
}


def field_and_value(layer: Layer, correction: str) -> tuple[str, Any]:
    """Reads "date=2024-12-04". ValueError: no FIELD=VALUE, or no value of that field; KeyError: no such field on this layer."""
    name, equals, value = correction.partition("=")
    if not equals:
        raise ValueError(correction)
    return name.strip(), FIELDS[layer][name.strip()](value.strip())


def corrected(statement: Statement, statement_id: str, changes: Mapping[str, Any]) -> Statement:
    """The statement with these fields in place of its own. It keeps its id; a date given by a person is not read again from words."""
    if isinstance(statement, str):
        return statement
    more: dict[str, Any] = dict(changes)
    if hasattr(statement, "given_id"):
        more["given_id"] = statement_id
    if "date" in changes:
        more["date_phrase"] = None
    return replace(statement, **more)
