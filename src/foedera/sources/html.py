"""A web page -> its article as text, extracted once, and what the page's own metadata say of it. Nothing is run or fetched."""

import json
import re
from collections.abc import Iterator
from typing import Any

from foedera.errors import BadInputError, Trouble
from foedera.sources.page_dates import publication_from_iso

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DEPTH = 400
# Possessive, so that a page of one endless tag costs one pass.
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*+)([^<>]*+)>")
# Elements without an end, and those whose end may be left out: an old page of open paragraphs is not deep.
_OPEN = frozenset(["p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot", "colgroup"])
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_DATE_FIELDS = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "pubdate", "publishdate")


def declared_charset(data: bytes) -> str | None:
    """The encoding the page names in its head."""
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


def article_from_html(page: str, file: str) -> tuple[str, dict[str, str]]:
    """The article's text, its title on the first line, and the metadata found (title, outlet, published, url, lang, byline).

    Raises BadInputError where the page holds no article or is nested beyond what any article is.
    """
    if _is_too_deep(page):
        raise BadInputError(Trouble("page_too_deep", file))
    tree = _tree(page, file)
    meta = _metadata(tree)
    text = _article(page)
    if not text:
        raise BadInputError(Trouble("no_text_in_page", file))
    title = meta.get("title")
    return (text if not title or title in text[:400] else f"{title}\n\n{text}"), meta


def _tree(page: str, file: str) -> Any:
    from lxml import etree, html

    try:
        return html.document_fromstring(page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError) as error:
        raise BadInputError(Trouble("no_text_in_page", file, detail=str(error))) from error


def _article(page: str) -> str:
    """The text trafilatura finds; a page it fails on counts as one without text."""
    import trafilatura

    try:
        return trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False) or ""
    except (RecursionError, ValueError, TypeError, AttributeError):
        return ""


def _is_too_deep(page: str) -> bool:
    """Whether tags open some hundreds deep: parsers and extractors recurse, and no newspaper nests like that."""
    depth = 0
    for closing, name, rest in (match.groups() for match in _TAG.finditer(page)):
        if not rest.endswith("/") and name.lower() not in _VOID | _OPEN:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > _DEPTH:
                return True
    return False


def _metadata(tree: Any) -> dict[str, str]:
    """What the page's head says in the usual forms: meta elements, schema.org, the html element, time elements."""
    fields = {(m.get("property") or m.get("name") or m.get("itemprop") or "").lower(): m.get("content") or "" for m in tree.iter("meta")}
    schema = next(_schema_articles(tree), {})
    dates = [*(fields.get(name, "") for name in _DATE_FIELDS), str(schema.get("datePublished", "")), *_time_elements(tree)]
    found = {
        "title": fields.get("og:title") or str(schema.get("headline") or "") or _first_text(tree, "h1") or _first_text(tree, "title"),
        "outlet": fields.get("og:site_name") or _name(schema.get("publisher")),
        "byline": _name(schema.get("author")) or fields.get("author", ""),
        "published": next((day for d in dates if (day := publication_from_iso(d))), ""),
        "url": fields.get("og:url", ""),
        "lang": str(tree.get("lang") or "")[:2].lower(),
    }
    return {key: " ".join(value.split()) for key, value in found.items() if value.strip()}


def _first_text(tree: Any, tag: str) -> str:
    return next((text for e in tree.iter(tag) if (text := str(e.text_content()).strip())), "")


def _time_elements(tree: Any) -> list[str]:
    """Time elements marked as the publication; any other may be the hour of a comment."""
    return [str(t.get("datetime") or "") for t in tree.iter("time") if t.get("pubdate") is not None or t.get("itemprop") == "datePublished"]


def _schema_articles(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        items = data.get("@graph", [data]) if isinstance(data, dict) else data
        yield from (i for i in items if isinstance(i, dict) and "datePublished" in i) if isinstance(items, list) else ()


def _name(value: Any) -> str:
    """The name in a schema.org person or organisation, of the first one of a list."""
    first = value[0] if isinstance(value, list) and value else value
    named = first.get("name", "") if isinstance(first, dict) else first
    return named if isinstance(named, str) else ""
