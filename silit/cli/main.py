"""The command line's door: one place where errors become messages and exit codes."""

from __future__ import annotations

import errno
import os
import sys
from types import TracebackType

import click

from silit import __version__
from silit.cli.group import JobGroup
from silit.cli.state import State
from silit.errors import SilitError


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
    """Find papers, say what they do for a claim, and put honest footnotes under a post."""
    if color is None and os.environ.get("NO_COLOR"):
        color = False
    ctx.color = color
    ctx.obj = State(library or "", verbosity=-1 if quiet else verbose, color=color)
    if ctx.invoked_subcommand is None:
        _where_things_stand(ctx)


def _where_things_stand(ctx: click.Context) -> None:
    if not ctx.obj.has_library():
        click.echo(ctx.get_help())
        return
    from silit.cli.overview import print_overview  # the help does not need it

    print_overview(ctx.obj)


def main() -> None:
    """Runs silit and ends the process with its exit code."""
    sys.excepthook = _own_fault
    sys.exit(_run())


def _run() -> int:
    try:
        code = cli.main(prog_name="silit", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except SilitError as error:
        return _say_error(error)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _stderr("Stopped. What was stored before stays; the same command can be run again.")
        return 1
    except BrokenPipeError:
        return _reader_went_away()
    except OSError as error:
        if error.errno == errno.EPIPE:
            return _reader_went_away()
        _stderr(f"Error: {error.filename or 'the output'}: {error.strerror or error}.")
        return 1


def _say_error(error: SilitError) -> int:
    _stderr(click.style("Error: ", fg="red") + error.message)
    if error.hint:
        _stderr(error.hint)
    return error.exit_code


def _stderr(text: str) -> None:
    color = False if os.environ.get("NO_COLOR") or "--no-color" in sys.argv else None
    click.echo(text, err=True, color=color)


def _reader_went_away() -> int:
    # `silit list | head`: nothing went wrong, and Python must not complain when it closes stdout.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _own_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if "-v" in sys.argv or "--verbose" in sys.argv:
        sys.__excepthook__(kind, error, trace)
    _stderr(f"Error: silit met a fault of its own ({kind.__name__}). What was stored before is safe.")
    _stderr("`silit -v` with the same command shows where it happened; please report it.")
