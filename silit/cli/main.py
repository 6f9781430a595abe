"""The command line's door: one place where errors become messages and exit codes."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from types import TracebackType
from typing import NoReturn

import click

from silit import __version__
from silit.cli.group import JobGroup
from silit.cli.screen import is_calm, put, red, replace_unprintable, say
from silit.cli.state import State, say_error
from silit.cli.stopped import STOPPED
from silit.errors import SilitError, did_you_mean


@click.group(
    "silit",
    cls=JobGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Help for one command: silit COMMAND --help",
)
@click.option(
    "--library", metavar="PATH", help="The library to use (else SILIT_LIBRARY, else the nearest library.db)."
)
@click.option("-v", "--verbose", count=True, help="Say more; on a fault, show where it happened.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but data and errors.")
@click.option(
    "--color/--no-color",
    default=None,
    help="Colours; only on a terminal unless asked for (NO_COLOR is honoured).",
)
@click.version_option(__version__, prog_name="silit")
@click.pass_context
def cli(ctx: click.Context, library: str | None, verbose: int, quiet: bool, color: bool | None) -> None:
    """Find papers, say what they do for a claim, and put honest footnotes under a post.

    \b
    Examples:
      silit tour
      silit list massage year:2010-2020
      silit evidence rf-denervation
    """
    if color is None and is_calm(os.environ):
        color = False
    ctx.color = color
    ctx.obj = State(library or "", verbosity=-1 if quiet else verbose, color=color)
    if ctx.invoked_subcommand is None:
        _where_things_stand(ctx)


def _where_things_stand(ctx: click.Context) -> None:
    state: State = ctx.obj
    if state.is_named or state.has_library():
        from silit.cli.overview import print_overview  # the help does not need it

        print_overview(state)
        return
    put(ctx.get_help())
    state.say_strangers()


def main() -> NoReturn:
    """Runs silit and ends the process with its exit code."""
    sys.excepthook = _own_fault
    replace_unprintable()
    sys.exit(_run())


def _run() -> int:
    try:
        code = _invoke([_as_typed(word) for word in sys.argv[1:]])
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except SilitError as error:
        say_error(error, color=_color())
        return error.exit_code
    except click.ClickException as error:
        _say_usage(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt, EOFError):
        _stderr(STOPPED)
        return 1
    except UnicodeEncodeError as error:
        if error.encoding != codecs.lookup(sys.getfilesystemencoding()).name:
            raise
        _say_name(error)
        return 1
    except OSError as error:
        _let_go_of_output()
        if error.errno == errno.EPIPE:  # `silit list | head`: nothing went wrong
            return 0
        what = error.filename or "The output cannot be written"
        _stderr(red("Error: ") + f"{what}: {error.strerror or error}.")
        return 1


def _say_name(error: UnicodeEncodeError) -> None:
    """Says why the name of a file cannot be used: it is not UTF-8, or the locale is not."""
    if error.encoding == "utf-8":
        _stderr(red("Error: ") + f"The file name {error.object} is not UTF-8, so that it cannot be kept.")
        _stderr("Rename the file and run the command again.")
        return
    _stderr(red("Error: ") + f"The locale ({error.encoding}) has no name for the file {error.object!r}.")
    _stderr("Run the command in a UTF-8 locale: LC_ALL=C.UTF-8 silit …")


def _as_typed(word: str) -> str:
    """`word` read as UTF-8 where its bytes are that, though the locale is another; a file keeps the name Python has for it."""
    if word.isascii() or os.path.lexists(word):
        return word
    try:
        return os.fsencode(word).decode("utf-8")
    except UnicodeError:
        return word


def _invoke(words: list[str]) -> int:
    # Not Click's own `main`: that ends with 1 when the reader of a pipe goes away.
    if asked := os.environ.get(_COMPLETE):
        from click.shell_completion import shell_complete  # only a completing shell needs it

        return shell_complete(cli, {}, "silit", _COMPLETE, asked)
    try:
        with cli.make_context("silit", words) as context:
            cli.invoke(context)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    return 0


def _say_usage(error: click.ClickException) -> None:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):  # its message is the help of the group
        _stderr(error.format_message())
        return
    context = getattr(error, "ctx", None)
    if context is not None:
        _stderr(context.get_usage())
    _stderr(red("Error: ") + _message(error))
    if isinstance(error, click.NoSuchOption) and error.option_name in _GLOBAL and context is not None:
        command = context.command_path.partition(" ")[2]
        _stderr(f"It stands before the command: silit {_GLOBAL[error.option_name]} {command} …")
    elif context is not None:
        _stderr(f"More: {context.command_path} --help")


def _message(error: click.ClickException) -> str:
    name = getattr(error, "command_name", None)  # Click says so from 8.4 on
    if not name or not isinstance(error, click.UsageError) or not isinstance(error.ctx, click.Context):
        return error.format_message()
    group = error.ctx.command
    known = group.list_commands(error.ctx) if isinstance(group, click.Group) else ()
    hint = did_you_mean(name, known)
    return f"There is no command {name!r} in {error.ctx.command_path}." + (f" {hint}" if hint else "")


_COMPLETE = "_SILIT_COMPLETE"
# Asked for after the command, they are answered with their place.
_GLOBAL = {
    "--library": "--library PATH",
    "-v": "-v",
    "--verbose": "--verbose",
    "-q": "-q",
    "--quiet": "--quiet",
    "--color": "--color",
    "--no-color": "--no-color",
}


def _color() -> bool | None:
    # Errors arrive here after the context, which knows the options, is gone.
    if "--color" in sys.argv:
        return True
    return False if "--no-color" in sys.argv or is_calm(os.environ) else None


def _stderr(text: str) -> None:
    say(text, color=_color())


def _let_go_of_output() -> None:
    """What is still to be written goes nowhere, so that Python does not complain of it at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())


def _own_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if "-v" in sys.argv or "--verbose" in sys.argv:
        sys.__excepthook__(kind, error, trace)
    _stderr(
        red("Error: ") + f"silit met a fault of its own ({kind.__name__}). What was stored before is safe."
    )
    _stderr("`silit -v` with the same command shows where it happened; please report it.")
