"""The words of a promise that a data set knows by its code alone."""

from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from foedera.world.agreement import LocalText
from foedera.world.load_agreements import duty_words

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=1)
def promise_words() -> dict[str, LocalText]:
    """The text of each promise (defence, neutrality, non_aggression, consultation) and of each condition, by its code."""
    text = (resources.files("foedera.world") / "duties" / "promise_words.yaml").read_text(encoding="utf-8")
    promises = {code: LocalText(tuple(forms.items())) for code, forms in yaml.load(text, Loader).items()}
    return promises | duty_words()["conditions"]
