"""Open treaties: states that follow another into or out of one, and states said to be a party without any step told."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from foedera.language.pack import LanguagePack
from foedera.reading.agreement_clusters import Cluster
from foedera.reading.agreement_nouns import read_sentences
from foedera.reading.agreement_steps import factuality_of
from foedera.reading.agreement_words import name_table, words_pattern
from foedera.reading.attribution import voices_at
from foedera.reading.context import Context, Sentence
from foedera.reading.model import SHALLOW, FoundBy, StepStatement
from foedera.reading.party_mentions import codes_of, is_actor, joined_lists
from foedera.reading.sentences import norm
from foedera.reading.step_dates import date_for, evidence_around
from foedera.values.codes import Status, Step
from foedera.values.span import Span

_BACK = 4  # sentences back to the step that is followed
_NEAR = 60  # characters between a state and the words that make it a party
_REFUSED = 40  # characters before the words of following in which they are refused
_FOLLOWED = (Step.WITHDRAWN, Step.RATIFIED, Step.SUSPENDED)


@dataclass(frozen=True, slots=True)
class _FollowWords:
    planned: re.Pattern[str]
    done: re.Pattern[str]
    refused: re.Pattern[str]
    party: re.Pattern[str]
    no_party: re.Pattern[str]


@lru_cache(maxsize=8)
def _follow_words(pack: LanguagePack) -> _FollowWords | None:
    data = pack.table("agreement_names").get("open_treaties")
    return _FollowWords(*(words_pattern(str(data[key])) for key in ("planned", "done", "refused", "party", "no_party"))) if data else None


def is_open(cluster: Cluster) -> bool:
    """Whether the agreement is known by name and its parties only by what the text tells."""
    return not cluster.parties and any(n.known for n in cluster.nouns)


def _subject(context: Context, sentence: Sentence, at: int) -> frozenset[str]:
    """The states told before a place of the sentence: those it joins, else the last."""
    table = name_table(context.pack)
    before = [m for m in context.mentions_in(Span(sentence.span.start, at)) if m.kind in ("state", "group", "person", "office")]
    named = [codes_of(m) for m in before if table and is_actor(context, table, m)]
    told = frozenset[str]().union(*named)
    lists = [j for j in joined_lists(context, sentence, table) if j <= told and named[-1] <= j] if table and named else []
    return lists[-1] if lists else named[-1] if named else frozenset()


def followers(context: Context, clusters: tuple[Cluster, ...], told: list[tuple[int, StepStatement]]) -> list[tuple[int, StepStatement]]:
    """Steps told only by their likeness to one told before: "X and Y have similar plans", "Z ruled out following them"."""
    words, found = _follow_words(context.pack), list[tuple[int, StepStatement]]()
    for sentence in read_sentences(context) if words else ():
        assert words is not None
        text, start = norm(sentence.span.text_in(context.document.text)), sentence.span.start
        before = [(s.evidence.start, i, s) for i, s in told if _is_followed(context, clusters[i], s, sentence)]
        for match in (*words.planned.finditer(text), *words.done.finditer(text)) if before else ():
            span = Span(start + match.start(), start + match.end())
            _, index, step = max(before, key=lambda b: (b[2].step is Step.WITHDRAWN, b[0]))
            states = _subject(context, sentence, span.start) - set(step.actor.split("+"))
            if not states or any(s.evidence.span.overlaps(span) for _, s in found):
                continue
            refused = words.refused.search(text[max(0, match.start() - _REFUSED) : match.start()])
            status = Status.DENIED if refused else Status.FUTURE if words.planned.fullmatch(match.group()) else step.status
            found.append((index, _followed(context, sentence, span, step, states, status)))
    return found


def _is_followed(context: Context, cluster: Cluster, step: StepStatement, sentence: Sentence) -> bool:
    at = context.sentence_at(step.evidence.start)
    near = 0 < sentence.index - at.index <= _BACK
    return near and is_open(cluster) and step.step in _FOLLOWED and bool(step.actor) and step.status is not Status.DENIED


def _followed(
    context: Context, sentence: Sentence, span: Span, step: StepStatement, states: frozenset[str], status: Status
) -> StepStatement:
    phrase = date_for(context, sentence, span) if status is Status.DONE else None
    voices = voices_at(context, span)
    return replace(
        step,
        actor="+".join(sorted(states)),
        status=status,
        evidence=evidence_around(context, sentence, span, phrase),
        date=phrase.value if phrase else None,
        date_phrase=phrase,
        said_by=voices.said_by,
        factuality=factuality_of(status, voices.said_by),
        reader=SHALLOW,
        found_by=FoundBy(span, "agreement_names.open_treaties"),
    )


def parties_told(context: Context, cluster: Cluster) -> frozenset[str]:
    """States that the sentences about an open treaty call a party of it ("X, which is a party to it")."""
    words, found = _follow_words(context.pack), frozenset[str]()
    if words is None or not is_open(cluster):
        return found
    first = min(n.sentence.index for n in cluster.nouns)
    for sentence in read_sentences(context):
        text, start = norm(sentence.span.text_in(context.document.text)), sentence.span.start
        for match in words.party.finditer(text) if sentence.index >= first else ():
            denied = words.no_party.search(text[max(0, match.start() - _REFUSED) : match.end()])
            near = [m for m in context.mentions_in(Span(start, start + match.start())) if start + match.start() - m.span.end <= _NEAR]
            codes = [codes_of(m) for m in near if m.kind in ("state", "group")]
            found |= codes[-1] if codes and not denied else frozenset()
    return found
