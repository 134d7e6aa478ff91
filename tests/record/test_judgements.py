"""A person's judgements laid over what was read: each kind, what wins, and that undoing leaves nothing behind."""

from dataclasses import replace

import pytest
from tests.record.made_up import event, pact, page, step, treaty_pages

from foedera.errors import UsageError
from foedera.reading.model import ActorMention
from foedera.record.judgements import Judgement, JudgementKind
from foedera.record.judging import Request, judgement_on
from foedera.record.model import OutsideFact, ReadDocument, Record
from foedera.record.record_from_readings import record_from_readings
from foedera.values.codes import EventType, Step
from foedera.values.span import Span
from foedera.views.record_json import record_to_json
from foedera.views.rows import row_by_id

TROOPS = "La Roumanie a envoyé 9 000 soldats en Bulgarie le 3 mai 2019, selon Sofia."
MORE_TROOPS = "Romania sent 12,000 soldiers to Bulgaria on 3 May 2019, a Romanian paper says."
FEWER_TROOPS = "La Roumanie a envoyé 9 000 soldats en Bulgarie, dit un député."
OLD = "Le traité de 1999, signé en 1999, cède la place : le pacte de 2019 est entré en vigueur le 6 mai 2019."
SIGNED, RATIFIED, FORCE = (f"AUT-HUN-2019/{s}" for s in ("signed:AUT+HUN", "ratified:AUT", "in_force:AUT+HUN"))


def deployment(text: str, number: float, date: str | None = "2019-05-03"):  # type: ignore[no-untyped-def]
    words = text.split(",")[0]
    return event(text, words, EventType.DEPLOYMENT, "ROU", "BGR", what="soldats", number=(number, "=", "soldats"), date=date)


def pages() -> list[ReadDocument]:
    troops = [
        page("d", TROOPS, published="2019-05-04", events=[deployment(TROOPS, 9000)]),
        page("e", MORE_TROOPS, published="2019-05-05", events=[deployment(MORE_TROOPS, 12000)], lang="en"),
        page("f", FEWER_TROOPS, published="2019-05-06", events=[deployment(FEWER_TROOPS, 9000, None)]),
    ]
    return [*treaty_pages(), *troops]


class Desk:
    """Judgements given one after the other, each on the record as the ones before left it."""

    def __init__(self, items: list[ReadDocument]) -> None:
        self.items = items
        self.given: list[Judgement] = []

    @property
    def record(self) -> Record:
        return record_from_readings(self.items, (), self.given)

    def judge(self, kind: str, target: str, value: str | None = None, *parts: str) -> Judgement:
        request = Request(JudgementKind(kind), target, value, parts)
        documents = {i.document.id: i for i in self.items}
        when = f"2031-01-01T00:{len(self.given) // 60:02d}:{len(self.given) % 60:02d}"
        self.given.append(judgement_on(self.record, documents.get, request, "desk", when, "seen"))
        return self.given[-1]

    @property
    def rows(self) -> set[str]:
        return {r.id for a in self.record.agreements for r in a.lifecycle} | {e.id for e in self.record.events}

    def fits(self) -> list[str]:
        return [j.fit for j in self.record.judgements]


@pytest.fixture
def desk() -> Desk:
    return Desk(pages())


def the_event(desk: Desk):  # type: ignore[no-untyped-def]
    (found,) = desk.record.events
    return found


def test_rejected_step_is_gone_and_accepting_it_brings_it_back(desk: Desk) -> None:
    statement = row_by_id(desk.record, FORCE).reported_by[0].statement_id  # type: ignore[union-attr]
    desk.judge("reject", FORCE)
    assert FORCE not in desk.rows and SIGNED in desk.rows
    desk.judge("accept", statement)
    assert FORCE in desk.rows


def test_rejecting_what_one_party_did_keeps_what_the_other_did(desk: Desk) -> None:
    desk.judge("reject", RATIFIED)
    assert RATIFIED not in desk.rows and "AUT-HUN-2019/ratified:HUN" in desk.rows
    desk.judge("accept", "AUT-HUN-2019/ratified:HUN")
    assert RATIFIED not in desk.rows
    desk.judge("accept", desk.given[0].marks[0].statement_id)
    assert RATIFIED in desk.rows


