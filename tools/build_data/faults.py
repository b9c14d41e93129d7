"""The faults of ``data/table/``, all at once: ``file:line:column: what is wrong (how to mend it)``."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from build_data.table import Marked, parse_label, read_yaml
from translit.errors import DataError

PHONEMES = re.compile(r"[aeioubvgdzklmnprstfhcjZSC']*")
_SYLLABLES = re.compile(r"[aeioubvgdzklmnprstfhcjZSC'.]*")  # of languages whose letters are read by syllables
_KNOWN = "a e i o u b v g d z k l m n p r s t f h c j, Z for zh, S for sh, C for ch, ' for softness, - for nothing"
_SYLLABIC = ("pinyin", "jyutping", "kana", "jamo")
_ABUGIDAS = ("abugida", "abugida last", "abugida inner")
_PREPROCESSING = (*_SYLLABIC, *_ABUGIDAS, "thai", "lao", "khmer", "burmese")
_CONVENTION = ({"name", "short", "used"}, {"source", "letters"})
_LANGUAGE = ({"name", "guess", "script", "classes", "examples"}, {"never", "alternatives", "vowels", "preprocessing"})
_ORTHOGRAPHY = ({"name", "cue", "map"}, {"base", "form", "penalty"})

_EMPTY = {"classes": {}, "examples": {}, "map": {}, "guess": "1", "script": "Zzzz"}


def faults(folder: Path) -> list[str]:
    """Return the faults of the table's source files, in the order of the files; none if they can be compiled."""
    found = _Faults()
    conventions = found.records(folder / "conventions.yaml", *_CONVENTION)
    languages = found.records(folder / "languages.yaml", *_LANGUAGE)
    for code, about in languages.items():
        _language(found.at(folder / "languages.yaml"), code, about)
    matrices = {path.stem: path for path in sorted((folder / "matrix").glob("*.tsv"))}
    written: set[str] = set()
    for code, path in matrices.items():
        if code in languages:
            written |= _matrix(found.at(path), path, languages[code], conventions)
            _examples(found.at(folder / "languages.yaml"), path, languages[code])
        else:
            found.at(path)(1, 1, f"languages.yaml has no record {code!r}", "add it there, or delete this file")
    missing = [code for code in languages if code not in matrices]
    for code in missing:
        found.at(folder / "languages.yaml")(
            *_place(code), f"there is no matrix/{code}.tsv", "add it: a row per letter, with the columns letter and key"
        )
    if languages and not missing:
        for convention in conventions.keys() - written:
            found.at(folder / "conventions.yaml")(
                *_place(convention), f"no matrix has a column {convention!r}", "add it to one, or delete this record"
            )
    orthographies = found.records(folder / "orthographies.yaml", *_ORTHOGRAPHY)
    for key, orthography in orthographies.items():
        _orthography(found.at(folder / "orthographies.yaml"), key, orthography, orthographies)
    for path in sorted(folder.glob("*.tsv")):
        list(_columns(found.at(path), path))
    return found.lines


Tell = Callable[[int, int, str, str], None]
"""Takes note of a fault of a file: line, column, what is wrong, how to mend it."""


class _Faults:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def at(self, path: Path) -> Tell:
        def tell(line: int, column: int, what: str, mend: str) -> None:
            self.lines.append(f"{path}:{line}:{column}: {what} ({mend})")

        return tell

    def records(self, path: Path, needed: set[str], allowed: set[str]) -> dict[str, Any]:
        """Return the records of a YAML file; fields that they lack are faults, and filled with what is none."""
        try:
            records = read_yaml(path)
        except DataError as error:
            self.lines.append(str(error))
            return {}
        tell, whole = self.at(path), {}
        for key, record in records.items():
            if not isinstance(record, dict):
                tell(*_place(key), f"{key!r} is no record", f"give it the fields {', '.join(sorted(needed))}")
                continue
            for field in record.keys() - needed - allowed:
                tell(*_place(field), f"the field {field!r} is unknown", _nearest(field, needed | allowed))
            if lacking := sorted(needed - record.keys()):
                tell(*_place(key), f"the record {key!r} has no {', '.join(lacking)}", "see the head of the file")
            whole[key] = {field: _EMPTY.get(field, "") for field in lacking} | record
        return whole


