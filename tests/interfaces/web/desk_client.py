"""A desk without a network: what a browser would send, and what it would get."""

import warnings
from datetime import date
from pathlib import Path

from fastapi import FastAPI

with warnings.catch_warnings():  # Starlette means to replace the client that it tests with; ours is the one pinned
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

from foedera.interfaces.web.app import make_app
from foedera.interfaces.web.settings import DeskSettings

ADDRESS = "http://127.0.0.1:8080"
TODAY = date(2024, 12, 10)


def desk_over(record: Path, settings: DeskSettings | None = None) -> FastAPI:
    """A desk whose limits no test reaches unless it means to."""
    settings = settings or DeskSettings(reads_a_second=1e6, writes_a_second=1e6)
    return make_app(str(record), settings=settings, today=lambda: TODAY)


def client_of(app: FastAPI, lang: str = "en") -> TestClient:
    """A browser on this machine that prefers a language."""
    return TestClient(app, base_url=ADDRESS, headers={"accept-language": lang}, raise_server_exceptions=False, follow_redirects=False)
