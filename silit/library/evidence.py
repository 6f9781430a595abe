"""Claims and evidence in the library."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from silit.model.claims import STANCES, Claim, Evidence

_EVIDENCE_COLUMNS = (
    "stance",
    "quote",
    "quote_check",
    "locator",
    "note",
    "read",
    "suggested_by",
    "judged_by",
    "judged_on",
    "example",
)


def claims(connection: sqlite3.Connection) -> list[Claim]:
    """Every claim, by slug."""
    rows = connection.execute("SELECT slug, text, question, example FROM claim ORDER BY slug")
    return [Claim(slug, text, question, bool(example)) for slug, text, question, example in rows]


def find_claim(connection: sqlite3.Connection, slug: str) -> Claim | None:
    """The claim called `slug`."""
    if not slug.isascii():  # no slug is, and SQLite cannot be asked about half a character
        return None
    row = connection.execute(
        "SELECT slug, text, question, example FROM claim WHERE slug = ?", (slug,)
    ).fetchone()
    return Claim(row[0], row[1], row[2], bool(row[3])) if row else None


def put_claim(connection: sqlite3.Connection, claim: Claim) -> None:
    """Adds the claim, or changes the one of that slug."""
    connection.execute(
        "INSERT INTO claim(slug, text, question, example) VALUES (?, ?, ?, ?) ON CONFLICT (slug) DO UPDATE SET "
        "text = excluded.text, question = excluded.question, example = excluded.example "
        "WHERE (text, question, example) IS NOT (excluded.text, excluded.question, excluded.example)",
        (claim.slug, claim.text, claim.question, int(claim.example)),
    )


def rename_claim(connection: sqlite3.Connection, slug: str, new_slug: str) -> None:
    """Gives the claim another slug; its evidence goes with it."""
    connection.execute("UPDATE claim SET slug = ? WHERE slug = ?", (new_slug, slug))


def remove_claim(connection: sqlite3.Connection, slug: str) -> None:
    """Removes the claim together with the stances toward it."""
    connection.execute("DELETE FROM evidence WHERE claim_id = (SELECT id FROM claim WHERE slug = ?)", (slug,))
    connection.execute("DELETE FROM claim WHERE slug = ?", (slug,))


def stance_counts(connection: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """Claim slug to the number of works per stance; every stance is named."""
    counts: dict[str, dict[str, int]] = {
        slug: dict.fromkeys(STANCES, 0) for (slug,) in connection.execute("SELECT slug FROM claim")
    }
    rows = connection.execute(
        "SELECT claim.slug, stance, count(*) FROM evidence JOIN claim ON claim.id = claim_id GROUP BY 1, 2"
    )
    for slug, stance, number in rows:
        counts[slug][stance] = number
    return counts


def works_of_claim(connection: sqlite3.Connection, slug: str) -> list[int]:
    """The works that bear on the claim, newest first (by year, then by cite key), whatever their stance."""
    rows = connection.execute(
        "SELECT work.id FROM evidence JOIN work ON work.id = work_id JOIN claim ON claim.id = claim_id "
        "WHERE claim.slug = ? ORDER BY work.year DESC, work.cite_key",
        (slug,),
    )
    return [row[0] for row in rows]


def evidence_of_works(connection: sqlite3.Connection, ids: Sequence[int]) -> defaultdict[int, list[Evidence]]:
    """Work id to its evidence, ordered by claim."""
    rows = connection.execute(
        f"SELECT work_id, work.cite_key, claim.slug, {', '.join('evidence.' + c for c in _EVIDENCE_COLUMNS)} "
        "FROM evidence JOIN work ON work.id = work_id JOIN claim ON claim.id = claim_id "
        "WHERE work_id IN (SELECT value FROM json_each(?)) ORDER BY claim.slug",
        (json.dumps(list(ids)),),
    )
    found: defaultdict[int, list[Evidence]] = defaultdict(list)
    for work_id, cite_key, slug, *values in rows:
        fields = dict(zip(_EVIDENCE_COLUMNS, values, strict=True))
        found[work_id].append(Evidence(cite_key, slug, **{**fields, "example": bool(fields["example"])}))
    return found


def put_evidence(connection: sqlite3.Connection, work_id: int, evidence: Evidence) -> None:
    """Records the stance of a work toward a claim, or changes the one that is there."""
    columns = ", ".join(_EVIDENCE_COLUMNS)
    updates = ", ".join(f"{column} = excluded.{column}" for column in _EVIDENCE_COLUMNS)
    marks = ", ".join("?" for _ in _EVIDENCE_COLUMNS)
    connection.execute(
        f"INSERT INTO evidence(work_id, claim_id, {columns}) "
        f"VALUES (?, (SELECT id FROM claim WHERE slug = ?), {marks}) "
        f"ON CONFLICT (work_id, claim_id) DO UPDATE SET {updates}",
        (work_id, evidence.claim, *(_stored(getattr(evidence, column)) for column in _EVIDENCE_COLUMNS)),
    )


def remove_evidence(connection: sqlite3.Connection, work_id: int, slug: str) -> bool:
    """Takes a stance back; whether there was one."""
    cursor = connection.execute(
        "DELETE FROM evidence WHERE work_id = ? AND claim_id = (SELECT id FROM claim WHERE slug = ?)",
        (work_id, slug),
    )
    return cursor.rowcount > 0


def _stored(value: str | bool) -> str | int:
    return int(value) if isinstance(value, bool) else value
