"""Every account as a note on its words (W3C Web Annotation Data Model), with a position and a quote selector.

The target is the text as it was read, of which positions count Unicode characters; `via` names the page it came from, where it has one.
"""

from typing import Any

from foedera.interfaces.export.linked_names import iri
from foedera.interfaces.export.material import Material
from foedera.interfaces.export.told_rows import ToldRow, told_rows
from foedera.sources.model import Document

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 24  # characters before and after a quotation, by which it is found again in a text that changed
Json = dict[str, Any]


def web_annotations(material: Material) -> Json:
    """One collection, its annotations on one page, in the record's order."""
    documents = {document.id: document for document in material.documents()}
    items = [_annotation(told, documents.get(told.account.document_id), material) for told in told_rows(material)]
    name = iri("annotations", material.agreement or "all")
    page = {"id": f"{name}:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    return {"@context": CONTEXT, "id": name, "type": "AnnotationCollection", "label": "Foedera", "total": len(items), "first": page}


def _annotation(told: ToldRow, document: Document | None, material: Material) -> Json:
    account, lang = told.account, material.labels.lang
    certainty = material.labels.certainty(account.factuality, account.said_by)
    note = material.labels.words.say("codes.titled", title=told.title, rest=certainty)
    return {
        "id": iri("annotation", f"{account.statement_id}@{account.document_id}/{told.row}"),
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "value": note, "format": "text/plain", "language": lang, "purpose": "describing"},
            {"type": "TextualBody", "value": f"{told.layer}:{told.code}", "purpose": "tagging"},
            {"source": iri("row", told.row), "purpose": "identifying"},
        ],
        "target": _target(told, document),
    }


def _target(told: ToldRow, document: Document | None) -> Json:
    at = told.account.evidence
    quote: Json = {"type": "TextQuoteSelector", "exact": at.text}
    if document:
        quote |= {"prefix": document.text[max(0, at.start - AROUND) : at.start], "suffix": document.text[at.end : at.end + AROUND]}
    target: Json = {"source": iri("document", told.account.document_id)}
    if document and document.url:
        target["via"] = document.url
    return target | {"selector": [{"type": "TextPositionSelector", "start": at.start, "end": at.end}, quote]}