def steps(desk: Desk, code: str) -> dict[str, str | None]:
    return {r.id.split(":", 1)[1]: r.date for a in desk.record.agreements for r in a.lifecycle if r.step == code}


def test_correcting_what_one_party_did_leaves_the_other(desk: Desk) -> None:
    desk.judge("correct", RATIFIED, "date=2019-05-20")
    assert steps(desk, "ratified") == {"AUT": "2019-05-20", "HUN": "2019-05-06"}
    desk.judge("correct", RATIFIED, "actor=SVK")
    assert steps(desk, "ratified") == {"SVK": "2019-05-20", "HUN": "2019-05-06"}
    assert desk.record.judgements[-1].rows == ("AUT-HUN-2019/ratified:SVK",)
    assert row_by_id(desk.record, RATIFIED).id == "AUT-HUN-2019/ratified:SVK"
    desk.given.pop()
    desk.judge("correct", "AUT-HUN-2019/ratified:HUN", "step=signed")
    assert steps(desk, "ratified") == {"AUT": "2019-05-20"} and "HUN" in steps(desk, "signed")


def test_correcting_the_whole_statement_counts_for_each_of_its_actors(desk: Desk) -> None:
    desk.judge("correct", RATIFIED, "date=2019-05-20")
    statement = desk.given[0].marks[0].statement_id
    whole = replace(
        desk.given[0],
        id="judgement:whole",
        value="date=2019-05-21",
        when="2031-01-02",
        marks=(replace(desk.given[0].marks[0], actor=None),),
    )
    desk.given.append(whole)
    assert steps(desk, "ratified") == {"AUT": "2019-05-21", "HUN": "2019-05-21"}
    desk.given.append(replace(whole, id="judgement:actors", value="actor=AUT+SVK", when="2031-01-03"))
    assert steps(desk, "ratified") == {"AUT": "2019-05-21", "SVK": "2019-05-21"}
    assert statement in {a.statement_id for a in row_by_id(desk.record, "AUT-HUN-2019/ratified:SVK").reported_by}  # type: ignore[union-attr]


def test_accepting_one_actor_of_a_rejected_statement_brings_back_that_one(desk: Desk) -> None:
    desk.judge("accept", RATIFIED)
    accepted = desk.given.pop()
    desk.judge("reject", accepted.marks[0].statement_id)
    assert steps(desk, "ratified") == {}
    desk.given.append(replace(accepted, when="2031-01-02"))
    assert list(steps(desk, "ratified")) == ["AUT"]


def test_rejecting_one_document_s_telling_keeps_the_others(desk: Desk) -> None:
    before = the_event(desk)
    desk.judge("reject", f"{before.id}@e")
    assert [a.document_id for a in the_event(desk).reported_by] == ["d", "f"]


def test_correction_keeps_the_id_and_the_last_one_counts(desk: Desk) -> None:
    before = the_event(desk)
    desk.judge("correct", f"{before.id}@e", "quantity=9500 soldats")
    desk.judge("correct", f"{before.id}@e", "quantity=> 9000 soldats")
    after = the_event(desk)
    assert [a.statement_id for a in after.reported_by] == [a.statement_id for a in before.reported_by]
    assert {(q.quantity.value, q.quantity.mod) for q in after.quantities} == {(9000, "="), (9000, ">")}


def test_corrected_date_dates_what_hangs_on_it(desk: Desk) -> None:
    desk.judge("correct", FORCE, "date=2019-06-06")
    rows = {r.id: r.date for a in desk.record.agreements for r in a.lifecycle}
    assert rows[FORCE] == "2019-06-06"


def test_corrected_publication_replaces_the_bounds(desk: Desk) -> None:
    desk.judge("correct", "c", "published=2019-06-07")
    (found,) = [d for d in desk.record.documents if d.id == "c"]
    assert found.published == "2019-06-07" and found.published_bounds.is_day


def test_corrected_parties_keep_the_steps_ids() -> None:
    text = "Vienne a signé un pacte le 5 mars 2019."
    desk = Desk([page("a", text, agreements=[pact(step(text, "a signé", Step.SIGNED, date="2019-03-05"))])])
    before = desk.record.agreements[0].lifecycle[0].reported_by[0].statement_id
    desk.judge("correct", "AUT-HUN-2019", "parties=AUT+SVK")
    (agreement,) = desk.record.agreements
    assert agreement.parties == ("AUT", "SVK") and agreement.lifecycle[0].reported_by[0].statement_id == before


