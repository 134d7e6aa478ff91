"""Records to test with: a file, and a PostgreSQL database on a server of the tests' own (skipped where PostgreSQL is not installed)."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

DATABASES = ("sqlite", "postgresql")
UNSAFE_BUT_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c shared_buffers=32MB"
NewRecord = Callable[[], str | Path]


def _programs() -> Path | None:
    """The folder of initdb and pg_ctl, of the newest version that is installed."""
    found = shutil.which("initdb")
    folders = [*([Path(found).resolve().parent] if found else []), *Path("/usr/lib/postgresql").glob("*/bin")]
    usable = [f for f in folders if (f / "initdb").exists() and (f / "pg_ctl").exists()]
    return max(usable, key=lambda f: [int(p) for p in f.parent.name.split(".") if p.isdigit()], default=None)


def _as_server(*command: str | Path) -> list[str]:
    """The command as the user that runs it: initdb refuses root, so that another one is needed there."""
    words = [str(part) for part in command]
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *words] if os.geteuid() == 0 else words


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """The address of an empty database on a server that listens on a socket in a temporary folder alone."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (initdb and pg_ctl are found neither on the path nor in /usr/lib/postgresql)")
    if os.geteuid() == 0 and (shutil.which("setpriv") is None or subprocess.run(["id", "postgres"], capture_output=True).returncode):
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres or no setpriv to run it otherwise")
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install foedera[postgres]")
    with tempfile.TemporaryDirectory(prefix="foedera-pg-", dir="/tmp") as folder:  # a short name: sockets have no long ones
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data, quiet = f"{folder}/data", {"check": True, "capture_output": True, "cwd": folder}
        make = _as_server(programs / "initdb", "-D", data, "-U", "foedera", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        subprocess.run(make, **quiet)  # type: ignore[call-overload]
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} {UNSAFE_BUT_QUICK}"
        start = _as_server(programs / "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
        try:
            yield f"postgresql://foedera@/postgres?host={folder}"
        finally:
            subprocess.run(_as_server(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"), **quiet)  # type: ignore[call-overload]


@pytest.fixture(scope="session")
def postgres_records(postgres_address: str) -> NewRecord:
    """Each call names a place for another record: a schema of its own."""
    import psycopg

    numbers = count(1)

    def new() -> str:
        schema = f"record_{next(numbers)}"
        with psycopg.connect(postgres_address, autocommit=True) as connection:
            connection.execute(f'CREATE SCHEMA "{schema}"')  # type: ignore[arg-type]
        return f"{postgres_address}&options=-csearch_path%3D{schema}"

    return new


@pytest.fixture(scope="session", params=DATABASES)
def new_record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> NewRecord:
    """Each call names a place where there is no record yet, in each kind of database; a file has a folder of its own."""
    if request.param == "postgresql":
        records: NewRecord = request.getfixturevalue("postgres_records")
        return records
    return lambda: tmp_path_factory.mktemp("record") / "r.db"


@pytest.fixture
def record(new_record: NewRecord) -> str | Path:
    """A place where there is no record yet, in each kind of database."""
    return new_record()
