"""How well the syntax models parse the treebanks, and the rules beside them, against floors that only rise.

    python evaluation/eval_syntax.py                    every part that is reported, with a table of labels
    python evaluation/eval_syntax.py --lang fr --brief  one language, totals alone
    python evaluation/eval_syntax.py --raise            lift the floors to what was reached

The treebanks stand in FOEDERA_CORPORA (default: ../shared/corpora beside the repository). How all is counted: training/measures.py.
`las_given` is LAS on the treebank's own words, as papers without a tokenizer give it; the rest is on words found in the text.
Sentences: by reading/sentences.py, both ends right; `split` in a text where sentences are joined by one space,
`split_lines` where those without a closing mark (headings, items) stand on lines of their own, as on a page.
Conditional: the rule of reading/conditional.py on every word of every part of the language, against Mood=Cnd.
"""

import argparse
import json
import os
import sys
from itertools import islice
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from training.gold import training_sentences  # noqa: E402
from training.measures import Count, Measures, conditional_count, measure, sentence_text, split_count  # noqa: E402
from training.scores import gold_token_scores  # noqa: E402
from training.train import RECIPE, parts_of, rewriting_for  # noqa: E402
from training.treebanks import GoldSentence, part_name, read_treebank, treebank_files  # noqa: E402

from foedera.language.pack import load_pack  # noqa: E402
from foedera.language.syntax_models import load_syntax_model  # noqa: E402
from foedera.reading.conditional import is_conditional, mood_rules  # noqa: E402
from foedera.reading.sentences import sentences_of  # noqa: E402
from foedera.reading.syntax import SyntaxReader, syntax_reader  # noqa: E402
from foedera.sources.model import Document  # noqa: E402

FLOORS = Path(__file__).with_name("syntax_floors.json")
NAMES = ("words", "upos", "feats", "uas", "las", "las_full", "las_words", "lemmas", "lemmas_given")
MARGIN = 0.003


def corpora_folder() -> Path:
    return Path(os.environ.get("FOEDERA_CORPORA") or ROOT.parent / "shared" / "corpora")


def gold_of(path: Path, lang: str) -> list[GoldSentence]:
    return training_sentences(read_treebank(path), rewriting_for(lang))


def split_score(sentences: list[GoldSentence], lang: str, *, lines: bool) -> Count:
    """The sentences of a part found again by our splitter."""
    pack = load_pack(lang)

    def spans(text: str) -> list[tuple[int, int]]:
        document = Document(id="d", lang=lang, text=text)
        return [(s.span.start, s.span.end) for s in sentences_of(document, pack)]

    return split_count([sentence_text(s) for s in sentences], spans, lines=lines)


def conditional_score(lang: str, files: list[Path]) -> Count:
    rules = mood_rules(load_pack(lang))
    return conditional_count((s for f in files for s in gold_of(f, lang)), lambda form: is_conditional(form, rules))


def part_scores(name: str, found: Measures, given: float, splits: dict[str, Count]) -> dict[str, float]:
    scores = {k: found.f(k) for k in NAMES} | {"las_given": given} | {k: c.f for k, c in splits.items()}
    return {f"{name} {k}": v for k, v in scores.items()}


def label_table(found: Measures) -> str:
    rows = sorted(found.labels.items(), key=lambda pair: (-pair[1].gold, pair[0]))
    lines = [f"{'label':<16}{'gold':>7}{'P':>8}{'R':>8}{'F':>8}"]
    for label, c in rows:
        if c.gold >= 10:
            lines.append(f"{label:<16}{c.gold:>7}{_share(c.right, c.predicted)}{_share(c.right, c.gold)}{100 * c.f:>8.1f}")
    return "\n".join(lines)


def _share(right: int, total: int) -> str:
    return f"{100 * right / total:>8.1f}" if total else f"{'-':>8}"


def reported_files(lang: str, files: list[Path]) -> list[Path]:
    """The parts that were neither learnt from nor chosen by."""
    reported = set(parts_of(files, yaml.safe_load(RECIPE.read_text(encoding="utf-8")), lang)["report"])
    return [f for f in files if part_name(f) in reported]


def sample_scores(sentences: int = 60) -> dict[str, float]:
    """Scores on the first sentences of every reported part: quick enough for each run of the tests."""
    found: dict[str, float] = {}
    for lang, files in treebank_files(corpora_folder()).items():
        reader = syntax_reader(load_pack(lang))
        for path in reported_files(lang, files) if reader else ():
            measured = measure(reader, list(islice(gold_of(path, lang), sentences)))
            found |= {f"{lang} {part_name(path)} sample {k}": measured.f(k) for k in ("upos", "las", "lemmas")}
    return found


def language_scores(lang: str, files: list[Path], reader: SyntaxReader, *, brief: bool) -> dict[str, float]:
    """Every score of a language, printed as found."""
    found: dict[str, float] = {}
    print(f"\n== {lang}\n{'part':<16}" + "".join(f"{n:>13}" for n in (*NAMES, "las_given", "split", "split_lines")))
    tables = []
    for path in reported_files(lang, files):
        sentences = gold_of(path, lang)
        measured, name = measure(reader, sentences), f"{lang} {part_name(path)}"
        splits = {"split": split_score(sentences, lang, lines=False), "split_lines": split_score(sentences, lang, lines=True)}
        given = gold_token_scores(load_syntax_model(lang).network, sentences)["las_given"]
        scores = part_scores(name, measured, given, splits)
        print(f"{part_name(path):<16}" + "".join(f"{100 * v:>13.2f}" for v in scores.values()))
        tables.append(f"\n{part_name(path)}\n{label_table(measured)}")
        found |= scores
    conditional = conditional_score(lang, files)
    if conditional.gold:
        found[f"{lang} conditional"] = conditional.f
        c = conditional
        print(f"conditional by rule: F {100 * c.f:.2f} ({c.right} right of {c.gold}, {c.predicted} found)")
    if not brief:
        print("\n".join(tables))
    return found


def all_scores(languages: list[str] | None = None, *, brief: bool = True) -> dict[str, float]:
    found: dict[str, float] = {}
    for lang, files in treebank_files(corpora_folder()).items():
        reader = syntax_reader(load_pack(lang)) if not languages or lang in languages else None
        if reader:
            found |= language_scores(lang, files, reader, brief=brief)
    return found


def below(found: dict[str, float], floors: dict[str, float]) -> list[str]:
    """A line for each score under its floor; a language that was not asked for is not looked at."""
    return [f"{k}: {found[k]:.4f} is below its floor {v:.4f}" for k, v in floors.items() if k in found and found[k] < v]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", action="append", help="only these languages")
    parser.add_argument("--brief", action="store_true", help="no table of labels")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what was reached")
    options = parser.parse_args()
    if not corpora_folder().is_dir():
        print(f"No treebanks at {corpora_folder()}; set FOEDERA_CORPORA. Nothing was measured.")
        return 0
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    found = all_scores(options.lang, brief=options.brief) | sample_scores()
    if options.lift:
        lifted = floors | {k: max(floors.get(k, 0), round(v - MARGIN, 4)) for k, v in found.items()}
        FLOORS.write_text(json.dumps(lifted, indent=1) + "\n", encoding="utf-8")
    failed = below(found, floors)
    print("\n".join(failed) or "Every score of syntax is at or above its floor.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
