"""Who owes what an agreement promises: its subject, the other side of a lease or a permission, or each party."""

import re
from dataclasses import dataclass

from foedera.reading.agreement_clusters import Cluster
from foedera.reading.agreement_nouns import complement_of
from foedera.reading.agreement_steps import giver_of
from foedera.reading.agreement_words import NameTable, name_table
from foedera.reading.context import Context
from foedera.reading.model import ActorMention
from foedera.reading.party_mentions import codes_of
from foedera.reading.sentences import norm
from foedera.values.codes import ActionClass
from foedera.values.span import Span

EACH_PARTY = "each party"
_OBJECT_REACH = 14
_ADJOINS = 3  # characters between a subject and its verb
_JOINED_GAP = 11  # characters between two parties that act together
_BORNE = 40  # characters behind "falls to" in which the party stands
_GIVEN = frozenset({ActionClass.TERRITORY, ActionClass.ACCESS, ActionClass.PAYMENT, ActionClass.TRANSFER})


@dataclass(frozen=True, slots=True)
class BearerWords:
    """How a language words it: done by both, given to somebody, borne by somebody, allowed to somebody, rented, paid in return."""

    mutual: re.Pattern[str]
    recipient: re.Pattern[str]
    borne_by: re.Pattern[str]
    granted: re.Pattern[str]
    tenant: re.Pattern[str]
    in_return: re.Pattern[str]
    host_before: re.Pattern[str]
    host_after: re.Pattern[str]
    guest_before: re.Pattern[str]
    guest_after: re.Pattern[str]
    relative_subject: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Clause:
    """One promise in the text: parties are looked for from `low` to the words of the `action`; `verb` is where what governs it stands."""

    part: Span
    low: int
    action: int
    verb: int
    action_class: ActionClass


def bearer_of(context: Context, words: BearerWords, cluster: Cluster, clause: Clause, before: str | None) -> str | None:
    """The party that owes it, "each party", or None where nobody is told; `before` owes what the same sentence promised just before."""
    names = name_table(context.pack)
    if cluster.first.unilateral and names:
        return min(giver_of(context, cluster))
    text = norm(clause.part.text_in(context.document.text))
    if clause.action_class is ActionClass.PAYMENT and words.in_return.match(text) and before in cluster.parties:
        return _other(cluster, before)
    if words.relative_subject.match(text) and (told := named_last(context, cluster, clause.part.start)):
        return told
    borne = (
        _borne(context, words, cluster, clause, text) or _host(context, words, cluster, clause) or _third_state(context, cluster, clause)
    )
    return borne or _given(context, words, cluster, clause, text, _subject(context, words, cluster, clause, names, before)) or before


def _other(cluster: Cluster, party: str | None) -> str | None:
    """The other party of an agreement between two."""
    rest = sorted(cluster.parties - {party})
    return rest[0] if len(cluster.parties) == 2 and len(rest) == 1 else None


def _borne(context: Context, words: BearerWords, cluster: Cluster, clause: Clause, text: str) -> str | None:
    """Whom "falls to", "borne by" names."""
    match = words.borne_by.search(text)
    behind = Span(clause.part.start + match.end(), clause.part.start + match.end() + _BORNE) if match else None
    codes = [codes_of(m) & cluster.parties or codes_of(m) for m in context.mentions_in(behind)] if behind else []
    return min(codes[0]) if codes and codes[0] else None


def _host(context: Context, words: BearerWords, cluster: Cluster, clause: Clause) -> str | None:
    """On whose soil something is allowed: "on Norwegian soil", "dans les ports finlandais"."""
    whole = norm(context.document.text)
    for m in context.mentions_in(clause.part) if clause.action_class is ActionClass.ACCESS else ():
        codes = codes_of(m) & cluster.parties
        before, after = whole[max(0, m.span.start - _BORNE) : m.span.start], whole[m.span.end : m.span.end + _OBJECT_REACH]
        if codes and m.kind in ("state", "demonym") and (words.host_before.search(before) or words.host_after.match(after)):
            return min(codes)
        is_guest = words.guest_before.search(before) or words.guest_after.match(after)
        if len(codes) == 1 and m.kind in ("state", "demonym") and is_guest and (host := _other(cluster, min(codes))):
            return host
    return None


def _third_state(context: Context, cluster: Cluster, clause: Clause) -> str | None:
    """A state that is no party, named as the subject: "and Malaysia will send observers"."""
    before = context.mentions_in(Span(clause.low, clause.verb))
    subject = before[-1] if before and before[-1].kind == "state" and clause.verb - before[-1].span.end < _ADJOINS else None
    return min(codes_of(subject)) if subject and codes_of(subject) and not codes_of(subject) & cluster.parties else None


def _given(context: Context, words: BearerWords, cluster: Cluster, clause: Clause, text: str, subject: str | None) -> str | None:
    """The subject, or the other side where what is given, rented or allowed goes to the subject."""
    if clause.action_class not in _GIVEN or len(cluster.parties) != 2:
        return subject
    whole = context.document.text
    to = [
        min(codes_of(m) & cluster.parties)
        for m in context.mentions_in(clause.part)
        if codes_of(m) & cluster.parties
        and m.span.start >= clause.verb
        and words.recipient.search(norm(whole[max(clause.part.start, m.span.start - _OBJECT_REACH) : m.span.start]))
    ]
    if to and subject in (EACH_PARTY, None, to[0]):
        return _other(cluster, to[0])
    is_theirs = clause.action_class is ActionClass.ACCESS and subject in cluster.parties and not to
    return _other(cluster, subject) if is_theirs and (words.granted.search(text) or words.tenant.search(text)) else subject


def named_last(context: Context, cluster: Cluster, end: int) -> str | None:
    """The party named last before a place of its sentence."""
    before = context.mentions_in(Span(context.sentence_at(end).span.start, end))
    codes = [codes_of(m) & cluster.parties for m in before if m.kind in ("state", "capital") and codes_of(m) & cluster.parties]
    return min(codes[-1]) if codes else None


def _subject(
    context: Context, words: BearerWords, cluster: Cluster, clause: Clause, names: NameTable | None, before: str | None
) -> str | None:
    """The party named last before the verb, else just after it; each party where several act or the words say so."""
    part, text = clause.part, context.document.text
    told = [complement_of(context, names, n) for n in cluster.nouns if n.span.overlaps(part) and names]
    reach = range(clause.low, clause.action + _OBJECT_REACH)
    near = (m for m in context.mentions if m.span.start in reach and not any(c and c.contains(m.span) for c in told))
    own = [m for m in near if m.kind != "outlet" and codes_of(m) & cluster.parties]
    subjects = [m for m in own if m.span.end < clause.action]
    if len(subjects) > 1 and _are_joined(context, names, subjects[-2], subjects[-1]):
        return EACH_PARTY
    if words.mutual.search(norm(text[part.start : clause.action])) or (
        words.mutual.search(norm(part.text_in(text))) and not own and not before
    ):
        return EACH_PARTY
    leading = [m for m in own if m.span.end <= clause.verb]
    who = leading[-1] if leading else own[0] if own else None
    found = codes_of(who) & cluster.parties if who else frozenset()
    return next(iter(found)) if len(found) == 1 else None if not own else EACH_PARTY


def _are_joined(context: Context, names: NameTable | None, left: ActorMention, right: ActorMention) -> bool:
    """Whether "and" stands between two different parties."""
    gap = norm(context.document.text[left.span.end : right.span.start])
    joiners = names.joiners - {","} if names else frozenset()
    return codes_of(left) != codes_of(right) and len(gap) < _JOINED_GAP and bool(joiners & set(gap.split()))
