"""Whose text a page prints, by its own words: "(avec AFP)", "Source: Reuters"."""

from collections.abc import Sequence
from functools import lru_cache

from foedera.record.model import ReadDocument
from foedera.record.wordings import is_credit

OUTLET, PAGE = "outlet:", "page:"


def credited_outlets(item: ReadDocument) -> tuple[str, ...]:
    """The agencies and papers that the page names as the source of its text, in alphabetical order."""
    mentions = tuple((m.span.start, m.span.end, m.actor) for m in item.reading.mentions if m.kind == "outlet")
    return _credited(item.document.text, item.document.lang, mentions) if mentions else ()


@lru_cache(maxsize=4096)
def _credited(text: str, lang: str, mentions: tuple[tuple[int, int, str], ...]) -> tuple[str, ...]:
    found = set()
    for start, end, outlet in mentions:
        low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        if is_credit(text[low : high if high >= 0 else len(text)], text[start:end], lang):
            found.add(outlet)
    return tuple(sorted(found))


def source_of_page(copies: Sequence[ReadDocument]) -> str:
    """What pages of one text count as in their own voice: the agency they credit, else the outlet of the first, else that page."""
    credited = [outlet for item in copies for outlet in credited_outlets(item)]
    outlet = credited[0] if credited else copies[0].document.outlet or copies[0].reading.outlet
    return f"{OUTLET}{outlet}" if outlet else f"{PAGE}{copies[0].document.id}"
