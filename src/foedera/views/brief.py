"""The brief on one agreement as plain page data: what an analyst would hand on. Every line carries the places it came from."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from foedera.record.model import Account, AgreementRow, Disagreement, DocumentRow, EventRow, LifecycleRow, ProvisionRow, QuoteRow, Record
from foedera.sources.model import Document
from foedera.values.codes import Step
from foedera.values.dates import edtf_from_range
from foedera.views.judgement_lines import marks_on, marks_on_what_is_gone
from foedera.views.labels import Labels
from foedera.views.row_json import row_to_json
from foedera.views.rows import agreement_by_id
from foedera.views.statement_page import ALONE, reader_mark
from foedera.views.timeline import TimelineEntry, timeline_of


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a source: `source` is its number in the brief, from 1; `anchor` names the passage in the texts below."""

    source: int
    document_id: str
    start: int
    end: int
    text: str
    certainty: str
    factuality: str
    in_words: str = ""

    @property
    def anchor(self) -> str:
        """The id of the passage in the page."""
        return f"s{self.source}-{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One row as it is shown: `label`, the day in words, certainty in words, `detail` lines, and the places it rests on."""

    id: str
    label: str
    day: str
    certainty: str
    factuality: str
    sources_count: int
    details: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class BriefDifference:
    """What accounts do not agree on, in words: each value with the voices it comes from and the numbers of its sources."""

    kind: str
    kind_label: str
    about: str
    field: str
    values: tuple[tuple[str, str, tuple[int, ...]], ...]  # value, origin voices, source numbers


