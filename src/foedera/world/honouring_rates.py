"""How often promises of alliance were kept when war came, by class of duty."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

ANY = "any"


@dataclass(frozen=True, slots=True)
class HonouringRates:
    """Shares between 0 and 1 by action class, and where they come from."""

    shares: Mapping[str, float]
    source: str

    def of(self, action_class: str | None) -> float:
        """The share of this class; that of all classes together where it has none of its own."""
        return self.shares.get(action_class or ANY, self.shares[ANY])


@lru_cache(maxsize=1)
def load_honouring_rates() -> HonouringRates:
    """The rates of the world file."""
    data = yaml.safe_load((resources.files("foedera.world") / "honouring_rates.yaml").read_text(encoding="utf-8"))
    return HonouringRates({row["class"]: row["share"] for row in data["rates"]}, data["source"].strip())
