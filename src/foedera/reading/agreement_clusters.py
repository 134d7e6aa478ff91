"""Which mentions name the same agreement: one cluster per agreement, told apart by parties, year, proper name and kind of paper."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from foedera.reading.agreement_nouns import AgreementNoun
from foedera.reading.agreement_words import NameTable
from foedera.reading.context import Context, Sentence
from foedera.reading.party_mentions import codes_of, is_actor, joined_lists
from foedera.reading.sentences import norm
from foedera.reading.step_triggers import verb_table
from foedera.sources.model import LineRole
from foedera.values.codes import Step
from foedera.values.span import Span

_THREE = 3


@dataclass(frozen=True, slots=True)
class Cluster:
    """One agreement: its mentions in reading order, its parties, and what tells it apart.

    `older`: named by its year, or as another one, beside one that is not: "the text" or a bare step is not about it.
    """

    nouns: tuple[AgreementNoun, ...]
    parties: frozenset[str] = frozenset()
    year: int | None = None
    proper: str | None = None
    group: str = "treaty"
    near_years: frozenset[int] = field(default=frozenset())
    member_of: str | None = None
    older: bool = False

    def holds(self, noun: AgreementNoun) -> bool:
        """Whether the mention at these very places is one of the cluster's."""
        return any(n.span == noun.span for n in self.nouns)

    @property
    def first(self) -> AgreementNoun:
        """The first mention in the body, or the title's when there is no other."""
        body = [n for n in self.nouns if n.sentence.role is LineRole.BODY and not n.anaphor]
        named = [n for n in self.nouns if not n.anaphor]
        return (body or named or list(self.nouns))[0]


def _sentence_states(context: Context, table: NameTable, sentence: Sentence) -> list[tuple[int, str]]:
    found = []
    for m in context.mentions_in(sentence.span):
        if is_actor(context, table, m) and m.kind != "demonym":
            found += [(m.span.start, code) for code in sorted(codes_of(m))]
    return found


def _pair_near(context: Context, table: NameTable, noun: AgreementNoun) -> frozenset[str]:
    """Parties told by the noun's sentence: its partner ("with B") and the state nearest, states it joins, or its only two."""
    states = [(at, c) for at, c in _sentence_states(context, table, noun.sentence) if not noun.span.start <= at < noun.span.end]
    if noun.parties:
        before = [c for at, c in states if at < noun.span.start and c not in noun.parties]
        inside = [c for at, c in states if noun.span.end < at < noun.span.end + 70 and c not in noun.parties]
        near = (before[-1:] or inside[:1]) if noun.own else (inside[:1] or before[-1:])
        near = near or _most_named(context, table, noun.parties)
        return noun.parties | frozenset(near)
    joined = joined_lists(context, noun.sentence, table)
    everyone = frozenset(c for _, c in states)
    if len(everyone) == _THREE and table.three.search(norm(noun.sentence.span.text_in(context.document.text))):
        return everyone
    if joined:
        return joined[-1] if len(joined) == 1 else _nearest_pair(context, table, noun, joined)
    codes = frozenset(c for _, c in states)
    return codes if len(codes) == 2 and (not noun.wary or _stand_with(context, table, states)) else _pair_before(context, table, noun)


def _stand_with(context: Context, table: NameTable, states: list[tuple[int, str]]) -> bool:
    """Whether "with" stands between the first two different states: "Doha signed with Rome a convention"."""
    second = next(at for at, code in states if code != states[0][1])
    between, verbs = norm(context.document.text[states[0][0] : second]), verb_table(context.pack)
    told = verbs is not None and any(verbs.words.matches(between)) and not any(table.head_names.matches(between))
    return told and bool(table.with_words.search(between))


def _nearest_pair(context: Context, table: NameTable, noun: AgreementNoun, joined: list[frozenset[str]]) -> frozenset[str]:
    close = Span(noun.span.start - 70, noun.span.end + 70)
    near = frozenset(c for m in context.mentions_in(close) for c in codes_of(m))
    return max(joined, key=lambda pair: len(pair & near))


