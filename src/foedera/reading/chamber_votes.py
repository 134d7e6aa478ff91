"""Votes of parliaments on an agreement: one step for each chamber that voted or is to vote."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from foedera.language.pack import LanguagePack
from foedera.reading.agreement_clusters import Cluster
from foedera.reading.agreement_nouns import read_sentences
from foedera.reading.agreement_steps import ahead_of_its_day, factuality_of, nouns_in
from foedera.reading.agreement_words import words_pattern
from foedera.reading.attribution import voices_at
from foedera.reading.context import Context, Sentence
from foedera.reading.model import SHALLOW, DatePhrase, FoundBy, StepStatement
from foedera.reading.party_mentions import codes_of
from foedera.reading.sentences import norm
from foedera.reading.step_dates import date_for, evidence_around, places_in_time, published_bound
from foedera.reading.step_triggers import verb_table
from foedera.values.codes import Status, Step
from foedera.values.span import Span

_NEAR = 40
_REACH = 140
_AFTER = 5


@dataclass(frozen=True, slots=True)
class ChamberName:
    """A chamber of a parliament: how it is written, its name in codes, its state, and (language, name) pairs."""

    pattern: re.Pattern[str]
    name: str
    state: str | None
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class VoteTable:
    """How a language says that a chamber voted, will vote, did not vote or refused; patterns are compiled."""

    chamber: re.Pattern[str]
    names: tuple[ChamberName, ...]
    both: re.Pattern[str]
    done: re.Pattern[str]
    future: re.Pattern[str]
    to_come: re.Pattern[str]
    no_vote: re.Pattern[str]
    rejected: re.Pattern[str]


@lru_cache(maxsize=8)
def vote_table(pack: LanguagePack) -> VoteTable | None:
    """How the language names chambers and their votes; None when its pack does not say."""
    data: dict[str, Any] = pack.table("lifecycle_verbs")
    if not data:
        return None
    vote = data["vote"]
    names = tuple(
        ChamberName(words_pattern(r["form"]), r["name"], r.get("state"), tuple(r.get("names", {}).items())) for r in data["chamber_names"]
    )
    return VoteTable(
        words_pattern(data["chambers"]),
        names,
        words_pattern(data["both_chambers"]),
        words_pattern(f"{vote['participle']}|{vote['finite']}|{vote['nominal']}"),
        words_pattern(f"{vote['future']}|{vote['infinitive']}"),
        re.compile(vote["future"]),
        words_pattern(data["no_vote"]),
        words_pattern(vote["rejected"]),
    )


@dataclass(frozen=True, slots=True)
class _Vote:
    verb: Span
    chamber: Span
    status: Status


def _verbs(context: Context, table: VoteTable, sentence: Sentence) -> list[tuple[Span, bool]]:
    text, start = norm(sentence.span.text_in(context.document.text)), sentence.span.start
    future = [(Span(start + m.start(), start + m.end()), True) for m in table.future.finditer(text)]
    done = [(Span(start + m.start(), start + m.end()), False) for m in table.done.finditer(text)]
    rejected = [(Span(start + m.start(), start + m.end()), False) for m in table.rejected.finditer(text)]
    return future + done + rejected


def _status(context: Context, table: VoteTable, sentence: Sentence, verb: Span, infinitive: bool) -> Status | None:
    verbs = verb_table(context.pack)
    assert verbs is not None
    low = norm(context.document.text[max(sentence.span.start, verb.start - _NEAR) : verb.start])
    if table.no_vote.search(low[-8:]):
        return None
    if table.rejected.fullmatch(norm(verb.text_in(context.document.text))):
        return None if verbs.future_before.search(low) or verbs.denial.search(low) else Status.DENIED
    after = norm(context.document.text[verb.end : min(sentence.span.end, verb.end + _NEAR)])
    ahead = table.to_come.fullmatch(norm(verb.text_in(context.document.text))) or verbs.awaited.match(after.lstrip())
    if verbs.future_before.search(low) or verbs.not_yet.search(low) or (ahead and not verbs.denial.search(low)):
        return Status.FUTURE
    if verbs.denial.search(low):
        return Status.DENIED if not infinitive else None
    return None if infinitive else Status.DONE


def _votes_in(context: Context, table: VoteTable, sentence: Sentence) -> list[_Vote]:
    """Chamber and vote word that stand close together."""
    text, start = norm(sentence.span.text_in(context.document.text)), sentence.span.start
    verbs, found = _verbs(context, table, sentence), []
    for m in table.chamber.finditer(text):
        chamber = Span(start + m.start(), start + m.end())
        near = sorted((v for v in verbs if _gap(v[0], chamber) < _REACH), key=lambda v: _gap(v[0], chamber))
        for verb, infinitive in near:
            status = _status(context, table, sentence, verb, infinitive)
            if status:
                found.append(_Vote(verb, chamber, status))
                break
    return found


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _states_near(context: Context, sentence: Sentence, chamber: Span, parties: frozenset[str], last: str | None) -> list[str]:
    """States that the chamber's own words name: "Turkish parliament", "Iran's parliament"; a bare "the Senate" is that of `last`."""
    window = Span(max(sentence.span.start, chamber.start - 28), min(sentence.span.end, chamber.end + 60))
    found: list[tuple[int, str]] = []
    for m in context.mentions:
        if m.span.overlaps(chamber) and (":" in m.actor or m.kind == "group"):
            told = any(o is not m and codes_of(o) for o in context.mentions_in(Span(sentence.span.start, window.end)))
            return [last] if last in parties and not told and m.span == chamber else sorted(codes_of(m))[:1]
        if window.contains(m.span) and m.kind in ("state", "demonym", "capital", "organisation"):
            found += [(_gap(m.span, chamber), c) for c in codes_of(m)]
    after = _demonyms_after(context, chamber)
    if len(after) > 1:
        return after
    close = sorted(f for f in found if f[0] <= 3) or sorted(f for f in found if f[1] in parties)
    return [c for _, c in close[:1]]


