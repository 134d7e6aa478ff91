"""The record as a whole: days that follow from several pages, and no dependence on the order of reading."""

import importlib.util
import json
import os
import random
from datetime import date
from pathlib import Path

import pytest

from foedera.record.model import OutsideFact, ReadDocument, Record
from foedera.record.record_from_readings import record_from_readings
from foedera.values.codes import EventType, Status, Step
from foedera.values.dates import DateRange, edtf_from_range
from foedera.views.record_json import record_to_json

ROOT = Path(__file__).resolve().parents[2]
EVALUATION = Path(os.environ.get("FOEDERA_EVALUATION", ROOT.parent / "shared" / "evaluation"))
_spec = importlib.util.spec_from_file_location("made_up", Path(__file__).with_name("made_up.py"))
assert _spec and _spec.loader
made_up = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made_up)


def dates(record: Record) -> dict[str, str | None]:
    return {row.id: row.date for a in record.agreements for row in a.lifecycle}


def test_days_follow_from_all_pages_together() -> None:
    record = record_from_readings(made_up.treaty_pages())
    assert dates(record) == {
        "AUT-HUN-2019/signed:AUT+HUN": "2019-03-05",
        "AUT-HUN-2019/ratified:AUT": "2019-05-06",
        "AUT-HUN-2019/ratified:HUN": "2019-05-06",
        "AUT-HUN-2019/instruments_exchanged:AUT+HUN": "2019-05-09/2020-02-27",
        "AUT-HUN-2019/in_force:AUT+HUN": "2019-05-09/2020-02-27",
    }
    undated = next(d for d in record.documents if d.id == "c")
    assert undated.published_bounds == DateRange(date(2019, 5, 9), date(2020, 2, 29))
    assert {r.rule for r in undated.bounds_why} >= {"bare_weekday", "latest_month", "lifecycle_order"}
    assert [r.weekday for r in record.agreements[0].lifecycle if r.step is Step.IN_FORCE] == [3]


@pytest.mark.parametrize("seed", range(6))
def test_order_of_reading_does_not_matter(seed: int) -> None:
    pages = [*made_up.treaty_pages(), *troop_pages()]
    expected = json.dumps(record_to_json(record_from_readings(pages)))
    random.Random(seed).shuffle(pages)
    assert json.dumps(record_to_json(record_from_readings(pages))) == expected


def test_outside_fact_dates_what_follows_from_it() -> None:
    fact = OutsideFact("fact:1", "AUT-HUN-2019", Step.INSTRUMENTS_EXCHANGED, None, "2019-06-06", "https://example.org", "")
    record = record_from_readings(made_up.treaty_pages(), [fact])
    found = dates(record)
    assert found["AUT-HUN-2019/in_force:AUT+HUN"] == "2019-06-06"
    assert edtf_from_range(record.documents[2].published_bounds) == "2019-06-06/2019-06-12"
    assert [row.facts for row in record.agreements[0].lifecycle if row.step is Step.IN_FORCE] == [("fact:1",)]


def test_replaced_treaty_ends_when_the_new_one_begins() -> None:
    text = "Le pacte remplacera le traité d'amitié de 1955. Il est entré en vigueur le 3 avril 2019."
    new = made_up.pact(made_up.step(text, "est entré en vigueur", Step.IN_FORCE, date="2019-04-03"), replaces=["traité d'amitié de 1955"])
    old = made_up.pact(made_up.step(text, "1955", Step.SIGNED, date="1955"), name="traité d'amitié de 1955")
    record = record_from_readings([made_up.page("p", text, published="2019-05-01", agreements=[new, old])])
    assert [a.replaces for a in record.agreements] == [(), ("AUT-HUN-1955",)]
    assert dates(record)["AUT-HUN-1955/superseded:AUT+HUN"] == "2019-04-03"


