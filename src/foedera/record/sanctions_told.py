"""Who is under whose sanctions: a document that names a body's sanctions on a state, against those that tell them apart."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from foedera.record.disagreements import CONTRADICTION, Told, disagreement
from foedera.record.event_tellings import EventTelling
from foedera.record.model import Disagreement, DisagreementValue
from foedera.record.same_event import EventDraft
from foedera.record.sanctions_file import is_not_in_file
from foedera.values.codes import EventType, Factuality

By = dict[str, dict[str, set[str]]]  # document -> target -> issuers
WORLD_FILE = "world file"
NOT_IN_FILE = "not "  # before the issuer and target of sanctions that the file does not have
KINDS_LEFT_OUT = (Factuality.DENIED, Factuality.FORECAST)


def sanction_disagreements(events: Sequence[EventDraft], copy_root: Mapping[str, str]) -> list[Disagreement | None]:
    """For each issuer and target: one document tells of such sanctions, another has them on someone else and others' on this target.

    Also where the world file, which has all regimes of the issuer, has none on the target.
    """
    told = [(draft.id, one) for draft in events for one in draft.tellings if _counts(one)]
    by_document: By = defaultdict(lambda: defaultdict(set))
    for _, one in told:
        for target in (one.event.target or "").split("+"):
            by_document[one.telling.document_id][target] |= set((one.event.source or "").split("+"))
    found = []
    for issuer, target in sorted({(i, t) for some in by_document.values() for t, issuers in some.items() for i in issuers}):
        claims = [one for _, one in told if _is_of(one, issuer, target)]
        against_file = all(is_not_in_file(issuer, target, one.published) for one in claims)
        if against_file or _told_apart(issuer, target, by_document):
            found.append(_disagreement(issuer, target, told, by_document, copy_root, against_file))
    return found


def _counts(one: EventTelling) -> bool:
    event = one.event
    return event.type is EventType.SANCTION and event.factuality not in KINDS_LEFT_OUT and bool(event.source and event.target)


def _told_apart(issuer: str, target: str, by_document: By) -> bool:
    """Some document tells of the issuer's sanctions on the target; another of the issuer's on someone else and of others' on the target."""
    return any(
        target in some and issuer not in some[target] and any(issuer in issuers for other, issuers in some.items() if other != target)
        for some in by_document.values()
    ) and any(issuer in some.get(target, ()) for some in by_document.values())


def _disagreement(
    issuer: str, target: str, told: Sequence[tuple[str, EventTelling]], by_document: By, copy_root: Mapping[str, str], against_file: bool
) -> Disagreement | None:
    """What each document that speaks of sanctions on the target says of all sanctions it tells, and the world file where it says no."""
    mine = [(key, one) for key, one in told if target in by_document[one.telling.document_id]]
    about = min(key for key, one in mine if _is_of(one, issuer, target))
    values = {one.telling.document_id: _worded(by_document[one.telling.document_id]) for _, one in mine}
    accounts = [Told(values[one.telling.document_id], one.telling.account()) for _, one in mine]
    file_says = (DisagreementValue(f"{NOT_IN_FILE}{issuer}: {target}", (), (WORLD_FILE,), 1),) if against_file else ()
    return disagreement(about, "actor", CONTRADICTION, accounts, copy_root, aspect="sanctions", beside=file_says)


def _is_of(one: EventTelling, issuer: str, target: str) -> bool:
    return issuer in (one.event.source or "").split("+") and target in (one.event.target or "").split("+")


def _worded(targets: Mapping[str, set[str]]) -> str:
    """ "UN: PRK; USA: PRK, RUS": each issuer with those under its sanctions."""
    issuers = sorted({i for some in targets.values() for i in some})
    return "; ".join(f"{issuer}: {', '.join(sorted(t for t, some in targets.items() if issuer in some))}" for issuer in issuers)
