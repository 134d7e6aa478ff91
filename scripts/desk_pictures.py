"""Pictures of every page of the web desk, over the articles of examples/ alone: three widths, light (in French) and dark (in English).

    .venv/bin/python scripts/desk_pictures.py                 the sheets of docs/images/desk and docs/web_desk_pictures.md
    .venv/bin/python scripts/desk_pictures.py --whole FOLDER  each page in full, to be looked at
    .venv/bin/python scripts/desk_pictures.py --only map      some pages; --record FILE: over another record (with --whole)

Needs playwright and a chromium (FOEDERA_CHROMIUM, else Debian's). Days and moments are set: the same fonts and browser give the same
bytes.
"""

import argparse
import base64
import os
import socket
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from foedera.corpus.read_corpus import ReaderChoice, read_into
from foedera.corpus.record_of_store import grow
from foedera.interfaces.web.app import make_app
from foedera.interfaces.web.settings import DeskSettings
from foedera.sources.read_sources import documents_from
from foedera.store.store import Store

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = os.environ.get("FOEDERA_CHROMIUM", "/usr/bin/chromium")
TODAY, CAME_IN = date(2024, 12, 10), "2024-12-09T08:00:00+00:00"
WIDTHS, HEIGHT = (1440, 800, 360), 1000  # CSS pixels; what a sheet shows of each page
SCALE, QUALITY = 0.5, 62  # of the pictures in a sheet; of WebP, 0 to 100
THEMES = (("light", "fr-FR"), ("dark", "en-GB"))
LEAST_HEIGHT, MOST_HEIGHT = 420, 3000  # of a picture, of a page pictured in full


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `path` is its address, or a list and the n-th page it leads to; `desk`: filled, empty or closed (users)."""

    name: str
    path: str
    caption: str
    nth: int = -1
    desk: str = "filled"


PAGES = (
    Page("new", "/?since=2024-12-01", "What is new"),
    Page("agreements", "/agreements", "Agreements"),
    Page("agreement", "/agreements/PRK-RUS-2024?on=2024-12-10", "One agreement: each party's status on a day, steps, duties, differences"),
    Page("events", "/events", "Events"),
    Page("event", "/disagreements", "One event: its accounts side by side", 0),
    Page("step", "/timeline?type=ratified", "One step of an agreement", 0),
    Page("timeline", "/timeline", "Timeline"),
    Page("disagreements", "/disagreements", "Disagreements"),
    Page("disagreement", "/disagreements", "One disagreement", 0),
    Page("actors", "/actors", "Actors"),
    Page("actor", "/actors/PRK", "One actor: what it said, about whom, when"),
    Page("documents", "/documents", "Documents"),
    Page("document", "/documents/10_troops", "One document with its statements"),
    Page("obligations", "/obligations?state=PRK&on=2024-12-10", "Obligations of a state on a day"),
    Page("what-if", "/what-if?kind=attack&by=UKR&on_whom=RUS&on=2024-12-10", "What if"),
    Page("network", "/network?on=2024-12-10", "Network"),
    Page("map", "/map", "Map"),
    Page("search", "/search?q=ratifie", "Search"),
    Page("nothing-found", "/search?q=bauxite", "Search that finds nothing"),
    Page("why", "/agreements/PRK-RUS-2024", "Why the record says so", 0),
    Page("review", "/review", "Review"),
    Page("reviewers", "/review/agreement", "Agreement between reviewers"),
    Page("judgements", "/judgements", "Judgements"),
    Page("add", "/add", "Add documents"),
    Page("not-read", "/not-read", "Not read, and why"),
    Page("empty", "/", "A record with nothing in it", desk="empty"),
    Page("login", "/", "The door of a shared desk", desk="closed"),
    Page("not-found", "/nowhere", "An address that leads nowhere"),
    Page("wrong-day", "/events?from=soon", "A filter that is no day"),
    Page("addition", "/add", "What became of what was added"),
)
LEADS_TO = {"event": "/events/event", "disagreement": "/disagreements/", "why": "/why/", "step": "/rows/"}


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--lang=fr", "--hide-scrollbars", "--font-render-hinting=none"]
        )
        with desks(Path(folder), options.record) as addresses:
            decide_two(browser, addresses["filled"])
            settle_days(Path(folder))
            chosen = [page for page in PAGES if not options.only or page.name in options.only]
            for page in chosen:
                page = replace(page, path=added(browser, addresses["filled"], Path(folder))) if page.name == "addition" else page
                shots = [(w, t, shot(browser, addresses, page, w, t, lang, options.whole)) for t, lang in THEMES for w in WIDTHS]
                if options.whole:
                    for width, theme, data in shots:
                        (options.whole / f"{page.name}-{width}-{theme}.png").write_bytes(data)
                else:
                    keep_sheet(browser, page, shots)
        browser.close()
    if not options.whole and not options.only:
        write_list()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whole", type=Path, help="write each page in full into this folder, as PNG")
    parser.add_argument("--only", nargs="*", default=[], help="names of pages")
    parser.add_argument("--record", type=Path, help="picture this record in place of the examples (never for docs/)")
    options = parser.parse_args()
    if options.record and not options.whole:
        parser.error("docs/ shows the examples alone: --record goes with --whole")
    if options.whole:
        options.whole.mkdir(parents=True, exist_ok=True)
    return options


@contextmanager
def desks(folder: Path, record: Path | None) -> Iterator[dict[str, str]]:
    """Addresses of a desk of each kind, served until the block ends."""
    filled, empty, closed = folder / "desk.db", folder / "empty.db", folder / "closed.db"
    if record:
        with sqlite3.connect(record) as source, sqlite3.connect(filled) as target:
            source.backup(target)
    else:
        store = Store(filled)
        list(read_into(store, documents_from([str(ROOT / "examples")]), ReaderChoice()))
        list(read_into(store, documents_from([str(ROOT / "examples" / "missing.txt")]), ReaderChoice()))
        grow(store)
        store.close()
    Store(empty).close()
    store = Store(closed)
    store.add_user("ada", "analyst", "a long password")
    store.close()
    with served(filled) as a, served(empty) as b, served(closed, host_names=("desk.example",)) as c:
        yield {"filled": a, "empty": b, "closed": c}


@contextmanager
def served(record: Path, **settings: Any) -> Iterator[str]:
    """The address of a desk over a record."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    limits = {"reads_a_second": 1e6, "writes_a_second": 1e6} | settings
    app = make_app(str(record), settings=DeskSettings(port=port, **limits), today=lambda: TODAY)
    app.state.site.catch_up()
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def decide_two(browser: Any, address: str) -> None:
    """Two judgements, so that the pages of review have something to tell."""
    page = browser.new_page(locale="fr-FR")
    page.goto(address + "/review")
    for key in ("a", "r"):
        before = page.inner_text("#card-title")
        page.keyboard.press(key)
        page.wait_for_function("before => document.getElementById('card-title')?.innerText !== before", arg=before)
    page.wait_for_function("() => document.querySelectorAll('#unsent li').length === 0")
    page.close()


