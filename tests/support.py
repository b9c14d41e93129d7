"""Shared by the tests: paths, the case files, the five articles."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


class Row(NamedTuple):
    """A row of a data file: the place where it stands, its cells, and the note on it."""

    place: str
    cells: list[str]
    note: str = ""


Answer = tuple[object, object]
"""What is expected, and what came out."""


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a tab-separated file without comments; ``\\n`` in a cell is a line break."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if line and not line.startswith("#"):
            cells = [cell.replace("\\n", "\n") for cell in line.split("\t")]
            assert len(cells) == len(header), (
                f"{path.name}:{number}: {len(cells)} cells, but the header has {len(header)}"
            )
            note = cells.pop() if header[-1] == "note" else ""
            rows.append(Row(f"{path.name}:{number}", cells, note))
    assert rows, path
    return rows


def cases(name: str) -> list[Row]:
    """Return the rows of a file of ``tests/cases``."""
    return read_rows(CASES / name)


def check(rows: Iterable[Row], answer: Callable[..., Answer]) -> None:
    """Fail with every row whose answer, asked for with its cells, is not the expected one."""
    wrong = [told for row in rows if (told := fault(row, answer))]
    if wrong:
        pytest.fail("\n".join([f"{len(wrong)} rows give another answer", *wrong]), pytrace=False)


def fault(row: Row, answer: Callable[..., Answer]) -> str:
    """Return ``file:line: input: expected …, got … (note)``, or nothing if the answer is the expected one."""
    try:
        expected, got = answer(*row.cells)
    except Exception as error:  # the other rows are asked too
        expected, got = "an answer", error
    told = f"{row.place}: {' | '.join(row.cells)!r}: expected {expected!r}, got {got!r}"
    return "" if expected == got else told + (f" ({row.note})" if row.note else "")


def mentions_of(cell: str) -> list[tuple[str, str]]:
    """``surface=entity | surface=entity`` as pairs."""
    return [tuple(m.rsplit("=", 1)) for m in cell.split(" | ")] if cell else []  # type: ignore[misc]


def read_seed(name: str) -> str:
    return (ROOT / "seeds" / name).read_bytes().decode()


def need(tool: str, found: object) -> None:
    """Skip the test if a program is not installed; in continuous integration, where it must be, fail."""
    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{tool} is not installed")
