"""Document in, reading out: a pure function of the document, its language pack and the world."""

from dataclasses import replace

from foedera.language.pack import LanguagePack
from foedera.reading.agreements import agreements_of
from foedera.reading.context import Context
from foedera.reading.coreference import resolve
from foedera.reading.date_phrases import date_phrases_of
from foedera.reading.document_gate import may_tell
from foedera.reading.events import events_of
from foedera.reading.mentions import mentions_of
from foedera.reading.model import Reading
from foedera.reading.quantities import counted_amounts
from foedera.reading.quotations import quoted_spans, quotes_of
from foedera.reading.sentences import sentences_of
from foedera.reading.step_readers import seconded
from foedera.sources.model import Document
from foedera.world.world import World


def context_of(document: Document, pack: LanguagePack, world: World, pipeline: str | None = None, shallow: bool = False) -> Context:
    """What every layer reads from: sentences, mentions, dates, quantities and quoted spans of the document.

    `pipeline`: another spaCy pipeline to parse with, by name or folder. `shallow`: no parser at all.
    """
    sentences = sentences_of(document, pack)
    mentions = mentions_of(document, sentences, pack, world)
    times = date_phrases_of(document, sentences, pack)
    return Context(
        document=document,
        pack=pack,
        world=world,
        sentences=sentences,
        quoted=quoted_spans(document.text, pack),
        mentions=resolve(document, sentences, mentions, pack, world),
        date_phrases=times,
        quantities=counted_amounts(document.text, [t.span for t in times], pack),
        pipeline=pipeline,
        shallow=shallow,
    )


def read_document(document: Document, pack: LanguagePack, world: World, pipeline: str | None = None, shallow: bool = False) -> Reading:
    """What this document says. The same document, pack, world and parser always give the same reading.

    One that tells nothing names nobody either: its reading is empty, found so at a glance (`document_gate`).

    The parser is the one that comes with Foedera, or `pipeline`, another spaCy pipeline; `shallow` reads without.
    """
    told_by = Reading(document.id, document.lang, document.published, document.title, document.outlet)
    if not may_tell(document, pack, world):
        return told_by
    context = context_of(document, pack, world, pipeline, shallow)
    events = events_of(context)
    return replace(
        told_by,
        agreements=seconded(context, agreements_of(context)),
        events=events,
        quotes=quotes_of(context),
        date_phrases=context.date_phrases,
        mentions=context.mentions,
    )
