"""Wordings that documents are compared by: how rare an act is said to be, attacks said to be mutual, words that carry no content."""

import re
from dataclasses import dataclass
from functools import lru_cache

from foedera.language.pack import languages, load_pack
from foedera.reading.numbers import number_grammar
from foedera.record.names import name_words, plain

TABLE = "wordings"
_END = re.compile(r"[.!?…][\"»”’)]*\s|\n")
SHORTEST_STEM, STEM = 4, 5


@dataclass(frozen=True, slots=True)
class RankClaim:
    """How rare an act is said to be: `kind` is the pack's code, `years` since the last such act, None when none are told."""

    kind: str
    years: int | None
    words: str


@dataclass(frozen=True, eq=False, slots=True)
class Wordings:
    """One language's table `wordings`, compiled."""

    lang: str
    ranks: tuple[tuple[str, re.Pattern[str]], ...]
    reciprocal: tuple[re.Pattern[str], ...]
    credits: tuple[str, ...]
    empty_words: frozenset[str]


@lru_cache(maxsize=8)
def wordings(lang: str) -> Wordings:
    """The wordings of a language; empty for one without a pack."""
    table = load_pack(lang).table(TABLE) if lang in languages() else {}
    ranks = tuple((str(r["kind"]), re.compile(r["pattern"], re.IGNORECASE)) for r in table.get("ranks", ()))
    reciprocal = tuple(re.compile(p, re.IGNORECASE) for p in table.get("reciprocal", {}).get("patterns", ()))
    credits = tuple(str(c["pattern"]) for c in table.get("credits", ()))
    return Wordings(lang, ranks, reciprocal, credits, frozenset(plain(str(w)) for w in table.get("empty_words", ())))


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds these offsets begins and ends."""
    low = 0
    for mark in _END.finditer(text, 0, start):
        low = mark.end()
    stop = _END.search(text, end)
    return low, stop.start() + 1 if stop else len(text)


def rank_claim(sentence: str, lang: str) -> RankClaim | None:
    """How rare the sentence says an act is, by the pack's first pattern that fits."""
    for kind, pattern in wordings(lang).ranks:
        if found := pattern.search(sentence):
            told = found.groupdict().get("years")
            value = number_grammar(load_pack(lang)).value(told.lower()) if told else None
            if told and value is None:
                continue
            return RankClaim(kind, int(value) if value is not None else None, " ".join(found.group().split()))
    return None


def is_reciprocal(words: str, lang: str) -> bool:
    """Whether the words speak of an attack by the parties on each other."""
    return any(p.search(words) for p in wordings(lang).reciprocal)


def is_credit(line: str, outlet: str, lang: str) -> bool:
    """Whether the line names the outlet as the source of the page's text."""
    return any(re.search(p.replace("{outlet}", re.escape(outlet)), line.strip(), re.IGNORECASE) for p in wordings(lang).credits)


def content_stems(text: str, lang: str) -> frozenset[str]:
    """Stems of the words that carry content: cut to five letters, without accents."""
    empty = wordings(lang).empty_words
    words = (plain(w) for w in name_words(text))
    return frozenset(w[:STEM] for w in words if len(w) >= SHORTEST_STEM and w not in empty)
