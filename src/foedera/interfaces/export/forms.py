"""The forms that the record is exported in, by name. What a form needs is imported when it is made, so that help stays quick."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from foedera.errors import Trouble, UsageError
from foedera.interfaces.export.material import Material
from foedera.views.record_tables import table_called

Pieces = Iterable[str] | bytes


@dataclass(frozen=True, slots=True)
class Form:
    """`pieces` are text in order, or the bytes of a whole file; `suffix` and `media_type` are for who offers it as a file."""

    name: str
    suffix: str
    media_type: str
    pieces: Callable[[Material], Pieces]


def form_called(name: str) -> Form:
    """The form of this name. Raises UsageError with the names there are."""
    for form in FORMS:
        if form.name == name:
            return form
    raise UsageError(Trouble("bad_choice", name, detail=", ".join(FORM_NAMES)))


def _csv(material: Material) -> Pieces:
    from foedera.interfaces.export.csv_rows import csv_pieces

    table = table_called(material.table)
    return csv_pieces(table, material.record, material.lines(table) if material.lines else None)


def _json_lines(material: Material) -> Pieces:
    from foedera.interfaces.export.json_lines import json_lines

    table = table_called(material.table)
    return json_lines(table, material.record, material.lines(table) if material.lines else None)


def _spreadsheet(material: Material) -> Pieces:
    from foedera.interfaces.export.spreadsheet import xlsx_bytes

    return xlsx_bytes(material.record, material.labels.words)


def _parquet(material: Material) -> Pieces:
    from foedera.interfaces.export.parquet import parquet_bytes

    table = table_called(material.table)
    return parquet_bytes(table, material.record, material.lines(table) if material.lines else None)


def _json(data: object) -> Pieces:
    from foedera.interfaces.exact_json import exact_json

    return [exact_json(data, indent=1), "\n"]


def _record(material: Material) -> Pieces:
    from foedera.views.record_json import record_to_json

    return _json(record_to_json(material.record))


def _calendar(material: Material) -> Pieces:
    from foedera.interfaces.export.dated_rows import calendar_of

    return [calendar_of(material)]


def _feed(material: Material) -> Pieces:
    from foedera.interfaces.export.dated_rows import feed_of

    return [feed_of(material)]


def _timeline(material: Material) -> Pieces:
    from foedera.interfaces.export.timeline_json import timeline_json

    return _json(timeline_json(material))


def _ris(material: Material) -> Pieces:
    from foedera.interfaces.export.bibliography import ris_pieces

    return ris_pieces(material)


def _csl(material: Material) -> Pieces:
    from foedera.interfaces.export.bibliography import csl_items

    return _json(csl_items(material))


def _ftm(material: Material) -> Pieces:
    from foedera.interfaces.export.follow_the_money import ftm_lines

    return ftm_lines(material)


def _linked(material: Material) -> Pieces:
    from foedera.interfaces.export.linked_data import linked_data

    return _json(linked_data(material))


def _annotations(material: Material) -> Pieces:
    from foedera.interfaces.export.web_annotations import web_annotations

    return _json(web_annotations(material))


def _plover(material: Material) -> Pieces:
    from foedera.interfaces.export.plover_events import plover_lines

    return plover_lines(material)


def _label_studio(material: Material) -> Pieces:
    from foedera.interfaces.export.label_studio import label_studio_tasks

    return _json(label_studio_tasks(material))


def _dossier(material: Material) -> Pieces:
    from foedera.interfaces.export.dossier import dossier_zip

    return dossier_zip(material)


def _datasette(material: Material) -> Pieces:
    from foedera.interfaces.export.datasette_metadata import datasette_metadata

    return _json(datasette_metadata(material))


FORMS: tuple[Form, ...] = (
    Form("record", "json", "application/json", _record),
    Form("csv", "csv", "text/csv", _csv),
    Form("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _spreadsheet),
    Form("jsonl", "jsonl", "application/jsonl", _json_lines),
    Form("parquet", "parquet", "application/vnd.apache.parquet", _parquet),
    Form("ftm", "ftm.json", "application/json+ftm", _ftm),
    Form("jsonld", "jsonld", "application/ld+json", _linked),
    Form("annotations", "jsonld", "application/ld+json", _annotations),
    Form("plover", "jsonl", "application/jsonl", _plover),
    Form("labelstudio", "json", "application/json", _label_studio),
    Form("ris", "ris", "application/x-research-info-systems", _ris),
    Form("csl", "json", "application/vnd.citationstyles.csl+json", _csl),
    Form("timelinejs", "json", "application/json", _timeline),
    Form("zip", "zip", "application/zip", _dossier),
    Form("datasette", "json", "application/json", _datasette),
    Form("ics", "ics", "text/calendar", _calendar),
    Form("atom", "atom", "application/atom+xml", _feed),
)
FORM_NAMES = tuple(form.name for form in FORMS)
