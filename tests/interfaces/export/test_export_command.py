"""`foedera export` as a person uses it: every form, a chosen part, files, pipes and what is asked wrongly."""

import csv
import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.interfaces.export.invented_record import invented_record
from tests.interfaces.export.read_record import record_of_text
from tests.interfaces.test_command_line import TEXT, run

from foedera.interfaces.cli.output_pieces import write_pieces
from foedera.interfaces.export.forms import FORM_NAMES, FORMS
from foedera.record.model import Record
from foedera.views.chosen_rows import Chosen, chosen_rows
from foedera.views.record_tables import TABLE_NAMES
from foedera.views.words import catalogue_languages, words

BINARY = {"xlsx": b"PK", "parquet": b"PAR1", "zip": b"PK"}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read once: exports change nothing."""
    return record_of_text(tmp_path_factory.mktemp("record"))


@pytest.mark.parametrize("form", FORM_NAMES)
def test_every_form_is_written_twice_the_same(form: str, record: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        done = run("export", "--format", form, "--record", str(record), "-o", str(tmp_path / name))
        assert done.exit_code == 0 and done.stdout == "", done.output
    content = (tmp_path / "one").read_bytes()
    assert content and content == (tmp_path / "two").read_bytes()
    assert content.startswith(BINARY.get(form, b"")) and not list(tmp_path.glob(".*.part"))
    if form not in BINARY:
        assert run("export", "--format", form, "--record", str(record)).stdout_bytes == content


@pytest.mark.parametrize("form", sorted({*FORM_NAMES} - {"zip", "labelstudio"}))
def test_no_form_holds_a_full_text(form: str, record: Path, tmp_path: Path) -> None:
    assert run("export", "--format", form, "--record", str(record), "-o", str(tmp_path / "x"), "--with-text").exit_code == 0
    assert TEXT.splitlines()[0].encode() not in (tmp_path / "x").read_bytes()


@pytest.mark.parametrize("lang", catalogue_languages())
def test_help_names_every_form_and_table(lang: str) -> None:
    told = words(lang)
    assert all(f" {form}" in f" {told.say('cli.option_format')}" for form in (*FORM_NAMES, "readings", "atop", "cow", "gexf"))
    assert all(name in told.say("cli.option_table") for name in TABLE_NAMES)


def test_forms_have_names_of_their_own_and_suffixes() -> None:
    assert len({*FORM_NAMES}) == len(FORMS)
    assert all(form.suffix and "/" in form.media_type for form in FORMS)


@pytest.mark.parametrize(("asked", "steps"), [
    ((), {"signed", "in_force"}),
    (("--agreement", "PRK-RUS-2024"), {"signed", "in_force"}),
    (("--country", "Russie"), {"signed", "in_force"}),
    (("--country", "FRA"), set()),
    (("--since", "2024-07-01"), {"in_force"}),
    (("--until", "2024-07-01"), {"signed"}),
    (("--since", "2025-01-01"), set()),
])
def test_a_part_can_be_asked_for(asked: tuple[str, ...], steps: set[str], record: Path) -> None:
    table = run("export", "--format", "csv", "--table", "steps", *asked, "--record", str(record)).stdout
    assert {row["step"] for row in csv.DictReader(io.StringIO(table))} == steps
    readings = run("export", "--format", "readings", *asked, "--record", str(record)).stdout
    assert bool(readings) is bool(steps)


@pytest.mark.parametrize(("asked", "said"), [
    (("--format", "csv", "--table", "nothing"), "quotations"),
    (("--agreement", "FRA-DEU-1963"), "FRA-DEU-1963"),
    (("--country", "Ruritania"), "Ruritania"),
    (("--since", "2025-01-01", "--until", "2024-01-01"), "2025-01-01"),
])
def test_what_is_asked_wrongly_is_said(asked: tuple[str, ...], said: str, record: Path) -> None:
    done = run("export", *asked, "--record", str(record))
    assert done.exit_code == 2 and said in done.stderr and done.stdout == ""


@pytest.mark.parametrize(("module", "form", "extra"), [("openpyxl", "xlsx", "foedera[xlsx]"), ("duckdb", "parquet", "foedera[parquet]")])
def test_what_is_not_installed_is_named(module: str, form: str, extra: str, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    done = run("export", "--format", form, "--record", str(record))
    assert done.exit_code == 2 and extra in done.stderr


def test_bytes_do_not_go_to_a_terminal(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from foedera.errors import UsageError

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(UsageError, match="binary_to_terminal"):
        write_pieces("-", b"PK", "en")


def test_a_failure_leaves_the_file_that_stood_there(tmp_path: Path) -> None:
    def pieces() -> object:
        yield "half"
        raise OSError(28, "No space left on device")

    (tmp_path / "x").write_text("whole", encoding="utf-8")
    with pytest.raises(OSError, match="No space"):
        write_pieces(str(tmp_path / "x"), pieces(), "en")  # type: ignore[arg-type]
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [("x", "whole")]


def test_a_part_holds_what_goes_with_it_and_nothing_else() -> None:
    whole = invented_record()
    assert chosen_rows(whole, Chosen()) is whole
    assert chosen_rows(whole, Chosen(agreement="aut-hun-2019")) == whole
    none = chosen_rows(whole, Chosen(country="FRA"))
    assert none == Record()
    spring = chosen_rows(whole, Chosen(since=date(2019, 6, 21), until=date(2019, 12, 31)))
    assert [e.id for e in spring.events] == ["event:2", "event:4"]  # since May, and until 2020: both may lie in it; the undated does not
    assert spring.agreements == () and [d.id for d in spring.documents] == ["../two"] and spring.quotes == () and spring.disagreements == ()
    assert [e.id for e in chosen_rows(whole, Chosen(until=date(1900, 1, 1))).events] == ["event:1", "event:4"]
    assert json.dumps([d.about for d in chosen_rows(whole, Chosen(until=date(1900, 1, 1))).disagreements]) == '["event:1"]'


def test_the_manual_names_every_form_and_table() -> None:
    manual = (Path(__file__).resolve().parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
    assert [name for name in (*FORM_NAMES, *TABLE_NAMES, "readings", "atop", "cow", "gexf") if f"`{name}`" not in manual] == []
