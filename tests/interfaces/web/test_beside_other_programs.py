"""A desk over a file while other programs read articles into it and judge: no visitor hears of a lock, no decision is lost."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fastapi import FastAPI
from tests.corpus.test_several_writers import ROOT, RUN
from tests.corpus.writing_process import decision
from tests.interfaces.web.desk_client import client_of, desk_over

from foedera.store.store import Store

API = "/api/v1"
PAGES = ("/", "/events", "/agreements", "/search?q=traite", "/review", "/documents", f"{API}/statements?limit=50", f"{API}/judgements")
VISITORS, ROUNDS, PROGRAMS = 4, 2, 2


def visit(number: int, desk: FastAPI) -> tuple[list[str], set[str]]:
    """What a visitor got other than wanted, and the decisions made: pages, one decision, pages, in each round."""
    browser = client_of(desk)
    wrong, made = [], set()
    for n in range(ROUNDS):
        for page in (*PAGES[number % len(PAGES) :], *PAGES[: number % len(PAGES)]):
            answer = browser.get(page)
            if answer.status_code != 200:
                wrong.append(f"{page}: {answer.status_code} {answer.text[:300]}")
        told = browser.get(f"{API}/statements?limit=200").json()["items"]
        body = {"target": told[(7 * number + n) % len(told)]["id"], "kind": "accept", "why": f"{number} {n}"}
        answer = browser.post(f"{API}/judgements", json=body)
        if answer.status_code != 201:
            wrong.append(f"{answer.status_code} {answer.text[:300]}")
        else:
            made.add(answer.json()["id"])
    return wrong, made


def test_nobody_hears_of_a_lock_and_nothing_is_lost(record_file: Path, tmp_path: Path) -> None:
    record = tmp_path / "shared.db"
    shutil.copy(record_file, record)
    desk = desk_over(record)
    command = [sys.executable, "-c", RUN, str(record)]
    programs = [subprocess.Popen([*command, str(n), "6"], cwd=ROOT, stderr=subprocess.PIPE) for n in range(PROGRAMS)]
    with ThreadPoolExecutor(VISITORS) as visitors:
        found = [*visitors.map(lambda number: visit(number, desk), range(VISITORS))]
    for program in programs:
        _, errors = program.communicate(timeout=300)
        assert program.returncode == 0, errors.decode()
    assert [one for wrong, _ in found for one in wrong] == []
    store = Store(record)
    held = {one.judgement.id for one in store.judgement_log()}
    made = {name for _, some in found for name in some}
    assert len(made) == VISITORS * ROUNDS and made <= held
    assert {decision(number, n).id for number in range(PROGRAMS) for n in range(1, 6)} <= held
    store.close()
