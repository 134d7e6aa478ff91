"""Where each kind of row has its page. Ids hold slashes and colons, so they travel escaped."""

from urllib.parse import quote, urlencode

from starlette.requests import Request

LINKS = {
    "agreement": "/agreements/",
    "event": "/events/",
    "document": "/documents/",
    "actor": "/actors/",
    "disagreement": "/disagreements/",
    "row": "/rows/",
    "why": "/why/",
}


def href(kind: str, row_id: str, fragment: str = "", **query: str) -> str:
    """The address of a row's page.

    >>> href("event", "event:a/b")
    '/events/event:a%2Fb'
    """
    path = LINKS[kind] + quote(row_id, safe=":+-_.~")
    return path + ("?" + urlencode(query) if query else "") + (f"#{fragment}" if fragment else "")


def passage(document_id: str, start: int, end: int) -> str:
    """The address of words in a document: the page marks them, and opens where they begin."""
    return href("document", document_id, f"c{start}-{end}", at=f"{start}-{end}")


def desk_address(request: Request) -> str:
    """The desk's own address, as who asks knows it."""
    return f"{request.url.scheme}://{request.url.netloc}"
