"""Pages that a user named by their addresses, as documents: fetched within the limits of `fetch`, each address once."""

from collections.abc import Iterator

from foedera.errors import BadInputError, Trouble
from foedera.sources.fetch import NETWORK, PORTS, Limits, Network, fetch
from foedera.sources.model import Document
from foedera.sources.plain_text import Known
from foedera.sources.read_sources import documents_from_bytes


def is_address(source: str) -> bool:
    """Whether a source is named by an address of the web, and not by a path.

    >>> is_address("https://paper.example/article"), is_address("pages/https.txt")
    (True, False)
    """
    scheme, colon, _ = source.strip().partition("://")
    return bool(colon) and scheme.lower() in PORTS


def documents_at(
    url: str,
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    network: Network = NETWORK,
    published: str | None = None,
    lang: str | None = None,
    known: Known | None = None,
) -> Iterator[Document | Trouble]:
    """The documents of the page at an address, or why it was not taken; see `documents_from_bytes` for what they may be given."""
    try:
        page = fetch(url, limits, network)
    except BadInputError as error:
        yield error.trouble
        return
    yield from documents_from_bytes(
        page.data,
        page.url,
        kind=page.kind,
        url=page.url,
        charset=page.charset,
        published=published,
        lang=lang,
        max_size=limits.size,
        known=known,
    )
