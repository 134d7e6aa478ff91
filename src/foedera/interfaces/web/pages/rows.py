"""A step of an agreement with its accounts side by side, and why the record says what it says of any row."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.reviewer import who_decides
from foedera.interfaces.web.site import Site
from foedera.record.model import AgreementRow, Disagreement, DocumentRow, EventRow, LifecycleRow
from foedera.views.pages.event_page import EventPage, accounts_table, event_page
from foedera.views.pages.table import Table
from foedera.views.row_titles import page_name, row_title
from foedera.views.rows import row_by_id
from foedera.views.why import WhySection, why_sections

router = APIRouter()
PAGES: dict[type, str] = {
    AgreementRow: "agreement", EventRow: "event", LifecycleRow: "row", DocumentRow: "document", Disagreement: "disagreement",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WhyPage:
    """Why the record says what it says of one row. `kind`: of its page, empty where it has none; `sources`: outlet and day by document."""

    id: str
    kind: str
    title: str
    sections: tuple[WhySection, ...]
    sources: dict[str, str]


@router.get("/rows/{row_id:path}")
def step(request: Request, row_id: str) -> Response:
    """One step of an agreement."""
    site: Site = request.app.state.site

    def make() -> EventPage:
        return event_page(site.desk().part(row_id), row_id, site.labels(language_asked(request)))

    return answer(request, "event.html", make, accounts_table, **who_decides(request))


@router.get("/why/{row_id:path}")
def why(request: Request, row_id: str) -> Response:
    """Why, for any row of the record."""
    site: Site = request.app.state.site

    def make() -> WhyPage:
        record, labels = site.desk().part(row_id), site.labels(language_asked(request))
        row = row_by_id(record, row_id)
        kind = next((name for kind_of_row, name in PAGES.items() if isinstance(row, kind_of_row)), "")
        sections = why_sections(row, record, labels)
        told = {line.document for section in sections for line in section.lines}
        sources = {d.id: page_name(d, labels) for d in record.documents if d.id in told}
        return WhyPage(row.id, kind, row_title(row, labels), sections, sources)

    return answer(request, "why.html", make, why_table)


def why_table(page: WhyPage) -> Table:
    """The reasons for a spreadsheet."""
    rows = tuple((s.title, li.text, li.document, li.start, li.end, li.quote) for s in page.sections for li in s.lines)
    return Table(("section", "reason", "document", "start", "end", "text"), rows)
