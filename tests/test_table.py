"""The transliteration table: every example of every convention, and what must hold for all of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import translit
from support import ROOT
from translit.errors import DataError, UnknownConventionError, UnknownLanguageError
from translit.fold import fold, script_of
from translit.gazetteer import Gazetteer
from translit.table import closest, keys, tables
from translit.table.distance import distance
from translit.table.source import compile_table, read_tsv
from translit.table.tables import parse
from translit.table.words import SAME_VARIANT, similarity, word

TABLE = ROOT / "data" / "table"
LANGUAGES = yaml.load((TABLE / "languages.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
EXAMPLES = [
    (lang, convention, native, written)
    for lang, meta in LANGUAGES.items()
    for native, spellings in meta["examples"].items()
    for convention, written in spellings.items()
]
COLUMNS = [(lang, convention) for lang, table in tables().languages.items() for convention in table.conventions]


@pytest.mark.parametrize(("lang", "convention", "native", "written"), EXAMPLES)
def test_example(lang: str, convention: str, native: str, written: str) -> None:
    assert translit.romanize(native, lang=lang, convention=convention) == written


@pytest.fixture(scope="module")
def native_words() -> dict[str, list[str]]:
    """Every native word of the shipped gazetteer, by language."""
    found: dict[str, set[str]] = {}
    for entry in Gazetteer.default().words:
        if entry.lang in tables().languages:
            found.setdefault(entry.lang, set()).add(entry.text)
    return {lang: sorted(words) for lang, words in found.items()}


@pytest.mark.parametrize(("lang", "convention"), COLUMNS)
def test_what_a_convention_writes_is_recognised(native_words: dict[str, list[str]], lang: str, convention: str) -> None:
    for native in native_words[lang]:
        written = translit.romanize(native, lang=lang, convention=convention)
        assert script_of(written) in ("Latin", ""), native
        assert similarity(word(written), word(native, lang)) >= SAME_VARIANT
        assert fold(closest(written, native, lang=lang).text) == fold(written)


@pytest.mark.parametrize(("lang", "convention"), COLUMNS)
def test_round_trip_by_key(native_words: dict[str, list[str]], lang: str, convention: str) -> None:
    """The loose key of a written name meets the key of the native one: floors, to be raised as readings improve."""
    floor = {"gostB": 0.89, "de": 0.84, "ro": 0.86}.get(convention, 0.93)
    names = native_words[lang]
    met = 0
    for native in names:
        written = translit.romanize(native, lang=lang, convention=convention)
        met += bool({k.text for k in keys(written, 3)} & {k.text for k in keys(native, 3, lang=lang)})
    assert met / len(names) >= floor


@given(st.text(alphabet="абвгґдеєёжзиіїйклмнопрстуўфхцчшщъыьэюяАБВГҐДЕЄЁЖЗИІЇЙКЛМНОПРСТУЎФХЦЧШЩЪЫЬЭЮЯ’ -ѣқҳ"))
def test_no_cyrillic_in_latin_output(text: str) -> None:
    for lang, convention in (("ru", "bgn"), ("be", "lac"), ("uk", "de"), ("be", "fr")):
        written = translit.romanize(text, lang=lang, convention=convention)
        assert not any(script_of(c) == "Cyrillic" for c in written)


def test_case_follows_the_source() -> None:
    assert translit.romanize("ЛУКАШЭНКА", lang="be", convention="en") == "LUKASHENKA"
    assert translit.romanize("Щербаков", lang="ru", convention="de") == "Schtscherbakow"
    assert translit.romanize("Я. Щ", lang="ru", convention="en") == "Ya. Shch"


def test_every_variant_names_its_conventions() -> None:
    spellings = translit.variants("Тихановская", lang="ru")
    assert len(spellings) == len({s.text for s in spellings})
    assert {c for s in spellings for c in s.conventions} == set(tables().languages["ru"].conventions)


def test_unknown_language_and_convention() -> None:
    with pytest.raises(UnknownLanguageError, match="no matrix for language 'xx'"):
        translit.romanize("а", lang="xx", convention="bgn")
    with pytest.raises(UnknownConventionError, match="Belarusian has no convention 'nat10'"):
        translit.romanize("а", lang="be", convention="nat10")
    with pytest.raises(ValueError, match="level"):
        keys("a", 6)


def test_scripts_without_a_matrix_still_have_keys() -> None:
    assert {k.reading for k in keys("пингвин", 1)} <= set(tables().languages)
    assert {k.reading for k in keys("ბაკურია", 1)} == {"unidecode"}


def test_keys_say_how_they_came_about() -> None:
    found = {k.text: k for k in keys("Tsikhanouskaya", 3)}
    key = found["tiganavska"]
    assert key.reading == "en"
    assert {"akanie", "gh", "cekanie", "u-short"} <= set(key.folds)


SOUNDS = st.text(alphabet="aeioubvgdzklmnprstfhcjZSC", max_size=10)


@given(SOUNDS, SOUNDS)
def test_distance_is_symmetric_and_zero_only_for_equals(a: str, b: str) -> None:
    assert distance(a, b) == pytest.approx(distance(b, a))
    assert (distance(a, b) == 0) == (a == b)


WORDS = st.sampled_from(
    ["Лукашэнка", "Lukaszenka", "Loekasjenko", "Путин", "Poetin", "Minsk", "Мінск", "24", "Ü", "김"]
)


@given(WORDS, WORDS)
def test_similarity_is_symmetric_and_bounded(a: str, b: str) -> None:
    assert similarity(word(a), word(b)) == similarity(word(b), word(a))
    assert 0.0 <= similarity(word(a), word(b)) <= 1.0
    assert similarity(word(a), word(a)) == 1.0


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the table's source files that a test may change."""
    shutil.copytree(TABLE, tmp_path / "table")
    return tmp_path / "table"


def test_adding_a_convention_is_adding_one_column(copy: Path) -> None:
    path = copy / "matrix" / "be.tsv"
    header, rows = read_tsv(path)
    column = header.index("bgn")
    lines = [[*header, "house"], *([*r, "x" if r[0] == "х" else r[column]] for r in rows)]
    path.write_text("\n".join("\t".join(line) for line in lines) + "\n", encoding="utf-8")
    with (copy / "conventions.yaml").open("a", encoding="utf-8") as handle:
        handle.write("house:\n  name: Our house\n  short: our house\n  used: [us]\n")
    language = parse(compile_table(copy)).languages["be"]
    assert "house" in language.conventions
    rows_of_kha = [r for r in language.rows["х"] if not r.before]
    assert [r.cells[language.column("house")] for r in rows_of_kha] == ["x"]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("matrix/be.tsv", "а\ta\t", "а\t\t", "has no cell in column 'key'"),
        ("matrix/be.tsv", "б\tb\t", "а\tb\t", "stands twice"),
        ("matrix/be.tsv", "letter\tkey\tbgn", "letter\tkey\tnope", "'nope' is not in conventions.yaml"),
        ("matrix/be.tsv", "V_е\t", "Q_е\t", "letter class 'Q' is not in languages.yaml"),
        ("given_names.tsv", "Alexander\tm", "Alexander\tx", "gender must be m or f"),
        ("readings.yaml", "base: en", "base: nope", "based on 'nope'"),
    ],
)
def test_a_malformed_source_file_is_named(copy: Path, file: str, old: str, new: str, message: str) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=message):
        compile_table(copy)
