"""The two questions of the five articles: open from the texts alone, decided by the day of the exchange.

Asked of the readings made by hand, so that the law alone is tried here; skipped where these are not at hand.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from foedera.interfaces.cli.main import app

SHARED = Path(os.environ.get("FOEDERA_EVALUATION") or Path(__file__).resolve().parents[3] / "shared" / "evaluation")
GOLD = SHARED / "seeds" / "record.json"
pytestmark = pytest.mark.skipif(not GOLD.is_file(), reason="the five articles and their gold are not beside the repository")
FACT = "PRK-RUS-2024 in_force 2024-12-04"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("seeds") / "gold.db")
    texts = str(SHARED.parent / "seeds")
    done = CliRunner().invoke(app, ["import", str(SHARED / "seeds" / "gold.jsonl"), "--texts", texts, "--record", path])
    assert done.exit_code == 0, done.output
    return path


def asked(record: str, day: str, *more: str) -> dict[str, Any]:
    command = ["whatif", "--attack", "UKR:RUS", "--on", day, "--agreements", "record", "--json", "--record", record, *more]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.stderr or done.exception
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def duties(answer: dict[str, Any], verdict: str) -> set[tuple[str, str, int | None]]:
    return {(a["bearer"], a["agreement"], a["article"]) for a in answer["answers"] if a["verdict"] == verdict}


@pytest.mark.parametrize("day", ["2024-11-20", "2024-12-10"])
def test_from_the_texts_alone_the_duty_is_open_and_the_missing_fact_is_named(record: str, day: str) -> None:
    answer = asked(record, day)
    assert ("PRK", "PRK-RUS-2024", 4) in duties(answer, "undetermined") and not duties(answer, "bound")
    assert all("PRK-RUS-2024 in_force ..." in a["would_settle"] for a in answer["answers"] if a["agreement"] == "PRK-RUS-2024")


def test_once_dated_the_duty_binds_after_the_exchange(record: str) -> None:
    answer = asked(record, "2024-12-10", "--assume", FACT)
    assert ("PRK", "PRK-RUS-2024", 4) in duties(answer, "bound")
    assert {a["agreement"] for a in answer["answers"]} == {"PRK-RUS-2024"}
    assert {"PRK-RUS-2000", "PRK-SUN-1961", "CHN-PRK-1961"} <= {a["agreement"] for a in answer["not_bound"]}


def test_once_dated_only_the_old_duty_binds_before_the_exchange(record: str) -> None:
    answer = asked(record, "2024-11-20", "--assume", FACT)
    assert duties(answer, "bound") == {("PRK", "PRK-RUS-2000", None)} and not duties(answer, "undetermined")
    assert {"PRK-RUS-2024", "PRK-SUN-1961", "CHN-PRK-1961"} <= {a["agreement"] for a in answer["not_bound"]}
    assert all(a["action_class"] != "defence" for a in answer["answers"])
