"""The house holds: who may import whom, where third-party packages live, no cycles, every module alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "silit"

# A row may import the rows below it; those that share a row never import each other.
LAYERS = (
    ("cli",),
    ("services",),
    ("articles", "evidence", "matching", "board", "library", "sources"),
    ("styles",),
    ("formats",),
    ("model",),
    ("markup", "results", "registry", "settings", "errors"),
)
# Inside the lowest row: the few that build on another (each line is one reason).
LOWEST_ROW = {
    "registry": {"errors"},  # an unknown name is a usage error
    "settings": {"errors"},  # a bad value is a configuration error
}
ROW = {name: row for row, names in enumerate(LAYERS) for name in names}

# The one home of each third-party package.
HOMES = {
    "click": ("silit.cli",),
    "rich": ("silit.cli",),
    "markdown_it": ("silit.articles",),
    "rapidfuzz": ("silit.matching",),
    "sqlite_utils": ("silit.library",),
    "requests": ("silit.sources.http",),
    "bibtexparser": ("silit.formats.bibtex",),
    "pylatexenc": ("silit.formats.latex",),
    "nh3": ("silit.formats.inline_html",),
    "platformdirs": ("silit.settings", "silit.sources.pacing"),
    "tomlkit": ("silit.settings",),
}


def modules() -> list[tuple[str, Path]]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append((name, path))
    return found


MODULES = modules()
NAMES = {name for name, _ in MODULES}


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imports_of(path: Path) -> frozenset[str]:
    """Every module that a file names in an import, wherever in the file it stands."""
    found: set[str] = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            assert node.module
            found.add(node.module)
            found.update(
                f"{node.module}.{alias.name}"
                for alias in node.names
                if f"{node.module}.{alias.name}" in NAMES
            )
    return frozenset(found)


def layer_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


@pytest.mark.parametrize(("name", "path"), MODULES, ids=[name for name, _ in MODULES])
def test_a_module_imports_only_from_the_layers_below_its_own(name: str, path: Path) -> None:
    own = layer_of(name)
    if own in ("", "__main__"):
        return
    assert own in ROW or own == "data", f"{name} is in no layer of the house"
    for imported in imports_of(path):
        if not imported.startswith("silit."):
            continue
        other = layer_of(imported)
        if other == own or other == "data":
            continue
        if ROW[own] == ROW[other] == len(LAYERS) - 1:
            assert other in LOWEST_ROW.get(own, set()), f"{name} imports its sibling {imported}"
            continue
        assert ROW[own] < ROW[other], f"{name} imports {imported}, which is not below it"


@pytest.mark.parametrize(("name", "path"), MODULES, ids=[name for name, _ in MODULES])
def test_a_third_party_package_is_imported_only_in_its_home(name: str, path: Path) -> None:
    for imported in imports_of(path):
        top = imported.split(".")[0]
        if top in sys.stdlib_module_names or top == "silit":
            continue
        assert top in HOMES, f"{name} imports {top}, which has no home"
        assert any(name == home or name.startswith((home + ".", home + "_")) for home in HOMES[top]), (
            f"{name} imports {top}; its home is {', '.join(HOMES[top])}"
        )


def test_no_module_imports_itself_by_a_detour() -> None:
    edges = {name: {i for i in imports_of(path) if i in NAMES and i != name} for name, path in MODULES}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, "import cycle: " + " > ".join((*trail, name))
        if name in done:
            return
        for other in sorted(edges[name]):
            # A package that is imported with one of its modules is not a step of its own.
            if not name.startswith(other + "."):
                visit(other, (*trail, name))
        done.add(name)

    for name in sorted(edges):
        visit(name, ())


def test_every_module_can_be_imported_alone() -> None:
    # Imported after forgetting all of silit, each in turn, in one fresh process with warnings as errors.
    script = (
        "import gc, importlib, sys\n"
        "gc.disable()\n"
        "for name in sys.argv[1:]:\n"
        "    for loaded in [m for m in sys.modules if m == 'silit' or m.startswith('silit.')]:\n"
        "        del sys.modules[loaded]\n"
        "    importlib.import_module(name)\n"
    )
    names = sorted(name for name in NAMES if name != "silit.__main__")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, *names], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("name", "path"), MODULES, ids=[name for name, _ in MODULES])
def test_only_the_command_line_prints(name: str, path: Path) -> None:
    if name.startswith("silit.cli"):
        return
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", f"{name}:{node.lineno} prints"


@pytest.mark.parametrize(("name", "path"), MODULES, ids=[name for name, _ in MODULES])
def test_no_module_swallows_every_exception(name: str, path: Path) -> None:
    for node in nodes_of(path):
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or (
                isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
            )
            assert not broad, f"{name}:{node.lineno} catches everything"
