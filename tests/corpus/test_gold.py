"""Reviewed statements as gold: accepted and corrected ones stay, the rest goes; the scorer of the evaluation takes the lines."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from foedera.corpus.decisions import given, requests_of
from foedera.corpus.gold import gold_lines
from foedera.corpus.read_corpus import ReaderChoice, read_into
from foedera.corpus.record_of_store import record_of
from foedera.reading.serialize import reading_to_json
from foedera.sources.plain_text import Given, document_from_text
from foedera.store.store import Store

TEXT = (
    "Le 3 mai 2021, la Norvège et le Danemark ont signé à Oslo un accord de défense. La Norvège a livré des missiles à l’Ukraine. "
    "Le Danemark a livré des chars à l’Ukraine.\n"
)
EVALUATION = Path(os.environ.get("FOEDERA_EVALUATION", Path(__file__).resolve().parents[3] / "shared" / "evaluation"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "r.db")
    words = {"a": "missiles", "b": "avions"}
    texts = [document_from_text(TEXT.replace("missiles", word), Given(name, name, "fr")) for name, word in words.items()]
    assert all(o.state == "read" for o in read_into(made, texts, ReaderChoice(shallow=True)))
    return made


def gold(store: Store, *, only_whole: bool = False) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gold_lines(store, only_whole=only_whole)]


def statements(store: Store, name: str) -> list[str]:
    record = record_of(store)
    rows = [*record.events, *(s for a in record.agreements for s in (*a.lifecycle, *a.provisions))]
    return sorted({f"{row.id}@{name}" for row in rows for a in row.reported_by if a.document_id == name})


def test_nothing_reviewed_gives_no_gold(store: Store) -> None:
    assert gold(store) == []


def test_what_was_accepted_or_corrected_stays_and_the_rest_goes(store: Store) -> None:
    events = [e for e in record_of(store).events if e.source == "NOR" and any(a.document_id == "a" for a in e.reported_by)]
    other = next(e for e in record_of(store).events if e.source == "DNK")
    given(store, requests_of(f"{events[0].id}@a", ["correct", "target=POL"]), "Ada", "why")
    given(store, requests_of(f"{other.id}@a", ["reject"]), "Ada", "why")
    (line,) = gold(store)
    assert (line["id"], [e["target"] for e in line["events"]], line["agreements"]) == ("a", ["POL"], [])
    assert line["review"]["whole"] is False and line["review"]["decided"] == 2 and "event" in line["review"]["layers"]
    assert gold(store, only_whole=True) == []


def test_a_document_reviewed_wholly_is_marked_so(store: Store) -> None:
    for target in statements(store, "a"):
        given(store, requests_of(target, ["accept"]), "Ada", "")
    (line,) = gold(store, only_whole=True)
    assert line["review"]["whole"] is True and line["review"]["decided"] == line["review"]["told"] >= 3
    read = reading_to_json(store.item("a").reading)
    assert (line["events"], line["agreements"]) == (read["events"], read["agreements"])


def test_what_is_taken_back_is_gold_no_more(store: Store) -> None:
    made = given(store, requests_of(statements(store, "a")[0], ["accept"]), "Ada", "")
    store.take_back([made[0].id], "Ada")
    assert gold(store) == []


def test_the_scorer_takes_it(store: Store, tmp_path: Path) -> None:
    scorer = EVALUATION / "score.py"
    if not scorer.exists():
        pytest.skip(f"no evaluation at {EVALUATION}: set FOEDERA_EVALUATION")
    for target in statements(store, "a"):
        given(store, requests_of(target, ["accept"]), "Ada", "")
    (tmp_path / "gold.jsonl").write_text("".join(gold_lines(store)), encoding="utf-8")
    (tmp_path / "read.jsonl").write_text(json.dumps(reading_to_json(store.item("a").reading)) + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-B", str(scorer), "--gold", str(tmp_path / "gold.jsonl"), "--pred", str(tmp_path / "read.jsonl"), "--json"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert '"event"' in done.stdout and "problem" not in done.stderr
