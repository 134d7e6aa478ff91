"""Quoted spans and their speakers, by the sentence tables of each language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.language.pack import load_pack
from foedera.reading.context import Context
from foedera.reading.quotations import quoted_spans, quotes_of

CASES = Path(__file__).parents[1] / "cases"


def _cases() -> list[Any]:
    files = sorted(CASES.glob("*/quotes.yaml"))
    return [pytest.param(f.parent.name, c, id=c["text"][:50]) for f in files for c in yaml.safe_load(f.read_text("utf-8"))]


@pytest.mark.parametrize(("lang", "case"), _cases())
def test_quotes_of_a_text(lang: str, case: dict[str, Any], context_for: Callable[[str, str], Context]) -> None:
    context = context_for(case["text"], lang)
    found = quotes_of(context)
    assert [[q.speaker, q.text, q.via] for q in found] == case["quotes"]
    assert all(case["text"][q.evidence.start : q.evidence.end] == q.text for q in found)


@pytest.mark.parametrize(
    ("lang", "text", "inner"),
    [
        ("fr", "Il a cité « un “vieux” proverbe » hier.", ["un “vieux” proverbe"]),
        ("fr", "Il parle d' »une simple visite » au port.", ["une simple visite"]),
        ("fr", "L'aide d'un voisin n'est pas l'affaire d'un jour.", []),
        ("fr", "«\xa0Rien ne presse, dit-il.\nLe port ferme.", ["Rien ne presse, dit-il."]),
        ("en", "The ships' crews don't say \"good night\".", ["good night"]),
        ("en", '"We go on.\n"And on," he said.', ["We go on.", "And on,"]),
        ("en", 'A 12" gun stood there.', []),
    ],
)
def test_quoted_spans_in_every_style(lang: str, text: str, inner: list[str]) -> None:
    assert [q.inner.text_in(text) for q in quoted_spans(text, load_pack(lang))] == inner
