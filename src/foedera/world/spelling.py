"""Spellings of one name from different alphabets and habits: Poutine and Putin, Belooussov and Beloussov."""

import re
import unicodedata
from functools import lru_cache

_SAME = (("tch", "s"), ("sch", "s"), ("ch", "s"), ("sh", "s"), ("kh", "h"), ("gu", "g"), ("ck", "k"), ("w", "v"), ("x", "ks"), ("c", "k"))


def skeleton(name: str) -> str:
    """Consonants of each word, letters that transcriptions exchange made one; words stay apart.

    >>> skeleton("Andreï Beloussov") == skeleton("Andrei Belousov")
    True
    >>> skeleton("Sergueï Choïgou") == skeleton("Sergei Shoigu")
    True
    """
    return " ".join(_bare(word) for word in re.split(r"[ -]", name))


def bare_capitals(name: str) -> str:
    """The name as papers set it that print capitals without accents.

    >>> bare_capitals("Émirats arabes unis, États du Sahel")
    'Emirats arabes unis, Etats du Sahel'
    """
    return "".join(unicodedata.normalize("NFD", c)[0] if c.isupper() else c for c in name)


@lru_cache(maxsize=16384)
def _bare(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    for digraph, letter in _SAME:
        plain = plain.replace(digraph, letter)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^a-z]|[aeiouyj]", "", plain))
