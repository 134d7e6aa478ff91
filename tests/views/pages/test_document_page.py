"""A text cut where statements begin and end: joined again it is the text, and each piece knows who marks it."""

from hypothesis import given
from hypothesis import strategies as st

from foedera.values.codes import Factuality
from foedera.views.pages.document_page import Place, ToldHere, first_words, pieces
from foedera.views.pages.shown import Badge, Day

TEXT = "Le traité, signé en juin, lie deux États.\r\n\u202eFin\u202c"


def told(number: int, start: int, end: int, text: str) -> ToldHere:
    badge, day = Badge(Factuality.STATED.value, "stated"), Day(None, "unknown")
    return ToldHere(number, f"s{number}", "signed", "signed", badge, day, text[start:end], start, end, "", None)


places = st.tuples(*[st.integers(0, len(TEXT))] * 2).filter(lambda ends: ends[0] < ends[1])


@given(st.lists(places, max_size=8), st.none() | places)
def test_the_pieces_joined_are_the_text_and_each_is_marked_by_those_that_cover_it(spans: list[Place], asked: Place | None) -> None:
    statements = [told(n, start, end, TEXT) for n, (start, end) in enumerate(spans, start=1)]
    found = list(pieces(TEXT, statements, asked))
    assert "".join(p.text for p in found) == TEXT
    for piece in found:
        end = piece.start + len(piece.text)
        assert set(piece.numbers) == {s.number for s in statements if s.start < end and piece.start < s.end}
        assert piece.asked == bool(asked and asked[0] < end and piece.start < asked[1])
    anchors = [a for p in found for a in p.anchors]
    assert sorted(anchors) == sorted({f"c{a}-{b}" for a, b in [*spans, *([asked] if asked else [])]})


def test_a_click_on_overlapping_marks_leads_to_the_shortest() -> None:
    found = list(pieces(TEXT, [told(1, 0, 40, TEXT), told(2, 11, 24, TEXT)], None))
    assert [(p.numbers, p.first_number) for p in found] == [((1,), 1), ((1, 2), 2), ((1,), 1), ((), None)]


def test_a_text_without_title_is_called_by_its_first_words() -> None:
    assert first_words("\n\n Une dépêche\nsuite") == "Une dépêche"
    long = first_words("mot " * 100)
    assert long.endswith("mot …") and len(long) <= 92
    assert first_words("") == ""
