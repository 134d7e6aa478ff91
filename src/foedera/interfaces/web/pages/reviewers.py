"""How far reviewers agree, and what they reviewed as gold for an evaluation."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.corpus.gold import gold_lines
from foedera.interfaces.web.answers import answer
from foedera.interfaces.web.site import Site
from foedera.views.reviewer_agreement import PairAgreement, agreement_table, reviewer_agreement

router = APIRouter()


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """Every pair of reviewers with statements in common."""

    pairs: tuple[PairAgreement, ...]
    reviewers: tuple[str, ...]


@router.get("/review/agreement")
def agreement(request: Request) -> Response:
    """How far reviewers agree."""
    site: Site = request.app.state.site

    def make() -> AgreementPage:
        held = site.store.judgements()
        return AgreementPage(reviewer_agreement(held), tuple(sorted({j.who for j in held})))

    return answer(request, "reviewers.html", make, lambda page: agreement_table(page.pairs))


@router.get("/review/gold.jsonl")
def gold(request: Request) -> Response:
    """What was reviewed, a line a document; `?whole=1` leaves out those reviewed in part."""
    site: Site = request.app.state.site
    text = "".join(gold_lines(site.store, only_whole=request.query_params.get("whole") == "1"))
    return Response(text, media_type="application/jsonl", headers={"content-disposition": 'attachment; filename="gold.jsonl"'})
