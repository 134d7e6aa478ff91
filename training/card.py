"""The card of each model, CARD.md beside its weights: data, credits and licences, scores, speed, memory, known faults.

    python -m training.card CORPORA [--lang fr]

Run after training (`make models` does): it measures the model that lies in the package.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import spacy
import yaml
from training.gold import training_sentences
from training.measures import Measures, measure
from training.scores import gold_token_scores
from training.train import RECIPE, parts_of, rewriting_for
from training.treebanks import document_notes, part_name, read_treebank, treebank_files

from foedera.language.pack import load_pack
from foedera.language.syntax_models import load_syntax_model, model_languages
from foedera.reading.syntax import syntax_reader

ROOT = Path(__file__).resolve().parent.parent
CREDITS = Path(__file__).with_name("credits.yaml")
MODELS = ROOT / "src" / "foedera" / "language" / "models"
COLUMNS = {
    "words": "words",
    "upos": "UPOS",
    "feats": "features",
    "uas": "UAS",
    "las": "LAS",
    "las_full": "LAS, subtypes",
    "las_words": "LAS, no punctuation",
    "lemmas": "lemmas",
    "lemmas_given": "lemmas, class given",
}

SHARED = """The weights, the tokenizer's table and the table of lemmas are not under Foedera's own licence: they are offered
to everyone under {licence}.
Share-alike is kept so: whoever passes them on, changed or not, does it under the same terms, with this card{credits}."""
CREDITED = " and with\nCREDITS.tsv, which names the texts learnt from and their authors"
DIVISION = """Of {both}, the first of every {nth} sentences (the 1st, the {next}th and so on) is kept for choosing and the others are
learnt from: no sentence does both while the best state is chosen. After that, a short last course at a low rate learns from
everything, what was kept for choosing too. The parts of `report` serve for nothing but the scores below."""


def data_section(lang: str, files: list[Path], recipe: dict[str, Any], credits: dict[str, Any], *, credited: bool) -> str:
    """Every treebank with its licence and makers, and what each part served for. `credited`: a file names the single texts."""
    parts, nth = parts_of(files, recipe, lang), recipe["every_nth"]
    lines = []
    for bank in sorted({p.name.partition("-")[0] for p in files}):
        roles = [f"{role}: {', '.join(n for n in names if n.startswith(bank.partition('_')[2] + '-'))}" for role, names in parts.items()]
        told = credits["treebanks"].get(bank, {"title": bank, "licence": "see the treebank", "makers": "see the treebank", "url": ""})
        used = "; ".join(r for r in roles if not r.endswith(": "))
        lines.append(f"- **{told['title']}** · {told['licence']} · {told['makers']} · {told['url']}\n  {used}")
    licence = credits["models"].get(lang, "the strictest licence of the treebanks")
    return "\n\n".join([SHARED.format(licence=licence, credits=CREDITED if credited else ""), "\n".join(lines), *division(parts, nth)])


def division(parts: dict[str, list[str]], nth: int) -> list[str]:
    """How a part that both learns and chooses is divided (`training.train.material_of`, `learn_held_back`); empty when none does both."""
    both = " and ".join(name for name in parts["learn"] if name in parts["choose"])
    return [DIVISION.format(both=both, nth=nth, next=nth + 1)] if both else []


def score_rows(found: dict[str, Measures], given: dict[str, float]) -> str:
    head = "| part | " + " | ".join(COLUMNS.values()) + " | LAS, words given |\n|---|" + "---|" * (len(COLUMNS) + 1)
    rows = [f"| {n} | " + " | ".join(f"{100 * m.f(k):.1f}" for k in COLUMNS) + f" | {100 * given[n]:.1f} |" for n, m in found.items()]
    return "\n".join([head, *rows])


def label_rows(found: dict[str, Measures]) -> str:
    """F of head and full label together, for labels that a part has ten times or more."""
    counts: dict[str, int] = {}
    for measured in found.values():
        for label, count in measured.labels.items():
            counts[label] = counts.get(label, 0) + count.gold
    frequent = [k for k, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) if n >= 10]
    head = "| label | " + " | ".join(f"{n}, gold | F" for n in found) + " |\n|---|" + "---|---|" * len(found)
    rows = []
    for label in frequent:
        cells = [m.labels.get(label) for m in found.values()]
        rows.append(f"| {label} | " + " | ".join(f"{c.gold} | {100 * c.f:.1f}" if c else "0 | -" for c in cells) + " |")
    return "\n".join([head, *rows])


def speed_section(lang: str) -> str:
    """From benchmarks/parsing_speed.py, one thread, each kind in a process of its own."""
    rows = {}
    for kind in ("alone", "reader", "network", "tagger"):
        command = [sys.executable, str(ROOT / "benchmarks" / "parsing_speed.py"), "--one", kind, lang]
        told = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"}).stdout
        rows[kind] = json.loads(told)
    alone = rows.pop("alone")
    lines = [f"- {kind}: {row['words_s']} words/s" for kind, row in rows.items()]
    lines.append(f"- ready, first sentence parsed, after {alone['load_s']} s in a fresh process of {alone['mb']} MB")
    names = "`reader` is all of it (words, tags, tree, lemmas, places), `network` tags and tree alone, `tagger` tags alone."
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}, spaCy {spacy.__version__}"
    return "\n".join([*lines, "", f"{names} Machine: {machine}, other work on the same cores."])


def card(lang: str, files: list[Path]) -> str:
    recipe, credits = (yaml.safe_load(p.read_text(encoding="utf-8")) for p in (RECIPE, CREDITS))
    rules, reader, named = rewriting_for(lang), syntax_reader(load_pack(lang)), credited_texts(lang, files, recipe)
    assert reader is not None
    reported = [p for p in files if part_name(p) in parts_of(files, recipe, lang)["report"]]
    gold = {part_name(p): training_sentences(read_treebank(p), rules) for p in reported}
    found = {name: measure(reader, sentences) for name, sentences in gold.items()}
    network = load_syntax_model(lang).network
    given = {name: gold_token_scores(network, sentences)["las_given"] for name, sentences in gold.items()}
    size = sum(p.stat().st_size for p in (MODELS / lang).iterdir() if p.name != "CARD.md")
    faults = "\n".join(f"- {f}" for f in credits["faults"].get(lang, ["not yet looked into"]))
    data = data_section(lang, files, recipe, credits, credited=bool(named))
    return CARD.format(lang=lang, size=size / 1e6, data=data, scores=score_rows(found, given),
                       labels=label_rows(found), speed=speed_section(lang), faults=faults)  # fmt: skip


CARD = """# Syntax model: {lang}

