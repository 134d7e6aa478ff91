"""One document; documents added and taken out."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from foedera.corpus.listed_row import Kind
from foedera.corpus.read_corpus import read_into
from foedera.errors import BadInputError, StoreError, Trouble, UsageError
from foedera.interfaces.exact_json import exact_json
from foedera.interfaces.web.access import visitor_of
from foedera.interfaces.web.api.door import check_content_type
from foedera.interfaces.web.api.lines import address, document_line, statement_line
from foedera.interfaces.web.api.replies import One, reply
from foedera.interfaces.web.api.responses import UNCHANGED, WRITING, Responses
from foedera.interfaces.web.api.shapes import DocumentAdded, DocumentShape, NewDocument, with_days
from foedera.interfaces.web.site import Site
from foedera.reading.serialize import reading_to_json
from foedera.sources.model import Document
from foedera.sources.page_dates import publication_from_iso
from foedera.sources.plain_text import Given, document_from_text

router = APIRouter(tags=["documents"])
ORIGIN = "api"
ADDING: Responses = WRITING | {200: {"model": DocumentAdded, "description": "It is there already as it stands"}}


@router.get("/documents/{document_id:path}", response_model=DocumentShape, responses=UNCHANGED)
def document(request: Request, document_id: str, _asked: Annotated[One, Query()]) -> Response:
    """One document: its text, to the letter, and all that was read in it."""
    site: Site = request.app.state.site

    def make() -> DocumentShape:
        item, row = site.store.held(document_id), site.desk().row(Kind.DOCUMENT, document_id)
        if item is None or row is None:
            raise StoreError(Trouble("unknown_document", document_id[:200]))
        held, came = item.document, site.store.added_at([document_id]).get(document_id)
        statements = [statement_line(one) for one in site.desk().statements_of(document_id)]
        return DocumentShape(
            **document_line(row).model_dump(), text=held.text, byline=held.byline, source_url=held.url, added_at=came,
            reading=with_days(reading_to_json(item.reading)), statements=statements,
        )  # fmt: skip

    return reply(request, make)


@router.post("/documents", status_code=201, response_model=DocumentAdded, responses=ADDING, dependencies=[Depends(check_content_type)])
def add_document(request: Request, new: NewDocument) -> Response:
    """Read a document into the record: 201 for a new one, 200 for one that is there already as it stands."""
    site: Site = request.app.state.site
    outcome = next(iter(read_into(site.store, [_document(new)])))
    if outcome.trouble or outcome.document is None:
        raise BadInputError(outcome.trouble or Trouble("reading_failed", outcome.document_id))
    where, held = address("documents", outcome.document_id), outcome.document
    if outcome.state == "read":
        site.store.note_audit(visitor_of(request).name, "document_added", outcome.document_id, ORIGIN)
    state: str = outcome.state
    done = DocumentAdded.model_validate(
        {"id": outcome.document_id, "state": state, "lang": held.lang, "notes": list(held.notes), "url": where}
    )
    status = 201 if state == "read" else 200
    return Response(exact_json(done.model_dump()), status, {"location": where}, "application/json")


def _document(new: NewDocument) -> Document:
    """The document that was sent. UsageError for a day that is none, or a text without a word."""
    published = publication_from_iso(new.published) if new.published else None
    if new.published and published is None:
        raise UsageError(Trouble("bad_date", ORIGIN, detail=new.published))
    texts = (new.text, new.title, new.outlet, new.byline, new.url)
    if not new.text.strip() or any("\ud800" <= c <= "\udfff" for text in texts for c in text or ""):
        raise UsageError(Trouble("empty_file" if not new.text.strip() else "binary_file", ORIGIN))
    name = new.id or "api-" + hashlib.sha256(new.text.encode()).hexdigest()[:16]
    origin = new.url or f"{ORIGIN}:{name}"
    return document_from_text(new.text, Given(name, origin, new.lang, new.title, new.outlet, new.byline, published, new.url))


@router.delete("/documents/{document_id:path}", status_code=204, response_class=Response)
def remove_document(request: Request, document_id: str) -> Response:
    """Take a document out, with all that was read in it."""
    site: Site = request.app.state.site
    site.store.remove(document_id)
    site.store.note_audit(visitor_of(request).name, "document_removed", document_id, ORIGIN)
    return Response(status_code=204)
