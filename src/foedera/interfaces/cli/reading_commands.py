"""Commands that put something into a record, or take it out: read, import, remove, fact."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedera.errors import Trouble, UsageError
from foedera.interfaces.cli.options import DEFAULT_MAX_SIZE, DEFAULT_RECORD, JsonOption, LangOption, MaxSizeOption, RecordOption
from foedera.interfaces.cli.output import catalogue, errors_told, json_text, print_json, print_result, tell, trouble_text, write_whole

if TYPE_CHECKING:
    from foedera.corpus.read_corpus import ReaderChoice
    from foedera.sources.model import Document
    from foedera.store.store import Store

_say = catalogue().say

READERS = ("both", "shallow")


def read(
    sources: Annotated[list[str], typer.Argument(help=_say("cli.argument_sources"))],
    record: RecordOption = DEFAULT_RECORD,
    readings: Annotated[str | None, typer.Option("--readings", help=_say("cli.option_readings"))] = None,
    published: Annotated[str | None, typer.Option("--published", help=_say("cli.option_published"))] = None,
    text_lang: Annotated[str | None, typer.Option("--text-lang", help=_say("cli.option_text_lang"))] = None,
    reader: Annotated[str, typer.Option("--reader", help=_say("cli.option_reader"))] = "both",
    max_size: MaxSizeOption = DEFAULT_MAX_SIZE,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.corpus.read_corpus import read_into, reader_version
        from foedera.store.store import Store

        _check_day(published)
        choice = _reader_choice(reader)
        store = Store(record)
        said: dict[str, Any] = {"published": published, "lang": text_lang, "known": lambda text: store.known(text, reader_version(choice))}
        outcomes = list(_with_progress(read_into(store, _documents(sources, max_size, said), choice), lang))
        _grow(store, lang)
        if readings:
            _write_readings(store, [o.document_id for o in outcomes if o.trouble is None], readings)
        _tell_outcomes(outcomes, as_json=as_json, quiet=readings == "-", lang=lang)
        store.close()


def _documents(sources: list[str], max_size: int, said: dict[str, Any]) -> "Iterator[Document | Trouble]":
    """What files, folders and standard input hold, then the pages at addresses, each fetched when its turn comes."""
    from foedera.sources import fetch
    from foedera.sources.read_addresses import documents_at, is_address
    from foedera.sources.read_sources import documents_from

    files = [source for source in sources if not is_address(source)]
    if files:
        yield from documents_from(files, stdin=getattr(sys.stdin, "buffer", None), max_size=max_size, **said)
    for url in dict.fromkeys(source.strip() for source in sources if is_address(source)):
        yield from documents_at(url, limits=fetch.Limits(size=max_size), network=fetch.NETWORK, **said)


def _reader_choice(reader: str) -> "ReaderChoice":
    """The readers asked for, with the pipelines that `foedera.toml` names."""
    from foedera.corpus.read_corpus import ReaderChoice
    from foedera.interfaces.cli.settings import settings

    if reader not in READERS:
        raise UsageError(Trouble("bad_choice", "--reader", detail=", ".join(READERS)))
    return ReaderChoice(shallow=reader == "shallow", pipelines=settings().pipelines)


def _check_day(published: str | None) -> None:
    from foedera.sources.page_dates import publication_from_iso

    if published is not None and publication_from_iso(published) is None:
        raise UsageError(Trouble("bad_date", "--published", detail=published))


def _with_progress(outcomes: Iterator[Any], lang: str | None) -> Iterator[Any]:
    """The same outcomes, counted on standard error while they come, where a person watches."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(catalogue(lang).say("cli.reading"), total=None)
        for outcome in outcomes:
            progress.update(task, advance=1, description=outcome.document_id)
            yield outcome


def _grow(store: "Store", lang: str | None) -> None:
    """Bring the record up to date with what was read: the first question need not wait for it."""
    from foedera.corpus.record_of_store import grow

    if not sys.stderr.isatty():
        grow(store)
        return
    from rich.console import Console

    with Console(stderr=True).status(catalogue(lang).say("cli.growing")):
        grow(store)


def _write_readings(store: Any, document_ids: list[str], target: str) -> None:
    """One JSON line a document named, unchanged ones too; `-` is standard output."""
    from foedera.reading.serialize import reading_to_json

    kept = {i.document.id: i.reading for i in store.items()}
    lines = "".join(json_text(reading_to_json(kept[d])) + "\n" for d in dict.fromkeys(document_ids))
    if target == "-":
        sys.stdout.write(lines)
    else:
        write_whole(Path(target), lines)


