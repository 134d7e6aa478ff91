"""What an agreement obliges its parties to do: bearer, conduct, what sets it off, and under which reserve."""

import re
from dataclasses import replace

from foedera.reading.agreement_clusters import Cluster
from foedera.reading.agreement_nouns import read_sentences
from foedera.reading.attribution import voices_at
from foedera.reading.context import Context, Sentence
from foedera.reading.duty_actions import action_text
from foedera.reading.duty_bearers import EACH_PARTY, Clause, bearer_of, named_last
from foedera.reading.duty_words import DutyTable, duty_table
from foedera.reading.model import SHALLOW, FoundBy, ObligationStatement
from foedera.reading.party_mentions import codes_of
from foedera.reading.sentences import norm
from foedera.sources.model import LineRole
from foedera.values.codes import ActionClass, Factuality, TriggerClass
from foedera.values.span import Span, evidence_at

_MAX_WORDS = 15
_REACH = 2
_ARTICLE_REACH = 8
_FEW = 3  # agreements of a text that is about one of them
_LEAD = 1
_OPENING = 40
_SUBJECT_GAP = 45
_SUBJECT_ADJOINS = 4  # characters between a party and what binds it
_OWN_WORDS = "(text)"
_CALLS_FOR_TALKS = (TriggerClass.THREAT, TriggerClass.ARMED_ATTACK)
_VERB_REACH = 60
_NAMED_AFTER = 20


def _stretch(context: Context, table: DutyTable, sentence: Sentence, about: bool, parties: frozenset[str]) -> Span | None:
    """The part of the sentence that tells what is promised: from its introducer on, or all of a sentence built on a condition or a duty."""
    text, start = norm(sentence.span.text_in(context.document.text)), sentence.span.start
    intro, condition, modal = table.introducers.search(text), table.conditional.search(text), table.modals.search(text)
    bound = bool(
        table.opens.match(text) or table.party_group.search(text) or (intro and table.pronoun_before.search(text[: intro.start()]))
    )
    if condition and modal and (about or bound or table.mutual.search(text)):
        promised_first = modal.start() < condition.start() and (
            intro is None or intro.start() >= condition.start()
        )  # "A and B will consult in case of a threat"
        first = 0 if promised_first else min(condition.start(), intro.start() if intro else len(text))
        return Span(start + first, sentence.span.end)
    if intro and about and table.secondary.match(text, intro.start()) and table.denied.search(text[: intro.start()]):
        return sentence.span
    subject = _binding_subject(context, table, sentence, intro, parties) if intro else None
    if intro and (about or bound or subject is not None):
        return Span(start + intro.start() if subject is None else subject, sentence.span.end)
    if (table.secondary.search(text) and about) or (modal and (bound or _party_acts(context, table, sentence, modal, parties))):
        return sentence.span
    return None


def _binding_subject(context: Context, table: DutyTable, sentence: Sentence, intro: re.Match[str], parties: frozenset[str]) -> int | None:
    """Where the party stands that binds itself or is bound by the words of the introducer: "Warsaw must", "Paris undertakes to"."""
    if not table.subject_binds.fullmatch(intro.group()):
        return None
    start = sentence.span.start
    before = [m for m in context.mentions_in(Span(start, start + intro.start())) if m.kind in ("state", "capital", "demonym")]
    near = bool(before) and start + intro.start() - before[-1].span.end < _SUBJECT_ADJOINS
    return before[-1].span.start if near and codes_of(before[-1]) <= parties else None


def _party_acts(context: Context, table: DutyTable, sentence: Sentence, modal: re.Match[str], parties: frozenset[str]) -> bool:
    """Whether a party is the subject of the duty: "Oslo will train ..."."""
    start = sentence.span.start
    before = [m for m in context.mentions_in(Span(start, start + modal.start())) if m.kind in ("state", "capital", "demonym")]
    if not before or not codes_of(before[-1]) <= parties or voices_at(context, before[-1].span).said_by:
        return False
    return start + modal.start() - before[-1].span.end < _SUBJECT_GAP


def _parts(context: Context, table: DutyTable, span: Span) -> list[Span]:
    """The stretch cut where a coordinated verb with its own object begins."""
    text = norm(span.text_in(context.document.text))
    cuts = [0, *(m.start() for m in table.splitters.finditer(text)), len(text)]
    return [Span(span.start + a, span.start + b) for a, b in zip(cuts, cuts[1:], strict=False) if b - a > 8]


