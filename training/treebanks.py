"""Treebank files in CoNLL-U (https://universaldependencies.org/format.html), plain or packed with xz."""

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class GoldWord:
    """One word as annotated. `head` is the index of its head in the sentence, its own index for the root."""

    form: str
    lemma: str
    upos: str
    feats: tuple[tuple[str, str], ...]
    head: int
    label: str
    space_after: bool


@dataclass(frozen=True, slots=True)
class GoldRange:
    """A multiword token: the words first..last (both included) are written as `form`."""

    first: int
    last: int
    form: str
    space_after: bool


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence of a treebank; `document` names the text it comes from, as far as the treebank says."""

    sent_id: str
    document: str
    text: str
    words: tuple[GoldWord, ...]
    ranges: tuple[GoldRange, ...] = ()


def treebank_files(folder: Path) -> dict[str, list[Path]]:
    """The treebank files of a folder by language: what stands before the first underscore of the name (`fr_sequoia-ud-train.conllu.xz`)."""
    found: dict[str, list[Path]] = {}
    for path in sorted([*folder.glob("*_*.conllu"), *folder.glob("*_*.conllu.xz")]):
        found.setdefault(path.name.partition("_")[0], []).append(path)
    return found


def part_name(path: Path) -> str:
    """`fr_sequoia-ud-train.conllu.xz` -> `sequoia-train`."""
    stem = path.name.partition(".")[0].partition("_")[2]
    return stem.replace("-ud-", "-")


def read_treebank(path: Path) -> Iterator[GoldSentence]:
    """Every sentence of a file, in order. Raises ValueError, naming file and line, where a row has not ten columns."""
    rows: list[list[str]] = []
    notes: dict[str, str] = {}
    document = ""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                notes[key.strip()] = value.strip()
                document = notes.get("newdoc id", document)
            elif line:
                rows.append(_columns(line, path, number))
            elif rows:
                yield _sentence(rows, notes, document)
                rows, notes = [], {}
    if rows:
        yield _sentence(rows, notes, document)


def document_notes(path: Path) -> list[dict[str, str]]:
    """What a file says of each of its documents (title, author, address), in order; empty for a treebank that says nothing."""
    found: list[dict[str, str]] = []
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                found.append({})
            elif line.startswith("# meta::") and found:
                key, _, value = line[2:].partition("=")
                found[-1][key.strip()] = value.strip()
    return found


def _columns(line: str, path: Path, number: int) -> list[str]:
    columns = line.split("\t")
    if len(columns) != 10:
        raise ValueError(f"{path.name}, line {number}: {len(columns)} columns where CoNLL-U has 10")
    return columns


def _sentence(rows: list[list[str]], notes: dict[str, str], document: str) -> GoldSentence:
    plain = [r for r in rows if r[0].isdigit()]
    words = tuple(_word(r, i) for i, r in enumerate(plain))
    ranges = tuple(_range(r) for r in rows if "-" in r[0])
    name = notes.get("sent_id", "")
    return GoldSentence(name, document or name.rpartition("-")[0] or name.rpartition("_")[0], notes.get("text", ""), words, ranges)


def _word(row: list[str], index: int) -> GoldWord:
    feats = tuple(tuple(f.split("=", 1)) for f in row[5].split("|")) if row[5] != "_" else ()
    head = int(row[6]) - 1
    spaced = "SpaceAfter=No" not in row[9].split("|")
    return GoldWord(row[1], row[2], row[3], feats, index if head < 0 else head, row[7], spaced)  # type: ignore[arg-type]


def _range(row: list[str]) -> GoldRange:
    first, last = row[0].split("-")
    return GoldRange(int(first) - 1, int(last) - 1, row[1], "SpaceAfter=No" not in row[9].split("|"))
