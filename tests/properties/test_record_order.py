"""The record is one whatever the order in which its documents are read; what joins two tellings does not depend on which comes first."""

import json
import re
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.record.made_up import event, pact, page, step, treaty_pages

from foedera.reading.model import ActorMention, EventStatement, Reading
from foedera.record.event_match import compare
from foedera.record.event_tellings import EventTelling
from foedera.record.match import LEAST_WEIGHT, score_of
from foedera.record.model import ReadDocument
from foedera.record.record_from_readings import record_from_readings
from foedera.record.tellings import Telling
from foedera.record.wire_copies import copies_among
from foedera.sources.model import Document
from foedera.values.codes import EventType, Factuality, Step
from foedera.values.quantity import Quantity
from foedera.values.span import Evidence, Span
from foedera.views.record_json import record_to_json

VISIT = "Adler fait à Budapest sa première visite depuis {} ans. Du pacte, Adler a dit que c’était un « texte {} » pour la région."
RETURN = "Adler fait à Budapest sa première visite depuis {} ans ! Le pacte est un « texte {} », selon Adler, et rien de plus."
TROOPS = "La Roumanie a envoyé {} soldats en Bulgarie."
SANCTIONS = "Vienne et Sofia sont sous sanctions."


def _visit(name: str, words: str, years: str, word: str, date: str | None) -> ReadDocument:
    text = words.format(years, word)
    told = event(text, "Adler fait à Budapest", EventType.VISIT, "AUT", "HUN", date=date)
    signed = pact(step(text, "pacte", Step.SIGNED, date="2019-03-05"))
    item = page(name, text, events=[told], agreements=[signed])
    spans = [Span(m.start(), m.end()) for m in re.finditer("Adler", text)]
    names = [ActorMention(span, "Adler", "Klaus Adler", "person", "AUT") for span in spans]
    return ReadDocument(item.document, replace(item.reading, mentions=tuple(names)))


def _pages() -> list[ReadDocument]:
    found = treaty_pages()
    found += [
        _visit("v1", VISIT, "douze", "charnière", "2019-03-05"),
        _visit("v2", RETURN, "neuf", "décisif", None),
        _visit("v3", VISIT, "douze", "charnière", None),
    ]
    for n, (number, date) in enumerate([(9000, "2019-05-03"), (9500, None), (300, "2019-05-06"), (40000, None)]):
        text = TROOPS.format(number)
        told = event(text, "a envoyé", EventType.DEPLOYMENT, "ROU", "BGR", number=(number, "=", "soldats"), date=date)
        found.append(page(f"t{n}", text, published=f"2019-05-0{n + 4}", events=[told]))
    both = [event(SANCTIONS, "sont sous sanctions", EventType.SANCTION, "UN", target) for target in ("AUT", "BGR")]
    other = [event(SANCTIONS, "sont sous sanctions", EventType.SANCTION, issuer, "AUT") for issuer in ("CHE",)]
    return [*found, page("s1", SANCTIONS, events=both), page("s2", SANCTIONS, events=other)]


PAGES = _pages()


def _exported(items: list[ReadDocument]) -> str:
    return json.dumps(record_to_json(record_from_readings(items)), ensure_ascii=False, default=str)


WHOLE = _exported(PAGES)


@settings(max_examples=25, deadline=None)
@given(st.permutations(PAGES))
def test_any_order_gives_the_same_record(items: list[ReadDocument]) -> None:
    assert _exported(items) == WHOLE


def test_the_pages_differ_in_every_way_that_is_told() -> None:
    """So that the property above is about something."""
    record = record_from_readings(PAGES)
    assert {"claim", "sanctions", "saying"} <= {d.aspect for d in record.disagreements}
    assert record.perhaps_same and record.copies and any(e.joined for e in record.events)


days = st.one_of(st.none(), st.sampled_from(["2019", "2019-05", "2019-05-03", "2019-05-04", "2019-06-01/..", "../2019-04-30"]))
amounts = st.one_of(
    st.none(), st.builds(Quantity, st.sampled_from([1.0, 100.0, 120.0, 9000.0]), st.sampled_from(["=", "~", ">"]), st.just("men"))
)


@st.composite
def tellings(draw: st.DrawFn) -> EventTelling:
    words = draw(st.sampled_from(["soldats envoyés", "armes livrées", "armes envoyées par mer", ""]))
    kind = draw(st.sampled_from([EventType.TRANSFER, EventType.VISIT, EventType.DEPLOYMENT, EventType.SANCTION]))
    said = EventStatement(kind, "ROU", "BGR", words, Evidence(0, len(words), words), draw(amounts), draw(days), None, Factuality.STATED)
    persons = draw(st.frozensets(st.sampled_from(["dlr", "hn"])))
    document = draw(st.sampled_from(["a", "b"]))
    return EventTelling(Telling("event:x", document, said), said, persons, draw(st.sampled_from([None, "persons", "dead"])))


@given(tellings(), tellings())
def test_what_joins_two_tellings_is_the_same_from_both_sides(a: EventTelling, b: EventTelling) -> None:
    assume(a.side == b.side)
    one, other = compare(a, b), compare(b, a)
    assert (one.weight, bool(one.against)) == (other.weight, bool(other.against))
    assert {r.rule for r in one.grounds} == {r.rule for r in other.grounds}


@given(st.floats(0, 50), st.floats(0, 50))
def test_scores_rise_with_what_speaks_for_one_event(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert 0 <= score_of(low) <= score_of(high) < 1
    assert (score_of(a) >= 0.5) == (a >= LEAST_WEIGHT or round(1 - 0.5 ** (a / LEAST_WEIGHT), 2) >= 0.5)


words = st.lists(st.sampled_from([f"mot{n}" for n in range(60)]), min_size=20, max_size=90)


@settings(max_examples=30, deadline=None)
@given(st.lists(words, min_size=2, max_size=4))
def test_copies_are_the_same_in_any_order(texts: list[list[str]]) -> None:
    items = [ReadDocument(Document(f"p{n}", " ".join(w), "fr"), Reading(f"p{n}", "fr")) for n, w in enumerate(texts)]
    found = copies_among(items)
    assert copies_among(items[::-1]) == found
    assert all(len(group) > 1 for group in found.groups) and set(found.copy_of) <= {n for g in found.groups for n in g}
