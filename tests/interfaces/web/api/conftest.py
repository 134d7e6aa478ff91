"""A record of one's own, to be written to, and the desk over it as a program asks it."""

import shutil
from pathlib import Path

import pytest
from tests.interfaces.web.desk_client import TestClient, client_of, desk_over

API = "/api/v1"


@pytest.fixture
def own_record(record_file: Path, tmp_path: Path) -> Path:
    held = tmp_path / "own.db"
    shutil.copy(record_file, held)
    return held


@pytest.fixture
def program(own_record: Path) -> TestClient:
    return client_of(desk_over(own_record))
