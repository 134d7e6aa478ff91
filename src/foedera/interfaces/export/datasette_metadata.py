"""What Datasette needs to show a record's SQLite file as it is: titles, what a table holds, and six questions ready to be asked.

    foedera export --format datasette -o metadata.json
    datasette foedera.db --metadata metadata.json
"""

from typing import Any

from foedera.interfaces.export.material import Material

Json = dict[str, Any]
SHOWN = ("documents", "readings", "facts", "judgements", "judgement_marks", "additions", "settings")
DERIVED = ("state", "pending", "pages", "keys", "links", "homes", "dirty", "todo", "rows", "row_ids", "runs", "marks", "pairs", "copies")
_OPTIONAL = "(:{name} = '' OR {column} = :{name})"
QUERIES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("search", ("words",), """
SELECT d.id, d.title, d.outlet, d.published, snippet(documents_fts, 1, '', '', '…', 16) AS words
FROM documents_fts JOIN documents d ON d.number = documents_fts.rowid
WHERE documents_fts MATCH coalesce(nullif(escape_fts(replace(:words, '"', ' ')), ''), '""') ORDER BY rank, d.id LIMIT 100"""),
    ("steps", ("step",), f"""
SELECT r.document_id, json_extract(a.value, '$.name_in_text') AS agreement, json_extract(a.value, '$.parties') AS parties,
  json_extract(s.value, '$.step') AS step, json_extract(s.value, '$.actor') AS actor, json_extract(s.value, '$.status') AS status,
  json_extract(s.value, '$.date') AS date, json_extract(s.value, '$.factuality') AS factuality,
  json_extract(s.value, '$.evidence.text') AS evidence
FROM readings r, json_each(r.reading, '$.agreements') a, json_each(a.value, '$.steps') s
WHERE {_OPTIONAL.format(name="step", column="json_extract(s.value, '$.step')")} ORDER BY r.document_id, a.id, s.id LIMIT 1000"""),
    ("events", ("type",), f"""
SELECT r.document_id, json_extract(e.value, '$.type') AS type, json_extract(e.value, '$.source') AS source,
  json_extract(e.value, '$.target') AS target, json_extract(e.value, '$.what') AS what, json_extract(e.value, '$.date') AS date,
  json_extract(e.value, '$.factuality') AS factuality, json_extract(e.value, '$.evidence.text') AS evidence
FROM readings r, json_each(r.reading, '$.events') e
WHERE {_OPTIONAL.format(name="type", column="json_extract(e.value, '$.type')")} ORDER BY r.document_id, e.id LIMIT 1000"""),
    ("quotations", ("speaker",), f"""
SELECT r.document_id, json_extract(q.value, '$.speaker') AS speaker, json_extract(q.value, '$.via') AS via,
  json_extract(q.value, '$.text') AS words
FROM readings r, json_each(r.reading, '$.quotes') q
WHERE {_OPTIONAL.format(name="speaker", column="json_extract(q.value, '$.speaker')")} ORDER BY r.document_id, q.id LIMIT 1000"""),
    ("outlets", (), """
SELECT outlet, lang, count(*) AS documents, min(published) AS first, max(published) AS last
FROM documents GROUP BY outlet, lang ORDER BY documents DESC, outlet, lang"""),
    ("judgements", (), """
SELECT made_at, who, kind, target, value, why, id FROM judgements WHERE undone_at IS NULL ORDER BY number DESC LIMIT 1000"""),
)  # fmt: skip


def datasette_metadata(material: Material) -> Json:
    """The metadata for the file of this name. Tables that are only a cache are hidden; nothing in the file is changed."""
    say = material.labels.words.say
    tables: Json = {name: {"description": say(f"exports.datasette_table.{name}")} for name in SHOWN}
    tables["documents"] |= {"label_column": "title", "facets": ["lang", "outlet"], "sort": "id"}
    tables |= {f"grown_{name}": {"hidden": True} for name in DERIVED}
    queries = {name: _query(name, holes, sql, material) for name, holes, sql in QUERIES}
    about = {"title": say("exports.datasette_title"), "description": say("exports.datasette_about")}
    return about | {"databases": {material.name: {"tables": tables, "queries": queries}}}


def _query(name: str, holes: tuple[str, ...], sql: str, material: Material) -> Json:
    say = material.labels.words.say
    words = {"title": say(f"exports.query.{name}.title"), "description": say(f"exports.query.{name}.about")}
    return {"sql": sql.strip(), "params": list(holes)} | words
