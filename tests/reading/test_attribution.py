"""Whose voice a clause has, by the sentence tables of each language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.language.pack import languages, load_pack
from foedera.reading.attribution import voices_at
from foedera.reading.context import Context
from foedera.reading.reporting_lexicon import reporting_lexicon
from foedera.values.span import Span

CASES = Path(__file__).parents[1] / "cases"


def _cases() -> list[Any]:
    files = sorted(CASES.glob("*/voices.yaml"))
    return [pytest.param(f.parent.name, c, id=c["text"][:50]) for f in files for c in yaml.safe_load(f.read_text("utf-8"))]


@pytest.mark.parametrize(("lang", "case"), _cases())
def test_voices_of_a_clause(lang: str, case: dict[str, Any], context_for: Callable[[str, str], Context]) -> None:
    start = case["text"].index(case["at"])
    voices = voices_at(context_for(case["text"], lang), Span(start, start + len(case["at"])))
    assert list(voices.said_by) == case["said_by"]
    assert list(voices.also_said_by) == case.get("also", [])
    assert voices.factuality == case["factuality"]


@pytest.mark.parametrize("lang", languages())
def test_every_reporting_verb_has_forms(lang: str) -> None:
    lexicon = reporting_lexicon(load_pack(lang))
    known = {
        verb.lemma for forms in (lexicon.finite, lexicon.participle, lexicon.gerund) for entries in forms.values() for _, verb in entries
    }
    listed = {str(v).removeprefix("se ").removeprefix("s'") for g in load_pack(lang).table("reporting_verbs")["groups"] for v in g["verbs"]}
    assert listed <= known


@pytest.mark.parametrize("lang", languages())
def test_verb_group_examples_are_read(lang: str, context_for: Callable[[str, str], Context]) -> None:
    for group in load_pack(lang).table("reporting_verbs")["groups"]:
        example = group["example"]
        if example["voice"].isupper():
            start = example["text"].index(example["said"])
            assert voices_at(context_for(example["text"], lang), Span(start, start + 1)).said_by == (example["voice"],), example["text"]