def _first_action(table: DutyTable, text: str) -> tuple[ActionClass, re.Match[str]] | None:
    for action_class, form in table.actions:
        if match := form.search(text):
            return action_class, match
    return None


def _conduct(table: DutyTable, text: str, first: re.Match[str], trigger: re.Match[str] | None) -> re.Match[str]:
    """The words of the conduct itself: the next ones of the same form when the first are those of the trigger."""
    others = (m for m in first.re.finditer(text) if trigger is None or m.start() >= trigger.end() or m.end() <= trigger.start())
    return next(others, first)


def _trigger(table: DutyTable, text: str) -> tuple[TriggerClass, re.Match[str]] | None:
    if match := table.threat_first.search(text):
        return TriggerClass.THREAT, match
    for trigger_class, form in table.triggers:
        if match := form.search(text):
            return trigger_class, match
    return None


def _window(context: Context, part: Span, start: int, end: int, trigger_end: int) -> Span:
    """At most fifteen words from a little before the action to the end of the trigger or the part."""
    words = [t.span for s in [context.sentence_at(part.start)] for t in s.tokens if t.is_word and part.contains(t.span)]
    inside = [i for i, w in enumerate(words) if w.end > start and w.start < max(end, trigger_end)]
    if not inside:
        return Span(start, end)
    first = max(0, inside[0] - _LEAD)
    last = min(len(words) - 1, max(inside[-1], first + 10), first + _MAX_WORDS - 1)
    return Span(words[first].start, words[last].end)


def _verb_before(table: DutyTable, text: str, action: int) -> int:
    """Where the verb that governs the action stands, when it is close before it."""
    starts = [
        m.start() for form in (table.modals, table.introducers) for m in form.finditer(text[:action]) if action - m.start() < _VERB_REACH
    ]
    return min([*starts, action])


def _bound_by(context: Context, table: DutyTable, cluster: Cluster, part: Span) -> str | None:
    """Who a part without conduct of its own binds to that of the next: "Kigali undertakes, in the accord, to receive"."""
    bound = table.subject_binds.search(norm(part.text_in(context.document.text)))
    return named_last(context, cluster, part.start + bound.start()) if bound else None


def _without_names(context: Context, cluster: Cluster, part: Span, text: str) -> str:
    """The text of the part with the agreement's own name blanked: "the defence pact" promises nothing by its name."""
    for noun in cluster.nouns:
        if part.contains(noun.span) and not noun.anaphor:
            start, end = noun.span.start - part.start, noun.span.end - part.start
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _article(table: DutyTable, text: str, end: int, carried: int | None = None) -> int | None:
    """The agreement's own article named last before `end`, else the one `carried` from before, else the one named first after it."""
    own = table.article_other.sub(lambda other: " " * len(other.group()), text)
    told = [(m.start(), int(next(g for g in m.groups() if g))) for m in table.article.finditer(own)]
    before = [number for at, number in told if at < end]
    if before or carried:
        return before[-1] if before else carried
    return told[0][1] if told else None


def _labels(rows: tuple[tuple[re.Pattern[str], str], ...], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for form, label in rows if form.search(text)))


def _factuality(table: DutyTable, part: str, said_by: tuple[str, ...], quoted: bool) -> Factuality:
    if table.denied.search(part):
        return Factuality.DENIED
    if table.hedged.search(part) and not quoted:
        return Factuality.HEDGED
    return Factuality.ATTRIBUTED if said_by else Factuality.STATED


