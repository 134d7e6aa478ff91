"""The command line as a person uses it, on texts of our own."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from foedera.interfaces.cli.main import app
from foedera.store import derived
from foedera.store.store import Store

TEXT = (
    "La Ruritanie se tait. Le 19 juin 2024 à Pyongyang, Moscou et Pyongyang ont signé un traité de défense mutuelle.\n"
    "Le traité oblige chaque partie à fournir une assistance militaire immédiate à l'autre en cas d'attaque armée.\n"
    "Le traité est entré en vigueur le 4 décembre 2024.\n"
)


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    done = run("read", str(tmp_path / "one.txt"), "--record", str(tmp_path / "r.db"))
    assert done.exit_code == 0, done.output
    return tmp_path / "r.db"


def test_reading_again_reads_nothing(record: Path) -> None:
    again = run("read", str(record.parent / "one.txt"), "--record", str(record), "--json")
    assert [row["state"] for row in json.loads(again.stdout)] == ["unchanged"]


def test_unchanged_documents_are_written_too(record: Path) -> None:
    again = run("read", str(record.parent / "one.txt"), "--record", str(record), "--readings", "-")
    (line,) = again.stdout.splitlines()
    assert json.loads(line)["id"] == "one"


def test_whatif_says_bound_with_the_words_of_the_text(record: Path) -> None:
    asked = run("whatif", "--attack", "UKR:RUS", "--on", "2024-12-10", "--agreements", "record", "--record", str(record), "--json")
    answer = json.loads(asked.stdout)
    assert [(a["bearer"], a["verdict"]) for a in answer["answers"] if a["action_class"] == "defence"] == [("PRK", "bound")]
    assert "assistance militaire" in json.dumps(answer["answers"], ensure_ascii=False)


def test_whatif_before_entry_into_force_binds_nobody(record: Path) -> None:
    asked = run("whatif", "--attack", "UKR:RUS", "--on", "2024-11-20", "--agreements", "record", "--record", str(record), "--json")
    answer = json.loads(asked.stdout)
    assert answer["answers"] == []
    assert {n["agreement"] for n in answer["not_bound"]} == {"PRK-RUS-2024"}


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("command", [["brief"], ["show"], ["timeline"], ["disagreements"], ["accounts", "PRK-RUS-2024"], ["why", "one"]])
def test_every_view_answers_in_both_languages(record: Path, lang: str, command: list[str]) -> None:
    done = run(*command, "--record", str(record), "--lang", lang)
    assert done.exit_code == 0, done.output
    assert done.stdout.strip()


def test_export_is_the_same_twice(record: Path) -> None:
    first, second = (run("export", "--record", str(record)).stdout for _ in range(2))
    assert first == second
    assert [a["id"] for a in json.loads(first)["agreements"]] == ["PRK-RUS-2024"]


def test_csv_has_a_line_an_account(record: Path) -> None:
    lines = run("export", "--format", "csv", "--record", str(record)).stdout.splitlines()
    assert lines[0].startswith("row,layer,agreement")
    assert any(",signed," in line for line in lines[1:])


def test_brief_page_needs_nothing_from_outside(record: Path, tmp_path: Path) -> None:
    page = tmp_path / "b.html"
    assert run("brief", "--record", str(record), "--html", str(page)).exit_code == 0
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html and "src=" not in html and "http" not in html.replace("http-equiv", "")
    for anchor in {part.split('"')[0] for part in html.split('href="#')[1:]}:
        assert f'id="{anchor}"' in html, anchor


def test_words_of_a_page_are_never_markup(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(
        TEXT + '<script>alert("x")</script> « a <b>gras</b> mot », a déclaré Vladimir Poutine.\n', encoding="utf-8"
    )
    run("read", str(tmp_path / "x.txt"), "--record", str(tmp_path / "x.db"))
    html = run("brief", "--record", str(tmp_path / "x.db"), "--html", "-").stdout
    assert "<script>" not in html and "<b>gras" not in html


def test_fact_and_remove(record: Path) -> None:
    added = run("fact", "PRK-RUS-2024 ratified:RUS 2024-11-09", "--source", "https://example.org", "--record", str(record))
    assert added.exit_code == 0, added.output
    fact_id = next(word for word in added.stdout.split() if word.startswith("fact:")).rstrip(":")
    assert run("remove", fact_id, "--record", str(record)).exit_code == 0
    assert run("remove", fact_id, "--record", str(record)).exit_code == 1


@pytest.mark.parametrize(
    "command",
    [
        ["fact", "nonsense", "--source", "x"],
        ["whatif", "--attack", "RUS", "--on", "2024-12-10"],
        ["whatif", "--attack", "UKR:RUS", "--on", "demain"],
        ["whatif", "--attack", "QQQ:RUS", "--on", "2024-12-10"],
        ["whatif", "--on", "2024-12-10"],
        ["show", "nothing-like-it"],
        ["brief", "ABC-DEF-1900"],
        ["export", "--format", "pdf"],
        ["read", ".", "--published", "2024-13-45"],
    ],
)
def test_asked_wrongly_is_exit_2_with_a_message(record: Path, command: list[str]) -> None:
    done = run(*command, "--record", str(record))
    assert done.exit_code == 2
    assert done.stderr.strip() and "Traceback" not in done.stderr


def test_no_record_yet(tmp_path: Path) -> None:
    done = run("brief", "--record", str(tmp_path / "none.db"), "--lang", "fr")
    assert done.exit_code == 1 and "foedera read" in done.stderr


def test_bad_files_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "big.txt").write_text("mot " * 60_000, encoding="utf-8")
    (tmp_path / "lines.jsonl").write_text('{"id": "j1", "text": "La Russie se tait."\n', encoding="utf-8")
    sources = (str(tmp_path), str(tmp_path / "missing.txt"))
    done = run("read", *sources, "--max-size", "100000", "--record", str(tmp_path / "r.db"), "--lang", "en")
    assert done.exit_code == 1
    states = {line.split()[0] for line in done.stdout.splitlines()}
    assert "read" in states and done.stdout.count("not read ") >= 5
    for word in ("empty.txt", "binary.txt", "--max-size", "lines.jsonl:1", "missing.txt"):
        assert word in done.stdout, word


def test_import_checks_every_evidence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    good = {"id": "a", "lang": "fr", "events": [], "quotes": [], "agreements": []}
    event = {"type": "visit", "source": "RUS", "target": "PRK", "what": "x", "evidence": {"start": 0, "end": 5, "text": "faux!"}}
    wrong = [good | {"events": [event]}, good | {"id": "zz"}, good | {"events": [{}]}]
    lines = ["{", *(json.dumps(line) for line in (good, *wrong))]
    (tmp_path / "r.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = run("import", str(tmp_path / "r.jsonl"), "--texts", str(tmp_path / "a.txt"), "--record", str(tmp_path / "r.db"), "--json")
    assert [row["state"] for row in json.loads(done.stdout)] == ["not_read", "read", "not_read", "not_read", "not_read"]
    assert done.exit_code == 1


def test_import_takes_no_other_documents_place(record: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "one.txt").write_text("Le Chili et le Pérou se taisent.", encoding="utf-8")
    (tmp_path / "i.jsonl").write_text(json.dumps({"id": "one", "lang": "fr"}), encoding="utf-8")
    assert run("import", str(tmp_path / "i.jsonl"), "--texts", str(elsewhere), "--record", str(record)).exit_code == 0
    assert len(json.loads(run("export", "--record", str(record)).stdout)["documents"]) == 2


def test_own_readings_are_taken_back_whatever_line_marks_the_text_holds(tmp_path: Path) -> None:
    text = "Vladimir Poutine a dit mardi : « nous signerons\u2028ce traité demain », à Pékin."
    (tmp_path / "u.jsonl").write_text(json.dumps({"id": "u", "lang": "fr", "text": text}, ensure_ascii=False), encoding="utf-8")
    run("read", str(tmp_path / "u.jsonl"), "--record", str(tmp_path / "a.db"), "--readings", str(tmp_path / "r.jsonl"))
    done = run("import", str(tmp_path / "r.jsonl"), "--texts", str(tmp_path / "u.jsonl"), "--record", str(tmp_path / "b.db"))
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    "line", ["[" * 100_000, '{"id": "one", "published": 5}', '{"id": "one", "published": "0000-99"}', '{"id": "one", "title": 5}']
)
def test_a_bad_line_of_an_import_is_told(record: Path, tmp_path: Path, line: str) -> None:
    (tmp_path / "i.jsonl").write_text(line, encoding="utf-8")
    done = run("import", str(tmp_path / "i.jsonl"), "--texts", str(tmp_path / "one.txt"), "--record", str(tmp_path / "n.db"), "--json")
    assert done.exit_code == 1
    assert [row["state"] for row in json.loads(done.stdout)] == ["not_read"]


def test_half_characters_do_not_stop_the_run(tmp_path: Path) -> None:
    (tmp_path / "l.jsonl").write_text('{"id": "x", "title": "t\\ud800", "text": "Paris."}\n{"id": "y", "text": "Paris se tait."}\n')
    done = run("read", str(tmp_path / "l.jsonl"), "--record", str(tmp_path / "r.db"), "--text-lang", "fr", "--json")
    assert [row["state"] for row in json.loads(done.stdout)] == ["not_read", "read"]


def test_words_of_an_article_steer_no_terminal(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT + "« des mots \x1b[31m rouges et vifs », a déclaré Vladimir Poutine.\n", encoding="utf-8")
    run("read", str(tmp_path / "x.txt"), "--record", str(tmp_path / "x.db"))
    for command in (["brief"], ["show"], ["brief", "--markdown", "-"]):
        assert "\x1b[31m" not in run(*command, "--record", str(tmp_path / "x.db")).stdout


def test_unknown_language_of_messages(record: Path) -> None:
    done = run("show", "--record", str(record), "--lang", "de")
    assert done.exit_code == 2 and "fr, en" in done.stderr


def test_a_fact_that_goes_against_the_record_is_kept_with_a_warning(record: Path) -> None:
    early = run("fact", "PRK-RUS-2024 in_force 2023-01-01", "--source", "x", "--record", str(record), "--lang", "en")
    assert early.exit_code == 0 and early.stderr.count("Warning") == 2  # before its signature, and another day than told
    fitting = run("fact", "PRK-RUS-2024 ratified:RUS 2024-11-09", "--source", "x", "--record", str(record), "--lang", "en")
    assert "ratified" not in fitting.stderr
    unknown = run("fact", "ABC-DEF-2020 in_force 2023-01-01", "--source", "x", "--record", str(record), "--lang", "en")
    assert "ABC-DEF-2020" in unknown.stderr


@pytest.mark.parametrize("name", ["RUS", "actor:RUS", "state:RUS", "moscou"])
def test_an_actor_is_shown_by_code_or_name(record: Path, name: str) -> None:
    shown = run("show", name, "--record", str(record), "--lang", "en")
    assert shown.exit_code == 0 and "state:RUS" in shown.stdout and "Russia" in shown.stdout


def test_search_shows_title_day_and_words(record: Path) -> None:
    found = run("search", "TRAITE", "oblige", "--record", str(record), "--lang", "fr").stdout
    assert found.startswith("one ") and "jour inconnu" in found and "oblige chaque partie" in found


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "1599-01", "demain"])
def test_no_page_was_published_in_such_a_year(tmp_path: Path, published: str) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    asked = run("read", str(tmp_path / "one.txt"), "--published", published, "--record", str(tmp_path / "r.db"))
    assert asked.exit_code == 2 and published in asked.stderr


def test_a_full_disk_names_what_could_not_be_written(record: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full, a device that is always full")
    done = run("export", "--output", "/dev/full", "--record", str(record))
    assert done.exit_code == 1 and done.stderr.startswith("/dev/full")


FAR_AWAY = (
    "Le 3 mai 2024, l'Égypte a livré des armes à la Somalie.\n"
    "Le 5 mai 2024, la Russie a livré du pétrole à la Corée du Nord.\n"
    "Le traité de défense mutuelle entre Moscou et Pyongyang entrera en vigueur dès l'échange des instruments de ratification.\n"
)


@pytest.fixture
def wider_record(record: Path) -> Path:
    (record.parent / "two.txt").write_text(FAR_AWAY, encoding="utf-8")
    done = run("read", str(record.parent / "two.txt"), "--published", "2024-06-21", "--record", str(record))
    assert done.exit_code == 0, done.output
    return record


def test_the_timeline_of_an_agreement_leaves_out_what_happened_elsewhere(wider_record: Path) -> None:
    everything = run("timeline", "--record", str(wider_record), "--lang", "en").stdout
    assert "Egypt → Somalia" in everything and "Russia → North Korea" in everything
    of_one = run("timeline", "PRK-RUS-2024", "--record", str(wider_record), "--lang", "en").stdout
    assert "Russia → North Korea" in of_one and "signed" in of_one
    assert "Egypt" not in of_one


def test_the_brief_marks_words_that_only_foresee_a_step(wider_record: Path) -> None:
    told = " ".join(run("brief", "PRK-RUS-2024", "--record", str(wider_record), "--lang", "en").stdout.replace("│", " ").split())
    in_force = told.partition("in force — North")[2]
    assert in_force.index("est entré") < in_force.index("(forecast")


def test_the_help_of_timeline_says_that_it_shows_all(record: Path) -> None:
    assert "all of them" in run("timeline", "--help").stdout or "tous" in run("timeline", "--help").stdout


def test_removal_names_the_backup_that_keeps_the_words(record: Path) -> None:
    backup = record.with_name(f"{record.name}-backup-1")
    backup.write_bytes(b"")
    name = json.loads(run("export", "--record", str(record)).stdout)["documents"][0]["id"]
    removed = run("remove", name, "--record", str(record), "--lang", "en")
    assert removed.exit_code == 0 and str(backup) in removed.stderr.replace("\n", "")


def test_read_leaves_nothing_for_the_first_question_to_work_out(record: Path) -> None:
    store = Store(record)
    with store.deriving() as connection:
        assert derived.version_of(connection) and not derived.is_waiting(connection)
    store.close()
