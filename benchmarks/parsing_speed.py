"""How fast sentences are tagged and parsed in batches on one core, and what the model costs to load and hold.

    python benchmarks/parsing_speed.py [--json]

In the same run, each in a process of its own with one thread: one sentence from nothing, Foedera's models as they are used (words,
tags, trees, lemmas and places), the network alone on words found before, the tagger without the parser, spaCy's blank tokenizer, and
UDPipe 1 with the model named (UDPIPE_MODEL_FR, UDPIPE_MODEL_EN: a file) or, where the treebanks are at hand (FOEDERA_CORPORA), with one
made in some minutes from a part of one, enough to be timed and not to be scored, and kept in build/; without either its line says so.
Texts: the articles of examples/ in the language, repeated to about 12 000 words. Best of three, in seconds of processor
time: other work on the same cores does not count, waiting for the disk neither.
"""

import argparse
import json
import lzma
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # where `training` lies
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


def _udpipe_made(lang: str) -> Path | None:
    """A model with the published width of the parser (200), after two rounds over the treebanks' first development part."""
    from training.treebanks import treebank_files
    from ufal.udpipe import InputFormat, ProcessingError, Sentence, Sentences, Trainer

    corpora = Path(os.environ.get("FOEDERA_CORPORA") or ROOT.parent / "shared" / "corpora")
    parts = [p for p in treebank_files(corpora).get(lang, []) if "-dev" in p.name] if corpora.is_dir() else []
    kept = ROOT / "build" / f"udpipe-{lang}.model"
    if kept.is_file() or not parts:
        return kept if kept.is_file() else None
    part = min(parts)
    text = (lzma.open if part.suffix == ".xz" else open)(part, "rt", encoding="utf-8").read()
    settings = ("none", "iterations=2", "iterations=2;hidden_layer=200;embedding_upostag=20;embedding_feats=20;embedding_deprel=20")
    error, reader, sentences, one = ProcessingError(), InputFormat.newConlluInputFormat(), Sentences(), Sentence()
    reader.setText(text)
    while reader.nextSentence(one, error):
        sentences.push_back(one)
        one = Sentence()
    made = Trainer.train("morphodita_parsito", sentences, Sentences(), *settings, error)
    if error.occurred():
        raise SystemExit(f"UDPipe learns nothing from {part.name}: {error.message}")
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(made)
    return kept


def _udpipe(lang: str, sentences: list[str]) -> tuple[Callable[[], Any] | None, Any]:
    try:
        from ufal.udpipe import Model, Pipeline, ProcessingError  # type: ignore[import-not-found]
    except ImportError:
        return None, "the package ufal.udpipe is not installed"
    named = os.environ.get(f"UDPIPE_MODEL_{lang.upper()}")
    path = Path(named) if named else _udpipe_made(lang)
    model = Model.load(str(path)) if path and path.is_file() else None
    if model is None:
        return None, f"no model (UDPIPE_MODEL_{lang.upper()}), no treebanks (FOEDERA_CORPORA)"
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
