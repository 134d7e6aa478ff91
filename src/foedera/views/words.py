"""All words shown to people: one catalogue a language, `words/<lang>/<section>.yaml`, keys dotted from the section."""

from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, eq=False)
class Words:
    """The catalogue of one language. `say` raises KeyError for a key that is missing: tests find it before a person does."""

    lang: str
    entries: dict[str, str] = field(repr=False)

    def say(self, key: str, **holes: str) -> str:
        """The sentence of this key with its holes filled; holes that the sentence does not have are ignored.

        >>> words("en").say("codes.step.in_force")
        'in force'
        """
        return self.entries[key].format_map(_Holes(holes))

    def has(self, key: str) -> bool:
        """Whether the catalogue has the key."""
        return key in self.entries


class _Holes(dict[str, str]):
    """A hole that nothing fills stays empty rather than breaking a message."""

    def __missing__(self, key: str) -> str:
        return "…"


def _flat(prefix: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        return {prefix: str(value).strip("\n")}
    return {k: v for name, inner in value.items() for k, v in _flat(f"{prefix}.{name}", inner).items()}


def catalogue_languages() -> tuple[str, ...]:
    """Languages that have a catalogue, in alphabetical order."""
    return tuple(sorted(p.name for p in (resources.files("foedera.views") / "words").iterdir() if p.is_dir()))


@lru_cache(maxsize=4)
def words(lang: str) -> Words:
    """The catalogue of a language; KeyError when there is none. A section file may repeat its own name as its one top key."""
    if lang not in catalogue_languages():
        raise KeyError(lang)
    entries: dict[str, str] = {}
    for path in sorted((resources.files("foedera.views") / "words" / lang).iterdir(), key=lambda p: p.name):
        section = path.name.removesuffix(".yaml")
        data = yaml.load(path.read_text(encoding="utf-8"), Loader) or {}
        entries |= _flat(section, data[section] if set(data) == {section} else data)
    return Words(lang, entries)
