"""Names of rows, documents and actors as IRIs, the same in every form of linked data."""

from urllib.parse import quote

PREFIX = "urn:foedera:"


def iri(kind: str, row_id: str) -> str:
    """The name of a row: what an IRI has no place for is percent-encoded.

    >>> iri("document", "../a b")
    'urn:foedera:document:..%2Fa%20b'
    """
    return f"{PREFIX}{kind}:{quote(row_id.encode('utf-8', 'replace').decode(), safe='')}"
