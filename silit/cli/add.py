"""silit add - keep papers by identifier."""

from __future__ import annotations

import sys

import click

from silit.cli.options import fail_with, json_option, strict_option
from silit.cli.screen import put, put_json
from silit.cli.sources import Progress, services
from silit.cli.state import State, pass_state
from silit.cli.stored import say_problems, stored_json, stored_words
from silit.errors import UsageError
from silit.services.adding import Added, add_refs, problems_of


@click.command()
@click.argument("refs", nargs=-1, required=True, metavar="REF…")
@strict_option
@json_option
@pass_state
@click.pass_context
def add(ctx: click.Context, state: State, refs: tuple[str, ...], strict: bool, as_json: bool) -> None:
    """Keep papers by PMID, PMCID, DOI, or a link that holds one; - reads REFs from stdin, one a line.

    Each work is stored once, whatever names it. 5 to 8 digits alone are a PMID.

    \b
    Examples:
      silit add 19119403 10.1016/j.math.2005.01.003 PMC2582421
      silit add https://pubmed.ncbi.nlm.nih.gov/22994881/
      silit add - < list.txt
    """
    wanted = _all_refs(refs)
    progress = Progress(state)
    with state.write_library() as library, services(state, progress) as asking:
        progress.step("Asking PubMed and Crossref …")
        added = add_refs(library, wanted, asking.pubmed, asking.crossref, asking.resolver)
        progress.end()
    if as_json:
        put_json(
            stored_json(added.identified, added.identified, added.stored, added.missing, problems_of(added))
        )
    else:
        _print(added)
    for remark in added.remarks:
        state.say(remark)
    if not as_json:
        say_problems(state, added.stored.problems)
    for error in added.errors:
        state.say_error(error)
    if not as_json:
        state.say(stored_words(added.stored) + ".")
    fail_with(ctx, added.errors)
    if strict and added.stored.problems:
        ctx.exit(3)


def _print(added: Added) -> None:
    for key in dict.fromkeys(added.keys.values()):
        stored = added.stored
        if key in stored.added:
            what = "added"
        elif key in stored.merged:
            what = "joined"
        else:
            what = "updated" if key in stored.updated else "there already"
        put(f"{key}\t{what}")


def _all_refs(refs: tuple[str, ...]) -> list[str]:
    wanted: list[str] = []
    for ref in refs:
        if ref == "-":
            wanted.extend(line.strip() for line in _lines_of_stdin() if line.strip())
        elif ref.strip():
            wanted.append(ref)
    if not wanted:
        raise UsageError(
            "There is nothing to add.", hint="Give a PMID, a PMCID, a DOI or a link: silit add 19119403"
        )
    return wanted


def _lines_of_stdin() -> list[str]:
    if sys.stdin is None:  # it is closed
        return []
    return sys.stdin.buffer.read().decode("utf-8", errors="replace").splitlines()
