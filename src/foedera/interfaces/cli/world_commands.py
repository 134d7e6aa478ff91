"""Commands about the world files: `foedera world check`, `list`, `show`, `sanctions`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedera.errors import Trouble, UsageError
from foedera.interfaces.cli.options import JsonOption, LangOption
from foedera.interfaces.cli.output import catalogue, errors_told, print_json, print_result
from foedera.interfaces.cli.state_names import state_asked

if TYPE_CHECKING:
    from foedera.world.agreement import FiledAgreement
    from foedera.world.checks import Fault

_say = catalogue().say
world_app = typer.Typer(help=_say("world.help"), no_args_is_help=True, rich_markup_mode=None)


@world_app.command("check", help=_say("world.help_check"))
def check(as_json: JsonOption = False, lang: LangOption = None) -> None:
    """Exit code 1 when the files have any fault."""
    with errors_told(lang):
        from foedera.world.checked_files import check_files

        report = check_files()
        say = catalogue(lang).say
        if as_json:
            faults = [{"about": f.subject, "fault": f.code, "value": f.value} for f in report.faults]
            print_json({**report.counts, "faults": faults})
        else:
            lines = [_fault_text(fault, lang) for fault in report.faults]
            counts = {name: str(count) for name, count in report.counts.items()}
            closing = say("world.faults", count=str(len(lines)), **counts) if lines else say("world.sound", **counts)
            print_result("\n".join((*lines, closing)))
        if report.faults:
            raise typer.Exit(1)


def _fault_text(fault: "Fault", lang: str | None) -> str:
    return catalogue(lang).say(f"world.fault.{fault.code}", subject=fault.subject, value=fault.value)


@world_app.command("list", help=_say("world.help_list"))
def list_agreements(
    party: Annotated[str | None, typer.Option("--party", help=_say("world.option_party"))] = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Every agreement of the file, or those of one state: id, name, span, parties."""
    with errors_told(lang):
        from foedera.world.load_agreements import load_agreements

        wanted = state_asked(party) if party else None
        rows = [a for a in load_agreements() if wanted is None or wanted in {p.state for p in a.parties}]
        if as_json:
            print_json([_row(a) for a in rows])
        elif rows:
            print_result("\n".join(_line(a, lang) for a in rows))
        else:
            print_result(catalogue(lang).say("cli.nothing_found"))


def _row(agreement: "FiledAgreement") -> dict[str, Any]:
    dates = {"signed": agreement.signed, "in_force": agreement.in_force, "ended": agreement.ended}
    return {"id": agreement.id, "names": dict(agreement.names.forms), "kind": agreement.kind, **dates, "binding": agreement.binding}


def _line(agreement: "FiledAgreement", lang: str | None) -> str:
    words = catalogue(lang)
    if agreement.in_force:
        span = words.say("world.span", since=agreement.in_force, until=agreement.ended or "")
    else:
        signed = agreement.signed or words.say("world.not_known")
        span = words.say("world.span_signed_ended" if agreement.ended else "world.span_signed", signed=signed, until=agreement.ended or "")
    binding = "" if agreement.binding else f"  {words.say('world.list_not_binding')}"
    return f"{agreement.id}  {agreement.names.say(words.lang)}  {span}{binding}"


@world_app.command("show", help=_say("world.help_show"))
def show_agreement(
    agreement: Annotated[str, typer.Argument(help=_say("world.argument_agreement"))],
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """One agreement of the file: parties, duties, sources, and what nobody has verified."""
    with errors_told(lang):
        from foedera.views.filed_agreement import filed_to_json, filed_to_text
        from foedera.world.load_agreements import load_agreements, load_charter
        from foedera.world.load_world import load_world

        found = next((a for a in (*load_agreements(), *load_charter()) if a.id == agreement.strip().upper()), None)
        if found is None:
            from difflib import get_close_matches

            near = get_close_matches(agreement.upper(), [a.id for a in load_agreements()], n=8, cutoff=0)
            raise UsageError(Trouble("unknown_filed_agreement", agreement, detail=", ".join(near)))
        words = catalogue(lang)
        if as_json:
            data: dict[str, Any] = filed_to_json(found)
            print_json(data)
        else:
            print_result(filed_to_text(found, words, load_world()))


@world_app.command("sanctions", help=_say("world.help_sanctions"))
def sanctions(
    target: Annotated[str | None, typer.Argument(help=_say("world.argument_target"))] = None,
    on: Annotated[str | None, typer.Option("--on", help=_say("world.option_day"))] = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Sanctions regimes of the world file, all or those against one state, on any day or on one."""
    with errors_told(lang):
        from foedera.views.labels import Labels
        from foedera.views.sanctions import regime_to_json, regimes_on, regimes_to_text
        from foedera.world.load_world import load_world
        from foedera.world.sanctions import load_sanctions

        wanted, world, words = state_asked(target) if target else None, load_world(), catalogue(lang)
        found = regimes_on(load_sanctions(), wanted, _day(on))
        if as_json:
            print_json([regime_to_json(regime) for regime in found])
        else:
            print_result(regimes_to_text(found, Labels(words, world, words.lang)) or words.say("cli.nothing_found"))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(Trouble("bad_day", "--on", detail=text or "")) from error
