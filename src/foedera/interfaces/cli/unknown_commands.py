"""What Foedera does not know yet: the command unknown."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from foedera.errors import Trouble, UsageError
from foedera.interfaces.cli.options import DEFAULT_RECORD, JsonOption, LangOption, RecordOption
from foedera.interfaces.cli.output import catalogue, errors_told, print_json, print_result

if TYPE_CHECKING:
    from foedera.reading.unknown_words import UnknownCount
    from foedera.views.words import Words

_say = catalogue().say
DEFAULT_MOST = 40


def unknown(
    kind: Annotated[str | None, typer.Option("--kind", help=_say("cli.option_kind"))] = None,
    least: Annotated[int, typer.Option("--least", min=1, help=_say("cli.option_least"))] = 1,
    most: Annotated[int, typer.Option("--most", min=0, help=_say("cli.option_most"))] = DEFAULT_MOST,
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.corpus.unknown_in_store import unknown_in
        from foedera.reading.unknown_words import NAME, VERB
        from foedera.store.store import Store
        from foedera.views.row_json import row_to_json

        if kind not in (None, NAME, VERB):
            raise UsageError(Trouble("bad_choice", "--kind", detail=f"{NAME}, {VERB}"))
        found = [c for c in unknown_in(Store(record, create=False), least=least) if kind in (None, c.kind)]
        shown = found[:most] if most else found
        if as_json:
            print_json([row_to_json(c) for c in shown])
        else:
            print_result(_text(shown, len(found) - len(shown), catalogue(lang)))


def _text(shown: "Sequence[UnknownCount]", left: int, words: "Words") -> str:
    if not shown:
        return words.say("unknown.none")
    lines = []
    for one in shown:
        holes = {"kind": words.say(f"unknown.kind.{one.kind}"), "text": one.text, "count": str(one.count)}
        lines.append(words.say("unknown.line", **holes, documents=str(len(one.documents))))
        lines.append(words.say("unknown.example", example=one.example, document=one.documents[0]))
    more = [words.say("unknown.more", count=str(left))] if left else []
    return "\n".join([*lines, *more, words.say("unknown.hint")])


COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (("unknown", unknown),)
