"""Who does what to whom in 200 news sentences of this field: the parser alone, with its repairs, the shallow reader, and both together.

    python evaluation/eval_frames.py                 a table per language, tune and test halves apart
    python evaluation/eval_frames.py --errors fr     what is wrong in the tune half (the test half is never shown)
    python evaluation/eval_frames.py --raise         lift the floors of `frame_floors.json` to what was reached

Sentences and rules of annotation: `evaluation/syntax/`. An argument is right when the words proposed and the annotated ones share half of
all the words of both; `touch` asks for one shared word. Precision counts what a reader proposes for the annotated verbs.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from foedera.language.pack import LanguagePack, load_pack
from foedera.reading.argument_readers import shallow_proposals
from foedera.reading.dependency_frames import frame_words, frames_of
from foedera.reading.read_document import context_of
from foedera.reading.sentences import tokens_of
from foedera.reading.syntax import Parse, syntax_reader
from foedera.reading.syntax_repairs import joined_quantities, repaired, widened
from foedera.sources.model import Document
from foedera.values.span import Span
from foedera.world.load_world import load_world

FLOORS = Path(__file__).with_name("frame_floors.json")
MARGIN = 0.02  # F1 of 50 sentences moves by that much from one training of a model to the next
FOLDER = Path(__file__).with_name("syntax")
ROLES = ("subject", "object", "agent", "oblique", "clause")
LANGUAGES = ("fr", "en")
HALF = 0.5


@dataclass
class Frame:
    """A verb's place with its arguments as spans, gold or proposed."""

    verb: Span
    arguments: dict[str, list[tuple[Span, ...]]] = field(default_factory=dict)
    negated: bool = False
    mood: str = "indicative"
    prepositions: dict[Span, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    id: str
    split: str
    text: str
    frames: tuple[Frame, ...]


Reader = Callable[[Case], list[Frame]]


def place(text: str, words: str) -> Span:
    """Where the words stand; "#2" asks for the second occurrence. Raises ValueError where they do not stand in the text."""
    numbered = re.fullmatch(r"(.+)#(\d+)", words)
    wanted, number = numbered.groups() if numbered else (words, "1")
    at, found = -1, list[int]()
    while (at := text.find(wanted, at + 1)) >= 0:
        whole = not (at and text[at - 1].isalnum()) and not text[at + len(wanted) : at + len(wanted) + 1].isalnum()
        found += [at] if whole else []
    if len(found) < int(number):
        raise ValueError(f"{words!r} is not in {text!r}")
    start = found[int(number) - 1]
    return Span(start, start + len(wanted))


def gold_frame(text: str, row: dict[str, Any]) -> Frame:
    frame = Frame(place(text, row["verb"]), negated=bool(row.get("negated")), mood=row.get("mood", "indicative"))
    for role in ROLES:
        values = row.get(role, [])
        for value in values if role == "oblique" else [values] if values else []:
            words = value["span"] if role == "oblique" else value
            spans = tuple(place(text, w) for w in ([words] if isinstance(words, str) else words))
            frame.arguments.setdefault(role, []).append(spans)
            if role == "oblique":
                frame.prepositions[spans[0]] = value["preposition"]
    return frame


def cases(lang: str) -> list[Case]:
    rows = yaml.safe_load((FOLDER / f"{lang}.yaml").read_text(encoding="utf-8"))
    return [Case(r["id"], r["split"], r["text"], tuple(gold_frame(r["text"], f) for f in r["frames"])) for r in rows]


# --- readers ---


def dependency_frames(case: Case, parse: Parse, pack: LanguagePack) -> list[Frame]:
    found = []
    for read in frames_of(parse, frame_words(pack)):
        token = parse[read.verb]
        frame = Frame(Span(token.start, token.end), negated=read.negated, mood=read.mood)
        for argument in read.arguments:
            frame.arguments.setdefault(argument.role, []).append((Span(argument.start, argument.end),))
        found.append(frame)
    return found


def parser_reader(lang: str, rows: Sequence[Case], with_rules: bool) -> Reader | None:
    pack = load_pack(lang)
    reader = syntax_reader(pack)
    if reader is None:
        return None
    texts = [joined_quantities(r.text, pack) if with_rules else r.text for r in rows]
    parses = {r.id: widened(repaired(p, pack), r.text, pack) if with_rules else p for r, p in zip(rows, reader.parsed(texts), strict=True)}
    return lambda case: dependency_frames(case, parses[case.id], pack)


def shallow_reader(lang: str) -> Reader:
    pack, world = load_pack(lang), load_world()

    def read(case: Case) -> list[Frame]:
        context = context_of(Document(case.id, case.text, lang, published=None), pack, world)
        frames: dict[Span, Frame] = {}
        for proposal in shallow_proposals(context):
            frame = frames.setdefault(proposal.verb, Frame(proposal.verb))
            frame.negated |= proposal.negated
            frame.arguments.setdefault(proposal.role, []).append((proposal.span,))
        return list(frames.values())

    return read


def agreeing(first: Reader, second: Reader) -> Reader:
    """Arguments of the first reader that the second touches in the same role."""

    def read(case: Case) -> list[Frame]:
        others, kept = second(case), []
        for frame in first(case):
            same = [o for o in others if o.verb.overlaps(frame.verb)]
            arguments = {
                role: [a for a in spans if any(shared(case.text, a, b) > 0 for o in same for b in o.arguments.get(role, []))]
                for role, spans in frame.arguments.items()
            }
            kept.append(Frame(frame.verb, arguments, frame.negated, frame.mood))
        return kept

    return read


# --- scores ---


def words_in(text: str, spans: Sequence[Span]) -> set[int]:
    return {t.span.start for s in spans for t in tokens_of(text, s.start, s.end) if t.is_word}


def shared(text: str, one: Sequence[Span], other: Sequence[Span]) -> float:
    """Shared words over all words of both."""
    a, b = words_in(text, one), words_in(text, other)
    return len(a & b) / len(a | b) if a | b else 0.0


def best_frame(gold: Frame, found: Sequence[Frame]) -> Frame | None:
    same = [f for f in found if f.verb.overlaps(gold.verb)]
    if not same:
        return None
    merged = Frame(same[0].verb, {}, same[0].negated, same[0].mood)
    for frame in same:
        for role, spans in frame.arguments.items():
            merged.arguments.setdefault(role, []).extend(s for s in spans if s not in merged.arguments.get(role, []))
    return merged


def tally(rows: Sequence[Case], reader: Reader, log: list[str] | None = None) -> Counter[str]:
    """Counts of gold, proposed and right per role; obliques are counted where annotated only."""
    count: Counter[str] = Counter()
    for case in rows:
        found = reader(case)
        for gold in case.frames:
            read = best_frame(gold, found)
            count["verbs"] += 1
            count["verbs found"] += read is not None
            count["negation"] += read is not None and read.negated == gold.negated
            count["mood"] += read is not None and read.mood == gold.mood
            for role in ROLES:
                _tally_role(case, gold, read, role, count, log)
    return count


def _tally_role(case: Case, gold: Frame, read: Frame | None, role: str, count: Counter[str], log: list[str] | None) -> None:
    wanted, proposed = gold.arguments.get(role, []), read.arguments.get(role, []) if read else []
    right = sum(any(shared(case.text, w, p) >= HALF for p in proposed) for w in wanted)
    touched = sum(any(shared(case.text, w, p) > 0 for p in proposed) for w in wanted)
    count[f"{role} gold"] += len(wanted)
    count[f"{role} proposed"] += min(len(proposed), len(wanted)) if role == "oblique" else len(proposed)
    count[f"{role} right"] += right
    count[f"{role} touched"] += touched
    if log is not None and (right < len(wanted) or (role != "oblique" and right < len(proposed))):
        verb = gold.verb.text_in(case.text)
        mine = " | ".join(" ... ".join(s.text_in(case.text) for s in p) for p in proposed) or "-"
        yours = " | ".join(" ... ".join(s.text_in(case.text) for s in w) for w in wanted) or "-"
        log.append(f"{case.id} {verb}: {role} should be [{yours}] is [{mine}]" + ("" if read else " (no frame)"))


def f1(count: Counter[str], role: str, kind: str = "right") -> tuple[float, float, float]:
    right, proposed, gold = count[f"{role} {kind}"], count[f"{role} proposed"], count[f"{role} gold"]
    precision, recall = right / proposed if proposed else 0.0, right / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def total(count: Counter[str], kind: str = "right") -> tuple[float, float, float]:
    whole = Counter({f"all {k}": sum(count[f"{r} {k}"] for r in ROLES) for k in ("right", "proposed", "gold", "touched")})
    return f1(whole, "all", kind)


def lines(name: str, count: Counter[str]) -> Iterator[str]:
    p, r, f = total(count)
    roles = "  ".join(f"{role} {f1(count, role)[2]:.3f}" for role in ROLES)
    verbs = count["verbs"] or 1
    yield (
        f"  {name:<18} P {p:.3f} R {r:.3f} F1 {f:.3f} (touch {total(count, 'touched')[2]:.3f})  {roles}"
        f"  negation {count['negation'] / verbs:.3f}  mood {count['mood'] / verbs:.3f}"
    )


def readers(lang: str, rows: Sequence[Case]) -> dict[str, Reader]:
    shallow = shallow_reader(lang)
    found: dict[str, Reader] = {}
    alone, ruled = parser_reader(lang, rows, False), parser_reader(lang, rows, True)
    if alone and ruled:
        found = {"parser": alone, "parser + rules": ruled}
    found["shallow"] = shallow
    if ruled:
        found["both agree"] = agreeing(ruled, shallow)
    return found


def scores(lang: str, split: str) -> dict[str, Counter[str]]:
    """Counts by reader."""
    rows = [c for c in cases(lang) if c.split == split]
    return {name: tally(rows, reader) for name, reader in readers(lang, rows).items()}


def mended_figures(lang: str) -> dict[str, float]:
    """F1 over all roles of the parser with its rules, by half: the quick part."""
    halves = {split: [c for c in cases(lang) if c.split == split] for split in ("tune", "test")}
    found = {split: (rows, parser_reader(lang, rows, True)) for split, rows in halves.items()}
    return {f"{lang} {split} parser + rules": total(tally(rows, read))[2] for split, (rows, read) in found.items() if read}


def below(found: dict[str, float], floors: dict[str, float]) -> list[str]:
    """A line for each figure under its floor."""
    return [f"{k}: {v:.3f} is below its floor {floors[k]:.3f}" for k, v in found.items() if v < floors.get(k, 0.0)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", metavar="LANG", choices=LANGUAGES, help="what is wrong in the tune half of this language")
    parser.add_argument("--reader", default="parser + rules", help="with --errors: whose errors")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what was reached")
    options = parser.parse_args()
    if options.errors:
        rows = [c for c in cases(options.errors) if c.split == "tune"]
        log: list[str] = []
        tally(rows, readers(options.errors, rows)[options.reader], log)
        print("\n".join(log))
        return 0
    found: dict[str, float] = {}
    for lang in LANGUAGES:
        for split in ("tune", "test"):
            print(f"{lang} {split}")
            for name, count in scores(lang, split).items():
                found[f"{lang} {split} {name}"] = total(count)[2]
                print(*lines(name, count), sep="\n")
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if options.lift:
        floors = {k: max(floors.get(k, 0.0), round(v - MARGIN, 3)) for k, v in found.items()}
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    failed = below(found, floors)
    print("\n".join(failed) or "Every figure is at or above its floor.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
