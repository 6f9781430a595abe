"""Built pages before the Nu HTML checker, and in Chromium before axe-core.

Both come from npm (`npm install vnu-jar axe-core`); SILIT_VNU_JAR names the jar (`vnu-jar/build/dist/vnu.jar`), SILIT_AXE_JS the
script (`axe-core/axe.min.js`). Java and Chromium are the machine's. Without them these tests are skipped.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from silit.articles.read_document import read_document
from silit.library import Library
from silit.services.building import build_article
from silit.services.starter import add_starter

WRITTEN = sorted((Path(__file__).resolve().parent / "articles" / "written").iterdir())
VNU = os.environ.get("SILIT_VNU_JAR", "")
AXE = os.environ.get("SILIT_AXE_JS", "")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# What the page reports once axe has looked at it: broken rules, and inner links that lead nowhere.
_REPORT = """
axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(result => {
  document.body.innerHTML = '<pre id="report"></pre>';
  document.getElementById('report').textContent = JSON.stringify(result.violations.map(each => each.id));
});
const lost = [...document.querySelectorAll('a[href^="#"]')].filter(a => !document.getElementById(a.getAttribute('href').slice(1)));
document.documentElement.dataset.lost = lost.length;
document.documentElement.dataset.links = document.querySelectorAll('a[href^="#"]').length;
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    folder = tmp_path_factory.mktemp("pages")
    with Library.create(folder / "library.db") as library:
        add_starter(library)
        found = {}
        for path in WRITTEN:
            page = folder / f"{path.name}.html"
            page.write_text(
                build_article(
                    library, read_document(path.read_bytes(), path.name), "html", standalone=True
                ).text,
                encoding="utf-8",
            )
            found[path.name] = page
        yield found


@pytest.mark.skipif(
    not VNU or not shutil.which("java"), reason="needs java and SILIT_VNU_JAR, the Nu HTML checker"
)
def test_the_nu_html_checker_finds_nothing_in_built_pages(pages: dict[str, Path]) -> None:
    command = ["java", "-jar", VNU, "--errors-only", "--format", "json", *map(str, pages.values())]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    messages = json.loads(done.stderr)["messages"]
    assert [(message["url"], message["message"]) for message in messages] == []


@pytest.mark.skipif(not AXE or not CHROMIUM, reason="needs Chromium and SILIT_AXE_JS, axe-core's script")
@pytest.mark.parametrize("name", [path.name for path in WRITTEN])
def test_axe_finds_nothing_in_a_built_page_and_every_link_hits(
    pages: dict[str, Path], name: str, tmp_path: Path
) -> None:
    axe = Path(AXE).read_text(encoding="utf-8").replace("</script", "<\\/script")
    scripts = f"<script>{axe}</script><script>{_REPORT}</script></body>"
    looked_at = tmp_path / "page.html"
    looked_at.write_text(
        pages[name].read_text(encoding="utf-8").replace("</body>", scripts), encoding="utf-8"
    )
    command = [
        str(CHROMIUM),
        *"--headless --no-sandbox --disable-gpu --no-first-run --virtual-time-budget=10000 --dump-dom".split(),
        f"--user-data-dir={tmp_path / 'profile'}",
        looked_at.as_uri(),
    ]
    dom = subprocess.run(command, capture_output=True, text=True, timeout=120).stdout
    report = re.search(r'<pre id="report">(.*?)</pre>', dom, re.DOTALL)
    assert report is not None
    assert json.loads(html.unescape(report[1])) == []
    root = re.search(r"<html[^>]*>", dom)
    assert root is not None
    assert 'data-lost="0"' in root[0]
    assert 'data-links="0"' not in root[0]
