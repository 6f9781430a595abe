"""Citations that name their work in another way than Pandoc's: identifiers, LaTeX, MultiMarkdown, Zotero, plugins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from silit.articles.marker_hit import Hit, Kind
from silit.articles.marker_words import MONTHS
from silit.model.doi import DOI_IN_TEXT, URL_IN_TEXT, trimmed
from silit.model.identifiers import LOOKED_UP, find_paper_identifiers, parse_identifier

_TOKEN = re.compile(
    rf"(?P<url>{URL_IN_TEXT.pattern})"
    rf"|(?P<doi>(?:\bdoi\s*[:=]?\s*)?{DOI_IN_TEXT.pattern})"
    r"|(?P<pmid>\b(?:PMID|PubMed\s*ID)\s*[:#=]?\s*[1-9]\d{0,7}(?![\d.-]*\d))"
    r"|(?P<pmcid>\b(?:PMCID\s*[:#=]?\s*)?PMC\s?[1-9]\d{2,8}\b)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[,;]\s*)?(?:and\s+)?")
_LONGEST_GAP = 8

_LATEX = re.compile(
    r"\\[a-zA-Z]*cites?[a-z]*\*?(?P<parts>(?:\s?(?:\[[^\[\]{}]{0,200}\]){0,2}\{[^{}\\]{1,500}\}){1,20})"
)
_LATEX_PART = re.compile(r"((?:\[[^\[\]{}]*\]){0,2})\{([^{}]*)\}")
_MMD = re.compile(r"(?:\[(?P<locator>[^\[\]#@\n]{0,100})\])?\[#(?P<key>[A-Za-z_][\w:.+/-]*);?\]")
_ZOTERO = re.compile(
    r"\{(?P<fields>[^{}\n|]{0,200}(?:\|[^{}\n|]{0,200}){3}\|\s*(?:zu|zg):\d+:[A-Z0-9]{8}\s*)\}"
)
_NOTE = re.compile(
    r"\[(?P<name>mfn|efn_note|note|footnote|ref|cite)(?:\s[^\[\]]{0,200})?\](?P<inner>(?:[^\[]|\[(?!/?(?P=name)\b)){0,5000})\[/(?P=name)\]",
    re.DOTALL,
)
_REUSED = re.compile(r"\[mfn\s+referencenumber=[\"']?(\d{1,3})[\"']?\s*/?\]")
_ZOTPRESS = re.compile(r"\[zotpressInText\s+item=[\"'“](?P<items>[^\"'”\]]{1,500})[\"'”][^\[\]]{0,200}\]")
_ZOTPRESS_ITEM = re.compile(r"\{?(?:(\d+):)?([A-Z0-9]{8})(?:,([^{}]*))?\}?")
_BIBCITE = re.compile(r"\[bibcite\s+key=[\"'“]?([^\"'”\]]{1,500})[\"'”]?\s*\]")
_DOUBLE_PARENTHESES = re.compile(
    r"(?<=\s)\(\((?P<inner>[^()]{3,2000}(?:\([^()]{0,200}\)[^()]{0,2000}){0,20})\)\)"
)
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\s\[]{1,100})\](?!:)")
_INLINE_NOTE = re.compile(r"\^\[(?P<inner>[^\[\]]{1,2000}(?:\[[^\[\]]{0,500}\][^\[\]]{0,2000}){0,20})\]")
_NAME = r"(?:(?:van|von|de|der|den|di|la|le|del|ten|ter) ){0,3}[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:[-’'][^\W\d_]+)*"
_AUTHOR_YEAR = re.compile(
    rf"\((?:see |e\.g\.,? |cf\. )?(?P<works>(?P<first>{_NAME})"
    rf"(?:,? (?:et al\.?|(?:and|&) {_NAME})|(?:, {_NAME}){{1,5}},? (?:and|&) {_NAME})?,? \(?(?:1[89]|20)\d\d[a-z]?\)?"
    r"(?:[,;:][^()\n]{0,200})?)\)"
)


def identifiers(text: str) -> Iterator[Hit]:
    """DOIs, PMIDs, PMCIDs and links that hold one; several side by side, and the brackets around them, are one."""
    run: list[tuple[int, int, str]] = []
    for start, end, ref in _identified(text):
        gap = text[run[-1][1] : start] if run else ""
        if run and not (len(gap) <= _LONGEST_GAP and _BETWEEN.fullmatch(gap)):
            yield _identifier_hit(text, run)
            run = []
        run.append((start, end, ref))
    if run:
        yield _identifier_hit(text, run)


def foreign_keys(text: str, is_markdown: bool) -> Iterator[Hit]:
    """Keys as LaTeX and (in Markdown) MultiMarkdown write them, and Zotero's scannable cites."""
    for match in _LATEX.finditer(text):
        refs: list[str] = []
        locators: list[str] = []
        for options, keys in _LATEX_PART.findall(match["parts"]):
            locator = re.findall(r"\[([^\[\]]*)\]", options)[-1:] or [""]
            for key in keys.split(","):
                refs.append(f"@{key.strip()}")
                locators.append(locator[0])
        yield _named(match, "identifier", "a LaTeX citation", "\\cite", refs, locators)
    for match in _MMD.finditer(text) if is_markdown else ():
        place = match["locator"] or ""
        yield _named(match, "identifier", "a MultiMarkdown citation", "[#]", [f"#{match['key']}"], [place])
    for match in _ZOTERO.finditer(text):
        fields = [field.strip() for field in match["fields"].split("|")]
        _, number, key = fields[-1].split(":")
        ref = f"zotero:{0 if fields[-1].startswith('zu') else number}:{key}"
        yield _named(match, "identifier", "a Zotero scannable cite", "{|}", [ref], [fields[2]])


