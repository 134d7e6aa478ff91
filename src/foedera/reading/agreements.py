"""The agreements a document tells of, each with its kind, steps and obligations."""

from collections.abc import Iterable
from dataclasses import replace

from foedera.reading.agreement_clusters import Cluster, clusters_of, sentences_about, text_about
from foedera.reading.agreement_nouns import AgreementNoun, agreement_nouns
from foedera.reading.agreement_references import with_references
from foedera.reading.agreement_steps import declared_steps, named_year_steps, steps_by_verb
from foedera.reading.agreement_words import NameTable, name_table
from foedera.reading.chamber_votes import votes
from foedera.reading.context import Context, Sentence
from foedera.reading.instrument_dates import dated_by_instrument
from foedera.reading.memberships import memberships
from foedera.reading.model import SHALLOW, AgreementReading, ObligationStatement, StepStatement
from foedera.reading.open_treaties import followers, parties_told
from foedera.reading.provisions import obligations_of
from foedera.reading.sentences import norm
from foedera.sources.model import LineRole
from foedera.values.codes import ActionClass, AgreementKind, Factuality, Status, Step, TriggerClass
from foedera.values.dates import range_from_edtf
from foedera.values.span import evidence_at

UNLIMITED = "indefinite"
ANY_CHAMBER = "Parliament"
_MATTER = 100
_NAMED_LOOSELY = {None, AgreementKind.SECURITY_ASSISTANCE, AgreementKind.STRATEGIC_PARTNERSHIP, AgreementKind.MUTUAL_DEFENCE}
_BY_CONTENT = {AgreementKind.ARMS_CONTROL, AgreementKind.DECLARATION, AgreementKind.PEACE, AgreementKind.ECONOMIC, AgreementKind.ACCESS}


def _kind(context: Context, table: NameTable, cluster: Cluster, duties: Iterable[ObligationStatement]) -> AgreementKind:
    """Known names first, then a defence clause, then the words of the name, then what its sentences say."""
    known = next((n.kind for n in cluster.nouns if n.kind), None)
    if known:
        return known
    names = " ".join(norm(n.span.text_in(context.document.text)) for n in cluster.nouns if not n.anaphor)
    matters = " ".join(_name_with_matter(context, table, n) for n in cluster.nouns if not n.anaphor)
    by_name = next((kind for told in (names, matters) for kind, form in table.kind_of_name if form.search(told)), None)
    defends = any(
        o.action_class is ActionClass.DEFENCE and o.trigger_class is TriggerClass.ARMED_ATTACK and o.factuality is not Factuality.DENIED
        for o in duties
    )
    if by_name in _BY_CONTENT and (by_name is AgreementKind.DECLARATION or not defends):
        return by_name
    if by_name in _NAMED_LOOSELY and _is_about_access(duties):
        return AgreementKind.ACCESS
    about = text_about(context, cluster)
    refuses = any(o.action_class is ActionClass.NON_AID or o.factuality is Factuality.DENIED for o in duties)
    if defends or (
        not refuses
        and table.defence_clause.search(about)
        and table.attack_word.search(about)
        and cluster.group == "treaty"
        and not cluster.year
    ):
        return AgreementKind.MUTUAL_DEFENCE
    return by_name or next((kind for kind, form in table.kind_of_text if form.search(about)), AgreementKind.STRATEGIC_PARTNERSHIP)


def _is_about_access(duties: Iterable[ObligationStatement]) -> bool:
    """Whether at least half of what is promised opens soil, ports or bases, and no help in war is."""
    told = [o.action_class for o in duties if o.factuality is not Factuality.DENIED]
    return ActionClass.DEFENCE not in told and 2 * told.count(ActionClass.ACCESS) >= max(len(told), 1)


def _name_with_matter(context: Context, table: NameTable, noun: AgreementNoun) -> str:
    """The name and what it is said to be about right after it ("traité sur les eaux"), normalised."""
    end = min(noun.sentence.span.end, noun.span.end + _MATTER)
    matter = table.matter_after.match(norm(context.document.text[noun.span.end : end]))
    return norm(noun.span.text_in(context.document.text)) + (matter.group() if matter else "")


def _precision(context: Context, step: StepStatement) -> tuple[int, int, int, int]:
    """How well a telling is dated; of two alike, the body's goes before the title's, then the first."""
    days = range_from_edtf(step.date)
    exact = 0 if step.date is None else 1 if step.date.startswith("..") or days is None else 3 if days.is_day else 2
    in_body = context.sentence_at(step.evidence.start).role is LineRole.BODY
    return exact, step.date_phrase is not None, in_body, -step.evidence.start


