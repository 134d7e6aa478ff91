"""The dossier of an agreement as one ZIP file to hand on: the brief, its data, the quotations; full texts only when asked for."""

from collections.abc import Iterator
from dataclasses import replace

from foedera.interfaces.exact_json import exact_json
from foedera.interfaces.export.bibliography import ris_pieces
from foedera.interfaces.export.brief_html import brief_html
from foedera.interfaces.export.brief_markdown import brief_markdown
from foedera.interfaces.export.codebook import tables_codebook
from foedera.interfaces.export.csv_rows import csv_pieces
from foedera.interfaces.export.dated_rows import calendar_of
from foedera.interfaces.export.fixed_zip import zip_bytes
from foedera.interfaces.export.material import Material
from foedera.views.brief import brief_of
from foedera.views.chosen_rows import Chosen, chosen_rows
from foedera.views.record_json import record_to_json
from foedera.views.record_tables import TABLES
from foedera.views.rows import agreement_by_id

LONGEST_NAME = 60  # characters of an id in the name of a file


def dossier_zip(material: Material) -> bytes:
    """The file's bytes, the same whenever record, language and texts are. Raises UsageError where there is no such agreement."""
    agreement = agreement_by_id(material.record, material.agreement)
    record = chosen_rows(material.record, Chosen(agreement=agreement.id))
    own = replace(material, record=record, agreement=agreement.id)
    return zip_bytes({name: text.encode("utf-8", "backslashreplace") for name, text in _files(own, file_name(agreement.id))})


def file_name(row_id: str) -> str:
    """An id as the name of a file: letters, digits, hyphens and underscores, so that it stays in the folder it is put in.

    >>> file_name("../PRK-RUS 2024"), file_name("…")
    ('PRK-RUS_2024', 'x')
    """
    plain = "".join(c if c.isascii() and (c.isalnum() or c == "-") else "_" for c in row_id[:LONGEST_NAME])
    return plain.strip("_") or "x"


def _files(material: Material, folder: str) -> Iterator[tuple[str, str]]:
    """Name and content of each file, in the order of the archive."""
    record, words = material.record, material.labels.words
    documents = material.documents()
    page = brief_of(record, material.agreement, documents, material.labels)
    yield f"{folder}/README.md", _about(material, page.name)
    yield f"{folder}/brief.html", brief_html(page, with_texts=material.with_text)
    yield f"{folder}/brief.md", brief_markdown(page)
    yield f"{folder}/record.json", exact_json(record_to_json(record), indent=1) + "\n"
    for table in TABLES:
        yield f"{folder}/tables/{table.name}.csv", "".join(csv_pieces(table, record))
    yield f"{folder}/tables/codebook.md", tables_codebook(words)
    yield f"{folder}/calendar.ics", calendar_of(material)
    yield f"{folder}/references.ris", "".join(ris_pieces(material))
    if material.with_text:
        kept = {row.id for row in record.documents}
        for number, document in enumerate((d for d in documents if d.id in kept), start=1):
            yield f"{folder}/texts/{number:03d}-{file_name(document.id)}.txt", document.text


def _about(material: Material, name: str) -> str:
    say = material.labels.words.say
    texts = say("exports.dossier_with_texts" if material.with_text else "exports.dossier_without_texts")
    files = ("brief.html", "brief.md", "record.json", "tables", "calendar.ics", "references.ris")
    lines = [f"# {' '.join(name.split())}", "", say("exports.dossier_intro", agreement=str(material.agreement)), "", texts, ""]
    return "\n".join([*lines, *(f"- `{file}`: {say('exports.dossier_file.' + file.replace('.', '_'))}" for file in files)]) + "\n"
