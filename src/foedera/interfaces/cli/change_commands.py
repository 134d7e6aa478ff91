"""What is new: the command changes."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from foedera.errors import Trouble, UsageError
from foedera.interfaces.cli.options import DEFAULT_RECORD, JsonOption, LangOption, RecordOption
from foedera.interfaces.cli.output import catalogue, errors_told, print_json, print_result

if TYPE_CHECKING:
    from foedera.views.changes import Change, Side
    from foedera.views.labels import Labels

_say = catalogue().say


def changes(
    since: Annotated[str, typer.Option("--since", help=_say("cli.option_since"))],
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.corpus.record_of_store import record_of
        from foedera.corpus.record_on_day import record_before
        from foedera.interfaces.cli.record_commands import labels_for
        from foedera.store.store import Store
        from foedera.views.changes import changes_between
        from foedera.views.row_json import row_to_json

        try:
            since = date.fromisoformat(since).isoformat()
        except ValueError as error:
            raise UsageError(Trouble("bad_day", "--since", detail=since)) from error
        store, labels = Store(record, create=False), labels_for(lang)
        found = changes_between(record_before(store, since), record_of(store), labels)
        print_json([row_to_json(c) for c in found]) if as_json else print_result(changes_text(found, since, labels))


def changes_text(found: "Iterable[Change]", since: str, labels: "Labels") -> str:
    """The changes under headings: for each the row, what was said before, what is said now, on which documents, and why."""
    from foedera.interfaces.cli.rows_text import reason_line

    say, day = labels.words.say, labels.day(since)
    lines: list[str] = []
    heading = ""
    for change in found:
        if change.kind != heading:
            heading = change.kind
            lines += ["", say(f"changes.kind.{heading}")]
        lines.append(f"  {change.title}   [{change.id}]")
        if change.old:
            lines.append("      " + _side("changes.before" if change.new else "changes.over", change.old, labels))
        if change.new:
            lines.append("      " + _side("changes.now", change.new, labels))
        lines += ["    " + reason_line(r, labels) for r in change.why]
    return "\n".join([say("changes.heading", day=day), *lines]) if lines else say("changes.none", day=day)


def _side(key: str, side: "Side", labels: "Labels") -> str:
    sources = labels.words.say("changes.sources", documents=", ".join(side.documents)) if side.documents else ""
    return labels.words.say(key, text=side.text, sources=sources)


COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (("changes", changes),)
