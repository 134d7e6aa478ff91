"""Language packs: what Foedera knows of a language, as data. A second language is a folder, not a patch.

A pack is the folder `packs/<lang>/`; each YAML file in it is one table (calendar, numbers ...). Each stage that needs a table
asks for it by name and compiles it itself; `table` returns plain data. Every entry carries at least one `example` with what must come out.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
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


def languages() -> tuple[str, ...]:
    """Codes of the languages Foedera can read, in alphabetical order."""
    packs = resources.files("foedera.language") / "packs"
    return tuple(sorted(p.name for p in packs.iterdir() if p.is_dir() and (p / "pack.yaml").is_file()))


@lru_cache(maxsize=8)
def load_pack(lang: str) -> LanguagePack:
    """The pack of a language. Raises KeyError for a language that has none."""
    if lang not in languages():
        raise KeyError(lang)
    folder = resources.files("foedera.language") / "packs" / lang
    files = [p for p in folder.iterdir() if p.name.endswith(".yaml")]
    tables = {p.name.removesuffix(".yaml"): yaml.load(p.read_text(encoding="utf-8"), Loader) for p in files}
    return LanguagePack(lang, tables)
