"""A pasted reference without what is not bibliographic: numbers of lists, markup, addresses, notes of reading and printing."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

# Longer than any reference with all its authors; a paragraph of an article is no reference.
LONGEST = 6_000
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    }
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_TAG = re.compile(r"</?(?:i|b|em|strong|sup|sub|u|a|p|li|span|cite|br)\b[^<>]{0,200}>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,2})(?=\S)([^*_]{1,400}?)(?<=\S)\1(?!\w)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\((?:<([^<>\s]{1,500})>|((?:[^()\s]|\([^()\s]*\)){1,500}))\)")
_ESCAPED = re.compile(r"\\([\[\]*_#.()<>])")
_NUMBER = re.compile(
    r"\s*(?:\[\d{1,3}\]:?|\(\d{1,3}\)|\d{1,3}[.):](?=\s)|\[\^[^\]\s]{1,30}\]:|[-*+•·](?=\s)|[¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2})\s*"
)
# Each of these is followed by an address, or says where, when or by whom the paper was looked at.
_NOTES = re.compile(
    r"""
      \b(?:available\ (?:from|at|online)|retrieved\ (?:\w+\ )?(?:\d[\w ,]{0,20})?from|accessed(?:\ (?:on|at))?)\b [^;"]{0,60}? (?=https?:|\bdoi|$|\.\s|\))
    | https?://\S+ | \bwww\.\S+
    | \b(?:https?:\s*)?(?:dx\.)?doi(?:\.org/|\s*:?\s*) \s* 10\.\d{4,9}(?:\.\d+)*/\S+ | \b10\.\d{4,9}(?:\.\d+)*/\S+
    | \b(?:pubmed\ )?PMID\s*[:=]?\s*\d{1,8}\b | \bPMCID\s*[:=]?\s*(?:PMC)?\d+\b | \bPMC\s?\d{3,9}\b | \bpubmed\ id\s*:?\s*\d+
    | \[(?:internet|online|electronic\ (?:resource|article)|e-?pub[^\]]*|cited\ [^\]]*|accessed\ [^\]]*|pubmed|medline|crossref|cross\ ref
        |google\ scholar|web\ of\ science|free\ (?:full\ text|pmc\ article)|pmc(?:\ free\ article)?|doi|dolor[^\]]*|green\ version)\]
    | \(?\be-?pub\b(?:\ ahead\ of\ print)?(?:\s*:)?(?:\ \d{4}(?:\ \w{3,9})?(?:\ \d{1,2})?)?\)?
    | \bpublished\ online\b[^.;]{0,40} | \bahead\ of\ print\b
    | \[(?:retracted|withdrawn)\] | \[date\ unknown\][.;]?
    | \badvance\ online\ publication\b | \bdoi\s*:
    """,
    re.VERBOSE | re.IGNORECASE,
)
# AMA and PubMed name the language between title and journal: "Article in Portuguese and English."
_LANGUAGE = re.compile(
    r"(?:(?<=[.?!] )|\[)Article in [A-Z]\w+(?:(?:,| and|, and|;) [A-Z]\w+){0,5}\]?(?:\.|(?= |$))"
)
_NOTICE_KINDS = (
    r"(?:(?:partial )?retraction|retracted(?: and republished)?|withdrawal|removal|(?:expression of )?concern"
    r"|corrected and republished|erratum|corrigendum|addendum|clarification|update|comment|republished)"
)
# What stands behind is the place of another paper, and so are its identifiers. APA sets it in brackets.
_NOTICE = re.compile(
    rf"[\s(\[]*\b{_NOTICE_KINDS}\s+(?:in|on)\s*:"
    rf"|\s\({_NOTICE_KINDS}(?: published\b| \d{{4}}\b|\)\s*\.?\s*$)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# The only date of a paper that is not printed yet.
_ONLINE = re.compile(r"\b(?:published online|e-?pub)\b[^.;]{0,40}?\b((?:1[5-9]|20)\d\d)\b", re.IGNORECASE)
_LEFT_OVER = re.compile(r"\(\s*\)|\[\s*\]|<\s*>|\s+(?=[.,;:](?:\s|\d|$|\())")
_STOPS = re.compile(r"\.(?:\s*\.)+")


def on_one_line(text: str) -> str:
    """`text` on one line, with the dashes and quotation marks of a keyboard, and without signs that show nothing."""
    plain = unescape(unicodedata.normalize("NFC", text)).replace("...", "…")
    return " ".join(_CONTROL.sub(" ", plain.translate(_SIGNS)).split())


def without_number(text: str) -> str:
    """The reference without the number or the bullet that a list gives it."""
    match = _NUMBER.match(text)
    return text[match.end() :] if match and match.end() < len(text) else text


def without_notices(text: str) -> str:
    """The reference without what it says of its own correction or retraction ("Erratum in: PMID: 28973594")."""
    for match in _NOTICE.finditer(text):
        if _YEAR.search(text, 0, match.start()):  # else it is a title, such as "Comment on: ..."
            return text[: match.start()]
    return text


def with_open_links(text: str) -> str:
    """The reference with the words and the address of each link of Markdown beside each other."""
    return _LINK.sub(r"\1 \2\3 ", _ESCAPED.sub(r"\1", text))


def bare_reference(text: str) -> str:
    """Authors, title and source of a reference, on one line; identifiers, addresses and notes are gone."""
    whole = without_number(on_one_line(without_notices(text[:LONGEST])))
    line = _TAG.sub("", _LINK.sub(r"\1", _ESCAPED.sub(r"\1", whole)))
    line = _EMPHASIS.sub(r"\2", line)
    line = " ".join(_NOTES.sub(" ", _LANGUAGE.sub("", line)).split())
    line = _STOPS.sub(".", _LEFT_OVER.sub("", line))
    bare = " ".join(line.split()).strip(" ;,")
    online = _ONLINE.search(whole)
    return f"{bare} {online[1]}." if online and not _YEAR.search(bare) else bare
