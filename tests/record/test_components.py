"""What may touch what: the components of a record, and the part of a document that stands in each."""

from dataclasses import replace

import pytest
from tests.record.made_up import event, pact, page, phrase, step, treaty_pages

from foedera.record.components import components_of, document_keys, event_keys, is_open, joined_keys
from foedera.record.model import ReadDocument
from foedera.values.codes import AgreementKind, EventType, Step

TEXT = "Rome a signé un pacte avec Prague lundi. Oslo a livré des obus à Riga mardi."


def two_stories(published: str | None) -> ReadDocument:
    """One page that tells of two pairs of states which have nothing to do with each other."""
    monday, tuesday = phrase(TEXT, "lundi", "weekday", weekday=0), phrase(TEXT, "mardi", "weekday", weekday=1)
    signed = pact(step(TEXT, "a signé un pacte", Step.SIGNED, "CZE+ITA"), parties=("CZE", "ITA"))
    shells = event(TEXT, "Oslo a livré des obus", EventType.TRANSFER, "NOR", "LVA")
    return page("t", TEXT, published=published, agreements=[signed], events=[shells], phrases=[monday, tuesday])


def keys_of(items: list[ReadDocument]) -> list[tuple[str, ...]]:
    return [part.keys for part in components_of(items)]


def test_known_day_of_publication_keeps_what_a_page_tells_apart() -> None:
    assert keys_of([two_stories("2020-03-04")]) == [("page:t",), ("states:CZE+ITA",), ("states:LVA+NOR",)]


@pytest.mark.parametrize("published", [None, "2020-03", "2020"])
def test_page_without_a_day_binds_all_it_tells(published: str | None) -> None:
    item = two_stories(published)
    assert is_open(item)
    assert keys_of([item]) == [("page:t", "states:CZE+ITA", "states:LVA+NOR")]


def test_statement_keeps_the_words_that_date_it_when_others_are_taken_away() -> None:
    whole = two_stories("2020-03-04")
    part = next(p for p in components_of([whole]) if p.keys == ("states:LVA+NOR",))
    (item,) = part.items
    assert not item.reading.agreements
    assert [e.date_phrase.text for e in item.reading.events if e.date_phrase] == ["mardi"]
    assert item.document == whole.document
    assert not part.pages


def test_treaty_told_to_be_replaced_is_found_by_the_year_of_its_signature() -> None:
    old_text, new_text = "Le traité de 1987 fut signé à Vienne.", "Le pacte remplace le traité de 1987."
    old = pact(step(old_text, "fut signé", Step.SIGNED, "AUT+POL", "1987"), name="traité de 1987", parties=("AUT", "POL"))
    new = pact(step(new_text, "remplace", Step.SIGNED), replaces=["traité de 1987"])
    pages = [page("o", old_text, published="1987-01-02", agreements=[old]), page("n", new_text, published="2019-01-02", agreements=[new])]
    assert ("states:AUT+HUN", "states:AUT+POL") in keys_of(pages)
    silent = replace(pages[1], reading=replace(pages[1].reading, agreements=(replace(new, replaces=()),)))
    assert ("states:AUT+POL",) in keys_of([pages[0], silent])


def test_treaty_of_many_parties_is_one_by_its_short_name() -> None:
    text = "Le pacte ABCD a été signé."
    told = [
        pact(step(text, "signé", Step.SIGNED), name="pacte ABCD", parties=parties) for parties in (("A", "B", "C"), ("A", "B", "C", "D"))
    ]
    told = [replace(t, kind=AgreementKind.MUTUAL_DEFENCE) for t in told]
    pages = [page(f"p{n}", text, published="1999-04-05", agreements=[t]) for n, t in enumerate(told)]
    assert ("states:A+B+C", "states:A+B+C+D") in keys_of(pages)


@pytest.mark.parametrize(
    ("kind", "source", "target", "keys"),
    [
        (EventType.VISIT, "FRA", "ITA", ("states:FRA+ITA",)),
        (EventType.ATTACK, "ITA", "FRA", ("states:FRA+ITA",)),
        (EventType.CASUALTIES, None, "FRA", ("casualties:>FRA",)),
        (EventType.MEETING, "FRA", None, ("talks:FRA>",)),
        (EventType.SANCTION, "UN+USA", "PRK+RUS", ("sanctions:UN>PRK", "sanctions:UN>RUS", "sanctions:USA>PRK", "sanctions:USA>RUS")),
    ],
)
def test_keys_of_events(kind: EventType, source: str | None, target: str | None, keys: tuple[str, ...]) -> None:
    assert event_keys(event(TEXT, "Oslo", kind, source, target)) == keys  # type: ignore[arg-type]


def test_order_of_documents_does_not_matter() -> None:
    told = [document_keys(item) for item in (*treaty_pages(), two_stories(None))]
    assert joined_keys(told) == joined_keys(reversed(told))
