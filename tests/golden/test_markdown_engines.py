"""The Markdown that silit builds, in the engines that publish it: the numbers that readers see are silit's own.

Each test needs its engine; Debian's packages are cmark-gfm (GitHub), hugo, ruby-kramdown-parser-gfm (Jekyll) and pandoc.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from silit.articles.read_document import read_document
from silit.library import Library
from silit.services.building import Built, build_article
from silit.services.starter import add_starter

WRITTEN = Path(__file__).resolve().parent / "articles" / "written"
ARTICLES = {
    "stairs-and-the-si-joint.md": (WRITTEN / "stairs-and-the-si-joint.md").read_text(encoding="utf-8"),
    "letter.txt": (WRITTEN / "letter.txt").read_text(encoding="utf-8"),
    "every-place.md": """# A heading [@laslett2005]

Side by side [@goode2008; @cohen2008, p. 4]. *In emphasis [@juch2017].* **Behind it**[@elden2008]! A note[^own].

> In a quotation, again [@laslett2005].

- an item [@szadek2009]

| a | b |
|---|---|
| x [@stuber2007] | y [@goode2008] |

As @hammer2013 says.

[^own]: My own words.
""",
}
_FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_MARK = re.compile(
    r"<a\b[^>]*(?:role=\"doc-noteref\"|rel=\"footnote\"|data-footnote-ref)[^>]*>(?:<sup>)?(\d+)"
)
_NOTES = re.compile(r"<(?:div|section)\b[^>]*\bclass=\"footnotes\b")
_KRAMDOWN = """
require "kramdown"
require "kramdown-parser-gfm"
puts Kramdown::Document.new($stdin.read, input: "GFM", hard_wrap: false).to_html
"""


def _ran(words: list[str], source: str = "", folder: Path | None = None) -> str:
    done = subprocess.run(
        words, input=source.encode(), cwd=folder, capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode()


def github(source: str) -> str:
    return _ran(["cmark-gfm", "-e", "footnotes", "-e", "table"], source)


def jekyll(source: str) -> str:
    return _ran(["ruby", "-e", _KRAMDOWN], source)


def pandoc(source: str) -> str:
    return _ran(["pandoc", "-f", "markdown", "-t", "html", "--wrap=none"], source)


def hugo(source: str) -> str:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "content").mkdir()
        (folder / "layouts" / "_default").mkdir(parents=True)
        (folder / "config.toml").write_text('baseURL = "https://example.org/"\n', encoding="utf-8")
        (folder / "layouts" / "_default" / "single.html").write_text("{{ .Content }}", encoding="utf-8")
        (folder / "content" / "post.md").write_text(f"---\ntitle: x\n---\n{source}", encoding="utf-8")
        _ran(["hugo"], folder=folder)
        return (folder / "public" / "post" / "index.html").read_text(encoding="utf-8")


def _has_kramdown() -> bool:
    if shutil.which("ruby") is None:
        return False
    probe = ["ruby", "-e", 'require "kramdown"; require "kramdown-parser-gfm"']
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


needs = {
    github: shutil.which("cmark-gfm") is not None,
    hugo: shutil.which("hugo") is not None,
    jekyll: _has_kramdown(),
    pandoc: shutil.which("pandoc") is not None,
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.create(tmp_path_factory.mktemp("engines") / "library.db") as made:
        add_starter(made)
        yield made


def built(library: Library, name: str) -> Built:
    return build_article(library, read_document(ARTICLES[name].encode(), name), "markdown")


def shown(html: str) -> list[int]:
    """The numbers of the marks in the text, in their order."""
    text, _notes = _NOTES.split(html)
    return [int(number) for number in _MARK.findall(text)]


def expected(article: Built) -> list[int]:
    """The numbers by first use: those of the references and of the author's own notes."""
    labels = re.findall(
        r"\[\^([^\]\s]+)\](?!:)", re.sub(r"```.*?```|`[^`]*`", "", article.text, flags=re.DOTALL)
    )
    order = list(dict.fromkeys(labels))
    return [order.index(label) + 1 for label in labels]


@pytest.mark.parametrize("engine", needs, ids=lambda engine: engine.__name__)
@pytest.mark.parametrize("name", ARTICLES)
def test_an_engine_numbers_the_notes_by_first_use(
    library: Library, name: str, engine: Callable[[str], str]
) -> None:
    if not needs[engine]:
        pytest.skip(f"needs {engine.__name__}'s engine")
    article = built(library, name)
    html = engine(_FRONT_MATTER.sub("", article.text))
    wanted = expected(article)
    # pandoc prints a note again where it is used again, as the problem "footnote-repeated" says.
    assert shown(html) == (list(range(1, len(wanted) + 1)) if engine is pandoc else wanted)
    assert len(set(wanted)) < len(wanted)
    assert "footnote-repeated" in [problem.code for problem in article.problems]
    assert "[^" not in html
