"""What it is that somebody is said to say."""

from dataclasses import dataclass

from foedera.values.span import Span


@dataclass(frozen=True, slots=True)
class Report:
    """`voices` say, with a stance (say, deny, accuse ...), what stands in `reach`.

    `frame` is that, incise, quote, object, source, relay or noun.

    `through`: the outlet the words were said to ("told the BBC").
    """

    cue: Span
    voices: tuple[str, ...]
    stance: str
    frame: str
    reach: tuple[Span, ...]
    subject: Span | None = None
    through: tuple[str, ...] = ()

    def covers(self, span: Span) -> bool:
        """Whether the span begins within what the voice is said to have said."""
        return any(r.start <= span.start < r.end for r in self.reach)
