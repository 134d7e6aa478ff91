"""A counted amount as told: value, modifier (`=` `~` `>` `<` `>=` `<=`) and what is counted, in the text's own word."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: `mod` is one of the signs above, `unit` what is counted, None when the text does not say."""

    value: float
    mod: str = "="
    unit: str | None = None
