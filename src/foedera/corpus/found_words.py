"""Words around what was looked for, with what was found marked, accents and case ignored."""

import re
import unicodedata

from foedera.corpus.desk_values import Saying

_WORD = re.compile(r"\w+")


def marked(text: str, words: str) -> tuple[Saying, ...]:
    """The text in pieces, those that are among the words looked for marked.

    >>> [(piece.text, piece.found) for piece in marked("Le Traité de paix", "traite")]
    [('Le ', False), ('Traité', True), (' de paix', False)]
    """
    sought = {_plain(match.group()) for match in _WORD.finditer(words)}
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _WORD.finditer(text):
        if _plain(match.group()) in sought:
            pieces += [(text[end : match.start()], False), (match.group(), True)]
            end = match.end()
    pieces.append((text[end:], False))
    return tuple(Saying(piece, found) for piece, found in pieces if piece)


def _plain(word: str) -> str:
    """The word in small letters without accents."""
    split = unicodedata.normalize("NFD", word.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))
