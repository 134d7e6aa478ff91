"""Steps in the life of an agreement: who signed, ratified, left it, when, and whether it is done, to come or denied."""

import re
from dataclasses import replace

from foedera.reading.agreement_clusters import Cluster
from foedera.reading.agreement_nouns import AgreementNoun, read_sentences
from foedera.reading.agreement_words import NameTable, name_table
from foedera.reading.attribution import voices_at
from foedera.reading.context import Context, Sentence
from foedera.reading.model import SHALLOW, DatePhrase, FoundBy, StepStatement
from foedera.reading.party_mentions import codes_of, is_actor, joined_lists
from foedera.reading.sentences import norm
from foedera.reading.step_dates import clause_of, date_for, distance, evidence_around, next_of_its_kind, parted, published_bound
from foedera.reading.step_triggers import Trigger, VerbTable, triggers_in, verb_table
from foedera.sources.model import LineRole
from foedera.values.codes import Factuality, Status, Step
from foedera.values.dates import range_from_edtf
from foedera.values.span import Span, evidence_at

_TIGHT = 12
_NEXT = 6
_VOTED = 40  # characters between a vote and the noun of what is voted on
_SIGNED_BY = 60
_PART_OF = 14  # characters between "its participation" and the agreement it is a part in
_AWAITED = 110  # characters from a noun that opens its sentence to the words that it is awaited
_WHO_SIGNS = ("person", "office", "state")


def nouns_in(clusters: tuple[Cluster, ...], sentence: Sentence) -> list[tuple[AgreementNoun, int]]:
    """The agreement mentions of a sentence with their cluster's index, in reading order."""
    found = [(n, i) for i, c in enumerate(clusters) for n in c.nouns if n.sentence is sentence]
    return sorted(found, key=lambda pair: pair[0].span.start)


def _last_told(clusters: tuple[Cluster, ...], sentence: Sentence) -> int | None:
    before = [
        (n.span.start, i)
        for i, c in enumerate(clusters)
        for n in c.nouns
        if n.sentence.index < sentence.index and n.sentence.role is LineRole.BODY and not c.older
    ]
    return max(before)[1] if before else None


def _linked(context: Context, table: VerbTable, clusters: tuple[Cluster, ...], trigger: Trigger) -> int | None:
    """Which agreement the step is about."""
    nouns = nouns_in(clusters, trigger.sentence)
    text = context.document.text
    around = [i for n, i in nouns if n.span.contains(trigger.span)]
    if around:
        return around[0]
    before = [p for p in nouns if p[0].span.end <= trigger.span.start]
    after = [p for p in nouns if p[0].span.start >= trigger.span.end - 1]
    if not nouns:
        return _last_told(clusters, trigger.sentence) if _stands_alone(context, table, trigger) else None
    subject_like = trigger.voice in ("passive", "bare") or trigger.step is Step.IN_FORCE or trigger.step is Step.TERMINATED
    if before and not subject_like:
        gap = norm(text[before[-1][0].span.end : trigger.span.start])
        if table.relative.search(gap) and len(gap) < 120 and "." not in gap:
            return before[-1][1]
    if trigger.voice == "passive" and trigger.step in _OF_AN_OBJECT:
        before = [p for p in before if not table.no_subject_before.search(norm(text[trigger.sentence.span.start : p[0].span.start]))]
    ordered = before[::-1] + after if subject_like else after + before[::-1]
    return ordered[0][1] if ordered else None


def _with_subject(context: Context, table: VerbTable, clusters: tuple[Cluster, ...], trigger: Trigger) -> Trigger:
    """Where a past tense looks like a participle: active unless a mark or the agreement's own name stands before it."""
    if trigger.voice != "bare" or not table.bare_is_active:
        return trigger
    before = context.document.text[trigger.sentence.span.start : trigger.span.start].rstrip()
    named = any(0 <= trigger.span.start - n.span.end <= 2 for n, _ in nouns_in(clusters, trigger.sentence))
    return trigger if named or not before or not before[-1].isalnum() else replace(trigger, voice="active")


