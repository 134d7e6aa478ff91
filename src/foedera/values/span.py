"""Places in a document's text. Offsets count Unicode code points, start inclusive, end exclusive."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text, in code points: start inclusive, end exclusive."""

    start: int
    end: int

    def contains(self, other: "Span") -> bool:
        """Whether the other lies wholly inside, or is the same."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def text_in(self, text: str) -> str:
        """The words at this place of the text."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The words a statement rests on; `document.text[start:end] == text`, always."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """The place alone."""
        return Span(self.start, self.end)


def evidence_at(text: str, start: int, end: int) -> Evidence:
    """The evidence at these offsets of `text`, outer white space left out."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Evidence(start, end, text[start:end])
