"""What docs/api.md shows works as it stands there."""

import json
import re
from pathlib import Path

from tests.interfaces.web.desk_client import TestClient

MANUAL = (Path(__file__).resolve().parents[4] / "docs" / "api.md").read_text(encoding="utf-8")
POSTED = re.findall(r"curl -X POST http://127\.0\.0\.1:8080(\S+) -H 'Content-Type: application/json' \\\n\s+-d '([^']+)'", MANUAL)


def test_the_questions_of_the_manual_are_answered(program: TestClient) -> None:
    shown = re.findall(r"curl '?http://127\.0\.0\.1:8080([^\s']+)", MANUAL)
    assert len(shown) >= 1 and all(program.get(path).status_code == 200 for path in shown)


def test_what_the_manual_sends_is_taken(program: TestClient) -> None:
    event = program.get("/api/v1/events").json()["items"][0]["id"]
    bodies = [(path, json.loads(body)) for path, body in POSTED]
    done = [program.post(path, json=body | ({"target": event} if "target" in body else {})).status_code for path, body in bodies]
    assert [path for path, _ in bodies] == ["/api/v1/documents", "/api/v1/judgements", "/api/v1/what-if"] and done == [201, 201, 200]


def test_every_outcome_of_sending_is_described(program: TestClient) -> None:
    described = program.get("/api/v1/openapi.json").json()["paths"]["/documents"]["post"]["responses"]
    sent = [program.post("/api/v1/documents", json=body) for body in ({"text": "Rien."}, {"text": "Rien."}, {"text": " "}, {})]
    assert [one.status_code for one in sent] == [201, 200, 400, 422] and {str(one.status_code) for one in sent} <= {*described}


def test_every_address_of_the_description_is_in_the_manual(program: TestClient) -> None:
    described = {path.partition("/{")[0] for path in program.get("/api/v1/openapi.json").json()["paths"]}
    assert {path for path in described if path not in MANUAL} == set()
