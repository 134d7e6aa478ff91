"""Who does what to whom by the syntax tree, by the sentence tables of each language."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.language.pack import load_pack
from foedera.reading.dependency_frames import VerbFrame, frame_words, frames_of
from foedera.reading.syntax import Parse, syntax_reader
from foedera.reading.syntax_repairs import RULES, joined_quantities, repaired, widened

CASES = Path(__file__).parents[1] / "cases"
ROLES = ("subject", "object", "agent", "clause")


def _cases() -> list[Any]:
    files = sorted(CASES.glob("*/frames.yaml"))
    return [pytest.param(f.parent.name, case, id=case["text"][:40]) for f in files for case in yaml.safe_load(f.read_text("utf-8"))]


def parsed(text: str, lang: str, rules: tuple[str, ...] | None = None) -> Parse:
    pack = load_pack(lang)
    reader = syntax_reader(pack)
    assert reader is not None
    return widened(repaired(reader.parsed([joined_quantities(text, pack)])[0], pack, rules), text, pack)


def frame_of(text: str, lang: str, verb: str, rules: tuple[str, ...] | None = None) -> VerbFrame | None:
    parse = parsed(text, lang, rules)
    return next((f for f in frames_of(parse, frame_words(load_pack(lang))) if parse[f.verb].text == verb), None)


def said(text: str, frame: VerbFrame, role: str) -> str | None:
    argument = frame.first(role)
    return text[argument.start : argument.end] if argument else None


@pytest.mark.parametrize(("lang", "case"), _cases())
def test_arguments_of_a_verb(lang: str, case: dict[str, Any]) -> None:
    frame = frame_of(case["text"], lang, case["verb"])
    assert frame is not None
    assert {r: said(case["text"], frame, r) for r in ROLES if r in case} == {r: case[r] for r in ROLES if r in case}
    assert frame.negated == case.get("negated", False)
    if "mood" in case:
        assert frame.mood == case["mood"]


@pytest.mark.parametrize(("lang", "case"), _cases())
def test_a_repaired_tree_is_a_tree(lang: str, case: dict[str, Any]) -> None:
    """One root, no circle, the same words in the same places."""
    before, after = parsed(case["text"], lang, ()), parsed(case["text"], lang)
    assert [(t.text, t.start, t.end) for t in before] == [(t.text, t.start, t.end) for t in after]
    for index in range(len(after)):
        seen = []
        while after[index].head != index:
            assert index not in seen
            seen.append(index)
            index = after[index].head
    assert sum(t.head == i for i, t in enumerate(after)) == 1


def test_an_inverted_subject_is_found_by_its_rule_alone() -> None:
    text, rules = "Les chars sont partis, a affirmé un officier.", tuple(r for r in RULES if r != "inverted reports")
    with_rule, without = frame_of(text, "fr", "affirmé"), frame_of(text, "fr", "affirmé", rules)
    assert with_rule is not None
    assert said(text, with_rule, "subject") == "un officier"
    assert without is None or said(text, without, "subject") != "un officier"


def test_words_that_only_say_about_are_blanked_and_put_back() -> None:
    pack = load_pack("fr")
    text = "Près de 500 hommes sont partis."
    assert joined_quantities(text, pack) == "        500 hommes sont partis."
    assert len(joined_quantities(text, pack)) == len(text)
    assert parsed(text, "fr")[0].text == "Près de 500"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_example_of_each_pack_holds(lang: str) -> None:
    for table, role in (("syntax_repairs", "object"), ("syntax_frames", "subject")):
        example = load_pack(lang).table(table)["example"]
        frame = frame_of(example["text"], lang, example[f"{role}_of"])
        assert frame is not None
        assert said(example["text"], frame, role) == example["is"]
