"""What a record answers: an agreement, a timeline, the reasons for a row, a what-if with its proofs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foedera.interfaces.notebook.shown import Shown
from foedera.record.model import AgreementRow, Record
from foedera.treaties.model import WhatIf
from foedera.values.dates import DateRange, edtf_from_range
from foedera.views.labels import Labels
from foedera.views.row_titles import row_title
from foedera.views.rows import Row
from foedera.views.timeline import TimelineEntry
from foedera.views.what_if_json import what_if_to_json
from foedera.views.what_if_text import what_if_text
from foedera.views.why import WhySection

NARROWEST = 1.5  # hundredths of the span: a day stays to be seen


@dataclass(frozen=True, repr=False)
class Agreement(Shown):
    """One agreement: its parties, how far it has got for each, what it obliges whom to do. `row` is its row of the record."""

    row: AgreementRow
    labels: Labels
    page = "agreement.html"

    @property
    def id(self) -> str:
        """Its id, which every question takes."""
        return self.row.id

    @property
    def name(self) -> str:
        """The name in use."""
        return self.row.name

    @property
    def parties(self) -> tuple[str, ...]:
        """Codes of its parties."""
        return self.row.parties

    @property
    def text(self) -> str:
        """Name, kind, then a line for each step and duty."""
        labels = self.labels
        steps = (f"  {row_title(step, labels)}  [{labels.certainty_of(step)}]" for step in self.row.lifecycle)
        duties = (f"  {row_title(duty, labels)}" for duty in self.row.provisions)
        kind = labels.code("kind", self.row.kind.value)
        return "\n".join((f"{labels.agreement(self.row)} — {kind} [{self.row.id}]", *steps, *duties))

    def _filling(self) -> dict[str, Any]:
        steps = [(self.labels.step(s), self.labels.actor(s.actor), self.labels.day(edtf_from_range(s.days) or s.date), s, self.certainty(s))
                 for s in self.row.lifecycle]  # fmt: skip
        duties = [(row_title(duty, self.labels), duty, self.certainty(duty)) for duty in self.row.provisions]
        kind = self.labels.code("kind", self.row.kind.value)
        return {"row": self.row, "title": self.labels.agreement(self.row), "kind": kind, "steps": steps, "duties": duties,
                "say": self.labels.words.say}  # fmt: skip

    def certainty(self, row: Any) -> str:
        """How surely a step or duty is told, in words."""
        return self.labels.certainty_of(row)


@dataclass(frozen=True, repr=False)
class Timeline(Shown):
    """Steps and events in order of time, each with the days it may have been."""

    entries: tuple[TimelineEntry, ...]
    labels: Labels
    page = "timeline.html"

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def text(self) -> str:
        """A line for each entry: day, what, how surely."""
        lines = (f"{self._day(entry):<34} {entry.label}  [{entry.certainty}]" for entry in self.entries)
        return "\n".join(lines) or self.labels.words.say("cli.nothing_found")

    def _day(self, entry: TimelineEntry) -> str:
        return self.labels.day(edtf_from_range(entry.days) or entry.date)

    def _filling(self) -> dict[str, Any]:
        known = [day for e in self.entries if e.days for day in (e.days.earliest, e.days.latest) if day]
        whole = DateRange(min(known, default=None), max(known, default=None))
        placed = [(entry, self._day(entry), _place(entry.days or DateRange(), whole)) for entry in self.entries]
        return {"placed": placed, "nothing": self.labels.words.say("cli.nothing_found")}


def _place(days: DateRange, whole: DateRange) -> tuple[float, float] | None:
    """Where a bar begins and its width, in hundredths of the whole span; to the edge where an end is open; None without a day."""
    if whole.earliest is None or whole.latest is None or (days.earliest is None and days.latest is None):
        return None
    span = max((whole.latest - whole.earliest).days, 1)
    start = 100 * (days.earliest - whole.earliest).days / span if days.earliest else 0.0
    end = 100 * (days.latest - whole.earliest).days / span if days.latest else 100.0
    width = max(end - start, NARROWEST)
    return round(min(start, 100 - width), 1), round(width, 1)


@dataclass(frozen=True, repr=False)
class Reasons(Shown):
    """Why the record says what a row says, part by part, down to the words of the documents."""

    row: Row
    sections: tuple[WhySection, ...]
    labels: Labels
    page = "reasons.html"

    @property
    def text(self) -> str:
        """The row, then each part with its lines and quotations."""
        lines = [f"{row_title(self.row, self.labels)} [{self.row.id}]"]
        for section in self.sections:
            lines += ["", section.title]
            lines += [f"  {line.text}" + (f" « {line.quote} » [{line.document}]" if line.quote else "") for line in section.lines]
        return "\n".join(lines)

    def _filling(self) -> dict[str, Any]:
        return {"title": row_title(self.row, self.labels), "row": self.row, "sections": self.sections}


@dataclass(frozen=True, repr=False)
class ShownProof(Shown):
    """What one duty comes to for one state, with the tree of what it rests on. `data` is as `foedera whatif --json` writes it."""

    data: dict[str, Any]
    labels: Labels
    page = "proof.html"

    @property
    def verdict(self) -> str:
        """bound, not_bound, undetermined or contested."""
        return str(self.data["verdict"])

    @property
    def text(self) -> str:
        """The conclusion, and what it rests on indented under it."""
        return "\n".join(_proof_lines(self.data["why"], ""))

    def _filling(self) -> dict[str, Any]:
        return {"answer": self.data, "actor": self.labels.actor, "say": self.labels.words.say}


def _proof_lines(proof: dict[str, Any], indent: str) -> Iterator[str]:
    evidence = proof["evidence"]
    quoted = f" « {' '.join(evidence['text'].split())} » [{evidence['doc']}]" if evidence else ""
    yield f"{indent}- {proof['conclusion']}{quoted}"
    for part in proof["because"]:
        yield from _proof_lines(part, indent + "  ")


@dataclass(frozen=True, repr=False)
class Answered(Shown):
    """The answer to a what-if question, each duty with its proof, which folds open. `answer` is what the law of the record gives."""

    answer: WhatIf
    record: Record
    labels: Labels
    page = "what_if.html"

    @property
    def text(self) -> str:
        """The short answer, then every duty with its proof."""
        return what_if_text(self.answer, self.record, self.labels.lang)

    @property
    def data(self) -> dict[str, Any]:
        """The whole answer as plain data, as `foedera whatif --json` writes it."""
        return what_if_to_json(self.answer, self.record, self.labels.lang)

    @property
    def proofs(self) -> tuple[ShownProof, ...]:
        """The proof of every duty that is owed or may be, then of those that do not bind: "why not"."""
        return tuple(ShownProof(answer, self.labels) for part in ("answers", "not_bound") for answer in self.data[part])

    @property
    def summary(self) -> str:
        """The short answer alone."""
        return what_if_text(self.answer, self.record, self.labels.lang, short=True)

    def _filling(self) -> dict[str, Any]:
        data, say = self.data, self.labels.words.say
        parts = [("", data["answers"]), (say("what_if.not_bound_heading"), data["not_bound"])]
        return {"summary": self.summary, "parts": [part for part in parts if part[1]], "actor": self.labels.actor, "say": say}
