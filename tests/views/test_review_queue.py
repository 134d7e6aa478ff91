"""The queue of doubtful rows: the most pressing first, each until it is judged."""

from tests.record.made_up import event, pact, page, step

from foedera.record.judgements import Judgement, JudgementKind
from foedera.record.judging import Request, judgement_on
from foedera.record.model import ReadDocument
from foedera.record.record_from_readings import record_from_readings
from foedera.values.codes import EventType, Factuality, Step
from foedera.views.labels import Labels
from foedera.views.review_queue import ReviewItem, could_be_the_same, review_queue
from foedera.views.words import words
from foedera.world.load_world import load_world

SURE = "Le 5 mars 2019, Vienne et Budapest ont signé un pacte. Sofia aurait reçu des chars. La Roumanie visite la Bulgarie."
AGAIN = "Vienne et Budapest ont signé le pacte le 5 mars 2019 sur le Danube."
LABELS = Labels(words("en"), load_world(), "en")


def pages() -> list[ReadDocument]:
    tanks = event(SURE, "aurait reçu des chars", EventType.TRANSFER, None, "BGR", factuality=Factuality.HEDGED)  # type: ignore[arg-type]
    visit = event(SURE, "La Roumanie visite la Bulgarie", EventType.VISIT, "ROU", "BGR", date="2019-03-05")
    signed = pact(step(SURE, "ont signé", Step.SIGNED, date="2019-03-05"))
    first = page("a", SURE, published="2019-03-06", events=[tanks, visit], agreements=[signed])
    second = page("b", AGAIN, published="2019-03-07", agreements=[pact(step(AGAIN, "ont signé", Step.SIGNED, date="2019-03-05"))])
    return [first, second]


def queue(given: list[Judgement], items: list[ReadDocument] | None = None) -> tuple[ReviewItem, ...]:
    return review_queue(record_from_readings(items or pages(), (), given), LABELS)


def accept(target: str, items: list[ReadDocument]) -> Judgement:
    record, documents = record_from_readings(items), {i.document.id: i for i in items}
    return judgement_on(record, documents.get, Request(JudgementKind.ACCEPT, target), "desk", "2031-01-01", "")


def test_most_doubtful_first_and_what_two_sources_date_not_at_all() -> None:
    found = queue([])
    assert [i.doubts for i in found] == [("undated", "one_source", "no_actor", "hedged"), ("one_source",)]
    assert found[0].doubt * found[0].weight > found[1].doubt * found[1].weight


def test_judged_rows_leave_the_queue_until_they_are_told_anew() -> None:
    row = queue([])[1].id
    given = [accept(row, pages())]
    assert [i.id for i in queue(given)] == [queue([])[0].id]
    text = "La Roumanie visite la Bulgarie le 5 mars 2019."
    again = page("c", text, published="2019-03-06", events=[event(text, text[:-1], EventType.VISIT, "ROU", "BGR", date="2019-03-05")])
    (back,) = [i for i in queue(given, [*pages(), again]) if "visit" in i.title]
    assert back.doubts[0] == "new_accounts"


def test_every_doubt_has_its_words() -> None:
    from foedera.views.review_queue import DOUBTS

    for lang in ("fr", "en"):
        assert all(words(lang).has(f"review.doubt.{d}") for d in DOUBTS)


def test_rows_that_a_merge_may_be_meant_with() -> None:
    text = "La Roumanie visite la Bulgarie le 9 mai 2020."
    other = page("d", text, published="2020-05-10", events=[event(text, text[:-1], EventType.VISIT, "ROU", "BGR", date="2020-05-09")])
    record = record_from_readings([*pages(), other])
    visits = [e.id for e in record.events if e.type is EventType.VISIT]
    assert len(visits) == 2
    assert could_be_the_same(record, visits[0]) == (visits[1],)
