"""What was decided lately, and what on one row, in lines: who decided what, and what was taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from foedera.corpus.listed_row import Kind, ListedRow
from foedera.interfaces.web.links import href, passage
from foedera.interfaces.web.site import Site
from foedera.record.judgements import Judgement, JudgementKind, Layer
from foedera.store.judgement_log import LoggedJudgement
from foedera.store.judgement_pages import LogAsked
from foedera.views.judgement_lines import judgement_line, undone_line
from foedera.views.labels import Labels
from foedera.views.pages.lines import lines_of

LATEST = 5  # judgements of everybody that a page names
LONGEST = 80  # characters of words that stand for a row
MOST_ON_A_ROW = 50  # that a page names, the last


def latest_lines(site: Site, labels: Labels) -> tuple[str, ...]:
    """The last judgements of everybody, newest first."""
    return lines_of_log(site, site.store.judgement_page(limit=LATEST), labels)


def lines_on(site: Site, row_id: str, also: Iterable[str], labels: Labels) -> tuple[str, ...]:
    """The judgements given on a row or a part of it, and those of the ids `also`, oldest first; those taken back say so."""
    found = {one.judgement.id: one for one in site.store.judgement_page(LogAsked(row=row_id), MOST_ON_A_ROW)}
    more = (site.store.logged_judgement(name) for name in also if name not in found)
    found |= {one.judgement.id: one for one in more if one is not None}
    return lines_of_log(site, sorted(found.values(), key=lambda one: one.number), labels)


def lines_of_log(site: Site, log: Sequence[LoggedJudgement], labels: Labels) -> tuple[str, ...]:
    """Who decided what on which day, and when it was taken back if it was, a line for each."""
    named = in_words(site, [one.judgement for one in log], labels)
    undone = (undone_line(one.undone_at, one.undone_by, labels.words) if one.undone_at else "" for one in log)
    return tuple(judgement_line(one, labels.words) + rest for one, rest in zip(named, undone, strict=True))


def in_words(site: Site, judgements: Sequence[Judgement], labels: Labels) -> tuple[Judgement, ...]:
    """The judgements with names for ids, where there are any: the row's title, of what is gone the words that were judged."""
    ids = {name for one in judgements for name in (one.target.partition("@")[0], one.value or "")}
    rows = site.desk().rows_named(sorted(ids - {""}))
    titles = {line.id: _title(rows[line.id], line.title, labels) for line in lines_of(rows.values(), labels)}
    return tuple(replace(one, target=_name(one, titles, labels), value=_value(one, titles, labels)) for one in judgements)


def _title(row: ListedRow, title: str, labels: Labels) -> str:
    """The title as it stands outside a list of one kind: a step with its agreement, a statement with its words."""
    if row.kind in (Kind.STEP, Kind.PROVISION) and row.agreement:
        return f"{title} ({row.agreement})"
    return f"{title} {_quoted(row.title, labels)}" if row.kind is Kind.STATEMENT and row.title else title


def _name(one: Judgement, titles: Mapping[str, str], labels: Labels) -> str:
    row, at, document = one.target.partition("@")
    return (titles.get(row) or _judged_words(one, labels) or row) + at + document


def _value(one: Judgement, titles: Mapping[str, str], labels: Labels) -> str | None:
    if one.kind is JudgementKind.SPLIT:
        return _judged_words(one, labels) or one.value
    return titles.get(one.value or "") or one.value


def _judged_words(one: Judgement, labels: Labels) -> str:
    """The first words judged; empty where none are known any more."""
    return _quoted(one.marks[0].evidence.text, labels) if one.marks and one.marks[0].evidence.text else ""


def _quoted(text: str, labels: Labels) -> str:
    return labels.words.say("reviewing.words_judged", words=text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…")


def page_changed(one: Judgement) -> str:
    """The page that shows what a judgement changed: of the agreement or event, else the words that were judged in their document."""
    layer, row = one.marks[0].layer if one.marks else None, one.target.partition("@")[0]
    is_gone, head = one.kind in (JudgementKind.REJECT, JudgementKind.HIDE), row.partition("/")[0]
    if layer in (Layer.STEP, Layer.DUTY) or (layer is Layer.AGREEMENT and not is_gone):
        return href("agreement", head) if ":" not in head else _words(one)
    return href("event", row) if layer is Layer.EVENT and not is_gone else _words(one)


def _words(one: Judgement) -> str:
    """The words judged, in their document."""
    if not one.marks:
        return "/judgements"
    at = one.marks[0]
    return passage(at.document_id, at.evidence.start, at.evidence.end)
