"""Work to formatted text as data. Each style is one file; the table names them."""

from __future__ import annotations

from collections.abc import Callable

from silit.markup import Inlines
from silit.model.integrity import Integrity
from silit.model.work import Work
from silit.registry import Registry

# A work, and whether it still stands, to the one reference that a list prints.
Style = Callable[[Work, Integrity], Inlines]

STYLES: Registry[Style] = Registry(
    "style",
    {
        "vancouver": "silit.styles.vancouver:reference",
        "ama": "silit.styles.ama:reference",
        "apa": "silit.styles.apa:reference",
        "harvard": "silit.styles.harvard:reference",
    },
)
