"""Numbers as a language writes them: figures with its marks, words, and both together ("1,5 million", "vingt-quatre", "11,000")."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from foedera.language.pack import LanguagePack


def any_of(words: Any) -> str:
    """A regular expression for any of the words, the longest first; a space stands for any run of blanks.

    >>> any_of(["a", "a b"])
    '(?:a +b|a)'
    """
    ordered = sorted((str(w) for w in words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace("\\ ", " +") for w in ordered) + ")" if ordered else "(?!)"


@dataclass(frozen=True, eq=False)
class NumberGrammar:
    """`pattern` finds a number in lower-case text (no groups inside); `value` reads what it found."""

    pattern: str
    words: dict[str, float]
    multipliers: dict[str, float]
    rounded: dict[str, float]
    articles: frozenset[str]
    joiners: frozenset[str]
    group_marks: str
    decimal_mark: str
    four_twenties: bool

    def value(self, text: str) -> float | None:
        """The number that the text writes, in figures or words; None when it writes none.

        "vingt-quatre" gives 24, "1,5 million" 1500000, "une douzaine" 12.
        """
        figures = re.match(r"\d[\d., ]*\d|\d", text)
        if not figures:
            return self._words_value(re.split(r"[- ]+", text.strip()), text)
        base = self._figures_value(figures.group())
        scale = re.split(r"[- ]+", text[figures.end() :].strip())[0] if base is not None else ""
        return base if base is None or not scale else base * (self.multipliers.get(scale) or self.rounded.get(scale) or 1)

    def _figures_value(self, figures: str) -> float | None:
        """Marks followed by three figures part thousands, another mark is the decimal one."""
        grouped = re.sub(rf"(?<=\d)[{re.escape(self.group_marks)}](?=\d{{3}}(?!\d))", "", figures)
        plain = grouped.replace(self.decimal_mark, ".").replace(" ", "")
        try:
            return float(plain)
        except ValueError:
            return None

    def _words_value(self, words: list[str], text: str) -> float | None:
        if text.strip() in self.rounded:
            return self.rounded[text.strip()]
        total, part, seen = 0.0, 0.0, False
        for word in words:
            if word in self.joiners or (word in self.articles and word not in self.words):
                continue
            if word in self.words:
                part = self._with_small(part, self.words[word])
            elif word in self.multipliers or word in self.rounded:
                factor = self.multipliers.get(word) or self.rounded[word]
                total, part = (total, max(part, 1) * factor) if factor == 100 else (total + max(part, 1) * factor, 0.0)
            else:
                return None
            seen = True
        return total + part if seen else None

    def _with_small(self, part: float, small: float) -> float:
        if self.four_twenties and small == 20 and 0 < part % 100 < 10:
            return part - part % 100 + part % 100 * 20
        return part + small


@lru_cache(maxsize=8)
def number_grammar(pack: LanguagePack) -> NumberGrammar:
    """The number grammar of a language, from its table `numbers`."""
    table = pack.table("numbers")
    marks = "".join(table.get("group_marks", ()))
    decimal = table.get("decimal_mark", ".")
    words, multipliers, rounded = table.get("words", {}), table.get("multipliers", {}), table.get("rounded", {})
    articles, joiners = table.get("articles", ()), table.get("joiners", ())
    scales = any_of({**table.get("scales", {}), **rounded})
    figures = rf"\d{{1,3}}(?:[{re.escape(marks)}]\d{{3}})+(?!\d)(?:{re.escape(decimal)}\d+)?|\d+(?:{re.escape(decimal)}\d+)?"
    word = any_of({**words, **multipliers})
    chain = rf"{word}(?:(?:[- ]+{any_of(joiners)})?[- ]+{word})*\b"
    large = any_of({**multipliers, **rounded})
    pattern = rf"(?:(?:{figures})(?:[- ]+{scales}\b)?|{any_of(articles)} +{large}\b|\b{chain}(?: +{scales}\b)?|{large}\b)"
    return NumberGrammar(
        pattern, words, multipliers, rounded, frozenset(articles), frozenset(joiners), marks, decimal, bool(table.get("four_twenties"))
    )
