"""What if: the form, and the answer with its proofs."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.errors import Trouble, UsageError
from foedera.interfaces.web.agreement_list import AgreementName, agreements_to_choose
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.days import day_asked
from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.law_of_desk import record_for, state_asked, states_asked
from foedera.interfaces.web.site import Site
from foedera.interfaces.web.state_list import StateName, state_names
from foedera.record.model import Record
from foedera.treaties.chain_reaction import CHAINS
from foedera.treaties.model import Question, WhatIf
from foedera.treaties.what_if import CLOCKS, KINDS, what_if
from foedera.values.duty_codes import ConditionCode
from foedera.views.labels import Labels
from foedera.views.pages.table import Table
from foedera.views.pages.what_if_page import WhatIfPage, answers_table, what_if_page
from foedera.world.geography import place_code
from foedera.world.load_agreements import load_agreements

router = APIRouter()
ABOUT_AGREEMENT = ("withdrawal", "entry")


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the form, as typed."""

    kind: str
    by: str
    on_whom: str
    agreement: str
    on: str
    at: str
    on_forces: bool
    provoked: bool
    strict: bool
    clock: str
    chain: str
    agreements: str
    assume: str
    met: tuple[str, ...]
    unmet: tuple[str, ...]

    @property
    def is_asked(self) -> bool:
        """Whether enough is filled in to be answered."""
        return bool(self.on_whom or self.agreement)


@dataclass(frozen=True, slots=True)
class WhatIfForm:
    """The form, its answer (None: nothing is asked yet), and what was wrong with it. `by`, `on_whom`: as asked, states by name."""

    asked: Asked
    by: str
    on_whom: str
    kinds: tuple[str, ...]
    clocks: tuple[str, ...]
    chains: tuple[str, ...]
    conditions: tuple[str, ...]
    states: tuple[StateName, ...]
    choosable: tuple[AgreementName, ...]
    found: WhatIfPage | None
    trouble: Trouble | None


@router.get("/what-if")
def what_if_form(request: Request) -> Response:
    """The question in the address, answered."""
    site: Site = request.app.state.site
    labels = site.labels(language_asked(request))

    def make() -> WhatIfForm:
        asked, found, trouble = asked_in(request, site.today()), None, None
        try:
            if asked.is_asked:
                found = _answered(asked, day_asked(request, "on") or site.today(), site, labels)
        except UsageError as error:
            trouble = error.trouble
        codes = tuple(c.value for c in ConditionCode if labels.words.has(f"what_if.condition_code.{c.value}"))
        by, on_whom = _named(asked.by, labels), _named(asked.on_whom, labels)
        states, choosable = state_names(labels), agreements_to_choose(site, labels.lang)
        return WhatIfForm(asked, by, on_whom, KINDS, CLOCKS, CHAINS, codes, states, choosable, found, trouble)

    return answer(request, "what_if.html", make, lambda page: answers_table(page.found) if page.found else Table((), ()))


def _named(text: str, labels: Labels) -> str:
    """States by their names; what names none stays as it was typed."""
    try:
        return ", ".join(labels.actor(code) for code in states_asked(text))
    except UsageError:
        return text


def asked_in(request: Request, today: date) -> Asked:
    """What the address fills the form with."""
    q = request.query_params

    def text(name: str, usual: str = "") -> str:
        return q.get(name, "").strip()[:300] or usual

    return Asked(
        text("kind", KINDS[0]), text("by"), text("on_whom"), text("agreement"), text("on", today.isoformat()), text("at"),
        bool(text("on_forces")), bool(text("provoked")), bool(text("strict")), text("clock", CLOCKS[0]), text("chain", "one"),
        text("agreements", "both"), text("assume"), tuple(q.getlist("met")), tuple(q.getlist("unmet")),
    )  # fmt: skip


def _answered(asked: Asked, on: date, site: Site, labels: Labels) -> WhatIfPage:
    found, record = answered(asked, on, site)
    return what_if_page(found, record, labels)


def answered(asked: Asked, on: date, site: Site) -> tuple[WhatIf, Record]:
    """The answer, with the part of the record that it was found in. UsageError for a question that makes none."""
    question = _question(asked, on)
    states = [*question.attackers, *(() if asked.kind in ABOUT_AGREEMENT else (question.on_whom,))]
    record = record_for(site, states, question.agreements, asked.agreement)
    return what_if(question, record, () if question.agreements == "record" else load_agreements()), record


def _question(asked: Asked, on: date) -> Question:
    """The question as the treaties stage takes it. UsageError for a state, place or choice that is none."""
    if asked.kind in ABOUT_AGREEMENT:
        by, on_whom = ("" if asked.kind == "entry" else "+".join(states_asked(asked.by))), asked.agreement.upper()
    else:
        by, on_whom = "+".join(states_asked(asked.by)), state_asked(asked.on_whom)
    if not on_whom or (asked.kind != "entry" and not by):
        raise UsageError(Trouble("one_question"))
    if on_whom in by.split("+"):
        raise UsageError(Trouble("same_state", asked.kind, detail=on_whom))
    place = place_code(asked.at) or asked.at if asked.at else None
    assume = tuple(line.strip() for line in asked.assume.splitlines() if line.strip())
    return Question(
        asked.kind, by, on_whom, on, asked.agreements, assume, at=place, on_forces=asked.on_forces, provoked=asked.provoked,
        met=asked.met, unmet=asked.unmet, chain=asked.chain, clock=asked.clock, presume=not asked.strict,
    )  # fmt: skip
