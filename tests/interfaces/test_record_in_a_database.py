"""Every command takes the address of a PostgreSQL database where it takes a file; what goes wrong is said, and never the password."""

import json
import socket
from pathlib import Path

import pytest
from sqlalchemy import make_url
from tests.conftest import NewRecord
from typer.testing import CliRunner, Result

from foedera.interfaces.cli.main import app
from foedera.store.databases.postgres import PostgresPlace

RUN = CliRunner()
EXAMPLES = Path(__file__).parents[2] / "examples"


def run(*arguments: str) -> Result:
    return RUN.invoke(app, [*arguments, "--lang", "en"])


@pytest.fixture(scope="module")
def filled(postgres_records: NewRecord) -> str:
    address = str(postgres_records())
    texts = [str(path) for path in sorted(EXAMPLES.glob("*.txt"))]
    assert texts
    done = run("read", *texts, "--reader", "shallow", "--record", address)
    assert done.exit_code == 0, done.output
    return address


def test_the_database_says_what_the_file_says(filled: str, tmp_path: Path) -> None:
    file = str(tmp_path / "r.db")
    texts = [str(path) for path in sorted(EXAMPLES.glob("*.txt"))]
    assert run("read", *texts, "--reader", "shallow", "--record", file).exit_code == 0
    export, changes = ("export", "--format", "record"), ("changes", "--since", "2020-01-01")
    for question in (("brief",), ("timeline", "--json"), export, ("show",), ("search", "accord"), changes):
        answers = [run(*question, "--record", record) for record in (file, filled)]
        assert answers[0].exit_code == answers[1].exit_code == 0, answers[1].output
        if question[0] != "search":  # which orders and cuts in its own way
            assert answers[0].stdout == answers[1].stdout


def test_a_decision_is_made_and_taken_back(filled: str) -> None:
    events = json.loads(run("export", "--format", "record", "--record", filled).stdout)["events"]
    judged = run("judge", events[0]["id"], "hide", "--by", "desk", "--why", "not ours", "--record", filled)
    assert judged.exit_code == 0, judged.output
    assert run("why", events[0]["id"], "--record", filled).exit_code != 0
    assert run("undo", "--by", "desk", "--record", filled).exit_code == 0
    assert run("why", events[0]["id"], "--record", filled).exit_code == 0


def test_a_question_to_an_empty_database_makes_nothing(postgres_records: NewRecord) -> None:
    address = str(postgres_records())
    for _ in range(2):
        asked = run("brief", "--record", address)
        assert asked.exit_code == 1 and "foedera read" in asked.stderr


def free_port() -> int:
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        return int(some.getsockname()[1])


def test_no_server_answers() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install foedera[postgres]")
    refused = run("brief", "--record", f"postgresql://ada:secret-word@127.0.0.1:{free_port()}/desk")
    assert refused.exit_code == 1 and "does not answer" in refused.stderr
    assert "secret-word" not in refused.output and "ada:***@127.0.0.1" in refused.stderr


@pytest.mark.parametrize(
    ("changed", "told"),
    [({"database": "nowhere"}, "createdb"), ({"username": "eve", "password": "secret-word"}, "let nobody in")],
)
def test_the_server_refuses(postgres_address: str, changed: dict[str, str], told: str) -> None:
    address = make_url(postgres_address).set(**changed).render_as_string(hide_password=False)  # type: ignore[arg-type]
    refused = run("brief", "--record", address)
    assert refused.exit_code == 1 and told in refused.stderr and "secret-word" not in refused.output


@pytest.mark.parametrize("address", ["postgresql://", "postgresql://ada:secret-word@host:port/x", "postgres://ada@host"])
def test_an_address_that_is_none(address: str) -> None:
    refused = run("brief", "--record", address)
    assert refused.exit_code == 2 and "postgresql://USER@HOST/DATABASE" in refused.stderr and "secret-word" not in refused.output


@pytest.mark.parametrize("address", [
    "postgresql://u:s3@cret@localhost:1/db", "postgresql://u@localhost:1/db?password=s3cret", "POSTGRESQL://u:s3cret@localhost:1/db",
    "postgresql+psycopg://u:s3cret@localhost:1/db", " postgresql://u:s3cret@localhost:1/db", "mysql://u:s3cret@localhost:1/db",
])  # fmt: skip
def test_no_way_of_writing_an_address_tells_its_password(address: str) -> None:
    answer = run("show", "--record", address)
    assert answer.exit_code in (1, 2) and "cret" not in answer.output and "Traceback" not in answer.output


def test_a_password_is_hidden_as_a_word_and_not_in_others() -> None:
    place = PostgresPlace.from_address("postgresql://u:se@localhost/db?password=s3cret&connect_timeout=2")
    assert (place.url.password, place.short_name) == ("s3cret", "db") and "s3cret" not in place.name
    assert place.without_secrets("s3cret, s3crets and 's3cret'") == "***, s3crets and '***'"
