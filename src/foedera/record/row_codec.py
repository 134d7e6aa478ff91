"""Rows of the record as JSON and back, exactly: a dataclass is the list of its fields, and types say how to read it again.

For what is kept to be read again by the same version; the exports have a shape of their own (views/record_json.py).
"""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Row = TypeVar("Row")
Reader = Callable[[Any], Any]
PLAIN = (str, int, float, bool, NoneType)


def row_to_json(row: object) -> str:
    """The row as one line of JSON."""
    return _ENCODER.encode(row)


def row_from_json(kind: type[Row], text: str) -> Row:
    """The row of this kind that `row_to_json` wrote."""
    any_kind: Any = kind
    found: Row = _reader(any_kind)(json.loads(text))
    return found


def _parts(value: Any) -> Any:
    """What stands for a value that JSON has no form for: the fields of a row, the text of a day."""
    kind: Any = type(value)
    return _parts_of(kind)(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_parts, check_circular=False)


@lru_cache(maxsize=256)
def _parts_of(kind: Any) -> Callable[[Any], Any]:
    if issubclass(kind, date):
        return kind.isoformat  # type: ignore[no-any-return]
    names = [f.name for f in fields(kind)]
    found = attrgetter(*names)
    return found if len(names) > 1 else lambda value: (found(value),)


@lru_cache(maxsize=1024)
def _reader(kind: Any) -> Reader:
    """What makes a value of this type from its JSON. TypeError for types that no row has."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind in PLAIN:
        return _as_it_is
    if origin in (Union, UnionType):
        return _optional(_reader(next(t for t in inner if t is not NoneType)))
    if origin is tuple:
        return _tuple(tuple(_reader(t) for t in inner if t is not Ellipsis), Ellipsis in inner)
    if isinstance(kind, type) and issubclass(kind, date):
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return _dataclass(kind, tuple(_reader(hints[f.name]) for f in fields(kind)))
    raise TypeError(kind)


def _as_it_is(value: Any) -> Any:
    return value


def _optional(inner: Reader) -> Reader:
    return inner if inner is _as_it_is else lambda value: None if value is None else inner(value)


def _tuple(inner: tuple[Reader, ...], any_length: bool) -> Reader:
    if any_length:
        one = inner[0]
        return tuple if one is _as_it_is else lambda value: tuple([one(v) for v in value])
    return lambda value: tuple(read(v) for read, v in zip(inner, value, strict=True))


def _dataclass(kind: Any, readers: tuple[Reader, ...]) -> Reader:
    return lambda value: kind(*[v if read is _as_it_is else read(v) for read, v in zip(readers, value, strict=True)])
