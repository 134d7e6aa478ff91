"""Which state carries on the treaties of one that has ended."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Successor:
    """`new` carries on the treaties of `old` from the day `since`; in the agreements `contested` (ids), whether it does is disputed."""

    old: str
    new: str
    since: date
    contested: tuple[str, ...] = ()
    source: str = ""

    @property
    def ground(self) -> str:
        """What proofs name as their ground: "succession:SUN-RUS"."""
        return f"succession:{self.old}-{self.new}"


@lru_cache(maxsize=1)
def load_successors() -> tuple[Successor, ...]:
    """Every succession of the world file."""
    text = (resources.files("foedera.world") / "successors.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    return tuple(Successor(row["old"], row["new"], row["since"], tuple(row.get("contested", ())), row.get("source", data["source"]))
                 for row in data["successors"])
