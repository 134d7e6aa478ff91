"""Every account as a prediction for Label Studio, so that people can correct labels instead of giving them.

A task is a document with its full text when texts are asked for; without them, each account is a task that holds its words alone.
"""

from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as ET

from foedera import __version__
from foedera.interfaces.export.material import Material
from foedera.interfaces.export.told_rows import ToldRow, told_rows
from foedera.values.codes import ActionClass, EventType, Step

LAYERS = {"step": Step, "obligation": ActionClass, "event": EventType}
FROM, TO = "label", "text"
Json = dict[str, Any]


def labelling_config() -> str:
    """The labelling interface that the tasks are for, in Label Studio's XML."""
    view = ET.Element("View")
    labels = ET.SubElement(view, "Labels", {"name": FROM, "toName": TO})
    for layer, codes in LAYERS.items():
        for code in codes:
            ET.SubElement(labels, "Label", {"value": _label(layer, code.value)})
    ET.SubElement(view, "Text", {"name": TO, "value": "$text"})
    ET.indent(view, "  ")
    return ET.tostring(view, encoding="unicode") + "\n"


def label_studio_tasks(material: Material) -> list[Json]:
    """Tasks with their predictions, ready to be imported."""
    told = tuple(told_rows(material))
    return _whole_texts(told, material) if material.with_text else [_quotation(one) for one in told]


def _label(layer: str, code: str) -> str:
    return f"{layer}: {code}"


def _whole_texts(told: Iterable[ToldRow], material: Material) -> list[Json]:
    by_document: dict[str, list[ToldRow]] = {}
    for one in told:
        by_document.setdefault(one.account.document_id, []).append(one)
    return [_task(d.text, d.id, by_document.get(d.id, ()), 0) for d in material.documents()]


def _quotation(one: ToldRow) -> Json:
    return _task(one.account.evidence.text, one.account.document_id, [one], one.account.evidence.start)


def _task(text: str, document_id: str, told: Iterable[ToldRow], begins: int) -> Json:
    """`begins` is where the text of the task begins in the document's, in characters."""
    result = [_region(one, text[: one.account.evidence.start - begins], number) for number, one in enumerate(told)]
    data = {TO: text, "document": document_id, "begins": begins}
    return {"data": data, "predictions": [{"model_version": f"foedera {__version__}", "result": result}]}


def _units(text: str) -> int:
    """How long a browser, which shows the tasks, holds the text to be: in UTF-16 units, where ours are characters.

    >>> _units("é😀")
    3
    """
    return sum(2 if ord(character) > 0xFFFF else 1 for character in text)


def _region(one: ToldRow, before: str, number: int) -> Json:
    """A label on the words, which stand after `before`."""
    words, start = one.account.evidence.text, _units(before)
    value = {"start": start, "end": start + _units(words), "text": words, "labels": [_label(one.layer, one.code)]}
    region = {"id": f"{one.account.statement_id}-{number}", "from_name": FROM, "to_name": TO, "type": "labels", "value": value}
    return region | {"meta": {"text": [one.row, one.account.factuality.value]}}