def _pair_before(context: Context, table: NameTable, noun: AgreementNoun) -> frozenset[str]:
    """ "Both countries", "their": the two (or three) states told last before, or joined anywhere in the document."""
    text = norm(noun.sentence.span.text_in(context.document.text))
    size = 3 if table.three.search(text) else 2 if table.both.search(text) else 0
    if not size and table.they.search(text) and noun.sentence.index:
        before = context.sentences[noun.sentence.index - 1]
        lists = joined_lists(context, before, table)
        named = frozenset(c for m in context.mentions_in(before.span) if m.kind not in ("outlet", "body") for c in codes_of(m))
        return lists[-1] if lists else named if len(named) == 2 else frozenset()
    if not size:
        return frozenset()
    for back in range(4):
        index = noun.sentence.index - back
        if index < 0:
            break
        sentence = context.sentences[index]
        lists = [j for j in joined_lists(context, sentence, table) if len(j) == size]
        codes = frozenset(c for m in context.mentions_in(sentence.span) if m.kind not in ("outlet", "body") for c in codes_of(m))
        if lists or len(codes) == size:
            return lists[-1] if lists else codes
    everywhere = Counter(j for s in context.sentences for j in joined_lists(context, s, table) if len(j) == size)
    return max(everywhere, key=lambda j: (everywhere[j], sorted(j))) if everywhere else frozenset()


def _relative_pair(context: Context, table: NameTable, noun: AgreementNoun) -> frozenset[str]:
    """ "The pact that A and B signed": states joined right after the noun."""
    after = Span(noun.span.end, min(noun.sentence.span.end, noun.span.end + 70))
    near = frozenset(c for m in context.mentions_in(after) for c in codes_of(m))
    told = norm(after.text_in(context.document.text))
    partner, verbs = table.with_words.search(told), verb_table(context.pack)
    if verbs and not partner and not any(verbs.words.matches(told)):
        return frozenset()
    return near if partner and len(near) == 2 else next((j for j in joined_lists(context, noun.sentence, table) if j == near), frozenset())


def _most_named(context: Context, table: NameTable, others: frozenset[str]) -> list[str]:
    named = Counter(c for m in context.mentions if m.kind not in ("outlet", "body") for c in codes_of(m) if c not in others)
    return [c for c, _ in named.most_common(1)]


