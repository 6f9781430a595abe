"""Statements of a migration: the journal keeps a new work as one row, not what came with it.

Whoever takes the insertion of a work back deletes the work, and its identifiers, its records and their raw texts go with it
(ON DELETE CASCADE). A row in the journal for each of them would be most of what an import writes there.
"""

from __future__ import annotations

# The last work that was there when the action was opened: what the action adds to a later one came with a new work.
_OPENING = (
    "ALTER TABLE action ADD COLUMN works_before INTEGER NOT NULL DEFAULT 0",
    *(
        f"CREATE TRIGGER {name} AFTER {event} ON action WHEN new.open = 1 BEGIN "
        "UPDATE action SET works_before = (SELECT coalesce(max(id), 0) FROM work) WHERE id = new.id; END"
        for name, event in (("action_begins", "INSERT"), ("action_goes_on", "UPDATE OF open"))
    ),
)


def _insert_trigger(table: str) -> str:
    """Where no action is open the comparison is NULL: the trigger fires, and fails as action_id is NOT NULL."""
    return (
        f"CREATE TRIGGER journal_{table}_insert AFTER INSERT ON {table} "
        "WHEN coalesce(new.work_id <= (SELECT works_before FROM action WHERE open = 1), 1) BEGIN "
        "INSERT INTO change(action_id, tbl, row_id, op, before) VALUES "
        f"((SELECT id FROM action WHERE open = 1), '{table}', new.id, 'insert', NULL); END"
    )


WHAT_COMES_WITH_A_WORK = (
    *_OPENING,
    # A raw text is never there without its record.
    *(f"DROP TRIGGER journal_{table}_insert" for table in ("raw", "identifier", "record")),
    *map(_insert_trigger, ("identifier", "record")),
)
