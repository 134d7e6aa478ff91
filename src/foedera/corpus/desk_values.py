"""What the desk answers with: pages of lists, counts for the filter menu, what is new. Frozen values, none of which knows a store."""

from dataclasses import dataclass

from foedera.corpus.listed_row import ListedRow


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A page of a list, newest first. `next`: what to give as `after` for the page that follows, None on the last.

    `total` rows there are; at least so many where `or_more`. A page of narrow filters may be short and still not be the last.
    """

    rows: tuple[ListedRow, ...]
    next: str | None
    total: int
    or_more: bool = False


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value that a filter may take, with the number of rows that have it; at least so many where the counts are `or_more`."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """For each filter the values most rows have, most first. `or_more`: counted on the newest rows only."""

    counts: dict[str, tuple[FacetCount, ...]]
    or_more: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """A piece of a document around words that were looked for: text that was found is marked as `found`."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A document in which words were found, with the words around the first of them."""

    row: ListedRow
    words: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of documents found, best first; those that came last first (`newest_first`) where there are too many to be ranked.

    `next` as in `ListedPage`. `or_more`: not all documents with these words were looked at.
    """

    found: tuple[FoundPage, ...]
    next: str | None
    total: int
    or_more: bool = False
    newest_first: bool = False


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document with when it came in (UTC, ISO 8601)."""

    row: ListedRow
    added_at: str


@dataclass(frozen=True, slots=True)
class News:
    """Documents that came in since, newest first, and the rows that they tell of. `or_more`: there are further documents."""

    documents: tuple[NewDocument, ...]
    rows: tuple[ListedRow, ...]
    or_more: bool = False


@dataclass(frozen=True, slots=True)
class ListedActor:
    """A state, organisation or voice with how many statements are of it (`told`) and how many it is the source of (`said`)."""

    id: str
    name: str
    told: int
    said: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """A page of actors, most told of first. `next` as in `ListedPage`."""

    actors: tuple[ListedActor, ...]
    next: str | None
