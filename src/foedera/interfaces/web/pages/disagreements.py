"""Where accounts differ, and one such difference."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.corpus.listed_row import Kind
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.list_page import list_answer
from foedera.interfaces.web.site import Site
from foedera.views.pages.disagreement_page import DisagreementPage, disagreement_page, values_table

router = APIRouter()


@router.get("/disagreements")
def disagreements(request: Request) -> Response:
    """The list of disagreements."""
    return list_answer(request, Kind.DISAGREEMENT, "disagreements.html")


@router.get("/disagreements/{disagreement_id:path}")
def disagreement(request: Request, disagreement_id: str) -> Response:
    """One disagreement."""
    site: Site = request.app.state.site

    def make() -> DisagreementPage:
        return disagreement_page(site.desk().part(disagreement_id), disagreement_id, site.labels(language_asked(request)))

    return answer(request, "disagreement.html", make, values_table)
