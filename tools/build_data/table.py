"""Reading the table's source files (``data/table/``): every fault is named with its file and row, nothing is guessed."""

from __future__ import annotations

import csv
import re
import unicodedata
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from translit.errors import DataError
from translit.text.fold import fold


def compile_table(folder: Path) -> dict[str, Any]:
    """The compiled form of all source files of the table: plain lists and dicts, ready for JSON.

    Raises
    ------
    DataError
        If a file is missing or malformed; the message names the file, the row and the mend.
    """
    conventions = read_yaml(folder / "conventions.yaml")
    readings = _readings(folder / "readings.yaml")
    return {
        "conventions": conventions,
        "languages": {
            code: _language(folder / "matrix" / f"{code}.tsv", meta, conventions)
            for code, meta in read_yaml(folder / "languages.yaml").items()
        },
        "readings": readings,
        "lookaheads": _lookaheads(readings),
        "alike": _alike(readings),
        "folds": _folds(folder / "folds.yaml"),
        "prices": _prices(read_yaml(folder / "prices.yaml")),
        "surnames": {
            "zh": _surnames(folder / "zh_surnames.tsv", "pinyin"),
            "ko": _surnames(folder / "ko_surnames.tsv", "hangul"),
            "hanja": {row[1]: row[0] for row in read_tsv(folder / "ko_surnames.tsv")[1]},
        },
        "hanja": {c: hangul for hangul, characters in reversed(read_tsv(folder / "hanja.tsv")[1]) for c in characters},
    }