def _stands_alone(context: Context, table: VerbTable, trigger: Trigger) -> bool:
    """Whether the step can only be about an agreement, though its sentence names none."""
    if trigger.step in _SELF_EVIDENT or _opens(trigger) or table.taking_effect.search(norm(trigger.span.text_in(context.document.text))):
        return True
    before = norm(context.document.text[trigger.sentence.span.start : trigger.span.start])
    rest = norm(context.document.text[trigger.span.end : min(trigger.sentence.span.end, trigger.span.end + 30)])
    if (
        trigger.voice == "active"
        and trigger.step in _OF_AN_OBJECT
        and (table.object_before.search(before) or table.object_after.match(rest))
    ):
        return True
    if trigger.form == "nominal" and trigger.step is Step.SIGNED and table.own_before.search(before):
        return True
    if trigger.step is Step.SUSPENDED:
        return bool(table.own_part.search(rest))
    return trigger.voice == "passive" and (trigger.step is Step.NEGOTIATED or _pronoun_before(context, table, trigger))


_CONDITIONS = (Step.RATIFIED, Step.INSTRUMENTS_EXCHANGED)
_OF_A_STATE = (Step.RATIFIED, Step.WITHDRAWN, Step.SUSPENDED, Step.INSTRUMENTS_EXCHANGED)
_OF_AN_OBJECT = (Step.SIGNED, Step.NEGOTIATED, Step.SUSPENDED, Step.WITHDRAWN, Step.TERMINATED)
_SELF_EVIDENT = (Step.IN_FORCE, Step.RATIFIED, Step.INSTRUMENTS_EXCHANGED)


def _opens(trigger: Trigger) -> bool:
    return trigger.voice == "bare" and trigger.span.start - trigger.sentence.span.start < 3


def _states_between(context: Context, names: NameTable, start: int, end: int, parties: frozenset[str], cluster: Cluster) -> list[str]:
    found: list[str] = []
    for m in context.mentions_in(Span(start, end)):
        if is_actor(context, names, m) and m.kind != "demonym" and not any(n.span.overlaps(m.span) for n in cluster.nouns):
            found += sorted(c for c in codes_of(m) if c in parties or not parties)
    return found


def _first_told(context: Context, names: NameTable, sentence: Sentence, found: list[str], parties: frozenset[str]) -> frozenset[str]:
    """Of an open treaty: the states that the sentence joins as its subject, else the first it names."""
    if parties:
        return frozenset(found)
    lists = [j for j in joined_lists(context, sentence, names) if found[0] in j]
    return lists[0] if lists else frozenset(found[:1])


def _pronoun_before(context: Context, table: VerbTable, trigger: Trigger) -> bool:
    words = re.findall(r"\w+", norm(context.document.text[max(trigger.sentence.span.start, trigger.span.start - 20) : trigger.span.start]))
    return any(w in table.pronouns for w in words[-3:])


def _actors(context: Context, names: NameTable, table: VerbTable, trigger: Trigger, cluster: Cluster) -> frozenset[str]:
    """Whose step it is: all parties for a joint act, else subject or agent."""
    parties = cluster.parties
    if cluster.member_of:
        return parties - {cluster.member_of}
    if trigger.joint and cluster.first.unilateral:
        return frozenset(giver_of(context, cluster))
    ends_itself = any(0 <= trigger.span.start - n.span.end <= 2 for n in cluster.nouns)
    if trigger.joint and len(parties) == 1:
        return frozenset()
    ends_itself = ends_itself or bool(table.intransitive.fullmatch(norm(trigger.span.text_in(context.document.text))))
    is_open = not parties and trigger.voice == "active" and trigger.step is Step.SIGNED
    if trigger.joint and not is_open and (ends_itself or not (trigger.step is Step.TERMINATED and trigger.voice == "active")):
        return parties
    if trigger.step is Step.TERMINATED:
        parties = frozenset()
    sentence, text = trigger.sentence, context.document.text
    clause = clause_of(context, sentence, trigger.span)
    window = Span(trigger.span.end, min(sentence.span.end, trigger.span.end + 90))
    agent = table.agent.search(norm(window.text_in(text)))
    if trigger.voice in ("passive", "bare", "nominal"):
        if agent:
            found = _states_between(context, names, window.start + agent.end(), window.end, parties, cluster)
            return frozenset(found[:1]) if found else parties
        found = _states_between(context, names, clause.start, clause.end, parties, cluster) if trigger.voice == "nominal" else []
        if found and table.own_before.search(norm(text[clause.start : trigger.span.start])):
            found = found[:1]
        return frozenset(found) or (parties if trigger.voice != "active" else frozenset())
    for start in (clause.start, max(sentence.span.start, trigger.span.start - 160), sentence.span.start):
        if found := _states_between(context, names, start, trigger.span.start, parties, cluster):
            if _pronoun_before(context, table, trigger):
                return frozenset(_states_between(context, names, sentence.span.start, trigger.span.start, parties, cluster)[:1])
            return frozenset(found[-len(parties) :]) if len(parties) == 2 else _first_told(context, names, sentence, found, parties)
    return frozenset()