def test_lone_wrong_day_is_left_out_and_shown() -> None:
    text = "Le texte est entré en vigueur."
    days = {"a": "2019-04-03", "b": "2019-04-03", "c": "2019-04-09"}
    pages = [
        made_up.page(n, text, published="2019-05-01", agreements=[made_up.pact(made_up.step(text, text, Step.IN_FORCE, date=d))])
        for n, d in days.items()
    ]
    record = record_from_readings(pages)
    assert list(dates(record).values()) == ["2019-04-03"]
    assert [(d.field, d.kind, [v.documents for v in d.values]) for d in record.disagreements] == [
        ("date", "contradiction", [("a", "b"), ("c",)])
    ]


def troop_pages() -> list[ReadDocument]:
    told = [
        ("t1", "Plus de 4 000 soldats sont partis.", (4000, ">", "soldats")),
        ("t2", "Environ 4 500 hommes sont partis.", (4500, "~", "hommes")),
    ]
    crates = "Vienne a livré 4 500 conteneurs."
    pages = [
        made_up.page(
            name, text, published="2020-01-09", events=[made_up.event(text, text, EventType.DEPLOYMENT, "AUT", "HUN", number=number)]
        )
        for name, text, number in told
    ]
    delivery = made_up.event(crates, crates, EventType.TRANSFER, "AUT", "HUN", number=(4500, "=", "conteneurs"))
    return [*pages, made_up.page("t3", crates, published="2020-01-09", events=[delivery])]


def test_numbers_of_one_unit_stand_side_by_side() -> None:
    record = record_from_readings(troop_pages())
    assert sorted(len(e.reported_by) for e in record.events) == [1, 2]
    assert [(d.kind, [v.value for v in d.values]) for d in record.disagreements] == [("compatible", [">4000", "~4500"])]


def test_step_announced_by_one_and_denied_by_another() -> None:
    text = "Vienne quittera le pacte. Vienne nie vouloir quitter le pacte."
    leaving = made_up.step(text, "quittera le pacte", Step.WITHDRAWN, "AUT", status=Status.FUTURE, said_by=("A",))
    denied = made_up.step(text, "nie vouloir quitter", Step.WITHDRAWN, "AUT", status=Status.DENIED, said_by=("B",))
    record = record_from_readings([made_up.page("p", text, agreements=[made_up.pact(leaving, denied)])])
    assert [(d.field, d.kind) for d in record.disagreements] == [("status", "contradiction")]


def test_bounds_of_the_seeds() -> None:
    gold, texts = EVALUATION / "seeds" / "record.json", EVALUATION.parent / "seeds"
    if not gold.is_file():
        pytest.skip(f"no evaluation data at {EVALUATION}")
    from foedera.language.pack import load_pack
    from foedera.reading.date_phrases import date_phrases_of
    from foedera.reading.sentences import sentences_of
    from foedera.reading.serialize import reading_from_json
    from foedera.sources.model import Document

    items = []
    for line in (EVALUATION / "seeds" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        reading = reading_from_json(json.loads(line))
        text = (texts / f"{reading.document_id}.txt").read_text(encoding="utf-8")
        document = Document(reading.document_id, text, "fr", published=reading.published)
        pack = load_pack("fr")
        phrases = date_phrases_of(document, sentences_of(document, pack), pack)
        from dataclasses import replace

        items.append(ReadDocument(document, replace(reading, date_phrases=phrases)))
    from foedera.world.load_world import load_world

    found = record_to_json(record_from_readings(items, world=load_world()))
    wanted = json.loads(gold.read_text(encoding="utf-8"))
    assert {d["id"]: d["published_bounds"] for d in found["documents"]} == {d["id"]: d["bounds"] for d in wanted["documents"]}
    known = {"PRK-RUS-2024/in_force:PRK+RUS": "2024-12-04", "PRK-RUS-2024/signed:PRK+RUS": "2024-06-19"}
    rows = {row["id"]: row["date"] for a in found["agreements"] for row in a["lifecycle"]}
    for row, day in known.items():
        low, _, high = rows[row].partition("/")
        assert low <= day <= (high or low)