def _obligation(
    context: Context, table: DutyTable, cluster: Cluster, sentence: Sentence, part: Span, whole: str, before: str | None
) -> ObligationStatement | None:
    text = norm(part.text_in(context.document.text))
    plain = _without_names(context, cluster, part, text)
    action = _first_action(table, plain)
    if action is None:
        return None
    action_class, match = action
    if action_class is ActionClass.COORDINATION and (set_off := _trigger(table, text)) and set_off[0] in _CALLS_FOR_TALKS:
        action_class = ActionClass.CONSULT
    trigger, begins = _trigger(table, text), part.start + match.start()
    opening = table.conditional.search(whole[:_OPENING]) or (action_class is ActionClass.DEFENCE and _trigger(table, whole[:_OPENING]))
    if trigger is None and opening and part.start > sentence.span.start:
        trigger = _trigger(table, whole)
    ends = part.start + trigger[1].end() if trigger and trigger[1].string is text else 0
    low = ends if part.start < ends <= begins else part.start
    verb = _verb_before(table, text, match.start())
    evidence_span = _window(context, part, part.start + verb, part.start + match.end(), ends)
    voices = voices_at(context, evidence_span)
    said_by = tuple(v for v in voices.said_by if not v.endswith(_OWN_WORDS))
    row = next(i for i, (_, form) in enumerate(table.actions) if form is match.re)
    strength = _labels(table.strength, text)
    delay = table.delay.search(text)
    conduct = _conduct(table, text, match, trigger[1] if trigger and trigger[1].string is text else None)
    return ObligationStatement(
        bearer=bearer_of(context, table.who, cluster, Clause(part, low, begins, part.start + verb, action_class), before) or EACH_PARTY,
        action=action_text(context, part, Span(part.start + conduct.start(), part.start + conduct.end()), part.start + verb),
        action_class=action_class,
        evidence=evidence_at(context.document.text, evidence_span.start, evidence_span.end),
        trigger=trigger[1].group() if trigger else None,
        trigger_class=trigger[0] if trigger else None,
        caveats=_labels(table.caveats, whole),
        conditions=_labels(table.conditions, whole),
        strength=strength[0] if strength else None,
        delay=delay.group() if delay else None,
        said_by=said_by,
        factuality=_factuality(
            table, norm(context.document.text[max(sentence.span.start, part.start - 12) : part.end]), said_by, bool(context.quoted_in(part))
        ),
        reader=SHALLOW,
        found_by=FoundBy(Span(begins, part.start + match.end()), f"obligation_cues.actions.{row}"),
    )


def _most_told(clusters: tuple[Cluster, ...], near: list[tuple[int, int]]) -> int:
    """Of the agreements told nearby, the one the document speaks of most; the last one told between equals."""
    return max(near, key=lambda told: (len(clusters[told[1]].nouns), told[0]))[1]


def _owner(
    context: Context, table: DutyTable, clusters: tuple[Cluster, ...], sentence: Sentence, last: tuple[int, int] | None
) -> tuple[int, bool] | None:
    """The agreement a sentence speaks of, and whether it names it: the mention before the introducer, else the last one told nearby."""
    here = sorted((n.span.start, i) for i, c in enumerate(clusters) for n in c.nouns if n.sentence is sentence and not n.compared)
    intro = table.introducers.search(norm(sentence.span.text_in(context.document.text)))
    near = [
        (n.span.start, i)
        for i, c in enumerate(clusters)
        for n in c.nouns
        if 0 < sentence.index - n.sentence.index <= _REACH
        and sentence.paragraph - n.sentence.paragraph <= 1
        and n.sentence.role is LineRole.BODY
        and not c.older
    ]
    text = norm(sentence.span.text_in(context.document.text))
    meant_before = intro and near and table.opens.match(text) and not any(at <= sentence.span.start + intro.start() for at, _ in here)
    if here and not meant_before:
        before = [p for p in here if intro and p[0] <= sentence.span.start + intro.start()]
        named = bool(before) or intro is None or here[0][0] - sentence.span.start - intro.end() < _NAMED_AFTER
        return (before[-1] if before else here[0])[1], named or bool(
            table.secondary.search(norm(sentence.span.text_in(context.document.text)))
        )
    last = None if last and clusters[last[1]].older else last  # the text goes on about the main agreement, not the older one
    if near or (last and sentence.index - last[0] <= 1):
        return (_most_told(clusters, near), False) if near else (last[1], False) if last else None
    return _owner_of_article(table, clusters, sentence, text) or _only_one_told(context, table, clusters, sentence)


