"""The brief on a terminal."""

from rich.console import Console
from rich.markup import escape as rich_escape
from rich.table import Table

from foedera.interfaces.cli.output import leave_quietly, plain
from foedera.treaties.explanation import SHORT_OF_REPORTED
from foedera.views.brief import Brief, BriefLine, Place


def escape(text: str) -> str:
    return rich_escape(plain(text))


_FIRST_COLUMN = {"status": "brief.column_step", "duties": "brief.column_duty", "events": "brief.column_event"}


def _quoted(line: BriefLine, most: int = 3) -> str:
    """The first words that tell it; what is only foreseen, doubted or denied comes after the others, each marked as such."""
    places = sorted(line.places, key=lambda p: _is_less_sure(p, line))[:most]
    marks = [f" ({escape(p.certainty)})" if _is_less_sure(p, line) else "" for p in places]
    shown = [f"[cyan]\\[{p.source}][/] « {escape(p.text)} »{mark}" for p, mark in zip(places, marks, strict=True)]
    more = len(line.places) - most
    return "\n".join([*shown, *([f"+ {more}"] if more > 0 else [])])


def _is_less_sure(place: Place, line: BriefLine) -> bool:
    return place.factuality in SHORT_OF_REPORTED and place.factuality != line.factuality


def _table(page: Brief, key: str, lines: tuple[BriefLine, ...], *, dated: bool) -> Table:
    say = page.labels.words.say
    table = Table(show_lines=True, expand=True)
    headings = [say(_FIRST_COLUMN[key])] + ([say("brief.column_day")] if dated else [])
    for heading in (*headings, say("brief.column_certainty"), say("brief.column_sources")):
        table.add_column(heading)
    for line in lines:
        label = "\n".join([f"[bold]{escape(line.label)}[/]", *(f"[dim]{escape(d)}[/]" for d in line.details)])
        table.add_row(label, *([escape(line.day)] if dated else []), escape(line.certainty), _quoted(line))
    return table


class _Terminal(Console):
    """A console that holds its tongue when its reader has gone (`| head`), and lets no control character of a text through."""

    def on_broken_pipe(self) -> None:
        leave_quietly()


def print_brief(page: Brief) -> None:
    """Heading, status, duties, events, differences and sources on standard output."""
    say, console = page.labels.words.say, _Terminal(highlight=False)
    console.print(f"[bold]{escape(page.name)}[/] ({page.agreement_id})")
    console.print(escape(" — ".join(page.parties)))
    for name, value in page.facts:
        console.print(f"{escape(name)}: {escape(value)}")
    for key, lines, dated in (("status", page.status, True), ("duties", page.duties, False), ("events", page.events, True)):
        console.print(f"\n[bold]{escape(say('brief.heading_' + key))}[/]")
        console.print(_table(page, key, lines, dated=dated) if lines else escape(say(f"brief.none_{key}")))
    console.print(f"\n[bold]{escape(say('brief.heading_differences'))}[/]")
    for d in page.differences:
        console.print(f"{escape(d.about)} — [bold]{escape(d.kind_label)}[/] ({escape(d.field)})")
        for value, origin, numbers in d.values:
            told = " ".join(f"[cyan]\\[{n}][/]" for n in numbers)
            console.print(f"   {escape(value)}  {escape(origin)}  {told}")
    if not page.differences:
        console.print(escape(say("brief.none_differences")))
    console.print(f"\n[bold]{escape(say('brief.heading_sources'))}[/]")
    for s in page.sources:
        console.print(f"[cyan]\\[{s.number}][/] {escape(s.title)} — {escape(s.outlet or s.document_id)}, {escape(s.published)}")
