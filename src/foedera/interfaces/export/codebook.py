"""What each column of an export means, in the reader's language, as Markdown."""

from foedera.interfaces.export import atop_dyad_years, cow_members, gexf
from foedera.views.record_tables import TABLES
from foedera.views.table_words import column_meaning, table_meaning
from foedera.views.words import Words

VARIABLES: dict[str, tuple[str, ...]] = {
    "atop": atop_dyad_years.COLUMNS,
    "cow": cow_members.COLUMNS,
    "gexf": ("node", "source", "target", "kind", *(name for name, _ in gexf.EDGE_ATTRIBUTES), "spell"),
}


def codebook(form: str, words: Words) -> str:
    """The codebook of a format: what a line is, every variable in the order of the file, and how to read NA and the clocks."""
    head = [f"# {words.say(f'codebook.{form}.title')}", "", words.say(f"codebook.{form}.unit"), ""]
    table = [f"| {words.say('codebook.variable')} | {words.say('codebook.meaning')} |", "|---|---|"]
    rows = [f"| `{name}` | {words.say(f'codebook.{form}.{name}')} |" for name in VARIABLES[form]]
    rest = [f"- {words.say(f'codebook.note_{note}')}" for note in ("clock", "unknown", "direction", "binding", "source")]
    return "\n".join([*head, *table, *rows, "", *rest]) + "\n"


def tables_codebook(words: Words) -> str:
    """The codebook of the tables of the record (CSV, XLSX, JSON lines, Parquet): what a line of each is, and every column in order."""
    lines = [f"# {words.say('exports.codebook_title')}", "", words.say("exports.codebook_intro"), "", words.say("exports.codebook_formula")]
    for table in TABLES:
        lines += ["", f"## {table.name}", "", table_meaning(table, words), ""]
        lines += [f"| {words.say('exports.codebook_column')} | {words.say('exports.codebook_meaning')} |", "|---|---|"]
        lines += [f"| `{column.name}` | {column_meaning(table, column, words)} |" for column in table.columns]
    return "\n".join(lines) + "\n"
