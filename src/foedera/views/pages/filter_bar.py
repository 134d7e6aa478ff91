"""The filters above a list: for each, what may be chosen, with how many rows have it."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foedera.views.labels import Labels

SHOWN = ("source", "country", "agreement", "type", "certainty")
ALSO = ("status", "voice")  # kept when an address asks for them, with no menu of their own
MOST = 150  # values in a menu


Counts = Mapping[str, Iterable[tuple[str, int]]]
"""For each filter, its values with the rows that have them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value in a menu, in words, with the rows that have it (None: not counted)."""

    value: str
    words: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Menu:
    """One filter by value: what is chosen, what may be."""

    name: str
    chosen: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FilterBar:
    """All filters of a page. `kept`: filters without a menu, and what else the address holds that must stay."""

    menus: tuple[Menu, ...]
    first_day: str
    last_day: str
    kept: tuple[tuple[str, str], ...]
    narrowed: bool


def filter_bar(
    given: Mapping[str, str], counts: Counts, labels: Labels, keep: Mapping[str, str], agreements: Mapping[str, str] | None = None
) -> FilterBar:
    """The bar for the filters `given` (as Filters.to_strings writes them) and the counts of each facet; a filter with no value is left out.

    `agreements`: the names of agreements, by id.
    """
    menus = tuple(_menu(name, given.get(name, ""), tuple(counts.get(name, ())), labels, agreements or {}) for name in SHOWN)
    menus = tuple(menu for menu in menus if menu.choices)
    kept = {name: given[name] for name in ALSO if name in given} | {k: v for k, v in keep.items() if v}
    return FilterBar(menus, given.get("from", ""), given.get("to", ""), tuple(kept.items()), bool(given))


def _menu(name: str, chosen: str, counts: tuple[tuple[str, int], ...], labels: Labels, agreements: Mapping[str, str]) -> Menu:
    known = dict(counts[:MOST])
    if chosen and chosen not in known:
        known[chosen] = dict(counts).get(chosen, 0)
    named = agreements if name == "agreement" else {}
    choices = [Choice(v, f"{v} · {named[v]}" if v in named else value_words(name, v, labels), count) for v, count in known.items()]
    by_name = name in ("country", "source", "agreement")
    return Menu(name, chosen, tuple(sorted(choices, key=lambda c: in_order(c.words)) if by_name else choices))


def in_order(name: str) -> str:
    """By what a name is sorted: its letters without accents, case or the marks before them."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c)).lstrip("’'")


def value_words(name: str, value: str, labels: Labels) -> str:
    """A value of a filter in words."""
    if name == "country":
        return labels.actor(value)
    if name == "certainty":
        return labels.words.say(f"codes.certainty.{value}")
    if name == "type":
        groups = ("step", "event", "action", "kind", "field")
        group = next((g for g in groups if labels.words.has(f"codes.{g}.{value}")), None)
        return labels.code(group, value) if group else labels.words.say("web.quotation") if value == "quotation" else value
    return value
