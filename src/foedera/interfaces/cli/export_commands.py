"""`foedera export`: the record in the forms of other programs, the readings, and promises between states in those of alliance data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedera.errors import Trouble, UsageError
from foedera.interfaces.cli.options import DEFAULT_RECORD, LangOption, RecordOption
from foedera.interfaces.cli.output import catalogue, errors_told, json_text, print_exactly, tell, write_whole
from foedera.interfaces.cli.output_pieces import write_pieces
from foedera.interfaces.cli.parts_shown import parts_shown
from foedera.interfaces.cli.state_names import state_asked

if TYPE_CHECKING:
    from foedera.interfaces.export.forms import Pieces
    from foedera.interfaces.export.material import Material
    from foedera.record.model import Record
    from foedera.store.store import Store
    from foedera.treaties.directed_dyads import Leg
    from foedera.treaties.law import Law
    from foedera.values.dates import DateRange
    from foedera.views.chosen_rows import Chosen
    from foedera.views.record_tables import Line, RecordTable

_say = catalogue().say
ALLIANCE_FORMS = ("atop", "cow", "gexf")
TABLE_FORMS = ("csv", "xlsx", "jsonl", "parquet")
IN_PARTS = ("csv", "jsonl", "parquet")  # forms that a large record is written in part by part
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
    output: Annotated[str, typer.Option("--output", "-o", help=_say("cli.option_output"))] = "-",
    record: RecordOption = DEFAULT_RECORD,
    agreement: Annotated[str | None, typer.Option("--agreement", help=_say("cli.option_agreement"))] = None,
    country: Annotated[str | None, typer.Option("--country", help=_say("cli.option_country"))] = None,
    since: Annotated[str, typer.Option("--since", help=_say("cli.option_since_day"))] = "",
    until: Annotated[str, typer.Option("--until", help=_say("cli.option_until_day"))] = "",
    table: Annotated[str, typer.Option("--table", help=_say("cli.option_table"))] = "statements",
    with_text: Annotated[bool, typer.Option("--with-text", help=_say("cli.option_with_text"))] = False,
    agreements: Annotated[str, typer.Option("--agreements", help=_say("cli.option_agreements"))] = "both",
    clock: Annotated[str, typer.Option("--clock", help=_say("cli.option_clock"))] = "in_force",
    codebook: Annotated[bool, typer.Option("--codebook", help=_say("cli.option_codebook"))] = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.interfaces.export.forms import FORM_NAMES
        from foedera.views.record_tables import TABLE_NAMES

        check_choice("--format", form, (*FORM_NAMES, "readings", "gold", *ALLIANCE_FORMS))
        check_choice("--table", table, TABLE_NAMES)
        if codebook:
            write_result(output, _codebook(form, lang), lang)
            return
        check_choice("--agreements", agreements, CHOICES)
        check_choice("--clock", clock, CLOCKS)
        span = Span(agreements, clock, day_asked("--since", since), day_asked("--until", until))
        if form in ALLIANCE_FORMS:
            write_result(output, _alliance_export(form, record, span, _chosen(agreement, country, span), lang), lang)
            return
        if form == "gold":
            write_pieces(output, _gold(record), lang)
            return
        chosen = _chosen(agreement, country, span)
        if form == "readings":
            write_pieces(output, _readings(record, chosen), lang)
        else:
            write_pieces(output, _exported(form, record, chosen, Wanted(table, with_text), lang), lang)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The table that a form of one table holds, and whether full texts are asked for."""

    table: str
    with_text: bool


def _chosen(agreement: str | None, country: str | None, span: Span) -> "Chosen":
    from foedera.views.chosen_rows import Chosen

    if span.since and span.until and span.since > span.until:
        raise UsageError(Trouble("bad_span", "--since", detail=f"{span.since.isoformat()} – {span.until.isoformat()}"))
    return Chosen(agreement, state_asked(country) if country else None, span.since, span.until)


