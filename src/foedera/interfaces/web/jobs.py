"""Additions at work: one thread fetches and reads what visitors gave, one thing after the other, and tells how far it is."""

import queue
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from secrets import token_urlsafe
from typing import Any

from foedera.corpus.read_corpus import USUAL, ReaderChoice, read_into, reader_version
from foedera.corpus.record_of_store import grow
from foedera.errors import FoederaError, Trouble, UsageError
from foedera.interfaces.web.machine_paths import told_to_visitor, without_paths
from foedera.sources.fetch import NETWORK, Limits, Network
from foedera.sources.model import Document
from foedera.sources.read_addresses import documents_at
from foedera.sources.read_sources import documents_from_bytes
from foedera.store.store import Store

MOST_WAITING = 20  # additions
MOST_KEPT = 50  # additions that are still told of


@dataclass(frozen=True, slots=True)
class Given:
    """One thing to add: an address to fetch (`data` None), or bytes under a name. `published`, `lang`: where the visitor says them."""

    name: str
    data: bytes | None = None
    kind: str | None = None
    published: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one document: `state` is read, unchanged or not_read."""

    name: str
    state: str
    document_id: str | None = None
    title: str | None = None
    trouble: Trouble | None = None


@dataclass
class Job:
    """One addition. `at`: number of the thing at work, from 1; `done` grows while it runs."""

    id: str
    by: str
    given: tuple[Given, ...]
    done: list[Done] = field(default_factory=list)
    at: int = 0
    is_over: bool = False

    @property
    def now(self) -> str:
        """The name of what is at work."""
        return self.given[self.at - 1].name if 0 < self.at <= len(self.given) and not self.is_over else ""


class Jobs:
    """The additions of one desk. The thread starts with the first of them and ends with the desk."""

    def __init__(self, store: Store, limits: Limits = Limits(), network: Network = NETWORK, choice: ReaderChoice = USUAL) -> None:  # noqa: B008
        self._store, self.limits, self._network, self._choice = store, limits, network, choice
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: queue.Queue[Job] = queue.Queue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self, given: tuple[Given, ...], by: str) -> Job:
        """Put an addition in line. UsageError when there is nothing to add, or too much waits."""
        if not given:
            raise UsageError(Trouble("nothing_given"))
        job = Job(token_urlsafe(8), by, given)
        with self._lock:
            if sum(not j.is_over for j in self._jobs.values()) >= MOST_WAITING:
                raise UsageError(Trouble("too_many_waiting", detail=str(MOST_WAITING)))
            self._jobs[job.id] = job
            while len(self._jobs) > MOST_KEPT and next(iter(self._jobs.values())).is_over:
                self._jobs.popitem(last=False)
            self._waiting.put(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="additions", daemon=True)
                self._thread.start()
        return job

    def job(self, job_id: str) -> Job | None:
        """An addition still told of."""
        return self._jobs.get(job_id)

    def latest(self) -> tuple[Job, ...]:
        """Additions still told of, the last first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def _work(self) -> None:
        while True:
            job = self._waiting.get()
            try:
                self._run(job)
            except FoederaError as error:  # the store cannot be written now
                job.done.append(Done(job.now or job.id, "not_read", trouble=told_to_visitor(error.trouble)))
            except Exception as error:  # nobody foresaw it: the addition is told to have failed, the next one goes on
                trouble = Trouble("reading_failed", job.now, detail=without_paths(f"{type(error).__name__}: {error}"))
                job.done.append(Done(job.now or job.id, "not_read", trouble=trouble))
            job.given = tuple(replace(one, data=None) for one in job.given)  # what was sent is megabytes; what it was called is told on
            job.is_over = True

    def _run(self, job: Job) -> None:
        for number, given in enumerate(job.given, start=1):
            job.at = number
            for outcome in read_into(self._store, self._documents(given), self._choice):
                title = outcome.document.title if outcome.document else None
                known = outcome.document_id if outcome.trouble is None else None
                trouble = outcome.trouble and told_to_visitor(outcome.trouble)
                job.done.append(Done(given.name, outcome.state, known, title, trouble))
        grow(self._store)

    def _documents(self, given: Given) -> Iterator[Document | Trouble]:
        """What is given as documents or troubles; an address is fetched first."""
        said: dict[str, Any] = {"published": given.published, "lang": given.lang}
        said["known"] = lambda text: self._store.known(text, reader_version(self._choice))
        if given.data is None:
            yield from documents_at(given.name, limits=self.limits, network=self._network, **said)
        else:
            yield from documents_from_bytes(given.data, given.name, kind=given.kind, max_size=self.limits.size, **said)