Tags words with their class (UPOS) and twelve features, finds the head and label of each. {size:.1f} MB. Made by `make models`, not by hand.

## Data

{data}

## Scores

On the parts that were never learnt from nor chosen by, in per cent. Sentences come cut, words are the tokenizer's; counted as in the
CoNLL 2018 shared task, punctuation included (`training/measures.py` says where we differ).

{scores}

F of head and full label together:

{labels}

## Speed

{speed}

## Known faults

{faults}
"""


def credited_texts(lang: str, files: list[Path], recipe: dict[str, Any]) -> list[list[str]]:
    """Title, author and address of every text learnt from that its treebank names, in order; empty where none does."""
    parts = parts_of(files, recipe, lang)
    learnt = [p for p in files if part_name(p) in (*parts["learn"], *parts["choose"])]  # the last course learns from both
    rows = [[n.get(f"meta::{k}", "") for k in ("title", "author", "sourceURL")] for p in learnt for n in document_notes(p)]
    return sorted(row for row in rows if row[0])


def with_data(told: str, data: str) -> str:
    """The card as it is told, with another section on data: scores need not be measured again for a licence."""
    before, _, rest = told.partition("## Data\n\n")
    return f"{before}## Data\n\n{data}\n\n## Scores{rest.partition('## Scores')[2]}"


def _write_data_alone(lang: str, files: list[Path]) -> None:
    recipe, credits = (yaml.safe_load(p.read_text(encoding="utf-8")) for p in (RECIPE, CREDITS))
    data = data_section(lang, files, recipe, credits, credited=bool(credited_texts(lang, files, recipe)))
    path = MODELS / lang / "CARD.md"
    path.write_text(with_data(path.read_text(encoding="utf-8"), data), encoding="utf-8")


def _write_credits(lang: str, files: list[Path]) -> None:
    """CREDITS.tsv beside the weights."""
    named = credited_texts(lang, files, yaml.safe_load(RECIPE.read_text(encoding="utf-8")))
    if named:
        lines = "\n".join("\t".join(row) for row in [["title", "author", "address"], *named])
        (MODELS / lang / "CREDITS.tsv").write_text(lines + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--lang", action="append", help="only these languages")
    parser.add_argument("--data", action="store_true", help="only the section on data and licences; scores and speed stay as told")
    options = parser.parse_args()
    for lang, files in treebank_files(options.corpora).items():
        if lang in model_languages() and lang in (options.lang or [lang]):
            if options.data:
                _write_data_alone(lang, files)
            else:
                (MODELS / lang / "CARD.md").write_text(card(lang, files), encoding="utf-8")
            _write_credits(lang, files)
            print(f"{lang}: CARD.md written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
