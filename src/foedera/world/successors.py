"""Which state carries on the treaties of one that has ended."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Successor:
    """`new` carries on the treaties of `old` from the day `since`."""

    old: str
    new: str
    since: date


@lru_cache(maxsize=1)
def load_successors() -> tuple[Successor, ...]:
    """Every succession of the world file."""
    text = (resources.files("foedera.world") / "successors.yaml").read_text(encoding="utf-8")
    return tuple(Successor(row["old"], row["new"], row["since"]) for row in yaml.safe_load(text)["successors"])
