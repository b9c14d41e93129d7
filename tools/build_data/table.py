"""Compilation of ``data/table/`` into ``table.json`` and ``matrix/``; the sources are without faults (see ``faults``)."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from translit.errors import DataError
from translit.table.tables import row_order
from translit.text.fold import fold

_VOWELS = "aeiou"


class Marked(str):
    """A scalar of a YAML file, with the line and the column where it stands, from 1 on."""

    line = column = 1


class _Loader(yaml.BaseLoader):  # strings only, so that `no`, `on` and `007` stay what they are
    def construct_scalar(self, node: yaml.ScalarNode) -> Marked:
        text = Marked(super().construct_scalar(node))
        text.line, text.column = node.start_mark.line + 1, node.start_mark.column + 1
        return text

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} stands twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def compile_table(folder: Path) -> dict[str, Any]:
    """Return the compiled form of all source files of the table: plain lists and dicts, ready for JSON."""
    orthographies = _orthographies(folder / "orthographies.yaml")
    return {
        "conventions": read_yaml(folder / "conventions.yaml"),
        "languages": {
            code: _language(folder / "matrix" / f"{code}.tsv", meta)
            for code, meta in read_yaml(folder / "languages.yaml").items()
        },
        "orthographies": orthographies,
        "lookaheads": _lookaheads(orthographies),
        "signatures": _signatures(orthographies),
        "rules": _rules(folder / "phonetic_rules.yaml"),
        "phoneme_costs": _phoneme_costs(read_yaml(folder / "phoneme_costs.yaml")),
        "surnames": {
            "zh": _surnames(folder / "zh_surnames.tsv", ("han", "traditional"), "pinyin"),
            "ko": _surnames(folder / "ko_surnames.tsv", ("hangul",), "hangul"),
            "hanja": _surnames(folder / "ko_surnames.tsv", ("hanja",), "hangul"),
        },
        "customary": {
            "zh": _customary(folder / "zh_surnames.tsv", ("han", "traditional")),
            "ko": _customary(folder / "ko_surnames.tsv", ("hangul",)),
        },
    }


def split_matrices(table: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the compiled table without the rows of its languages, and the rows of each, which are loaded when needed."""
    languages, matrices = {}, {}
    for code, language in table["languages"].items():
        languages[code] = {k: v for k, v in language.items() if k not in ("rows", "alternatives")}
        languages[code]["alphabet"] = "".join(sorted(set("".join(row[0] for row in language["rows"]))))
        matrices[code] = {k: language[k] for k in ("rows", "alternatives")}
    return {**table, "languages": languages}, matrices


def read_tsv(path: Path) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows of a tab-separated file; every row must have a cell for every column."""
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
    """Return the content of a YAML file; every scalar is a string that knows its place (:class:`Marked`)."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  strings only
    except FileNotFoundError:
        raise DataError(f"{path}: the file is missing") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise DataError(f"{path}{place}: {error.problem} (mend the YAML of this record)") from None


def _language(path: Path, meta: dict[str, Any]) -> dict[str, Any]:
    header, lines = read_tsv(path)
    rows = {parse_label(label, meta["classes"]): cells for label, *cells in lines}
    key = {context: cells[0] for context, cells in rows.items()}
    compiled = []
    for (letters, before, after), cells in rows.items():
        plain = rows.get((letters, "", ""))
        filled = [
            ("" if cell == "-" else cell)
            for cell in ((plain[i] if cell == "." and plain else cell) for i, cell in enumerate(cells))
        ]
        compiled.append([letters, before, after, [unicodedata.normalize("NFC", c) for c in filled]])
    compiled.sort(key=row_order)
    return {
        "name": meta["name"],
        "alternatives": {
            name: _alternative(key, given, meta["classes"]) for name, given in meta.get("alternatives", {}).items()
        },
        "guess": int(meta["guess"]),
        "never": meta.get("never", ""),
        "script": meta["script"],
        "abjad": meta.get("vowels", "") == "unwritten",
        "preprocessing": meta.get("preprocessing", ""),
        "columns": header[1:],
        "rows": compiled,
    }


