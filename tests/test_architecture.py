"""The page on architecture is true: the order of the wings, what imports what, and every name that it mentions."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from importlib import import_module

from support import ROOT

PACKAGE = ROOT / "src" / "translit"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
TABLE = re.findall(r"^\| `(\w+)` \| .* \| (.*) \|$", PAGE, re.MULTILINE)
PRIVATE = re.compile("_")  # the version and lazy loading are no part of the drawing


def imports() -> dict[str, set[str]]:
    """Return which wings and ground modules each wing imports, lazy imports too."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        wing = path.relative_to(PACKAGE).parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("translit."):
                found[wing].add(str(node.module).split(".")[1])
    return {wing: {other for other in others - {wing} if not PRIVATE.match(other)} for wing, others in found.items()}


def test_the_table_says_what_imports_what() -> None:
    found = imports()
    assert {wing: set(re.findall(r"`(\w+)`", others)) for wing, others in TABLE} == {w: found[w] for w, _ in TABLE}


def test_the_drawing_has_the_order_that_is_enforced() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(c for c in settings["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    enforced = [set(layer.split(" | ")) for layer in contract["layers"]]
    wings = {wing for wing, _ in TABLE}
    drawing = PAGE.partition("```text\n")[2].partition("```")[0]
    rows = [set(re.findall(r"\w+", line)) & wings for line in drawing.splitlines()]
    assert [row for row in rows if row] == [layer for layer in enforced if layer & wings]
    assert wings == {p.name for p in PACKAGE.iterdir() if (p / "__init__.py").exists()} - {"files", "core"}


def test_every_name_of_the_page_exists() -> None:
    named = set(re.findall(r"`(translit\.[\w.]+)`", PAGE))
    assert len(named) > 15
    for name in named:
        module, _, attribute = name.rpartition(".")
        try:
            import_module(name)
        except ModuleNotFoundError:
            assert hasattr(import_module(module), attribute), name


def test_no_module_is_long_and_no_wing_is_added() -> None:
    long = {str(p): n for p in PACKAGE.rglob("*.py") if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400}
    assert long == {}
    assert len(TABLE) <= 11


def test_every_file_that_contributing_names_exists() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = set(re.findall(r"`((?:src|tests|data|docs|learn)/[\w./-]+)`", text))
    assert len(paths) > 30
    assert [p for p in sorted(paths) if not (ROOT / p).exists()] == []
