"""Rows of the record as plain lines for the terminal."""

from collections.abc import Iterable, Sequence

from foedera.record.model import Account, ActorRow, Disagreement, EventRow, LifecycleRow, Reason, Record
from foedera.store.store import FoundDocument
from foedera.values.dates import edtf_from_range
from foedera.views.disagreement_words import difference_in_words, value_in_words
from foedera.views.judgement_lines import marks_on
from foedera.views.labels import Labels
from foedera.views.row_titles import name_of_id, row_title
from foedera.views.rows import Row, accounts_of
from foedera.views.statement_page import reader_mark
from foedera.views.timeline import TimelineEntry
from foedera.views.why import WhyLine, line_of_reason, why_sections


def _section(title: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return ["", title, *found] if found else []


def list_text(record: Record, labels: Labels) -> str:
    """What there is: documents, agreements with their steps, events, facts."""
    say = labels.words.say
    if not record.documents:
        return say("cli.no_documents")
    judged = {row for j in record.judgements for row in j.rows}

    def line(row: Row) -> str:
        return _line(row, labels) + (" ✓" if row.id in judged else "")

    agreements = [told for a in record.agreements for told in (line(a), *(f"  {line(s)}" for s in a.lifecycle))]
    lines = _section(say("cli.heading_documents"), map(line, record.documents))
    lines += _section(say("cli.heading_agreements"), agreements)
    lines += _section(say("cli.heading_events"), map(line, record.events))
    lines += _section(say("cli.heading_actors"), map(line, record.actors))
    lines += _section(say("cli.heading_facts"), map(line, record.facts))
    lines += ["", say("judgements.hidden_count", count=str(len(record.hidden)))] if record.hidden else []
    return "\n".join(lines[1:])


def _line(row: Row, labels: Labels) -> str:
    return f"{row.id:<36} {row_title(row, labels)}"


def _account_lines(account: Account, labels: Labels) -> list[str]:
    told = f", {account.in_words}" if account.in_words else ""
    where = f"{account.document_id}:{account.evidence.start}-{account.evidence.end}"
    found = f"  ({reader_mark(account.reader, labels)})" if account.reader else ""
    certainty = labels.certainty(account.factuality, account.said_by)
    return [f"  « {account.evidence.text} »", f"    {where} — {certainty}{told}{found}  [{account.statement_id}]"]


def row_text(row: Row, record: Record, labels: Labels) -> str:
    """One row with what was judged of it and every account of it."""
    lines = [_line(row, labels), *marks_on(record, row.id, labels.words)]
    lines += [labels.words.say("cli.actor_names", names=", ".join(row.names))] if isinstance(row, ActorRow) else []
    for account in accounts_of(row):
        lines += _account_lines(account, labels)
    return "\n".join(lines)


def accounts_text(row: Row, record: Record, labels: Labels) -> str:
    """The same fact as each source tells it, and how many of them are independent."""
    lines = [row_text(row, record, labels)]
    if isinstance(row, LifecycleRow | EventRow):
        lines.append(labels.words.say("cli.sources_at_least", count=str(row.independent_sources)))
    lines += [_disagreement(d, record, labels) for d in record.disagreements if d.about == row.id]
    return "\n".join(lines)


def _disagreement(row: Disagreement, record: Record, labels: Labels) -> str:
    """What differs, about which row, and each value with its documents and voices."""
    lines = [f"{name_of_id(record, row.about, labels)} — {difference_in_words(row, labels)}", f"  {row.about}   [{row.id}]"]
    for value in row.values:
        origin = ", ".join(labels.actor(o) for o in value.origin)
        rest = " — ".join(filter(None, (", ".join(value.documents), origin)))
        lines.append(f"  {value_in_words(row, value.value, labels):<28} {rest}")
    return "\n".join(lines)


def disagreements_text(record: Record, labels: Labels) -> str:
    """Contradictions first, then estimates revised, then what is compatible."""
    order = {"contradiction": 0, "revised_over_time": 1, "compatible": 2}
    rows = sorted(record.disagreements, key=lambda d: (order.get(d.kind, 3), d.about, d.id))
    return "\n\n".join(_disagreement(d, record, labels) for d in rows) or labels.words.say("cli.no_disagreements")


def timeline_text(entries: Iterable[TimelineEntry], labels: Labels) -> str:
    lines = [f"{labels.day(edtf_from_range(e.days) or e.date):<44} {e.label}  [{e.certainty}]" for e in entries]
    return "\n".join(lines) or labels.words.say("cli.nothing_found")


def reason_line(reason: Reason, labels: Labels) -> str:
    """A reason in words, with the words of the text it rests on."""
    return why_line(line_of_reason(reason, labels), labels)


def why_text(row: Row, record: Record, labels: Labels) -> str:
    """The row and, part by part, why the record says so: every line with the words of the page it rests on."""
    lines = [_line(row, labels), *marks_on(record, row.id, labels.words)]
    for section in why_sections(row, record, labels):
        lines += ["", section.title, *(why_line(line, labels) for line in section.lines)]
    return "\n".join(lines)


def why_line(line: WhyLine, labels: Labels) -> str:
    """One line of an answer, the quoted words with their place after it."""
    if line.quote is None:
        return f"  • {line.text}" + (f" ({line.document})" if line.document else "")
    told = labels.words.say("why.with_quote", text=line.text, quote=line.quote)
    return f"  • {told.lstrip(' :')} ({line.document}:{line.start}-{line.end})"



def found_text(found: Sequence[FoundDocument], labels: Labels) -> str:
    """Documents found by their words: id, title, outlet, day, and the words around."""
    lines = []
    for one in found:
        day = labels.day(one.published) if one.published else labels.words.say("cli.unknown_day")
        lines.append(f"{one.id:<36} {' — '.join(filter(None, (one.title, one.outlet, day)))}")
        lines.append(f"  {' '.join(one.words.split())}")
    return "\n".join(lines) or labels.words.say("cli.nothing_found")
