"""A record of one short text, for the tests that export it from the command line."""

from pathlib import Path

from tests.interfaces.test_command_line import TEXT, run


def record_of_text(folder: Path) -> Path:
    """The file of a record that holds the text alone."""
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    assert run("read", str(folder / "one.txt"), "--record", str(folder / "r.db")).exit_code == 0
    return folder / "r.db"
