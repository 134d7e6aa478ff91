"""One duty told by several documents is one provision: same bearers, same kind of act on the same kind of occasion, no other article."""

from collections.abc import Iterable, Sequence

from foedera.reading.model import ObligationStatement
from foedera.record.agreements import ToldAgreement, stems_of
from foedera.record.joined import joined
from foedera.record.match import Match, ground
from foedera.record.model import Account, ProvisionRow
from foedera.record.rows import surest
from foedera.record.statement_ids import obligation_id
from foedera.values.codes import ActionClass

Told = tuple[str, str, ObligationStatement]  # statement id, document id, statement
LEAST_SHARE = 0.5  # of the words of two duties told by one document
DUTY, OCCASION, ARTICLE = 0.7, 0.7, 1.0
CORE = frozenset({ActionClass.DEFENCE})  # a treaty has one such duty an occasion, however it is worded


def provisions_of(agreement_id: str, group: Sequence[ToldAgreement]) -> tuple[ProvisionRow, ...]:
    """The provisions of one agreement, those of numbered articles first."""
    rows = [_row(agreement_id, c) for c in duties_of(group)]
    return tuple(sorted(rows, key=lambda r: (r.article is None, r.article or 0, r.action_class, r.trigger_class or "", r.id)))


def provision_id(agreement_id: str, duty: Sequence[Told]) -> str:
    """The id of the provision that these statements tell."""
    return f"{agreement_id}/{min(one[0] for one in duty)}"


def duties_of(group: Sequence[ToldAgreement]) -> list[list[Told]]:
    """The statements of duties of one agreement, those that tell one duty together, the fullest first."""
    told = {obligation_id(one.document_id, o): (one.document_id, o) for one in group for o in one.reading.obligations}
    parties = frozenset(group[0].reading.parties)
    clusters: list[list[Told]] = []
    for one in sorted(((key, *said) for key, said in told.items()), key=_fullness):
        home = next((c for c in clusters if all(_same_duty(one, other, parties) for other in c)), None)
        if home is None:
            clusters.append([one])
        else:
            home.append(one)
    return clusters


def _fullness(one: Told) -> tuple[int, str, int]:
    said = one[2]
    told = (
        3 * bool(said.article)
        + 2 * len(said.conditions)
        + 2 * len(said.caveats)
        + bool(said.strength)
        + bool(said.delay)
        + bool(said.trigger)
    )
    return -told, one[1], said.evidence.start


def _bearers(said: ObligationStatement, parties: frozenset[str]) -> frozenset[str]:
    """States bound; all parties for "each party" and the like."""
    named = frozenset(said.bearer.split("+")) & parties
    return named or parties


def _same_duty(a: Told, b: Told, parties: frozenset[str]) -> bool:
    x, y = a[2], b[2]
    if x.action_class is not y.action_class or _bearers(x, parties) != _bearers(y, parties):
        return False
    if x.article and y.article and x.article != y.article:
        return False
    if x.trigger_class is not y.trigger_class:
        return False
    if x.action_class in CORE:
        return True
    if a[1] == b[1]:
        return x.evidence == y.evidence and x.action == y.action
    mine, theirs = stems_of(x.action), stems_of(y.action)
    return x.trigger_class is not None or len(mine & theirs) >= LEAST_SHARE * min(len(mine), len(theirs))


def compare_duties(a: Told, b: Told) -> Match:
    """Two statements taken for one duty: the same kind of act on the same kind of occasion, the same article, like words."""
    x, y = a[2], b[2]
    grounds = [ground("same_duty", bearer=x.bearer, action_class=str(x.action_class))]
    weight = DUTY
    if x.trigger_class is not None:
        weight += OCCASION
        grounds.append(ground("same_occasion", trigger_class=str(x.trigger_class)))
    if x.article and x.article == y.article:
        weight += ARTICLE
        grounds.append(ground("same_article", article=str(x.article)))
    mine, theirs = stems_of(x.action), stems_of(y.action)
    like = len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0
    if like:
        grounds.append(ground("like_words", share=str(round(100 * like))))
    return Match(weight + like, tuple(grounds))


def _row(agreement_id: str, cluster: list[Told]) -> ProvisionRow:
    best = cluster[0][2]
    said = [one[2] for one in cluster]
    accounts = tuple(
        Account(key, document, o.evidence, o.factuality, o.said_by, reader=o.reader)
        for key, document, o in sorted(cluster, key=lambda c: (c[1], c[2].evidence.start, c[0]))
    )
    return ProvisionRow(
        id=provision_id(agreement_id, cluster),
        article=next((o.article for o in said if o.article), None),
        bearer=best.bearer,
        beneficiary=best.beneficiary or next((o.beneficiary for o in said if o.beneficiary), None),
        action=best.action,
        action_class=best.action_class,
        strength=next((o.strength for o in said if o.strength), None),
        delay=next((o.delay for o in said if o.delay), None),
        trigger=best.trigger or next((o.trigger for o in said if o.trigger), None),
        trigger_class=best.trigger_class,
        conditions=_all(o.conditions for o in said),
        caveats=_all(o.caveats for o in said),
        factuality=surest(accounts),
        reported_by=accounts,
        joined=joined(cluster, lambda one: one[0], compare_duties),
    )


def _all(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The fullest list: two wordings of one condition are not two conditions."""
    return max(lists, key=len, default=())
