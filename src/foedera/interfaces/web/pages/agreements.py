"""The agreements, and one of them as of a day."""

from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.corpus.listed_row import Kind
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.days import day_asked
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.law_of_desk import law_for
from foedera.interfaces.web.list_page import list_answer
from foedera.interfaces.web.reviewer import who_decides
from foedera.interfaces.web.site import Site
from foedera.views.pages.agreement_page import AgreementPage, agreement_page, agreement_table

router = APIRouter()


@router.get("/agreements")
def agreements(request: Request) -> Response:
    """The list of agreements."""
    return list_answer(request, Kind.AGREEMENT, "agreements.html")


@router.get("/agreements/{agreement_id:path}")
def agreement(request: Request, agreement_id: str) -> Response:
    """One agreement; `?on=` the day its status is told of, today if none is asked for."""
    site: Site = request.app.state.site

    def make() -> AgreementPage:
        on: date = day_asked(request, "on") or site.today()
        record = site.desk().part(agreement_id)
        return agreement_page(record, law_for(site, record, "both"), agreement_id, on, site.labels(language_asked(request)))

    return answer(request, "agreement.html", make, agreement_table, **who_decides(request))
