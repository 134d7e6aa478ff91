"""Commands that ask a record: brief, show, timeline, accounts, disagreements, why, search."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedera.interfaces.cli.options import DEFAULT_RECORD, JsonOption, LangOption, RecordOption
from foedera.interfaces.cli.output import catalogue, errors_told, print_json, print_result, tell, write_whole

if TYPE_CHECKING:
    from foedera.record.model import Record
    from foedera.store.store import Store
    from foedera.views.labels import Labels

_say = catalogue().say
AgreementArgument = Annotated[str | None, typer.Argument(help=_say("cli.argument_agreement"))]
RowArgument = Annotated[str, typer.Argument(help=_say("cli.argument_row"))]


def _opened(record: str) -> "tuple[Store, Record]":
    from foedera.corpus.record_of_store import record_of
    from foedera.store.store import Store

    store = Store(record, create=False)
    return store, record_of(store)


def _opened_at(record: str, row_id: str) -> "tuple[Store, Record]":
    """The store, and as much of its record as a question about this row needs."""
    from foedera.corpus.record_at_row import record_at
    from foedera.store.store import Store

    store = Store(record, create=False)
    return store, record_at(store, row_id)


def _opened_around(record: str, agreement: str | None) -> "tuple[Store, Record, str | None]":
    """The store, what a brief on this agreement needs of its record, and the agreement's id."""
    from foedera.corpus.record_at_row import record_around
    from foedera.store.store import Store

    store = Store(record, create=False)
    return store, *record_around(store, agreement)


def labels_for(lang: str | None) -> "Labels":
    from foedera.views.labels import Labels
    from foedera.world.load_world import load_world

    words = catalogue(lang)
    return Labels(words, load_world(), words.lang)


def brief(
    agreement: AgreementArgument = None,
    record: RecordOption = DEFAULT_RECORD,
    html: Annotated[Path | None, typer.Option("--html", help=_say("cli.option_html"))] = None,
    markdown: Annotated[Path | None, typer.Option("--markdown", help=_say("cli.option_markdown"))] = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.views.brief import brief_of, brief_to_json

        store, told, named = _opened_around(record, agreement)
        page = brief_of(told, named, [i.document for i in store.items_of([d.id for d in told.documents])], labels_for(lang))
        if html:
            from foedera.interfaces.export.brief_html import brief_html

            _write(html, brief_html(page), lang)
        if markdown:
            from foedera.interfaces.export.brief_markdown import brief_markdown

            _write(markdown, brief_markdown(page), lang)
        if as_json:
            print_json(brief_to_json(page))
        elif not html and not markdown:
            from foedera.interfaces.cli.brief_text import print_brief

            print_brief(page)


def _write(target: Path, content: str, lang: str | None) -> None:
    if str(target) == "-":
        print_result(content)
        return
    write_whole(target, content)
    tell(catalogue(lang).say("cli.wrote", file=str(target)))


def show(
    row_id: Annotated[str | None, typer.Argument(help=_say("cli.argument_row"))] = None,
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.interfaces.cli.rows_text import list_text, row_text
        from foedera.views.row_json import row_to_json
        from foedera.views.rows import row_by_id, rows_of

        store, whole = _opened_at(record, row_id) if row_id else _opened(record)
        if row_id is None:
            rows = list(rows_of(whole))
            print_json([row_to_json(r) for r in rows]) if as_json else print_result(list_text(whole, labels_for(lang)))
            return
        if _show_statement(store, whole, row_id, as_json=as_json, lang=lang):
            return
        row = row_by_id(whole, row_id)
        judged = [row_to_json(j) for j in whole.judgements if row.id in j.rows]
        print_json(row_to_json(row) | {"judgements": judged}) if as_json else print_result(row_text(row, whole, labels_for(lang)))


def _show_statement(store: "Store", record: "Record", statement_id: str, *, as_json: bool, lang: str | None) -> bool:
    """Print the page of a statement, after that of the row of the same id; False where the id is no statement's."""
    from foedera.corpus.why_read_in_store import statement_shown
    from foedera.interfaces.cli.rows_text import row_text
    from foedera.views.row_json import row_to_json
    from foedera.views.rows import rows_of
    from foedera.views.statement_page import statement_lines

    shown = statement_shown(store, record, statement_id)
    if shown is None:
        return False
    row, labels = next((r for r in rows_of(record) if r.id == statement_id), None), labels_for(lang)
    if as_json:
        judged = [row_to_json(j) for j in record.judgements if statement_id in j.rows]
        print_json(((row_to_json(row) | {"judgements": judged}) if row else {}) | {"read": row_to_json(shown)})
        return True
    told = (shown.id, shown.document_id, shown.kind, shown.statement, shown.agreement, shown.why)
    lines = [*((row_text(row, record, labels), "") if row else ()), *statement_lines(*told, labels)]
    print_result("\n".join(lines))
    return True


def timeline(
    agreement: Annotated[str | None, typer.Argument(help=_say("cli.argument_agreement_or_all"))] = None,
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.interfaces.cli.rows_text import timeline_text
        from foedera.views.row_json import row_to_json
        from foedera.views.rows import agreement_by_id
        from foedera.views.timeline import timeline_of

        told = _opened_around(record, agreement)[1] if agreement else _opened(record)[1]
        labels = labels_for(lang)
        entries = timeline_of(told, labels, agreement_by_id(told, agreement).id if agreement else None)
        print_json([row_to_json(e) for e in entries]) if as_json else print_result(timeline_text(entries, labels))


def accounts(row_id: RowArgument, record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False, lang: LangOption = None) -> None:
    with errors_told(lang):
        from foedera.interfaces.cli.rows_text import accounts_text
        from foedera.views.row_json import row_to_json
        from foedera.views.rows import accounts_of, row_by_id

        _, whole = _opened_at(record, row_id)
        row = row_by_id(whole, row_id)
        print_json([row_to_json(a) for a in accounts_of(row)]) if as_json else print_result(accounts_text(row, whole, labels_for(lang)))


def disagreements(record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False, lang: LangOption = None) -> None:
    with errors_told(lang):
        from foedera.interfaces.cli.rows_text import disagreements_text
        from foedera.views.record_json import record_to_json

        _, whole = _opened(record)
        print_json(record_to_json(whole)["disagreements"]) if as_json else print_result(disagreements_text(whole, labels_for(lang)))


def why(row_id: RowArgument, record: RecordOption = DEFAULT_RECORD, as_json: JsonOption = False, lang: LangOption = None) -> None:
    with errors_told(lang):
        from foedera.interfaces.cli.rows_text import why_text
        from foedera.views.row_json import row_to_json
        from foedera.views.rows import row_by_id
        from foedera.views.why import why_sections

        _, whole = _opened_at(record, row_id)
        row = row_by_id(whole, row_id)
        labels = labels_for(lang)
        answer = row_to_json(row) | {"why": row_to_json(why_sections(row, whole, labels))}
        print_json(answer) if as_json else print_result(why_text(row, whole, labels))


def search(
    words: Annotated[list[str], typer.Argument(help=_say("cli.argument_words"))],
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.interfaces.cli.rows_text import found_text
        from foedera.store.store import Store
        from foedera.views.row_json import row_to_json

        found = Store(record, create=False).search(" ".join(words))
        if as_json:
            print_json([row_to_json(f) for f in found])
        else:
            print_result(found_text(found, labels_for(lang)))


COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("brief", brief),
    ("show", show),
    ("timeline", timeline),
    ("accounts", accounts),
    ("disagreements", disagreements),
    ("why", why),
    ("search", search),
)
