"""What is wrong with a JSON text, in words: Python's messages (json.decoder) name what its parser expected."""

from __future__ import annotations

from json import JSONDecodeError

WHAT_TO_DO = "Mend that place, or get the file again from the program that wrote it."
_REASONS = {
    "Expecting value": "a value is missing",
    "Expecting property name": "a name in double quotes is missing",
    "Expecting ':'": "a colon is missing",
    "Expecting ','": "a comma is missing",
    "Unterminated string": "the text that begins here has no end",
    "Invalid \\escape": "what stands behind the backslash is no escape",
    "Invalid \\uXXXX": "what stands behind \\u are not four hexadecimal digits",
    "Illegal trailing comma": "nothing follows the comma",
    "Extra data": "something stands behind the end",
}


class BrokenJson(ValueError):
    """A value that cannot be read: where (lines and columns from 1) and why."""

    def __init__(self, line: int, column: int, reason: str) -> None:
        super().__init__(f"Line {line}, column {column} is no JSON: {reason}.")
        self.line = line
        self.place = f"line {line}, column {column}"
        self.reason = reason


def reason_of(error: JSONDecodeError, *, at_end: bool) -> str:
    """Why the text is no JSON; `at_end` says that nothing stands behind the place of the error."""
    if at_end:
        return "the file ends here, before the value does"
    return next((words for start, words in _REASONS.items() if error.msg.startswith(start)), error.msg)
