"""The tables, as the steps that made them. A step that has shipped is never changed; a new one is added.

Nothing of silit's that may change is imported here, so that an old step goes on doing what it did: the statements that stand
in files of their own have shipped too.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from silit.library.journal_of_new_works import WHAT_COMES_WITH_A_WORK
from silit.library.journal_triggers import journal_triggers
from silit.library.tables_of_articles import (
    ARTICLES,
    ARTICLES_JOURNALED,
    NO_CITATIONS,
    NO_CITATIONS_JOURNALED,
)
from silit.library.tables_of_works import WORKS, WORKS_JOURNALED

migrations = Migrations("silit")


def migrate(connection: sqlite3.Connection) -> None:
    """Brings the schema of `connection` up to date, all steps or none; one silit at a time."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, execute_plugins=False))
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@migrations()
def m001_works_claims_and_journal(db: Database) -> None:
    """Works with their records, tags, notes and stances; the search index; the journal."""
    for statement in (*WORKS, *journal_triggers(WORKS_JOURNALED)):
        db.execute(statement)
    db.execute("PRAGMA user_version = 1")


@migrations()
def m002_articles_and_retired_keys(db: Database) -> None:
    """Which article cites what, and the keys of removed works, which no other work may get."""
    for statement in (*ARTICLES, *journal_triggers(ARTICLES_JOURNALED)):
        db.execute(statement)
    db.execute("PRAGMA user_version = 2")


@migrations()
def m003_what_is_no_citation(db: Database) -> None:
    """What a person said of an article: this looks like a citation and is none."""
    for statement in (*NO_CITATIONS, *journal_triggers(NO_CITATIONS_JOURNALED)):
        db.execute(statement)
    db.execute("PRAGMA user_version = 3")


@migrations()
def m004_what_comes_with_a_new_work(db: Database) -> None:
    """The journal leaves out the identifiers and records that come with a new work: they go with it."""
    for statement in WHAT_COMES_WITH_A_WORK:
        db.execute(statement)
    db.execute("PRAGMA user_version = 4")
