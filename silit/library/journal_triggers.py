"""Statements of migrations: the triggers that write every change of a table into the journal."""

from __future__ import annotations

from collections.abc import Mapping


def journal_triggers(tables: Mapping[str, str]) -> list[str]:
    """For tables with their columns, parted by blanks. They cannot be changed outside an open action: action_id is NOT NULL."""
    statements = []
    for table, columns in tables.items():
        pairs = ", ".join(
            f"'{column}', hex(old.{column})"
            if (table, column) == ("raw", "body")
            else f"'{column}', old.{column}"
            for column in columns.split()
        )
        for op, row, before in (
            ("insert", "new", "NULL"),
            ("update", "old", f"json_object({pairs})"),
            ("delete", "old", f"json_object({pairs})"),
        ):
            statements.append(
                f"CREATE TRIGGER journal_{table}_{op} AFTER {op.upper()} ON {table} BEGIN "
                f"INSERT INTO change(action_id, tbl, row_id, op, before) VALUES "
                f"((SELECT id FROM action WHERE open = 1), '{table}', {row}.id, '{op}', {before}); END"
            )
    return statements
