"""A proof as a page folds it open: each conclusion in words, what it rests on beneath it, quoted words at the leaves."""

from dataclasses import dataclass

from foedera.treaties.model import Proof
from foedera.views.proof_words import ProofWords


@dataclass(frozen=True, slots=True)
class ProofNode:
    """One conclusion. `quote` stands at `start` to `end` of `document`; `source` says who published
    it under which title; `ground` names what else bears the conclusion; `rule` is its code."""

    text: str
    rule: str
    quote: str | None
    document: str | None
    start: int | None
    end: int | None
    ground: str | None
    source: str | None
    because: tuple["ProofNode", ...]


def proof_node(proof: Proof, said: ProofWords) -> ProofNode:
    """The proof in words, all the way down."""
    words = proof.words
    at = words.evidence if words else None
    return ProofNode(
        text=said.on_a_page(proof),
        rule=proof.rule,
        quote=at.text if at else None,
        document=words.document_id if words else None,
        start=at.start if at else None,
        end=at.end if at else None,
        ground=said.ground(proof),
        source=said.documents.get(words.document_id) if words else None,
        because=tuple(proof_node(part, said) for part in proof.because),
    )
