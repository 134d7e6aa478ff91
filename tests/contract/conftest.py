"""Where the sources lie, for the tests that read the code itself."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def modules() -> list[Path]:
    return sorted((ROOT / "src").rglob("*.py"))
