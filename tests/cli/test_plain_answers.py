"""What is typed wrongly, or does nothing, is answered in plain words that say what to type."""

from __future__ import annotations

import pytest
from support.shell import Shell


@pytest.mark.parametrize("group", ["claim", "article"])
def test_a_group_without_a_command_gives_its_help_once(group: str, reading: Shell) -> None:
    done = reading.run(group)
    assert (done.code, done.out) == (2, "")
    assert done.err == reading.run(group, "--help").out


def test_a_word_in_utf8_is_read_so_in_any_locale(reading: Shell) -> None:
    wanted = reading.run("list", "author:çiçek")
    done = reading.run("list", "author:çiçek", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.code, done.err) == (0, "")
    assert "cicek2015" in done.out
    assert len(done.out.splitlines()) == len(wanted.out.splitlines())
