"""What was looked for is marked where it stands: words, phrases and numbers as one piece each, and no part of them elsewhere."""

import pytest

from foedera.corpus.found_words import marked


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("Près de 10 000 soldats, dit-on, et 10 chars.", "10 000", ["10 000"]),
        ("About 10,000 or 10000 men; 000.", "10.000", ["10,000", "10000"]),
        ("Un accord de défense, un traité de défense.", '"accord de defense" traité', ["accord de défense", "traité"]),
        ("Un accord, de défense.", "« défense accord »", []),
        ("L’ÉTAT et l'état", "l'etat", ["L’ÉTAT", "l'état"]),
        ("e\u0301te\u0301", "ÉTÉ", ["e\u0301te\u0301"]),
        ("rien", "", []),
        ("", "rien", []),
    ],
)
def test_what_is_marked(text: str, asked: str, found: list[str]) -> None:
    pieces = marked(text, asked)
    assert [piece.text for piece in pieces if piece.found] == found
    assert "".join(piece.text for piece in pieces) == text
