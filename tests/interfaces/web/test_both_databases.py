"""A desk over a PostgreSQL record says what a desk over a file says: every page, list, thing and feed, before and after people decide."""

import json
import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import NewRecord
from tests.interfaces.web.desk_client import TestClient, client_of, desk_over
from tests.interfaces.web.pages_of_desk import addresses

from foedera.corpus.record_of_store import grow
from foedera.store.copy_record import copy_record
from foedera.store.store import Store

API = "/api/v1"
LISTS = ("documents", "statements", "agreements", "events", "disagreements", "judgements", "search?q=accord")
QUESTIONS = (
    "/obligations?state=RUS", "/obligations?state=PRK&on=2024-12-10", "/what-if?by=UKR&on_whom=RUS&on=2024-12-10", "/openapi.json",
    "/search?q=traite&country=PRK", "/search?q=L%27ACCORD", "/search?q=%25_%27%22%3A*", "/search?q=%00", "/events?type=transfer&from=2024",
    "/events/none", "/documents/none", "/statements?certainty=stated&limit=3", "/agreements?country=RUS&lang=fr", "/events?from=2024-13",
)  # fmt: skip
FEEDS = tuple(f"/feeds/{what}.{form}" for what in ("agreements/PRK-RUS-2024", "countries/PRK", "search") for form in ("atom", "ics"))
DECIDED = ("accept", "reject", "accept")
PASSING = re.compile(
    r'name="key" value="[\w-]{16}"|name="judgement" value="[^"]+"'
    r'|(?:name="form_token" value|content|data-token)="[0-9a-f]{64}"|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:\+00:00|Z)?'
)


def tidy(text: str) -> str:
    """What is shown, without what is new at each desk or moment: tokens and times."""
    return PASSING.sub("-", text)


def found_in(text: str) -> list[str]:
    """The documents that a search found: each database orders and cuts in its own way."""
    return sorted({*re.findall(r"/documents/[\w.-]+", text)})


@pytest.fixture(scope="module")
def desks(record_file: Path, tmp_path_factory: pytest.TempPathFactory, postgres_records: NewRecord) -> Iterator[tuple[TestClient, ...]]:
    """A browser at a desk over each kind of database, the same record in both."""
    clients, stores = [], []
    for place in (tmp_path_factory.mktemp("both") / "postgres.db", postgres_records()):  # pages name the record: let it have one name
        source, store = Store(record_file), Store(place)
        copy_record(source, store)
        grow(store)
        source.close()
        stores.append(store)
        clients.append(client_of(desk_over(place)))  # type: ignore[arg-type]
    yield tuple(clients)
    for store in stores:
        store.close()


def said(browser: TestClient, address: str, lang: str) -> tuple[int, str | None, str | list[str]]:
    answer = browser.get(address, headers={"accept-language": lang})
    held = found_in(answer.text) if "/search?" in address else tidy(answer.text)
    return answer.status_code, answer.headers.get("content-type"), held


def differences(one: tuple[Any, ...], other: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:
    """The lines that differ, to be read where a test fails."""
    for a, b in zip(one, other, strict=True):
        lines = [part.splitlines() if isinstance(part, str) else part if isinstance(part, list) else [part] for part in (a, b)]
        yield from ((x, y) for x, y in zip_longest(*lines) if x != y)


def check_same(desks: tuple[TestClient, ...], found: list[str], lang: str = "fr") -> None:
    for address in found:
        file, database = (said(browser, address, lang) for browser in desks)
        assert [*differences(file, database)] == [], (address, lang)
        assert file[0] < 500, (address, lang, file)


def with_forms(found: list[str]) -> list[str]:
    return [f"{a}{'&' if '?' in a else '?'}format={form}" for a in found for form in ("csv", "json")]


def things(browser: TestClient) -> Iterator[str]:
    """Every list of the API with its pages, in both forms, and two things of each."""
    for name in LISTS:
        joint = "&" if "?" in name else "?"
        yield f"{API}/{name}{joint}limit=500&format=csv"
        address: str | None = f"{API}/{name}{joint}limit=7"
        listed: list[dict[str, Any]] = []
        while address and len(listed) < 30:
            yield address
            page = browser.get(address).json()
            listed += page["items"]
            address = page["next"]
        yield from [one["url"] for one in listed[:2] if "url" in one]


def test_every_page_and_answer_is_the_same(desks: tuple[TestClient, ...]) -> None:
    pages = addresses(desks[0])
    assert pages == addresses(desks[1])
    check_same(desks, pages)
    named = [a.split("?")[0].split("/") for a in pages]
    kinds = {(name[1], len(name)): address for name, address in zip(named, pages, strict=True)}
    check_same(desks, [*with_forms([*kinds.values()]), *things(desks[0]), *(API + question for question in QUESTIONS), *FEEDS])


def decide(browser: TestClient) -> None:
    statements = browser.get(f"{API}/statements?limit=40").json()["items"][3::7]
    for one, kind in zip(statements, DECIDED, strict=False):
        made = browser.post(f"{API}/judgements", json={"target": one["id"], "kind": kind, "why": "é"})
        assert made.status_code == 201, made.text
    assert browser.delete(made.json()["url"]).status_code == 204
    text = "Le 4 mai 2024, la France et la Grèce ont signé à Athènes un accord de coopération."
    added = browser.post(f"{API}/documents", json={"text": text, "lang": "fr", "published": "2024-05-05"})
    assert added.status_code in (200, 201, 202), added.text


def test_decisions_and_new_documents_change_both_alike(desks: tuple[TestClient, ...]) -> None:
    for browser in desks:
        decide(browser)
    held = [json.dumps([(j.target, j.kind, j.who) for j in browser.app.state.site.store.judgements()]) for browser in desks]  # type: ignore[attr-defined]
    assert held[0] == held[1]
    check_same(desks, ["/", "/events", "/review", "/judgements", "/agreements", "/search?q=athenes", f"{API}/events?country=GRC"], "en")