def _years_near(context: Context, noun: AgreementNoun) -> frozenset[int]:
    if noun.year:
        return frozenset()
    span = Span(noun.span.end, min(noun.sentence.span.end, noun.span.end + 80))
    return frozenset(int(y) for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", span.text_in(context.document.text)))


def _fits(cluster: Cluster, noun: AgreementNoun, parties: frozenset[str]) -> bool:
    if noun.year and noun.year != cluster.year and noun.year not in cluster.near_years:
        return False
    if cluster.year and not noun.year and noun.indefinite:
        return False
    if noun.other is not any(n.other for n in cluster.nouns) and not noun.anaphor and (noun.other or noun.year is None):
        return False
    if noun.proper != cluster.proper and any(n.sentence is noun.sentence and n.compared is not noun.compared for n in cluster.nouns):
        return False
    if noun.proper and cluster.proper and noun.proper != cluster.proper:
        return False
    if noun.group != cluster.group and (noun.group != "treaty" or noun.indefinite or noun.strong):
        return False
    if (noun.group == "declaration") != (cluster.group == "declaration"):
        return False
    if noun.proper and noun.known and noun.proper != cluster.proper:
        return False
    if parties and cluster.parties and not (parties <= cluster.parties or _tells_all(cluster, noun, parties)):
        return False
    return not (noun.indefinite and not parties and not cluster.parties and noun.sentence is not cluster.first.sentence) or noun.strong


def _tells_all(cluster: Cluster, noun: AgreementNoun, parties: frozenset[str]) -> bool:
    """Whether the mention lists all parties of an agreement of which only some were told before."""
    some = any(n.parties and not n.complete for n in cluster.nouns) and not any(n.complete for n in cluster.nouns)
    return noun.complete and not noun.indefinite and some and cluster.parties < parties


def _join(cluster: Cluster, noun: AgreementNoun, parties: frozenset[str], years: frozenset[int]) -> Cluster:
    return replace(
        cluster,
        nouns=tuple(sorted((*cluster.nouns, noun), key=_start)),
        parties=parties
        if cluster.parties and _tells_all(cluster, noun, parties)
        else cluster.parties or (parties if _may_take(cluster, parties, noun) else frozenset()),
        year=cluster.year or noun.year,
        proper=cluster.proper or noun.proper,
        near_years=cluster.near_years | years,
    )


def _may_take(cluster: Cluster, parties: frozenset[str], noun: AgreementNoun) -> bool:
    """Whether a mention's parties can be the agreement's: not those of a sentence about a treaty open to all."""
    return (len(parties) > 1 or noun.known) and not any(n.known for n in cluster.nouns)


def _start(noun: AgreementNoun) -> int:
    return noun.span.start


def _best(clusters: list[Cluster], noun: AgreementNoun, parties: frozenset[str]) -> int | None:
    """The cluster a mention belongs to: by proper name, by year, by parties, else the last one told."""
    fitting = [i for i, c in enumerate(clusters) if _fits(c, noun, parties)]
    for i in fitting:
        c = clusters[i]
        if (noun.proper and c.proper == noun.proper) or (noun.year and (c.year == noun.year or noun.year in c.near_years)):
            return i
    same = [i for i in fitting if parties and clusters[i].parties == parties and not (clusters[i].year and not noun.year)]
    same = same or [i for i in fitting if clusters[i].parties and _tells_all(clusters[i], noun, parties)]
    if same:
        return same[0]
    if noun.indefinite and parties and len(parties) > 1:
        return None
    undated = [i for i in fitting if not clusters[i].year and not (len(clusters[i].parties) == 1 and clusters[i].nouns[0].known)]
    if not any(clusters[i].group == noun.group for i in undated):  # "the agreement" is the one of 2015 rather than a memorandum
        undated = [i for i in fitting if clusters[i].group == noun.group and clusters[i].parties and not clusters[i].first.known] or undated
    return max(undated, key=lambda i: len(clusters[i].nouns)) if undated else None


def _main_pair(context: Context, table: NameTable, cluster: Cluster) -> frozenset[str]:
    """The two states the document links most: named one after the other; the agreement's own sentences say which ones count."""
    pairs: Counter[frozenset[str]] = Counter()
    for sentence in context.sentences:
        named = (m for m in context.mentions_in(sentence.span) if m.kind not in ("outlet", "body"))
        told = [codes_of(m) for m in named if not any(n.span.contains(m.span) for n in cluster.nouns)]
        told = [c for c in told if len(c) == 1]
        pairs.update(a | b for a, b in zip(told, told[1:], strict=False) if a != b)
        pairs.update(j for j in joined_lists(context, sentence, table) if len(j) == 2)
    own = frozenset(c for n in cluster.nouns for _, c in _sentence_states(context, table, n.sentence))
    ranked = [p for p in pairs if p & own] or list(pairs)
    return max(ranked, key=lambda p: (pairs[p], len(p & own), sorted(p))) if ranked else frozenset()


def _with_fallback(context: Context, table: NameTable, cluster: Cluster) -> Cluster:
    if cluster.parties or cluster.first.known or (cluster.first.other and not cluster.first.parties):
        return cluster
    pairs = Counter(p for p in (_pair_near(context, table, n) for n in cluster.nouns) if len(p) >= 2)
    strong = any(n.strong for n in cluster.nouns)
    best = max(pairs, key=lambda p: (pairs[p], sorted(p))) if pairs else _main_pair(context, table, cluster) if strong else frozenset()
    return replace(cluster, parties=best or _signed_by_two(context, cluster))


def _signed_by_two(context: Context, cluster: Cluster) -> frozenset[str]:
    """The only two states that a sentence of signing names, be it by adjectives ("a German brigade on Lithuanian soil")."""
    for noun in cluster.nouns:
        span, verbs = noun.sentence.span, verb_table(context.pack)
        named = [m for m in context.mentions_in(span) if m.kind not in ("outlet", "body", "organisation")]
        codes = frozenset(c for m in named for c in codes_of(m))
        whole = len(codes) == 2 and any(codes_of(m) and m.kind != "demonym" for m in named) and not noun.wary
        told = verbs.words.matches(norm(span.text_in(context.document.text))) if verbs and whole else []
        if verbs and any(verbs.forms[number][0].step is Step.SIGNED for number, _ in told):
            return codes
    return frozenset()


def _with_main_parties(clusters: list[Cluster]) -> list[Cluster]:
    """A named agreement or a declaration whose parties are not told has those of the agreement most spoken of."""
    told = [c for c in clusters if len(c.parties) >= 2 and not c.first.known]
    if not told:
        return clusters
    main = max(told, key=lambda c: len(c.nouns))
    return [replace(c, parties=main.parties) if not c.parties and not c.first.known and _goes_by_the_main(c) else c for c in clusters]


def _goes_by_the_main(cluster: Cluster) -> bool:
    return bool(cluster.proper or cluster.year) or cluster.group == "declaration" or any(n.other for n in cluster.nouns)


def _set_apart(one: Cluster, other: Cluster) -> bool:
    """Whether a sentence that speaks of the one only compares the other with it, or dates it by the other."""
    return one.proper != other.proper and any(
        n.sentence is m.sentence and n.compared is not m.compared for n in one.nouns for m in other.nouns if not (n.anaphor or m.anaphor)
    )


def _merged(clusters: list[Cluster]) -> list[Cluster]:
    """Clusters that turned out to have the same parties and nothing that tells them apart are one."""
    kept: list[Cluster] = []
    for cluster in clusters:
        for i, other in enumerate(kept):
            same_name = not (cluster.proper and other.proper and cluster.proper != other.proper)
            if (
                cluster.parties
                and cluster.parties == other.parties
                and cluster.group == other.group
                and cluster.year == other.year
                and same_name
                and any(n.other for n in cluster.nouns) is any(n.other for n in other.nouns)
                and not _set_apart(cluster, other)
            ):
                kept[i] = replace(
                    other,
                    nouns=tuple(sorted(other.nouns + cluster.nouns, key=_start)),
                    proper=other.proper or cluster.proper,
                    near_years=other.near_years | cluster.near_years,
                )
                break
        else:
            kept.append(cluster)
    return kept


def _attach_anaphors(context: Context, table: NameTable, clusters: list[Cluster], anaphors: list[AgreementNoun]) -> list[Cluster]:
    """ "The text", "the document": the agreement last told before it, within reach of two paragraphs; "the latter": of all the last."""
    for noun in anaphors:
        near = table.latter.match(norm(context.document.text[noun.span.start : noun.span.end + 12]))
        before = [
            (c.nouns[k].span.start, i)
            for i, c in enumerate(clusters)
            for k in range(len(c.nouns))
            if c.nouns[k].span.start < noun.span.start
            and (near or not c.nouns[k].compared)
            and noun.sentence.paragraph - c.nouns[k].sentence.paragraph <= 2
            and not c.older
        ]
        if before:
            i = max(before)[1]
            clusters[i] = replace(clusters[i], nouns=tuple(sorted((*clusters[i].nouns, noun), key=_start)))
    return clusters


def _telling_first(noun: AgreementNoun) -> tuple[bool, bool, int]:
    """Mentions that say whose or which agreement it is come before "the treaty", the body before the title."""
    vague = not (noun.parties or noun.indefinite or noun.known or noun.year or noun.proper)
    return vague, noun.sentence.role is not LineRole.BODY, noun.span.start


def _one_for_each(context: Context, table: NameTable, noun: AgreementNoun) -> list[Cluster]:
    """ "Similar accords with A, B and C", "A, B and C concluded accords with D": an agreement for each pair."""
    before = frozenset(
        [c for at, c in _sentence_states(context, table, noun.sentence) if at < noun.span.end and c not in noun.parties][-1:]
    )
    lists = [j for j in joined_lists(context, noun.sentence, table) if not j & noun.parties]
    others = lists[-1] if lists and len(noun.parties) == 1 else before if len(noun.parties) > 1 else frozenset()
    pairs = {frozenset((a, b)) for a in noun.parties for b in others}
    return [Cluster((noun,), pair) for pair in sorted(pairs, key=sorted)] if len(pairs) > 1 else []


def clusters_of(context: Context, table: NameTable, nouns: tuple[AgreementNoun, ...]) -> tuple[Cluster, ...]:
    """The agreements of the document, each with all its mentions; those whose parties cannot be read are left out."""
    clusters: list[Cluster] = []
    several: list[Cluster] = []
    for noun in sorted((n for n in nouns if not n.anaphor), key=_telling_first):
        if noun.plural and (each := _one_for_each(context, table, noun)):
            several += each
            continue
        parties = noun.parties if noun.complete else _pair_near(context, table, noun) if noun.parties or noun.indefinite else frozenset()
        parties = frozenset() if noun.other and not noun.parties else parties or _relative_pair(context, table, noun)
        parties = table.parties_in(parties, noun.year)
        index, years = _best(clusters, noun, parties), _years_near(context, noun)
        if index is None:
            known = parties if len(parties) > 1 or noun.known else frozenset()
            clusters.append(Cluster((noun,), known, noun.year, noun.proper, noun.group, years))
        else:
            clusters[index] = _join(clusters[index], noun, parties, years)
    resolved = [_with_fallback(context, table, c) for c in clusters]
    resolved = [replace(c, parties=table.parties_in(c.parties, c.year)) for c in resolved] + several
    kept = [c for c in _merged(_with_main_parties(resolved)) if len(c.parties) >= 2 or c.first.known]
    named = [c for c in kept if c.year is None and not c.first.known and not c.first.other]
    kept = [replace(c, older=bool(named) and (c.year is not None or c.first.other or _is_mentioned_once(c))) for c in kept]
    return tuple(_attach_anaphors(context, table, kept, [n for n in nouns if n.anaphor]))


def _is_mentioned_once(cluster: Cluster) -> bool:
    return cluster.first.known and not cluster.parties and len(cluster.nouns) == 1


def text_about(context: Context, cluster: Cluster) -> str:
    """Normalised text of the sentences that speak of the agreement; not those that only set another one apart from it."""
    spans = sorted({n.sentence.span for n in cluster.nouns if not n.compared} or {n.sentence.span for n in cluster.nouns})
    return " ".join(norm(s.text_in(context.document.text)) for s in spans)


def sentences_about(context: Context, cluster: Cluster) -> tuple[Sentence, ...]:
    """The sentences that speak of the agreement, and each that goes on after one without naming any ("It is valid for ten years")."""
    own = {n.sentence.index: n.sentence for n in cluster.nouns if not n.compared}
    following = (context.sentences[i + 1] for i in tuple(own) if i + 1 < len(context.sentences))
    for sentence in following:
        if sentence.paragraph == context.sentences[sentence.index - 1].paragraph:
            own.setdefault(sentence.index, sentence)
    return tuple(own[i] for i in sorted(own))
