"""How fast sentences are tagged and parsed in batches on one core, and what the model costs to load and hold.

    python benchmarks/parsing_speed.py [--json]

In the same run, each in a process of its own with one thread: one sentence from nothing, Foedera's models as they are used (words,
tags, trees, lemmas and places), the network alone on words found before, the tagger without the parser, spaCy's blank tokenizer, and
UDPipe 1 where the package `ufal.udpipe` and a model (UDPIPE_MODEL_FR, UDPIPE_MODEL_EN: a file) are at hand; without them its line says so.
Texts: the articles of examples/ in the language, repeated to about 12 000 words. Best of three, in seconds of processor
time: other work on the same cores does not count, waiting for the disk neither.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WORDS = 12_000
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "BLIS_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
KINDS = ("alone", "reader", "network", "tagger", "tokenizer", "udpipe")


def sentences_in(lang: str) -> list[str]:
    """Sentences of the examples in the language, repeated until there are words enough."""
    from foedera.language.pack import load_pack
    from foedera.reading.sentences import sentences_of
    from foedera.sources.model import Document
    from foedera.sources.read_sources import documents_from

    found = []
    for document in documents_from([str(ROOT / "examples")], published=None, lang=None, max_size=5_000_000):
        if isinstance(document, Document) and document.lang == lang:
            found += [document.text[s.span.start : s.span.end] for s in sentences_of(document, load_pack(lang))]
    words = sum(len(s.split()) for s in found)
    return found * max(1, WORDS // max(words, 1))


def peak_memory() -> int:
    """Megabytes. Linux counts the parent's memory to a process that it starts, except in this file."""
    status = Path("/proc/self/status")
    if status.is_file():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def best_of(times: int, work: Callable[[], Any]) -> float:
    """Seconds of the quickest run."""
    seconds = []
    for _ in range(times):
        began = time.process_time()
        work()
        seconds.append(time.process_time() - began)
    return min(seconds)


def measured(kind: str, lang: str) -> dict[str, Any]:
    """One line of the table, measured in this process."""
    if kind == "alone":
        return _alone(lang)
    sentences = sentences_in(lang)
    before = peak_memory()
    began = time.process_time()
    work, count = MEASURES[kind](lang, sentences)
    if work is None:
        return {"kind": kind, "lang": lang, "absent": count}
    loaded = time.process_time() - began
    seconds = best_of(3, work)
    memory = peak_memory()
    rate = round(count() / seconds)
    return {"kind": kind, "lang": lang, "words_s": rate, "load_s": round(loaded, 2), "mb": memory, "mb_before": before}


def _alone(lang: str) -> dict[str, Any]:
    """What a process pays that has nothing yet: imports, model and one sentence."""
    began = time.process_time()
    from foedera.language.pack import load_pack
    from foedera.reading.syntax import syntax_reader

    pack = load_pack(lang)
    reader = syntax_reader(pack)
    assert reader is not None
    reader.parsed([pack.table("syntax")["example"]["text"]])
    seconds = time.process_time() - began
    memory = peak_memory()
    return {"kind": "alone", "lang": lang, "load_s": round(seconds, 2), "mb": memory}


def _reader(lang: str, sentences: list[str]) -> tuple[Callable[[], Any], Any]:
    from foedera.language.pack import load_pack
    from foedera.reading.syntax import syntax_reader

    reader = syntax_reader(load_pack(lang))
    assert reader is not None
    reader.parsed(sentences[:1])
    return lambda: reader.parsed(sentences), lambda: sum(len(reader.places(s).words) for s in sentences)


def _docs(lang: str, sentences: list[str]) -> tuple[Any, list[Any]]:
    from foedera.language.pack import load_pack
    from foedera.language.syntax_models import load_syntax_model
    from foedera.reading.syntax import syntax_reader

    reader = syntax_reader(load_pack(lang))
    assert reader is not None
    return load_syntax_model(lang).network, [reader.doc(reader.places(s)) for s in sentences]


def _network(lang: str, sentences: list[str]) -> tuple[Callable[[], Any], Any]:
    network, docs = _docs(lang, sentences)
    return lambda: list(network.pipe([d.copy() for d in docs], batch_size=256)), lambda: sum(len(d) for d in docs)


def _tagger(lang: str, sentences: list[str]) -> tuple[Callable[[], Any], Any]:
    network, docs = _docs(lang, sentences)
    return lambda: list(network.pipe([d.copy() for d in docs], batch_size=256, disable=["parser"])), lambda: sum(len(d) for d in docs)


def _tokenizer(lang: str, sentences: list[str]) -> tuple[Callable[[], Any], Any]:
    import spacy

    tokenizer = spacy.blank(lang).tokenizer
    return lambda: [tokenizer(s) for s in sentences], lambda: sum(len(tokenizer(s)) for s in sentences)


def _udpipe(lang: str, sentences: list[str]) -> tuple[Callable[[], Any] | None, Any]:
    try:
        from ufal.udpipe import Model, Pipeline, ProcessingError  # type: ignore[import-not-found]
    except ImportError:
        return None, "the package ufal.udpipe is not installed"
    path = os.environ.get(f"UDPIPE_MODEL_{lang.upper()}", "")
    model = Model.load(path) if Path(path).is_file() else None
    if model is None:
        return None, f"no model (UDPIPE_MODEL_{lang.upper()})"
    pipeline, error = Pipeline(model, "horizontal", Pipeline.DEFAULT, Pipeline.DEFAULT, "conllu"), ProcessingError()
    from foedera.language.pack import load_pack
    from foedera.reading.syntax import syntax_reader

    reader = syntax_reader(load_pack(lang))
    assert reader is not None
    words = [reader.places(s).words for s in sentences]
    text = "".join(" ".join(w.replace(" ", "\u00a0") for w in ws) + "\n" for ws in words)
    # The pipeline does not keep the model alive: the work must.
    return lambda: (model, pipeline.process(text, error)), lambda: sum(len(w) for w in words)


MEASURES: dict[str, Any] = {"reader": _reader, "network": _network, "tagger": _tagger, "tokenizer": _tokenizer, "udpipe": _udpipe}


def rows(languages: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for lang in languages:
        for kind in KINDS:
            command = [sys.executable, __file__, "--one", kind, lang]
            done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **ONE_THREAD})
            yield json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--one", nargs=2, metavar=("KIND", "LANG"), help="one line, measured in this process")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measured(*options.one)))
        return
    from foedera.language.syntax_models import model_languages

    for row in rows(model_languages()):
        if options.json:
            print(json.dumps(row))
        elif "absent" in row:
            print(f"{row['lang']}  {row['kind']:<10} not measured: {row['absent']}")
        elif "words_s" not in row:
            print(f"{row['lang']}  {row['kind']:<10} one sentence   loads in {row['load_s']:.2f} s   {row['mb']} MB")
        else:
            memory = f"{row['mb']} MB ({row['mb_before']} before)"
            print(f"{row['lang']}  {row['kind']:<10} {row['words_s']:>8} words/s   loads in {row['load_s']:.2f} s   {memory}")


if __name__ == "__main__":
    main()