def _one_each(context: Context, steps: Iterable[StepStatement]) -> tuple[StepStatement, ...]:
    """One statement per step, actor and status: the best dated; joint ones give way to those of each party."""
    best: dict[tuple[Step, str, Status, str | None], StepStatement] = {}
    for step in steps:
        key = step.step, step.actor, step.status, step.scope
        if key not in best or _precision(context, step) > _precision(context, best[key]):
            best[key] = step
    kept = [s for s in best.values() if not _told_apart(s, best.values()) and not _is_told_by_chamber(s, best.values())]
    done = {(s.step, s.actor) for s in kept if s.status is Status.DONE and s.step in (Step.SIGNED, Step.IN_FORCE, Step.RATIFIED)}
    kept = [s for s in kept if s.status is not Status.FUTURE or (s.step, s.actor) not in done]
    return tuple(sorted(kept, key=lambda s: s.evidence.start))


def _told_apart(step: StepStatement, others: Iterable[StepStatement]) -> bool:
    """A joint ratification that the text also tells for one party alone."""
    whole = set(step.actor.split("+"))
    return (
        step.step is Step.RATIFIED
        and len(whole) > 1
        and any(o.step is step.step and o.status is step.status and set(o.actor.split("+")) < whole for o in others)
    )


def _is_told_by_chamber(step: StepStatement, others: Iterable[StepStatement]) -> bool:
    """A vote of "the parliament" that the text also tells, on the same day or undated, of one of its chambers."""
    state, _, chamber = step.actor.partition(":")
    if step.step is not Step.ADOPTED_BY_CHAMBER or chamber != ANY_CHAMBER:
        return False
    votes = [o for o in others if o is not step and o.step is step.step and o.status is step.status and o.scope == step.scope]
    alike = [o for o in votes if o.actor.partition(":")[0] == state]
    return any(step.date is None or step.date.startswith("..") or o.date == step.date for o in alike)


def _aliases(context: Context, cluster: Cluster, name: str) -> tuple[str, ...]:
    found = dict.fromkeys(n.span.text_in(context.document.text) for n in cluster.nouns if not n.anaphor)
    return tuple(a for a in found if a.lower() != name.lower())


def _duration(context: Context, table: NameTable, sentences: Iterable[Sentence]) -> str | None:
    """For how long the agreement is made: an ISO 8601 length, "indefinite", or None where the text does not say."""
    text = context.document.text
    for sentence in sentences:
        if table.unlimited.search(norm(sentence.span.text_in(text))):
            return UNLIMITED
        for phrase in context.date_phrases_in(sentence.span):
            before = norm(text[max(sentence.span.start, phrase.span.start - 70) : phrase.span.start])
            after = norm(text[phrase.span.end : min(sentence.span.end, phrase.span.end + 50)])
            if phrase.kind == "duration" and (table.duration_before.search(before) or table.duration_after.match(after)):
                return phrase.value
    return None


def _told_parties(context: Context, cluster: Cluster, steps: list[StepStatement]) -> set[str]:
    """Parties of an open treaty: the states the text shows joining, bound or leaving; not those that never joined."""
    told = [s for s in steps if not (s.step in (Step.RATIFIED, Step.SIGNED) and s.status is Status.DENIED)]
    codes = {code.partition(":")[0] for s in told for code in s.actor.split("+") if code} | parties_told(context, cluster)
    return codes - context.world.without_accession


def _reading(
    context: Context, table: NameTable, cluster: Cluster, steps: list[StepStatement], duties: tuple[ObligationStatement, ...]
) -> AgreementReading:
    sentences, first = sentences_about(context, cluster), cluster.first
    name = first.span.text_in(context.document.text)
    count = table.article_count.search(" ".join(norm(s.span.text_in(context.document.text)) for s in sentences))
    return AgreementReading(
        name_in_text=name,
        parties=tuple(sorted(cluster.parties or _told_parties(context, cluster, steps))),
        kind=_kind(context, table, cluster, duties),
        evidence=evidence_at(context.document.text, first.span.start, first.span.end),
        aliases=_aliases(context, cluster, name),
        duration=_duration(context, table, sentences),
        article_count=int(count.group(1)) if count else None,
        steps=_one_each(context, steps),
        obligations=duties,
        reader=SHALLOW,
    )


def _with_replaced(
    context: Context, table: NameTable, clusters: tuple[Cluster, ...], readings: list[AgreementReading]
) -> list[AgreementReading]:
    """ "X replaces Y and Z": the agreements named after the verb in its sentence, on the agreement told before it."""
    found = list(readings)
    text = norm(context.document.text)
    for match in table.replaces.finditer(text):
        sentence = context.sentence_at(match.start())
        after = [
            i
            for i, c in enumerate(clusters)
            if any(n.span.start >= match.end() and n.sentence.index - sentence.index in (0, 1) for n in c.nouns)
        ]
        earlier = table.earlier_ones.match(text, match.end() + 1)
        after = [] if earlier else after
        before = [(n.span.start, i) for i, c in enumerate(clusters) for n in c.nouns if n.span.start < match.start() and i not in after]
        if before and (after or earlier):
            i = max(before)[1]
            names = tuple(readings[k].name_in_text for k in after if k != i and clusters[k].year)
            names += (context.document.text[earlier.start() : earlier.end()],) if earlier else ()
            found[i] = replace(found[i], replaces=tuple(dict.fromkeys(found[i].replaces + names)))
    return found


