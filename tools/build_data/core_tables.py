"""The tables by which the compiled core reads words: ``phonetics.bin``, laid out as ``core/phonetics.h`` says.

It holds what ``table.json`` and ``matrix/`` tell of Latin and Cyrillic letters. A letter has a number; of those with
numbers below 256 rows, units and patterns are made, others are only Latin letters with diacritics that no orthography names.
"""

from __future__ import annotations

import struct
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from build_data.automata import Automaton, automaton
from translit.errors import DataError
from translit.table.phonetics import PLAIN
from translit.table.romanization import is_inside_word
from translit.table.syllables import APOSTROPHES
from translit.table.tables import VOWELS, Alternative, Orthography
from translit.text.fold import fold

_EDGE = "·"
_CODES = 0x2020  # letters from here on are left to Python
_NAMED = 256  # numbers of letters that fit into a byte
_NO_PATTERN = 255
_PRINTABLE = [c for c in map(chr, range(0x20, 0x7F)) if c == c.lower()]
_LATIN = [c for c in map(chr, (*range(0xDF, 0x250), *range(0x1E00, 0x1F00))) if c.islower()]
_LATIN_WORD, _VOWEL, _LETTER, _IS_LATIN, _INSIDE = (1 << n for n in range(5))  # flags of a letter
_SINGLE, _DOUBLED = 0, 1  # kinds of rewriting: a pattern, and letters that stand twice
_ANYWHERE, _AT, _NOT_AT, _AT_EDGE = range(4)  # what a rewritten part must stand beside
_MOST = 255  # as often as a phoneme may stand: no word has more letters


class _Numbers(dict[str, int]):
    """The number of each letter, from 1 on; those that something names come first."""

    def __init__(self, named: Iterable[str]) -> None:
        letters = sorted(set(named) | set(_PRINTABLE) | {_EDGE})
        if len(letters) >= _NAMED:
            raise DataError(f"{len(letters)} letters are named, and the compiled core knows {_NAMED - 1}")
        letters += [c for c in _LATIN if c not in letters]
        super().__init__({letter: number for number, letter in enumerate(letters, start=1)})

    def string(self, text: str, room: int) -> bytes:
        """Return the numbers of letters, filled up with zeros."""
        if len(text) > room:
            raise DataError(f"{text!r} has more than the {room} letters that the compiled core has room for")
        return bytes([self[c] for c in text]).ljust(room, b"\0")