def split_matrices(table: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The compiled table without the rows of its languages, and the rows of each, which are loaded when needed."""
    languages, matrices = {}, {}
    for code, language in table["languages"].items():
        languages[code] = {k: v for k, v in language.items() if k not in ("rows", "heard")}
        languages[code]["alphabet"] = "".join(sorted(set("".join(row[0] for row in language["rows"]))))
        matrices[code] = {"rows": language["rows"], "heard": language["heard"]}
    return {**table, "languages": languages}, matrices


def read_tsv(path: Path) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a tab-separated file; every row must have a cell for every column."""
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            lines = list(csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    except FileNotFoundError:
        raise DataError(f"{path}: the file is missing") from None
    header, rows = lines[0], lines[1:]
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise DataError(f"{path}:{number}: {len(row)} cells in a table of {len(header)} columns")
    return header, rows


def read_yaml(path: Path) -> Any:
    """A YAML file with every scalar as a string, so that `no`, `on` and `007` stay what they are."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  strings only
    except FileNotFoundError:
        raise DataError(f"{path}: the file is missing") from None
    except yaml.YAMLError as error:
        raise DataError(f"{path}: {error}") from None


def _language(path: Path, meta: dict[str, Any], conventions: dict[str, Any]) -> dict[str, Any]:
    header, lines = read_tsv(path)
    columns = header[1:]
    if header[0] != "letter" or columns[0] != "key":
        raise DataError(f"{path}:1: the first columns must be `letter` and `key`")
    for column in columns[1:]:
        if column not in conventions:
            raise DataError(f"{path}:1: column {column!r} is not in conventions.yaml")
    rows: dict[tuple[str, str, str], list[str]] = {}
    for number, (label, *cells) in enumerate(lines, start=2):
        context = parse_label(label, meta["classes"], f"{path}:{number}")
        if context in rows:
            raise DataError(f"{path}:{number}: row {label!r} stands twice")
        if "" in cells:
            column = columns[cells.index("")]
            raise DataError(f"{path}:{number}: row {label!r} has no cell in column {column!r} (write - for nothing)")
        rows[context] = cells
    key = {context: cells[0] for context, cells in rows.items()}
    compiled = []
    for (letters, before, after), cells in rows.items():
        plain = rows.get((letters, "", ""))
        if "." in cells and (plain is None or plain is cells):
            raise DataError(f"{path}: row {letters!r} says `same as the plain row`, but there is none")
        filled = [
            ("" if cell == "-" else cell)
            for cell in ((plain[i] if cell == "." and plain else cell) for i, cell in enumerate(cells))
        ]
        compiled.append([letters, before, after, [unicodedata.normalize("NFC", c) for c in filled]])
    compiled.sort(key=_order)
    return {
        "name": meta["name"],
        "heard": {
            name: _heard(key, also, meta["classes"], f"{path}: heard.{name}")
            for name, also in meta.get("heard", {}).items()
        },
        "guess": int(meta["guess"]),
        "never": meta.get("never", ""),
        "script": meta["script"],
        "unwritten": meta.get("vowels", "") == "unwritten",
        "prepare": meta.get("prepare", ""),
        "columns": columns,
        "rows": compiled,
    }


def _order(row: list[Any]) -> tuple[Any, ...]:
    """Longest letters first, then the narrower context."""
    letters, before, after = row[:3]
    return -len(letters), -bool(before) - bool(after), before != "#", letters, before, after


def _heard(
    key: dict[tuple[str, str, str], str], also: dict[str, Any], classes: dict[str, str], where: str
) -> dict[str, Any]:
    """The column ``key`` with some sounds replaced: how else the letters of a language may be meant."""
    given = {parse_label(label, classes, where): sounds for label, sounds in also["sounds"].items()}
    plain = {letters for letters, before, after in given if not before and not after}
    rows = {c: sound for c, sound in key.items() if not any(letters in c[0] for letters in plain)} | given
    differ = {c[0] for c, _ in {*rows.items()} ^ {*key.items()}}
    filled = []
    for (letters, before, after), sound in rows.items():
        meant = rows[letters, "", ""] if sound == "." else sound
        filled.append([letters, before, after, ["" if meant == "-" else meant]])
    return {"doubt": float(also["doubt"]), "where": _shortest(differ), "rows": sorted(filled, key=_order)}


def _shortest(found: set[str]) -> list[str]:
    """Groups of letters without those that hold another one."""
    return sorted(letters for letters in found if not any(other in letters for other in found - {letters}))


def parse_label(label: str, classes: dict[str, str], where: str) -> tuple[str, str, str]:
    """Take a row label apart: ``V_х`` is ``("х", "аеё…", "")``, ``#е`` is ``("е", "#", "")``."""
    letters, before, after = label, "", ""
    if letters.startswith("#"):
        letters, before = letters[1:], "#"
    elif letters[1:2] == "_" and letters[0].isascii():
        before, letters = _class(letters[0], classes, where), letters[2:]
    if letters.endswith("#"):
        letters, after = letters[:-1], "#"
    elif letters[-2:-1] == "_" and letters[-1].isascii():
        after, letters = _class(letters[-1], classes, where), letters[:-2]
    if not letters or "_" in letters or "#" in letters:
        raise DataError(f"{where}: row label {label!r} is not letters, #x, x#, V_x or x_S")
    return letters, before, after


def _class(name: str, classes: dict[str, str], where: str) -> str:
    if name not in classes:
        raise DataError(f"{where}: letter class {name!r} is not in languages.yaml (there are {', '.join(classes)})")
    return classes[name]


def _readings(path: Path) -> list[dict[str, Any]]:
    raw = read_yaml(path)
    for key, reading in raw.items():
        base = reading.get("base")
        if base is not None and base not in raw:
            raise DataError(f"{path}: reading {key!r} is based on {base!r}, which does not exist")
    return [
        {
            "id": key,
            "name": r["name"],
            "cue": r["cue"],
            "needs": _needs(r["cue"]),
            "form": r.get("form", ""),
            "doubt": float(r.get("doubt", 0)),
            "level": int(r.get("level", 1)),
            "units": _units(_whole_map(key, raw)),
        }
        for key, r in raw.items()
    ]


def _folds(path: Path) -> list[dict[str, Any]]:
    return [
        {
            **rule,
            "level": int(rule["level"]),
            "cost": float(rule["cost"]),
            "rewrite": [[_needs(pattern), pattern, new] for pattern, new in rule["rewrite"]],
        }
        for rule in read_yaml(path)
    ]


def _units(sounds: dict[str, str]) -> dict[str, list[list[str]]]:
    """The units of a reading by their letters, each with what stands before and after it: the narrowest context first."""
    units: dict[str, list[list[str]]] = {}
    for key, sound in sounds.items():
        letters, before, after = _unit(key)
        units.setdefault(letters, []).append([before, after, sound])
    return {letters: sorted(found, key=lambda u: (not u[0], not u[1], u)) for letters, found in units.items()}


def _unit(key: str) -> tuple[str, str, str]:
    """A key of a reading: ``~s~`` is s between vowels, ``e(n)`` e before n, ``us$`` us at the end of the word."""
    letters = re.sub(r"\(.*\)|[~^$]", "", key)
    before = key[0] if key[0] in "~^" else ""
    after = key[-1] if key[-1] in "~$" else ""
    if key.endswith(")"):
        after = key[key.index("(") + 1 : -1]
    return letters, before, after


def _lookaheads(readings: list[dict[str, Any]]) -> list[str]:
    """The letters that some reading must see after a syllable."""
    units = (unit for reading in readings for found in reading["units"].values() for unit in found)
    return sorted({after for _, after, _ in units if after.isalpha()})


def _alike(readings: list[dict[str, Any]]) -> dict[str, str]:
    """For each letter, a sign for every reading: readings with one sign take the letter, and what it begins, alike."""
    found = {}
    for letter in sorted({letters[0] for reading in readings for letters in reading["units"]}):
        signs: dict[str, str] = {}
        ways = [
            repr((sorted((k, u) for k, u in r["units"].items() if k[0] == letter), r["units"].get(fold(letter))))
            for r in readings
        ]
        found[letter] = "".join([signs.setdefault(way, chr(ord("!") + len(signs))) for way in ways])
    return found


def _needs(pattern: str) -> str:
    """Letters of which every text has one that matches a pattern: where there are none, it need not be looked for."""
    return "".join(sorted(_needed(import_module("re._parser").parse(pattern)) or ""))


def _needed(parsed: Any) -> set[str] | None:
    """The fewest letters of which one is in all that a pattern matches; ``None`` if there are none such."""
    found: list[set[str]] = []
    for op, value in parsed:
        letters: set[str] | None = None
        match str(op):
            case "LITERAL":
                letters = {chr(value)}
            case "IN" if all(str(kind) == "LITERAL" for kind, _ in value):
                letters = {chr(code) for _, code in value}
            case "BRANCH":
                ways = [_needed(way) for way in value[1]]
                letters = set().union(*[way or () for way in ways]) if all(ways) else None
            case "SUBPATTERN":
                letters = _needed(value[-1])
            case "MAX_REPEAT" if value[0]:
                letters = _needed(value[2])
        if letters:
            found.append(letters)
    return min(found, key=len, default=None)


def _whole_map(key: str, raw: dict[str, Any]) -> dict[str, str]:
    """The map of a reading with those of the readings it is based on."""
    base = raw[key].get("base")
    return {**(_whole_map(base, raw) if base else {}), **raw[key]["map"]}


def _prices(raw: dict[str, Any]) -> dict[str, float]:
    pairs = {"".join(sorted(pair)): float(price) for pair, price in raw["pairs"].items()}
    gaps = {f"-{phoneme}": float(price) for phoneme, price in raw["gap"].items()}
    return pairs | gaps | {name: float(raw[name]) for name in ("vowel", "swap", "first", "cheap")}


def _surnames(path: Path, reading: str) -> dict[str, str]:
    """Family names that stand before the given name without a space, each with how it is read."""
    header, rows = read_tsv(path)
    column = header.index(reading)
    native = range(2) if header[1] == "traditional" else range(1)
    return {row[i]: row[column].lower() for row in rows for i in native if row[i]}


def read_given_names(path: Path) -> list[dict[str, Any]]:
    """The sets of given names: id, gender, and forms by language (``latin`` and ``short`` besides)."""
    header, rows = read_tsv(path)
    if header[:2] != ["set", "gender"] or header[-1] != "source":
        raise DataError(f"{path}:1: the columns must begin with `set` and `gender` and end with `source`")
    sets = []
    for number, (name, gender, *cells) in enumerate(rows, start=2):
        if gender not in ("m", "f"):
            raise DataError(f"{path}:{number}: gender must be m or f, not {gender!r}")
        if not cells.pop():
            raise DataError(f"{path}:{number}: the set {name!r} has no source")
        forms = {column: cell.split() for column, cell in zip(header[2:-1], cells, strict=True) if cell.strip()}
        forms["latin"] = [name, *forms.get("latin", [])]
        sets.append({"id": name, "gender": gender, "forms": forms})
    return sets