def shortcodes(text: str) -> Iterator[Hit]:
    """Notes and citations of WordPress plugins."""
    notes = list(_NOTE.finditer(text))
    for match in notes:
        refs = [str(found) for found in find_paper_identifiers(match["inner"])]
        reason, anchor = f"a note of a plugin ([{match['name']}])", f"[{match['name']}]"
        yield replace(_named(match, "shortcode", reason, anchor, refs), note=_on_one_line(match["inner"]))
    begun = {match.start() for match in notes}
    # With a text of its own it is a note like others, whatever number it asks for.
    for match in (one for one in _REUSED.finditer(text) if one.start() not in begun):
        reason = "a note of a plugin, used again"
        yield Hit(match.start(), match.end(), "[mfn]", "shortcode", "ask", reason, (int(match[1]),))
    for match in _ZOTPRESS.finditer(text):
        items = _ZOTPRESS_ITEM.findall(match["items"])
        refs = [f"zotero:{library or 0}:{key}" for library, key, _ in items]
        locators = [locator for _, _, locator in items]
        yield _named(match, "shortcode", "a citation of Zotpress", "[zotpressInText]", refs, locators)
    for match in _BIBCITE.finditer(text):
        refs = [f"@{key.strip()}" for key in match[1].split(",")]
        yield _named(match, "shortcode", "a citation of papercite", "[bibcite]", refs)


def double_parentheses(text: str) -> Iterator[Hit]:
    """Notes of Footnotes Made Easy, ` ((text))`, where they hold an identifier; others may be mere brackets."""
    for match in _DOUBLE_PARENTHESES.finditer(text):
        refs = [str(found) for found in find_paper_identifiers(match["inner"])]
        if refs:
            yield _named(match, "shortcode", "a note in double parentheses", "(())", refs)


def markdown_notes(text: str) -> Iterator[Hit]:
    """`[^1]` and `^[a note]`."""
    for match in _FOOTNOTE.finditer(text):
        label = match["label"]
        numbers = (int(label),) if re.fullmatch(r"[1-9]\d{0,2}", label) else ()
        reason = "a Markdown footnote"
        yield Hit(
            match.start(), match.end(), "[^]", "footnote", "cite", reason, numbers, (f"^{label}",), ("",)
        )
    for match in _INLINE_NOTE.finditer(text):
        refs = [str(found) for found in find_paper_identifiers(match["inner"])]
        hit = _named(match, "footnote", "a note written in its place", "^[]", refs)
        yield replace(hit, note=_on_one_line(match["inner"]))


def author_years(text: str) -> Iterator[Hit]:
    """`(Vleeming et al., 2012)`: a person decides."""
    for match in _AUTHOR_YEAR.finditer(text):
        if match["first"].lower() not in MONTHS and not match["first"].isupper():
            works = [" ".join(work.split()) for work in match["works"].split(";")]
            yield Hit(
                match.start(),
                match.end(),
                "()",
                "author-year",
                "ask",
                "author and year",
                refs=tuple(works),
                locators=("",) * len(works),
            )


def _identified(text: str) -> Iterator[tuple[int, int, str]]:
    position = 0
    while match := _TOKEN.search(text, position):
        position = match.end()
        # A citation may be stuck to an address ("https://x.org/a[@doi:10.1000/y]").
        token = trimmed(match[0].split("[@", 1)[0])
        identifier = parse_identifier(token)
        if identifier is not None and identifier.scheme in LOOKED_UP:
            end = match.start() + len(token)
            yield match.start(), end, str(identifier)
            if text[end : end + 1].isalnum():
                # A label is stuck to it ("10.1000/x1PMID: 1"): what follows is looked at as if it stood apart.
                text, position = " " * end + text[end:], end


def _identifier_hit(text: str, run: list[tuple[int, int, str]]) -> Hit:
    start, end = run[0][0], run[-1][1]
    if text[max(0, start - 1) : start] + text[end : end + 1] in ("()", "[]"):
        start, end = start - 1, end + 1
    refs = tuple(dict.fromkeys(ref for _, _, ref in run))
    return Hit(start, end, "", "identifier", "cite", "an identifier", (), refs, ("",) * len(refs))


def _named(
    match: re.Match[str],
    kind: Kind,
    reason: str,
    anchor: str,
    refs: list[str],
    locators: list[str] | None = None,
) -> Hit:
    given = locators if locators is not None else [""] * len(refs)
    return Hit(match.start(), match.end(), anchor, kind, "cite", reason, (), tuple(refs), tuple(given))


def _on_one_line(note: str) -> str:
    return " ".join(note.split())
