"""Quotations and who speaks them."""

from foedera.reading.context import Context
from foedera.reading.model import QuoteStatement
from foedera.reading.quoted_spans import quoted_spans

__all__ = ["quoted_spans", "quotes_of"]


def quotes_of(context: Context) -> tuple[QuoteStatement, ...]:
    """The document's quotations of three words or more that have a speaker, in order."""
    return ()
