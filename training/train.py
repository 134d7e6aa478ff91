"""Train the syntax models from a folder of treebanks: one model for each language whose files lie there.

    python -m training.train CORPORA [--lang fr] [--out FOLDER] [--log FOLDER] [--set shape.width=128 ...]

The same files, versions and machine give the same weights: one thread, one seed, sorted files.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import spacy
import yaml
from spacy.language import Language
from spacy.util import fix_random_seed
from thinc.api import Adam
from training.examples import batches, example, grouped
from training.gold import Rewriting, training_sentences
from training.lemmas import lemma_table
from training.network import blank_pipeline
from training.scores import gold_token_scores
from training.treebanks import GoldSentence, part_name, read_treebank, treebank_files

from foedera.language.pack import languages, load_pack
from foedera.language.syntax_models import write_model

RECIPE = Path(__file__).with_name("recipe.yaml")


@dataclass(frozen=True)
class Material:
    """The sentences of one language: what is learnt, what chooses the state, and the names of the parts that are only reported."""

    learn: list[GoldSentence]
    choose: list[GoldSentence]
    report: list[str]


def parts_of(files: list[Path], recipe: dict[str, Any], lang: str) -> dict[str, list[str]]:
    """Which parts learn, choose and report; by the names of the files where the recipe does not name the language."""
    named = recipe.get("languages", {}).get(lang)
    if named:
        return dict(named)
    names = [part_name(p) for p in files]
    ends = {"learn": "-train", "choose": "-dev", "report": "-test"}
    return {role: [n for n in names if n.endswith(end)] for role, end in ends.items()}


def rewriting_for(lang: str) -> Rewriting:
    """The pack's rules of writing with the running tokenizer; a language without a pack has no rules."""
    tokenizer = spacy.blank(lang).tokenizer
    table = load_pack(lang).table("syntax") if lang in languages() else {}
    return Rewriting.of(table, lambda text: [t.text for t in tokenizer(text)])


def material_of(files: list[Path], recipe: dict[str, Any], lang: str) -> Material:
    """Everything the recipe asks for. A part that both learns and chooses gives each nth sentence to choosing."""
    parts, rules, nth = parts_of(files, recipe, lang), rewriting_for(lang), recipe["every_nth"]
    by_name = {part_name(p): p for p in files}
    missing = [n for n in (*parts["learn"], *parts["choose"]) if n not in by_name]
    if missing or not parts["learn"]:
        wanted = ", ".join(missing) or "a part to learn from"
        raise SystemExit(f"No treebank file for {lang}: {wanted}. Found: {', '.join(by_name) or 'none'}.")
    read = {n: training_sentences(read_treebank(by_name[n]), rules) for n in {*parts["learn"], *parts["choose"]}}
    shared = set(parts["learn"]) & set(parts["choose"])
    learn = [s for n in parts["learn"] for i, s in enumerate(read[n]) if n not in shared or i % nth]
    choose = [s for n in parts["choose"] for i, s in enumerate(read[n]) if n not in shared or i % nth == 0]
    return Material(learn, choose, parts["report"])


def train(lang: str, material: Material, recipe: dict[str, Any], tell: Callable[[str], None]) -> Language:
    """The trained pipeline: the averaged state that scored best on the sentences for choosing."""
    plan = recipe["training"]
    fix_random_seed(plan["seed"])
    order = random.Random(plan["seed"])
    nlp = blank_pipeline(lang, recipe["shape"])
    examples = [example(nlp.vocab, g) for g in grouped(material.learn, plan["sentences"])]
    nlp.initialize(lambda: examples)
    optimizer = Adam(plan["rate"], use_averages=True, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0)
    words, step, best, state = float(plan["batch_from"]), 0, -1.0, b""
    began = time.monotonic()
    for epoch in range(plan["epochs"]):
        for batch in batches(examples, order, words):
            nlp.update(batch, drop=plan["dropout"], sgd=optimizer)
            words = min(words * plan["batch_growth"], plan["batch_to"])
            step += 1
            if step % plan["check_every"] == 0:
                with nlp.use_params(optimizer.averages):
                    found = gold_token_scores(nlp, material.choose)
                    if found["las"] > best:
                        best, state = found["las"], nlp.to_bytes(exclude=["vocab"])
                scores = "  ".join(f"{k} {v:.4f}" for k, v in found.items())
                tell(f"{time.monotonic() - began:7.0f} s  epoch {epoch:3}  step {step:6}  {scores}")
    if state:
        nlp.from_bytes(state, exclude=["vocab"])
    return nlp


def changed(recipe: dict[str, Any], changes: list[str]) -> dict[str, Any]:
    """The recipe with values replaced ("training.dropout=0.2")."""
    for change in changes:
        path, _, value = change.partition("=")
        *folders, key = path.split(".")
        place = recipe
        for folder in folders:
            place = place[folder]
        place[key] = yaml.safe_load(value)
    return recipe


def _teller(log: TextIO) -> Callable[[str], None]:
    def tell(line: str) -> None:
        print(line, flush=True)
        log.write(line + "\n")
        log.flush()

    return tell


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="folder of CoNLL-U files, plain or xz")
    parser.add_argument("--lang", action="append", help="only these languages")
    parser.add_argument("--out", type=Path, required=True, help="folder the models are written to")
    parser.add_argument("--set", dest="changes", action="append", default=[], help="another value of the recipe: training.dropout=0.2")
    options = parser.parse_args()
    recipe = changed(yaml.safe_load(RECIPE.read_text(encoding="utf-8")), options.changes)
    found = treebank_files(options.corpora)
    if not found:
        print(f"No treebank (*.conllu, *.conllu.xz) in {options.corpora}.", file=sys.stderr)
        return 1
    for lang in options.lang or sorted(found):
        folder = options.out / lang
        folder.mkdir(parents=True, exist_ok=True)
        with (folder.parent / f"{lang}.log").open("w", encoding="utf-8") as log:
            tell = _teller(log)
            material = material_of(found.get(lang, []), recipe, lang)
            tell(f"{lang}: {len(material.learn)} sentences to learn from, {len(material.choose)} to choose by; " + json.dumps(recipe))
            nlp = train(lang, material, recipe, tell)
            write_model(nlp, lemma_table(material.learn, lang), folder)
            tell(f"written to {folder.name}: " + ", ".join(f"{p.name} {p.stat().st_size} bytes" for p in sorted(folder.iterdir())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