def test_split_event_and_merge_again(desk: Desk) -> None:
    whole = the_event(desk)
    desk.judge("split", whole.id, None, "e")
    two = desk.record.events
    assert sorted([a.document_id for a in e.reported_by] for e in two) == [["d", "f"], ["e"]]
    desk.judge("merge", two[0].id, two[1].id)
    assert the_event(desk).id == whole.id
    assert row_by_id(desk.record, two[1].id) == row_by_id(desk.record, two[0].id)


def test_merged_agreements_are_one_under_the_first_ones_parties() -> None:
    first, second = "Vienne et Budapest ont signé le pacte le 5 mars 2019.", "Vienne et Bratislava ont ratifié l'accord le 6 mai 2019."
    items = [
        page("a", first, agreements=[pact(step(first, "ont signé", Step.SIGNED, date="2019-03-05"))]),
        page("b", second, agreements=[pact(step(second, "ont ratifié", Step.RATIFIED, "AUT", "2019-05-06"), parties=("AUT", "SVK"))]),
    ]
    desk = Desk(items)
    ids = [a.id for a in desk.record.agreements]
    desk.judge("merge", ids[0], ids[1])
    (agreement,) = desk.record.agreements
    assert agreement.parties == ("AUT", "HUN") and len(agreement.lifecycle) == 2
    assert dict(desk.record.merged_ids)[ids[1]] == agreement.id


def test_a_fact_on_a_merged_agreement_speaks_of_the_one_it_became() -> None:
    first, second = "Vienne et Budapest ont signé le pacte le 5 mars 2019.", "Vienne et Bratislava ont signé l'accord en 2019."
    items = [
        page("a", first, agreements=[pact(step(first, "ont signé", Step.SIGNED, date="2019-03-05"))]),
        page("b", second, agreements=[pact(step(second, "ont signé", Step.SIGNED, "AUT+SVK", "2019"), parties=("AUT", "SVK"))]),
    ]
    desk = Desk(items)
    desk.judge("merge", "AUT-HUN-2019", "AUT-SVK-2019")
    fact = OutsideFact("fact:1", "AUT-SVK-2019", Step.IN_FORCE, None, "2019-06-06", "https://example.org", "")
    (agreement,) = record_from_readings(items, [fact], desk.given).agreements
    assert (Step.IN_FORCE, "2019-06-06", ("fact:1",)) in [(r.step, r.date, r.facts) for r in agreement.lifecycle]


def test_split_step_is_numbered_on(desk: Desk) -> None:
    desk.judge("split", SIGNED, None, "c")
    assert {SIGNED, SIGNED + "#2"} <= desk.rows
    desk.judge("merge", SIGNED, SIGNED + "#2")
    assert SIGNED + "#2" not in desk.rows


def test_hidden_row_is_out_of_sight_but_listed(desk: Desk) -> None:
    row = the_event(desk).id
    desk.judge("hide", row)
    assert desk.record.events == () and [h.id for h in desk.record.hidden] == [row]
    assert not [d for d in desk.record.disagreements if d.about == row]
    assert record_to_json(desk.record)["hidden"] == [{"id": row, "judgement": desk.given[0].id}]


def test_renamed_agreement(desk: Desk) -> None:
    desk.judge("rename", "AUT-HUN-2019", "Pacte du Danube")
    assert desk.record.agreements[0].name == "Pacte du Danube" and desk.record.agreements[0].id == "AUT-HUN-2019"


def named(name: str, text: str, who: str, spelling: str) -> ReadDocument:
    """A page that names one person of no state, under one spelling."""
    at = text.index(spelling)
    item = page(name, text)
    return replace(item, reading=replace(item.reading, mentions=(ActorMention(Span(at, at + len(spelling)), spelling, who, "person"),)))


def test_actors_made_one_keep_both_names_and_both_ids() -> None:
    first, second = "Anton Velinski se tait.", "Bela Orsag se tait."
    desk = Desk([named("a", first, "Anton Velinski", "Anton Velinski"), named("b", second, "Bela Orsag", "Bela Orsag")])
    one, other = (a.id for a in desk.record.actors)
    desk.judge("merge", one, other)
    (actor,) = desk.record.actors
    assert (actor.id, actor.names) == (one, ("Anton Velinski", "Bela Orsag"))
    assert row_by_id(desk.record, other).id == one
    desk.judge("rename", one, "A. Velinski")
    assert desk.record.actors[0].name == "A. Velinski"
    desk.judge("hide", one)
    assert desk.record.actors == ()


