"""What a title gives away about a work that is about another one: a notice, or a reply.

Publishers put these words in front of the title of the paper they mean, so that the two titles are nearly the same.
"""

from __future__ import annotations

import re

from silit.markup import plain
from silit.model.folding import fold

# "Correction of leg length" and "Retraction of the shoulder" are papers: the word must stand alone, or lead to a title.
_NOTICE = re.compile(
    r"""[\[(<]?\s*
    (?: (?:(?:author|authors'|publisher|publisher's|editorial|editor's)\ )?
        (?: erratum | errata | corrigendum | corrigenda | addendum | correction | corrections
          | retraction | expression\ of\ concern | withdrawal )
        (?: \ (?:notice|note|statement) )?
        (?: \s*[\])>:.] | \s-\s | \s*$ | \s+(?:to|for|of|on)\s*(?::|["'<]|the\ (?:article|paper|publication)\b) )
      | (?: erratum | errata | corrigendum | corrigenda | addendum | correction
          | retraction\ (?:notice|note) | expression\ of\ concern )\ (?:to|for)\b
      | (?: retraction | withdrawal )\ (?: notice | statement | note )\b
      | (?: notice | statement )\ of\ (?: retraction | withdrawal | correction | concern )\b
      | publisher's\ note\s*(?:[:.]|$) | editorial\ expression\ of\ concern\b )""",
    re.VERBOSE,
)
_REPLY = re.compile(
    r"""[\[(<]?\s*
    (?: (?:in\ )?(?:reply|response) (?: \s*[:.\])] | \s*$ | \ to\ (?:the\ )?(?:letter|comment|commentary|editor)\b | \ to\s*[:"'] )
      | reply\ to\b | re\s*: | in\ response\ to\b | (?:author|authors|author's|authors')\ (?:reply|response)\b
      | (?:invited\ )?comment(?:ary|s)?\ (?:on|to)\b | comment\s*[:.] | letter\ to\ the\ editor\b | letter\s*: )""",
    re.VERBOSE,
)
_STATE = re.compile(
    r"[\[(]?(?P<state>retracted|withdrawn)(?: article| paper| chapter)?(?:[\])]\s*[:.-]?|\s*[:.])\s*",
    re.IGNORECASE,
)

# Web of Science sets it behind: "… (Retracted article. See vol. 395, pg. 1820, 2020)".
_STATE_BEHIND = re.compile(
    r"[(\[]\s*(?P<state>retracted|withdrawn)(?: article| paper)?\b[^()\[\]]{0,200}[)\]]\.?\s*$", re.IGNORECASE
)


def is_notice_title(title: str) -> bool:
    """Whether the title opens as an erratum, a correction, a retraction notice or an expression of concern does."""
    # A dash without blanks parts a title ("Retraction—Massage"); a hyphen does not ("Correction-based exercise").
    return _NOTICE.match(fold(plain(title).replace("—", ": "))) is not None


def is_reply_title(title: str) -> bool:
    """Whether the title opens as a letter, a reply or a comment on another paper does."""
    return _REPLY.match(fold(plain(title))) is not None


def stated_in_title(title: str) -> str:
    """ "retracted" or "withdrawn" where the title says so of its own paper, before or behind it; else ""."""
    bare = plain(title).strip()
    match = _STATE.match(bare) or _STATE_BEHIND.search(bare)
    return match["state"].lower() if match else ""


def without_state(title: str) -> str:
    """The title without the "RETRACTED:" or "WITHDRAWN:" that publishers set before a paper's own title."""
    match = _STATE.match(title)
    return title[match.end() :] if match else title
