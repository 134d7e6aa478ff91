"""How an agreement stands for a party on a day: the value that entry, endings and succession speak in."""

from dataclasses import dataclass, replace

from foedera.record.model import AgreementRow, LifecycleRow, SourceWords
from foedera.treaties.lifecycle import Certainty, actors_of
from foedera.treaties.model import Proof

WEIGHT = {Certainty.NOT: 0, Certainty.CONTESTED: 1, Certainty.POSSIBLE: 2, Certainty.CERTAIN: 3}


@dataclass(frozen=True, slots=True)
class Standing:
    """How an agreement stands for one party on a day. `presumed`: what is taken for granted; `would_settle`: the facts that are lacking."""

    certainty: Certainty
    proof: Proof
    presumed: tuple[str, ...] = ()
    would_settle: tuple[str, ...] = ()
    readings: tuple[SourceWords, ...] = ()


def joined(findings: list[Standing]) -> Standing:
    """What several findings that must all hold give together: the least certain one decides. The first is the entry into force."""
    worst = min(findings, key=lambda f: WEIGHT[f.certainty])
    if worst.certainty is Certainty.NOT:
        ended = [f for f in findings if f.certainty is Certainty.NOT]
        return replace(ended[-1], proof=_with(ended[-1].proof, [f.proof for f in ended[:-1]]))
    doubts = [f for f in findings if f.certainty is not Certainty.CERTAIN]
    presumed = tuple(dict.fromkeys(p for f in findings for p in f.presumed))
    if not doubts:
        return replace(findings[0], presumed=presumed, proof=_with(findings[0].proof, [f.proof for f in findings[1:]]))
    settle = tuple(dict.fromkeys(s for f in doubts for s in f.would_settle))
    readings = tuple(r for f in doubts for r in f.readings)
    proof = worst.proof if len(doubts) == 1 else _with(worst.proof, [f.proof for f in doubts if f is not worst])
    return Standing(worst.certainty, proof, presumed, settle, readings)


def _with(proof: Proof, more: list[Proof]) -> Proof:
    return replace(proof, because=(*proof.because, *more)) if more else proof


def applies_to_party(row: LifecycleRow, agreement: AgreementRow, party: str) -> bool:
    """Whether the step changes the law for `party`: in an agreement of two, what one ends is ended for both."""
    acting = actors_of(row)
    return len(acting) != 1 or party in acting or len(agreement.parties) <= 2


def fact_wanted(agreement: AgreementRow, step: str) -> str:
    """A fact in the form that `foedera fact` takes, its date left open."""
    return f"{agreement.id} {step} ..."
