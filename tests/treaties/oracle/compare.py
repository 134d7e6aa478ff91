"""The engine and the answer-set program on the same worlds, and where they differ."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import clingo

from foedera.treaties.in_force import standing_on
from foedera.treaties.lifecycle import Certainty
from foedera.treaties.model import Verdict
from foedera.treaties.who_is_bound import answers_under

from .facts import program_facts
from .worlds import SmallWorld, small_world

LAW = Path(__file__).with_name("law.lp")
BATCH = 100
VERDICTS = (Verdict.NOT_BOUND, Verdict.CONTESTED, Verdict.UNDETERMINED, Verdict.BOUND)
CERTAINTIES = (Certainty.NOT, Certainty.CONTESTED, Certainty.POSSIBLE, Certainty.CERTAIN)
Said = dict[tuple[str, str, str], int]
Numbered = Sequence[tuple[int, SmallWorld]]


def said_by_program(worlds: Numbered) -> Said:
    """("duty", provision, bearer), ("plain", agreement, bearer) and ("standing", agreement, party) with their rank, 0 to 3."""
    control = clingo.Control(["--warn=none"])
    control.load(str(LAW))
    control.add("base", [], program_facts(worlds))
    control.ground([("base", [])])
    found: Said = {}
    with control.solve(yield_=True) as models:
        for model in models:
            for symbol in model.symbols(shown=True):
                about, who, rank = symbol.arguments
                kind = {"verdict": "duty", "plain": "plain", "shown": "standing"}[symbol.name]
                found[kind, about.string, who.string] = rank.number
    return found


def said_by_engine(worlds: Iterable[tuple[int, SmallWorld]]) -> Said:
    """The same, as the engine has it."""
    found: Said = {}
    for number, world in worlds:
        bound, off = answers_under(world.question, world.law)
        for answer in (*bound, *off):
            if answer.why.rule == "no_party":
                continue
            kind, about = ("duty", answer.provision_id) if answer.provision_id else ("plain", answer.agreement_id)
            found[kind, f"{number}:{about}", answer.bearer] = VERDICTS.index(answer.verdict)
        for agreement in world.law.agreements:
            for party in world.law.parties_on(agreement, world.question.on):
                standing = standing_on(agreement, party, world.question.on, world.law)
                found["standing", f"{number}:{agreement.id}", party] = CERTAINTIES.index(standing.certainty)
    return found


def differences(first: int, count: int) -> tuple[list[str], int]:
    """(a line for each answer on which the two differ, answers compared) over the worlds with these seeds."""
    found, compared = [], 0
    for start in range(first, first + count, BATCH):
        worlds = [(seed, small_world(seed)) for seed in range(start, min(start + BATCH, first + count))]
        engine, program = said_by_engine(worlds), said_by_program(worlds)
        compared += len(engine.keys() | program.keys())
        for key in sorted(engine.keys() | program.keys()):
            if engine.get(key) != program.get(key):
                found.append(f"{' '.join(key)}: engine {engine.get(key)}, program {program.get(key)}")
    return found, compared
