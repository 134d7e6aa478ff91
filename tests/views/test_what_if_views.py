"""Answers in JSON and as text, in both languages; every rule has its sentence in both."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from foedera.record.model import Account, AgreementRow, DocumentRow, LifecycleRow, ProvisionRow, Record
from foedera.treaties.model import Question
from foedera.treaties.what_if import what_if
from foedera.values.codes import ActionClass, AgreementKind, Factuality, Status, Step, TriggerClass
from foedera.values.dates import ALWAYS, range_from_edtf
from foedera.values.span import Evidence
from foedera.views.what_if_json import what_if_to_json
from foedera.views.what_if_text import what_if_text
from foedera.views.words import words

SOURCE = Path(__file__).parent.parent.parent / "src" / "foedera"
LANGUAGES = ("en", "fr")
HOLE = re.compile(r"{(\w+)}")


def _record() -> Record:
    told = Account("d1:1", "d1", Evidence(5, 14, "in force"), Factuality.STATED)
    days = range_from_edtf("2020-03-01")
    entry = LifecycleRow(
        "FRA-POL-2020/in_force", Step.IN_FORCE, "FRA+POL", Status.DONE, days, "2020-03-01", (), None, Factuality.STATED, (told,), 1
    )
    trigger = ("armed attack", TriggerClass.ARMED_ATTACK, ("state of war",), ("Charter",))
    duty = ProvisionRow("p", 4, "each party", None, "give aid", ActionClass.DEFENCE, None, "at once", *trigger, Factuality.STATED, (told,))
    pact = AgreementRow("FRA-POL-2020", ("FRA", "POL"), AgreementKind.MUTUAL_DEFENCE, "Pact", (), None, None, (), (entry,), (duty,))
    return Record(documents=(DocumentRow("d1", None, "en", None, None, ALWAYS),), agreements=(pact,))


def _with_a_lasting_promise(factuality: Factuality) -> Record:
    """The record with one more duty, which no case calls up."""
    whole = _record()
    (pact,) = whole.agreements
    told = Account("d1:2", "d1", Evidence(20, 36, "widen their trade"), factuality)
    promise = ProvisionRow("q", 7, "each party", None, "widen their trade", ActionClass.COOPERATION, None, None, None, None, (), (),
                           factuality, (told,))
    return replace(whole, agreements=(replace(pact, provisions=(*pact.provisions, promise)),))


ASKED = Question("attack", "BLR", "POL", date(2024, 3, 1), "record")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_json_has_the_shape_of_the_contract(lang: str) -> None:
    answer = what_if_to_json(what_if(ASKED, _record()), _record(), lang)
    assert answer["question"] == {"attack": ["BLR", "POL"], "on": "2024-03-01", "agreements": "record", "assume": [], "facts": []}
    (bound,) = answer["answers"]
    assert (bound["verdict"], bound["bearer"], bound["agreement"], bound["article"]) == ("bound", "FRA", "FRA-POL-2020", 4)
    attack, war = bound["conditions"]
    assert attack == {"text": "armed attack", "state": "assumed"}
    assert war == {"text": "state of war", "state": "unknown", "would_flip": True}
    assert set(bound["why"]) == {"conclusion", "rule", "evidence", "because"}


def test_what_no_case_calls_up_is_no_answer_to_an_attack() -> None:
    record = _with_a_lasting_promise(Factuality.STATED)
    summary = what_if_text(what_if(ASKED, record), record, "en").partition("In full")[0]
    assert "widen their trade" not in summary and "give aid" in summary
    assert "Promises that hold at all times" in summary and "cooperation and the like), of: France\n" in summary


def test_a_promise_told_with_reserve_is_not_said_to_hold() -> None:
    record = _with_a_lasting_promise(Factuality.HEDGED)
    summary = what_if_text(what_if(ASKED, record), record, "en").partition("In full")[0]
    assert "at all times" not in summary


def test_a_proof_ends_in_the_words_of_a_document() -> None:
    why = what_if_to_json(what_if(ASKED, _record()), _record(), "en")["answers"][0]["why"]
    while why["because"]:
        why = why["because"][0]
    assert why["evidence"] == {"doc": "d1", "start": 5, "end": 14, "text": "in force"}


@pytest.mark.parametrize(("lang", "words_of_it"), [("en", "If Belarus attacks Poland"), ("fr", "Attaque : Biélorussie → Pologne")])
def test_text_names_states_in_the_language(lang: str, words_of_it: str) -> None:
    assert what_if_text(what_if(ASKED, _record()), _record(), lang).startswith(words_of_it)


@pytest.mark.parametrize("section", ["rules.", "what_if."])
def test_both_languages_have_the_same_keys_and_holes(section: str) -> None:
    english, french = (words(lang).entries.items() for lang in LANGUAGES)
    assert _holes(english, section) == _holes(french, section)


def _holes(entries: Iterable[tuple[str, str]], section: str) -> dict[str, set[str]]:
    return {key: set(HOLE.findall(text)) for key, text in entries if key.startswith(section)}


def _rules_in(folder: str) -> set[str]:
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted((SOURCE / folder).glob("*.py")))
    return set(re.findall(r'\b(?:Proof|Reason|duty_proof)\(\s*"([a-z_]+)"', source))


@pytest.mark.parametrize("folder", ["record", "treaties"])
def test_every_rule_has_its_sentence(folder: str) -> None:
    rules = _rules_in(folder)
    assert rules
    worded = {rule for rule in rules for section in ("rules", "why.reason") if words("en").has(f"{section}.{rule}")}
    assert sorted(rules - worded) == []


@pytest.mark.parametrize(("lang", "told"), [("en", "give aid"), ("fr", "défense (dans les mots du document : « give aid »)")])
def test_a_duty_that_only_documents_of_another_language_tell_is_named_by_its_class(lang: str, told: str) -> None:
    text = what_if_text(what_if(ASKED, _record()), _record(), lang)
    assert f": {told}\n" in text
    assert text.count("dans les mots du document") == text.count("give aid") * (lang == "fr")
    row = what_if_to_json(what_if(ASKED, _record()), _record(), lang)["answers"][0]
    assert row["action"] == "give aid"  # programs get the document's own words
