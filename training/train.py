"""Train the syntax models from a folder of treebanks: one model for each language whose files lie there.

    python -m training.train CORPORA --out FOLDER [--lang fr] [--log FOLDER] [--set shape.width=128 ...]

The same files, versions and machine give the same weights: one thread, one seed, sorted files.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import spacy
import yaml
from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed
from thinc.api import Adam
from training.examples import batches, example, grouped
from training.field_words import FieldWords, with_field_words
from training.gold import Rewriting, training_sentences
from training.lemmas import lemma_table
from training.network import blank_pipeline
from training.scores import gold_token_scores
from training.treebanks import GoldSentence, part_name, read_treebank, treebank_files

from foedera.language.pack import languages, load_pack
from foedera.language.syntax_models import write_model

Tell = Callable[[str], None]
Keep = Callable[[Language], None]

RECIPE = Path(__file__).with_name("recipe.yaml")


@dataclass(frozen=True)
class Material:
    """The sentences of one language: what is learnt, what chooses the state, and the names of the parts that are only reported."""

    learn: list[GoldSentence]
    choose: list[GoldSentence]
    report: list[str]
    field: FieldWords | None = None
    has_rules: bool = False  # of words never cut


def parts_of(files: list[Path], recipe: dict[str, Any], lang: str) -> dict[str, list[str]]:
    """Which parts learn, choose and report; by the names of the files where the recipe does not name the language."""
    named = recipe.get("languages", {}).get(lang)
    if named:
        return {role: list(named[role]) for role in ("learn", "choose", "report")}
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
    table = load_pack(lang).table("syntax") if lang in languages() else {}
    return Material(learn, choose, parts["report"], FieldWords.of(table.get("field_words")), "one_word" in table)


class Course:
    """One training: examples, weights so far, and the best state found, handed to `keep` whenever there is a better one."""

    def __init__(self, lang: str, material: Material, recipe: dict[str, Any], tell: Tell, keep: Keep) -> None:
        self.plan, self.material, self.tell, self.keep = recipe["training"], material, tell, keep
        fix_random_seed(self.plan["seed"])
        self.order = random.Random(self.plan["seed"])
        self.nlp = blank_pipeline(lang, recipe["shape"])
        self.examples = self._examples(material.learn)
        self.step, self.best, self.state, self.worse = 0, -1.0, b"", 0
        self.nlp.initialize(lambda: self.examples)
        self.optimizer = _optimizer(self.plan["rate"])

    def _examples(self, sentences: list[GoldSentence]) -> list[Example]:
        return [example(self.nlp.vocab, g) for g in grouped(sentences, self.plan["sentences"])]

    def run(self) -> Language:
        """Plain sentences for most of the course, then each sentence also with words of the field; last, what was held back too."""
        began = time.monotonic()
        words, end = float(self.plan["batch_from"]), self.plan["steps"]
        while self.step < end and self.worse < self.plan["patience"]:
            material = self._doubled() if self.step >= end - self.plan["field_steps"] else self.examples
            for batch in batches(material, self.order, words):
                self.optimizer.learn_rate = self._rate()
                self.nlp.update(batch, drop=self.plan["dropout"], sgd=self.optimizer)
                words = min(words * self.plan["batch_growth"], self.plan["batch_to"])
                self.step += 1
                if self.step % self.plan["check_every"] == 0:
                    self._check(time.monotonic() - began)
                if self.step in (end, end - self.plan["field_steps"]) or self.worse >= self.plan["patience"]:
                    break
        nlp = self._finished()
        for course in self.plan["last_courses"]:
            learn_held_back(nlp, self.material, course, self.plan["sentences"], self.plan["batch_to"], self.tell)
        return nlp

    def _rate(self) -> float:
        """The full rate for a part of the course, then in a straight line to a tenth of it."""
        done = self.step / self.plan["steps"]
        fall = max(0.0, done - self.plan["steady"]) / (1 - self.plan["steady"])
        return float(self.plan["rate"] * (1 - 0.9 * fall))

    def _doubled(self) -> list[Example]:
        field = self.material.field
        return self.examples + (self._examples(with_field_words(self.material.learn, field, self.order)) if field else [])

    def _check(self, seconds: float) -> None:
        if not self.material.choose:
            self.tell(f"{seconds:7.0f} s  step {self.step:6}")
            return
        with self.nlp.use_params(self.optimizer.averages):
            found = gold_token_scores(self.nlp, self.material.choose)
            if found["las"] >= self.best:
                self.best, self.state, self.worse = found["las"], self.nlp.to_bytes(exclude=["vocab"]), 0
                self.keep(self.nlp)
            else:
                self.worse += 1
        scores = "  ".join(f"{k} {v:.4f}" for k, v in found.items())
        self.tell(f"{seconds:7.0f} s  step {self.step:6}  {scores}")

    def _finished(self) -> Language:
        """The averaged weights that scored best; the last averages where nothing was held back to choose by."""
        if not self.state:
            with self.nlp.use_params(self.optimizer.averages):
                self.state = self.nlp.to_bytes(exclude=["vocab"])
        self.nlp.from_bytes(self.state, exclude=["vocab"])
        return self.nlp


def _optimizer(rate: float) -> Adam:
    return Adam(rate, use_averages=True, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0)


def learn_held_back(nlp: Language, material: Material, course: dict[str, Any], group: int, batch: int, tell: Tell) -> Language:
    """The pipeline after one of the `last_courses`: on all sentences, those it was chosen by too, at a low rate that falls to nothing.

    It depends on the weights handed in and on nothing else of the courses before: seeds are set anew.
    """
    fix_random_seed(course["seed"])
    order, optimizer, steps = random.Random(course["seed"]), _optimizer(course["rate"]), course["steps"]
    sentences = material.learn + material.choose
    if material.field:
        field = replace(material.field, share=course.get("field_share", material.field.share))
        sentences = sentences + with_field_words(sentences, field, order)
    examples = [example(nlp.vocab, g) for g in grouped(sentences, group)]
    step = 0
    while step < steps:
        for some in batches(examples, order, batch):
            optimizer.learn_rate = course["rate"] * (1 - step / steps)
            nlp.update(some, drop=course["dropout"], sgd=optimizer)
            step += 1
            if step >= steps:
                break
    with nlp.use_params(optimizer.averages):
        state = nlp.to_bytes(exclude=["vocab"])
    nlp.from_bytes(state, exclude=["vocab"])
    tell(f"{step} steps on everything, what was held back too")
    return nlp


def train(lang: str, material: Material, recipe: dict[str, Any], tell: Tell, keep: Keep) -> Language:
    """The trained pipeline of a language; `tell` gets a line at every check, `keep` every state better than those before."""
    return Course(lang, material, recipe, tell, keep).run()


def recipe_of(recipe: dict[str, Any], lang: str) -> dict[str, Any]:
    """The recipe for one language: what stands under its name in `training` goes before what holds for all."""
    own = recipe.get("languages", {}).get(lang, {}).get("training", {})
    return {**recipe, "training": {**recipe["training"], **own}}


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


def _teller(log: TextIO) -> Tell:
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
    parser.add_argument("--log", type=Path, default=Path("build/training"), help="folder the logs are written to (build/training)")
    parser.add_argument("--set", dest="changes", action="append", default=[], help="another value of the recipe: training.dropout=0.2")
    options = parser.parse_args()
    recipe = changed(yaml.safe_load(RECIPE.read_text(encoding="utf-8")), options.changes)
    found = treebank_files(options.corpora)
    if not found:
        print(f"No treebank (*.conllu, *.conllu.xz) in {options.corpora}.", file=sys.stderr)
        return 1
    for lang in options.lang or sorted(found):
        folder = options.out / lang
        options.log.mkdir(parents=True, exist_ok=True)
        with (options.log / f"{lang}.log").open("w", encoding="utf-8") as log:
            tell = _teller(log)
            own = recipe_of(recipe, lang)
            material = material_of(found.get(lang, []), own, lang)
            tell(f"{lang}: {len(material.learn)} sentences to learn from, {len(material.choose)} to choose by; " + json.dumps(own))
            lemmas = lemma_table(material.learn + material.choose, lang)
            keep = partial(write_model, lemmas=lemmas, folder=folder, compounds=not material.has_rules)
            keep(train(lang, material, own, tell, keep))
            tell(f"written to {folder.name}: " + ", ".join(f"{p.name} {p.stat().st_size} bytes" for p in sorted(folder.iterdir())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