def giver_of(context: Context, cluster: Cluster) -> list[str]:
    """Who gives a one-sided pledge: the person or office named last before it, else the one who signs it right after."""
    noun = cluster.first
    before = [m for m in context.mentions_in(Span(noun.sentence.span.start, noun.span.start)) if m.kind in ("person", "office")]
    reach = Span(noun.span.end, min(noun.sentence.span.end, noun.span.end + _SIGNED_BY))
    after = [m for m in context.mentions_in(reach) if m.kind in _WHO_SIGNS]
    people = [codes_of(m) & cluster.parties for m in (*before[-1:], *after[:1])]
    return next((sorted(codes)[:1] for codes in people if codes), sorted(cluster.parties)[:1])


def _status(context: Context, table: VerbTable, trigger: Trigger) -> Status | None:
    """Done, to come or denied; None for an infinitive that nothing makes real."""
    text, sentence = context.document.text, trigger.sentence
    low = norm(text[max(sentence.span.start, trigger.span.start - 45) : trigger.span.start])
    low = re.split(r"[,;:]", low)[-1] if trigger.voice != "bare" else low[-25:]
    start = norm(text[sentence.span.start : trigger.span.start])
    after = norm(text[trigger.span.end : min(sentence.span.end, trigger.span.end + 20)])
    awaited = norm(text[trigger.span.end : min(sentence.span.end, trigger.span.end + _AWAITED)])
    if trigger.form == "nominal" and trigger.span.start - sentence.span.start < 4 and table.awaited.search(awaited):
        return Status.FUTURE
    if table.void.search(low) or (trigger.form == "nominal" and table.unreal_before.search(start)):
        return None
    if trigger.form == "nominal" and (table.nominal_future.match(after.lstrip()) or table.nominal_future_before.search(start)):
        return Status.FUTURE
    negated = trigger.form != "nominal" and table.negates(start, after)
    if table.denial.search(low) or negated or (trigger.voice == "passive" and table.denial.match(start)):
        return Status.DENIED
    if trigger.form == "future" or table.future_before.search(low):
        return Status.FUTURE
    return None if trigger.form == "infinitive" else Status.DONE


def _own_date(context: Context, trigger: Trigger, others: tuple[Trigger, ...]) -> DatePhrase | None:
    """The date of this step, not one that stands closer to another step of the sentence."""
    phrase = date_for(context, trigger.sentence, trigger.span)
    if phrase is None:
        return None
    mine = distance(phrase.span, trigger.span)
    if trigger.span.end <= phrase.span.start and mine < _NEXT:  # "signed in 2014 came into force"
        return phrase
    text = context.document.text
    behind = trigger.voice == "bare" and trigger.span.end <= phrase.span.start and not parted(text, trigger.span, phrase.span)
    if behind and not any(trigger.span.end <= o.span.start < phrase.span.start for o in others):
        return phrase
    close = (o for o in others if o.span != trigger.span and distance(phrase.span, o.span) < min(mine, _TIGHT))
    nearer = any(parted(text, trigger.span, phrase.span) or not parted(text, phrase.span, o.span) for o in close)
    return None if nearer or any(_stands_between(o, trigger, phrase) for o in others) else phrase


def _stands_between(other: Trigger, trigger: Trigger, phrase: DatePhrase) -> bool:
    """Whether another step, told apart from this one, stands between it and the date: the date is that step's."""
    after = trigger.span.end + _TIGHT < other.span.start and other.span.end <= phrase.span.start
    return after and other.step is not trigger.step


def _statement(
    context: Context, trigger: Trigger, others: tuple[Trigger, ...], actor: str, status: Status, table: VerbTable
) -> StepStatement:
    phrase = _own_date(context, trigger, others)
    evidence = evidence_around(context, trigger.sentence, trigger.span, phrase)
    voices = voices_at(context, trigger.span)
    date = (phrase.value or "").removesuffix("/..") if phrase else published_bound(context) if status is Status.DONE else None
    date = next_of_its_kind(context, phrase) or date if phrase and status is Status.FUTURE else date
    told = norm(evidence_at(context.document.text, trigger.span.start, min(trigger.sentence.span.end, trigger.span.end + 30)).text)
    return StepStatement(
        scope=next((scope for step, form, scope in table.scopes if step is trigger.step and form.search(told)), None),
        step=trigger.step,
        actor=actor,
        status=status,
        evidence=evidence,
        date=None if status is Status.FUTURE and not phrase else date,
        said_by=voices.said_by,
        factuality=factuality_of(status, voices.said_by),
        date_phrase=phrase,
        reader=SHALLOW,
        found_by=FoundBy(trigger.span, trigger.entry),
    )


