"""Commands by which a person decides: judge, undo."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedera.errors import StoreError, Trouble, UsageError
from foedera.interfaces.cli.options import DEFAULT_RECORD, JsonOption, LangOption, RecordOption
from foedera.interfaces.cli.output import catalogue, errors_told, print_json, print_result

if TYPE_CHECKING:
    from foedera.record.judgements import Judgement
    from foedera.store.store import Store

_say = catalogue().say
ByOption = Annotated[str, typer.Option("--by", envvar="FOEDERA_BY", help=_say("cli.option_by"))]


def judge(
    target: Annotated[str | None, typer.Argument(help=_say("cli.argument_judged"))] = None,
    decision: Annotated[list[str] | None, typer.Argument(help=_say("cli.argument_decision"))] = None,
    by: ByOption = "",
    why: Annotated[str, typer.Option("--why", help=_say("cli.option_why"))] = "",
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.corpus.decisions import given, requests_of
        from foedera.store.store import Store

        store = Store(record, create=False)
        if target is None:
            _list(store, as_json=as_json, lang=lang)
            return
        requests = requests_of(target, decision or [])
        if not why.strip() and requests[0].kind.value != "accept":
            raise UsageError(Trouble("judgement_without_reason", target))
        made = given(store, requests, by, why)
        _tell_made(made, as_json=as_json, lang=lang)


def _tell_made(made: "list[Judgement]", *, as_json: bool, lang: str | None) -> None:
    from foedera.views.judgement_lines import judgement_value
    from foedera.views.row_json import row_to_json

    words = catalogue(lang)
    if as_json:
        print_json([row_to_json(j) for j in made])
        return
    for one in made:
        holes = {"id": one.id, "kind": words.say(f"judgements.kind.{one.kind.value}"), "target": one.target}
        count = str(len(one.marks) + len(one.others))
        print_result(words.say("judgements.made", **holes, value=judgement_value(one.value, words), count=count))


def _list(store: "Store", *, as_json: bool, lang: str | None) -> None:
    """The log, oldest first, with what was undone, and which judgements no longer fit."""
    from foedera.corpus.record_of_store import record_of
    from foedera.views.judgement_lines import judgement_line, judgement_state, undone_line
    from foedera.views.row_json import row_to_json

    words, log = catalogue(lang), store.judgement_log()
    rows = {j.id: j for j in record_of(store).judgements}
    if as_json:
        undone = {one.judgement.id: {"undone_at": one.undone_at, "undone_by": one.undone_by} for one in log}
        fits: dict[str, Any] = {key: {"fit": row.fit, "rows": list(row.rows)} for key, row in rows.items()}
        print_json([row_to_json(one.judgement) | undone[one.judgement.id] | fits.get(one.judgement.id, {}) for one in log])
        return
    lines = []
    for one in log:
        row = rows.get(one.judgement.id)
        state = undone_line(one.undone_at, one.undone_by, words) if one.undone_at else judgement_state(row.fit, words) if row else ""
        lines += [judgement_line(one.judgement, words), words.say("judgements.state", id=one.judgement.id, state=state)]
    print_result("\n".join(lines) or words.say("judgements.none"))


def undo(
    count: Annotated[int, typer.Argument(min=1, help=_say("cli.argument_undo"))] = 1,
    to: Annotated[str | None, typer.Option("--to", help=_say("cli.option_undo_to"))] = None,
    by: ByOption = "",
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.store.store import Store
        from foedera.views.row_json import row_to_json

        words = catalogue(lang)
        undone = Store(record, create=False).undo_judgements(by.strip() or "—", last=count, back_to=to)
        if as_json:
            print_json([row_to_json(j) for j in undone])
        for one in () if as_json else undone:
            holes = {"id": one.id, "kind": words.say(f"judgements.kind.{one.kind.value}"), "target": one.target}
            print_result(words.say("judgements.taken_back", **holes))
        if not undone:
            raise StoreError(Trouble("nothing_to_undo"))


COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (("judge", judge), ("undo", undo))
