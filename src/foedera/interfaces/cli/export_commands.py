"""`foedera export`: the record, the readings or tables for other programs, and promises between states in the forms of alliance data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedera.errors import Trouble, UsageError
from foedera.interfaces.cli.options import DEFAULT_RECORD, LangOption, RecordOption
from foedera.interfaces.cli.output import catalogue, errors_told, json_text, print_exactly, tell, write_whole

if TYPE_CHECKING:
    from foedera.record.model import Record
    from foedera.treaties.directed_dyads import Leg
    from foedera.treaties.law import Law
    from foedera.values.dates import DateRange

_say = catalogue().say
PLAIN_FORMS, ALLIANCE_FORMS = ("record", "readings", "csv"), ("atop", "cow", "gexf")
CHOICES, CLOCKS = ("record", "world", "both"), ("in_force", "signed")


@dataclass(frozen=True, slots=True)
class Span:
    """What `--agreements`, `--clock`, `--since` and `--until` asked for; days are None where not given."""

    agreements: str
    clock: str
    since: date | None
    until: date | None


def export(
    form: Annotated[str, typer.Option("--format", help=_say("cli.option_format"))] = "record",
    output: Annotated[str, typer.Option("--output", help=_say("cli.option_output"))] = "-",
    record: RecordOption = DEFAULT_RECORD,
    agreements: Annotated[str, typer.Option("--agreements", help=_say("cli.option_agreements"))] = "both",
    clock: Annotated[str, typer.Option("--clock", help=_say("cli.option_clock"))] = "in_force",
    since: Annotated[str, typer.Option("--since", help=_say("cli.option_since_day"))] = "",
    until: Annotated[str, typer.Option("--until", help=_say("cli.option_until_day"))] = "",
    codebook: Annotated[bool, typer.Option("--codebook", help=_say("cli.option_codebook"))] = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        check_choice("--format", form, (*PLAIN_FORMS, *ALLIANCE_FORMS))
        if codebook:
            write_result(output, _codebook(form, lang), lang)
            return
        check_choice("--agreements", agreements, CHOICES)
        check_choice("--clock", clock, CLOCKS)
        if form in ALLIANCE_FORMS:
            span = Span(agreements, clock, day_asked("--since", since), day_asked("--until", until))
            content = _alliance_export(form, record, span, lang)
        else:
            makers: dict[str, Callable[[Path], str]] = {"record": _record_export, "readings": _readings_export, "csv": _csv_export}
            content = makers[form](record)
        write_result(output, content, lang)


def write_result(output: str, content: str, lang: str | None) -> None:
    """To a file, said on standard error, or to standard output for "-"."""
    if output == "-":
        print_exactly(content)
        return
    write_whole(Path(output), content)
    tell(catalogue(lang).say("cli.wrote", file=output))


def check_choice(option: str, given: str, choices: tuple[str, ...]) -> None:
    """UsageError with the choices there are, when it is none of them."""
    if given not in choices:
        raise UsageError(Trouble("bad_choice", option, detail=", ".join(choices)))


def day_asked(option: str, text: str) -> date | None:
    """The day of an option; None when it was not given."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(Trouble("bad_day", option, detail=text)) from error


def opened_record(path: Path) -> "Record":
    """The record of a file."""
    from foedera.corpus.record_of_store import record_of
    from foedera.store.store import Store

    return record_of(Store(path, create=False))


def choice_at_hand(record: Path, agreements: str, lang: str | None) -> str:
    """The agreements asked for; the file alone, and said so, when nobody named a record and there is none yet."""
    if agreements != "both" or record != DEFAULT_RECORD or record.exists():
        return agreements
    tell(catalogue(lang).say("cli.world_alone"))
    return "world"


def law_asked(record: Path, agreements: str) -> "Law":
    """The law of the record, of the file of agreements, or of both; with `world` no record is opened."""
    from foedera.record.model import Record
    from foedera.treaties.filed_agreements import rows_of_file
    from foedera.treaties.law import law_of
    from foedera.world.load_agreements import load_agreements

    filed = () if agreements == "record" else load_agreements()
    whole = Record() if agreements == "world" else opened_record(record)
    return law_of(whole, rows_of_file(filed), filed)


def _record_export(record: Path) -> str:
    from foedera.views.record_json import record_to_json

    return json_text(record_to_json(opened_record(record)), indent=1) + "\n"


def _readings_export(record: Path) -> str:
    from foedera.reading.serialize import reading_to_json
    from foedera.store.store import Store

    return "".join(json_text(reading_to_json(i.reading)) + "\n" for i in Store(record, create=False).items())


def _csv_export(record: Path) -> str:
    from foedera.interfaces.export.csv_rows import record_csv

    return record_csv(opened_record(record))


def _codebook(form: str, lang: str | None) -> str:
    from foedera.interfaces.export.codebook import codebook

    check_choice("--format", form, ALLIANCE_FORMS)
    return codebook(form, catalogue(lang))


def _alliance_export(form: str, record: Path, span: Span, lang: str | None) -> str:
    from foedera.treaties.directed_dyads import legs_under

    law = law_asked(record, choice_at_hand(record, span.agreements, lang))
    days = _days_looked_at(span, law)
    return _written(form, legs_under(law, days, span.clock), days, lang)


def _days_looked_at(span: Span, law: "Law") -> "DateRange":
    """From the first day that anything is dated to (unless asked otherwise) to today."""
    from foedera.values.dates import DateRange

    known = [row.days.earliest for a in law.agreements for row in a.lifecycle if row.days and row.days.earliest]
    until = span.until or date.today()
    since = span.since or min(known, default=until)
    if since > until:
        raise UsageError(Trouble("bad_span", "--since", detail=f"{since.isoformat()} – {until.isoformat()}"))
    return DateRange(since, until)


def _written(form: str, legs: tuple["Leg", ...], days: "DateRange", lang: str | None) -> str:
    from foedera.interfaces.export.atop_dyad_years import atop_csv
    from foedera.interfaces.export.cow_members import cow_csv
    from foedera.interfaces.export.gexf import gexf_xml
    from foedera.world.cow_numbers import load_cow_numbers
    from foedera.world.load_world import load_world

    if form == "atop":
        return atop_csv(legs, load_cow_numbers())
    if form == "cow":
        return cow_csv(legs, load_cow_numbers(), days)
    world, spoken = load_world(), catalogue(lang).lang
    return gexf_xml(legs, lambda code: world.state_name(code, spoken))


COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (("export", export),)
