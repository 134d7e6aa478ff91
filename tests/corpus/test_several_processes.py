"""Any number of processes that read into one record at once give the export that one process gives."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.*"))
RUN = "from foedera.interfaces.cli.main import main; main()"


def started(*arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", RUN, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def exported(record: Path) -> bytes:
    process = started("export", "--format", "record", "--record", str(record))
    out, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode()
    return out


def read_by(count: int, record: Path) -> bytes:
    """The export after `count` processes have each read their share of the examples, all at once."""
    pages = [str(path) for path in EXAMPLES if path.suffix in (".txt", ".md", ".html", ".jsonl") and path.stem != "README"]
    started_ones = [started("read", *pages[n::count], "--reader", "shallow", "--record", str(record)) for n in range(count)]
    for process in started_ones:
        _, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors.decode()
    return exported(record)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return read_by(1, tmp_path_factory.mktemp("alone") / "record.db")


@pytest.mark.parametrize("count", [3])
def test_the_export_does_not_tell_how_many_read(count: int, alone: bytes, tmp_path: Path) -> None:
    assert read_by(count, tmp_path / "record.db") == alone
    assert alone.count(b'"step"') > 10
