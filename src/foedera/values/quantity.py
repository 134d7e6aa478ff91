"""A counted amount as told: value, modifier (`=` `~` `>` `<` `>=` `<=`) and what is counted, in the text's own word."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    value: float
    mod: str = "="
    unit: str | None = None
