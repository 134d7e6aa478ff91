"""How surely a clause is told: hedges, forecasts, denials, hypotheses, refusals to comment."""

from foedera.reading.context import Context
from foedera.values.span import Span


def is_hypothetical_at(context: Context, span: Span) -> bool:
    """Whether the clause that holds `span` is only supposed ("si", "en cas de", "if", "should"): no event."""
    return False


def is_no_comment_at(context: Context, span: Span) -> bool:
    """Whether the clause that holds `span` only refuses to comment ("ne confirme ni ne dément", "declined to comment")."""
    return False
