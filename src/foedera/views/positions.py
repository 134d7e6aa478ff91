"""Rival readings of a disputed duty, and who holds each: what the proof says is disputed, put side by side."""

from collections.abc import Iterator
from typing import Any

from foedera.treaties.explanation import walk
from foedera.treaties.model import Answer, Proof
from foedera.views.proof_words import ProofWords

ATTACKED, OTHERS = "beneficiary", "others"
# The rule that tells of a dispute -> who holds what: the value of the proof that names the holder, and the key of the reading.
READINGS = {
    "provocation_claimed": (("actor", "provoked"), (ATTACKED, "unprovoked")),
    "earlier_attack_told": (("actor", "provoked"), (ATTACKED, "unprovoked")),
    "suspended_alone": (("actor", "suspended"), (OTHERS, "in_force")),
    "leg_suspended_alone": (("actor", "suspended"), (OTHERS, "in_force")),
    "succession_contested": (("party", "carried_on"), (OTHERS, "lapsed")),
    "aggressor_aided": (("beneficiary", "aid_is_attack"), (OTHERS, "aid_is_defence")),
}


def positions_of(answer: Answer, said: ProofWords) -> list[dict[str, Any]]:
    """[{"held_by": code or None for the other parties, "reading": sentence}], each once, in the order of the proof."""
    found: dict[tuple[str | None, str], None] = {}
    for proof in walk(answer.why):
        for holder, key in _held(proof, answer):
            found.setdefault((holder, said.labels.words.say(f"what_if.position.{key}")))
    return [{"held_by": holder, "reading": reading} for holder, reading in found]


def _held(proof: Proof, answer: Answer) -> Iterator[tuple[str | None, str]]:
    values = dict(proof.values)
    for name, key in READINGS.get(proof.rule, ()):
        holder = values.get(name) or (answer.beneficiary if name == ATTACKED else None)
        if name == OTHERS or holder:
            yield holder, key


def position_lines(answer: Answer, said: ProofWords) -> Iterator[str]:
    """One line for each reading, with the name of who holds it."""
    say = said.labels.words.say
    for position in positions_of(answer, said):
        holder = said.labels.actor(position["held_by"]) if position["held_by"] else say("what_if.position.others")
        yield say("what_if.position.line", holder=holder, reading=position["reading"])
