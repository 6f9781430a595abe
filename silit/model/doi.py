"""DOIs: out of whatever they are wrapped in, and back into a link.

DOI names are compared without regard to ASCII case (DOI Handbook, 3.4). The shape that covers nearly all registered
ones is Crossref's ("DOIs and matching regular expressions", 2015), widened here for SICI forms with "<" and ">".
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

ARXIV_DOI = "10.48550/arxiv."
_CLASS = re.compile(r"\.[a-z]{2}(?=/)")

# "<" and ">" belong to a DOI only in a SICI, where a version ("3.0.CO;2-2") follows the ">".
_CHARACTERS = r"(?:[^\s\"“”<>]|<[^<>\s]*>(?=\d+\.\d))+"
DOI_IN_TEXT = re.compile(rf"(?<![\d.])10\.\d{{4,9}}(?:\.\d+)*/{_CHARACTERS}")
URL_IN_TEXT = re.compile(rf"(?:https?://|www\.|(?:dx\.)?doi\.org/){_CHARACTERS}", re.IGNORECASE)

_WRAPPER = re.compile(
    r"(?:https?://)?(?:dx\.|www\.)?doi\.org/(?:doi:)?|info:doi/|urn:doi:|\(?doi\)?[\s:=]*", re.IGNORECASE
)
# A usual DOI in its normal form, the last sign a digit that no other word is glued to: nothing below would change it.
_PLAIN = re.compile(r"10\.\d{4,9}/(?:[a-ce-oq-z0-9]+[.-])*\d+", re.ASCII)
_START = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d+)*(?:/|%2F)", re.IGNORECASE)
_DOI_HOST = re.compile(
    r"^(?:https?://)?(?:(?:[\w-]+\.)*doi\.org|(?:dx-)?doi-org\.[\w.-]+)(?::\d+)?/", re.IGNORECASE
)
_URL = re.compile(r"^(?:https?://|(?:[a-z0-9-]+\.)+[a-z]{2,}/)", re.IGNORECASE)
_HOST = re.compile(r"^(?:https?://)?([^/?#]+)", re.IGNORECASE)
_LATEX = re.compile(r"\{?\\([_%&#$~^{}])(?:\{\})?\}?")
_LATEX_WORD = re.compile(r"\{?\\text(less|greater|underscore)(?:\{\}|\s|\})?\}?|\{?\$([<>])\$\}?")
_LATEX_SIGN = {"less": "<", "greater": ">", "underscore": "_"}
_ENTITY = re.compile(r"&(lt|gt|amp|quot|#0*60|#0*62|#0*38|#x3c|#x3e|#x26);", re.IGNORECASE)
_ENTITY_SIGN = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "60": "<", "62": ">", "38": "&"}
_ENTITY_SIGN |= {"x3c": "<", "x3e": ">", "x26": "&"}
_HYPHENS = str.maketrans(dict.fromkeys("\u00ad\u2010\u2011\u2012\u2013\u2212", "-"))
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
DOI_SEPARATOR = re.compile(r"[,;](?=(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/)", re.IGNORECASE)
_TRAILING = " \t\r\n.,;:!?'\"*_|`…’”»/\\"
# What a missing blank glues to a DOI: "…602-4Epub", "…003.PMID:".
_GLUED = re.compile(r"(?<=[\d)\]])\.?(?:PMC?ID|pmc?id|Epub|EPUB|Accessed|Available)(?::?\d*)$")
# PubMed's text formats mark the kind of an identifier behind it.
_FIELD_MARK = re.compile(r"\s*\[(?:doi|pii|uid|pubmed[^\[\]]*)\][\s.;]*$", re.IGNORECASE)
_PUBLISHER_TAIL = re.compile(
    r"(?:/(?:full/[a-z]{2}|full|fulltext|full-text|abstract|abs|summary|pdf|epdf|pdfdirect|epub|html|meta|references"
    r"|information|figures|tables|media|related|supplementary-material)"
    r"|\.(?:full(?:\.pdf|-text|\.html)?|abstract|short|long|pdf|epub|html?|xml))$",
    re.IGNORECASE,
)
# Longer ones are refused: no registered identifier or URL of one comes near.
LONGEST = 2048
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def normalise_doi(text: str) -> str:
    """The bare DOI, ASCII letters in lower case, when `text` is one in any wrapping or a URL that holds one; else "".

    Undone: resolver URLs (proxied ones too), "doi:", percent-encoding, LaTeX escapes, HTML entities, brackets
    around it, punctuation after it, and what publishers' URLs add ("/full", ".pdf").
    """
    if len(text) > LONGEST:
        return ""
    if _PLAIN.fullmatch(text):
        return text
    bare = trimmed(unwrap_doi_text(text).strip()).lstrip("<([{'\"“‘`")
    if not bare or re.search(r"\s", _WRAPPER.sub("", bare, count=1).strip()):
        return ""
    if _URL.match(bare):
        return doi_in_url(bare)
    wrapper = _WRAPPER.match(bare)
    rest = bare[wrapper.end() :] if wrapper else bare
    if _URL.match(rest):
        return doi_in_url(rest)
    return _from_start(unquote(rest)) if _START.match(rest) else ""


def doi_in_url(url: str) -> str:
    """The DOI in the path or the query of a URL, bare and lower case; "" without one."""
    start = _START.search(url)
    if not start:
        return ""
    in_query = "?" in url[: start.start()]
    # "#" may be the check character that ends a SICI; elsewhere it starts a fragment.
    rest = re.split(r"[&]|(?<!;2-)#" if in_query else r"\?|(?<!;2-)#", url[start.start() :], maxsplit=1)[0]
    # A path that holds an encoded DOI may go on after it ("10.1007%2Fs00586.pdf"), so decoding comes before cutting.
    doi = _from_start(unquote(rest))
    return doi if _DOI_HOST.match(url) else _without_publisher_tail(doi, _host(url))


def bare_number(number: str) -> str:
    """A number in arXiv without the class of its subject, which is no part of it: "math/0309136" of "math.gt/0309136"
    (info.arxiv.org/help/arxiv_identifier.html)."""
    return _CLASS.sub("", number)


def arxiv_doi(number: str) -> str:
    """The DOI that arXiv gave to what has this number in it (info.arxiv.org/help/doi.html)."""
    return ARXIV_DOI + bare_number(number)


def doi_url(doi: str) -> str:
    """The link of a bare DOI: "https://doi.org/" and the DOI, everything but "/" and unreserved characters
    percent-encoded (RFC 3986), so that it can stand in HTML, Markdown and plain text alike."""
    return "https://doi.org/" + quote(doi, safe="/", errors="replace")


def unwrap_doi_text(text: str) -> str:
    """`text` with entities, LaTeX escapes and odd hyphens undone, and invisible characters and field marks gone."""
    text = text.translate(_INVISIBLE).translate(_HYPHENS)
    text = _ENTITY.sub(lambda m: _ENTITY_SIGN[m[1].lower().lstrip("#").lstrip("0")], text)
    if "\\" in text or "$" in text:
        text = _LATEX_WORD.sub(lambda m: _LATEX_SIGN[m[1]] if m[1] else m[2], text)
        text = _LATEX.sub(lambda m: m[1], text)
    return _FIELD_MARK.sub("", text)


def trimmed(text: str) -> str:
    """`text` without the punctuation and the unbalanced closing brackets at its end."""
    while text:
        shorter = text.rstrip(_TRAILING)
        if shorter and shorter[-1] in _BRACKETS:
            closing = shorter[-1]
            if shorter.count(closing) > shorter.count(_BRACKETS[closing]):
                shorter = shorter[:-1]
        shorter = _GLUED.sub("", shorter)
        if shorter == text:
            break
        text = shorter
    return text


def _from_start(text: str) -> str:
    """The DOI that `text` begins with."""
    match = DOI_IN_TEXT.match(text)
    if not match:
        return ""
    doi = trimmed(DOI_SEPARATOR.split(match[0], maxsplit=1)[0])
    if not DOI_IN_TEXT.fullmatch(doi):
        return ""
    doi = unicodedata.normalize("NFC", doi)
    return "".join(char.lower() if char.isascii() else char for char in doi)


def _host(url: str) -> str:
    match = _HOST.match(url)
    return match[1].lower() if match else ""


def _without_publisher_tail(doi: str, host: str) -> str:
    while True:
        shorter = _PUBLISHER_TAIL.sub("", doi)
        if "biorxiv" in host or "medrxiv" in host:
            shorter = re.sub(r"v\d+$", "", shorter)
        if host.endswith("academic.oup.com"):
            # Oxford puts its own number of the article behind the DOI.
            shorter = re.sub(r"/\d{5,}$", "", shorter)
        if shorter == doi or not DOI_IN_TEXT.fullmatch(shorter):
            return doi
        doi = shorter
