"""What binds a state on a day."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.errors import Trouble, UsageError
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.days import day_asked
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.law_of_desk import law_for, record_for, state_asked
from foedera.interfaces.web.site import Site
from foedera.interfaces.web.state_list import StateName, state_names
from foedera.views.pages.obligations_page import ObligationsPage, obligations_page, obligations_table
from foedera.views.pages.table import Table

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ObligationsForm:
    """The form, what it found (None: nothing is asked yet), and what was wrong with it."""

    state: str
    on: str
    agreements: str
    states: tuple[StateName, ...]
    found: ObligationsPage | None
    trouble: Trouble | None


@router.get("/obligations")
def obligations(request: Request) -> Response:
    """`?state=` by code or name, `&on=` a day, `&agreements=` record, world or both."""
    site: Site = request.app.state.site
    labels = site.labels(language_asked(request))
    text, choice = request.query_params.get("state", "").strip(), request.query_params.get("agreements") or "both"

    def make() -> ObligationsForm:
        found, trouble, on = None, None, site.today()
        try:
            on = day_asked(request, "on") or on
            if text:
                state = state_asked(text)
                record = record_for(site, (state,), choice)
                found = obligations_page(state, on, choice, record, law_for(site, record, choice), labels)
        except UsageError as error:
            trouble = error.trouble
        return ObligationsForm(text, on.isoformat(), choice, state_names(labels), found, trouble)

    return answer(request, "obligations.html", make, lambda page: obligations_table(page.found) if page.found else Table((), ()))
