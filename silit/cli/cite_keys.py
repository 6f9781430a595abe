"""The setting `cite_key` at the command line: a pattern kept, what it would change, and papers renamed by it."""

from __future__ import annotations

from collections.abc import Sequence

from silit.cli.counting import counted
from silit.cli.screen import dim, on_terminal, put, put_json
from silit.cli.state import State
from silit.model.key_patterns import KeyPattern, parse_pattern
from silit.services.rekeying import KeyChange, preview_keys, rekey

_SHOWN = 30
_RENAME = "silit config cite_key --rekey"


def show_preview(state: State, typed: str | None, *, as_json: bool) -> None:
    """What the papers of the library would be called by the pattern, else by the one that is kept; nothing changes."""
    pattern = _pattern(state, typed)
    with state.read_library() as library:
        changes = preview_keys(library, pattern)
    if as_json:
        put_json([_shape(change) for change in changes])
        return
    _put_changes(changes)
    cited = sum(bool(change.articles) for change in changes)
    kept = f" {cited} of them stay as they are: articles cite them." if cited else ""
    alike = len({change.new_key for change in changes}) < len(changes)
    lettered = " Those that would be called alike get letters." if alike else ""
    state.say(
        f"By {pattern.text} {counted(len(changes), 'paper')} would be called otherwise.{kept}{lettered} Nothing was changed."
    )


def keep_pattern(state: State, typed: str, *, rekeys: bool, as_json: bool) -> None:
    """Keeps the pattern for new papers, then renames the papers that no article cites, or says how to."""
    pattern = parse_pattern(typed)
    if rekeys:
        state.read_library().close()  # nothing is kept where there is nothing to rename
    path = state.settings.write("cite_key", pattern.text)
    state.say(f"Kept cite_key in {path}")
    if rekeys:
        rename_papers(state, pattern.text, as_json=as_json)
    elif state.has_library():
        with state.read_library() as library:
            changes = preview_keys(library, pattern)
        if changes:
            example = changes[0]
            state.say(
                f"New papers get such keys; for {counted(len(changes), 'paper')} that would be another one ({example.cite_key} would be "
                f"{example.new_key}). To rename those that no article cites: {_RENAME}"
            )


def rename_papers(state: State, typed: str | None, *, as_json: bool) -> None:
    """Renames the papers that no article cites, and says which ones stay."""
    pattern = _pattern(state, typed)
    state.read_library().close()  # where there is none, none is made for this
    with state.write_library() as library:
        changes = rekey(library, pattern)
    renamed = [change for change in changes if not change.articles]
    kept = [change for change in changes if change.articles]
    if as_json:
        put_json([_shape(change) for change in changes])
    else:
        _put_changes(renamed)
    state.say(f"Renamed {counted(len(renamed), 'paper')}; old keys still find their papers.")
    for change in kept:
        state.say(f"{change.cite_key} stays: {', '.join(change.articles)} cites it.")


def _pattern(state: State, typed: str | None) -> KeyPattern:
    return state.key_pattern if typed is None else parse_pattern(typed)


def _shape(change: KeyChange) -> dict[str, object]:
    return {"key": change.cite_key, "new_key": change.new_key, "articles": list(change.articles)}


def _put_changes(changes: Sequence[KeyChange]) -> None:
    """One line a paper: its key, the other key; on a terminal the first ones."""
    shown = changes[:_SHOWN] if on_terminal() else changes
    for change in shown:
        mark = dim("  (cited, stays)") if change.articles else ""
        put(f"{change.cite_key}\t{change.new_key}{mark}")
    if len(shown) < len(changes):
        put(dim(f"… and {len(changes) - len(shown)} more; all of them: add | cat"))
