"""Was the casus foederis met? Whether a war called up what the members of an alliance had promised each other.

The rules follow from what ATOP codes and who attacked whom; none was fitted to a row.

1. A promise counts between two members while both are in (ATOP dates from signature), and only while the fight goes on.
2. Defence is called up when another member is attacked, unless that member had attacked the same state first. A member that attacks
   another does by its own hand what it promised to help against: the promise is put to the test.
3. Offence is called up when another member attacks, whether it opens the war or joins it.
4. Neutrality is called up when another member is at war with an outsider.
5. Non-aggression is called up when two members fight each other.
6. Limits: a named adversary must be the enemy; "unprovoked" and "attacked" fail for a member that attacked first (anyone in this war;
   this enemy); "several adversaries" needs two; "this conflict" in a treaty concluded in wartime is the war that is on, whoever began
   it; a place is taken to be the attacked member's home, which it is not for one that had joined a war elsewhere; where a promise to
   attack names its enemy, the place only says where, and that war broke out shows that demands were refused.
7. A promise to attack is read strictly, a promise to help broadly: a limit that nothing settles (a place, an adversary or a kind of
   conflict that ATOP does not name) leaves defence and neutrality open, and excludes offence.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foedera.treaties.alliance_rows import Commitment, Limit, Pledge
from foedera.treaties.interstate_wars import Fight, War


class Casus(StrEnum):
    """Open: met unless a limit that ATOP does not spell out excludes it."""

    MET = "met"
    OPEN = "open"
    NOT_MET = "not_met"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a promise was, or was not, called up: `rule` names the reason, `limit` the limit that decided."""

    casus: Casus
    rule: str
    pledge: Pledge
    bearer: str
    beneficiary: str
    enemy: str
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer for an alliance and a war; `grounds` holds those of the winning answer (all, when not met)."""

    casus: Casus
    grounds: tuple[Ground, ...]

    @property
    def is_met(self) -> bool:
        """As counted: what only an unnamed place, adversary or provocation could exclude counts as met."""
        return self.casus is not Casus.NOT_MET


_ORDER = (Casus.MET, Casus.OPEN, Casus.NOT_MET)


@dataclass(frozen=True, slots=True)
class _Test:
    """One promise put beside one fight: `ally` fights `enemy`, and `attacked` says whether the enemy began."""

    promise: Commitment
    pledge: Pledge
    ally: str
    enemy: str
    attacked: bool
    fight: Fight
    war: War

    def ground(self, casus: Casus, rule: str, limit: Limit | None = None) -> Ground:
        return Ground(casus, rule, self.pledge, self.promise.member, self.ally, self.enemy, limit)


def casus_foederis(promises: Iterable[Commitment], war: War) -> Finding:
    """Whether the war called up any promise of these commitments, which are of one alliance."""
    held = [promise for promise in promises if promise.may_overlap(war.first_day, war.last_day)]
    grounds = [ground for fight in war.fights for ground in _grounds(held, fight, war)]
    casus = min((g.casus for g in grounds), key=_ORDER.index, default=Casus.NOT_MET)
    return Finding(casus, tuple(dict.fromkeys(g for g in grounds if g.casus is casus)))


def _grounds(held: Sequence[Commitment], fight: Fight, war: War) -> Iterator[Ground]:
    on = [promise for promise in held if promise.may_overlap(fight.since, fight.until)]
    members = {promise.member for promise in on}
    for promise in on:
        yield from _between_members(promise, members, fight)
        for ally, enemy, attacked in ((fight.on, fight.by, True), (fight.by, fight.on, False)):
            if ally in members and ally != promise.member and enemy != promise.member:
                outsider = enemy not in members
                yield from _for_an_ally(promise, ally, enemy, attacked, outsider, fight, war)


def _between_members(promise: Commitment, members: set[str], fight: Fight) -> Iterator[Ground]:
    """Rules 2 and 5 where the member of the promise itself attacks another member."""
    if promise.member != fight.by or fight.on not in members:
        return
    for pledge in (Pledge.DEFENCE, Pledge.NON_AGGRESSION):
        if pledge in promise.pledges:
            yield Ground(Casus.MET, "attacked_its_ally", pledge, fight.by, fight.on, fight.by)


def _for_an_ally(promise: Commitment, ally: str, enemy: str, attacked: bool, outsider: bool, fight: Fight, war: War) -> Iterator[Ground]:
    """Rules 2, 3 and 4 where another member fights."""
    for pledge in (Pledge.DEFENCE, Pledge.OFFENCE, Pledge.NEUTRALITY):
        if pledge not in promise.pledges or (pledge is Pledge.NEUTRALITY and not outsider):
            continue
        test = _Test(promise, pledge, ally, enemy, attacked, fight, war)
        if _is_of_this_war(test, outsider):
            yield test.ground(Casus.MET, "made_for_this_war", Limit.CONFLICT)
        elif pledge is Pledge.NEUTRALITY or attacked is (pledge is Pledge.DEFENCE):
            yield _weighed(test)


def _is_of_this_war(test: _Test, outsider: bool) -> bool:
    """Rule 6, "this conflict": a treaty of wartime about the war that is on."""
    promise = test.promise
    if Limit.CONFLICT not in promise.limits_of(test.pledge) or not promise.in_wartime or not outsider:
        return False
    return not promise.threats or test.enemy in promise.threats


def _weighed(test: _Test) -> Ground:
    """The first limit that fails decides, then the first that stays open."""
    if test.pledge is Pledge.DEFENCE and _had_attacked(test.ally, test.enemy, test.fight.since, test.war):
        return test.ground(Casus.NOT_MET, "had_attacked_first")
    limits = sorted(test.promise.limits_of(test.pledge), key=list(Limit).index)
    standing = [(_stands(limit, test), limit) for limit in limits]
    for casus, limit in standing:
        if casus is Casus.NOT_MET:
            return test.ground(casus, "limit_fails", limit)
    for casus, limit in standing:
        if casus is Casus.OPEN:
            return test.ground(casus, "limit_open", limit)
    return test.ground(Casus.MET, "called_up")


def _stands(limit: Limit, test: _Test) -> Casus:
    """How a limit stands in this fight (rules 6 and 7)."""
    match limit:
        case Limit.ADVERSARY:
            return _if(test.enemy in test.promise.threats) if test.promise.threats else _unsettled(test)
        case Limit.LOCATION:
            return _place(test)
        case Limit.NUMBER:
            return _if(len(test.war.adversaries(test.ally)) > 1)
        case Limit.UNPROVOKED:
            return Casus.NOT_MET if _had_attacked_anyone(test) else Casus.OPEN
        case Limit.ATTACKED:
            return _if(test.attacked and not _had_attacked(test.ally, test.enemy, test.fight.since, test.war))
        case Limit.DEMANDS if test.pledge is Pledge.OFFENCE:
            return _if(bool(test.promise.threats))
        case Limit.CONFLICT | Limit.DEMANDS | Limit.REQUEST:
            return _unsettled(test)


def _if(holds: bool) -> Casus:
    return Casus.MET if holds else Casus.NOT_MET


def _unsettled(test: _Test) -> Casus:
    return Casus.NOT_MET if test.pledge is Pledge.OFFENCE else Casus.OPEN


def _place(test: _Test) -> Casus:
    if test.pledge is Pledge.OFFENCE:
        return _if(bool(test.promise.threats))
    if test.pledge is Pledge.DEFENCE:
        return _if(not (test.fight.joined and any(f.joined for f in _attacks_before(test.ally, test.fight.since, test.war))))
    return Casus.OPEN


def _had_attacked(ally: str, enemy: str, day: date, war: War) -> bool:
    return any(fight.on == enemy for fight in _attacks_before(ally, day, war))


def _had_attacked_anyone(test: _Test) -> bool:
    return bool(_attacks_before(test.ally, test.fight.since, test.war))


def _attacks_before(state: str, day: date, war: War) -> list[Fight]:
    return [fight for fight in war.attacked_by(state) if fight.since <= day]
