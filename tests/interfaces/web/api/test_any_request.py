"""Whatever a program sends: no failure of the desk, and every answer as the description says."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from tests.interfaces.web.desk_client import desk_over

from foedera.interfaces.web.settings import DeskSettings

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: pip install foedera[consumers]")

from schemathesis.generation import GenerationMode  # noqa: E402 - only where it is installed
from schemathesis.specs.openapi import checks as openapi  # noqa: E402

EXAMPLES = 6  # of each kind for each operation; benchmarks/api_campaign.py sends many more
HOST = "testserver"  # as schemathesis calls whom it asks
CHECKS = [
    schemathesis.checks.not_a_server_error, openapi.status_code_conformance, openapi.content_type_conformance,
    openapi.response_headers_conformance, openapi.response_schema_conformance, openapi.unsupported_method, openapi.negative_data_rejection,
]  # fmt: skip
UNHURRIED = DeskSettings(host_names=("localhost",), reads_a_second=1e6, writes_a_second=1e6)


@pytest.fixture(scope="module")
def operations(record_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    own = tmp_path_factory.mktemp("api") / "desk.db"
    shutil.copy(record_file, own)
    app = desk_over(own, UNHURRIED)
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers={"host": "127.0.0.1:8080"})
    return {one.ok().label: one.ok() for one in schema.get_all_operations()}


OPERATIONS = (
    "GET /documents", "GET /statements", "GET /agreements", "GET /events", "GET /disagreements", "GET /search",
    "GET /agreements/{agreement_id}", "GET /events/{event_id}", "GET /disagreements/{disagreement_id}", "GET /statements/{statement_id}",
    "GET /documents/{document_id}", "POST /documents", "DELETE /documents/{document_id}", "GET /judgements",
    "GET /judgements/{judgement_id}", "POST /judgements", "DELETE /judgements/{judgement_id}", "GET /obligations", "GET /what-if",
    "POST /what-if",
)  # fmt: skip


def test_every_operation_is_tried(operations: dict[str, Any]) -> None:
    assert sorted(operations) == sorted(OPERATIONS)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_answer_is_as_described(operations: dict[str, Any], operation: str, mode: Any) -> None:
    if mode is GenerationMode.NEGATIVE and operation.startswith("DELETE"):
        pytest.skip("an id in a path is any text: none is wrong in form")

    @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=operations[operation].as_strategy(mode))
    def asked(case: Any) -> None:
        case.call_and_validate(headers={"host": "127.0.0.1:8080"}, checks=CHECKS)

    asked()
