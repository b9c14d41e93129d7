"""Write ``docs/conventions.md``: how each convention writes each letter, for people to look up.

    PYTHONPATH=tools python docs/make_conventions.py

Everything in it comes from the compiled table and from ``data/table/``; a test compares the file with a fresh one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from row_labels import Labels, escaped, spoken

from build_data.table import parse_label, read_tsv, read_yaml
from translit.table import Language, tables
from translit.table.tables import Orthography, Row, Tables, Unit

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data" / "table"
WIDEST = 12
"""Columns of conventions in one table, at most: what fits on a page."""
LONGEST = 110
"""Tables with more rows are collapsed."""

SCRIPTS = {
    "Beng": "Bengali", "Deva": "Devanagari", "Ethi": "Ethiopic", "Gujr": "Gujarati", "Guru": "Gurmukhi", "Knda": "Kannada",
    "Mlym": "Malayalam", "Sinh": "Sinhala", "Taml": "Tamil", "Telu": "Telugu", "Thai": "Thai",
    "Arab": "Arabic", "Armn": "Armenian", "Cyrl": "Cyrillic", "Geor": "Georgian", "Grek": "Greek", "Hani": "Chinese",
    "Hebr": "Hebrew", "Kana": "kana", "Khmr": "Khmer", "Kore": "Hangul", "Laoo": "Lao", "Mymr": "Burmese",
}  # fmt: skip
NAMES = {
    "be": "Belarusian", "bs": "Bosnian", "cs": "Czech", "de": "German", "en": "English", "es": "Spanish", "et": "Estonian",
    "fi": "Finnish", "fr": "French", "hr": "Croatian", "hu": "Hungarian", "it": "Italian", "kk": "Kazakh", "ku": "Kurdish",
    "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian (Bokmål)", "nl": "Dutch", "nn": "Norwegian (Nynorsk)",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "tr": "Turkish",
}  # fmt: skip
UNWRITTEN = """\
Short vowels are not written in this script. The tables give what is written, so a name comes out as its consonants and long
vowels; what the press prints has the vowels filled in."""
PREPROCESSED = {
    "pinyin": """\
Chinese characters are first read as pinyin syllables without tones; the rows are those syllables, and · stands between the
syllables of one name.""",
    "kana": "Katakana count as hiragana, and Chinese characters need their reading in kana first; ー is a long vowel.",
    "jamo": """\
Syllables are taken apart into their letters. A row such as “final ㄱ + ㄴ” is a consonant that ends one syllable with the
letter that begins the next; · stands between the syllables of a given name.""",
}
WHAT = {"": "press", "Latn": "in Latin letters", "wikidata": "Wikidata"}

Record = dict[str, Any]
Group = list[tuple[str, ...]]
"""The columns of one printed table; each stands for the conventions that write alike."""


def page() -> str:
    """Return the content of ``conventions.md``."""
    table = tables()
    about = read_yaml(DATA / "languages.yaml")
    shown = sorted(table.languages.values(), key=lambda language: language.name)
    parts = [_introduction(), _index(shown), _press_index(table, shown), "## How names are written\n"]
    parts += [_Chapter(language, about.get(language.code, {}), table).text() for language in shown]
    parts.append(_orthographies(table.orthographies))
    return "\n".join(parts)


def _introduction() -> str:
    return """# How the press writes names

*Made by `python docs/make_conventions.py` from `data/table/`; do not edit.*