def _demonyms_after(context: Context, chamber: Span) -> list[str]:
    """States listed right after the chamber: "the Ruritanian, Borduvian and Syldavian deputies" in French order."""
    found, at = [], chamber.end
    for m in context.mentions:
        gap = context.document.text[at : m.span.start].strip(" ,") if m.span.start >= at else None
        if gap is None:
            continue
        if len(gap) > 3 or m.kind != "demonym":
            break
        found += sorted(codes_of(m))
        at = m.span.end
    return found


def _chambers(
    context: Context, table: VoteTable, sentence: Sentence, chamber: Span, parties: frozenset[str], last: str | None
) -> list[str]:
    text = context.document.text
    around = norm(text[max(sentence.span.start, chamber.start - 25) : min(sentence.span.end, chamber.end + 25)])
    if table.both.search(around):
        return [f"{p}:Parliament" for p in sorted(parties)]
    own = next((n for n in table.names if n.pattern.search(norm(text[max(0, chamber.start - 12) : chamber.end + 20])) and n.state), None)
    name = own or next((n for n in table.names if n.pattern.search(norm(chamber.text_in(text)))), None)
    if name is None:
        return []
    states = [name.state] if name.state else _states_near(context, sentence, chamber, parties, last) or ([last] if last else [])
    states = states or _possessor(context, sentence, chamber)
    return [f"{s}:{dict(name.names).get(s, name.name)}" for s in states]


def _possessor(context: Context, sentence: Sentence, chamber: Span) -> list[str]:
    """Whose chamber "its parliament" is: of the state named last before it, in its sentence or the one before."""
    verbs = verb_table(context.pack)
    if verbs is None or not verbs.own_before.search(norm(context.document.text[sentence.span.start : chamber.start])):
        return []
    start = context.sentences[max(0, sentence.index - 1)].span.start
    named = [m for m in context.mentions_in(Span(start, chamber.start)) if m.kind in ("state", "person", "office") and codes_of(m)]
    return sorted(codes_of(named[-1]))[:1] if named else []


def _agreement(context: Context, table: VoteTable, clusters: tuple[Cluster, ...], sentence: Sentence, vote: _Vote) -> int | None:
    nouns = nouns_in(clusters, sentence)
    if nouns:
        return min(nouns, key=lambda p: _gap(p[0].span, vote.verb))[1]
    recent = [
        (n.span.start, i) for i, c in enumerate(clusters) for n in c.nouns if 0 < sentence.index - n.sentence.index <= 6 and not c.older
    ]
    return max(recent)[1] if recent else None


def votes(context: Context, clusters: tuple[Cluster, ...]) -> tuple[list[tuple[int, StepStatement]], tuple[Span, ...]]:
    """The votes with their cluster's index, and the words they were read from (no other step is read from those)."""
    table = vote_table(context.pack)
    found: list[tuple[int, StepStatement]] = []
    used: list[Span] = []
    last: str | None = None
    if table is None or not clusters:
        return found, ()
    for sentence in read_sentences(context):
        for vote in _votes_in(context, table, sentence):
            index = _agreement(context, table, clusters, sentence, vote)
            actors = _chambers(context, table, sentence, vote.chamber, clusters[index].parties, last) if index is not None else []
            last = actors[0].partition(":")[0] if len(actors) == 1 else last
            if index is None or not actors:
                continue
            used.append(vote.verb)
            found += [(index, _statement(context, sentence, vote, actor)) for actor in actors]
    return found, tuple(used)


def _date_of_chamber(context: Context, chamber: Span) -> DatePhrase | None:
    """The date right after the chamber: "by the Duma on 18 February and by the Senate a week later"."""
    after = (p for p in context.date_phrases if 0 <= p.span.start - chamber.end < _AFTER)
    return next((p for p in after if p.value and places_in_time(p)), None)


def _statement(context: Context, sentence: Sentence, vote: _Vote, actor: str) -> StepStatement:
    phrase = _date_of_chamber(context, vote.chamber) or date_for(context, sentence, vote.verb)
    voices = voices_at(context, vote.verb)
    date = phrase.value if phrase else published_bound(context) if vote.status is Status.DONE else None
    told = StepStatement(
        Step.ADOPTED_BY_CHAMBER,
        actor,
        vote.status,
        evidence_around(context, sentence, vote.verb, phrase),
        date,
        said_by=voices.said_by,
        factuality=factuality_of(vote.status, voices.said_by),
        date_phrase=phrase,
        reader=SHALLOW,
        found_by=FoundBy(vote.verb, "lifecycle_verbs.vote"),
    )
    return ahead_of_its_day(context, told)