def _place(text: str) -> tuple[int, int]:
    return (text.line, text.column) if isinstance(text, Marked) else (1, 1)


def _nearest(given: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(given, list(known), n=1)
    return f"is it {near[0]!r}?" if near else f"there are {', '.join(sorted(known))}"


def _language(tell: Tell, code: str, about: dict[str, Any]) -> None:
    for field in ("classes", "examples", "alternatives"):
        if not isinstance(about.get(field, {}), dict):
            tell(*_place(about[field]), f"{field!r} of {code!r} has no entries", "write {} if there are none")
            about[field] = {}
    if not about["guess"].isdecimal():
        tell(*_place(about["guess"]), f"guess is {about['guess']!r}", "write a whole number: 1 is tried first, then 2")
    if not re.fullmatch("[A-Z][a-z]{3}", about["script"]):
        tell(*_place(about["script"]), f"script is {about['script']!r}", "write its ISO 15924 code, such as Cyrl")
    preprocessing = about.get("preprocessing", "")
    if preprocessing and preprocessing not in _PREPROCESSING:
        tell(
            *_place(preprocessing),
            f"no preprocessing is called {preprocessing!r}",
            _nearest(preprocessing, _PREPROCESSING),
        )
    _pattern(tell, about.get("never", ""))
    for native, spelled in about["examples"].items():
        if not isinstance(spelled, dict):
            tell(
                *_place(native),
                f"the example {native!r} has no spellings",
                "write them as convention: spelling below it",
            )
    for name, other in about.get("alternatives", {}).items():
        if not isinstance(other, dict) or other.keys() != {"penalty", "phonemes"}:
            tell(*_place(name), f"the alternative {name!r} is none", "give it the fields penalty and phonemes")
            continue
        _penalty(tell, other["penalty"])
        for label, phonemes in other["phonemes"].items():
            _label(tell, *_place(label), label, about["classes"])
            _phonemes(tell, *_place(phonemes), phonemes, preprocessing)


def _matrix(tell: Tell, path: Path, about: dict[str, Any], conventions: dict[str, Any]) -> set[str]:
    """Take note of the faults of a matrix; return the conventions it has columns of."""
    lines = list(_columns(tell, path))
    if not lines:
        return set()
    header = lines[0][1]
    if header[:2] != ["letter", "key"]:
        tell(1, 1, f"the first columns are {', '.join(header[:2])}", "begin with the columns letter and key")
        return set()
    shown = [spelled for spelled in about["examples"].values() if isinstance(spelled, dict)]
    for i, convention in enumerate(header[2:], start=2):
        if convention in header[:i]:
            tell(1, _column(header, i), f"the column {convention!r} stands twice", "delete one of them")
        elif convention not in conventions:
            mend = f"add its record there; {_nearest(convention, conventions)}"
            tell(1, _column(header, i), f"the convention {convention!r} is not in conventions.yaml", mend)
        elif not any(convention in spelled for spelled in shown):
            mend = "add what it writes for one to `examples` in languages.yaml"
            tell(1, _column(header, i), f"the convention {convention!r} has no example name", mend)
    seen: dict[tuple[str, str, str], int] = {}
    plain = {cells[0] for _, cells in lines[1:]}
    for number, (label, *cells) in lines[1:]:
        context = _label(tell, number, 1, label, about["classes"])
        if context:
            letters, before, after = context
            first = seen.setdefault((letters, "".join(sorted(before)), "".join(sorted(after))), number)
            if first != number:
                tell(number, 1, f"the row {label!r} stands twice", f"delete it here or in line {first}")
        for i, cell in enumerate(cells, start=1):
            place = number, _column([label, *cells], i)
            if not cell:
                tell(
                    *place,
                    f"no cell of {label!r} for {header[i]!r}",
                    "write - for nothing, . for the cell of the plain row",
                )
            elif cell == "." and context and (context[0] == label or context[0] not in plain):
                tell(
                    *place,
                    f"{label!r} has no plain row that `.` could stand for",
                    f"write the cell, or add a row {context[0]}",
                )
            elif i == 1 and cell not in (".", "-"):
                _phonemes(tell, *place, cell, about.get("preprocessing", ""))
    return set(header[2:])


def _examples(tell: Tell, path: Path, about: dict[str, Any]) -> None:
    """Take note of examples by a convention that the matrix does not have, or of letters that it does not have."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")]
    letters = set("".join(cells[0] for cells in lines))
    for native, spelled in about["examples"].items():
        for convention in spelled if isinstance(spelled, dict) else ():
            if convention not in lines[0][2:]:
                mend = f"add it; {_nearest(convention, lines[0][2:])}"
                tell(*_place(convention), f"{path.name} has no column {convention!r}", mend)
        strange = [c for c in native.lower() if c.isalpha() and c not in letters]
        if strange and not about.get("preprocessing"):
            tell(
                *_place(native),
                f"{path.name} has no row for {strange[0]!r} of {native!r}",
                "add it, or mend the example",
            )


def _columns(tell: Tell, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of a table that have as many cells as its head, with their numbers; the others are faults."""
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    columns = lines[0].count("\t") + 1
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        if not line.strip():
            tell(number, 1, "the line is empty", "delete it")
        elif len(cells) != columns:
            mend = "put a tab between two cells; - writes nothing, . what the plain row of the letter writes"
            tell(number, len(line) + 1, f"{len(cells)} cells in a table of {columns} columns", mend)
        else:
            yield number, cells
        for i, cell in enumerate(cells if path.parent.name == "matrix" else ()):
            if re.search(r"\s" if i < 2 else r"[^\S ]|  ", cell):
                tell(number, _column(cells, i), f"white space in {cell!r}", "delete it")
            if i and not unicodedata.is_normalized("NFC", cell):  # labels keep vowel points in writing order
                tell(
                    number,
                    _column(cells, i),
                    f"{cell!r} is not composed",
                    f"write {unicodedata.normalize('NFC', cell)}",
                )


def _column(cells: list[str], i: int) -> int:
    return sum(len(cell) + 1 for cell in cells[:i]) + 1


def _orthography(tell: Tell, key: str, orthography: dict[str, Any], others: dict[str, Any]) -> None:
    base = orthography.get("base", key)
    if base not in others:
        tell(*_place(base), f"{key!r} is based on {base!r}, which does not exist", _nearest(base, others))
    _penalty(tell, orthography.get("penalty", "0"))
    for field in ("cue", "form"):
        _pattern(tell, orthography.get(field, ""))
    for letters, phonemes in orthography["map"].items():
        _phonemes(tell, *_place(phonemes), phonemes)
        if letters != letters.lower():
            tell(*_place(letters), f"capitals in {letters!r}", f"write {letters.lower()}")


def _label(tell: Tell, line: int, column: int, label: str, classes: dict[str, str]) -> tuple[str, str, str] | None:
    try:
        return parse_label(label, classes)
    except DataError as error:
        what, _, mend = str(error).partition(" (")
        tell(line, column, what, mend.removesuffix(")"))
        return None


def _phonemes(tell: Tell, line: int, column: int, cell: str, preprocessing: str = "") -> None:
    if cell != "-" and not (_SYLLABLES if preprocessing in _SYLLABIC else PHONEMES).fullmatch(cell):
        strange = "".join(dict.fromkeys(re.sub(f"(?:{PHONEMES.pattern[:-1]})", "", cell)))
        tell(line, column, f"{strange!r} in {cell!r} is no phoneme", f"there are {_KNOWN}")


def _penalty(tell: Tell, given: str) -> None:
    if not re.fullmatch(r"0(\.\d+)?", given):
        tell(*_place(given), f"the penalty is {given!r}", "write a number from 0 to less than 1")


def _pattern(tell: Tell, pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        tell(*_place(pattern), f"{pattern!r} is no regular expression: {error}", "mend the expression")
