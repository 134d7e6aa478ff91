"""How long the desk takes for a page, of every kind and under every sort of filter: processor time of the whole answer, HTML included.

    python benchmarks/desk_pages.py --record FILE [--times 40] [--api] [--only WORD] [--as-is]

Asked in process, without a network. Processor time, not wall time, so that other work on the machine does not count. A line has one kind of
page: each time another address of it is asked for, until all were. `first` is the first answer of all, with what only it has to load;
median and 95 % are of all answers. With --api the routes of the API, feeds and calendars instead. --as-is takes the lists of the record as
they are, though another version of Foedera made them (and notes this in the file): to time a change without making the record again.
"""

import argparse
import random
import time
import warnings
from collections.abc import Iterable
from datetime import date
from statistics import median, quantiles
from urllib.parse import quote, urlencode

from sqlalchemy import update

from foedera.corpus.desk import Desk
from foedera.corpus.filters import Filters
from foedera.corpus.listed_row import Kind, ListedRow
from foedera.corpus.record_version import record_version
from foedera.interfaces.web.app import make_app
from foedera.interfaces.web.collecting import collect_seldom
from foedera.interfaces.web.settings import DeskSettings
from foedera.store import derived
from foedera.store.store import Store

with warnings.catch_warnings():  # Starlette means to replace this client; the pinned one has it
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

SOME = 20  # addresses of one kind
Addresses = dict[str, list[str]]


def at(path: str, **query: str) -> str:
    """The address of a page."""
    asked = {name.rstrip("_"): value for name, value in query.items() if value}
    return quote(path) + ("?" + urlencode(asked) if asked else "")


