"""Where results are written: what stood there before is lost only when that was meant."""

from pathlib import Path

import pytest
from tests.interfaces.test_command_line import run

from foedera.interfaces.export.csv_cells import safe_cell
from foedera.store.store import Store


@pytest.mark.parametrize("form", ["record", "csv", "xlsx", "atop"])
def test_the_record_is_not_written_over(tmp_path: Path, form: str) -> None:
    record = tmp_path / "r.db"
    ada = Store(record).add_user("ada", "reader")
    refused = run("export", "--format", form, "--record", str(record), "-o", str(record))
    assert refused.exit_code == 2 and "not written over" in refused.output
    assert Store(record, create=False).users() == (ada,) and not [p for p in tmp_path.iterdir() if p.name.endswith(".part")]


@pytest.mark.parametrize("form", ["record", "csv", "atop"])
def test_a_folder_or_a_place_that_is_not_there_is_named(tmp_path: Path, form: str) -> None:
    record = tmp_path / "r.db"
    Store(record).close()
    for place in (tmp_path, tmp_path / "none" / "x.json"):
        told = run("export", "--format", form, "--record", str(record), "-o", str(place))
        assert told.exit_code == 1 and "cannot be written" in told.output


def test_a_wide_sign_begins_no_formula_either() -> None:
    assert safe_cell("\uff1dHYPERLINK(1)") == "'\uff1dHYPERLINK(1)"
