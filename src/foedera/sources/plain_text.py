"""A text and what is given beside it -> Document. Every kind of file ends here."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from foedera.language.pack import languages, load_pack
from foedera.sources.model import Document
from foedera.sources.page_dates import PageDate
from foedera.sources.plain_page import Page, read_page
from foedera.sources.text_language import language_of
from foedera.values.span import Span


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a document besides its text, each winning over what the text says; None where nothing is given."""

    id: str
    origin: str
    lang: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = field(default=())


Known = Callable[[str], Document | None]


def document_from_text(text: str, given: Given, known: Known | None = None) -> Document:
    """The document: text as it is, the role of its lines, and what page or giver say of title, outlet and day.

    `known` gives the document already made of this very text, if there is one: it is taken again where nothing given says otherwise.
    """
    kept = known(text) if known else None
    if kept and all(asked in (None, getattr(kept, name)) for name, asked in _given_fields(given)):
        return replace(kept, id=given.id, origin=given.origin, notes=())
    lang, notes = (given.lang, ()) if given.lang else language_of(text)
    page = read_page(text, load_pack(lang)) if lang in languages() else Page()
    return Document(
        id=given.id,
        text=text,
        lang=lang,
        title=given.title or page.title,
        outlet=given.outlet or page.outlet,
        byline=given.byline or page.byline,
        agency=page.agency,
        published=given.published or (page.published.edtf if page.published else None),
        published_evidence=_evidence(given.published, page.published),
        url=given.url,
        origin=given.origin,
        lines=page.lines,
        notes=(*given.notes, *notes),
    )


def _given_fields(given: Given) -> tuple[tuple[str, str | None], ...]:
    return tuple((name, getattr(given, name)) for name in ("lang", "title", "outlet", "published"))


def _evidence(given: str | None, found: PageDate | None) -> Span | None:
    """Where the text says the day, unless it says another one than was given."""
    return found.span if found and (given is None or found.edtf[:10] == given[:10]) else None
