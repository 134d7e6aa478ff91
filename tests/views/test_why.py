"""Why the record says so: every kind of row answers in every language, in words, and every reason has its sentence."""

import re
from pathlib import Path

import pytest
from tests.record.made_up import event, pact, page, step, treaty_pages

from foedera.reading.model import ActorMention
from foedera.record.model import DatingConflict, Disagreement, Reason, Record
from foedera.record.record_from_readings import record_from_readings
from foedera.values.codes import EventType, Step
from foedera.values.span import Span
from foedera.views.disagreement_words import value_in_words
from foedera.views.labels import Labels
from foedera.views.reason_words import reason_sentence
from foedera.views.rows import rows_of
from foedera.views.why import WhySection, why_sections, without_steps
from foedera.views.words import catalogue_languages, words
from foedera.world.load_world import load_world

LANGUAGES = catalogue_languages()
RECORD_CODE = Path(__file__).resolve().parents[2] / "src" / "foedera" / "record"
TROOPS = {"x": "La Roumanie a envoyé 9 000 soldats en Bulgarie le 3 mai 2019.", "y": "Quelque 9 500 soldats roumains sont en Bulgarie."}


def labels(lang: str) -> Labels:
    return Labels(words(lang), load_world(), lang)


@pytest.fixture(scope="module")
def record() -> Record:
    told = [
        event(TROOPS["x"], "a envoyé", EventType.DEPLOYMENT, "ROU", "BGR", number=(9000, "=", "soldats"), date="2019-05-03"),
        event(TROOPS["y"], "sont en", EventType.DEPLOYMENT, "ROU", "BGR", number=(9500, "~", "soldats")),
    ]
    pages = [page(n, TROOPS[n], published="2019-05-04", events=[e]) for n, e in zip(TROOPS, told, strict=True)]
    return record_from_readings([*treaty_pages(), *pages], world=load_world())


def answer(record: Record, row_id: str, lang: str) -> dict[str, list[str]]:
    row = next(r for r in rows_of(record) if r.id == row_id)
    return {s.title: [" ".join(filter(None, (line.text, line.quote))) for line in s.lines] for s in why_sections(row, record, labels(lang))}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_says_why_in_words(record: Record, lang: str) -> None:
    for row in rows_of(record):
        sections = why_sections(row, record, labels(lang))
        assert sections and all(isinstance(s, WhySection) and s.lines for s in sections), row.id
        said = "\n".join([line.text for s in sections for line in s.lines] + [s.title for s in sections])
        assert "…" not in said and not re.search(r"\b(same_act|in_force|instruments_exchanged|PRK|BGR)\b(?![/:])", _without_ids(said)), said


def _without_ids(text: str) -> str:
    return re.sub(r"\[[^]]*\]", "", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_has_a_sentence(lang: str) -> None:
    """Every rule that the record's code names, by its literal code."""
    code = "\n".join(p.read_text(encoding="utf-8") for p in RECORD_CODE.glob("*.py"))
    rules = set(re.findall(r'(?:Reason|ground)\(\s*"(\w+)"', code))
    rules |= {w for line in re.findall(r"(?:Reason|ground)\(\s*\"\w+\" if .*? else \"(\w+)\"", code) for w in [line]}
    assert len(rules) > 40
    unworded = {r for r in rules if reason_sentence(Reason(r), labels(lang)) == r}
    assert unworded == set()


def test_the_days_of_a_step_rest_on_words(record: Record) -> None:
    found = answer(record, "AUT-HUN-2019/signed:AUT+HUN", "en")
    assert found["On 5 March 2019, because"] == ["the text gives the date: 5 March 2019 ont signé"]
    assert any(
        "the days agree" in line or "the dates are compatible" in line or "same step" in line
        for line in found["Why these sentences are one"]
    )


def test_an_event_says_what_joined_it(record: Record) -> None:
    row = next(e for e in record.events if e.type is EventType.DEPLOYMENT)
    joined = answer(record, row.id, "fr")["Pourquoi ces phrases n’en font qu’une"]
    assert len(joined) == 2
    assert "mêmes acteurs (Roumanie → Bulgarie)" in joined[0] and "nombres proches : 9000 soldats et ~9500 soldats" in joined[0]
    assert re.match(r"0,\d\d : ", joined[0])


def test_a_contradiction_names_the_fewest_sentences() -> None:
    texts = {
        "a": "Le pacte est entré en vigueur le 6 mai 2019.",
        "b": "Le pacte est entré en vigueur le 9 mai 2019.",
        "c": "Il y a un pacte.",
    }
    days = {"a": "2019-05-06", "b": "2019-05-09"}
    pages = [page(n, texts[n], agreements=[pact(step(texts[n], "entré en vigueur", Step.IN_FORCE, date=d))]) for n, d in days.items()]
    record = record_from_readings(pages)
    [conflict] = record.conflicts
    assert conflict.about == "AUT-HUN-2019/in_force:AUT+HUN"
    assert {(r.rule, r.words.document_id) for r in conflict.reasons if r.words and r.rule == "told_date"} == {
        ("told_date", "a"),
        ("told_date", "b"),
    }
    said = answer(record, conflict.about, "en")["These sentences cannot all be true"]
    assert len(said) == 2 and all("the text gives the date" in line for line in said)


def test_nothing_contradicts_in_the_treaty_pages(record: Record) -> None:
    assert [c for c in record.conflicts if c.about.startswith("AUT")] == []


def test_what_only_leads_on_is_left_out() -> None:
    from foedera.record.model import SourceWords
    from foedera.values.span import Evidence

    act = Reason("same_act", (), SourceWords("a", Evidence(0, 3, "abc")))
    day = Reason("told_date", (("date", "2019"),), SourceWords("a", Evidence(4, 7, "def")))
    other = Reason("same_act", (), SourceWords("b", Evidence(0, 3, "ghi")))
    assert without_steps(DatingConflict("x", (act, day, other)).reasons) == (day, other)


def test_names_of_a_person_are_where_they_stand() -> None:
    text = "Klaus Adler a signé. Plus tard, Claus Adler est parti."
    item = page("a", text)
    from dataclasses import replace

    found = [ActorMention(Span(text.index(n), text.index(n) + len(n)), n, n, "person", "AUT") for n in ("Klaus Adler", "Claus Adler")]
    record = record_from_readings([replace(item, reading=replace(item.reading, mentions=tuple(found)))])
    names = answer(record, "person:claus-adler", "en")["Names under which it is told"]
    assert "Claus Adler" in " ".join(names) and any("are spellings of one name" in n for n in names)


@pytest.mark.parametrize(
    ("lang", "value", "said"),
    [
        (
            "fr",
            "signed AUT+HUN XXXX-06; in_force AUT+HUN 2019-05-06",
            "signé Autriche et Hongrie juin; en vigueur Autriche et Hongrie 6 mai 2019",
        ),
        ("en", "since signed XXXX-06-19", "since signed 19 June"),
        ("en", "armed attack + state of war (UN Charter art. 51)", "armed attack + state of war (article 51 of the UN Charter)"),
        ("en", "not UN: AUT", "no measure of the United Nations: Austria"),
    ],
)
def test_values_told_in_codes_are_read_in_words(lang: str, value: str, said: str) -> None:
    assert value_in_words(Disagreement("d", "x", "status", "compatible", ()), value, labels(lang)) == said


def test_quoted_values_stay_as_they_are() -> None:
    assert value_in_words(Disagreement("d", "x", "identity", "compatible", (), "saying"), "UN signed", labels("fr")) == "UN signed"
