"""Statements of a migration: works, their records, tags, notes and stances, the search index, the journal."""

from __future__ import annotations

# The tables of this step whose changes the journal keeps, with their columns. A row's id never changes and is never used again.
WORKS_JOURNALED = {
    "work": "cite_key data provenance study_type integrity added changed",
    "former_key": "work_id cite_key",
    "identifier": "work_id scheme value",
    "record": "work_id source source_id format retrieved",
    "raw": "digest body",
    "edit": "work_id field value",
    "tag": "work_id name",
    "note": "work_id text written",
    "claim": "slug text question example",
    "evidence": "work_id claim_id stance quote quote_check locator note read suggested_by judged_by judged_on example",
}

WORKS = (
    # data: the merged work (silit.model.work_json). provenance: which source each field came from.
    """
    CREATE TABLE work (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        cite_key TEXT NOT NULL UNIQUE CHECK (cite_key <> '' AND cite_key NOT GLOB '*[^A-Za-z0-9_:.+/-]*'),
        data TEXT NOT NULL CHECK (json_valid(data)),
        provenance TEXT NOT NULL CHECK (json_valid(provenance)),
        study_type TEXT NOT NULL,
        integrity TEXT NOT NULL CHECK (integrity IN
            ('retracted', 'concern', 'corrected', 'superseded', 'none-found', 'not-checked')),
        added TEXT NOT NULL,
        changed TEXT NOT NULL,
        type TEXT NOT NULL GENERATED ALWAYS AS (coalesce(json_extract(data, '$.type'), 'document')) VIRTUAL,
        year INTEGER GENERATED ALWAYS AS (json_extract(data, '$.issued.year')) VIRTUAL
    ) STRICT
    """,
    "CREATE INDEX work_year ON work(year)",
    "CREATE INDEX work_study_type ON work(study_type)",
    "CREATE INDEX work_integrity ON work(integrity)",
    # Keys of entries that were joined into another one: they go on working.
    """
    CREATE TABLE former_key (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        work_id INTEGER NOT NULL REFERENCES work(id) ON DELETE CASCADE,
        cite_key TEXT NOT NULL UNIQUE
    ) STRICT
    """,
    "CREATE INDEX former_key_work ON former_key(work_id)",
    """
    CREATE TABLE identifier (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        work_id INTEGER NOT NULL REFERENCES work(id) ON DELETE CASCADE,
        scheme TEXT NOT NULL,
        value TEXT NOT NULL,
        UNIQUE (scheme, value, work_id)
    ) STRICT
    """,
    "CREATE INDEX identifier_work ON identifier(work_id)",
    """
    CREATE TABLE record (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        work_id INTEGER NOT NULL REFERENCES work(id) ON DELETE CASCADE,
        source TEXT NOT NULL,
        source_id TEXT NOT NULL,
        format TEXT NOT NULL,
        retrieved TEXT NOT NULL,
        UNIQUE (source, source_id)
    ) STRICT
    """,
    "CREATE INDEX record_work ON record(work_id)",
    # body: what the source sent, compressed with zlib; digest: SHA-256 of it before that. Same id as the record.
    """
    CREATE TABLE raw (
        id INTEGER PRIMARY KEY REFERENCES record(id) ON DELETE CASCADE,
        digest TEXT NOT NULL,
        body BLOB NOT NULL
    ) STRICT
    """,
    # What the user changed by hand: wins over every source.
    """
    CREATE TABLE edit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        work_id INTEGER NOT NULL REFERENCES work(id) ON DELETE CASCADE,
        field TEXT NOT NULL,
        value TEXT NOT NULL CHECK (json_valid(value)),
        UNIQUE (work_id, field)
    ) STRICT
    """,
    """
    CREATE TABLE tag (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        work_id INTEGER NOT NULL REFERENCES work(id) ON DELETE CASCADE,
        name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) = name AND name <> ''),
        UNIQUE (work_id, name)
    ) STRICT
    """,
    "CREATE INDEX tag_name ON tag(name)",
    """
    CREATE TABLE note (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        work_id INTEGER NOT NULL REFERENCES work(id) ON DELETE CASCADE,
        text TEXT NOT NULL CHECK (text <> ''),
        written TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX note_work ON note(work_id)",
    """
    CREATE TABLE claim (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        slug TEXT NOT NULL UNIQUE CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'),
        text TEXT NOT NULL CHECK (text <> ''),
        question TEXT NOT NULL,
        example INTEGER NOT NULL CHECK (example IN (0, 1))
    ) STRICT
    """,
    # A claim that still has evidence cannot be removed: RESTRICT.
    """
    CREATE TABLE evidence (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        work_id INTEGER NOT NULL REFERENCES work(id) ON DELETE CASCADE,
        claim_id INTEGER NOT NULL REFERENCES claim(id) ON DELETE RESTRICT,
        stance TEXT NOT NULL CHECK (stance IN ('supports', 'contradicts', 'mixed', 'inconclusive', 'background')),
        quote TEXT NOT NULL,
        quote_check TEXT NOT NULL CHECK (quote_check IN ('', 'found', 'not-found', 'no-abstract')),
        locator TEXT NOT NULL,
        note TEXT NOT NULL,
        read TEXT NOT NULL CHECK (read IN ('', 'abstract', 'full', 'secondary')),
        suggested_by TEXT NOT NULL,
        judged_by TEXT NOT NULL,
        judged_on TEXT NOT NULL,
        example INTEGER NOT NULL CHECK (example IN (0, 1)),
        CHECK ((quote = '') = (quote_check = '')),
        UNIQUE (work_id, claim_id)
    ) STRICT
    """,
    "CREATE INDEX evidence_claim ON evidence(claim_id)",
    # What was asked of a source and what it says it ran. Not journaled: it is history itself.
    """
    CREATE TABLE search_run (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source TEXT NOT NULL,
        topic TEXT NOT NULL,
        asked TEXT NOT NULL,
        ran TEXT NOT NULL,
        total INTEGER NOT NULL,
        looked_at INTEGER NOT NULL,
        kept INTEGER NOT NULL,
        at TEXT NOT NULL
    ) STRICT
    """,
    # Folded text (silit.model.folding), so that østgaard finds Østgaard; porter joins injection and injections.
    """
    CREATE VIRTUAL TABLE work_text USING fts5(
        title, author, container, abstract, keyword, tag, note, key,
        tokenize = "porter unicode61 remove_diacritics 2"
    )
    """,
    "INSERT INTO work_text(work_text, rank) VALUES ('rank', 'bm25(10.0, 6.0, 2.0, 1.0, 3.0, 4.0, 2.0, 10.0)')",
    "CREATE TRIGGER work_text_delete AFTER DELETE ON work BEGIN DELETE FROM work_text WHERE rowid = old.id; END",
    # One action of the user. `open` is 1 while it is writing; at most one is.
    """
    CREATE TABLE action (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        command TEXT NOT NULL,
        summary TEXT NOT NULL,
        at TEXT NOT NULL,
        open INTEGER NOT NULL CHECK (open IN (0, 1))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX action_open ON action(open) WHERE open = 1",
    # One changed row: `before` is what it held (a BLOB as hexadecimal), NULL for an inserted one.
    """
    CREATE TABLE change (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        action_id INTEGER NOT NULL REFERENCES action(id),
        tbl TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
        before TEXT CHECK ((before IS NULL) = (op = 'insert'))
    ) STRICT
    """,
    "CREATE INDEX change_action ON change(action_id)",
)