def added(browser: Any, address: str, folder: Path) -> str:
    """The address of an addition that is over: two articles that the record knows, and a file with nothing in it."""
    (folder / "vide.txt").write_text("", encoding="utf-8")
    page = browser.new_page(locale="fr-FR")
    page.goto(address + "/add")
    page.set_input_files("#files", [str(p) for p in (*sorted((ROOT / "examples").glob("0[12]_*")), folder / "vide.txt")])
    page.click("form.adding button")
    page.wait_for_selector("#progress .actions")
    path = str(page.url).removeprefix(address)
    page.close()
    return path


def settle_days(folder: Path) -> None:
    """Moments of the clock become set ones: the pictures must not change with the day they are taken on."""
    with sqlite3.connect(folder / "desk.db") as connection:
        connection.execute("UPDATE additions SET added_at = ?", (CAME_IN,))
        connection.execute("UPDATE judgements SET made_at = ?", (CAME_IN,))
        connection.execute("UPDATE not_read SET at = ?", (CAME_IN,))


def shot(browser: Any, addresses: dict[str, str], page: Page, width: int, theme: str, lang: str, whole: Path | None) -> bytes:
    """A page as PNG, in full or as much of it as a sheet shows."""
    context = browser.new_context(viewport={"width": width, "height": HEIGHT}, color_scheme=theme, locale=lang, reduced_motion="reduce")
    view = context.new_page()
    answer = view.goto(addresses[page.desk] + page.path)
    if page.nth >= 0:
        answer = view.goto(addresses[page.desk] + led_to(view, page))
    if answer.status >= 500:
        raise SystemExit(f"{page.name}: the desk answers {answer.status}")
    view.set_viewport_size({"width": width, "height": LEAST_HEIGHT})
    height = min(max(view.evaluate("document.documentElement.scrollHeight"), LEAST_HEIGHT), MOST_HEIGHT if whole else HEIGHT)
    view.set_viewport_size({"width": width, "height": height})
    data = bytes(view.screenshot(animations="disabled"))
    context.close()
    return data


def led_to(view: Any, page: Page) -> str:
    """The address of the n-th page that a list leads to, or that the first page leads to which it leads to."""
    found = _links(view, LEADS_TO[page.name])
    for further in [] if found else _links(view, page.path + "/"):
        view.goto("/".join(view.url.split("/")[:3]) + further)
        found = found or _links(view, LEADS_TO[page.name])
    return found[page.nth]


def _links(view: Any, start: str) -> list[str]:
    """Where a page's links lead that begin so."""
    found = "start => [...new Set([...document.querySelectorAll(`main a[href^='${start}']`)].map(a => a.getAttribute('href')))]"
    return list(view.evaluate(found, start))


def keep_sheet(browser: Any, page: Page, shots: list[tuple[int, str, bytes]]) -> None:
    """All pictures of a page on one sheet, a row of widths for each theme."""
    rows = []
    for theme, _ in THEMES:
        pictures = "".join(
            f'<img width="{int(width * SCALE)}" src="data:image/png;base64,{base64.b64encode(data).decode()}">'
            for width, of_theme, data in shots
            if of_theme == theme
        )
        rows.append(f"<div>{pictures}</div>")
    sheet = browser.new_page(viewport={"width": 1400, "height": 100})
    style = "body{margin:0;background:#9aa3ad;width:max-content} div{display:flex;align-items:start;gap:8px;padding:8px}"
    sheet.set_content(f"<style>{style}</style>{''.join(rows)}")
    box = sheet.locator("body").bounding_box()
    sheet.set_viewport_size({"width": int(box["width"]), "height": int(box["height"])})
    taken = sheet.context.new_cdp_session(sheet).send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    folder = ROOT / "docs" / "images" / "desk"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{page.name}.webp").write_bytes(base64.b64decode(taken["data"]))
    sheet.close()


def write_list() -> None:
    """The page of the docs that shows the sheets."""
    lines = [
        "# The web desk in pictures",
        "",
        "Every page over the articles of `examples/`, as seen on 10 December 2024: on a wide screen, a tablet and a phone (1440, 800 and",
        "360 pixels), light in French, dark in English. Made by `scripts/desk_pictures.py`. What they are for: [web_desk.md](web_desk.md).",
    ]
    for page in PAGES:
        lines += ["", f"## {page.caption}", "", f"![{page.caption}, at three widths, light and dark](images/desk/{page.name}.webp)"]
    (ROOT / "docs" / "web_desk_pictures.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
