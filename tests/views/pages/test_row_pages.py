"""The pages of one row: what is true of each party at the top, what sources differ on with who gives it, mutual duties once."""

from datetime import date

import pytest
from tests.record.made_up import event, evidence, pact, page, treaty_pages

from foedera.reading.model import ObligationStatement
from foedera.record.model import Record
from foedera.record.record_from_readings import record_from_readings
from foedera.treaties.law import law_of
from foedera.values.codes import ActionClass, EventType
from foedera.views.labels import Labels
from foedera.views.pages.agreement_page import AgreementPage, agreement_page
from foedera.views.pages.correction_fields import fields_of
from foedera.views.pages.event_page import event_page
from foedera.views.pages.obligations_page import obligations_page
from foedera.views.pages.party_sentences import MANY, party_sentences
from foedera.views.words import words
from foedera.world.load_world import load_world

DUTIES = "Selon le pacte de défense, chaque partie défendra l’autre. L’Autriche livrera des chars à la Hongrie."
TROOPS = {"x": "La Roumanie a envoyé 9 000 soldats en Bulgarie le 3 mai 2019.", "y": "Quelque 9 500 soldats roumains sont en Bulgarie."}


def labels(lang: str = "en") -> Labels:
    return Labels(words(lang), load_world(), lang)


@pytest.fixture(scope="module")
def record() -> Record:
    told = [
        event(TROOPS["x"], "a envoyé", EventType.DEPLOYMENT, "ROU", "BGR", number=(9000, "=", "soldats"), date="2019-05-03"),
        event(TROOPS["y"], "sont en", EventType.DEPLOYMENT, "ROU", "BGR", number=(9500, "=", "soldats")),
    ]
    duties = [
        ObligationStatement("each party", "défendra l’autre", ActionClass.DEFENCE, evidence(DUTIES, "défendra l’autre")),
        ObligationStatement("AUT", "livrera des chars", ActionClass.SUPPORT, evidence(DUTIES, "livrera des chars"), beneficiary="HUN"),
    ]
    bound = page("d", DUTIES, published="2019-03-07", agreements=[pact(obligations=duties)])
    pages = [bound, *(page(n, TROOPS[n], published="2019-05-04", events=[e]) for n, e in zip(TROOPS, told, strict=True))]
    return record_from_readings([*treaty_pages(), *pages], world=load_world())


def shown(record: Record, on: date, lang: str = "en") -> AgreementPage:
    return agreement_page(record, law_of(record, ()), record.agreements[0].id, on, labels(lang))


def test_one_sentence_holds_for_all_parties_of_whom_it_is_true(record: Record) -> None:
    before, after = shown(record, date(1990, 1, 1)), shown(record, date(2030, 1, 1))
    assert [(s.standing, s.text) for s in before.in_short] == [("not", "not in force; no certain step")]
    assert {state for s in after.in_short for state in s.states} == {p.state for p in after.status}
    assert len(after.in_short) == len({(p.standing, p.in_short) for p in after.status})
    french = shown(record, date(2030, 1, 1), "fr").in_short[0]
    assert french.parties == "Autriche, Hongrie" and french.text.startswith("en vigueur, depuis : entre le 9 mai 2019 et")


def test_many_parties_are_counted_after_the_first() -> None:
    states = ["BEL", "NLD", "LUX", "DEU", "FRA", "CHE", "AUT", "CZE", "POL", "HUN"]
    one = party_sentences(((s, "certain", "in force") for s in states), labels())
    assert len(one) == 1 and one[0].states == tuple(states)
    assert one[0].parties.count(",") == MANY - 1 and one[0].parties.endswith(f"and {len(states) - MANY} more")


def test_who_gives_which_value_stands_beside_the_difference(record: Record) -> None:
    row = next(e for e in record.events if e.type == EventType.DEPLOYMENT)
    found = event_page(record, row.id, labels())
    (difference,) = found.differences
    assert {v.value for v in difference.values} == {"9,000", "9,500"} and all(v.voices for v in difference.values)
    told = [v for column in found.columns for v in column.values]
    assert {(v.what, v.value, v.kind) for v in told} == {("Number", n, difference.kind) for n in ("9,000", "9,500")}


def test_a_duty_of_each_party_is_owed_and_owing_alike(record: Record) -> None:
    agreement = record.agreements[0]
    found = obligations_page(agreement.parties[0], date(2030, 1, 1), "record", record, law_of(record, ()), labels())
    under = next(b for b in found.bound if b.id == agreement.id)
    assert [(d.action, d.mutual) for d in under.owes] == [("défendra l’autre", True), ("livrera des chars", False)]
    assert [(d.action, d.mutual) for d in under.is_owed] == [("défendra l’autre", True)]


def test_what_was_read_is_shown_in_words_and_corrected_in_codes(record: Record) -> None:
    steps = {str(s.step): {f.name: f for f in fields_of(s, labels("fr"))} for s in record.agreements[0].lifecycle}
    signed = steps["signed"]
    assert (signed["actor"].value, signed["actor"].shown) == ("AUT+HUN", "Autriche et Hongrie")
    assert (signed["date"].value, signed["date"].shown) == ("2019-03-05", "5 mars 2019")
    assert (signed["step"].value, signed["step"].shown, signed["place"].shown) == ("signed", "signé", "")
    duty = {f.name: f for f in fields_of(record.agreements[0].provisions[0], labels("fr"))}
    assert (duty["bearer"].value, duty["bearer"].shown) == ("each party", "chaque partie")
