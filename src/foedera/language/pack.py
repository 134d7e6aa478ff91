"""Language packs: what Foedera knows of a language, as data. A second language is a folder, not a patch.

A pack is the folder `packs/<lang>/`; each YAML file in it is one table (calendar, numbers ...). Each stage that needs a table
asks for it by name and compiles it itself; `table` returns plain data. Every entry carries at least one `example` with what must come out.
"""

import os
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, eq=False)
class LanguagePack:
    """The words and rules of one language: the contents of its folder of YAML files, a table for each file."""

    lang: str
    tables: dict[str, Any] = field(repr=False)

    def table(self, name: str) -> Any:
        """The named table, or an empty dict when this language has none."""
        return self.tables.get(name, {})


OWN_PACKS = "FOEDERA_PACKS"  # in the environment: a folder of packs beside those that come with Foedera


def own_packs() -> Traversable | None:
    """The folder of packs that `FOEDERA_PACKS` names; None where it names none."""
    named = os.environ.get(OWN_PACKS)
    return Path(named) if named and Path(named).is_dir() else None


def _folders() -> dict[str, Traversable]:
    """The folder of each language that has a pack; one's own pack goes before that of the package."""
    roots = [resources.files("foedera.language") / "packs", own_packs()]
    return {p.name: p for root in roots if root for p in root.iterdir() if p.is_dir() and (p / "pack.yaml").is_file()}


def languages() -> tuple[str, ...]:
    """Codes of the languages Foedera can read, in alphabetical order."""
    return tuple(sorted(_folders()))


@lru_cache(maxsize=8)
def load_pack(lang: str) -> LanguagePack:
    """The pack of a language. Raises KeyError for a language that has none."""
    files = [p for p in _folders()[lang].iterdir() if p.name.endswith(".yaml")]
    tables = {p.name.removesuffix(".yaml"): yaml.load(p.read_text(encoding="utf-8"), Loader) for p in files}
    return LanguagePack(lang, tables)


@dataclass(frozen=True, slots=True)
class PackEntry:
    """One place of a pack: its `file` and `key` ("packs/fr/event_cues.yaml", "frames.travel"), what stands there, its own examples."""

    file: str
    key: str
    content: Any
    examples: tuple[str, ...]


def entry_of(pack: LanguagePack, path: str) -> PackEntry:
    """The entry at "table.key.row", rows counted from 0. Raises KeyError where the pack has none."""
    table, *keys = path.split(".")
    content: Any = pack.tables[table]
    for key in keys:
        try:
            content = content[int(key)] if isinstance(content, list) else content[key]
        except (IndexError, ValueError, TypeError) as error:
            raise KeyError(path) from error
    return PackEntry(f"packs/{pack.lang}/{table}.yaml", ".".join(keys), content, _examples(content))


def _examples(content: Any) -> tuple[str, ...]:
    """The example sentences of an entry, whether given alone, in a list, or with what must come out."""
    found = content.get("example", content.get("examples", ())) if isinstance(content, dict) else ()
    rows = found if isinstance(found, list) else [found] if found else []
    return tuple(str(row["text"] if isinstance(row, dict) else row) for row in rows)
