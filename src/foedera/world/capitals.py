"""Where the capital of each state lies: a point to draw it at, no claim to a border."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Capital:
    """The town drawn for a state, in degrees north and east (negative: south and west), to a hundredth."""

    state: str
    town: str
    north: float
    east: float


@lru_cache(maxsize=1)
def load_capitals() -> dict[str, Capital]:
    """Every capital of the world file, by the code of its state."""
    data = yaml.safe_load((resources.files("foedera.world") / "capitals.yaml").read_text(encoding="utf-8"))
    return {row["state"]: Capital(row["state"], row["town"], row["north"], row["east"]) for row in data["capitals"]}
