"""How surely a clause is told, by the sentence tables of each language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.language.pack import load_pack
from foedera.reading.attribution import is_hypothetical_at, is_no_comment_at, voices_at
from foedera.reading.conditional import is_conditional, is_future, mood_rules
from foedera.reading.context import Context
from foedera.values.span import Span

CASES = Path(__file__).parents[1] / "cases"


def _cases() -> list[Any]:
    files = sorted(CASES.glob("*/factuality.yaml"))
    return [pytest.param(f.parent.name, c, id=c["text"][:50]) for f in files for c in yaml.safe_load(f.read_text("utf-8"))]


@pytest.mark.parametrize(("lang", "case"), _cases())
def test_how_surely_a_clause_is_told(lang: str, case: dict[str, Any], context_for: Callable[[str, str], Context]) -> None:
    start = case["text"].index(case["at"])
    context, span = context_for(case["text"], lang), Span(start, start + len(case["at"]))
    if "factuality" in case:
        assert voices_at(context, span).factuality == case["factuality"]
    if "hypothetical" in case:
        assert is_hypothetical_at(context, span) is case["hypothetical"]
    if "no_comment" in case:
        assert is_no_comment_at(context, span) is case["no_comment"]


@pytest.mark.parametrize(
    ("form", "conditional", "future"),
    [
        ("aurait", True, False),
        ("seraient", True, False),
        ("livrerait", True, False),
        ("vendrait", True, False),
        ("aurait-il", True, False),
        ("livrait", False, False),
        ("préparait", False, False),
        ("tirait", False, False),
        ("montrait", False, False),
        ("livrera", False, True),
        ("tiendront", False, True),
        ("enverra", False, True),
        ("montra", False, False),
        ("opéra", False, False),
    ],
)
def test_french_moods_by_ending_and_stem(form: str, conditional: bool, future: bool) -> None:
    rules = mood_rules(load_pack("fr"))
    assert (is_conditional(form, rules), is_future(form, rules)) == (conditional, future)
