"""review: one key decides, saves and goes on; what is piped in does as well as a hand."""

import json
from pathlib import Path

import pytest
from tests.interfaces.test_command_line import run

TEXT = (
    "La Ruritanie se tait. Le 19 juin 2024 à Pyongyang, Moscou et Pyongyang ont signé un traité de défense mutuelle.\n"
    "Pyongyang aurait envoyé 3 000 soldats en Russie. Moscou a livré des missiles à Pyongyang.\n"
)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    assert run("read", str(tmp_path / "one.txt"), "--record", str(tmp_path / "r.db")).exit_code == 0
    return tmp_path / "r.db"


def queue(record: Path) -> list[str]:
    return [i["id"] for i in json.loads(run("review", "--json", "--record", str(record)).stdout)]


def log(record: Path) -> list[tuple[str, str, bool]]:
    found = json.loads(run("judge", "--json", "--record", str(record)).stdout)
    return [(j["kind"], j["target"], j["undone_at"] is None) for j in found]


def keyed(record: Path, keys: str, lang: str = "en") -> str:
    done = run("review", "--by", "desk", "--record", str(record), "--lang", lang, stdin=keys)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_each_key_is_kept_at_once(record: Path) -> None:
    rows = queue(record)
    assert len(rows) >= 3
    keyed(record, "a\nrnot said\nh\n")
    assert log(record) == [("accept", rows[0], True), ("reject", rows[1], True), ("hide", rows[2], True)]
    assert queue(record) == rows[3:]


def test_forward_and_back_decide_nothing(record: Path) -> None:
    rows = queue(record)
    keyed(record, "jjkkkaq")
    assert log(record) == [("accept", rows[0], True)]


def test_a_figure_before_a_key_means_that_account_alone(record: Path) -> None:
    (record.parent / "two.txt").write_text(TEXT.replace("La Ruritanie", "Ruritanie"), encoding="utf-8")
    assert run("read", str(record.parent / "two.txt"), "--record", str(record)).exit_code == 0
    rows = json.loads(run("show", "--record", str(record), "--json").stdout)
    row = next(r for r in rows if len(r.get("reported_by", ())) == 2)
    before = queue(record).index(row["id"])
    keyed(record, "j" * before + "9" + "2r" + "not this one\nq")
    left = json.loads(run("show", row["id"], "--record", str(record), "--json").stdout)["reported_by"]
    assert [a["statement_id"] for a in left] == [row["reported_by"][0]["statement_id"]]


def test_undo_brings_the_row_back(record: Path) -> None:
    rows = queue(record)
    keyed(record, "auq")
    assert log(record) == [("accept", rows[0], False)] and queue(record) == rows


def test_undo_never_takes_back_what_somebody_else_decided(record: Path) -> None:
    rows = queue(record)
    assert run("judge", rows[1], "accept", "--by", "another", "--record", str(record)).exit_code == 0
    assert "this sitting" in keyed(record, "uq")
    keyed(record, "auuq")
    assert log(record) == [("accept", rows[1], True), ("accept", rows[0], False)]


def test_two_fields_are_one_decision(record: Path) -> None:
    rows = queue(record)
    keyed(record, "e date=2024-06-19 place=Klow en Syldavie\nread again\nuq")
    assert log(record) == [("correct", rows[0], False), ("correct", rows[0], False)]
    keyed(record, "e date=2024-06-18 nonsense=1\nread again\nq")
    assert len(log(record)) == 2


def test_correction_typed_wrongly_is_said_and_the_row_stays(record: Path) -> None:
    rows = queue(record)
    keyed(record, "e dates=2024\nread again\ne date=2024-06-19\nread again\nq")
    assert log(record) == [("correct", rows[0], True)]
    assert "2024-06-19" in run("export", "--record", str(record)).stdout


def test_nothing_typed_decides_nothing(record: Path) -> None:
    keyed(record, "e\nm\ns\n?q")
    assert log(record) == []


@pytest.mark.parametrize(("lang", "told"), [("fr", "Plus rien à regarder"), ("en", "Nothing is left to look at")])
def test_an_empty_queue_is_said(record: Path, lang: str, told: str) -> None:
    keyed(record, "a" * len(queue(record)))
    assert told in keyed(record, "", lang)


def test_review_asks_who_decides(record: Path) -> None:
    asked = run("review", "--record", str(record), "--lang", "en")
    assert asked.exit_code == 2 and "--by" in asked.stderr


def test_a_quotation_that_was_passed_on_is_decided_like_any_row(tmp_path: Path) -> None:
    told = "« Nous sommes prêts à signer dès demain », a déclaré le président Kim Jong Un, rapporte KCNA.\n"
    (tmp_path / "one.txt").write_text(told, encoding="utf-8")
    record = tmp_path / "r.db"
    assert run("read", str(tmp_path / "one.txt"), "--record", str(record)).exit_code == 0
    (quote,) = [row for row in queue(record) if row.startswith("quote:")]
    shown = keyed(record, "espeaker=Zoé\nheard otherwise\n", lang="fr")
    assert "prêts à signer" in shown and log(record) == [("correct", quote, True)]
    assert '"speaker": "Zoé"' in run("export", "--record", str(record)).stdout and quote not in queue(record)
