"""The states that a form may name, in the reader's language."""

from dataclasses import dataclass
from functools import lru_cache

from foedera.views.labels import Labels
from foedera.views.pages.filter_bar import in_order
from foedera.views.words import words
from foedera.world.load_world import load_world


@dataclass(frozen=True, slots=True)
class StateName:
    """A state's code and name."""

    code: str
    name: str


def state_names(labels: Labels) -> tuple[StateName, ...]:
    """All states of the world file, by name."""
    return _state_names(labels.lang)


@lru_cache(maxsize=4)
def _state_names(lang: str) -> tuple[StateName, ...]:
    labels = Labels(words(lang), load_world(), lang)
    return tuple(sorted((StateName(code, labels.actor(code)) for code in labels.world.state_spans), key=lambda s: in_order(s.name)))