class Values:
    """What the record can be asked about: common values, rows drawn by lot, and the rows that most is told of."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.chance = desk, random.Random("pages")
        counts = desk.facets(Kind.STATEMENT).counts
        self.of = {name: [one.value for one in some] for name, some in counts.items()}
        self.drawn = {kind: self._drawn(kind) for kind in Kind}
        self.heavy = self._most_told(self.of["agreement"][0]) if self.of["agreement"] else {}

    def _drawn(self, kind: Kind) -> list[ListedRow]:
        """Rows of several years and states."""
        found: list[ListedRow] = []
        for country in self.some("country", SOME) or [""]:
            found += self.desk.listed(kind, Filters(country=country or None), limit=3).rows
        found = [*found, *self.desk.listed(kind, limit=SOME).rows]
        return self.chance.sample(found, min(SOME, len(found)))

    def _most_told(self, agreement: str) -> dict[str, str]:
        """The agreement that most statements tell of, and the step, event, document and difference with most to show around it."""
        row = self.desk.row(Kind.AGREEMENT, agreement)
        state = (row.actor or "").split("+")[0] if row else ""
        found = {"agreement": agreement, "state": state}
        for name, kind, filters in (
            ("step", Kind.STEP, Filters(agreement=agreement)),
            ("event", Kind.EVENT, Filters(country=state)),
            ("disagreement", Kind.DISAGREEMENT, Filters(country=state)),
            ("document", Kind.DOCUMENT, Filters(agreement=agreement)),
        ):
            rows = self.desk.listed(kind, filters, limit=500).rows
            if rows:
                found[name] = max(rows, key=lambda r: (r.sources, r.id)).id
        return found

    def some(self, name: str, most: int = SOME) -> list[str]:
        """The commonest values of a filter and some of the others."""
        every = self.of.get(name, [])
        return [*every[: most // 2], *self.chance.sample(every[most // 2 :], min(most // 2, len(every[most // 2 :])))]

    def each(self, path: str, *names: str, **query: str) -> list[str]:
        """A page under one value of each of these filters, drawn by lot."""
        some = [self.some(name) for name in names]
        if not all(some):
            return []
        rounds = [{name: self.chance.choice(values) for name, values in zip(names, some, strict=True)} for _ in range(SOME)]
        return [at(path, **one, **query) for one in rounds]

    def things(self, path: str, kind: Kind) -> list[str]:
        return [at(f"{path}/{row.id}") for row in self.drawn[kind]]

    def far(self, path: str, kind: Kind, **query: str) -> list[str]:
        """Pages far down a list."""
        ends = [row.days.latest for row in self.drawn[kind] if row.days and row.days.latest]
        return [at(path, after=f"{day.toordinal()}.1", **query) for day in ends]

    def years(self) -> list[dict[str, str]]:
        return [{"from_": f"{first}", "to": f"{first + 4}"} for first in range(1955, 2015, 3)]


def lists(v: Values) -> Addresses:
    """The lists, the timeline, the map and the network, plain and under filters."""
    found: Addresses = {
        "home": ["/"],
        "home since": [at("/", since=day) for day in ("2024-12-01", "2024-06-01", "2022-01-01", "2000-01-01")],
    }
    for path, kind in (("/agreements", Kind.AGREEMENT), ("/events", Kind.EVENT), ("/disagreements", Kind.DISAGREEMENT),
                       ("/documents", Kind.DOCUMENT), ("/timeline", Kind.EVENT)):  # fmt: skip
        found[path] = [path]
        found[f"{path} far down"] = v.far(path, kind)
        found[f"{path} of a state"] = v.each(path, "country")
        found[f"{path} of a source and a type"] = v.each(path, "source", "type")
        found[f"{path} of a state and a certainty"] = v.each(path, "country", "certainty")
        found[f"{path} of years"] = [at(path, **one) for one in v.years()]
        found[f"{path} of a state and years"] = [at(path, country=c, **y) for c, y in zip(v.some("country"), v.years(), strict=False)]
    found["/timeline of an agreement"] = [at("/timeline", agreement=row.id) for row in v.drawn[Kind.AGREEMENT]]
    found["/actors"] = ["/actors", "/actors?after=50"]
    found["/actors of a state"] = v.each("/actors", "country")
    found["/actors of a source and a type"] = v.each("/actors", "source", "type")
    found["/map"] = ["/map"]
    found["/map of a state"] = v.each("/map", "country")
    return found


def things(v: Values) -> Addresses:
    """One of each kind, and the one that most is told of."""
    most = v.heavy
    found = {
        "one agreement": v.things("/agreements", Kind.AGREEMENT),
        "one event": v.things("/events", Kind.EVENT),
        "one step": v.things("/rows", Kind.STEP),
        "one disagreement": v.things("/disagreements", Kind.DISAGREEMENT),
        "one document": v.things("/documents", Kind.DOCUMENT),
        "one actor, a state": [at(f"/actors/{name}") for name in v.some("country")],
        "one actor, a voice": [at(f"/actors/{name}") for name in v.some("voice")],
        "why an agreement": v.things("/why", Kind.AGREEMENT),
        "why an event": v.things("/why", Kind.EVENT),
        "why a step": v.things("/why", Kind.STEP),
    }
    for name, path in (("agreement", "/agreements"), ("event", "/events"), ("step", "/rows"), ("disagreement", "/disagreements"),
                       ("document", "/documents")):  # fmt: skip
        if name in most:
            found[f"the {name} most told of"] = [at(f"{path}/{most[name]}")]
            found[f"why the {name} most told of"] = [at(f"/why/{most[name]}")]
    if most:
        found["timeline of the agreement most told of"] = [at("/timeline", agreement=most["agreement"])]
    return found


def questions(v: Values) -> Addresses:
    """Duties, what-if, network."""
    states = v.some("country")
    pairs = [*zip(states, reversed(states), strict=True)]
    named = [(row.id, (row.actor or "").split("+")[0]) for row in v.drawn[Kind.AGREEMENT]]
    return {
        "obligations, the form": ["/obligations"],
        "obligations of a state": [at("/obligations", state=code) for code in states],
        "the same again, another day": [at("/obligations", state=states[0], on=f"{year}-05-01") for year in range(1960, 2024, 4)],
        "what-if, the form": ["/what-if"],
        "what-if, an attack": [at("/what-if", by=by, on_whom=whom) for by, whom in pairs if by != whom],
        "what-if, a withdrawal": [at("/what-if", kind="withdrawal", by=state, agreement=name) for name, state in named if state],
        "network": ["/network"],
        "network of a state": [at("/network", states=code) for code in states],
    }


def searches(v: Values) -> Addresses:
    rare = [row.title.split()[2] for row in v.drawn[Kind.AGREEMENT] if len(row.title.split()) > 3]
    two = [f"{a} {b}" for a in ("signed", "accord") for b in ("ratified", "sanction", "frontière")]
    return {
        "search: a rare word": [at("/search", q=word) for word in rare],
        "search: a word of most texts": ["/search?q=signed", "/search?q=assister"],
        "search: two words of many texts": [at("/search", q=words) for words in two],
        "search: numbers": [at("/search", q=words) for words in ("10 000", "27 500", "accord 10 000", "63 000 paix")],
        "search: a phrase with a number": [at("/search", q=words) for words in ('"10 000"', '"63 000"')],
        "search: no such word": ["/search?q=zzzzqqq"],
        "search of a source": v.each("/search", "source", q="signed"),
        "search of a state and a type": v.each("/search", "country", "type", q="accord"),
        "search of an agreement": [at("/search", q="signed", agreement=row.id) for row in v.drawn[Kind.AGREEMENT]],
    }


def reviews(v: Values) -> Addresses:
    return {
        "review": ["/review"],
        "review of a state": v.each("/review", "country"),
        "review of a type": v.each("/review", "type"),
        "review, one row": [at("/review", row=row.id) for row in (*v.drawn[Kind.EVENT], *v.drawn[Kind.STEP])],
        "review, the row most told of": [at("/review", row=v.heavy["event"])] if "event" in v.heavy else [],
        "what changed beside a review": [at("/review/changes", row=row.id) for row in v.drawn[Kind.EVENT]],
        "reviewers": ["/review/agreement"],
        "judgements": ["/judgements", "/judgements?after=5000", "/judgements?who=b"],
        "add": ["/add"],
        "not read": ["/not-read"],
    }


def routes(v: Values) -> Addresses:
    """The lists of the API, one thing of each, its questions, and feeds."""
    def one(path: str, kind: Kind) -> list[str]:
        return [at(f"/api/v1/{path}/{row.id}") for row in v.drawn[kind]]

    names = ("documents", "statements", "agreements", "events", "disagreements")
    states = v.some("country")
    return {
        **{f"api: {name}": [f"/api/v1/{name}"] for name in names},
        **{f"api: {name} of a state": v.each(f"/api/v1/{name}", "country") for name in names},
        "api: 500 statements": ["/api/v1/statements?limit=500"],
        "api: 500 events as CSV": ["/api/v1/events?format=csv&limit=500"],
        "api: one document": one("documents", Kind.DOCUMENT),
        "api: one statement": one("statements", Kind.STATEMENT),
        "api: one agreement": one("agreements", Kind.AGREEMENT),
        "api: the agreement most told of": [at(f"/api/v1/agreements/{v.heavy['agreement']}")] if v.heavy else [],
        "api: one event": one("events", Kind.EVENT),
        "api: one disagreement": one("disagreements", Kind.DISAGREEMENT),
        "api: search": ["/api/v1/search?q=accord"],
        "api: judgements": ["/api/v1/judgements"],
        "api: obligations": [at("/api/v1/obligations", state=code) for code in states],
        "api: what-if": [at("/api/v1/what-if", by=a, on_whom=b) for a, b in zip(states, states[1:], strict=False)],
        "feed of an agreement": [at(f"/feeds/agreements/{row.id}.atom") for row in v.drawn[Kind.AGREEMENT]],
        "calendar of a state": [at(f"/feeds/countries/{code}.ics") for code in states],
        "feed of a search": ["/feeds/search.atom?q=accord"],
    }


def timed(browser: TestClient, addresses: list[str], times: int) -> tuple[list[float], int]:
    """Milliseconds of processor time of each answer, every address in turn, and the bytes of the largest."""
    spent, size = [], 0
    for number in range(max(times, len(addresses))):
        address = addresses[number % len(addresses)]
        start = time.process_time()
        answer = browser.get(address)
        spent.append((time.process_time() - start) * 1000)
        assert answer.status_code == 200, f"{answer.status_code} {address}"
        size = max(size, len(answer.content))
    return spent, size


def show(lines: Iterable[tuple[str, list[str]]], browser: TestClient, times: int, only: str) -> None:
    print(f"{'page':<46}{'kB':>6}{'first':>9}{'median':>9}{'95 %':>9}{'longest':>9}")
    for name, addresses in lines:
        if only in name and addresses:
            spent, size = timed(browser, addresses, times)
            high = quantiles(spent, n=20, method="inclusive")[-1]
            print(f"{name:<46}{size / 1000:>6.0f}{spent[0]:>9.1f}{median(spent):>9.1f}{high:>9.1f}{max(spent):>9.1f}", flush=True)


def main() -> None:
    """Print a line for each kind of page: processor time in milliseconds."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--record", required=True)
    options.add_argument("--times", type=int, default=40)
    options.add_argument("--api", action="store_true")
    options.add_argument("--only", default="", help="kinds of page with this in their name")
    options.add_argument("--as-is", action="store_true")
    asked = options.parse_args()
    if asked.as_is:
        with Store(asked.record, create=False).deriving() as connection:
            connection.execute(update(derived.state).where(derived.state.c.key == "version").values(value=record_version()))
    app = make_app(asked.record, settings=DeskSettings(reads_a_second=1e6), today=lambda: date(2024, 12, 10))
    browser = TestClient(app, base_url="http://127.0.0.1:8080", headers={"accept-language": "fr"})
    collect_seldom()  # as the served desk does
    app.state.site.catch_up()
    values = Values(app.state.site.desk())
    found = routes(values) if asked.api else lists(values) | things(values) | questions(values) | searches(values) | reviews(values)
    show(found.items(), browser, asked.times, asked.only)


if __name__ == "__main__":
    main()
