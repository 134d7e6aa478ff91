"""How fast documents are read on one core, beside the parser alone in the same run; what each step takes; memory.

    python benchmarks/reading_speed.py [--rounds N] [PATH...]

Without paths: `examples/`, and where they stand beside the repository the five articles and the development set of the evaluation.
Figures are words per second of processor time, the best of the rounds, so that other work on the machine counts for little. The first
mixed stream is the same documents among made-up news of every day (`everyday_news.py`), as many as make 6 % of all sentences need the
parser: what tells is dense, the rest tells nothing. The second is the same documents among real prose of the treebanks, where
`../shared/corpora` stands beside the repository: quotations, dates, numbers and states are all over it.
"""

import argparse
import os
import resource
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from everyday_news import everyday_news, treebank_prose

from foedera.language.pack import load_pack
from foedera.reading import agreements, context, events, read_document, reports
from foedera.reading.coreference import resolve
from foedera.reading.date_phrases import date_phrases_of
from foedera.reading.document_gate import may_tell
from foedera.reading.event_cues import event_words
from foedera.reading.mentions import mentions_of
from foedera.reading.quantities import counted_amounts
from foedera.reading.quotations import quotes_of
from foedera.reading.quoted_spans import quoted_spans
from foedera.reading.sentences import sentences_of
from foedera.reading.syntax import syntax_reader
from foedera.sources.model import Document
from foedera.sources.read_sources import documents_from
from foedera.world.load_world import load_world

ROOT = Path(__file__).resolve().parents[1]
PARSED_OF_MIXED = 0.06  # share of the sentences of a mixed stream that need the parser


def treaty_news() -> list[Path]:
    """The texts to read when none are named."""
    shared = Path(os.environ.get("FOEDERA_EVALUATION") or ROOT.parent / "shared" / "evaluation")
    beside = [*sorted((shared.parent / "seeds").glob("*.txt")), shared / "dev" / "articles.jsonl"]
    return [ROOT / "examples", *(p for p in beside if p.exists())]


def seconds(work: Callable[[], Any]) -> float:
    """Processor time of the work."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def read_all(documents: Sequence[Document]) -> None:
    for document in documents:
        read_document.read_document(document, load_pack(document.lang), load_world())


def word_count(texts: Sequence[str]) -> int:
    return sum(len(t.split()) for t in texts)


def parsed_texts(documents: Sequence[Document]) -> dict[str, list[str]]:
    """By language the sentences that the reading has parsed."""
    found: dict[str, list[str]] = {}
    for document in documents:
        here = read_document.context_of(document, load_pack(document.lang), load_world(), shallow=True)
        table = event_words(here.pack)
        wanted = [s.span.text_in(document.text) for s in here.sentences if events.needs_parsing(here, s, table)]
        found.setdefault(document.lang, []).extend(wanted)
    return found


def sentence_count(documents: Sequence[Document]) -> int:
    return sum(len(sentences_of(d, load_pack(d.lang))) for d in documents)


def parse(texts: dict[str, list[str]]) -> None:
    for lang, sentences in texts.items():
        reader = syntax_reader(load_pack(lang))
        if reader:
            reader.parsed(sentences)


class Steps:
    """Processor time of each step of the reading, over all documents."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def take(self, name: str, work: Callable[[], Any]) -> Any:
        """The result of the work, its time added to the step's."""
        begin = time.process_time()
        result = work()
        self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - begin
        return result

    def read(self, document: Document) -> None:
        """One document, step by step, as `read_document` does."""
        pack, world, text = load_pack(document.lang), load_world(), document.text
        if not self.take("gate", lambda: may_tell(document, pack, world)):
            return
        sentences = self.take("sentences", lambda: sentences_of(document, pack))
        named = self.take("mentions", lambda: mentions_of(document, sentences, pack, world))
        resolved = self.take("coreference", lambda: resolve(document, sentences, named, pack, world))
        times = self.take("dates", lambda: date_phrases_of(document, sentences, pack))
        amounts = self.take("quantities", lambda: counted_amounts(text, [t.span for t in times], pack))
        quoted = self.take("quoted", lambda: quoted_spans(text, pack))
        here = context.Context(document, pack, world, sentences, quoted, resolved, times, amounts)
        self.take("reports", lambda: reports.reports_of(here))
        self.take("agreements", lambda: agreements.agreements_of(here))
        self.take("events with parser", lambda: events.events_of(here))
        self.take("quotations", lambda: quotes_of(here))


