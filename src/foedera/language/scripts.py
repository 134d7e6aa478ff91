"""Names in other scripts, letter for letter in Latin letters."""

import re
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

EXAMPLES = "examples"
KEPT_MARKS = "\u0306\u0308"  # a breve or two dots make a letter of its own (й, ё, ї), an accent does not


@lru_cache(maxsize=1)
def script_tables() -> dict[str, Any]:
    """The letters of each script, and examples."""
    found: dict[str, Any] = yaml.safe_load((resources.files("foedera.language") / "scripts.yaml").read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1)
def _letters() -> dict[int, str]:
    """For `str.translate`: each letter's code point and its Latin spelling."""
    return {ord(letter): latin for name, table in script_tables().items() if name != EXAMPLES for letter, latin in table.items()}


@lru_cache(maxsize=1)
def _any_letter() -> re.Pattern[str]:
    return re.compile("[" + "".join(map(chr, _letters())) + "]")


def in_latin(text: str) -> str:
    """The lower-case text with letters of other scripts spelled in Latin ones; Latin text stays as it is.

    >>> in_latin("белоусов")
    'beloousov'
    """
    if text.isascii() or not _any_letter().search(text):
        return text
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c) or c in KEPT_MARKS)
    return unicodedata.normalize("NFC", bare).translate(_letters())
