"""Names of persons across spellings and scripts' renderings: what is left when accents, vowels and double letters are taken away."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from foedera.language.scripts import in_latin

_SAME_SOUND = (
    ("tch", "ch"),
    ("sch", "sh"),
    ("ch", "sh"),
    ("kh", "h"),
    ("ou", "u"),
    ("w", "v"),
    ("ts", "s"),
    ("ck", "k"),
    ("c", "k"),
    ("q", "k"),
    ("ph", "f"),
)
_FIRST_VOWELS = re.compile(r"^[aeiouy]+")
_SILENT = re.compile(r"(?!^)[aeiouyh]")
_DOUBLE = re.compile(r"(.)\1+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_NAME_WORD = re.compile(r"[^\W\d_]+")
LONG_SKELETON, LEAST_LIKENESS, LEAST_LIKENESS_OF_SHORT = 3, 55, 65


def plain(text: str) -> str:
    """Lower case, no accents, Latin letters for those of other scripts that the language tables know."""
    lower = in_latin(text.lower())
    return lower if lower.isascii() else _BEYOND_ASCII.sub(_without_accents, unicodedata.normalize("NFD", lower))


def _without_accents(found: re.Match[str]) -> str:
    return "".join(c for c in found.group() if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Consonants of a name, spelled one way.

    >>> skeleton("Poutine") == skeleton("Putin")
    True
    """
    text = plain(word)
    for written, said in _SAME_SOUND:
        text = text.replace(written, said)
    text = _SILENT.sub("", _FIRST_VOWELS.sub("a", text))
    return _DOUBLE.sub(r"\1", text)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name: "Kim Jong-un" gives three."""
    return tuple(_NAME_WORD.findall(name))


def same_word(a: str, b: str) -> bool:
    """Whether two words can be spellings of one name."""
    if plain(a) == plain(b):
        return True
    bones = skeleton(a)
    least = LEAST_LIKENESS if len(bones) >= LONG_SKELETON else LEAST_LIKENESS_OF_SHORT
    return bones == skeleton(b) and ratio(plain(a), plain(b)) >= least