def _exported(form: str, path: str, chosen: "Chosen", wanted: Wanted, lang: str | None) -> "Pieces":
    from foedera.corpus.record_in_parts import ACTORS, is_large
    from foedera.corpus.record_of_store import record_of
    from foedera.interfaces.cli.record_commands import labels_for
    from foedera.interfaces.export.forms import form_called
    from foedera.interfaces.export.material import Material
    from foedera.store.store import Store
    from foedera.views.chosen_rows import Chosen, chosen_rows

    store = Store(path, create=False)
    if form in IN_PARTS and wanted.table != ACTORS and chosen == Chosen() and is_large(store):
        return form_called(form).pieces(_in_parts(store, wanted, lang))
    rows = chosen_rows(record_of(store), chosen)
    names = [row.id for row in rows.documents]
    material = Material(
        record=rows,
        labels=labels_for(lang),
        documents=lambda: tuple(item.document for item in store.items_of(names)),
        added_at=store.added_at(),
        name=store.place.short_name,
        table=wanted.table,
        agreement=chosen.agreement,
        with_text=wanted.with_text,
    )
    return form_called(form).pieces(material)


def _in_parts(store: "Store", wanted: Wanted, lang: str | None) -> "Material":
    """What a form of one table draws on where the record is large: its lines, made part by part and put in order on disk."""
    from foedera.corpus.record_in_parts import lines_in_parts
    from foedera.interfaces.cli.record_commands import labels_for
    from foedera.interfaces.export.material import Material
    from foedera.record.model import Record

    def lines(table: "RecordTable") -> "Iterator[Line]":
        with parts_shown(lang) as progress:
            yield from lines_in_parts(store, table, progress)

    return Material(Record(), labels_for(lang), name=store.place.short_name, table=wanted.table, lines=lines)


def _readings(path: str, chosen: "Chosen") -> Iterator[str]:
    from foedera.corpus.record_of_store import record_of
    from foedera.reading.serialize import reading_to_json
    from foedera.store.store import Store
    from foedera.views.chosen_rows import Chosen, chosen_rows

    store = Store(path, create=False)
    whole = chosen == Chosen()
    items = store.items() if whole else store.items_of([row.id for row in chosen_rows(record_of(store), chosen).documents])
    return (json_text(reading_to_json(item.reading)) + "\n" for item in items)


def _gold(path: str) -> Iterator[str]:
    """What was reviewed, of the whole record."""
    from foedera.corpus.gold import gold_lines
    from foedera.store.store import Store

    return gold_lines(Store(path, create=False))


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


def opened_record(path: str) -> "Record":
    """The record of a file."""
    from foedera.corpus.record_of_store import record_of
    from foedera.store.store import Store

    return record_of(Store(path, create=False))


def choice_at_hand(record: str, agreements: str, lang: str | None) -> str:
    """The agreements asked for; the file alone, and said so, when nobody named a record and there is none yet."""
    from foedera.store.databases.choice import is_there

    if agreements != "both" or record != DEFAULT_RECORD or is_there(record):
        return agreements
    tell(catalogue(lang).say("cli.world_alone"))
    return "world"


def law_asked(record: str, agreements: str) -> "Law":
    """The law of the record, of the file of agreements, or of both; with `world` no record is opened."""
    from foedera.record.model import Record
    from foedera.treaties.filed_agreements import rows_of_file
    from foedera.treaties.law import law_of
    from foedera.world.load_agreements import load_agreements

    filed = () if agreements == "record" else load_agreements()
    whole = Record() if agreements == "world" else opened_record(record)
    return law_of(whole, rows_of_file(filed), filed)


def _codebook(form: str, lang: str | None) -> str:
    from foedera.interfaces.export.codebook import VARIABLES, codebook, tables_codebook

    if form in VARIABLES:
        return codebook(form, catalogue(lang))
    check_choice("--format", form, (*TABLE_FORMS, *VARIABLES))
    return tables_codebook(catalogue(lang))


def _alliance_export(form: str, record: str, span: Span, chosen: "Chosen", lang: str | None) -> str:
    from foedera.treaties.directed_dyads import legs_under

    law = law_asked(record, choice_at_hand(record, span.agreements, lang))
    days = _days_looked_at(span, law)
    _check_known(chosen.agreement, [row.id for row in law.agreements])
    legs = tuple(leg for leg in legs_under(law, days, span.clock) if _is_chosen(leg, chosen))
    return _written(form, legs, days, lang)


def _check_known(agreement: str | None, ids: list[str]) -> None:
    if agreement and agreement.upper() not in map(str.upper, ids):
        near = [i for i in ids if agreement.upper()[:3] in i.upper()][:10]
        raise UsageError(Trouble("unknown_agreement", agreement, detail=", ".join(near) or "—"))


def _is_chosen(leg: "Leg", chosen: "Chosen") -> bool:
    named = chosen.agreement is None or leg.agreement.upper() == chosen.agreement.upper()
    return named and (chosen.country is None or chosen.country in (leg.bearer, leg.beneficiary))


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
