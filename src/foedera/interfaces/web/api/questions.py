"""Questions about duties: what binds a state on a day, and what would follow if."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from foedera.interfaces.web.api.door import check_content_type
from foedera.interfaces.web.api.replies import One, reply
from foedera.interfaces.web.api.responses import UNCHANGED, WRITING
from foedera.interfaces.web.api.shapes import Duty, Obligations, WhatIfShape, with_days
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.law_of_desk import law_for, record_for, state_asked
from foedera.interfaces.web.pages.what_if import Asked, answered
from foedera.interfaces.web.site import Site
from foedera.views.pages.obligations_page import BoundUnder, obligations_page
from foedera.views.row_json import row_to_json
from foedera.views.what_if_json import what_if_to_json

router = APIRouter(tags=["duties"])
FACT = "PRK-RUS-2024 in_force 2024-12-04"
EXAMPLE: dict[str, Any] = {"kind": "attack", "by": ["UKR"], "on_whom": "RUS", "on": "2024-12-10"}
Agreements = Literal["record", "world", "both"]
Codes = Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=40)]


class OfState(One):
    """What a request for obligations may ask."""

    state: str = Field(min_length=1, max_length=200, description="A state by code or name", examples=["RUS"])
    on: date | None = Field(None, description="The day; today if none is given", examples=["2024-12-10"])
    agreements: Agreements = Field("both", description="Those of the record, of the file of agreements, or both")


@router.get("/obligations", response_model=Obligations, responses=UNCHANGED)
def obligations(request: Request, asked: Annotated[OfState, Query()]) -> Response:
    """What binds a state on a day, what it owes and is owed, with the proof; and what does not bind, and why not."""
    site: Site = request.app.state.site

    def make() -> Obligations:
        state, on, labels = state_asked(asked.state), asked.on or site.today(), site.labels(language_asked(request))
        record = record_for(site, (state,), asked.agreements)
        found = obligations_page(state, on, asked.agreements, record, law_for(site, record, asked.agreements), labels)
        bound, not_bound = ([_duty(one) for one in some] for some in (found.bound, found.not_bound))
        return Obligations(
            state=state, on=found.on, agreements=asked.agreements, notes=list(found.notes), bound=bound, not_bound=not_bound
        )  # fmt: skip

    return reply(request, make)


def _duty(found: BoundUnder) -> Duty:
    return Duty(
        agreement=found.id, name=found.name, in_force=found.standing, presumed=found.presumed, owes=row_to_json(found.owes),
        is_owed=row_to_json(found.is_owed), why=row_to_json(found.why),
    )  # fmt: skip


class Terms(BaseModel):
    """A what-if question. Attack, threat and the like: `by` acts on `on_whom`; withdrawal and entry: `by` and `agreement`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})
    kind: Literal["attack", "threat", "withdrawal", "entry"] = Field("attack", description="What is supposed to happen")
    by: Codes = Field(default_factory=list, description="Who acts: states by code or name")
    on_whom: str = Field("", max_length=200, description="On whom")
    agreement: str = Field("", max_length=200, description="Of a withdrawal or an entry into force")
    on: date | None = Field(None, description="The day; today if none is given")
    at: str = Field("", max_length=200, description="Where: a territory, as treaties name them")
    on_forces: bool = Field(False, description="Forces, ships or aircraft are attacked, not territory")
    provoked: bool = Field(False, description="Whom it hits attacked first")
    strict: bool = Field(False, description="Presume nothing")
    clock: Literal["in_force", "signed"] = Field("in_force", description="From when duties count")
    chain: Literal["none", "one", "all", "rates"] = Field("one", description="How far the chain of reactions is followed")
    agreements: Agreements = "both"
    assume: Codes = Field(default_factory=list, description="Facts for this question alone", examples=[[FACT]])
    met: Codes = Field(default_factory=list, description="Codes of conditions taken as met")
    unmet: Codes = Field(default_factory=list, description="Codes of conditions taken as not met")

    def asked(self, today: date) -> Asked:
        """The question as the desk's form puts it."""
        day = (self.on or today).isoformat()
        return Asked(
            self.kind, "+".join(self.by), self.on_whom, self.agreement, day, self.at, self.on_forces, self.provoked, self.strict,
            self.clock, self.chain, self.agreements, "\n".join(self.assume), tuple(self.met), tuple(self.unmet),
        )  # fmt: skip


class TermsInAddress(Terms, One):
    """A what-if question in an address."""


@router.get("/what-if", response_model=WhatIfShape, responses=UNCHANGED)
def what_if(request: Request, terms: Annotated[TermsInAddress, Query()]) -> Response:
    """What would follow, with proofs, and what would not, and why not."""
    return reply(request, lambda: _answer(request, terms))


@router.post("/what-if", response_model=WhatIfShape, responses=WRITING, dependencies=[Depends(check_content_type)])
def what_if_posted(request: Request, terms: Terms) -> Response:
    """The same, with the question in the body. Nothing is kept."""
    return reply(request, lambda: _answer(request, terms))


def _answer(request: Request, terms: Terms) -> WhatIfShape:
    site: Site = request.app.state.site
    found, record = answered(terms.asked(site.today()), terms.on or site.today(), site)
    return WhatIfShape(**with_days(what_if_to_json(found, record, language_asked(request))))
