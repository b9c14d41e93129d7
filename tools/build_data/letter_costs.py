"""Compilation of letter costs: ``letter_costs_*.tsv`` and ``letters.yaml`` of ``data/table/`` as plain dicts."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

from build_data.table import read_tsv, read_yaml
from translit.errors import DataError

HEADER = ["native", "latin", "bits"]
MOST = 3.0
"""The highest price of a consonant with a vowel: what is dearer is hardly ever meant, and every spelling costs time."""
LONGEST = 4
"""Latin letters of a unit, as in ``translit.table.letter_costs``."""


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
        out[script] = {
            "": _spellings(given["added"], f"{path}: {script}: added"),
            **_syllables(given, f"{path}: {script}"),
        }
        for native, latins in given["letters"].items():
            native = unicodedata.normalize("NFD", native) if script == "Hangul" else native  # noqa: PLW2901
            out[script][native] = _spellings(latins, f"{path}: {script}: {native}")
    return out


def _syllables(given: dict[str, Any], where: str) -> dict[str, dict[str, float]]:
    """Return the bits of the letters of a script of syllables: those of their consonant and of their vowel.

    >>> _syllables({"consonants": {"カa キi": "c k q:1"}, "vowels": {"a": "a u:1", "aー": "ar", "i": "i"}}, "")["カー"]
    {'car': 0.0, 'kar': 0.0, 'qar': 1.0}
    """
    vowels = {name: _spellings(latins, f"{where}: {name}") for name, latins in given.get("vowels", {}).items()}
    out: dict[str, dict[str, float]] = {}
    for row, latins in given.get("consonants", {}).items():
        consonants = _spellings(latins, f"{where}: {row}")
        for letter, name in re.findall(r"(\S+?)([a-z]+-?)(?= |$)", row):
            if name not in vowels:
                raise DataError(f"{where}: {row}: {name!r} is no vowel")
            out[letter] = _joined(consonants, vowels[name])
            for other, vowel in vowels.items():
                if len(letter) == 1 and other[:1] == name[:1] and not other[1:].isascii():
                    out[letter + other[1:]] = _joined(consonants, vowel)
    return out


def _joined(consonants: dict[str, float], vowels: dict[str, float]) -> dict[str, float]:
    out: dict[str, float] = {}
    for consonant, bits in consonants.items():
        for vowel, more in vowels.items():
            total, latin = round(bits + more, 2), consonant + vowel
            if total <= MOST and len(latin) <= LONGEST and total < out.get(latin, MOST + 1):
                out[latin] = total
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