def _with_parties_only(context: Context) -> Context:
    """The context without mentions of loose groups ("the West"): they sign nothing, so they are read as no party."""
    groups = frozenset(context.pack.table("agreement_names").get("no_party", ()))
    return replace(context, mentions=tuple(m for m in context.mentions if m.actor.partition(":")[0] not in groups))


def _without_dates_of_names(context: Context, nouns: Iterable[AgreementNoun]) -> Context:
    """The context without the years that belong to an agreement's name ("left the treaty of 1998"): they date no other step."""
    names = [n.span for n in nouns if n.year]
    return context.with_date_phrases(tuple(d for d in context.date_phrases if not any(n.contains(d.span) for n in names)))


def _is_told(reading: AgreementReading, cluster: Cluster) -> bool:
    """Whether the text says anything of the agreement: a step, a duty, or a mention that names it or tells its parties."""
    named = any(n.known or n.parties or n.year or n.proper for n in cluster.nouns)
    return bool(reading.steps or reading.obligations or reading.replaces or named)


def _is_likened(cluster: Cluster, reading: AgreementReading) -> bool:
    """Whether it is told only by its likeness to the main one: "similar accords", "its own agreement", "the previous convention"."""
    first = cluster.first
    return first.plural or ((first.own or first.other) and reading.kind is AgreementKind.STRATEGIC_PARTNERSHIP)


def _with_own_articles(
    context: Context, clusters: tuple[Cluster, ...], joined: list[tuple[Cluster, list[StepStatement]]]
) -> tuple[tuple[Cluster, ...], list[tuple[Cluster, list[StepStatement]]]]:
    """An article of an organisation's treaty, where the text tells of one accession to it, is one of that accession's agreement."""
    kept, members, text = list[Cluster](), list(joined), context.document.text
    for cluster in clusters:
        into = [i for i, (m, _) in enumerate(members) if m.member_of and cluster.parties == {m.member_of} and cluster.first.known]
        articles = [n for n in cluster.nouns if any(c.isdigit() for c in n.span.text_in(text))] if into else []
        others = tuple(n for n in cluster.nouns if n not in articles)
        if others:
            kept.append(replace(cluster, nouns=others))
        if not articles:
            continue
        member, steps = members[into[0]]
        nouns = {n.span: n for n in (*member.nouns, *articles)}
        members[into[0]] = replace(member, nouns=tuple(sorted(nouns.values(), key=lambda n: n.span.start))), steps
    return tuple(kept), members


def agreements_of(context: Context) -> tuple[AgreementReading, ...]:
    """One record for each agreement that the document names, in the order in which it first does."""
    table = name_table(context.pack)
    if table is None:
        return ()
    signing = _with_parties_only(context)
    nouns = agreement_nouns(signing)
    clusters = with_references(signing, table, clusters_of(signing, table, nouns))
    context = _without_dates_of_names(context, nouns)
    joined = memberships(context)
    clusters, joined = _with_own_articles(context, clusters, joined)
    first_member = len(clusters)
    clusters += tuple(cluster for cluster, _ in joined)
    voted, used = votes(context, clusters)
    told = [*voted, *steps_by_verb(context, clusters, used), *named_year_steps(context, clusters)]
    told += [(first_member + i, step) for i, (_, steps) in enumerate(joined) for step in steps]
    told += followers(context, clusters, sorted(told, key=lambda t: t[1].evidence.start))
    told += declared_steps(context, clusters, {i for i, _ in told})
    told = dated_by_instrument(context, told)
    duties = obligations_of(context, clusters)
    readings = [
        _reading(context, table, c, [s for k, s in told if k == i], tuple(o for k, o in duties if k == i)) for i, c in enumerate(clusters)
    ]
    readings = _with_replaced(context, table, clusters, readings)
    first_told = [r for c, r in zip(clusters, readings, strict=True) if not (c.first.other or c.first.plural)]
    main = max(first_told or readings, key=lambda r: len(r.steps) + len(r.obligations), default=None)
    told_ones = [i for i, r in enumerate(readings) if _is_told(r, clusters[i])]
    return tuple(replace(readings[i], kind=main.kind) if main and _is_likened(clusters[i], readings[i]) else readings[i] for i in told_ones)
