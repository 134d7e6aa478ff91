"""`foedera user`: users are settled from the command line; passwords and tokens show where they must and nowhere else."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from foedera.interfaces.cli.main import app
from foedera.store.store import Store

RUN = CliRunner()


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "r.db"


def user(record: Path, *arguments: str, given: str | None = None) -> Result:
    return RUN.invoke(app, ["user", *arguments, "--record", str(record), "--lang", "en"], input=given)


def test_a_user_from_first_to_last_day(record: Path) -> None:
    added = user(record, "add", "ada", "--role", "admin", "--password", "--by", "root", given="a long enough word\n")
    assert added.exit_code == 0 and "ada  admin" in added.stdout and "with a password" in added.stdout
    store = Store(record)
    assert store.user_of_password("ada", "a long enough word") is not None
    token = user(record, "token", "ada", "--label", "notebook")
    shown = token.stdout.strip()
    assert store.user_of_token(shown) is not None and "once" in token.stderr
    listed = user(record, "list").stdout
    assert "notebook" in listed and shown not in listed
    assert user(record, "token", "ada", "--revoke", shown.split("_")[1]).exit_code == 0
    assert store.user_of_token(shown) is None and "revoked" in user(record, "list").stdout
    refused = user(record, "role", "ada", "reader")
    assert refused.exit_code == 2 and "only one left" in refused.stderr
    store.add_user("eve", "admin")
    assert "reader" in user(record, "role", "ada", "reader").stdout
    assert "disabled since" in user(record, "disable", "ada").stdout and store.user("ada").disabled_at
    assert "disabled" not in user(record, "enable", "ada").stdout
    assert "tokens alone" in user(record, "password", "ada", "--none").stdout
    acts = [e["act"] for e in json.loads(user(record, "audit", "--json").stdout)]
    told = ["user_password", "user_enabled", "user_disabled", "user_role", "token_revoked", "token_added", "user_added"]
    assert acts == told
    assert "root" in user(record, "audit", "--most", "7").stdout.splitlines()[-1]


def test_what_is_asked_wrongly_says_what_to_do(record: Path) -> None:
    assert user(record, "list").exit_code == 1
    assert "foedera user token" in user(record, "add", "ada").stderr
    again = user(record, "add", "ada")
    assert again.exit_code == 2 and "already" in again.stderr
    assert user(record, "role", "ada", "king").exit_code == 2
    short = user(record, "password", "ada", given="abc\n")
    assert short.exit_code == 2 and "10" in short.stderr and "abc" not in short.output
    assert user(record, "token", "ada", "--revoke", "none").exit_code == 2
    assert user(record, "disable", "eve").exit_code == 1


def test_no_name_or_label_adds_a_line_of_its_own(record: Path) -> None:
    user(record, "add", "ada", "--role", "admin")
    user(record, "token", "ada", "--label", "x\neve  admin\u2028bob")
    Store(record).note_audit("a\n2026-01-01T00:00:00+00:00  root", "login_refused")
    assert len(user(record, "audit").stdout.splitlines()) == 3 and len(user(record, "list").stdout.splitlines()) == 2


def test_no_users_yet(record: Path) -> None:
    Store(record).close()
    assert "foedera user add" in user(record, "list").stdout and "Nothing" in user(record, "audit").stdout
    assert json.loads(user(record, "list", "--json").stdout) == []
