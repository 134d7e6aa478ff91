"""The second reader of steps: where the sentence has a tree, whether it names the same actor beside the same verb."""

from collections.abc import Iterator
from dataclasses import replace

from foedera.reading.context import Context
from foedera.reading.dependency_frames import VerbFrame
from foedera.reading.dependency_reader import ParsedSentence, tree_at
from foedera.reading.model import BOTH, AgreementReading, StepStatement
from foedera.reading.party_mentions import codes_of
from foedera.values.span import Span

_DOERS = {False: "subject", True: "agent"}  # by whether the verb is passive


def seconded(context: Context, agreements: tuple[AgreementReading, ...]) -> tuple[AgreementReading, ...]:
    """The agreements, each step whose actor the tree gives too marked as read by both; no step is changed otherwise.

    Only sentences that the reading of events has parsed are asked: a step alone is not worth a tree.
    """
    return tuple(replace(a, steps=tuple(_seconded(context, s) for s in a.steps)) for a in agreements)


def _seconded(context: Context, step: StepStatement) -> StepStatement:
    if step.found_by is None:
        return step
    tree = tree_at(context, context.sentence_at(step.found_by.span.start).index)
    agreed = tree is not None and any(_names(context, tree, f, step) for f in _frames(tree, step.found_by.span))
    return replace(step, reader=BOTH) if agreed else step


def _frames(tree: ParsedSentence, cue: Span) -> Iterator[VerbFrame]:
    """The frames of the verbs among the words that set the step off."""
    yield from tree.frames_in(cue.start, cue.end)


def _names(context: Context, tree: ParsedSentence, frame: VerbFrame, step: StepStatement) -> bool:
    """Whether whoever does it by the tree is exactly whose step it is."""
    doer = frame.first(_DOERS[frame.passive])
    if doer is None:
        return False
    named = context.mentions_in(Span(tree.start + doer.start, tree.start + doer.end))
    codes = {code for m in named for code in codes_of(m)} | {m.actor for m in named if ":" in m.actor}
    return bool(codes) and codes - {step.actor.partition(":")[0]} <= set(step.actor.split("+")) <= codes
