"""Many requests of every form at the API, right ones and wrong ones: no failure of the desk, every answer as the description says.

    python benchmarks/api_campaign.py [--examples 200] [--record FILE]

The record is a copy of the one named, else of the project's own example articles. Prints a line for each operation with the requests sent;
stops at the first answer that is not as described. The tests send a few of each, always the same; this one others each time, its seed told.
"""

import argparse
import random
import shutil
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from foedera.corpus.read_corpus import ReaderChoice, read_into
from foedera.interfaces.web.app import make_app
from foedera.interfaces.web.settings import DeskSettings
from foedera.sources.read_sources import documents_from
from foedera.store.store import Store

HOST = {"host": "127.0.0.1:8080"}
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
CHECKS = [
    schemathesis.checks.not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
    checks.response_headers_conformance, checks.response_schema_conformance, checks.unsupported_method, checks.negative_data_rejection,
]  # fmt: skip


def campaign(operation: Any, mode: GenerationMode, examples: int, number: int) -> Counter[int]:
    """How often each status was answered. Raises the failure that schemathesis finds."""
    found: Counter[int] = Counter()

    @seed(number)
    @settings(max_examples=examples, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(mode))
    def asked(case: Any) -> None:
        found[case.call_and_validate(headers=HOST, checks=CHECKS).status_code] += 1

    asked()
    return found


def record_for(name: str | None, folder: Path) -> Path:
    """A record of one's own to ask and to change."""
    own = folder / "desk.db"
    if name:
        shutil.copy(name, own)
        return own
    store = Store(own)
    for outcome in read_into(store, documents_from([str(EXAMPLES)]), ReaderChoice(shallow=True)):
        assert outcome.document is not None or outcome.trouble, outcome
    store.close()
    return own


def main() -> None:
    """Print a line for each operation and kind of request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=200)
    parser.add_argument("--record")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    print(f"seed {options.seed}")
    with tempfile.TemporaryDirectory() as folder:
        record = record_for(options.record, Path(folder))
        limits = DeskSettings(reads_a_second=1e6, writes_a_second=1e6)
        app = make_app(str(record), settings=limits, today=lambda: date(2024, 12, 10))
        app.state.site.catch_up()
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=HOST)
        for operation in (one.ok() for one in schema.get_all_operations()):
            for mode in GenerationMode:
                if mode is GenerationMode.NEGATIVE and operation.method.upper() == "DELETE":
                    continue  # an id in a path is any text: none is wrong in form
                found = campaign(operation, mode, options.examples, options.seed)
                print(f"{operation.label:<46}{mode.value:<10}{dict(sorted(found.items()))}", flush=True)


if __name__ == "__main__":
    main()
