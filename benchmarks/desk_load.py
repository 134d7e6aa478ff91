"""Readers and writers at one served desk, over its API, and whether any decision is lost.

    python benchmarks/desk_load.py --record postgresql://USER@HOST/EMPTY_DATABASE [--readers 50] [--writers 5] [--seconds 300]

Without --record, a file. A small made-up record is written first, with a user and a token for everybody. The desk runs in a process of its
own, as `foedera serve` runs it; all come with their tokens, over HTTP. A reader asks for lists, one thing, a search, a feed, one after the
other; a writer decides about a statement, undoes every third decision, and sends an article once in twenty. All wait a little between
questions, as people do. Prints one line: questions with median and 95th percentile, decisions and how long each took, answers other than
those wanted by their status, and decisions or undoings that were given and are not in the log, or in the log and were not given.
"""

import asyncio
import multiprocessing
import socket
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import httpx
from made_up_stories import article
from team_load import figures, run

from foedera.corpus.record_of_store import grow
from foedera.store.store import Store
from foedera.store.users import Role

FIRST = 60  # articles before anybody comes
PAUSE = 2.0  # seconds between questions: as long as a quick reader looks at a page
DECIDING = 5.0  # seconds between decisions of one writer
API = "/api/v1"
QUESTIONS = ("/events", "/agreements", "/statements?limit=20", "/search?q=accord", "/documents?limit=20", "/disagreements", "/judgements")
TEXT = "Le {day} mai 2024, la France et la Grèce ont signé à Athènes un accord de coopération, a annoncé le ministre numéro {n}."


@dataclass
class Seen:
    """What all clients saw: milliseconds of questions and decisions, wrong answers, decisions given and undone."""

    asked: list[float] = field(default_factory=list)
    decided: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    given: set[str] = field(default_factory=set)
    undone: set[str] = field(default_factory=set)

    async def ask(self, client: httpx.AsyncClient, method: str, path: str, wanted: int, times: list[float], **more: Any) -> Any:
        """The answer to one question; None, counted, where it is not the one wanted."""
        begin = time.perf_counter()
        try:
            answer = await client.request(method, path, **more)
        except httpx.HTTPError as error:
            self.wrong[type(error).__name__] += 1
            return None
        times.append(1000 * (time.perf_counter() - begin))
        if answer.status_code != wanted:
            self.wrong[f"{method} {path.partition('?')[0][:40]}: {answer.status_code} {answer.text[:120]}"] += 1
            return None
        return answer.json() if "json" in answer.headers.get("content-type", "") else answer.text


def serve(record: str, port: int) -> None:
    """The desk, reached by users only."""
    import uvicorn

    from foedera.interfaces.web.app import make_app
    from foedera.interfaces.web.settings import DeskSettings

    limits = DeskSettings(host="0.0.0.0", port=port, reads_a_second=1e6, writes_a_second=1e6)
    app = make_app(record, settings=limits, today=date.today)
    app.state.site.catch_up()
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error")


async def read(client: httpx.AsyncClient, seen: Seen, number: int, end: float) -> None:
    """One reader."""
    n, one = number, ""
    await asyncio.sleep(PAUSE * (number % 50) / 50)  # they do not all come at one moment
    while time.time() < end:
        n += 1
        path = one if n % 8 == 7 and one else QUESTIONS[n % len(QUESTIONS)]
        found = await seen.ask(client, "GET", path if path.startswith("/api") else API + path, 200, seen.asked)
        if path == "/agreements" and found and found["items"]:
            one = found["items"][n % len(found["items"])]["url"]
        await asyncio.sleep(PAUSE)


async def write(client: httpx.AsyncClient, seen: Seen, number: int, end: float) -> None:
    """One writer."""
    n, scrap = 0, [0.0]
    while time.time() < end:
        n += 1
        page = await seen.ask(client, "GET", f"{API}/statements?limit=60", 200, seen.asked)
        told = page["items"][(7 * number + n) % len(page["items"])]["id"] if page and page["items"] else None
        decision = {"target": told, "kind": "accept", "why": f"{number} {n}"}
        made = told and await seen.ask(client, "POST", f"{API}/judgements", 201, seen.decided, json=decision)
        if made:
            seen.given.add(made["id"])
            if n % 3 == 0 and await seen.ask(client, "DELETE", made["url"], 204, seen.decided) is not None:
                seen.undone.add(made["id"])
        if n % 20 == 2:
            body = {"text": TEXT.format(day=n % 28 + 1, n=1000 * number + n), "lang": "fr", "published": "2024-06-01"}
            await seen.ask(client, "POST", f"{API}/documents", 201, scrap, json=body)
        await asyncio.sleep(DECIDING)


async def visit(port: int, tokens: list[tuple[Role, str]], seconds: float) -> Seen:
    """All readers and writers at once."""
    seen, end = Seen(), time.time() + seconds
    clients = [
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers={"authorization": f"Bearer {token}"}, timeout=60)
        for _, token in tokens
    ]
    acts = (read if role is Role.READER else write for role, _ in tokens)
    await asyncio.gather(*(act(client, seen, n, end) for n, (act, client) in enumerate(zip(acts, clients, strict=True))))
    for client in clients:
        await client.aclose()
    return seen


def prepare(record: str, readers: int, writers: int) -> list[tuple[Role, str]]:
    """The made-up record, and a token for everybody."""
    store = Store(record)
    for n in range(FIRST):
        store.put(article(n).item.document, article(n).item.reading, "made up")
    grow(store)
    roles = [Role.READER] * readers + [Role.ANALYST] * writers
    tokens = [(role, store.add_token(store.add_user(f"{role.value} {n}", role).name)) for n, role in enumerate(roles)]
    store.close()
    return tokens


def open_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(port: int, token: str) -> None:
    """Until the desk answers, and has loaded its words; all questions once."""
    for _ in range(600):
        try:
            for path in QUESTIONS:
                httpx.get(f"http://127.0.0.1:{port}{API}{path}", headers={"authorization": f"Bearer {token}"}, timeout=60)
            return
        except httpx.ConnectError:
            time.sleep(0.1)
    raise SystemExit("the desk did not open")


def measured(record: str, readers: int, writers: int, seconds: float) -> dict[str, Any]:
    """All figures of so many at once."""
    tokens, port = prepare(record, readers, writers), open_port()
    desk = multiprocessing.get_context("spawn").Process(target=serve, args=(record, port), daemon=True)
    desk.start()
    try:
        wait_for(port, tokens[0][1])
        seen = asyncio.run(visit(port, tokens, seconds))
    finally:
        desk.terminate()
        desk.join()
    store = Store(record)
    log = store.judgement_log()
    held, undone = {one.judgement.id for one in log}, {one.judgement.id for one in log if one.undone_at}
    store.close()
    return {
        "questions": len(seen.asked), "question, median and p95 ms": figures(seen.asked),
        "decisions and undoings": len(seen.decided), "decision, median and p95 ms": figures(seen.decided),
        "wrong answers": dict(seen.wrong), "lost decisions": len(seen.given ^ held), "lost undoings": len(seen.undone ^ undone),
    }  # fmt: skip


if __name__ == "__main__":
    run(__doc__, measured)