def factuality_of(status: Status, said_by: tuple[str, ...]) -> Factuality:
    """Of a step: to come is a forecast, denied is denied, else attributed when a voice tells it."""
    if status is Status.FUTURE:
        return Factuality.FORECAST
    if status is Status.DENIED:
        return Factuality.DENIED
    return Factuality.ATTRIBUTED if said_by else Factuality.STATED


def steps_by_verb(context: Context, clusters: tuple[Cluster, ...], skip: tuple[Span, ...]) -> list[tuple[int, StepStatement]]:
    """Steps told by a lifecycle verb or noun, with the index of their cluster. `skip` are words already read as votes."""
    names, table = name_table(context.pack), verb_table(context.pack)
    found: list[tuple[int, StepStatement]] = []
    if names is None or table is None:
        return found
    for sentence in read_sentences(context):
        told = triggers_in(context, sentence)
        for trigger in told:
            trigger = _with_subject(context, table, clusters, trigger)
            if _is_condition(trigger, told):
                continue
            index = None if any(_is_voted_on(s, trigger) for s in skip) else _linked(context, table, clusters, trigger)
            status = _status(context, table, trigger)
            if index is None or status is None:
                continue
            if trigger.step is Step.SUSPENDED and _of_something_else(context, table, clusters[index], trigger):
                continue
            actors = _actors(context, names, table, trigger, clusters[index])
            if not actors and table.taking_effect.search(norm(trigger.span.text_in(context.document.text))):
                actors = next((frozenset(s.actor.split("+")) for i, s in reversed(found) if i == index and s.step is trigger.step), actors)
            if actors or (len(clusters[index].parties) < 2 and trigger.step not in _OF_A_STATE):
                statement = _statement(context, trigger, told, "+".join(sorted(actors)), status, table)
                statement = ahead_of_its_day(context, statement) if trigger.form == "finite" else statement
                statement = replace(statement, actor="+".join(sorted(names.acting_in(actors, _year_of(statement)))))
                if later := _taking_effect(context, table, trigger, statement):
                    statement = replace(statement, scope=next((s for step, _, s in table.scopes if step is trigger.step), None))
                    found.append((index, later))
                found += [
                    (i, replace(statement, actor="+".join(sorted(clusters[i].parties))) if i != index else statement)
                    for i in (index, *_coordinated(clusters, trigger, index))
                ]
    return found


def _of_something_else(context: Context, table: VerbTable, cluster: Cluster, trigger: Trigger) -> bool:
    """Whether what is suspended is a part in something else: "its participation in drills under the agreement"."""
    reach = Span(trigger.span.end, min(trigger.sentence.span.end, trigger.span.end + _VOTED))
    part = table.own_part.search(norm(reach.text_in(context.document.text))) if trigger.voice == "active" else None
    after = [n.span.start for n in cluster.nouns if n.sentence is trigger.sentence and n.span.start > trigger.span.end]
    return bool(part) and bool(after) and min(after) - reach.start - (part.end() if part else 0) > _PART_OF


def ahead_of_its_day(context: Context, statement: StepStatement) -> StepStatement:
    """A present tense that names a day after that of publication tells what is to come: "the treaty expires in February"."""
    published, days = range_from_edtf((context.document.published or "")[:10] or None), range_from_edtf(statement.date)
    if not (statement.status is Status.DONE and published and days and days.earliest and published.latest):
        return statement
    ahead = replace(statement, status=Status.FUTURE, factuality=Factuality.FORECAST)
    return ahead if days.earliest > published.latest else statement


def _taking_effect(context: Context, table: VerbTable, trigger: Trigger, statement: StepStatement) -> StepStatement | None:
    """The same step on the later day on which it takes effect: "denounced in June, with effect from 1 January"."""
    text = norm(context.document.text)
    for phrase in context.date_phrases_in(Span(trigger.span.end, trigger.sentence.span.end)) if trigger.step is Step.WITHDRAWN else ():
        if phrase.value and phrase != statement.date_phrase and table.effect_from.search(text[trigger.span.end : phrase.span.start]):
            words = evidence_around(context, trigger.sentence, phrase.span, phrase)
            later = replace(statement, date=phrase.value, date_phrase=phrase, evidence=words, scope=None)
            return ahead_of_its_day(context, later)
    return None


