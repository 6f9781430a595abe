"""Text from the command line that can be stored: whole characters, not the bytes of another encoding."""

from __future__ import annotations

from silit.errors import UsageError


def require_whole(text: str, what: str) -> str:
    """`text` as it is; UsageError that names `what` where the command line was not UTF-8 (Python keeps such bytes as
    lone surrogates, which cannot be stored)."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        shown = text.encode("utf-8", "replace").decode("utf-8")
        raise UsageError(
            f"“{shown}” cannot be {what}: it is not UTF-8 text. Nothing was changed.",
            hint="Type it in a terminal that is set to UTF-8, or convert it first (iconv -t UTF-8).",
        ) from error
    return text
