"""A proof as a page folds it open: each conclusion in words, what it rests on beneath it, quoted words at the leaves."""

from dataclasses import dataclass

from foedera.treaties.model import Proof
from foedera.views.proof_words import ProofWords


@dataclass(frozen=True, slots=True)
class ProofNode:
    """One conclusion. `quote` stands at `start` to `end` of `document`; `ground` names what else bears it; `rule` is its code."""

    text: str
    rule: str
    quote: str | None
    document: str | None
    start: int | None
    end: int | None
    ground: str | None
    because: tuple["ProofNode", ...]


def proof_node(proof: Proof, said: ProofWords) -> ProofNode:
    """The proof in words, all the way down."""
    words = proof.words
    at = (words.evidence.text, words.document_id, words.evidence.start, words.evidence.end) if words else (None, None, None, None)
    return ProofNode(said.sentence(proof), proof.rule, *at, said.ground(proof), tuple(proof_node(p, said) for p in proof.because))