def _is_voted_on(vote: Span, trigger: Trigger) -> bool:
    """Whether the words are those of a vote, or name what it is about ("approved the withdrawal")."""
    return vote.overlaps(trigger.span) or (trigger.form == "nominal" and 0 <= trigger.span.start - vote.end < _VOTED)


def _year_of(step: StepStatement) -> int | None:
    """The first year in which the step can have been taken."""
    days = range_from_edtf(step.date)
    return days.earliest.year if days and days.earliest else None


def _is_condition(trigger: Trigger, told: tuple[Trigger, ...]) -> bool:
    """Ratification or exchange that an entry into force waits for: told after it, or before it in any other form than a past act."""
    awaited = [t for t in told if t.step is Step.IN_FORCE and t.form == "future"] if trigger.step in _CONDITIONS else []
    done = (trigger.form, trigger.voice) == ("participle", "active")
    return bool(awaited) and not (done and trigger.span.end < awaited[0].span.start)


def _coordinated(clusters: tuple[Cluster, ...], trigger: Trigger, index: int) -> list[int]:
    """Other new agreements signed in the same breath: "a pact and a protocol"."""
    if trigger.step is not Step.SIGNED:
        return []
    return [
        i
        for n, i in nouns_in(clusters, trigger.sentence)
        if i != index
        and (
            _same_noun(clusters, n, index)
            or (n.indefinite and n.span.start > trigger.span.end and clusters[i].parties == clusters[index].parties)
        )
    ]


def _same_noun(clusters: tuple[Cluster, ...], noun: AgreementNoun, index: int) -> bool:
    return noun.plural and any(n is noun for n in clusters[index].nouns)


def declared_steps(context: Context, clusters: tuple[Cluster, ...], told: set[int]) -> list[tuple[int, StepStatement]]:
    """A declaration is made when it is told, with no verb of signing: "in a joint declaration in May"."""
    found = []
    for i, cluster in enumerate(clusters):
        noun = cluster.first
        phrase = date_for(context, noun.sentence, noun.span)
        if cluster.group == "declaration" and i not in told and phrase and len(cluster.parties) >= 2:
            evidence = evidence_around(context, noun.sentence, noun.span, phrase)
            actor, by = "+".join(sorted(cluster.parties)), FoundBy(noun.span, "agreement_names.heads")
            step = StepStatement(Step.SIGNED, actor, Status.DONE, evidence, phrase.value, date_phrase=phrase)
            found.append((i, replace(step, reader=SHALLOW, found_by=by)))
    return found


def named_year_steps(context: Context, clusters: tuple[Cluster, ...]) -> list[tuple[int, StepStatement]]:
    """ "The treaty of 1951" tells a signature in that year."""
    found = []
    for i, cluster in enumerate(clusters):
        for noun in (n for n in cluster.nouns if n.year and cluster.parties):
            if str(noun.year) not in noun.span.text_in(context.document.text):
                continue
            evidence = evidence_at(context.document.text, noun.span.start, noun.span.end)
            step = StepStatement(Step.SIGNED, "+".join(sorted(cluster.parties)), Status.DONE, evidence, str(noun.year))
            by = FoundBy(noun.span, "agreement_names.heads")
            found.append((i, replace(step, factuality=Factuality.STATED, reader=SHALLOW, found_by=by)))
            break
    return found + _dated_by_name(context, clusters)


def _dated_by_name(context: Context, clusters: tuple[Cluster, ...]) -> list[tuple[int, StepStatement]]:
    """ "A memorandum of April 2022", "l'accord du 5 mai 2020": a signature on that day or in that month."""
    table, found, text = verb_table(context.pack), list[tuple[int, StepStatement]](), context.document.text
    for i, noun in ((i, n) for i, c in enumerate(clusters) if len(c.parties) > 1 for n in c.nouns if not n.anaphor):
        after = Span(noun.span.end, min(noun.sentence.span.end, noun.span.end + _SIGNED_BY))
        phrase = next((p for p in context.date_phrases_in(after) if p.value and range_from_edtf(p.value)), None)
        if table and phrase and phrase.value and table.named_by_day.fullmatch(norm(text[noun.span.end : phrase.span.start])):
            evidence = evidence_at(text, noun.span.start, phrase.span.end)
            actor, by = "+".join(sorted(clusters[i].parties)), FoundBy(noun.span, "agreement_names.heads")
            step = StepStatement(Step.SIGNED, actor, Status.DONE, evidence, phrase.value, date_phrase=phrase)
            found.append((i, replace(step, factuality=Factuality.STATED, reader=SHALLOW, found_by=by)))
    return found
