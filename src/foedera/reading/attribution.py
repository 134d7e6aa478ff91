"""Who says what the document tells: the voices a clause is put in the mouth of."""

from foedera.reading.context import Context
from foedera.reading.model import Voices
from foedera.values.span import Span


def voices_at(context: Context, span: Span) -> Voices:
    """Who says the clause that holds `span`, and how surely."""
    return Voices()
