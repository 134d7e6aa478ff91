"""What the tables of the record and their columns mean, in the reader's language."""

from foedera.views.record_tables import Column, RecordTable
from foedera.views.words import Words


def column_meaning(table: RecordTable, column: Column, words: Words) -> str:
    """The meaning in this table, or what a column of this name means in every table."""
    own = f"exports.column.{table.name}.{column.name}"
    return words.say(own if words.has(own) else f"exports.column.every.{column.name}")


def table_meaning(table: RecordTable, words: Words) -> str:
    """What a line of the table is."""
    return words.say(f"exports.table.{table.name}")
