"""The command group: commands are imported when they are run, and listed under the steps of the job."""

from __future__ import annotations

import importlib
from typing import cast

import click

from silit.cli.commands import GROUPS
from silit.errors import did_you_mean

_TARGETS = {name: command for commands in GROUPS.values() for name, command in commands.items()}


class JobGroup(click.Group):
    """Loads a command on first use; its help is grouped in the order of the job."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command's name, in the order of the job."""
        return list(_TARGETS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        entry = _TARGETS.get(cmd_name)
        if entry is None:
            return None
        module, _, attribute = entry[0].partition(":")
        return cast(click.Command, getattr(importlib.import_module(module), attribute))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As Click does it, but an unknown command is answered with the nearest ones."""
        if args and not args[0].startswith("-") and args[0] not in _TARGETS:
            hint = (
                "Help is an option: silit COMMAND --help"
                if args[0] == "help"
                else did_you_mean(args[0], _TARGETS)
            )
            raise click.UsageError(f"There is no command {args[0]!r}." + (f" {hint}" if hint else ""), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under the steps of the job, from the table alone."""
        for title, commands in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name, short_help) for name, (_, short_help) in commands.items()])
