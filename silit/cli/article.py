"""silit article - feed references into posts, and check them before and after."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from silit.articles.citations import find_citations
from silit.articles.document import Document
from silit.articles.read_document import read_document
from silit.cli.options import json_option
from silit.cli.screen import bold, put, put_document, put_json
from silit.cli.state import State, pass_state
from silit.errors import NotFoundError, UnreadableFormatError
from silit.library.library import Library
from silit.services.article_memory import forget, kept_numbers, list_articles, remember
from silit.services.building import TARGETS, build_article, cited_works
from silit.services.checking import Checked, check_article
from silit.services.written_files import write_export, write_named
from silit.styles import STYLES

_NEXT = {
    "wordpress": "Next: open {path}, copy all of it, and paste it as plain text (Ctrl+Shift+V) into an empty post in WordPress' block editor.",
    "html": "Next: paste it into a Custom HTML block, or put it into a page of your own.",
    "markdown": "Next: publish it; GitHub, Hugo, Jekyll and pandoc number the notes as they come.",
    "text": "",
}
_FILE = click.Path(path_type=Path)


@click.group()
def article() -> None:
    """Feed references into posts, and check posts before they go out.

    In the text, cite by key: [@laslett2005], [@cohen2008, p. 285; @juch2017]. Say which claim a passage speaks of with
    <!-- silit:claim SLUG -->, where the list shall stand with <!-- silit:references -->, and where the evidence on a
    claim shall be shown with <!-- silit:evidence SLUG -->.

    \b
    Example:
      silit article list
    """


@article.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=_FILE)
@json_option
@pass_state
@click.pass_context
def check(ctx: click.Context, state: State, files: tuple[Path, ...], as_json: bool) -> None:
    """Say what is wrong with articles: unknown keys, bare numbers, retracted papers, one-sided evidence. Exit 3 then.

    \b
    Example:
      silit article check post.md
    """
    found: list[tuple[Path, Checked]] = []
    with state.read_library() as library:
        for path in files:
            found.append((path, check_article(library, _read(path), datetime.now(UTC).date())))
    if as_json:
        documents = [
            {"file": str(path), "problems": [p.as_json() for p in one.problems]} for path, one in found
        ]
        put_json(documents[0] if len(documents) == 1 else documents)
    else:
        for path, one in found:
            _print_problems(state, path, one)
    if any(one.problems for _, one in found):
        ctx.exit(3)


def _print_problems(state: State, path: Path, checked: Checked) -> None:
    for problem in checked.problems:
        put(f"{path}:{problem.line or 1}: {problem.message}")
        if problem.hint:
            put(f"    {problem.hint}")
    number = len(checked.problems)
    state.say(
        f"{path}: {number} {'thing' if number == 1 else 'things'} to look at."
        if number
        else f"{path}: nothing found."
    )


@article.command()
@click.argument("file", type=_FILE)
@click.option("--to", type=click.Choice(list(TARGETS)), required=True, help="Where it goes.")
@click.option(
    "--style",
    type=click.Choice(list(STYLES)),
    default="vancouver",
    show_default=True,
    help="How references look.",
)
@click.option(
    "--keep-numbers",
    is_flag=True,
    help="Keep the numbers that the papers had in the text when it was adopted.",
)
@click.option("--standalone", is_flag=True, help="With --to html: a whole page.")
@click.option(
    "--core-footnotes",
    is_flag=True,
    help="With --to wordpress: WordPress' own footnotes (prints their meta too).",
)
@click.option(
    "-o", "--output", metavar="FILE", default="", help="Write FILE instead of exports/; - prints to stdout."
)
@click.option("--force", is_flag=True, help="Overwrite a file in exports/ that silit did not write.")
@pass_state
def build(
    state: State,
    file: Path,
    to: str,
    style: str,
    keep_numbers: bool,
    standalone: bool,
    core_footnotes: bool,
    output: str,
    force: bool,
) -> None:
    """Make a numbered article with its references, in exports/.

    \b
    Example:
      silit article build post.md --to wordpress
    """
    raw = _bytes(file)
    # An article without a library to cite from is no reason to make one.
    with state.write_library() if state.has_library() else state.read_library() as library:
        keep = kept_numbers(library, file) if keep_numbers else None
        built = build_article(
            library,
            raw,
            file.name,
            to,
            style=style,
            standalone=standalone,
            core_footnotes=core_footnotes,
            keep=keep,
        )
        _remember(
            library, file, built.article.document, None if to == "markdown" else built.article.numbers()
        )
        exports = library.exports
    state.report(built.problems)
    if output == "-":
        put_document(built.text)
        return
    path = (
        write_named(Path(output), built.text)
        if output
        else write_export(exports, built.file_name, built.text, force=force)
    )
    state.say(f"Wrote {path}")
    if not output:
        if built.excerpt:
            state.say(
                f"Wrote {write_export(exports, built.excerpt_name, built.excerpt + chr(10), force=force)}"
            )
        if built.footnotes_meta:
            meta = write_export(
                exports, f"{built.slug}.footnotes.json", built.footnotes_meta + "\n", force=force
            )
            state.say(f"Wrote {meta}: the post's meta field `footnotes`.")
    if _NEXT[to]:
        state.say(_NEXT[to].format(path=path))


@article.command("list")
@click.option("--forget", "forgotten", metavar="FILE", type=_FILE, help="Forget an article that is no more.")
@json_option
@pass_state
def list_(state: State, forgotten: Path | None, as_json: bool) -> None:
    """List the articles that the library knows, and what each cites.

    \b
    Example:
      silit article list
    """
    if forgotten is not None:
        with state.write_library() as library:
            if not forget(library, forgotten):
                raise NotFoundError(
                    f"The library knows no article at {forgotten}.", hint="`silit article list` names them."
                )
        state.say(f"Forgot {forgotten}.")
        return
    with state.read_library() as library:
        known = list_articles(library)
    if as_json:
        put_json(
            [
                {
                    "file": one.path,
                    "slug": one.slug,
                    "seen": one.seen,
                    "citations": [
                        {"key": c.cite_key, "number": c.number, "uses": c.uses} for c in one.citations
                    ],
                }
                for one in known
            ]
        )
        return
    for one in known:
        put(f"{bold(one.path)} ({one.slug}, seen {one.seen[:10]})")
        put("    " + ", ".join(c.cite_key for c in one.citations))
    if not known:
        state.say("The library knows no article yet: silit article build FILE --to html")


def _remember(library: Library, path: Path, document: Document, numbers: dict[str, int] | None) -> None:
    citations = find_citations(document)
    remember(library, path, document.slug, citations, cited_works(library, citations), numbers)


def _read(path: Path) -> Document:
    return read_document(_bytes(path), path.name)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError(f"There is no file {path}.") from error
    except OSError as error:
        raise UnreadableFormatError(f"{path} cannot be read: {error.strerror}.") from error
