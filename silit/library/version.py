"""The schema that this silit writes. It is the number of the last migration, kept in SQLite's user_version."""

SCHEMA_VERSION = 4