@dataclass(frozen=True, slots=True)
class BriefSource:
    """A document of the brief: its number, what it is, its text with the passages cited, and why it is dated so."""

    number: int
    document_id: str
    title: str
    outlet: str
    published: str
    lang: str
    copy_of: str
    text: str
    places: tuple[Place, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The dossier of one agreement in one language: every line with the passages it rests on."""

    lang: str
    agreement_id: str
    name: str
    other_names: tuple[str, ...]
    kind: str
    parties: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    status: tuple[BriefLine, ...]
    duties: tuple[BriefLine, ...]
    timeline: tuple[TimelineEntry, ...]
    events: tuple[BriefLine, ...]
    quotes: tuple[BriefLine, ...]
    differences: tuple[BriefDifference, ...]
    sources: tuple[BriefSource, ...]
    labels: Labels


class _Maker:
    """Numbers the sources of one brief and words its rows."""

    def __init__(
        self, record: Record, agreement: AgreementRow, documents: Iterable[Document], labels: Labels, telling: Collection[str]
    ) -> None:
        self.record, self.agreement, self.labels = record, agreement, labels
        self.documents = {d.id: d for d in documents}
        self.numbers = {name: n for n, name in enumerate((d.id for d in record.documents if d.id in telling), start=1)}

    def place(self, account: Account) -> Place:
        e, certainty = account.evidence, self.labels.certainty(account.factuality, account.said_by)
        certainty += f", {reader_mark(account.reader, self.labels)}" if account.reader in ALONE else ""
        number = self.numbers.get(account.document_id, 0)
        told = account.in_words or ""
        return Place(number, account.document_id, e.start, e.end, e.text, certainty, account.factuality.value, told)

    def places(self, accounts: Iterable[Account]) -> tuple[Place, ...]:
        return tuple(self.place(a) for a in accounts)

    def _line(self, row: LifecycleRow | EventRow, label: str, details: tuple[str, ...]) -> BriefLine:
        certainty = self.labels.certainty_of(row)
        day = self.labels.day(edtf_from_range(row.days) or row.date)
        told = (*details, *self.judged(row.id))
        return BriefLine(row.id, label, day, certainty, row.factuality.value, row.independent_sources, told, self.places(row.reported_by))

    def judged(self, row_id: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in marks_on(self.record, row_id, self.labels.words))

    def step(self, row: LifecycleRow) -> BriefLine:
        details = [self.labels.words.say("brief.place", place=row.place)] if row.place else []
        details += [row.scope] if row.scope else []
        facts = [f for f in self.record.facts if f.id in row.facts]
        details += [self.labels.words.say("brief.rests_on_fact", fact=f.text, source=f.source) for f in facts]
        line = self._line(row, f"{self.labels.step(row)} — {self.labels.actor(row.actor)}", tuple(details))
        return replace(line, certainty=self.labels.words.say("brief.by_fact")) if facts else line

    def event(self, row: EventRow) -> BriefLine:
        details = tuple(
            self.labels.words.say("brief.counted", quantity=self.labels.quantity(q.quantity), sources=self._numbers(row, q.reported_by))
            for q in row.quantities
        )
        return self._line(row, f"{self.labels.event(row)} — {row.what}", details)

    def _numbers(self, row: EventRow, positions: tuple[int, ...]) -> str:
        found = sorted({self.numbers.get(row.reported_by[p].document_id, 0) for p in positions if p < len(row.reported_by)})
        return " ".join(f"[{n}]" for n in found)

    def duty(self, row: ProvisionRow) -> BriefLine:
        labels, say = self.labels, self.labels.words.say
        bearer = labels.code("bearer", row.bearer) if labels.words.has(f"codes.bearer.{row.bearer}") else labels.actor(row.bearer)
        article = say("brief.article", number=str(row.article)) + " · " if row.article else ""
        trigger = row.trigger or (labels.code("trigger", row.trigger_class.value) if row.trigger_class else "")
        details = [say("brief.trigger", words=trigger)] if trigger else []
        details += [say("brief.condition", words=labels.term(c)) for c in row.conditions]
        details += [say("brief.caveat", words=labels.term(c)) for c in row.caveats]
        details += self.judged(row.id)
        return BriefLine(
            row.id,
            article + say("codes.titled", title=bearer, rest=row.action),
            labels.code("action", row.action_class.value),
            labels.certainty_of(row),
            row.factuality.value,
            len({a.document_id for a in row.reported_by}),
            tuple(details),
            self.places(row.reported_by),
        )

    def quote(self, row: QuoteRow) -> BriefLine:
        speaker = self.labels.actor(row.speaker) if row.speaker else self.labels.words.say("brief.unknown_speaker")
        via = (self.labels.words.say("brief.via", outlet=row.via),) if row.via else ()
        number = self.numbers.get(row.document_id, 0)
        place = Place(number, row.document_id, row.evidence.start, row.evidence.end, row.evidence.text, "", "attributed")
        return BriefLine(row.id, row.text, speaker, speaker, "attributed", 1, via, (place,))

    def difference(self, row: Disagreement) -> BriefDifference:
        values = tuple(
            (v.value, ", ".join(self.labels.actor(o) for o in v.origin), tuple(sorted(self.numbers.get(d, 0) for d in v.documents)))
            for v in row.values
        )
        words = self.labels.code("disagreement", row.kind), self._about(row.about), self.labels.code("field", row.field)
        return BriefDifference(row.kind, *words, values)

    def _about(self, row_id: str) -> str:
        steps = [s for a in self.record.agreements for s in a.lifecycle if s.id == row_id]
        events = [e for e in self.record.events if e.id == row_id]
        if steps:
            return f"{self.labels.step(steps[0])} — {self.labels.actor(steps[0].actor)}"
        return f"{self.labels.event(events[0])} — {events[0].what}" if events else row_id

    def source(self, row: DocumentRow, places: tuple[Place, ...]) -> BriefSource:
        document = self.documents.get(row.id)
        published = row.published or edtf_from_range(row.published_bounds)
        day = self.labels.day(published)
        if not row.published and published:
            day = self.labels.words.say("brief.undated", bounds=day)
        why = tuple(self.labels.words.say(f"rules.{r.rule}", **dict(r.values)) for r in row.bounds_why)
        copy = row.copy_of or ""
        title = row.title or row.id
        return BriefSource(
            self.numbers[row.id], row.id, title, row.outlet or "", day, row.lang, copy, document.text if document else "", places, why
        )


def _telling_names(agreement: AgreementRow) -> tuple[str, ...]:
    """Names of more than one word, each once whatever its capitals: "accord" alone tells a reader nothing."""
    by_fold = {n.casefold(): n for n in reversed(agreement.names) if " " in n.strip() and n.casefold() != agreement.name.casefold()}
    return tuple(sorted(by_fold.values(), key=str.casefold))


def _standing(agreement: AgreementRow, labels: Labels) -> str:
    """How far it has got, in a line: the furthest step told as done, with its day."""
    steps = list(Step)
    done = [s for s in agreement.lifecycle if s.status.value == "done"]
    if not done:
        return labels.words.say("brief.none_status")
    last = max(done, key=lambda s: (steps.index(s.step), s.id))
    return f"{labels.step(last)} — {labels.day(edtf_from_range(last.days) or last.date)}"


def _facts(agreement: AgreementRow, record: Record, labels: Labels) -> tuple[tuple[str, str], ...]:
    say = labels.words.say
    rows = [(say("brief.standing"), _standing(agreement, labels)), (say("brief.kind"), labels.code("kind", agreement.kind.value))]
    if agreement.duration:
        rows.append((say("brief.duration"), say("brief.indefinite") if agreement.duration == "indefinite" else agreement.duration))
    if agreement.article_count:
        rows.append((say("brief.articles"), str(agreement.article_count)))
    if agreement.replaces:
        names = {a.id: f"{a.name} ({a.id})" for a in record.agreements}
        rows.append((say("brief.replaces"), " ; ".join(names.get(r, r) for r in agreement.replaces)))
    judged = marks_on(record, agreement.id, labels.words)
    judged = tuple(line.strip() for line in (*judged, *marks_on_what_is_gone(record, agreement.id, labels.words)))
    rows += [(say("brief.judged"), " ".join(judged))] if judged else []
    return tuple(rows)


def _all_places(lines: Iterable[BriefLine]) -> dict[int, tuple[Place, ...]]:
    found: dict[int, dict[tuple[int, int], Place]] = {}
    for line in lines:
        for place in line.places:
            found.setdefault(place.source, {}).setdefault((place.start, place.end), place)
    return {n: tuple(p for _, p in sorted(places.items())) for n, places in found.items()}


def brief_of(record: Record, agreement_id: str | None, documents: Iterable[Document], labels: Labels) -> Brief:
    """The brief on an agreement (without an id: the one most documents tell of). Raises UsageError for an unknown one."""
    agreement = agreement_by_id(record, agreement_id)
    timeline = timeline_of(record, labels, agreement.id)
    in_time = {e.id: n for n, e in enumerate(timeline)}
    events = sorted((e for e in record.events if e.id in in_time), key=lambda e: in_time[e.id])
    telling = {a.document_id for rows in (agreement.lifecycle, agreement.provisions, events) for row in rows for a in row.reported_by}
    maker = _Maker(record, agreement, documents, labels, telling)
    kept = {e.id for e in events} | {s.id for s in agreement.lifecycle}
    status = tuple(maker.step(s) for s in agreement.lifecycle)
    duties = tuple(maker.duty(p) for p in agreement.provisions)
    event_lines = tuple(maker.event(e) for e in events)
    quotes = tuple(maker.quote(q) for q in record.quotes if q.document_id in telling)
    places = _all_places((*status, *duties, *event_lines, *quotes))
    differences = [d for d in record.disagreements if d.about in kept or d.about.split("/")[0] == agreement.id]
    return Brief(
        lang=labels.lang,
        agreement_id=agreement.id,
        name=agreement.name,
        other_names=_telling_names(agreement),
        kind=labels.code("kind", agreement.kind.value),
        parties=tuple(labels.actor(p) for p in agreement.parties),
        facts=_facts(agreement, record, labels),
        status=status,
        duties=duties,
        timeline=timeline,
        events=event_lines,
        quotes=quotes,
        differences=tuple(maker.difference(d) for d in sorted(differences, key=lambda d: (d.kind != "contradiction", d.id))),
        sources=tuple(maker.source(d, places[maker.numbers[d.id]]) for d in record.documents if maker.numbers.get(d.id) in places),
        labels=labels,
    )


def brief_to_json(page: Brief) -> dict[str, Any]:
    """The page data for other programs; the texts are left out."""
    data = {name: row_to_json(getattr(page, name)) for name in Brief.__slots__ if name not in ("labels", "sources")}
    data["sources"] = [{k: v for k, v in row_to_json(s).items() if k not in ("text", "places")} for s in page.sources]
    return data
