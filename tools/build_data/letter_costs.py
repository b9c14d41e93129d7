"""Compilation of letter costs: ``letter_costs_*.tsv`` and ``letters.yaml`` of ``data/table/`` as plain dicts."""

from __future__ import annotations

from pathlib import Path

from build_data.table import read_tsv, read_yaml
from translit.errors import DataError

HEADER = ["native", "latin", "bits"]


def compile_costs(folder: Path) -> dict[str, dict[str, dict[str, float]]]:
    """Return bits by language or script, native unit and Latin unit (``-`` in the files is none, here ``""``).

    Languages have learned costs, scripts costs set by hand; Latin letters that no native one stands for are under ``""``.

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
    path = folder / "letters.yaml"
    for script, given in read_yaml(path).items():
        out[script] = {"": _spellings(given["added"], f"{path}: {script}: added")}
        for native, latins in given["letters"].items():
            out[script][native] = _spellings(latins, f"{path}: {script}: {native}")
    return out


def _spellings(given: str, where: str) -> dict[str, float]:
    """Return ``"v w:0.5 -:3"`` as bits by Latin unit."""
    out: dict[str, float] = {}
    for part in given.split():
        latin, _, bits = part.partition(":")
        try:
            cost = float(bits or 0)
        except ValueError:
            raise DataError(f"{where}: {part!r} is not Latin letters, or letters:bits") from None
        latin = "" if latin == "-" else latin
        if latin in out:
            raise DataError(f"{where}: {latin or '-'!r} stands twice")
        out[latin] = cost
    return out
