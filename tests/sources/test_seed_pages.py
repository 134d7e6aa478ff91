"""The five articles the project started from: what each page says of itself. Only codes, dates and names are kept here."""

import json
import os
from pathlib import Path

import pytest

from foedera.sources.model import Document
from foedera.sources.read_sources import documents_from

ROOT = Path(__file__).resolve().parents[2]
EVALUATION = Path(os.environ.get("FOEDERA_EVALUATION", ROOT.parent / "shared" / "evaluation"))
SEEDS = EVALUATION.parent / "seeds"
GOLD = EVALUATION / "seeds" / "gold.jsonl"

pytestmark = pytest.mark.skipif(not (SEEDS.is_dir() and GOLD.is_file()), reason="the five articles are not beside the repository")


def test_title_outlet_and_day_of_the_seeds() -> None:
    found = {d.id: (d.lang, d.title, d.outlet, d.published) for d in documents_from([SEEDS]) if isinstance(d, Document)}
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    assert found == {r["id"]: (r["lang"], r["title"], r["outlet"], r["published"]) for r in rows}