def _tell_outcomes(outcomes: list[Any], *, as_json: bool, quiet: bool, lang: str | None) -> None:
    """The table read / unchanged / not read and why; exit 1 when something was not read."""
    say = catalogue(lang).say
    if as_json:
        rows = [{"id": o.document_id, "state": o.state, "why": trouble_text(o.trouble, lang) if o.trouble else None} for o in outcomes]
        tell(json_text(rows)) if quiet else print_json(rows)
    else:
        out = tell if quiet else print_result
        for outcome in outcomes:
            out(_outcome_line(outcome, lang))
        counts = {s: sum(o.state == s for o in outcomes) for s in ("read", "unchanged", "not_read")}
        out(say("cli.read_summary", **{k: str(v) for k, v in counts.items()}))
    if not outcomes or any(o.state == "not_read" for o in outcomes):
        raise typer.Exit(1)


def _outcome_line(outcome: Any, lang: str | None) -> str:
    say = catalogue(lang).say
    if outcome.trouble:
        return f"{say('cli.state_not_read'):<12} {trouble_text(outcome.trouble, lang)}"
    document = outcome.document
    published = document.published or say("cli.unknown_day")
    state = say(f"cli.state_{outcome.state}")
    line = f"{state:<12} {outcome.document_id:<28} {document.lang}  {published:<17} {document.outlet or ''}".rstrip()
    return "\n".join([line, *(f"{'':<13}{_note(note, lang)}" for note in document.notes if outcome.state == "read")])


def _note(note: str, lang: str | None) -> str:
    """A note is a catalogue key with an optional detail after a colon ("encoding_guessed:cp1252")."""
    key, _, detail = note.partition(":")
    return catalogue(lang).say(f"notes.{key}", detail=detail)


def import_readings(
    readings: Annotated[Path, typer.Argument(help=_say("cli.argument_readings"))],
    texts: Annotated[Path, typer.Option("--texts", help=_say("cli.option_texts"))],
    record: RecordOption = DEFAULT_RECORD,
    max_size: MaxSizeOption = DEFAULT_MAX_SIZE,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.corpus.import_readings import import_into
        from foedera.store.store import Store

        store = Store(record)
        outcomes = list(_with_progress(import_into(store, readings, texts, max_size=max_size), lang))
        _grow(store, lang)
        _tell_outcomes(outcomes, as_json=as_json, quiet=False, lang=lang)
        store.close()


def remove(
    document_id: Annotated[str, typer.Argument(help=_say("cli.argument_document"))],
    record: RecordOption = DEFAULT_RECORD,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.store.store import Store

        store = Store(record, create=False)
        if document_id.startswith("fact:"):
            store.remove_fact(document_id)
        else:
            store.remove(document_id)
        store.close()
        print_result(catalogue(lang).say("cli.removed", id=document_id))
        for backup in store.backups:
            tell(catalogue(lang).say("cli.backup_keeps", file=str(backup)))


def fact(
    text: Annotated[str, typer.Argument(help=_say("cli.argument_fact"))],
    source: Annotated[str, typer.Option("--source", help=_say("cli.option_source"))],
    record: RecordOption = DEFAULT_RECORD,
    lang: LangOption = None,
) -> None:
    with errors_told(lang):
        from foedera.store.store import Store
        from foedera.treaties.outside_facts import parse_fact

        parsed = parse_fact(text)
        store = Store(record)
        warnings = _fact_warnings(store, parsed, lang)
        fact_id = store.add_fact(text, source)
        store.close()
        print_result(catalogue(lang).say("cli.fact_added", id=fact_id, text=text, source=source))
        for warning in warnings:
            tell(warning)


def _fact_warnings(store: Any, fact: Any, lang: str | None) -> list[str]:
    """What the record as it stands has against the fact: no such agreement, or steps that do not go with it."""
    from foedera.corpus.record_of_store import record_of
    from foedera.treaties.fact_conflicts import conflicts_of, known_agreement
    from foedera.values.dates import edtf_from_range
    from foedera.views.labels import Labels
    from foedera.world.load_world import load_world

    labels = Labels(catalogue(lang), load_world(), catalogue(lang).lang)
    agreement = known_agreement(record_of(store), fact[0])
    if agreement is None:
        return [labels.words.say("cli.fact_on_nothing", id=fact[0])]
    rows = conflicts_of(fact, agreement)
    return [labels.words.say("cli.fact_conflict", step=labels.step(r), day=labels.day(edtf_from_range(r.days)), id=r.id) for r in rows]


COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (("read", read), ("import", import_readings), ("remove", remove), ("fact", fact))