One chapter per language. Its tables have a row per letter and a column per convention: to see how a French newspaper writes
щ in a Russian name, go to [Russian](#russian-ru-cyrillic), find the row щ and the column “French press”.

* Where a letter is written differently in some place, it has a row for that place: “е at the beginning”, “х after a vowel”.
  Several letters in a row are taken together, before the single ones.
* Conventions that write all letters of a table alike share a column. Letters on which all conventions of a language agree
  stand above the tables.
* – means that nothing is written. ␣ is a space.
* A convention “by usage” has no published norm behind it: it is what that press does, checked by the examples only.
* `normalize romanize` writes a name by any of them, and `translit.variants` by all of them.
* How Latin letters are *read*, which is the other direction, stands [at the end](#how-latin-letters-are-read).
"""


def _index(shown: list[Language]) -> str:
    head = ["Language", "Code", "Script", "Conventions"]
    rows = [[_link(lang), lang.code, _script(lang.script), str(len(lang.conventions))] for lang in shown]
    return "## By language\n\n" + _table(head, rows)


def _press_index(table: Tables, shown: list[Language]) -> str:
    """Return the columns of each press, for readers who ask what French papers do."""
    columns: dict[str, dict[str, list[Language]]] = {}
    for language in shown:
        for convention in language.conventions:
            for user in table.conventions[convention].used:
                columns.setdefault(user, {}).setdefault(convention, []).append(language)
    press = sorted((user for user in columns if _user(user) != user), key=_user)
    others = sorted(set(columns) - set(press), key=str.lower)
    rows = [[_user(u)[0].upper() + _user(u)[1:], _columns(u, columns[u], table)] for u in (*press, *others)]
    note = "Which column to look at, and in which languages there is one: first by the language of the press, then by use.\n"
    return f"## By press and use\n\n{note}\n" + _table(["Who writes", "Columns"], rows)


def _columns(user: str, found: dict[str, list[Language]], table: Tables) -> str:
    """Return the columns of several languages, then language by language those of one only."""
    shared = sorted((c for c in found if len(found[c]) > 1 or c == user), key=lambda c: (c != user, -len(found[c])))
    own: dict[str, list[str]] = {}
    for convention in found:
        if convention not in shared:
            own.setdefault(_link(found[convention][0]), []).append(escaped(table.conventions[convention].short))
    cells = [f"**{escaped(table.conventions[c].short)}**: {', '.join(map(_link, found[c]))}" for c in shared]
    return "<br>".join([*cells, *(f"{link}: **{', '.join(short)}**" for link, short in sorted(own.items()))])


def _link(language: Language) -> str:
    anchor = re.sub(r"[^\w -]", "", _heading(language).lower()).replace(" ", "-")
    return f"[{language.name}](#{anchor})"


def _heading(language: Language) -> str:
    return f"{language.name} ({language.code}, {_script(language.script)})"


class _Chapter:
    """The chapter of one language."""

    def __init__(self, language: Language, about: Record, table: Tables) -> None:
        self.language, self.about, self.conventions = language, about, table.conventions
        self.rows = _in_order(language, about)
        self.labels = Labels(language)
        self.plain = {row.letters: row for row in self.rows if not row.before and not row.after}
        self.agreed = [row for row in self._distinct(language.conventions) if self._same(row, language.conventions)]

    def text(self) -> str:
        """Return the chapter in Markdown."""
        language = self.language
        head = f"### {_heading(language)}\n"
        notes = [UNWRITTEN] * language.abjad + [PREPROCESSED.get(language.preprocessing, "")]
        parts = [head, *(f"{note}\n" for note in notes if note), self._sources()]
        if self.agreed:
            parts.append(f"The same in all conventions: {self._line(self.agreed, language.conventions[0])}\n")
        groups = [group for kind in self._kinds() for group in _split(self._merged(kind))]
        parts += [self._matrix(group) for group in groups]
        parts += ["#### Examples\n", *(self._examples(group) for group in groups)]
        return "\n".join(part for part in parts if part)

    def _cells(self, row: Row, conventions: Iterable[str]) -> tuple[str, ...]:
        return tuple(row.cells[self.language.column(c)] for c in conventions)

    def _same(self, row: Row, conventions: Iterable[str]) -> bool:
        return len(set(self._cells(row, conventions))) == 1

    def _distinct(self, conventions: Iterable[str]) -> list[Row]:
        """Return the rows without those that only repeat the cells of the letter's plain row."""
        conventions = list(conventions)
        special = [row for row in self.rows if not self._repeats(row, conventions)]
        return [
            row
            for row in self.rows
            if row in special or any(_meet(row, s) for s in special if s.letters == row.letters and s.before + s.after)
        ]

    def _repeats(self, row: Row, conventions: Iterable[str]) -> bool:
        plain = self.plain.get(row.letters)
        return (
            plain is not None and plain is not row and self._cells(row, conventions) == self._cells(plain, conventions)
        )

    def _sources(self) -> str:
        rows = []
        for convention in map(self.conventions.__getitem__, self.language.conventions):
            name = escaped(convention.name) + (" – in Cyrillic letters" if convention.letters == "Cyrl" else "")
            used = ", ".join(map(_user, convention.used))
            rows.append([f"`{convention.id}`", name, used, escaped(convention.source) or "usage of that press"])
        return _table(["Convention", "Name", "Where used", "Source"], rows)

    def _kinds(self) -> list[list[str]]:
        """Return the conventions of one table, or of two where they are many: norms, and the usage of the press."""
        conventions = list(self.language.conventions)
        if len(self._merged(conventions)) <= WIDEST:
            return [conventions]
        press = [c for c in conventions if c in self.conventions[c].used]
        return [kind for kind in ([c for c in conventions if c not in press], press) if kind]

    def _merged(self, conventions: list[str]) -> Group:
        same: dict[tuple[str, ...], list[str]] = {}
        for convention in conventions:
            same.setdefault(tuple(self._cells(row, [convention])[0] for row in self.rows), []).append(convention)
        return [tuple(conventions) for conventions in same.values()]

    def _heading(self, column: tuple[str, ...]) -> str:
        named = [self.conventions[c] for c in column]
        return ",<br>".join(escaped(c.short) + " (Cyrillic)" * (c.letters == "Cyrl") for c in named)

    def _line(self, rows: list[Row], convention: str) -> str:
        return " · ".join(f"{self.labels.of(r)} **{_cell(self._cells(r, [convention])[0])}**" for r in rows)

    def _matrix(self, group: Group) -> str:
        columns = [same[0] for same in group]
        distinct = [row for row in self._distinct(columns) if row not in self.agreed]
        same = [row for row in distinct if self._same(row, columns)]
        rows = [[self.labels.of(r), *map(_cell, self._cells(r, columns))] for r in distinct if r not in same]
        letter = "Syllable" if self.language.preprocessing in ("pinyin", "kana") else "Letter"
        table = _folded(_table([letter, *map(self._heading, group)], rows), len(rows))
        line = self._line(same, columns[0])
        return f"The same in the next table: {line}\n\n{table}" if same else table

    def _examples(self, group: Group) -> str:
        given: dict[str, dict[str, str]] = self.about.get("examples", {})
        spelled = {n: [next((s[c] for c in same if c in s), "") for same in group] for n, s in given.items()}
        used = [i for i in range(len(group)) if any(cells[i] for cells in spelled.values())]
        rows = [[escaped(n), *(escaped(cells[i]) for i in used)] for n, cells in spelled.items() if any(cells)]
        return _table(["Name", *(self._heading(group[i]) for i in used)], rows) if rows else ""


def _in_order(language: Language, about: Record) -> list[Row]:
    """Return the rows in the order of the matrix file, which is that of the alphabet."""
    path = DATA / "matrix" / f"{language.code}.tsv"
    _, lines = read_tsv(path)
    labels = [parse_label(line[0], about.get("classes", {})) for line in lines]
    place = {label: number for number, label in enumerate(labels)}
    first: dict[str, int] = {}
    for number, (letters, _, _) in enumerate(labels):
        first.setdefault(letters, number)
    rows = [row for found in language.rows.values() for row in found]

    def order(row: Row) -> tuple[int, bool, int]:
        context = row.letters, row.before, row.after
        return first.get(row.letters, len(labels)), bool(row.before or row.after), place.get(context, len(labels))

    return sorted(rows, key=order)


def _meet(one: Row, other: Row) -> bool:
    """Return True if both rows may fit the same place."""
    sides = (one.before, other.before), (one.after, other.after)
    return all(not a or not b or set(a) & set(b) for a, b in sides)


def _split(group: Group) -> list[Group]:
    """Split a wide table into parts of about the same width."""
    parts = -(-len(group) // WIDEST)
    size = -(-len(group) // parts)
    return [group[i : i + size] for i in range(0, len(group), size)]


def _orthographies(orthographies: Sequence[Orthography]) -> str:
    english = next(o for o in orthographies if o.id == "en")
    text = """## How Latin letters are read

A name in Latin letters is read in every way that its letters give reason for: *Schukow* as a German would, *Szczuka* as a
Pole would. The first reading, English, is always tried. For the others the table lists what is meant otherwise than in
English, or than in the reading that they build on. Sounds are written as in English: *zh* as in mea**s**ure, *kh* as in
lo**ch**, *ts* as in ca**ts**; ’ is a soft consonant. Readings marked “loose” are rare; a match by one of them counts less.
"""
    base = {key: record.get("base", "en") for key, record in read_yaml(DATA / "orthographies.yaml").items()}
    known = {orthography.id: orthography for orthography in orthographies}
    rows = [[f"**{escaped(english.name)}**", _meanings(u for u in _units(english) if u.phonemes != u.letters)]]
    for orthography in orthographies:
        if orthography is not english:
            other = known.get(base.get(orthography.id, "en"), english)
            like = "" if other is english else f"as {escaped(other.name.split(',')[0])}, but: "
            meant = _meanings(u for u in _units(orthography) if u.phonemes != _as_read(u, other))
            rows.append([f"**{escaped(orthography.name)}**" + " (loose)" * (orthography.penalty > 0), like + meant])
    return text + "\n" + _table(["Reading", "Letters and what they mean"], rows)


def _units(orthography: Orthography) -> list[Unit]:
    units = [unit for found in orthography.units.values() for unit in found]
    return sorted(units, key=lambda u: (unicodedata.normalize("NFD", u.letters), u.before, u.after))


def _as_read(unit: Unit, orthography: Orthography) -> str:
    """Return the phonemes of a unit's letters in another orthography."""
    out, i = "", 0
    while i < len(unit.letters):
        groups = (unit.letters[i:stop] for stop in range(len(unit.letters), i, -1))
        fitting = [
            u for group in groups for u in orthography.units.get(group, ())
            if u.before in ("", unit.before) and u.after in ("", unit.after)
        ]  # fmt: skip
        out += fitting[0].phonemes if fitting else unit.letters[i]
        i += len(fitting[0].letters) if fitting else 1
    return out


def _meanings(units: Iterable[Unit]) -> str:
    return (
        " · ".join(f"{_where(unit)} **{escaped(spoken(unit.phonemes)) or '–'}**" for unit in units) or "no difference"
    )


def _where(unit: Unit) -> str:
    before = {"~": "after a vowel", "^": "at the beginning", "": ""}[unit.before]
    after = {"~": "before a vowel", "$": "at the end", "": ""}.get(unit.after, f"before {unit.after}")
    if unit.before == unit.after == "~":
        before, after = "between vowels", ""
    return " ".join(part for part in (escaped(unit.letters), before, after) if part)


def _user(user: str) -> str:
    """Return a user of a convention in words: ``fr`` is the French press, ``ru-web`` the Russian web."""
    code, _, what = user.partition("-")
    if code not in NAMES or len(code) > 3:
        known = tables().languages.get(user)
        return f"{known.name} press" if known else user
    return f"{NAMES[code]} {WHAT.get(what, what)}"


def _script(code: str) -> str:
    return SCRIPTS.get(code, code)


def _cell(cell: str) -> str:
    stripped = cell.replace("\N{HYPHEN}", "-").strip(" ")
    if not stripped:
        return "␣" if cell else "–"
    start, end = cell.startswith(" "), cell.endswith(" ")
    return f"{'␣' * start}{escaped(stripped)}{'␣' * end}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _folded(table: str, rows: int) -> str:
    if rows <= LONGEST:
        return table
    return f"<details><summary>The table ({rows} rows)</summary>\n\n{table}\n</details>\n"


if __name__ == "__main__":
    (ROOT / "docs" / "conventions.md").write_text(page(), encoding="utf-8")
