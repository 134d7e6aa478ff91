"""On what occasion a duty of defence is owed, as each document words it: paraphrases set beside the words of the article."""

from collections.abc import Mapping, Sequence

from foedera.record.agreements import ToldAgreement
from foedera.record.disagreements import COMPATIBLE, CONTRADICTION, Told, disagreement
from foedera.record.model import Account, Disagreement
from foedera.record.provisions import CORE, duties_of, provision_id
from foedera.record.provisions import Told as Duty
from foedera.record.wordings import is_reciprocal, sentence_around

MUTUAL = "attack of the parties on each other"


def trigger_disagreements(agreement_id: str, group: Sequence[ToldAgreement], copy_root: Mapping[str, str]) -> list[Disagreement | None]:
    """The wordings of a defence duty's trigger, where one tells of an attack by a party on the other, or leaves out what the article asks.

    An attack of the parties on each other and one by others cannot both be the trigger; a paraphrase that says less than the article can.
    """
    items = {t.document_id: t.item for t in group}
    found: list[Disagreement | None] = []
    for duty in duties_of(group):
        if duty[0][2].action_class not in CORE or duty[0][2].trigger_class is None:
            continue
        mutual = {one[0]: _is_mutual(one, items[one[1]].document.text, items[one[1]].document.lang) for one in duty}
        if any(mutual.values()) and not all(mutual.values()):
            kind = CONTRADICTION
        elif _article_asks_more(duty):
            kind = COMPATIBLE
        else:
            continue
        told = [Told(_occasion(one, mutual[one[0]]), _account(one)) for one in duty]
        found.append(disagreement(provision_id(agreement_id, duty), "identity", kind, told, copy_root, aspect="trigger"))
    return found


def _account(one: Duty) -> Account:
    key, document, said = one
    return Account(key, document, said.evidence, said.factuality, said.said_by, reader=said.reader)


def _occasion(one: Duty, mutual: bool) -> str:
    """The occasion in codes, whatever the language: "armed attack + state of war (UN Charter art. 51)"."""
    said = one[2]
    asked = [MUTUAL] if mutual else list(said.conditions) or [str(said.trigger_class).replace("_", " ")]
    caveats = f" ({'; '.join(said.caveats)})" if said.caveats else ""
    return " + ".join(asked) + caveats


def _is_mutual(one: Duty, text: str, lang: str) -> bool:
    """Whether the words from the evidence to the end of its sentence speak of an attack on each other."""
    start = one[2].evidence.start
    _, high = sentence_around(text, start, one[2].evidence.end)
    return is_reciprocal(text[start:high], lang)


def _article_asks_more(duty: Sequence[Duty]) -> bool:
    """An account that speaks from a numbered article asks for conditions that one without the number does not tell."""
    numbered = {c for _, _, said in duty if said.article for c in said.conditions}
    return bool(numbered) and any(not said.article and numbered - set(said.conditions) for _, _, said in duty)
