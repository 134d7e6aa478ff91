"""The documents, and one of them with every statement marked in its text."""

import re

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.corpus.listed_row import Kind
from foedera.errors import StoreError, Trouble
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.list_page import list_answer
from foedera.interfaces.web.reviewer import who_decides
from foedera.interfaces.web.site import Site
from foedera.views.pages.decisions import decisions_in
from foedera.views.pages.document_page import DocumentPage, document_page, statements_table

router = APIRouter()
_PASSAGE = re.compile(r"(\d{1,9})-(\d{1,9})")


@router.get("/documents")
def documents(request: Request) -> Response:
    """The list of documents."""
    return list_answer(request, Kind.DOCUMENT, "documents.html")


@router.get("/documents/{document_id:path}")
def document(request: Request, document_id: str) -> Response:
    """One document; `?at=120-180` marks a passage of its text."""
    site: Site = request.app.state.site

    def make() -> DocumentPage:
        item = site.store.held(document_id)
        if item is None:
            raise StoreError(Trouble("unknown_document", document_id))
        desk, labels = site.desk(), site.labels(language_asked(request))
        record, asked = desk.part(document_id), _asked(request, len(item.document.text))
        row = next((d for d in record.documents if d.id == document_id), None)
        decisions = decisions_in(record, document_id, labels)
        return document_page(item.document, row, desk.statements_of(document_id), asked, decisions, labels)

    return answer(request, "document.html", make, statements_table, **who_decides(request))


def _asked(request: Request, length: int) -> tuple[int, int] | None:
    """The passage in the address, if it is one of the text."""
    found = _PASSAGE.fullmatch(request.query_params.get("at", ""))
    if found is None:
        return None
    start, end = int(found[1]), int(found[2])
    return (start, end) if start < end <= length else None
