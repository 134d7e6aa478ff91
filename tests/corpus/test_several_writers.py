"""Several processes that add, judge, take back, remove and bring up to date at once lose nothing of each other's, in each database."""

import json
import subprocess
import sys
from pathlib import Path

from tests.corpus.writing_process import article, decision

from foedera.corpus.facts_of_store import facts_of
from foedera.corpus.record_of_store import record_of
from foedera.record.record_from_readings import record_from_readings
from foedera.store.store import Store
from foedera.views.record_json import record_to_json
from foedera.world.load_world import load_world

ROOT = Path(__file__).parents[2]
RUN = "from tests.corpus.writing_process import main; main()"
PROCESSES, ROUNDS = 3, 5


def test_nothing_is_lost(record: str | Path) -> None:
    command = [sys.executable, "-c", RUN, str(record)]
    started = [subprocess.Popen([*command, str(n), str(ROUNDS)], cwd=ROOT, stderr=subprocess.PIPE) for n in range(PROCESSES)]
    for process in started:
        _, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors.decode()
    store = Store(record, create=False)
    every = [(number, n) for number in range(PROCESSES) for n in range(ROUNDS)]
    left = [(number, n) for number, n in every if n]
    assert {i.document.id for i in store.items()} == {article(*one).document.id for one in left}
    log = store.judgement_log()
    assert {one.judgement.id for one in log} == {decision(*one).id for one in left}
    assert {one.judgement.id for one in log if one.undone_at} == {decision(*one).id for one in left if one[1] % 2}
    assert [one.number for one in log] == sorted(one.number for one in log)
    assert sorted(e.target for e in store.audit(limit=99)) == sorted(article(*one).document.id for one in every)
    grown = json.dumps(record_to_json(record_of(store)))
    assert grown == json.dumps(record_to_json(record_from_readings(store.items(), facts_of(store), store.judgements(), world=load_world())))
    store.close()
