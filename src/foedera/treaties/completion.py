"""What documents tell of an agreement, completed from the file step by step and duty by duty."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from foedera.record.model import AgreementRow, LifecycleRow, ProvisionRow
from foedera.treaties.lifecycle import DOUBTFUL, actors_of
from foedera.treaties.obligations import AID_CLASSES, PERMISSION, bearers_of
from foedera.values.codes import ActionClass, Factuality, Status, TriggerClass
from foedera.values.dates import DateRange

Published = Mapping[str, DateRange]


def completed(told: AgreementRow, filed: AgreementRow, published: Published) -> AgreementRow:
    """What documents tell, with the file's steps and duties beside it where they tell none, or none that is certain.

    What is told as done is never overwritten; what is announced, forecast or hedged, or denied before the day of the file, leaves the
    file's step standing. `published`: the days on which each document came out.
    """
    more = tuple(row for row in filed.lifecycle if not any(_settles(own, row, published) for own in told.lifecycle))
    more += tuple(_of_one_party(told, filed, more))
    firmer = {(row.step, _side(row)) for row in more}
    later = tuple(row for row in told.lifecycle if (row.step, _side(row)) in firmer)
    first = tuple(row for row in told.lifecycle if row not in later)
    parties = filed.parties if set(told.parties) < set(filed.parties) else told.parties
    duties = (*told.provisions, *_duties_left(told, filed, parties))
    return replace(told, parties=parties, lifecycle=(*first, *more, *later), provisions=duties)


def _side(row: LifecycleRow) -> frozenset[str]:
    """Whose act the step is: one state's own, or nobody's in particular when it is joint."""
    acting = actors_of(row)
    return acting if len(acting) == 1 else frozenset()


def _settles(told: LifecycleRow, filed: LifecycleRow, published: Published) -> bool:
    """Whether what documents tell of a step stands for what the file knows of it."""
    if (told.step, _side(told)) != (filed.step, _side(filed)):
        return False
    if _denied(told):
        return not _told_before(told, filed, published)
    return not _open(told)


def _denied(row: LifecycleRow) -> bool:
    return row.status is Status.DENIED or row.factuality is Factuality.DENIED


def _open(row: LifecycleRow) -> bool:
    """Announced, forecast or hedged, with no outside fact behind it."""
    return not row.facts and not _denied(row) and (row.status is Status.FUTURE or row.factuality in DOUBTFUL)


def _told_before(told: LifecycleRow, filed: LifecycleRow, published: Published) -> bool:
    """Whether every account came out before the step of the file was taken."""
    days = [published[a.document_id].latest for a in told.reported_by if a.document_id in published]
    taken = filed.days.earliest if filed.days else None
    return bool(days) and taken is not None and all(day is not None and day < taken for day in days)


def _of_one_party(told: AgreementRow, filed: AgreementRow, kept: tuple[LifecycleRow, ...]) -> Iterator[LifecycleRow]:
    """A joint step of the file as that of one party, where documents only announce that party's own."""
    has = {(row.step, _side(row)) for row in filed.lifecycle}
    for row in told.lifecycle:
        side = _side(row)
        if side and _open(row) and (row.step, side) not in has:
            has.add((row.step, side))
            joint = (one for one in kept if one.step is row.step and side < actors_of(one))
            yield from (replace(one, id=f"{one.id}#{row.actor}", actor=next(iter(side))) for one in joint)


def _duties_left(told: AgreementRow, filed: AgreementRow, parties: tuple[str, ...]) -> Iterator[ProvisionRow]:
    """The file's duties that documents do not tell; one told of some of its bearers alone is left to the others."""
    for duty in filed.provisions:
        owed = _pairs(duty, parties)
        left = owed - {pair for own in told.provisions if _stands_for(own, duty, filed) for pair in _pairs(own, parties)}
        if left == owed:
            yield duty
        elif left:
            bearers = {bearer for bearer, _ in left}
            yield duty if bearers == {bearer for bearer, _ in owed} else replace(duty, bearer="+".join(sorted(bearers)))


def _pairs(duty: ProvisionRow, parties: tuple[str, ...]) -> set[tuple[str, str]]:
    """(who owes it, to whom), among the parties."""
    return {(bearer, party) for party in parties for bearer in bearers_of(duty, parties, party)}


def _stands_for(told: ProvisionRow, duty: ProvisionRow, filed: AgreementRow) -> bool:
    """Whether a duty that documents tell as certain is this one of the file: by its article, else by what it promises and when.

    Of several duties in one article those of the same promise are meant. A duty of aid gives way to aid alone, and a duty to no permission.
    """
    if told.factuality in DOUBTFUL or (told.strength == PERMISSION) != (duty.strength == PERMISSION):
        return False
    if duty.action_class in AID_CLASSES and told.action_class not in AID_CLASSES:
        return False
    beside = [other for other in filed.provisions if told.article is not None and other.article == told.article]
    if not beside:
        return _promise(told) == _promise(duty)
    return duty in beside and (_promise(told) == _promise(duty) or all(_promise(told) != _promise(other) for other in beside))


def _promise(duty: ProvisionRow) -> tuple[ActionClass, TriggerClass | None]:
    """What is promised and what calls it up; defence that names no occasion is against an attack."""
    attack = TriggerClass.ARMED_ATTACK if duty.action_class is ActionClass.DEFENCE else None
    return duty.action_class, duty.trigger_class or attack
