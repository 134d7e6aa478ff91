"""The check of the world files finds each kind of fault, and finds none in the files themselves."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.world.checked_files import check_files, known_world
from foedera.world.checks import faults_of, faults_of_sanctions
from foedera.world.load_agreements import agreement_of, load_agreements
from foedera.world.sanctions import SanctionsRegime, load_sanctions

SOUND: dict[str, Any] = yaml.safe_load(
    """
    id: FRA-PRT-1998
    names: {en: A treaty of the test, fr: Un traité du test}
    kind: mutual_defence
    parties: [FRA, PRT, ESP 2001-05-01/]
    signed: 1998-03-01
    in_force: 1999-01-01
    withdrawal: {notice: P1Y}
    provisions:
    - label: aid
      article: 2
      bearer: each party
      action: {en: help, fr: aider}
      action_class: defence
      strength: automatic
      trigger: {en: an attack, fr: une attaque}
      trigger_class: armed_attack
      scope: {areas: [territory, europe]}
      conditions: [request]
      caveats: [charter_51]
    exceptions: [{label: trade, to: aid, text: {en: not in trade, fr: pas dans le commerce}}]
    suspensions: [{of: [FRA], towards: [PRT], since: 2003-01-01, text: {en: suspended, fr: suspendu}, source: [a page]}]
    sources: {"*": [a page], parties.ESP: [another page]}
    unverified: [in_force, provisions.aid.article]
    scenarios: [{day: 2002-01-01, attack: [USA, PRT], expect: {bound: [FRA]}, because: article 2}]
    """
)


def codes(row: dict[str, Any]) -> list[str]:
    return [fault.code for fault in faults_of([agreement_of(row)], known_world())]


def changed(path: str, value: object) -> dict[str, Any]:
    """The sound agreement with one value replaced (None: removed); list places are numbers."""
    row = copy.deepcopy(SOUND)
    *way, last = path.split(".")
    place: Any = row
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    key = int(last) if last.isdigit() else last
    if value is None:
        del place[key]
    else:
        place[key] = value
    return row


def test_a_sound_agreement_has_no_fault() -> None:
    assert codes(SOUND) == []


@pytest.mark.parametrize(("path", "value", "code"), [
    ("id", "fra-prt", "bad_id"),
    ("kind", "pact", "unknown_code"),
    ("parties.0", "XYZ", "unknown_state"),
    ("signed", "the first of March", "bad_date"),
    ("signed", "2000-03-01", "wrong_order"),
    ("parties.2", "ESP 2001-05-01/1999-05-01", "wrong_order"),
    ("ended", "2010-01-01", "end_incomplete"),
    ("withdrawal.notice", "one year", "bad_duration"),
    ("replaces", ["FRA-PRT-1900"], "unknown_replaced"),
    ("names.fr", None, "no_words"),
    ("provisions.0.action.fr", "", "no_words"),
    ("provisions.0.strength", "very", "unknown_code"),
    ("provisions.0.action_class", "war", "unknown_code"),
    ("provisions.0.action_class", "consult", "kind_without_duty"),
    ("provisions.0.bearer", "DEU", "no_party"),
    ("provisions.0.scope.areas", ["the_moon"], "unknown_area"),
    ("exceptions.0.to", "nothing", "unknown_label"),
    ("exceptions.0.label", "aid", "label_twice"),
    ("suspensions.0.towards", ["ABC"], "unknown_state"),
    ("suspensions.0.source", [], "no_source"),
    ("sources", [], "no_source"),
    ("sources", {"*": ["a page"], "colour": ["a page"]}, "unknown_field"),
    ("unverified", ["colour"], "unknown_field"),
    ("suspensions.0.of", ["QQQ"], "unknown_state"),
    ("scenarios", [], "no_scenario"),
    ("scenarios.0.duty", "nothing", "unknown_label"),
    ("scenarios.0.because", "", "empty_scenario"),
    ("scenarios.0.expect", {"guilty": ["FRA"]}, "unknown_code"),
    ("scenarios.0.at", "the_moon", "unknown_area"),
])  # fmt: skip
def test_each_fault_is_found(path: str, value: object, code: str) -> None:
    assert code in codes(changed(path, value))


def test_one_article_that_says_two_things_is_found() -> None:
    weaker = {**copy.deepcopy(SOUND["provisions"][0]), "label": "weaker", "strength": "consult"}
    row = {**SOUND, "provisions": [SOUND["provisions"][0], weaker]}
    assert codes(row) == ["contradictory_duty"]
    later = {**weaker, "since": "2005-01-01"}
    until = {**SOUND["provisions"][0], "until": "2004-12-31"}
    assert codes({**SOUND, "provisions": [until, later]}) == []


def test_what_nobody_looked_up_must_be_marked() -> None:
    row = {**SOUND, "sources": ["general knowledge"], "unverified": []}
    assert codes(row) == ["unmarked_doubt"] * 4  # parties, signed, in_force, provisions
    assert codes({**row, "unverified": ["parties", "signed", "in_force"]}) == ["unmarked_doubt"]
    assert codes({**row, "unverified": ["parties", "signed", "in_force", "provisions.aid"]}) == []
    one = {**SOUND, "sources": {"*": ["a page"], "in_force": ["general knowledge"]}, "unverified": ["signed"]}
    assert codes(one) == ["unmarked_doubt"]


def test_an_id_used_twice_is_found() -> None:
    one = agreement_of(SOUND)
    assert [f.code for f in faults_of([one, one], known_world())] == ["id_twice"]


@pytest.mark.parametrize("key", ["id", "names", "parties", "sources"])
def test_a_missing_field_is_named(key: str) -> None:
    with pytest.raises(KeyError, match=key):
        agreement_of({k: v for k, v in SOUND.items() if k != key})


def test_the_world_files_are_sound() -> None:
    report = check_files()
    assert report.faults == ()
    assert report.agreements > 150


def test_sanctions_are_dated_and_sourced() -> None:
    assert {"UN-PRK", "EU-BLR"} <= {regime.id for regime in load_sanctions()}
    broken = SanctionsRegime("X-1", "Nobody", ("QQQ",), (), "2010-01-01", "2009-01-01", None, None, (), (), ())
    assert {f.code for f in faults_of_sanctions([broken], known_world())} == {"unknown_state", "wrong_order", "no_source"}


def test_every_agreement_names_its_file() -> None:
    folder = Path(__file__).resolve().parents[2] / "src" / "foedera" / "world" / "agreements"
    assert {path.stem for path in folder.glob("*.yaml")} == {a.id for a in load_agreements()}
