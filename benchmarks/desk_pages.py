"""How long the desk takes for a page, of every kind that a record has: processor time of the whole answer, HTML included.

    python benchmarks/desk_pages.py --record FILE [--times 15] [--api]

With --api the routes of the API, feeds and calendars instead.

Asked in process, without a network. Processor time, not wall time, so that other work on the machine does not count.
"""

import argparse
import re
import time
import warnings
from datetime import date
from html import unescape
from statistics import median, quantiles

from foedera.interfaces.web.app import make_app
from foedera.interfaces.web.settings import DeskSettings

with warnings.catch_warnings():  # Starlette means to replace this client; the pinned one has it
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

STARTS = ("/", "/agreements", "/events", "/timeline", "/disagreements", "/actors", "/documents", "/map", "/search?q=accord", "/network",
          "/events?certainty=attributed", "/documents?from=2024-01-01")  # fmt: skip
KINDS = ("agreements", "events", "rows", "why", "documents", "actors", "disagreements", "obligations")


def addresses(browser: TestClient) -> list[str]:
    """The starts, and one linked page of each kind."""
    found = list(STARTS)
    for start in STARTS:
        for link in map(unescape, re.findall(r'href="(/[^"#]+)', browser.get(start).text)):
            kind = link.split("/")[1].split("?")[0]
            if kind in KINDS and link.count("/") > 1 and not any(f.startswith(f"/{kind}/") for f in found):
                found.append(link)
    agreement = next((f for f in found if f.startswith("/agreements/")), None)
    parties = re.findall(r"/obligations\?state=(\w+)", browser.get(agreement).text) if agreement else []
    return [*found, *(f"/obligations?state={party}" for party in parties[:1])]


def routes(browser: TestClient) -> list[str]:
    """The lists of the API, one thing of each, its questions, and feeds."""
    lists = [f"/api/v1/{name}" for name in ("documents", "statements", "agreements", "events", "disagreements")]
    things = [items[0]["url"] for name in lists if (items := browser.get(name).json()["items"])]
    agreement = next((browser.get(one).json() for one in things if "/agreements/" in one), {"id": "", "parties": ["FRA"]})
    state = agreement["parties"][0]
    asked = ["/api/v1/statements?limit=500", "/api/v1/events?format=csv&limit=500", "/api/v1/search?q=accord", "/api/v1/judgements",
             f"/api/v1/statements?country={state}&certainty=stated", "/api/v1/obligations?state=RUS",
             "/api/v1/what-if?by=UKR&on_whom=RUS", f"/feeds/countries/{state}.ics"]  # fmt: skip
    return [*lists, *things, *asked, f"/feeds/agreements/{agreement['id']}.atom"]


def main() -> None:
    """Print a line for each page: median and 95 % of its processor time, in milliseconds."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--record", required=True)
    options.add_argument("--times", type=int, default=15)
    options.add_argument("--api", action="store_true")
    asked = options.parse_args()
    app = make_app(asked.record, settings=DeskSettings(reads_a_second=1e6), today=lambda: date(2024, 12, 10))
    browser = TestClient(app, base_url="http://127.0.0.1:8080", headers={"accept-language": "fr"})
    print(f"{'page':<58}{'kB':>6}{'median':>9}{'95 %':>9}")
    app.state.site.catch_up()
    for address in (routes if asked.api else addresses)(browser):
        spent = []
        for _ in range(asked.times):
            start = time.process_time()
            answer = browser.get(address)
            spent.append((time.process_time() - start) * 1000)
        assert answer.status_code == 200, address
        print(f"{address[:56]:<58}{len(answer.content) / 1000:>6.0f}{median(spent):>9.1f}{quantiles(spent, n=20)[-1]:>9.1f}")


if __name__ == "__main__":
    main()
