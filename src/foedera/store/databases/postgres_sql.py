"""What is said to PostgreSQL in its own words."""

from foedera.store.databases.database import PATIENCE

WAIT = f"{PATIENCE:g}s"
TAKE_TURN = "SELECT set_config('lock_timeout', '{patience}', true), pg_advisory_xact_lock(1181705572, hashtext({schema}))"
TAKE_GROWTH = TAKE_TURN.replace("1181705572", "1181705573").format(patience=WAIT, schema="current_schema()")
TRY_GROWTH = "SELECT pg_try_advisory_xact_lock(1181705573, hashtext(current_schema()))"
"""The first number is the word "Foed" in ASCII: other programs' locks have other ones; the second tells records of one database apart."""

COLLATIONS = ("pg_c_utf8", "und-x-icu", "C.utf8", "C.UTF-8")
"""Rules of capital and small letters beyond ASCII, the best first; which of them there are depends on version and machine."""

FULL_TEXT = (
    r"""CREATE OR REPLACE FUNCTION foedera_folded(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT pg_catalog.regexp_replace(
        pg_catalog.lower(pg_catalog.regexp_replace(pg_catalog.normalize(words, 'NFD'), '[\u0300-\u036f]', '', 'g') COLLATE "{collation}"),
        '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7'
        '\u02c2-\u02c5\u02d2-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u245f\u2500-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020'
        '\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20]+', ' ', 'g') $$""",
    """CREATE OR REPLACE FUNCTION foedera_words(folded text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
    DECLARE part text := folded;
    BEGIN
        LOOP
            BEGIN
                RETURN to_tsvector('pg_catalog.simple', part);
            EXCEPTION WHEN program_limit_exceeded THEN
                part := left(part, length(part) / 2); -- the words of one document may fill 1 MB: of more, the first are found
            END;
        END LOOP;
    END $$""",
    """ALTER TABLE documents ADD COLUMN IF NOT EXISTS words tsvector
    GENERATED ALWAYS AS (foedera_words(foedera_folded(coalesce(title, '') || ' ' || text))) STORED""",
    "CREATE INDEX IF NOT EXISTS documents_words ON documents USING gin (words)",
)

FOUND = """SELECT d.id, d.title, d.outlet, d.published, d.text FROM documents d, (SELECT {asked} AS words) q
    WHERE d.words @@ q.words ORDER BY ts_rank(d.words, q.words, 1) DESC, d.id LIMIT :n"""

HITS = "SELECT d.id FROM documents d, (SELECT {asked} AS words) q WHERE d.words @@ q.words ORDER BY {order} LIMIT :n"
BEST, LAST = "ts_rank(d.words, q.words, 1) DESC, d.id", "d.number DESC"

TURN_FUNCTION = f"""CREATE OR REPLACE FUNCTION grown_take_turn() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM {TAKE_TURN.removeprefix("SELECT ").format(patience=WAIT, schema="TG_TABLE_SCHEMA")}; RETURN NULL; END $$"""

NOTE_FUNCTION = """CREATE OR REPLACE FUNCTION grown_note_{table}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    DECLARE noted integer := 0; more integer := 0;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            INSERT INTO grown_pending(document_id) SELECT DISTINCT {column} FROM gone
            ON CONFLICT (document_id) DO UPDATE SET copies_only = excluded.copies_only, judged = excluded.judged;
            GET DIAGNOSTICS noted = ROW_COUNT;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO grown_pending(document_id) SELECT DISTINCT {column} FROM fresh
            ON CONFLICT (document_id) DO UPDATE SET copies_only = excluded.copies_only, judged = excluded.judged;
            GET DIAGNOSTICS more = ROW_COUNT;
        END IF;
        IF noted + more > 0 THEN
            INSERT INTO grown_state(key, value) VALUES ('change', gen_random_uuid()::text)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value;
        END IF;
        RETURN NULL;
    END $$"""

WATCHES = {
    "turn": "BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION grown_take_turn()",
    "insert": "AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION grown_note_{table}()",
    "update": "AFTER UPDATE ON {table} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh "
    "FOR EACH STATEMENT EXECUTE FUNCTION grown_note_{table}()",
    "delete": "AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION grown_note_{table}()",
}

_OURS = r"""{name} LIKE 'grown\_%' AND {schema} = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"""
TRIGGERS = "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND " + _OURS.format(
    name="t.tgname", schema="c.relnamespace"
)
FUNCTIONS = "SELECT p.proname FROM pg_proc p WHERE " + _OURS.format(name="p.proname", schema="p.pronamespace") + " ORDER BY p.proname"