def _alternative(
    key: dict[tuple[str, str, str], str], given: dict[str, Any], classes: dict[str, str]
) -> dict[str, Any]:
    """Return the rows that replace some of the column ``key``, and the shortest groups of letters in which it differs."""
    replaced = {parse_label(label, classes): phonemes for label, phonemes in given["phonemes"].items()}
    plain = {letters for letters, before, after in replaced if not before and not after}
    rows = {c: phonemes for c, phonemes in key.items() if not any(letters in c[0] for letters in plain)} | replaced
    differ = {c[0] for c, _ in {*rows.items()} ^ {*key.items()}}
    shortest = sorted(letters for letters in differ if not any(other in letters for other in differ - {letters}))
    of_replaced = [[*context, ["" if phonemes == "-" else phonemes]] for context, phonemes in replaced.items()]
    return {"penalty": float(given["penalty"]), "letters": shortest, "rows": of_replaced}


def parse_label(label: str, classes: dict[str, str]) -> tuple[str, str, str]:
    """Parse a row label: ``V_х`` is ``("х", "аеё…", "")``, ``#е`` is ``("е", "#", "")``."""
    letters, before, after = label, "", ""
    if letters.startswith("#"):
        letters, before = letters[1:], "#"
    elif letters[1:2] == "_" and letters[0].isascii():
        before, letters = _class(letters[0], classes), letters[2:]
    if letters.endswith("#"):
        letters, after = letters[:-1], "#"
    elif letters[-2:-1] == "_" and letters[-1].isascii():
        after, letters = _class(letters[-1], classes), letters[:-2]
    if not letters or "_" in letters or "#" in letters:
        raise DataError(f"the row label {label!r} is none (write letters, #x, x#, V_x or x_S)")
    return letters, before, after


def _class(name: str, classes: dict[str, str]) -> str:
    if name not in classes:
        known = f"there are {', '.join(classes)}" if classes else "there are none yet"
        raise DataError(f"the letter class {name!r} is not in languages.yaml ({known}; add it to `classes`)")
    return classes[name]


def _orthographies(path: Path) -> list[dict[str, Any]]:
    raw = read_yaml(path)
    return [
        {
            "id": key,
            "name": o["name"],
            "cue": o["cue"],
            "needs": _needs(o["cue"]),
            "form": o.get("form", ""),
            "penalty": float(o.get("penalty", 0)),
            "units": _units(_whole_map(key, raw)),
        }
        for key, o in raw.items()
    ]


def _rules(path: Path) -> list[dict[str, Any]]:
    return [
        {
            "id": rule["id"],
            "level": int(rule["level"]),
            "rule": rule["rule"],
            "rewrite": [[_needs(pattern), pattern, new] for pattern, new in rule["rewrite"]],
        }
        for rule in read_yaml(path)
    ]


def _units(given: dict[str, str]) -> dict[str, list[list[str]]]:
    """Return the units of an orthography by their letters, each with context and phonemes, the narrowest context first."""
    units: dict[str, list[list[str]]] = {}
    for key, phonemes in given.items():
        letters, before, after = _unit(key)
        units.setdefault(letters, []).append([before, after, phonemes])
    return {letters: sorted(found, key=lambda u: (not u[0], not u[1], u)) for letters, found in units.items()}


def _unit(key: str) -> tuple[str, str, str]:
    """Parse a key of a map: ``~s~`` is s between vowels, ``e(n)`` e before n, ``us$`` us at the end of the word."""
    letters = re.sub(r"\(.*\)|[~^$]", "", key)
    before = key[0] if key[0] in "~^" else ""
    after = key[-1] if key[-1] in "~$" else ""
    if key.endswith(")"):
        after = key[key.index("(") + 1 : -1]
    return letters, before, after


