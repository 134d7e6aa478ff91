"""Why the record says what a row says: its sentences, the rule that joined them, the constraints that dated it, what differs.

Plain data: sections with lines; interfaces only draw them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from foedera.record.independent_sources import counted, origin_groups
from foedera.record.model import (
    Account,
    ActorRow,
    AgreementRow,
    Disagreement,
    DocumentRow,
    EventRow,
    Joined,
    LifecycleRow,
    OutsideFact,
    ProvisionRow,
    QuoteRow,
    Reason,
    Record,
    SourceWords,
)
from foedera.record.page_sources import PAGE
from foedera.values.dates import DateRange, edtf_from_range
from foedera.views.disagreement_words import difference_in_words, value_in_words
from foedera.views.labels import Labels
from foedera.views.reason_words import reason_sentence
from foedera.views.row_titles import name_of_id, page_name, row_title
from foedera.views.rows import Row, accounts_of
from foedera.views.statement_page import reader_mark

Dated = LifecycleRow | EventRow


@dataclass(frozen=True, slots=True)
class WhyLine:
    """`text` in words; `quote` the words of a document it rests on, at `start` to `end` of its text; no quote: the document as a whole."""

    text: str
    quote: str | None = None
    document: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class WhySection:
    """A heading of an explanation with its lines."""

    title: str
    lines: tuple[WhyLine, ...]


def why_sections(row: Row, record: Record, labels: Labels) -> tuple[WhySection, ...]:
    """The parts of the answer that are not empty."""
    found = [*_of_kind(row, record, labels), *_around(row, record, labels)]
    sections = tuple(s for s in found if s.lines)
    return sections or (WhySection(labels.words.say("why.heading.words"), (WhyLine(labels.words.say("why.nothing")),)),)


def _of_kind(row: Row, record: Record, labels: Labels) -> list[WhySection]:
    if isinstance(row, LifecycleRow | EventRow):
        return [*_told(row.reported_by, row.joined, labels), *_dating(row, record, labels), _sources(row.reported_by, record, labels)]
    if isinstance(row, ProvisionRow):
        return [*_told(row.reported_by, row.joined, labels), _sources(row.reported_by, record, labels)]
    if isinstance(row, AgreementRow):
        return [_agreement(row, labels), _joined(row.joined, accounts_of(row), labels), _parts(row, labels)]
    if isinstance(row, DocumentRow):
        return _document(row, labels)
    if isinstance(row, ActorRow):
        return [_names(row, labels)]
    if isinstance(row, Disagreement):
        return _difference(row, record, labels)
    if isinstance(row, QuoteRow):
        return [_section("words", [_quoted(labels.actor(row.speaker), SourceWords(row.document_id, row.evidence))], labels)]
    return [_section("facts", [WhyLine(f"{row.text} ({row.source})")], labels)] if isinstance(row, OutsideFact) else []


def _around(row: Row, record: Record, labels: Labels) -> list[WhySection]:
    """What holds for a row of any kind: contradictions of its dates, differing accounts, what it may be one with."""
    conflicts = [line_of_reason(r, labels) for c in record.conflicts if c.about == row.id for r in without_steps(c.reasons)]
    differing = [WhyLine(f"{difference_in_words(d, labels)} [{d.id}]") for d in record.disagreements if is_about(d, row)]
    perhaps = [
        WhyLine(_perhaps(other, p.score, p.grounds, p.against, record, labels))
        for p in record.perhaps_same
        for other in p.rows
        if row.id in p.rows and other != row.id
    ]
    return [_section("conflicts", conflicts, labels), _section("disagreements", differing, labels), _section("perhaps", perhaps, labels)]


def is_about(difference: Disagreement, row: Row) -> bool:
    """Whether the accounts differ on this row, or on a step or list of this agreement that is no row of its own."""
    return difference.about == row.id or (isinstance(row, AgreementRow) and difference.about.startswith(f"{row.id}/"))


def _section(title: str, lines: Iterable[WhyLine], labels: Labels, **holes: str) -> WhySection:
    return WhySection(labels.words.say(f"why.heading.{title}", **holes), tuple(dict.fromkeys(lines)))


def _quoted(text: str, words: SourceWords | None) -> WhyLine:
    if words is None:
        return WhyLine(text)
    at = words.evidence
    return WhyLine(text, at.text, words.document_id, at.start, at.end)


def line_of_reason(reason: Reason, labels: Labels) -> WhyLine:
    """The reason in words, with the words it rests on."""
    return _quoted(reason_sentence(reason, labels).rstrip(" :"), reason.words)


def _account(account: Account, labels: Labels) -> WhyLine:
    told = labels.certainty(account.factuality, account.said_by)
    text = f"{told}, {account.in_words}" if account.in_words else told
    text = f"{text}, {reader_mark(account.reader, labels)}" if account.reader else text
    return _quoted(text, SourceWords(account.document_id, account.evidence))


def _told(accounts: Sequence[Account], joined: Sequence[Joined], labels: Labels) -> list[WhySection]:
    return [_section("accounts", [_account(a, labels) for a in accounts], labels), _joined(joined, accounts, labels)]


def _joined(joined: Sequence[Joined], accounts: Sequence[Account], labels: Labels) -> WhySection:
    """For each sentence the score of its best match in the row, and the grounds."""
    words = {a.statement_id: SourceWords(a.document_id, a.evidence) for a in accounts}
    lines = [_quoted(_scored(j.score, j.grounds, labels), words.get(j.statement_id)) for j in joined]
    return _section("joined", lines, labels)


def _scored(score: float, grounds: Sequence[Reason], labels: Labels) -> str:
    text = ", ".join(reason_sentence(r, labels) for r in grounds)
    return labels.words.say("why.with_score", score=_decimal(score, labels), grounds=text)


def _decimal(score: float, labels: Labels) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(score, format="0.00", locale=labels.lang))


def _perhaps(other: str, score: float, grounds: Sequence[Reason], against: Sequence[Reason], record: Record, labels: Labels) -> str:
    text = f"{name_of_id(record, other, labels)} [{other}] — {_scored(score, grounds, labels)}"
    reasons = ", ".join(reason_sentence(r, labels) for r in against)
    return labels.words.say("why.with_more", text=text, more=labels.words.say("why.against", reasons=reasons)) if reasons else text


def without_steps(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """The reasons without those that only lead to the next: "the same act" before what the same page says of its day."""
    pages = {r.words.document_id for r in reasons if r.words and r.rule != "same_act"}
    return tuple(r for r in reasons if not (r.rule == "same_act" and r.words and r.words.document_id in pages))


def _dating(row: Dated, record: Record, labels: Labels) -> list[WhySection]:
    if row.days is None:
        return [_section("no_date", [WhyLine(labels.words.say("why.heading.no_date"))], labels)]
    sections = _bounds(row.days, row.why_earliest, row.why_latest, labels)
    facts = [WhyLine(f"{f.text} ({f.source})") for f in record.facts if isinstance(row, LifecycleRow) and f.id in row.facts]
    return [*sections, _section("facts", facts, labels)]


def _bounds(days: DateRange, low: Sequence[Reason], high: Sequence[Reason], labels: Labels) -> list[WhySection]:
    """One chain for a day both of whose ends rest on the same; else one for each end."""
    chains = [[line_of_reason(r, labels) for r in without_steps(side)] for side in (low, high)]
    if days.is_day and set(chains[0]) == set(chains[1]):
        return [_section("on_day", chains[0], labels, day=labels.day(edtf_from_range(days)))]
    ends = (("earliest", days.earliest), ("latest", days.latest))
    return [
        _section(title, chain, labels, day=labels.words.say("codes.the_day", day=labels.day(day.isoformat())))
        for (title, day), chain in zip(ends, chains, strict=True)
        if day
    ]


def _sources(accounts: Sequence[Account], record: Record, labels: Labels) -> WhySection:
    """The origins that are counted: voices that an account puts together are one, copies and pages of one outlet too."""
    counts_as: Mapping[str, str] = {d.id: d.counts_as for d in record.documents if d.counts_as}
    groups = origin_groups(counted(accounts), counts_as)
    pages, lines = {d.id: page_name(d, labels) for d in record.documents}, []
    for group in groups:
        names = [_origin(name, pages, labels) for name in group]
        key = "why.one_origin" if len(names) > 1 else "why.origin"
        page = next((name.removeprefix(PAGE) for name in group if name.startswith(PAGE)), None)
        lines.append(WhyLine(labels.words.say(key, names=", ".join(names)), document=page))
    return _section("sources", lines, labels, count=str(len(groups)))


def _origin(name: str, pages: Mapping[str, str], labels: Labels) -> str:
    if name.startswith(PAGE):
        page = name.removeprefix(PAGE)
        return labels.words.say("why.page_itself", document=pages.get(page, page))
    return labels.actor(name)


def _agreement(row: AgreementRow, labels: Labels) -> WhySection:
    once = {name.casefold(): name for name in reversed(row.names)}
    return _section("names", [WhyLine(name) for name in reversed(once.values())], labels)


def _parts(row: AgreementRow, labels: Labels) -> WhySection:
    parts: tuple[Row, ...] = (*row.lifecycle, *row.provisions)
    return _section("parts", [WhyLine(f"{row_title(part, labels)} [{part.id}]") for part in parts], labels)


def _document(row: DocumentRow, labels: Labels) -> list[WhySection]:
    copies = [line_of_reason(r, labels) for r in row.copy_why]
    credits = [line_of_reason(Reason("credits_outlet", (("outlet", outlet),)), labels) for outlet in row.credits]
    return [*_bounds(row.published_bounds, row.why_earliest, row.why_latest, labels), _section("copies", [*copies, *credits], labels)]


def _names(row: ActorRow, labels: Labels) -> WhySection:
    named = [_quoted("", words) for words in row.named]
    return _section("names", [*(line_of_reason(r, labels) for r in row.joined_why), *named], labels)


def _difference(row: Disagreement, record: Record, labels: Labels) -> list[WhySection]:
    values = []
    for value in row.values:
        origin = ", ".join(labels.actor(o) for o in value.origin)
        said = value_in_words(row, value.value, labels)
        told = f"{said} — {origin}" if origin else said
        values += [_quoted(told, words) for words in value.words] or [WhyLine(told)]
    rule = WhyLine(f"{name_of_id(record, row.about, labels)} [{row.about}] — {difference_in_words(row, labels)}")
    return [_section("rule", [rule], labels), _section("values", values, labels)]
