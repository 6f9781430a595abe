"""Every command, in the order of the job. The table is all that `silit --help` needs: no command is imported for it."""

from __future__ import annotations

# Where the Click object is, and what the command does in one line. Plain pairs: making a class costs `--help` a third of
# a millisecond for nothing.
Command = tuple[str, str]

GROUPS: dict[str, dict[str, Command]] = {
    "Begin": {
        "tour": ("silit.cli.tour:tour", "A first walk on real papers, offline, in a folder of its own."),
        "init": ("silit.cli.init:init", "Make a library; --starter fills it with papers on the SI joint."),
        "config": ("silit.cli.config:config", "Every setting, its value and where it comes from."),
        "completion": ("silit.cli.completion:completion", "Let the shell complete commands and cite keys."),
    },
    "Find and keep papers": {
        "search": ("silit.cli.search:search", "Look in the library, PubMed and Crossref; store nothing."),
        "fetch": ("silit.cli.fetch:fetch_", "Search PubMed and Crossref and keep what fits."),
        "add": ("silit.cli.add:add", "Keep papers by PMID, PMCID, DOI, link or reference."),
        "import": (
            "silit.cli.import_:import_",
            "Read papers from files of reference managers and databases.",
        ),
        "list": ("silit.cli.list:list_", "Search the library."),
        "show": ("silit.cli.show:show", "Everything known about a paper, and where it came from."),
        "open": ("silit.cli.open:open_", "Open a paper's page in the browser."),
        "edit": ("silit.cli.edit:edit", "Correct a paper; no later fetch undoes it."),
        "remove": ("silit.cli.remove:remove", "Take papers out of the library."),
    },
    "Judge": {
        "tag": ("silit.cli.tag:tag", "Tag papers, and say what they do for a claim."),
        "claim": ("silit.cli.claim:claim", "The statements that papers support or contradict."),
        "evidence": ("silit.cli.evidence:evidence", "All sides of a claim."),
        "note": ("silit.cli.note:note", "Write down what you think of a paper."),
    },
    "Write and publish": {
        "article": (
            "silit.cli.article:article",
            "Number the references of a post, and check it before it goes out.",
        ),
        "cited": ("silit.cli.cited:cited", "Which articles cite a paper."),
        "footnotes": ("silit.cli.footnotes:footnotes", "References as a block to paste into a post."),
        "export": ("silit.cli.export:export", "Papers as BibTeX, BibLaTeX, RIS, CSL-JSON or CSV."),
    },
    "Keep the library right": {
        "log": ("silit.cli.log:log", "What was done to the library, newest first."),
        "backup": ("silit.cli.backup:backup", "Copy the library now."),
    },
}
