"""Addresses of every kind of page over the record of the tests, found as a reader finds them: by following links."""

import re
from html import unescape

from tests.interfaces.web.desk_client import TestClient

STARTS = (
    "/", "/?since=2020-01-01", "/agreements", "/events", "/timeline", "/disagreements", "/actors", "/documents", "/search",
    "/search?q=traite", "/search?q=zzzz", "/obligations", "/obligations?state=RUS", "/obligations?state=xx", "/what-if", "/network",
    "/documents/line", "/what-if?kind=attack&by=UKR&on_whom=RUS&on=2024-12-10", "/what-if?kind=entry&agreement=PRK-RUS-2024",
    "/what-if?kind=attack&on_whom=RUS", "/events?country=FRA&from=2024-05-01", "/events?country=TUV", "/timeline?agreement=PRK-RUS-2024",
    "/nowhere", "/events?from=soon", "/map", "/map?country=FRA", "/review", "/judgements", "/add", "/not-read",
)  # fmt: skip
OF_EACH = 2  # pages of one kind that are opened


def linked(page: str) -> list[str]:
    """The addresses that a page links to within the desk, forms of answer and choices of language left out."""
    found = [unescape(h) for h in re.findall(r'href="(/[^"#]*)', page)]
    return [h for h in dict.fromkeys(found) if not re.search(r"[?&](format|lang|theme)=|^/static/|^/opensearch", h)]


def addresses(browser: TestClient) -> list[str]:
    """The starts, and of each kind of page linked from them, or from these, the first few."""
    found, kinds = list(STARTS), dict[str, int]()
    for address in found:  # grows while it is walked
        for link in linked(browser.get(address).text):
            kind = link.split("/")[1].split("?")[0]
            if link not in found and kinds.setdefault(kind, 0) < OF_EACH:
                kinds[kind] += 1
                found.append(link)
    return found
