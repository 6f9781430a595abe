"""Every command, in the order of the job. The table is all that `silit --help` needs: no command is imported for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A command: where its Click object is, and what it does in one line."""

    target: str
    short_help: str


GROUPS: dict[str, dict[str, Command]] = {
    "Begin": {
        "tour": Command(
            "silit.cli.tour:tour", "A first walk on real papers, offline, in a folder of its own."
        ),
        "init": Command(
            "silit.cli.init:init", "Make a library; --starter fills it with papers on the SI joint."
        ),
        "config": Command("silit.cli.config:config", "Every setting, its value and where it comes from."),
        "completion": Command(
            "silit.cli.completion:completion", "Let the shell complete commands and cite keys."
        ),
    },
    "Find and keep papers": {
        "search": Command(
            "silit.cli.search:search", "Look in the library, PubMed and Crossref; store nothing."
        ),
        "fetch": Command("silit.cli.fetch:fetch_", "Search PubMed and Crossref and keep what fits."),
        "add": Command("silit.cli.add:add", "Keep papers by PMID, PMCID, DOI or a link."),
        "import": Command("silit.cli.import_:import_", "Read papers from files."),
        "list": Command("silit.cli.list:list_", "Search the library."),
        "show": Command("silit.cli.show:show", "Everything known about a paper, and where it came from."),
        "open": Command("silit.cli.open:open_", "Open a paper's page in the browser."),
        "edit": Command("silit.cli.edit:edit", "Correct a paper; no later fetch undoes it."),
        "remove": Command("silit.cli.remove:remove", "Take papers out of the library."),
    },
    "Judge": {
        "tag": Command("silit.cli.tag:tag", "Tag papers, and say what they do for a claim."),
        "claim": Command("silit.cli.claim:claim", "The statements that papers support or contradict."),
        "evidence": Command("silit.cli.evidence:evidence", "All sides of a claim."),
        "note": Command("silit.cli.note:note", "Write down what you think of a paper."),
    },
    "Write and publish": {
        "footnotes": Command("silit.cli.footnotes:footnotes", "References as a block to paste into a post."),
        "export": Command("silit.cli.export:export", "Papers as BibTeX or CSL-JSON."),
    },
    "Keep the library right": {
        "log": Command("silit.cli.log:log", "What was done to the library, newest first."),
        "backup": Command("silit.cli.backup:backup", "Copy the library now."),
    },
}
