"""What is counted, whatever the word and the language: soldiers, troops and "hommes" are of one class, containers of another."""

import re
from functools import lru_cache

from foedera.language.pack import languages, load_pack

TABLE = "unit_classes"
_CLAUSE_END = re.compile(r"[;:.]|,\s")


@lru_cache(maxsize=1)
def unit_classes() -> dict[str, str]:
    """The class of each unit word of every language pack."""
    found: dict[str, str] = {}
    for lang in languages():
        for name, words in load_pack(lang).table(TABLE).get("classes", {}).items():
            found |= {str(word): str(name) for word in words}
    return found


@lru_cache(maxsize=8)
def _suffered(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    entries = load_pack(lang).table(TABLE).get("suffered", ()) if lang in languages() else ()
    return tuple((str(e["class"]), re.compile(e["pattern"], re.IGNORECASE)) for e in entries)


def suffered_class(words: str, number: str, lang: str) -> str | None:
    """What the people counted suffered (dead, wounded, losses, prisoners), told in the clause of the number or else before it.

    `number`: the unit word after which to look first. None where a clause of others tells the loss: "9,000 men are there, and some fell".
    """
    at = words.find(number) if number else 0
    after = words[max(at, 0) :]
    clause = after[: end.start()] if (end := _CLAUSE_END.search(after)) else after
    for part in (clause, words[: max(at, 0)]):
        for name, pattern in _suffered(lang):
            if pattern.search(part):
                return name
    return None


def suffered_classes(lang: str) -> frozenset[str]:
    """The classes that count people lost."""
    return frozenset(name for name, _ in _suffered(lang))
