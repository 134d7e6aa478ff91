"""Pages that copy each other: by runs of words, across languages by names and numbers; which came first, where it can be known."""

import pytest

from foedera.reading.model import ActorMention, Reading
from foedera.record.model import ReadDocument
from foedera.record.wire_copies import PART, WHOLE, Copies, copies_among
from foedera.sources.model import Document
from foedera.values.span import Span

KINDS = {"Vienne": ("AUT", "state"), "Vienna": ("AUT", "state"), "Budapest": ("HUN", "state"), "Adler": ("Klaus Adler", "person")}
KINDS |= {"Hahn": ("Petra Hahn", "person"), "Sofia": ("BGR", "state"), "APA": ("APA", "outlet"), "Berne": ("CHE", "state")}
WIRE = (
    "Vienne et Budapest ont envoyé 4 200 hommes, a dit Adler jeudi. Sofia en compte 3 900 et Hahn, à Berne, parle de 57 blindés. "
    "Adler a reçu Hahn avant de gagner Sofia avec 12 conseillers."
)
TRANSLATED = (
    "Vienna and Budapest have sent 4,200 men, Adler said on Thursday. Sofia puts them at 3,900; Hahn, in Berne, speaks of 57 vehicles. "
    "Adler met Hahn before going on to Sofia with 12 advisers."
)
OTHER = "Sofia: Hahn counted 57 cars. Then Berne. Vienna told Adler nothing of 12 or 3,900 and Budapest none of 4,200."


def page(name: str, text: str, lang: str = "fr", published: str | None = "2019-05-02", outlet: str | None = None) -> ReadDocument:
    found = []
    for word, (actor, kind) in KINDS.items():
        at = text.find(word)
        while at >= 0:
            found.append(ActorMention(Span(at, at + len(word)), word, actor, kind))
            at = text.find(word, at + 1)
    mentions = tuple(sorted(found, key=lambda m: m.span))
    return ReadDocument(Document(name, text, lang, published=published, outlet=outlet), Reading(name, lang, published, mentions=mentions))


def copied(*pages: ReadDocument) -> Copies:
    """The copies among the pages, the same in any order."""
    found = copies_among(pages)
    assert copies_among(pages[::-1]) == found
    return found


def test_a_translation_gives_the_same_names_and_numbers_in_order() -> None:
    found = copied(page("a", WIRE), page("b", TRANSLATED, "en", "2019-05-03"), page("c", OTHER, "en"))
    assert found.groups == (("a", "b"),)
    assert (found.copy_of, found.degree) == ({"b": "a"}, {"b": WHOLE})
    assert [r.rule for r in found.why["b"]] == ["same_order"]


@pytest.mark.parametrize("day", ["2019-05-09", None])
def test_a_translation_is_of_about_the_same_day(day: str | None) -> None:
    assert copied(page("a", WIRE), page("b", TRANSLATED, "en", day)).groups == ()


def test_a_new_lead_and_cuts_leave_a_part() -> None:
    words = " ".join(f"mot{n}" for n in range(80))
    rewritten = " ".join([*(f"neuf{n}" for n in range(30)), *(f"mot{n}" for n in range(40))])
    found = copied(page("a", words), page("b", words + " fin", published="2019-05-03"), page("c", rewritten, published="2019-05-04"))
    assert found.groups == (("a", "b", "c"),)
    assert found.degree == {"b": WHOLE, "c": PART}


def test_who_copied_is_said_only_where_it_can_be_known() -> None:
    words = " ".join(f"mot{n}" for n in range(60))
    same_day = copied(page("a", words), page("b", words))
    assert same_day.copy_of == {} and same_day.groups == (("a", "b"),)
    assert [r.rule for r in same_day.why["b"]] == ["same_words", "who_copied_unknown"]
    by_hour = copied(page("a", words, published="2019-05-02T09:10"), page("b", words, published="2019-05-02T07:30"))
    assert by_hour.copy_of == {"a": "b"}
    credited = copied(page("a", words + "\nAvec APA"), page("b", words, outlet="APA"))
    assert credited.copy_of == {"a": "b"}


def test_pages_count_as_the_agency_they_credit() -> None:
    """A photograph's credit is none; a page of no outlet counts as itself."""
    pages = [page("a", "Texte.\n(Avec APA)"), page("b", "Texte.", outlet="APA"), page("c", "Texte. (Klaus Adler/APA)"), page("d", "Texte.")]
    assert copied(*pages).root == {"a": "outlet:APA", "b": "outlet:APA", "c": "page:c", "d": "page:d"}
