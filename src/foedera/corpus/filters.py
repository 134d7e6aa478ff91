"""What a reader of the desk narrows a list to: the same few filters for every kind of row, written as the query of a page's address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from foedera.errors import Trouble, UsageError
from foedera.values.codes import Factuality
from foedera.values.dates import DateRange, range_from_edtf

FACETS = ("source", "country", "agreement", "type", "certainty", "status", "voice")
"""Filters by a value that a row has. `source`: the outlet; `country`: a state or an organisation; `voice`: who is said to have said it."""

DAYS = {"from": "from_day", "to": "to_day"}
LONGEST = 200  # characters of a value
_CODE = re.compile(r"[a-z_]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Filters:
    """Only rows that have all of these values; None asks for nothing. Days: rows that may lie on one from `from_day` to `to_day`.

    An open end of a row's days counts as the known one: "on or before 18 October" is looked for under 18 October.
    """

    source: str | None = None
    country: str | None = None
    agreement: str | None = None
    type: str | None = None
    certainty: str | None = None
    status: str | None = None
    voice: str | None = None
    from_day: date | None = None
    to_day: date | None = None

    @classmethod
    def from_strings(cls, given: Mapping[str, str]) -> "Filters":
        """The filters in a query; other names and empty values are passed over. A month or a year stands for all its days.

        UsageError `bad_filter` or, of a day, `unreadable_day` names the first filter whose value cannot be one.

        >>> Filters.from_strings({"country": "PRK", "from": "2024-10", "page": "3"}).to_strings()
        {'country': 'PRK', 'from': '2024-10-01'}
        """
        texts = {name: given[name].strip() for name in (*FACETS, *DAYS) if given.get(name, "").strip()}
        values = {name: _value(name, text) for name, text in texts.items() if name in FACETS}
        days = {name: _days(name, text) for name, text in texts.items() if name in DAYS}
        low = days["from"].earliest if "from" in days else None
        high = days["to"].latest if "to" in days else None
        if low and high and low > high:
            raise UsageError(Trouble("bad_filter", "to", detail=texts["to"]))
        return cls(**values, from_day=low, to_day=high)

    def to_strings(self) -> dict[str, str]:
        """The query that `from_strings` reads; what asks for nothing is left out."""
        found = {name: str(value) for name, value in self.values().items()}
        return found | {name: day.isoformat() for name, field in DAYS.items() if (day := getattr(self, field))}

    def values(self) -> dict[str, str]:
        """The filters by value that ask for something, in their order."""
        return {name: value for name in FACETS if (value := getattr(self, name))}

    @property
    def is_open(self) -> bool:
        """Whether nothing is narrowed."""
        return not any(getattr(self, field.name) for field in fields(self))


NO_FILTERS = Filters()


def _value(name: str, text: str) -> str:
    if len(text) > LONGEST or _CONTROL.search(text):
        raise UsageError(Trouble("bad_filter", name, detail=_CONTROL.sub(" ", text)[:LONGEST]))
    if name == "certainty" and text not in [*Factuality]:
        raise UsageError(Trouble("bad_filter", name, detail=text))
    if name in ("type", "status") and not _CODE.fullmatch(text):
        raise UsageError(Trouble("bad_filter", name, detail=text))
    return text


def _days(name: str, text: str) -> DateRange:
    days = range_from_edtf(text) if "/" not in text else None
    if days is None:
        raise UsageError(Trouble("unreadable_day", name, detail=_CONTROL.sub(" ", text)[:LONGEST]))
    return days
