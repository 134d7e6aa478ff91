"""`foedera read` with addresses: pages of a made-up site on this machine, and clear words where one is not taken."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.interfaces.test_command_line import TEXT, run
from tests.sources.test_fetch import PUBLIC, ROOM, Site, missing, onward, page
from typer.testing import Result

from foedera.store.store import Store
from foedera.views.words import words

ARTICLE = f'<html lang="fr"><head><title>Une page</title></head><body><article><p>{TEXT}</p></article></body></html>'.encode()
EN = words("en").say


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    made = Site()
    made.answers["/robots.txt"] = missing
    made.answers["/a"] = page(ARTICLE)
    monkeypatch.setattr("foedera.sources.fetch.NETWORK", made.network)
    yield made
    made.server.shutdown()
    made.server.server_close()


def read(folder: Path, *sources: str, **more: str) -> Result:
    options = [part for name, value in more.items() for part in (f"--{name.replace('_', '-')}", value)]
    return run("read", *sources, "--record", str(folder / "r.db"), "--reader", "shallow", "--lang", "en", *options)


def test_a_page_is_read_by_its_address_beside_a_file(site: Site, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT.replace("2024", "2023"), encoding="utf-8")
    done = read(tmp_path, f"{ROOM}/a", str(tmp_path / "one.txt"), f" {ROOM}/a")
    assert done.exit_code == 0, done.output
    items = {item.document.url: item.document for item in Store(tmp_path / "r.db").items()}
    assert items.keys() == {None, f"{ROOM}/a"} and "mutuelle" in items[f"{ROOM}/a"].text
    assert site.asked.count("/a") == 1 and site.dialled[0] == (PUBLIC, 80)
    again = run("read", f"{ROOM}/a", "--record", str(tmp_path / "r.db"), "--reader", "shallow", "--json")
    assert [row["state"] for row in json.loads(again.stdout)] == ["unchanged"]


def test_the_day_given_is_that_of_the_page(site: Site, tmp_path: Path) -> None:
    assert read(tmp_path, f"{ROOM}/a", published="2024-12-05").exit_code == 0
    (item,) = Store(tmp_path / "r.db").items()
    assert item.document.published == "2024-12-05"


def test_what_is_not_taken_is_named_with_its_reason_and_the_rest_is_read(site: Site, tmp_path: Path) -> None:
    site.answers["/pdf"] = page(b"%PDF", "application/pdf")
    site.answers["/large"] = page(ARTICLE + b" " * 3000)
    site.answers["/inside"] = onward("http://router.example/")
    site.names["router.example"] = ("192.168.1.1",)
    done = read(tmp_path, *(f"{ROOM}/{name}" for name in ("pdf", "large", "gone", "inside", "a")), max_size="2500")
    told = " ".join(done.output.split())
    assert done.exit_code == 1
    for said in (
        EN("errors.url_not_text", place=f"{ROOM}/pdf", detail="application/pdf"),
        EN("errors.url_status", place=f"{ROOM}/gone", detail="404"),
        EN("errors.url_private", place="http://router.example/", detail="router.example"),
    ):
        assert " ".join(said.split()) in told
    assert f"{ROOM}/large" in told and EN("cli.read_summary", read="1", unchanged="0", not_read="4") in told
    assert all(address == PUBLIC for address, _ in site.dialled)
    listed = {one.trouble.key for one in Store(tmp_path / "r.db").not_read()}
    assert listed == {"url_not_text", "url_too_large", "url_status", "url_private"}


def test_a_site_that_asks_programs_to_stay_out_is_left_alone(site: Site, tmp_path: Path) -> None:
    site.answers["/robots.txt"] = page(b"User-agent: *\nDisallow: /", "text/plain")
    done = read(tmp_path, f"{ROOM}/a")
    assert done.exit_code == 1 and "robots.txt" in done.output and "/a" not in site.asked


@pytest.mark.parametrize("address", ["http://localhost/a", "http://127.0.0.1:8080/a", "https://[::1]/", "http://paper.example:22/a"])
def test_this_machine_and_odd_ports_are_never_asked(site: Site, tmp_path: Path, address: str) -> None:
    site.names["localhost"] = ("127.0.0.1",)
    assert read(tmp_path, address).exit_code == 1 and site.dialled == []