class _Patterns:
    """Automata, each once, in the order in which they are first asked for."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, Automaton]] = {}

    def number(self, source: str) -> int:
        if not source:
            return _NO_PATTERN
        if source not in self._found:
            self._found[source] = len(self._found), automaton(source)
        return self._found[source][0]

    def packed(self, numbers: _Numbers) -> tuple[bytes, bytes]:
        """Return where each automaton begins in the bytes of all and how many columns it has, and these bytes.

        They are the columns of all letters, whether the text may end in a state, and the states after each.
        """
        places, content = [], b""
        for _, found in self._found.values():
            columns = bytearray(_NAMED)
            for letter, column in found.columns.items():
                columns[numbers[letter]] = column
            ends = bytes(state in found.at_end for state in range(len(found.next)))
            at = len(content)
            places.append(struct.pack("<IIII", at, at + _NAMED, at + _NAMED + len(ends), len(found.next[0])))
            content += bytes(columns) + ends + b"".join(map(bytes, found.next))
        return b"".join(places), content


def compile_phonetics(table: dict[str, Any], matrices: dict[str, Any]) -> bytes:
    """Return the tables of the compiled core, made of the compiled table and matrices."""
    orthographies = [Orthography(o["id"], o["name"], o["penalty"], o) for o in table["orthographies"]]
    read = {code: about for code, about in table["languages"].items() if _is_read(about)}
    sets = {code: _row_sets(matrices[code]) for code in read}
    patterns = _Patterns()
    named = {c for o in orthographies for letters in o.units for c in letters}.union(*table["lookaheads"])
    sources = [source for o in orthographies for source in (o.raw["cue"], o.raw["form"])]
    for source in (*sources, *(about["never"] for about in read.values())):
        patterns.number(source)
    named.update(*[a.columns for _, a in patterns._found.values()])
    native = {c for code in read for rows in sets[code] for row in rows.rows for part in row[:3] for c in part} - {"#"}
    native.update(*[read[code]["alphabet"] for code in read], map(chr, APOSTROPHES), APOSTROPHES.values())
    numbers = _Numbers(named | native)
    contexts: dict[str, int] = {}
    all_sets = [rows for code in read for rows in sets[code]]
    first_sets = {code: sum(len(sets[c]) for c in [*read][:n]) for n, code in enumerate(read)}
    unit_ranges, units = _units(orthographies, numbers)
    row_ranges, rows = _rows(all_sets, numbers, contexts)
    languages = [
        struct.pack(
            "<BBBBBxxx", about["guess"], code in read, patterns.number(about["never"]) if code in read else 0,
            first_sets.get(code, 0), len(sets.get(code, ())),
        )
        for code, about in table["languages"].items()
    ]  # fmt: skip
    triggers = [t for found in all_sets for t in found.triggers]
    starts = [sum(len(s.triggers) for s in all_sets[:n]) for n in range(len(all_sets))]
    rules = [one for rule in table["rules"] if rule["level"] == 1 for one in rule["rewrite"]]
    automata_places, automata = patterns.packed(numbers)
    cued = _cued(table["orthographies"])
    alphabets = [set(about["alphabet"]) for about in table["languages"].values()]
    codes = array("H", bytes(2 * _CODES))
    for letter, number in numbers.items():
        if letter != _EDGE and ord(letter) < _CODES:
            codes[ord(letter)] = number
    sections = [
        b"".join(struct.pack("<dBBBxxxxx", o.penalty, patterns.number(o.raw["cue"]), patterns.number(o.raw["form"]),
                 o.has_silent_letters) for o in orthographies),
        b"".join(struct.pack("<dHHxxxx", s.penalty, at, len(s.triggers)) for s, at in zip(all_sets, starts, strict=True)),
        bytes(32) + b"".join(_letter(c, numbers, cued, alphabets) for c in numbers),
        b"".join(_phoneme_set(needs) for needs, *_ in rules), b"".join(_rewriting(source, new) for _, source, new in rules),
        b"".join(_context(c, numbers) for c in contexts), codes.tobytes(), unit_ranges, units, row_ranges,
        rows, b"".join(languages), b"".join(bytes([len(t)]) + numbers.string(t, 7) for t in triggers),
        b"".join(bytes([len(t)]) + numbers.string(t, 3) for t in table["lookaheads"]), automata_places, automata,
    ]  # fmt: skip
    counts = [len(orthographies), len(all_sets), len(rules), len(languages), len(table["lookaheads"]), numbers[_EDGE]]
    counts.append(numbers["a"])
    if len(orthographies) > 64 or len(languages) > 64:
        raise DataError("there are more than 64 orthographies or languages, and the compiled core knows no more")
    return _laid_out(counts, sections)


def _laid_out(counts: Sequence[int], sections: Sequence[bytes]) -> bytes:
    """Return counts, the places of sections, and the sections, each at a multiple of eight."""
    at = 4 * (len(counts) + len(sections))
    at += -at % 8
    places, content = [], b""
    for section in sections:
        places.append(at + len(content))
        content += section.ljust(len(section) + -len(section) % 8, b"\0")
    return struct.pack(f"<{len(counts) + len(sections)}I", *counts, *places).ljust(at, b"\0") + content


class _RowSet(NamedTuple):
    """Rows that are tried on a word if it has one of the triggers, or, without any, on all words."""

    penalty: float
    triggers: Sequence[str]
    rows: Sequence[Sequence[Any]]


def _is_read(about: dict[str, Any]) -> bool:
    return about["script"] == "Cyrl" and not about["abjad"] and not about["preprocessing"]


def _row_sets(matrix: dict[str, Any]) -> list[_RowSet]:
    found = [_RowSet(0.0, (), matrix["rows"])]
    for name, given in matrix["alternatives"].items():
        other = Alternative(name, given["penalty"], tuple(given["letters"]), given["rows"], matrix["rows"])
        rows = [[*row[:3], row.cells] for rows in other.rows.values() for row in rows]
        found.append(_RowSet(other.penalty, other.letters, rows))
    return found


class _Ranges:
    """Records by their first letter, for each of several readers; those of readers that read a letter alike stand once."""

    def __init__(self, readers: int) -> None:
        self._starts: dict[bytes, int] = {}
        self._records = b""
        self._ends = [[(0, 0)] * readers for _ in range(_NAMED)]

    def add(self, reader: int, records: Iterable[tuple[int, bytes]]) -> None:
        """Add the records of a reader, in the order in which they are tried."""
        by_first: dict[int, list[bytes]] = {}
        for first, record in records:
            by_first.setdefault(first, []).append(record)
        for first, found in by_first.items():
            content = b"".join(found)
            if content not in self._starts:
                self._starts[content] = len(self._records) // len(found[0])
                self._records += content
            start = self._starts[content]
            self._ends[first][reader] = (start, start + len(found))

    def packed(self) -> tuple[bytes, bytes]:
        """Return where the records of each letter and reader begin and end, and the records."""
        return b"".join(struct.pack("<HH", *place) for row in self._ends for place in row), self._records


def _units(orthographies: Sequence[Orthography], numbers: _Numbers) -> tuple[bytes, bytes]:
    found = _Ranges(len(orthographies))
    for r, orthography in enumerate(orthographies):
        records = []
        for letters in sorted(orthography.units, key=lambda letters: (-len(letters), letters)):
            for unit in orthography.units[letters]:
                after = ["", "$", "~"].index(unit.after) if unit.after in ("", "$", "~") else 3
                record = bytes([len(letters), ["", "^", "~"].index(unit.before), after, len(unit.phonemes)])
                record += numbers.string(letters, 8) + numbers.string(unit.after if after == 3 else "", 2)
                records.append((numbers[letters[0]], record + _phonemes(unit.phonemes, 8)))
        found.add(r, records)
    return found.packed()


def _rows(sets: Sequence[_RowSet], numbers: _Numbers, contexts: dict[str, int]) -> tuple[bytes, bytes]:
    found = _Ranges(len(sets))
    for n, rows in enumerate(sets):
        records = []
        for letters, before, after, cells in rows.rows:
            sides = [
                0 if not context else 1 if context == "#" else 2 + contexts.setdefault(context, len(contexts))
                for context in (before, after)
            ]
            record = bytes([len(letters), *sides, len(cells[0])]) + numbers.string(letters, 8)
            records.append((numbers[letters[0]], record + _phonemes(cells[0], 8)))
        found.add(n, records)
    return found.packed()


def _phonemes(text: str, room: int) -> bytes:
    if len(text) > room:
        raise DataError(f"{text!r} has more than the {room} phonemes that the compiled core has room for")
    return text.encode("ascii").ljust(room, b"\0")


def _context(letters: str, numbers: _Numbers) -> bytes:
    return sum(1 << numbers[c] for c in set(letters)).to_bytes(32, "little")


def _cued(orthographies: Sequence[dict[str, Any]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for r, orthography in enumerate(orthographies):
        for letter in orthography["needs"] or [""]:
            found[letter] = found.get(letter, 0) | 1 << r
    return found


def _letter(letter: str, numbers: _Numbers, cued: dict[str, int], alphabets: Sequence[set[str]]) -> bytes:
    plain = fold(letter)
    unlisted = plain.translate(PLAIN)
    latin = unicodedata.name(letter, "").startswith("LATIN ")
    known = len(plain) <= 4 and all(numbers.get(c, _NAMED) < _NAMED for c in plain) and unlisted.isascii()
    flags = (
        _LATIN_WORD * (known and (letter.isascii() or latin or letter in map(chr, APOSTROPHES) or letter == "’"))
        | _VOWEL * (letter in VOWELS)
        | _LETTER * (letter.isalpha() and unicodedata.category(letter) != "Lm")
        | _IS_LATIN * latin
        | _INSIDE * is_inside_word(letter)
    )
    languages = sum(1 << n for n, alphabet in enumerate(alphabets) if not letter.isalpha() or letter in alphabet)
    native = numbers.get(letter.translate(APOSTROPHES), _NAMED)
    return struct.pack(
        "<QQBBBB4s8s", languages, cued.get("", 0) | cued.get(letter, 0), flags, native if native < _NAMED else 0,
        len(plain) if known else 0, len(unlisted) if known else 0, numbers.string(plain if known else "", 4),
        _phonemes(unlisted if known else "", 8),
    )  # fmt: skip


def _rewriting(source: str, new: str) -> bytes:
    """Return a rewriting of phonemes: what must stand before and after it, and up to four parts, each as often as it may."""
    if source == r"(.)\1+" and new == r"\1":
        return _rewriting_of(_DOUBLED, (_ANYWHERE, set()), [], (_ANYWHERE, set()), "")
    before: tuple[int, set[str]] = (_ANYWHERE, set())
    after: tuple[int, set[str]] = (_ANYWHERE, set())
    parts: list[tuple[set[str], int, int]] = []
    for place, (op, value) in enumerate(parsed := [*import_module("re._parser").parse(source)]):
        match str(op):
            case "ASSERT" | "ASSERT_NOT" if (value[0] < 0 and not parts) or (value[0] > 0 and place == len(parsed) - 1):
                side = (_AT if str(op) == "ASSERT" else _NOT_AT, _one_of(value[1], source))
                before, after = (side, after) if value[0] < 0 else (before, side)
            case "AT" if str(value) == "AT_BEGINNING" and not place:
                before = (_AT_EDGE, set())
            case "AT" if str(value) == "AT_END" and place == len(parsed) - 1:
                after = (_AT_EDGE, set())
            case "MAX_REPEAT":
                least, most, repeated = value
                parts.append((_one_of(repeated, source), least, min(int(most), _MOST)))
            case _:
                parts.append((_one_of([(op, value)], source), 1, 1))
    if len(parts) > 4 or len(new) > 4 or not new.isascii() or not sum(least for _, least, _ in parts):
        raise DataError(
            f"the compiled core cannot rewrite {source!r} to {new!r} (it reads up to four sets of phonemes)"
        )
    return _rewriting_of(_SINGLE, before, parts, after, new)


def _one_of(parsed: Any, source: str) -> set[str]:
    """Return the phonemes of a part of a pattern that reads one of some phonemes."""
    op, value = parsed[0]
    if len(parsed) == 1 and str(op) == "LITERAL":
        return {chr(value)}
    if len(parsed) == 1 and str(op) == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        return {chr(code) for _, code in value}
    raise DataError(f"the compiled core reads sets of phonemes, repeated or not, and {source!r} has {str(op).lower()}")


def _rewriting_of(
    kind: int, before: tuple[int, set[str]], parts: Sequence[Any], after: tuple[int, set[str]], new: str
) -> bytes:
    record = _phoneme_set(before[1]) + _phoneme_set(after[1])
    record += b"".join(_phoneme_set(letters) for letters, _, _ in parts).ljust(4 * 16, b"\0")
    record += bytes(least for _, least, _ in parts).ljust(4, b"\0") + bytes(most for _, _, most in parts).ljust(
        4, b"\0"
    )
    return record + bytes([kind, before[0], after[0], len(parts), len(new)]) + _phonemes(new, 4).ljust(11, b"\0")


def _phoneme_set(letters: Iterable[str]) -> bytes:
    return sum(1 << ord(c) for c in set(letters)).to_bytes(16, "little")
