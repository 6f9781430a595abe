"""What becomes of every element path in recorded PubMed answers.

`python tests/recorded/pubmed_xml_paths.py [FOLDER]` lists how often each path occurs in the XML files below FOLDER and whether
it is stored, left out or unknown, and ends with 1 when one is unknown; `--write` makes docs/pubmed-xml.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
RECORDED = TESTS.parent.parent / "shared" / "recorded" / "pubmed"


def main(arguments: list[str]) -> int:
    """Runs the script; returns its exit code."""
    sys.path.insert(0, str(TESTS))
    from support.pubmed_path_table import TABLE
    from support.pubmed_paths import PAGE, is_known, page, paths_in

    if "--write" in arguments:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    folder = Path(arguments[0]) if arguments else RECORDED
    found: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.xml")):
        data = path.read_bytes()
        if b"<PubmedArticle" in data or b"<PubmedBookArticle" in data:
            found.update(paths_in(data))
    fields = {row.path: row.field for row in TABLE}
    for path, count in sorted(found.items()):
        state = "unknown" if not is_known(path) else "stored" if fields.get(path) else "left out"
        print(f"{state:9}{count:7}  {path}")
    unknown = sum(not is_known(path) for path in found)
    print(f"{len(found)} paths, {unknown} unknown")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
