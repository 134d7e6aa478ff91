"""The agreements, and one of them."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.site import Site
from foedera.views.pages.agreement_list import AgreementLine, agreement_lines, agreements_table

router = APIRouter()


@dataclass(frozen=True, slots=True)
class AgreementsPage:
    """All agreements on a day."""

    lines: tuple[AgreementLine, ...]


@router.get("/agreements")
def agreements(request: Request) -> Response:
    """The list of agreements."""
    site: Site = request.app.state.site

    def make() -> AgreementsPage:
        record = site.record()
        return AgreementsPage(agreement_lines(record.agreements, record, site.today(), site.labels(language_asked(request))))

    return answer(request, "agreements.html", make, lambda page: agreements_table(page.lines))
