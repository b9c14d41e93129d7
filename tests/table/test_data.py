"""Validity of the table's data: constraints on every matrix, orthography, phonetic rule and given name.

The sets of exceptions may only shrink: they are exact, so a test fails when an exception is no longer needed.
"""

from __future__ import annotations

import importlib
import unicodedata
from itertools import combinations
from typing import Any

import pytest

import translit
from build_data.faults import faults
from build_data.table import read_tsv, read_yaml
from support import ROOT
from translit.gazetteer import Gazetteer
from translit.table import phonemes, tables
from translit.table.phonetics import ANY_PENALTY, apply_rules, keys_at
from translit.table.tables import Language, Row
from translit.text.fold import script_of

TABLE = ROOT / "data" / "table"
ABOUT: dict[str, dict[str, Any]] = read_yaml(TABLE / "languages.yaml")
ORTHOGRAPHIES: dict[str, dict[str, Any]] = read_yaml(TABLE / "orthographies.yaml")

REDUNDANT_ROWS: dict[str, set[tuple[str, str, str]]] = {}
UNUSED_ORTHOGRAPHIES = {"cs_f", "cs_ova", "en_ch", "slavc_h"}
"""Orthographies that give no example word phonemes that another one does not also give."""
EXAMPLES_THAT_MEET_WITHOUT = {"dz"}
"""Rules whose example already matches at a lower level, by some orthography."""
IN_TWO_SETS = {
    *[("m", form) for form in ("Якуб", "موسى", "إلياس", "إسحاق", "يعقوب", "سليمان")],
    *[("f", form) for form in ("Сафія", "مريم")],
}
"""What one language writes alike: Solomon and Suleiman, Maria and Mariam in Arabic."""


def rows_of(language: Language) -> list[Row]:
    return [row for rows in language.rows.values() for row in rows]


def test_the_sources_have_no_faults() -> None:
    assert faults(TABLE) == []


@pytest.mark.parametrize("lang", tables().languages)
def test_every_row_in_context_says_something(lang: str) -> None:
    """A row in context differs from the plain row of its letters, or from another row that would apply instead."""
    rows = rows_of(tables().languages[lang])
    plain = {row.letters: row for row in rows if not row.before and not row.after}
    differing = [row for row in rows if row.letters in plain and row.cells != plain[row.letters].cells]
    redundant = {
        (row.before, row.letters, row.after)
        for row in rows
        if row is not plain.get(row.letters, row)
        and row.cells == plain[row.letters].cells
        and not any(other.letters == row.letters and meet(row, other) for other in differing)
    }
    assert redundant == REDUNDANT_ROWS.get(lang, set())


def meet(one: Row, other: Row) -> bool:
    """Return True if two rows may apply at the same position."""
    sides = (one.before, other.before), (one.after, other.after)
    return all(not a or not b or set(a) & set(b) for a, b in sides)


@pytest.mark.parametrize("lang", tables().languages)
def test_no_letter_of_the_source_script_is_left(lang: str) -> None:
    """Each letter alone, in pairs with every other, every family name of the lists, every example."""
    table = tables()
    letters = sorted(table.languages[lang].alphabet)
    text = " ".join([*letters, *(a + b for a in letters for b in letters)])
    text += f" {' '.join(table.surnames.get(lang, {}))} {' '.join(ABOUT[lang]['examples'])}"
    for convention in table.languages[lang].conventions:
        if table.conventions[convention].letters == "Latn":
            written = set(translit.romanize(text, lang=lang, convention=convention))
            assert {c for c in written if script_of(c) not in ("Latin", "")} == set(), convention


def test_every_orthography_is_used() -> None:
    spellings = [s for about in ABOUT.values() for given in about["examples"].values() for s in given.values()]
    words = {word for spelling in spellings for word in spelling.split() if script_of(word) == "Latin"}
    used = {orthography for word in words for _, orthography in phonemes(word, None, ANY_PENALTY)}
    assert ORTHOGRAPHIES.keys() - used == UNUSED_ORTHOGRAPHIES


@pytest.mark.parametrize("level", [1, 2, 3])
def test_applying_the_rules_twice_is_applying_them_once(level: int) -> None:
    words = {part.word for form in Gazetteer.default().forms for part in form.name.parts}
    read = {text for w in words for text, _ in phonemes(w.text, w.lang, ANY_PENALTY)}
    again = {rule for text in read for rule in apply_rules(apply_rules(text, level)[0], level)[1]}
    assert again == set()


def test_the_examples_of_the_rules_meet() -> None:
    def meet(a: str, b: str, level: int) -> bool:
        found = [{k.text for k in keys_at(w, None, level, 0.0 if level == 1 else ANY_PENALTY)} for w in (a, b)]
        return bool(found[0] & found[1])

    without = set()
    for rule in read_yaml(TABLE / "phonetic_rules.yaml"):
        level = int(rule["level"])
        for example in rule["example"].split(";"):
            for a, b in combinations(map(str.strip, example.split("~")), 2):
                assert meet(a, b, level), (rule["id"], a, b)
                if level > 1 and meet(a, b, level - 1):
                    without.add(rule["id"])
    assert without == EXAMPLES_THAT_MEET_WITHOUT


def test_given_names_are_in_the_script_of_their_column() -> None:
    header, lines = read_tsv(TABLE / "given_names.tsv")
    scripts = {"set": {"LATIN"}, "latin": {"LATIN"}, "pl": {"LATIN"}} | {c: {"CYRILLIC"} for c in ("ru", "be", "uk")}
    for number, line in enumerate(lines, start=2):
        for column, cell in zip(header, line, strict=True):
            where = f"given_names.tsv:{number}, {column}: {cell!r}"
            assert unicodedata.is_normalized("NFC", cell), where
            assert " ".join(cell.split()) == cell, where
            if column in ("gender", "source"):
                continue
            assert len(set(cell.split())) == len(cell.split()), where
            for form in cell.split():
                found = {unicodedata.name(c).split()[0].partition("-")[0] for c in form if c.isalpha()}
                assert found == scripts.get(column, found), where
                assert len(found) == 1, where


def test_no_full_given_name_is_in_two_sets() -> None:
    header, lines = read_tsv(TABLE / "given_names.tsv")
    columns = [i for i, column in enumerate(header) if column not in ("gender", "short", "source")]
    sets: dict[tuple[str, str], set[str]] = {}
    for line in lines:
        for form in " ".join(line[i] for i in columns).split():
            sets.setdefault((line[1], form), set()).add(line[0])
    assert {form for form, found in sets.items() if len(found) > 1} == IN_TWO_SETS


def test_the_page_of_conventions_is_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "docs")
    page = importlib.import_module("make_conventions").page().encode()
    assert len(page) < 600_000
    assert page == (ROOT / "docs" / "conventions.md").read_bytes(), "run `python docs/make_conventions.py`"
