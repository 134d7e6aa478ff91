"""News as an Atom feed (RFC 4287), from plain entries: for a file, and for the feeds of agreements, countries and saved searches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from foedera.interfaces.export.xml_text import xml_legal

NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry, all of it plain text: `updated` when it last changed; `link` its page, where it has one."""

    id: str
    title: str
    text: str
    updated: datetime
    link: str | None = None
    categories: tuple[str, ...] = ()


def atom_xml(feed_id: str, title: str, entries: Iterable[FeedEntry], *, lang: str, empty_since: datetime, link: str | None = None) -> str:
    """The whole feed, newest entry first. `feed_id` names it for good; `empty_since` is its time while it has no entry.

    Ids are UUIDs made of the ids given, so that the same row is the same entry in every feed. `link` is the address of the feed itself.
    """
    held = sorted(entries, key=lambda e: (-_moment(e.updated).timestamp(), e.id))
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": lang})
    _add(root, "id", _lasting(feed_id))
    _add(root, "title", title)
    _add(root, "updated", _written(held[0].updated if held else empty_since))
    _add(ET.SubElement(root, "author"), "name", "Foedera")
    if link:
        ET.SubElement(root, "link", {"rel": "self", "href": xml_legal(link)})
    for entry in held:
        _add_entry(root, entry)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _add_entry(root: ET.Element, entry: FeedEntry) -> None:
    element = ET.SubElement(root, "entry")
    _add(element, "id", _lasting(entry.id))
    _add(element, "title", entry.title)
    _add(element, "updated", _written(entry.updated))
    if entry.link:
        ET.SubElement(element, "link", {"rel": "alternate", "href": xml_legal(entry.link)})
    for category in entry.categories:
        ET.SubElement(element, "category", {"term": xml_legal(category)})
    _add(element, "content", entry.text)


def _add(parent: ET.Element, name: str, text: str) -> None:
    """Title and content are of type text: markup in them is shown as it stands."""
    element = ET.SubElement(parent, name, {"type": "text"} if name in ("title", "content") else {})
    element.text = xml_legal(text)


def _lasting(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'foedera:{name}')}"


def _moment(when: datetime) -> datetime:
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)


def _written(when: datetime) -> str:
    return f"{_moment(when):%Y-%m-%dT%H:%M:%SZ}"
