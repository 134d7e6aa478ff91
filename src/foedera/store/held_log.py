"""The log of judgements as this process last read it: only what came since is read again, so that ten thousand cost no more than one."""

from dataclasses import dataclass, replace
from threading import Lock

from sqlalchemy import Connection, func, select

from foedera.record.judgements import Judgement
from foedera.store import judgement_log
from foedera.store.judgement_log import LoggedJudgement
from foedera.store.schema import judgement_marks, judgements

MOST_NEW = 200  # judgements that are read beside those held; where more came, all are read again


@dataclass(frozen=True, slots=True)
class Extent:
    """How far the two tables of the log go. Every change of them changes it: lines are added, or undone, or taken out, never rewritten."""

    judgements: int = 0
    last: int = 0
    undone: int = 0
    marks: int = 0
    last_mark: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """The log, oldest first, and how far it went when it was read."""

    extent: Extent = Extent()
    log: tuple[LoggedJudgement, ...] = ()
    standing: tuple[Judgement, ...] = ()


class HeldLog:
    """What one process holds of the log of one record. Several threads may share it."""

    def __init__(self) -> None:
        self._held = Held()
        self._lock = Lock()

    def read(self, connection: Connection) -> Held:
        """The whole log as it is now."""
        extent = extent_of(connection)
        with self._lock:
            held = self._held
        if held.extent == extent:
            return held
        log = _continued(connection, held, extent)
        found = _held(log if log is not None else judgement_log.read_log(connection), extent)
        if found.extent == extent:  # else somebody wrote between the two questions
            with self._lock:
                self._held = found
        return found


def extent_of(connection: Connection) -> Extent:
    """How far the log goes now."""
    said, marks = judgements.c, judgement_marks.c
    first = connection.execute(select(func.count(said.number), func.max(said.number), func.count(said.undone_at))).one()
    second = connection.execute(select(func.count(marks.number), func.max(marks.number))).one()
    return Extent(*(int(number or 0) for number in (*first, *second)))


def _held(log: tuple[LoggedJudgement, ...], extent: Extent) -> Held:
    """The log with its own extent."""
    standing = tuple(one.judgement for one in log if one.undone_at is None)
    marks = sum(len(one.judgement.marks) + len(one.judgement.others) for one in log)
    return Held(Extent(len(log), log[-1].number if log else 0, len(log) - len(standing), marks, extent.last_mark), log, standing)


def _continued(connection: Connection, held: Held, extent: Extent) -> tuple[LoggedJudgement, ...] | None:
    """The log held with what came since; None where much came, or something was taken out or moved: all of it is to be read again."""
    before = held.extent
    if not 0 <= extent.judgements - before.judgements <= MOST_NEW or extent.last_mark - before.last_mark != extent.marks - before.marks:
        return None
    new = judgement_log.read_some(connection, select(judgements).where(judgements.c.number > before.last).order_by(judgements.c.number))
    undone = {one.number: one for one in _undone(connection)} if extent.undone != before.undone else {}
    log = [replace(o, undone_at=undone[o.number].at, undone_by=undone[o.number].by) if o.number in undone else o for o in held.log]
    found = (*log, *new)
    return found if _held(found, extent).extent == extent else None


@dataclass(frozen=True, slots=True)
class _Undone:
    number: int
    at: str
    by: str


def _undone(connection: Connection) -> list[_Undone]:
    said = judgements.c
    rows = connection.execute(select(said.number, said.undone_at, said.undone_by).where(said.undone_at.is_not(None)))
    return [_Undone(row.number, row.undone_at, row.undone_by) for row in rows]
