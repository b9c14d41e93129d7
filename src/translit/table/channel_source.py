"""Compiling what the letter channel has learned: ``letter_costs_*.tsv`` of ``data/table/`` as plain dicts for JSON."""

from __future__ import annotations

from pathlib import Path

from translit.errors import DataError
from translit.table.source import read_tsv

HEADER = ["native", "latin", "bits"]


def compile_costs(folder: Path) -> dict[str, dict[str, dict[str, float]]]:
    """Bits by language, native unit and Latin unit (``-`` in the files is nothing).

    Raises
    ------
    DataError
        If a file is malformed; the message names the file and the row.
    """
    out: dict[str, dict[str, dict[str, float]]] = {}
    for path in sorted(folder.glob("letter_costs_*.tsv")):
        header, rows = read_tsv(path)
        if header != HEADER:
            raise DataError(f"{path}:1: the columns must be {', '.join(HEADER)}")
        units = out.setdefault(path.stem.removeprefix("letter_costs_"), {})
        for number, (native, latin, bits) in enumerate(rows, start=2):
            if latin in units.get(native, {}):
                raise DataError(f"{path}:{number}: {native!r} : {latin!r} stands twice")
            try:
                units.setdefault(native, {})["" if latin == "-" else latin] = float(bits)
            except ValueError:
                raise DataError(f"{path}:{number}: {bits!r} is no number of bits") from None
    return out
