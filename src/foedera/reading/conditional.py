"""Verb forms that tell what is not (yet) so: the conditional and the future, told by their endings and stems."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from foedera.language.pack import LanguagePack


@dataclass(frozen=True)
class MoodRules:
    """A form is a stem (regular ending of a future stem, or one listed) and a personal ending.

    `false_stems` are those of other tenses, `false_forms` nouns.
    """

    conditional_endings: tuple[str, ...]
    future_endings: tuple[str, ...]
    stem_endings: tuple[str, ...]
    irregular_stems: frozenset[str]
    false_stems: frozenset[str]
    false_forms: frozenset[str]
    conditional_forms: frozenset[str]
    future_forms: frozenset[str]
    perfect_heads: frozenset[str]


@lru_cache(maxsize=8)
def mood_rules(pack: LanguagePack) -> MoodRules:
    """The rules of the pack's table `hedges`."""
    table: Any = pack.table("hedges")

    def words(key: str) -> tuple[str, ...]:
        return tuple(str(w) for w in table.get(key, ()))

    return MoodRules(
        tuple(sorted(words("conditional_endings"), key=len, reverse=True)),
        tuple(sorted(words("future_endings"), key=len, reverse=True)),
        words("stem_endings"),
        frozenset(words("irregular_stems")),
        frozenset(words("false_stems")),
        frozenset(words("false_forms")),
        frozenset(words("conditional_forms")),
        frozenset(words("future_forms")),
        frozenset(words("perfect_heads")),
    )


def _has_ending(form: str, endings: tuple[str, ...], rules: MoodRules) -> bool:
    if form in rules.false_forms:
        return False
    for ending in endings:
        stem = form.removesuffix(ending)
        if stem == form or stem in rules.false_stems:
            continue
        if stem in rules.irregular_stems or (len(stem) > 2 and stem.endswith(rules.stem_endings)):
            return True
    return False


def is_conditional(form: str, rules: MoodRules) -> bool:
    """Whether the lower-case word is a verb in the conditional; an inverted pronoun may hang on it ("aurait-il")."""
    head = form.split("-")[0]
    return head in rules.conditional_forms or _has_ending(head, rules.conditional_endings, rules)


def is_future(form: str, rules: MoodRules) -> bool:
    """Whether the lower-case word is a verb in the future tense."""
    head = form.split("-")[0]
    return head in rules.future_forms or _has_ending(head, rules.future_endings, rules)
