"""What the tests share: where things lie, the case files, the five articles."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def cases(name: str) -> list[list[str]]:
    """The rows of a case file, without header and comments; ``\\n`` in a cell is a line break."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines[1:] if line and not line.startswith("#")]
    return [[cell.replace("\\n", "\n") for cell in row] for row in rows]


def mentions_of(cell: str) -> list[tuple[str, str]]:
    """``surface=entity | surface=entity`` as pairs."""
    return [tuple(m.rsplit("=", 1)) for m in cell.split(" | ")] if cell else []  # type: ignore[misc]


def read_seed(name: str) -> str:
    return (ROOT / "seeds" / name).read_bytes().decode()
