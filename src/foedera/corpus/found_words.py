"""Words around what was looked for, with what was found marked, accents and case ignored."""

from foedera.corpus.desk_values import Saying
from foedera.store.databases.search_terms import places, search_terms, sequences


def marked(text: str, words: str) -> tuple[Saying, ...]:
    """The text in pieces, those that were looked for marked: a phrase or a number as one piece.

    >>> [(piece.text, piece.found) for piece in marked("Le Traité de paix de 2 100 mots", "traite 2100")]
    [('Le ', False), ('Traité', True), (' de paix de ', False), ('2 100', True), (' mots', False)]
    """
    pieces: list[tuple[str, bool]] = []
    end = 0
    for start, stop in places(text, sequences(search_terms(words))):
        pieces += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    pieces.append((text[end:], False))
    return tuple(Saying(piece, found) for piece, found in pieces if piece)
