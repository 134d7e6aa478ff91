"""References to agreements told before: "the first provided for help", "in the document of 2000", and "the treaty" right after them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from foedera.reading.agreement_clusters import Cluster
from foedera.reading.agreement_nouns import AgreementNoun, read_sentences
from foedera.reading.agreement_words import NameTable
from foedera.reading.context import Context, Sentence
from foedera.reading.sentences import norm
from foedera.values.span import Span

_LISTED_WITHIN = 2  # sentences back to the list that "the first" counts in
_GOES_ON = 2  # sentences that go on about an agreement picked out of several


def with_references(context: Context, table: NameTable, clusters: Sequence[Cluster]) -> tuple[Cluster, ...]:
    """The agreements with these mentions added; "the treaty" moves to the one picked out just before, from the one most spoken of."""
    found, picked = list(clusters), -_GOES_ON - 1
    last: int | None = None
    for sentence in read_sentences(context):
        dated, placed = _dated(context, table, found, sentence), _ordinal(context, table, found, sentence)
        if told := dated or placed:
            last, picked = (told[0], sentence.index) if placed else (None, picked)
            found = [_with(c, told[1]) if i == told[0] else _without(c, told[1].span) for i, c in enumerate(found)]
        elif last is not None and sentence.index - picked <= _GOES_ON:
            found = _moved(context, found, sentence, last)
    return tuple(c for c in found if c.nouns)


def _with(cluster: Cluster, noun: AgreementNoun) -> Cluster:
    nouns = (*(n for n in cluster.nouns if n.span != noun.span), noun)
    return replace(cluster, nouns=tuple(sorted(nouns, key=lambda n: n.span.start)))


def _without(cluster: Cluster, span: Span) -> Cluster:
    return replace(cluster, nouns=tuple(n for n in cluster.nouns if not (n.anaphor and n.span.overlaps(span))))


def _reference(sentence: Sentence, match: re.Match[str]) -> AgreementNoun:
    span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
    return AgreementNoun(span, sentence, "text", anaphor=True)


def _dated(context: Context, table: NameTable, clusters: Sequence[Cluster], sentence: Sentence) -> tuple[int, AgreementNoun] | None:
    """ "The document of 2000": the one agreement told that bears this year."""
    for match in table.dated_text.finditer(norm(sentence.span.text_in(context.document.text))):
        year = int(next(g for g in match.groups() if g))
        bearing = [i for i, c in enumerate(clusters) if c.year == year]
        if len(bearing) == 1:
            return bearing[0], _reference(sentence, match)
    return None


def _ordinal(context: Context, table: NameTable, clusters: Sequence[Cluster], sentence: Sentence) -> tuple[int, AgreementNoun] | None:
    """ "The first provided ...": counted in the last sentence that lists several agreements by name."""
    text = norm(sentence.span.text_in(context.document.text))
    for place, form in table.ordinals:
        match = form.match(text)
        listed = _listed_before(clusters, sentence) if match else []
        if match and len(listed) > 1:
            return listed[min(place, len(listed) - 1)], _reference(sentence, match)
    return None


def _listed_before(clusters: Sequence[Cluster], sentence: Sentence) -> list[int]:
    for back in range(1, _LISTED_WITHIN + 1):
        named = ((n, i) for i, c in enumerate(clusters) for n in c.nouns if not n.anaphor)
        told = sorted((n.span.start, i) for n, i in named if n.sentence.index == sentence.index - back)
        listed = list(dict.fromkeys(i for _, i in told))
        if len(listed) > 1:
            return listed
    return []


def _moved(context: Context, clusters: list[Cluster], sentence: Sentence, last: int) -> list[Cluster]:
    """A bare "the treaty" is the one just picked out, when its sentence names no other."""
    here = [n for c in clusters for n in c.nouns if n.sentence is sentence]
    bare = [n for n in here if not (n.parties or n.year or n.proper or n.known or n.indefinite or n.anaphor or n.plural)]
    if not bare or len(bare) != len(here) or any(" " in n.span.text_in(context.document.text) for n in bare):
        return clusters
    moved = {n.span for n in bare}
    kept = [replace(c, nouns=tuple(n for n in c.nouns if n.span not in moved)) for c in clusters]
    for noun in bare:
        kept[last] = _with(kept[last], noun)
    return kept
