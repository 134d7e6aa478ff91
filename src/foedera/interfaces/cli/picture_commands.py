"""`foedera picture network|duties|chain`: pictures as SVG, or as one HTML page without script."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedera.errors import Trouble, UsageError
from foedera.interfaces.cli.export_commands import (
    CHOICES,
    CLOCKS,
    check_choice,
    choice_at_hand,
    day_asked,
    law_asked,
    opened_record,
    write_result,
)
from foedera.interfaces.cli.options import DEFAULT_RECORD, LangOption, RecordOption
from foedera.interfaces.cli.output import catalogue, errors_told
from foedera.interfaces.cli.state_names import state_asked, states_asked

if TYPE_CHECKING:
    from foedera.interfaces.export.pictures.network import Picture
    from foedera.treaties.directed_dyads import Leg
    from foedera.treaties.law import Law
    from foedera.views.labels import Labels

_say = catalogue().say
picture_app = typer.Typer(help=_say("picture.help"), no_args_is_help=True, rich_markup_mode=None)

DayOption = Annotated[str, typer.Option("--on", help=_say("picture.option_day"))]
OutputOption = Annotated[str, typer.Option("--output", help=_say("picture.option_output"))]
AgreementsOption = Annotated[str, typer.Option("--agreements", help=_say("cli.option_agreements"))]
ClockOption = Annotated[str, typer.Option("--clock", help=_say("cli.option_clock_asked"))]
PromisesOption = Annotated[str, typer.Option("--promises", help=_say("picture.option_promises"))]
ALL = "all"


@picture_app.command("network", help=_say("picture.help_network"))
def network(
    on: DayOption = "",
    states: Annotated[str, typer.Option("--states", help=_say("picture.option_states"))] = "",
    promises: PromisesOption = "defence",
    agreements: AgreementsOption = "both",
    clock: ClockOption = "in_force",
    output: OutputOption = "-",
    record: RecordOption = DEFAULT_RECORD,
    lang: LangOption = None,
) -> None:
    """Agreements of many as hubs, of two as lines; promises that are not known are always shown."""
    with errors_told(lang):
        from foedera.interfaces.export.pictures.network import network_picture
        from foedera.treaties.alliance_rows import Pledge
        from foedera.views.alliance_network import network_of

        check_choice("--promises", promises, (*Pledge, ALL))
        day, labels = day_asked("--on", on) or date.today(), _labels(lang)
        wanted = tuple(Pledge) if promises == ALL else (Pledge(promises),)
        law = law_asked(record, choice_at_hand(record, agreements, lang))
        asked = states_asked(states)
        view = network_of(_legs(law, day, agreements, clock), (*wanted, None), asked)
        _write(network_picture(view, day, labels, _names(law, labels), asked), output, lang)


@picture_app.command("duties", help=_say("picture.help_duties"))
def duties(
    state: Annotated[str, typer.Argument(help=_say("picture.argument_state"))],
    on: DayOption = "",
    agreements: AgreementsOption = "both",
    clock: ClockOption = "in_force",
    output: OutputOption = "-",
    record: RecordOption = DEFAULT_RECORD,
    lang: LangOption = None,
) -> None:
    """In three columns: what is promised to the state alone, what goes both ways, what it alone promises."""
    with errors_told(lang):
        from foedera.interfaces.export.pictures.duties import duties_picture
        from foedera.views.promises_of_state import promises_of

        day, labels = day_asked("--on", on) or date.today(), _labels(lang)
        code, law = state_asked(state), law_asked(record, choice_at_hand(record, agreements, lang))
        _write(duties_picture(promises_of(code, _legs(law, day, agreements, clock)), day, labels, _names(law, labels)), output, lang)


@picture_app.command("chain", help=_say("picture.help_chain"))
def chain(
    attack: Annotated[str, typer.Option("--attack", help=_say("picture.option_attack"))],
    on: DayOption = "",
    follow: Annotated[str, typer.Option("--chain", help=_say("picture.option_chain"))] = "one",
    agreements: AgreementsOption = "both",
    output: OutputOption = "-",
    record: RecordOption = DEFAULT_RECORD,
    lang: LangOption = None,
) -> None:
    """Only aid is drawn; what does not bind is left out."""
    with errors_told(lang):
        from foedera.interfaces.export.pictures.chain import chain_picture
        from foedera.record.model import Record
        from foedera.treaties.chain_reaction import CHAINS
        from foedera.treaties.model import Question
        from foedera.treaties.what_if import what_if
        from foedera.world.load_agreements import load_agreements

        check_choice("--chain", follow, CHAINS)
        check_choice("--agreements", agreements, CHOICES)
        day, labels = day_asked("--on", on) or date.today(), _labels(lang)
        by, colon, on_whom = attack.partition(":")
        if not colon or not by or not on_whom:
            raise UsageError(Trouble("bad_question", "--attack", detail=attack))
        attackers = "+".join(states_asked(by))
        agreements = choice_at_hand(record, agreements, lang)
        question = Question("attack", attackers, state_asked(on_whom), day, agreements, chain=follow)
        whole = Record() if agreements == "world" else opened_record(record)
        answer = what_if(question, whole, () if agreements == "record" else load_agreements())
        _write(chain_picture(answer, labels, _names(law_asked(record, agreements), labels)), output, lang)


def _labels(lang: str | None) -> "Labels":
    from foedera.views.labels import Labels
    from foedera.world.load_world import load_world

    words = catalogue(lang)
    return Labels(words, load_world(), words.lang)


def _legs(law: "Law", day: date, agreements: str, clock: str) -> tuple["Leg", ...]:
    from foedera.treaties.directed_dyads import legs_under
    from foedera.values.dates import day_range

    check_choice("--agreements", agreements, CHOICES)
    check_choice("--clock", clock, CLOCKS)
    return legs_under(law, day_range(day), clock)


def _names(law: "Law", labels: "Labels") -> Callable[[str], str]:
    """What an agreement is called: by the file in the reader's language, else by the record, else by its id."""
    def name_of(agreement_id: str) -> str:
        filed, row = law.filed.get(agreement_id), law.find(agreement_id)
        return filed.names.say(labels.lang) if filed else (row.name if row else "") or agreement_id

    return name_of


def _write(picture: "Picture", output: str, lang: str | None) -> None:
    from foedera.interfaces.export.pictures.page import picture_page

    kind = Path(output).suffix.lower()
    if output != "-" and kind not in (".svg", ".html", ".htm"):
        raise UsageError(Trouble("bad_choice", "--output", detail=".svg, .html"))
    write_result(output, picture_page(picture, catalogue(lang)) if kind.startswith(".htm") else picture.svg, lang)
