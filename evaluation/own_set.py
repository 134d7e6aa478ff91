"""What is wrong in a set of articles with gold: codes, dates, evidence that is not the text's own words, look-alikes with a record."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

OWN = Path(__file__).with_name("own")
LONGEST_EVIDENCE = 15  # words; a quotation may be longer
RUN = 9  # words in a row that two texts share by copying alone
LOOK_ALIKE = "n"
LISTS = {
    "kind": "mutual_defence strategic_partnership friendship arms_control alliance_accession organisation_membership security_assistance"
    " access economic peace declaration",
    "step": "negotiated signed adopted_by_chamber ratified instruments_exchanged in_force suspended withdrawn terminated superseded",
    "status": "done future denied",
    "type": "visit meeting deployment transfer sanction attack accusation denial exercise threat casualties",
    "factuality": "stated attributed hedged denied forecast",
    "action_class": "defence consult coordination cooperation non_aid non_aggression non_hostile_agreement limit access territory payment"
    " transfer recognition security secrecy support",
    "trigger_class": "armed_attack threat internal_disorder request",
}
DAY = r"(?:[\dX]{4}(?:-[\dX]{2}(?:-[\dX]{2})?)?[~?%]?)"
EDTF = re.compile(rf"{DAY}|{DAY}/{DAY}|{DAY}/\.\.|\.\./{DAY}")

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def records(gold: Row) -> Iterator[tuple[str, Row]]:
    """Every record of a reading that has evidence, with the layer it stands in."""
    for agreement in gold["agreements"]:
        yield from (("step", step) for step in agreement["steps"])
        yield from (("obligation", duty) for duty in agreement["obligations"])
    yield from (("event", event) for event in gold["events"])
    yield from (("quote", quote) for quote in gold["quotes"])


def wrong_in_record(layer: str, record: Row, text: str) -> Iterator[str]:
    """What is wrong with one record: evidence, codes, dates, voices."""
    found = record["evidence"]
    if not found["text"] or text[found["start"] : found["end"]] != found["text"]:
        yield f"{layer}: not the text's words: {found['text']!r}"
    if layer != "quote" and len(found["text"].split()) > LONGEST_EVIDENCE:
        yield f"{layer}: evidence too long: {found['text']!r}"
    for name, listed in LISTS.items():
        if record.get(name) is not None and record[name] not in listed.split():
            yield f"{layer}: {name} {record[name]!r}"
    if record.get("date") is not None and not EDTF.fullmatch(record["date"]):
        yield f"{layer}: date {record['date']!r}"
    if {"stated": True, "attributed": False}.get(record.get("factuality", "")) is bool(record.get("said_by")):
        yield f"{layer}: factuality and voice disagree: {found['text']!r}"


def wrong_in_article(article: Row, gold: Row) -> Iterator[str]:
    """What is wrong with one article and its gold."""
    text = article["text"]
    for layer, record in records(gold):
        yield from (f"{gold['id']} {wrong}" for wrong in wrong_in_record(layer, record, text))
    for agreement in gold["agreements"]:
        if agreement["name_in_text"] not in text:
            yield f"{gold['id']} agreement: not in the text: {agreement['name_in_text']!r}"
        if agreement["kind"] not in LISTS["kind"].split() or not agreement["parties"]:
            yield f"{gold['id']} agreement: kind or parties of {agreement['name_in_text']!r}"
    if article["group"] == LOOK_ALIKE and (gold["agreements"] or gold["events"]):
        yield f"{gold['id']} is a look-alike with a record"


def wrong_in_set(folder: Path) -> list[str]:
    """What is wrong with the articles.jsonl and gold.jsonl of a folder; empty when nothing is."""
    articles, golds = rows(folder / "articles.jsonl"), rows(folder / "gold.jsonl")
    ids = [a["id"] for a in articles]
    wrong = [] if len(set(ids)) == len(ids) and ids == [g["id"] for g in golds] else [f"{folder.name}: ids differ or stand twice"]
    by_id = {a["id"]: a for a in articles}
    return wrong + [line for gold in golds if gold["id"] in by_id for line in wrong_in_article(by_id[gold["id"]], gold)]


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of RUN words, case and apostrophes aside."""
    words = re.findall(r"\w+", text.lower().replace("’", "'"))
    return {tuple(words[k : k + RUN]) for k in range(len(words) - RUN + 1)}


def copied(texts: Iterable[str], others: Iterable[str]) -> set[str]:
    """The runs of words that stand in a text of both."""
    known = set().union(*map(runs, others))
    return {" ".join(run) for text in texts for run in runs(text) & known}
