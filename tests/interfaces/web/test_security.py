"""Headers on every answer, hosts, limits, writes from elsewhere."""

import asyncio
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from tests.interfaces.web.desk_client import ADDRESS, TestClient, client_of, desk_over

from foedera.errors import StoreError
from foedera.interfaces.web.forms import FIELD
from foedera.interfaces.web.security import RequestCounts, client_key
from foedera.interfaces.web.settings import DeskSettings


@pytest.mark.parametrize("path", ["/agreements", "/nowhere", "/static/desk.css", "/agreements?format=csv", "/agreements?format=doc"])
def test_every_answer_has_the_headers(browser: TestClient, path: str) -> None:
    headers = browser.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'" and policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:9", "localhost.evil.example:8080", ""])
def test_an_unknown_host_gets_nothing(browser: TestClient, host: str) -> None:
    answer = browser.get("/agreements", headers={"host": host})
    assert answer.status_code == 421 and "<html" not in answer.text


def test_a_name_given_is_answered(record_file: Path) -> None:
    app = desk_over(record_file, DeskSettings(host_names=("desk.example",)))
    assert client_of(app).get("/agreements", headers={"host": "Desk.Example:8080"}).status_code == 303  # to log in


@pytest.mark.parametrize("header", [
    {"x-forwarded-for": "203.0.113.9"}, {"X-Forwarded-Proto": "https"}, {"forwarded": "for=203.0.113.9"}, {"x-real-ip": "203.0.113.9"},
    {"sec-fetch-site": "same-origin", "referer": "https://desk.example/"},
])  # fmt: skip
def test_a_desk_without_a_login_answers_no_proxy(browser: TestClient, header: dict[str, str]) -> None:
    """A proxy that writes our own name into Host would let everybody in as the person at this machine."""
    for path in ("/agreements", "/api/v1/events", "/static/desk.css"):
        answer = browser.get(path, headers=header)
        assert answer.status_code == 403 and "--name" in answer.text and "foedera user add" in answer.text
    assert browser.get("/api/v1/events", headers=header).json()["type"] == "urn:foedera:problem:unnamed_proxy"


def test_a_page_of_our_own_leads_on(browser: TestClient) -> None:
    headers = {"sec-fetch-site": "same-origin", "referer": f"{ADDRESS}/events"}
    assert browser.get("/agreements", headers=headers).status_code == 200


def test_what_speaks_http_1_0_is_a_proxy(desk: FastAPI) -> None:
    sent: list[dict[str, object]] = []
    scope = {"type": "http", "http_version": "1.0", "method": "GET", "path": "/agreements", "query_string": b"",
             "root_path": "", "headers": [(b"host", b"127.0.0.1:8080")], "client": ("127.0.0.1", 9),
             "scheme": "http", "server": ("127.0.0.1", 8080)}  # fmt: skip

    async def take(message: dict[str, object]) -> None:
        sent.append(message)

    async def give() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    asyncio.run(desk(scope, give, take))  # type: ignore[arg-type]
    assert sent[0]["status"] == 403


def test_a_desk_with_a_name_answers_its_proxy(record_file: Path) -> None:
    app = desk_over(record_file, DeskSettings(host_names=("desk.example",)))
    headers = {"host": "desk.example", "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}
    assert client_of(app).get("/agreements", headers=headers).status_code == 303  # to log in


def test_whose_word_is_taken_for_who_asks() -> None:
    assert DeskSettings().trusted_proxies == ()
    assert DeskSettings(host="0.0.0.0").trusted_proxies == ("127.0.0.1", "::1")
    behind = DeskSettings(proxies=("10.0.0.0/8",))
    assert not behind.is_local and behind.trusted_proxies[-1] == "10.0.0.0/8"


def test_one_network_of_ipv6_is_one_client() -> None:
    same = {client_key(f"2001:db8:7:7:{n:x}::1") for n in range(100)}
    assert same == {"2001:db8:7:7::/64"} and client_key("2001:db8:7:8::1") not in same
    assert client_key("fe80::1%eth0") == "fe80::/64" and client_key("testclient") == "testclient"


def writing(record_file: Path, settings: DeskSettings | None = None) -> tuple[FastAPI, TestClient]:
    app = desk_over(record_file, settings)

    async def written(request: Request) -> PlainTextResponse:
        form = await request.form()
        return PlainTextResponse(str(form["word"]))

    app.add_api_route("/written", written, methods=["POST"])
    return app, client_of(app)


def token_of(browser: TestClient) -> str:
    """The token that a page's forms carry, made for the cookie that the page gave."""
    app: FastAPI = browser.app  # type: ignore[assignment]
    browser.get("/agreements")
    return str(app.state.form_tokens.token_for(browser.cookies["foedera_form"]))


def test_a_write_needs_the_token_of_its_cookie(record_file: Path) -> None:
    _, browser = writing(record_file)
    assert browser.post("/written", data={"word": "a"}).status_code == 403
    token = token_of(browser)
    assert browser.post("/written", data={"word": "a", FIELD: token}).text == "a"
    assert browser.post("/written", data={"word": "a"}, headers={"x-foedera-form": token}).text == "a"
    assert browser.post("/written", data={"word": "a", FIELD: token[:-1] + "x"}).status_code == 403
    browser.cookies.clear()
    assert browser.post("/written", data={"word": "a", FIELD: token}).status_code == 403


@pytest.mark.parametrize("headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}])
def test_a_write_from_elsewhere_is_refused(record_file: Path, headers: dict[str, str]) -> None:
    _, browser = writing(record_file)
    data = {"word": "a", FIELD: token_of(browser)}
    assert browser.post("/written", data=data, headers=headers).status_code == 403
    assert browser.post("/written", data=data, headers={"origin": ADDRESS, "sec-fetch-site": "same-origin"}).text == "a"


def test_a_body_too_long_is_refused_whether_or_not_it_says_so(record_file: Path) -> None:
    _, browser = writing(record_file, DeskSettings(body_bytes=1000))
    assert browser.post("/written", content=b"x" * 1001).status_code == 413
    told = browser.post("/written", content=iter([b"word=", b"x" * 2000]), headers={"content-type": "application/x-www-form-urlencoded"})
    assert told.status_code == 413


def test_too_many_requests_wait(record_file: Path) -> None:
    browser = client_of(desk_over(record_file, DeskSettings(reads_a_second=0.3)))
    answers = [browser.get("/nowhere").status_code for _ in range(5)]
    assert answers == [404, 404, 404, 429, 429]
    assert int(browser.get("/nowhere").headers["retry-after"]) >= 1


def test_a_bucket_fills_with_time() -> None:
    clock = [0.0]
    counts = RequestCounts(0.2, lambda: clock[0])
    assert [counts.seconds_to_wait("a") for _ in range(3)] == [0.0, 0.0, pytest.approx(5.0)]
    assert counts.seconds_to_wait("b") == 0.0
    clock[0] = 5.0
    assert counts.seconds_to_wait("a") == 0.0


def test_cookies_are_kept_from_scripts_and_other_sites(browser: TestClient) -> None:
    given = browser.get("/agreements?theme=dark&lang=fr").headers.get_list("set-cookie")
    assert len(given) == 3 and all("HttpOnly" in c and "samesite=strict" in c.lower() for c in given)


def test_no_record_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="record_missing"):
        desk_over(tmp_path / "none.db")


def test_what_the_desk_runs_itself_names_no_other_place() -> None:
    from importlib import resources

    static = resources.files("foedera.interfaces.web") / "static"
    for name in ("desk.css", "desk.js", "icon.svg"):
        text = (static / name).read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http" not in text and "//" not in text.replace("// ", "")