def _only_one_told(context: Context, table: DutyTable, clusters: tuple[Cluster, ...], sentence: Sentence) -> tuple[int, bool] | None:
    """The one agreement that the document is about, for a sentence on what a party or the two of them will do, some sentences on."""
    main = [i for i, c in enumerate(clusters) if len(c.parties) > 1 and not c.older and not c.first.known]
    text = norm(sentence.span.text_in(context.document.text))
    modal = table.modals.search(text) if len(main) == 1 and len(clusters) <= _FEW else None
    acts = modal and (table.party_group.match(text) or _party_acts(context, table, sentence, modal, clusters[main[0]].parties))
    if not acts or voices_at(context, Span(sentence.span.start, sentence.span.start + 1)).said_by:
        return None
    told = [n.sentence for n in clusters[main[0]].nouns if n.sentence.role is LineRole.BODY]
    return (main[0], False) if any(0 < sentence.index - s.index <= _ARTICLE_REACH for s in told) else None


def _owner_of_article(table: DutyTable, clusters: tuple[Cluster, ...], sentence: Sentence, text: str) -> tuple[int, bool] | None:
    """ "Under Article 4, ...": the agreement told a little further before, when the article is not one of a charter or constitution."""
    if not table.article_opens.match(text) or _article(table, text, len(text)) is None:
        return None
    before = [
        (n.span.start, i)
        for i, c in enumerate(clusters)
        for n in c.nouns
        if 0 < sentence.index - n.sentence.index <= _ARTICLE_REACH
        and n.sentence.role is LineRole.BODY
        and not c.older
        and not c.first.known
    ]
    return (_most_told(clusters, before), True) if before else None


def obligations_of(context: Context, clusters: tuple[Cluster, ...]) -> list[tuple[int, ObligationStatement]]:
    """The obligations of the agreements, with their cluster's index, in reading order; one conduct told twice is told once."""
    table = duty_table(context.pack) if clusters else None
    found: list[tuple[int, ObligationStatement]] = []
    article: int | None = None
    heading: int | None = None  # the sentence right after one that begins with an article
    last: tuple[int, int] | None = None
    for sentence in read_sentences(context) if table else ():
        assert table is not None
        owner = _owner(context, table, clusters, sentence, last)
        if sentence.role is not LineRole.BODY or owner is None:
            continue
        index, about = owner
        span = _stretch(context, table, sentence, about, clusters[index].parties)
        whole = norm(sentence.span.text_in(context.document.text))
        carried = article if table.same_article.search(whole) or (table.opens.match(whole) and sentence.index == heading) else None
        if table.article_opens.match(whole):
            article, heading = _article(table, whole, len(whole)), sentence.index + 1
        bearer: str | None = None
        if found and last and sentence.index - last[0] == 1 and table.continued.match(whole):
            found[-1] = found[-1][0], _with_reserves(table, found[-1][1], whole)
        for part in _parts(context, table, span) if span else ():
            duty = _obligation(context, table, clusters[index], sentence, part, whole, bearer)
            bearer = duty.bearer if duty else bearer or _bound_by(context, table, clusters[index], part)
            article = _article(table, whole, part.end - sentence.span.start, carried)
            if duty and not any(i == index and _same(duty, other) for i, other in found):
                found.append((index, replace(duty, article=article)))
                last = sentence.index, index
    return [(i, o) for i, o in found if not _outdone(context, o, [x for k, x in found if k == i])]


def _with_reserves(table: DutyTable, duty: ObligationStatement, text: str) -> ObligationStatement:
    """The duty with the caveats and conditions that the next sentence tells of it."""
    caveats, conditions = (*duty.caveats, *_labels(table.caveats, text)), (*duty.conditions, *_labels(table.conditions, text))
    return replace(duty, caveats=tuple(dict.fromkeys(caveats)), conditions=tuple(dict.fromkeys(conditions)))


def _outdone(context: Context, duty: ObligationStatement, others: list[ObligationStatement]) -> bool:
    """A defence duty without its trigger, when the same sentence tells it again with one."""
    if duty.action_class is not ActionClass.DEFENCE or duty.trigger_class:
        return False
    here = context.sentence_at(duty.evidence.start)
    return any(o.action_class is ActionClass.DEFENCE and o.trigger_class and context.sentence_at(o.evidence.start) is here for o in others)


def _same(a: ObligationStatement, b: ObligationStatement) -> bool:
    return (a.bearer, a.action_class, a.trigger_class) == (b.bearer, b.action_class, b.trigger_class) and (
        a.action_class is ActionClass.DEFENCE or a.evidence.span.overlaps(b.evidence.span)
    )
