"""One row to decide on: its sentences in their context, what was read in them and by whom, who has judged it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from foedera.reading.sureness import AGREEMENT, DUTY, EVENT, STEP, confidence
from foedera.record.judging import LAYERS
from foedera.record.model import Account, AgreementRow, EventRow, JudgementRow, LifecycleRow, ProvisionRow, Record
from foedera.record.statement_ids import short_hash
from foedera.sources.model import Document
from foedera.views.judgement_lines import judgement_line, judgement_state
from foedera.views.labels import Labels
from foedera.views.pages.correction_fields import Corrected, Field, fields_of
from foedera.views.pages.shown import Badge
from foedera.views.review_queue import ReviewItem
from foedera.views.row_titles import row_title
from foedera.views.rows import accounts_of
from foedera.views.statement_page import reader_mark

CONTEXT = 320  # characters of the text that are shown on each side of the words
MOST_ACCOUNTS = 12  # shown with their text; the page of the row has all
SURENESS = {AgreementRow: AGREEMENT, LifecycleRow: STEP, ProvisionRow: DUTY, EventRow: EVENT}


@dataclass(frozen=True, slots=True)
class AccountShown:
    """One telling: `target` is what a judgement on it alone is given on; `sure`: percent of such statements that are right, if known."""

    number: int
    target: str
    document_id: str
    lang: str
    source: str
    badge: Badge
    before: str
    words: str
    after: str
    start: int
    end: int
    reader: str
    sure: int | None
    in_words: str


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """A row with all that a person needs to decide on it. `seen`: names the judgements on it that the page shows."""

    id: str
    layer: str
    title: str
    doubts: tuple[str, ...]
    fields: tuple[Field, ...]
    accounts: tuple[AccountShown, ...]
    more: int
    judged: tuple[str, ...]
    seen: str


def review_card(record: Record, row: Corrected, item: ReviewItem | None, documents: Mapping[str, Document], labels: Labels) -> ReviewCard:
    """The card of a row of the record; `documents` has those that tell of it, by id."""
    accounts = _distinct(row)
    doubts = tuple(labels.words.say(f"review.doubt.{d}") for d in item.doubts) if item else ()
    shown = tuple(
        _account(n, a, row, accounts, documents, labels) for n, a in enumerate(accounts[:MOST_ACCOUNTS], 1) if a.document_id in documents
    )
    judged = judgements_on(record, row)
    lines = tuple(judgement_line(j, labels.words) + judgement_state(j.fit, labels.words) for j in judged)
    more = max(0, len(accounts) - MOST_ACCOUNTS)
    return ReviewCard(
        row.id, LAYERS[type(row)].value, row_title(row, labels), doubts, fields_of(row, labels), shown, more, lines, seen_token(judged)
    )


def documents_shown(row: Corrected) -> tuple[str, ...]:
    """The documents whose texts the card of the row needs."""
    return tuple(dict.fromkeys(a.document_id for a in _distinct(row)[:MOST_ACCOUNTS]))


def _distinct(row: Corrected) -> tuple[Account, ...]:
    return tuple({a.statement_id: a for a in accounts_of(row)}.values())


def judgements_on(record: Record, row: Corrected) -> tuple[JudgementRow, ...]:
    """The judgements that bear on the row or on a statement in it, oldest first."""
    told = {a.statement_id for a in accounts_of(row)} if not isinstance(row, AgreementRow) else {*row.statements}
    return tuple(j for j in record.judgements if row.id in j.rows or told & {*j.statements})


def seen_token(judged: tuple[JudgementRow, ...]) -> str:
    """Another one as soon as somebody judges the row, or takes a judgement back."""
    return short_hash(*sorted(j.id for j in judged))


def _account(
    number: int, account: Account, row: Corrected, accounts: tuple[Account, ...], documents: Mapping[str, Document], labels: Labels
) -> AccountShown:
    document, at = documents[account.document_id], account.evidence
    alone = sum(a.document_id == account.document_id for a in accounts) == 1 and not isinstance(row, AgreementRow)
    source = " · ".join(part for part in (document.outlet, document.title or document.id) if part)
    share = confidence(SURENESS[type(row)], account.reader) if account.reader else None
    start, end = _opening(document.text, at.start), _closing(document.text, at.end)
    return AccountShown(
        number,
        f"{row.id}@{account.document_id}" if alone else account.statement_id,
        document.id,
        document.lang,
        source,
        Badge(account.factuality.value, labels.certainty(account.factuality, account.said_by)),
        ("… " if start else "") + document.text[start : at.start],
        document.text[at.start : at.end],
        document.text[at.end : end] + (" …" if end < len(document.text) else ""),
        at.start,
        at.end,
        reader_mark(account.reader, labels),
        None if share is None else round(100 * share),
        account.in_words or "",
    )


def _opening(text: str, start: int) -> int:
    """Where the context before a place begins: at a space, if there is one."""
    if start <= CONTEXT:
        return 0
    found = text.find(" ", start - CONTEXT, start)
    return found + 1 if found >= 0 else start - CONTEXT


def _closing(text: str, end: int) -> int:
    if end + CONTEXT >= len(text):
        return len(text)
    found = text.rfind(" ", end, end + CONTEXT)
    return found if found >= 0 else end + CONTEXT