def _lookaheads(orthographies: list[dict[str, Any]]) -> list[str]:
    """Return the letters of the next syllable that some orthography depends on."""
    units = (unit for orthography in orthographies for found in orthography["units"].values() for unit in found)
    return sorted({after for _, after, _ in units if after.isalpha()})


def _signatures(orthographies: list[dict[str, Any]]) -> dict[str, str]:
    """Return one character per orthography for each letter, equal where they have equal units that begin with it."""
    found = {}
    for letter in sorted({letters[0] for orthography in orthographies for letters in orthography["units"]}):
        signs: dict[str, str] = {}
        ways = [
            repr((sorted((k, u) for k, u in o["units"].items() if k[0] == letter), o["units"].get(fold(letter))))
            for o in orthographies
        ]
        found[letter] = "".join([signs.setdefault(way, chr(ord("!") + len(signs))) for way in ways])
    return found


def _needs(pattern: str) -> str:
    """Return letters of which every match of a pattern has one, so that texts without them need not be searched."""
    return "".join(sorted(_needed(import_module("re._parser").parse(pattern)) or ""))


def _needed(parsed: Any) -> set[str] | None:
    """Return the smallest set of letters of which every match of a parsed pattern has one; ``None`` if there is none."""
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
    """Return the map of an orthography with those of the ones it is based on."""
    base = raw[key].get("base")
    return {**(_whole_map(base, raw) if base else {}), **raw[key]["map"]}


def _phoneme_costs(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the costs of both orders of every pair that is listed, and of two vowels."""
    pairs = {a: {b: float(raw["vowel"]) for b in _VOWELS if b != a} for a in _VOWELS}
    for (a, b), cost in raw["pairs"].items():
        for one, other in ((a, b), (b, a)):
            pairs.setdefault(one, {})[other] = float(cost)
    gaps = {phoneme: float(cost) for phoneme, cost in raw["gap"].items()}
    return {"pairs": pairs, "gaps": gaps, **{name: float(raw[name]) for name in ("swap", "cheap", "first")}}


def compile_han(folder: Path) -> dict[str, str]:
    """Return, for each Han character, its simplified form, pinyin, jyutping and Hangul, with a space between them."""
    simplified = {c: row[0] for row in read_tsv(folder / "han_variants.tsv")[1] for c in row[1]}
    readings = [
        {c: row[0] for row in reversed(read_tsv(folder / f"{name}.tsv")[1]) for c in row[1]}
        for name in ("pinyin", "jyutping", "hanja")
    ]
    for found in readings[1:]:  # Unidecode knows simplified characters
        for c in sorted(simplified.keys() & found.keys()):
            found.setdefault(simplified[c], found[c])
    known = simplified.keys() | {simplified[c] for c in simplified}.union(*readings)
    return {c: " ".join([simplified.get(c, ""), *[found.get(c, "") for found in readings]]) for c in known}


def _surnames(path: Path, written: Sequence[str], reading: str) -> dict[str, str]:
    """Return family names that are written before the given name without a space, each with its reading."""
    header, rows = read_tsv(path)
    column = header.index(reading)
    return {
        fold(native): row[column].lower()
        for row in reversed(rows)
        for name in written
        for native in row[header.index(name)].split()
    }


def _customary(path: Path, written: Sequence[str]) -> dict[str, str]:
    """Return the spellings of family names in other columns than the written form, the customary ones first."""
    header, rows = read_tsv(path)
    columns = [i for i, name in enumerate(header) if name not in ("han", "traditional", "hangul", "hanja")]
    columns.sort(key=lambda i: header[i] != "customary")
    found: dict[str, list[str]] = {}
    for row in rows:
        for name in written:
            found.setdefault(fold(row[header.index(name)]), []).extend(" ".join(row[i] for i in columns).split())
    return {name: " ".join(dict.fromkeys(spellings)) for name, spellings in found.items()}


def read_given_names(path: Path) -> list[dict[str, Any]]:
    """Return the sets of given names: id, gender, and forms by language (``latin`` and ``short`` besides)."""
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