def test_judgement_is_found_again_in_the_same_words(desk: Desk) -> None:
    """A newer reader cuts the words otherwise and finds a place besides: the statement has another id, the judgement holds."""
    row = the_event(desk)
    desk.judge("reject", f"{row.id}@e")
    old = desk.items[4].reading.events[0]
    end = old.evidence.end + 14
    wider = replace(old, evidence=replace(old.evidence, end=end, text=MORE_TROOPS[:end]), place="Varna")
    desk.items[4] = replace(desk.items[4], reading=replace(desk.items[4].reading, events=(wider,)))
    assert [a.document_id for a in the_event(desk).reported_by] == ["d", "f"] and desk.fits() == ["moved"]
    other = replace(old, type=EventType.VISIT)
    desk.items[4] = replace(desk.items[4], reading=replace(desk.items[4].reading, events=(other,)))
    assert desk.fits() == ["gone"] and len(desk.record.events) == 2


def test_judgement_is_found_again_where_the_text_has_grown(desk: Desk) -> None:
    row = the_event(desk)
    desk.judge("correct", f"{row.id}@d", "target=MDA")
    text = "Mise à jour. " + TROOPS
    desk.items[3] = page("d", text, published="2019-05-04", events=[deployment(TROOPS, 9000)])
    moved = desk.items[3].reading.events[0]
    shifted = replace(moved, evidence=replace(moved.evidence, start=13, end=13 + len(moved.evidence.text)))
    desk.items[3] = replace(desk.items[3], reading=replace(desk.items[3].reading, events=(shifted,)))
    assert desk.fits() == ["moved"] and "MDA" in {e.target for e in desk.record.events}


@pytest.mark.parametrize(
    ("kind", "target", "value", "trouble"),
    [
        ("reject", "AUT-HUN-1999", None, "unknown_row"),
        ("reject", "d", None, "judgement_not_here"),
        ("correct", FORCE, "dat=2019-06-06", "no_such_field"),
        ("correct", FORCE, "date=juin", "bad_field_value"),
        ("correct", FORCE, "2019-06-06", "bad_field_value"),
        ("correct", FORCE, "step=dreamt", "bad_field_value"),
        ("merge", FORCE, "d", "cannot_merge"),
        ("merge", FORCE, FORCE, "cannot_merge"),
        ("split", FORCE, None, "cannot_split"),
        ("rename", "AUT-HUN-2019", " ", "judgement_without_name"),
    ],
)
def test_what_makes_no_sense_is_said(desk: Desk, kind: str, target: str, value: str | None, trouble: str) -> None:
    with pytest.raises(UsageError) as refused:
        desk.judge(kind, target, value)
    assert refused.value.trouble.key == trouble


def test_the_end_of_what_is_replaced_can_be_rejected_but_not_corrected() -> None:
    old = pact(step(OLD, "signé en 1999", Step.SIGNED, date="1999"), name="traité de 1999")
    new = pact(step(OLD, "est entré en vigueur", Step.IN_FORCE, date="2019-05-06"), name="pacte de 2019", replaces=("traité de 1999",))
    desk = Desk([page("a", OLD, published="2019-05-07", agreements=[old, new])])
    (ended,) = [r.id for a in desk.record.agreements for r in a.lifecycle if r.step is Step.SUPERSEDED]
    with pytest.raises(UsageError) as refused:
        desk.judge("correct", ended, "date=2019-05-05")
    assert refused.value.trouble.key == "row_of_no_statement"
    desk.judge("reject", ended)
    assert ended not in desk.rows and desk.record.agreements[-1].replaces == ()


def test_a_judgement_needs_a_name(desk: Desk) -> None:
    with pytest.raises(UsageError) as refused:
        judgement_on(desk.record, {i.document.id: i for i in desk.items}.get, Request(JudgementKind.ACCEPT, FORCE), " ", "2031-01-01", "")
    assert refused.value.trouble.key == "judgement_by_nobody"