def memory() -> float:
    """Largest memory of the process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def among_made_up(documents: list[Document], parsed: int) -> list[Document]:
    """The documents, with everyday news between them until `parsed` sentences are the share of those that need the parser."""
    wanted = round(parsed / PARSED_OF_MIXED) - sentence_count(documents)
    return documents + everyday_news(max(0, wanted) // 16)


def among_prose(documents: list[Document], prose: list[Document], parsed: int) -> list[Document]:
    """The documents, as many as keep the share of sentences that need the parser, among all of the prose."""
    whole, of_prose = sentence_count(prose), parsed_count(prose)
    share = (PARSED_OF_MIXED * whole - of_prose) / (parsed - PARSED_OF_MIXED * sentence_count(documents))
    return prose + documents[: round(len(documents) * min(1, max(0, share)))]


def parsed_count(documents: list[Document]) -> int:
    return sum(map(len, parsed_texts(documents).values()))


def told(name: str, stream: list[Document], spent: float) -> None:
    """Prints what a stream gave."""
    words, share = word_count([d.text for d in stream]), 100 * parsed_count(stream) / sentence_count(stream)
    print(f"{name:<30}{words / spent:>9.0f} words/s, {len(stream)} documents, {words} words, {share:.1f} % of sentences parsed")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("paths", nargs="*", type=Path)
    asked = parser.parse_args()
    documents = [d for d in documents_from(asked.paths or treaty_news()) if isinstance(d, Document)]
    words, texts = word_count([d.text for d in documents]), parsed_texts(documents)
    parsed_words, parsed = sum(map(word_count, texts.values())), sum(map(len, texts.values()))
    prose = treebank_prose(ROOT.parent / "shared" / "corpora")
    streams = {"mixed stream, made-up news": among_made_up(documents, parsed)}
    if prose:
        streams["mixed stream, real prose"] = among_prose(documents, prose, parsed)
    else:
        print("no mixed stream of real prose: the treebanks are not beside the repository (../shared/corpora)")
    whole_texts: dict[str, list[str]] = {}
    for document in documents:
        cut = sentences_of(document, load_pack(document.lang))
        whole_texts.setdefault(document.lang, []).extend(s.span.text_in(document.text) for s in cut)
    read_all(documents)  # words, world and models loaded, patterns compiled
    works = (lambda: parse(whole_texts), lambda: parse(texts), *(partial(read_all, some) for some in (documents, *streams.values())))
    rounds = [[seconds(work) for work in works] for _ in range(asked.rounds)]
    parser_alone, parser_needed, whole, *of_streams = (min(column) for column in zip(*rounds, strict=True))
    print(f"{len(documents)} documents, {words} words, {parsed_words} of them in the {parsed} sentences that are parsed")
    print(f"parser alone, every sentence  {words / parser_alone:>9.0f} words/s")
    print(f"parser alone, those parsed    {parsed_words / parser_needed:>9.0f} words/s, {parser_needed:.2f} s")
    print(f"whole reading                 {words / whole:>9.0f} words/s, {whole:.2f} s, {parser_alone / whole:.2f} of the parser's own")
    for (name, stream), spent in zip(streams.items(), of_streams, strict=True):
        told(name, stream, spent)
    steps = Steps()
    for document in documents:
        steps.read(document)
    every = sum(steps.spent.values())
    for name, spent in steps.spent.items():
        print(f"  {name:<20} {100 * spent / every:>5.1f} %")
    print(f"largest memory {memory():.0f} MB")


if __name__ == "__main__":
    main()
