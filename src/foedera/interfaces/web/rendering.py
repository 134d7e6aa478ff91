"""Pages from templates: every text escaped, every word from the catalogue, what an article holds shown as text."""

import re
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from foedera.interfaces.web import language
from foedera.interfaces.web.access import visitor_of
from foedera.interfaces.web.feed_links import feed_links
from foedera.interfaces.web.forms import COOKIE as FORM_COOKIE
from foedera.interfaces.web.forms import FormTokens
from foedera.interfaces.web.links import href, passage
from foedera.interfaces.web.navigation import SECTIONS
from foedera.interfaces.web.site import Site
from foedera.values.control_characters import CONTROLS
from foedera.views.words import catalogue_languages

THEME_COOKIE = "foedera_theme"
THEMES = ("auto", "light", "dark")
A_YEAR = 365 * 24 * 3600  # seconds
_SHOWN = {
    ord(c): f'<span class="control" data-code="U+{ord(c):04X}">{c}</span>' for c in CONTROLS - {"\n", "\t", "\r", "\0"}
} | {0: "\ufffd"}
_REPLACED = {ord(c): "\ufffd" for c in CONTROLS} | dict.fromkeys((0x200E, 0x200F, 0x061C), "\ufffd")
_BIDI_MARKS = {n: f'<span class="control" data-code="U+{n:04X}">{chr(n)}</span>' for n in (0x200E, 0x200F, 0x061C)}
_VISIBLE = _SHOWN | _BIDI_MARKS
_COMMAND = re.compile(r"`([^`<>]{1,200})`")
_TO_SHOW = re.compile("[" + "".join(re.escape(chr(n)) for n in _VISIBLE) + "]")


def as_text(text: Any) -> Markup:
    """Words of an article: escaped, kept apart from the direction of what surrounds them, control characters made visible.

    >>> str(as_text("<b>"))
    '<bdi>&lt;b&gt;</bdi>'
    """
    return Markup(f"<bdi>{exact_text(text)}</bdi>")  # noqa: S704 - escaped there


def exact_text(text: Any) -> Markup:
    """As `as_text`, without the isolation: parts of one text, whose characters stay what they are."""
    escaped = str(escape(text))
    return Markup(escaped.translate(_VISIBLE) if _TO_SHOW.search(escaped) else escaped)  # noqa: S704 - escaped just before


def with_commands(text: Any) -> Markup:
    """As `as_text`; what stands between backticks is a command to type.

    >>> str(with_commands("`foedera show` lists them."))
    '<bdi><code>foedera show</code> lists them.</bdi>'
    """
    return Markup(_COMMAND.sub(r"<code>\1</code>", str(as_text(text))))  # noqa: S704 - escaped in as_text


def plain_text(text: Any) -> str:
    """For titles and attributes, which hold no marks: control characters replaced."""
    return str(text).translate(_REPLACED)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with everything escaped and nothing undefined."""
    found = Environment(
        loader=PackageLoader("foedera.interfaces.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    found.filters |= {"told": as_text, "exact": exact_text, "plain": plain_text, "commands": with_commands}
    found.globals |= {"sections": SECTIONS, "themes": THEMES, "languages": catalogue_languages(), "href": href, "passage": passage}
    return found


def page(request: Request, template: str, *, status: int = 200, **data: Any) -> HTMLResponse:
    """The answer to a request: the template with its data, in the visitor's language and colours, which are remembered."""
    site: Site = request.app.state.site
    lang, theme = language.language_asked(request), _theme(request)
    labels = site.labels(lang)
    secret, token = _form_token(request)
    visitor = visitor_of(request)
    shared = {
        "request": request, "lang": lang, "theme": theme, "labels": labels, "say": labels.words.say, "form_token": token,
        "visitor": visitor, "with_query": partial(with_query, request), "today": site.today(),
        "behind": site.behind() if visitor.name else 0, "feeds": feed_links(request, lang) if visitor.name else (),
    }  # fmt: skip
    response = HTMLResponse(environment().get_template(template).render(**shared, **data), status)
    _remember(request, response, {language.COOKIE: lang, THEME_COOKIE: theme}, secret)
    return response


def with_query(request: Request, **changed: str | None) -> str:
    """This page's address with some of its query changed; None takes a part out."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in changed and v]
    pairs = kept + [(k, v) for k, v in changed.items() if v]
    return request.url.path + ("?" + urlencode(pairs) if pairs else "")


def _theme(request: Request) -> str:
    given = request.query_params.get("theme") or request.cookies.get(THEME_COOKIE)
    return given if given in THEMES else THEMES[0]


def _form_token(request: Request) -> tuple[str | None, str]:
    """A new secret for the cookie, if the browser has none, and the token of its forms."""
    tokens: FormTokens = request.app.state.form_tokens
    secret = request.cookies.get(FORM_COOKIE)
    if secret:
        return None, tokens.token_for(secret)
    made = tokens.new_secret()
    return made, tokens.token_for(made)


def _remember(request: Request, response: HTMLResponse, chosen: dict[str, str], secret: str | None) -> None:
    asked = {language.COOKIE: "lang", THEME_COOKIE: "theme"}
    secure = request.url.scheme == "https"
    for name, value in chosen.items():
        if asked[name] in request.query_params:
            response.set_cookie(name, value, max_age=A_YEAR, samesite="strict", httponly=True, secure=secure)
    if secret:
        response.set_cookie(FORM_COOKIE, secret, samesite="strict", httponly=True, secure=secure)
