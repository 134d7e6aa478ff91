"""One row to decide on: its sentences in their context, what was read in them and by whom, who has judged it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from foedera.reading.sureness import AGREEMENT, DUTY, EVENT, QUOTE, STEP, confidence
from foedera.record.judgements import JudgementKind
from foedera.record.judging import ALLOWED, LAYERS
from foedera.record.model import Account, AgreementRow, EventRow, JudgementRow, LifecycleRow, ProvisionRow, QuoteRow, Record
from foedera.record.statement_ids import short_hash
from foedera.sources.model import Document
from foedera.values.codes import Factuality
from foedera.views.judgement_lines import judgement_line, judgement_state
from foedera.views.labels import Labels
from foedera.views.pages.correction_fields import Corrected, Field, fields_of
from foedera.views.pages.shown import Badge
from foedera.views.review_queue import ReviewItem, statements_of
from foedera.views.row_titles import row_title
from foedera.views.rows import accounts_of
from foedera.views.statement_page import reader_mark

CONTEXT = 320  # characters of the text that are shown on each side of the words
MOST_ACCOUNTS = 12  # shown with their text; the page of the row has all
SURENESS = {AgreementRow: AGREEMENT, LifecycleRow: STEP, ProvisionRow: DUTY, EventRow: EVENT, QuoteRow: QUOTE}


@dataclass(frozen=True, slots=True)
class AccountShown:
    """One telling: `target` is what a judgement on it alone is given on; `sure`: percent of such statements that are right, if known."""

    number: int
    target: str
    statement_id: str
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
class PartShown:
    """What may be taken out of a row: a statement of it, of an agreement all that a document says. `words`: as the text has them."""

    id: str
    source: str
    words: str


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """A row with all that a person needs to decide on it. `seen`: names the judgements on it that the page shows.

    `may_merge`: rows of its kind can be made one; `parts`: what may be taken out of it, none where it is told once; `voices`: of a
    quotation, who may be its speaker.
    """

    id: str
    layer: str
    title: str
    doubts: tuple[str, ...]
    fields: tuple[Field, ...]
    accounts: tuple[AccountShown, ...]
    more: int
    judged: tuple[str, ...]
    seen: str
    may_merge: bool
    parts: tuple[PartShown, ...]
    voices: tuple[str, ...]


def review_card(record: Record, row: Corrected, item: ReviewItem | None, documents: Mapping[str, Document], labels: Labels) -> ReviewCard:
    """The card of a row of the record; `documents` has those that tell of it, by id."""
    accounts = _distinct(row)
    doubts = tuple(labels.words.say(f"review.doubt.{d}") for d in item.doubts) if item else ()
    shown = tuple(
        _account(n, a, row, accounts, documents, labels) for n, a in enumerate(accounts[:MOST_ACCOUNTS], 1) if a.document_id in documents
    )
    judged = judgements_on(record, row)
    lines = tuple(judgement_line(j, labels.words) + judgement_state(j.fit, labels.words) for j in judged)
    layer = LAYERS[type(row)]
    return ReviewCard(
        row.id,
        layer.value,
        row_title(row, labels),
        doubts,
        fields_of(row, labels),
        shown,
        max(0, len(accounts) - MOST_ACCOUNTS),
        lines,
        seen_token(judged),
        layer in ALLOWED[JudgementKind.MERGE],
        _parts(record, row, shown),
        _voices(record, labels) if isinstance(row, QuoteRow) else (),
    )


def _parts(record: Record, row: Corrected, shown: tuple[AccountShown, ...]) -> tuple[PartShown, ...]:
    """What may go out of the row, where it is more than one thing."""
    if LAYERS[type(row)] not in ALLOWED[JudgementKind.SPLIT]:
        return ()
    if isinstance(row, AgreementRow):
        named = {d.id: " · ".join(part for part in (d.outlet, d.title) if part) for d in record.documents}
        found = tuple(PartShown(name, named.get(name) or name, "") for name in row.documents)
    else:
        found = tuple(PartShown(a.statement_id, a.source, a.words) for a in shown)
    return found if len(found) > 1 else ()


def _voices(record: Record, labels: Labels) -> tuple[str, ...]:
    """Whom the pages of this part of the record name, as a reading writes them: states by code, all others by name."""
    codes = {a.id.partition(":")[2]: a.name for a in record.actors}
    named = {code if labels.world.is_state(code) else name for code, name in codes.items()}
    return tuple(sorted({*named, *(v for q in record.quotes for v in (q.speaker, q.via) if v)}))


def documents_shown(row: Corrected) -> tuple[str, ...]:
    """The documents whose texts the card of the row needs."""
    return tuple(dict.fromkeys(a.document_id for a in _distinct(row)[:MOST_ACCOUNTS]))


def _distinct(row: Corrected) -> tuple[Account, ...]:
    if isinstance(row, QuoteRow):
        return (Account(row.id, row.document_id, row.evidence, Factuality.ATTRIBUTED, (row.speaker,) if row.speaker else ()),)
    return tuple({a.statement_id: a for a in accounts_of(row)}.values())


def judgements_on(record: Record, row: Corrected) -> tuple[JudgementRow, ...]:
    """The judgements that bear on the row or on a statement in it, oldest first."""
    told = statements_of(row)
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
        account.statement_id,
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
