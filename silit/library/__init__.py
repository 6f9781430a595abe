"""The SQLite library: schema, migrations, works and what belongs to them, search, journal, backups."""

from silit.library.journal import Action
from silit.library.library import Library

__all__ = ["Action", "Library"]
