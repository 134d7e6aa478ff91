"""One person across spellings, and what must stay apart."""

from dataclasses import replace

import pytest

from foedera.language.scripts import in_latin, script_tables
from foedera.reading.model import ActorMention, Reading
from foedera.record.actors import actor_rows, same_person
from foedera.record.independent_sources import independent_sources
from foedera.record.model import Account, ReadDocument
from foedera.record.wire_copies import copies_among
from foedera.sources.model import Document
from foedera.values.codes import Factuality
from foedera.values.span import Evidence, Span


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mikhaïl Gorbatchev", "Mikhail Gorbachev", True),
        ("Boris Eltsine", "Boris Yeltsin", True),
        ("Ho Chi Minh", "Ho Chi-minh", True),
        ("Iouri Andropov", "Yuri Andropov", True),
        ("Boris Eltsine", "Boris Nemtsov", False),
        ("Igor Ivanov", "Sergueï Ivanov", False),
        ("Bo Xilai", "Bo", False),
    ],
)
def test_spellings(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


def mention(text: str, actor: str, kind: str, state: str | None = None) -> ActorMention:
    return ActorMention(Span(0, len(text)), text, actor, kind, state)


def test_names_and_offices_of_one_person() -> None:
    first = (mention("président autrichien Klaus Adler", "Klaus Adler", "office", "AUT"), mention("Il", "Klaus Adler", "person", "AUT"))
    second = (mention("Adler", "Claus Adler", "person", "AUT"), mention("Vienne", "AUT", "state", "AUT"))
    items = [ReadDocument(Document(n, "", "fr"), Reading(n, "fr", mentions=m)) for n, m in (("a", first), ("b", second))]
    people = [row for row in actor_rows(items) if row.kind == "person"]
    assert [(p.name, p.names) for p in people] == [("Klaus Adler", ("Adler", "Claus Adler", "Klaus Adler", "président autrichien"))]


def test_voices_quoted_together_are_one_origin() -> None:
    def account(document: str, said_by: tuple[str, ...], also: tuple[str, ...] = ()) -> Account:
        return Account("s", document, Evidence(0, 0, ""), Factuality.ATTRIBUTED, said_by, also)

    told = [account("a", ("USA",), ("KOR",)), account("b", ("KOR",)), account("c", ("UKR",))]
    assert independent_sources(told, {}) == 2
    assert independent_sources([account("a", ()), account("b", ())], {}) == 2
    assert independent_sources([account("a", ()), account("b", ())], {"a": "page:a", "b": "page:a"}) == 1
    assert independent_sources([account("a", ()), account("b", ("APA",))], {"a": "outlet:APA"}) == 1
    announced = replace(account("c", ("UKR",)), factuality=Factuality.FORECAST)
    assert independent_sources([account("a", ()), announced], {}) == 1
    assert independent_sources([announced], {}) == 1


def test_pages_that_share_most_of_their_words_are_copies() -> None:
    words = " ".join(f"mot{n}" for n in range(60))
    texts = {"a": words, "b": words + " et une fin différente", "c": " ".join(f"autre{n}" for n in range(60))}
    items = [ReadDocument(Document(n, t, "fr", published=f"2019-05-0{k}"), Reading(n, "fr")) for k, (n, t) in enumerate(texts.items(), 1)]
    copies = copies_among(items)
    assert copies.groups == (("a", "b"),)
    assert copies.copy_of == {"b": "a"}


@pytest.mark.parametrize("example", script_tables()["examples"], ids=lambda e: e["text"])
def test_letters_of_other_scripts(example: dict[str, str]) -> None:
    assert in_latin(example["text"].lower()) == example["latin"]


@pytest.mark.parametrize(
    ("a", "b"), [("Андрей Белоусов", "Andreï Belooussov"), ("Андрей Белоусов", "Andrei Belousov"), ("Сергей Лавров", "Sergueï Lavrov")]
)
def test_one_person_in_two_scripts(a: str, b: str) -> None:
    assert same_person(a, b)
    assert not same_person(a, "Petra Hahn")
