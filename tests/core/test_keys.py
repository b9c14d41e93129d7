"""The compiled core makes the phonetic keys that Python makes, in the same order and with the same penalties."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_data.automata import automaton
from support import ROOT, need
from translit.core import library
from translit.errors import DataError
from translit.table.blocking import skeleton, skeletons
from translit.table.compiled_keys import compiled_keys
from translit.table.phonetics import key_penalties, normalized, read_keys
from translit.table.tables import tables

LATIN = "abcdefghijklmnopqrstuvwxyz" * 4 + "".join(map(chr, range(0xDF, 0x250))) + "ẽỳḥəșț'’ʼ`´-. 1"
CYRILLIC = "абвгдеєжзиіїйклмнопрстуўфхцчшщыьэюяъё" * 3 + "ѓќљњџјғқңөұүһәӣӯҳҷђћѝѐ’'ʼ-"
WORDS = st.sampled_from([LATIN, CYRILLIC]).flatmap(lambda letters: st.text(letters, max_size=14)) | st.text(max_size=45)
PATTERNS = [p for o in tables().orthographies for p in (o.raw["cue"], o.raw["form"]) if p]
PATTERNS += [language.never for language in tables().languages.values() if language.never]


def check(text: str, lang: str | None = None) -> bool:
    """Compare the keys of a word, and return whether the core made them."""
    need("The compiled core", compiled := compiled_keys())
    assert compiled is not None
    word = normalized(text)
    found = compiled.penalties(word, lang)
    assert found is None or [*found.items()] == [*read_keys(word, lang).items()], (text, lang)
    return found is not None


@settings(max_examples=1500)
@given(WORDS, st.sampled_from([None, "ru", "be", "uk", "bg", "kk", "en", "ar", "zh", "zz"]))
@example("Schtscherbakow", None)
@example("Θωμάς", "el")
@example("об’єднання", None)
@example("\ud800", None)
@example("", None)
@example("x" * 40, None)
@example("щ" * 40, None)
def test_any_word(text: str, lang: str | None) -> None:
    check(text, lang)


@settings(max_examples=500)
@given(st.sets(st.text("abcdefghijklmnoprstuvzSZC'. ") | st.text(max_size=4)))
@example({"", "ab\n", "\0"})
@example({"tsdzaaobe", "jjavvf", "'", "tdzs"})
def test_any_skeletons(keys: set[str]) -> None:
    need("The compiled core", library())
    assert skeletons(keys) == set(map(skeleton, keys))


def test_words_of_the_gazetteer() -> None:
    found = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", (ROOT / "data" / "aliases.yaml").read_text(encoding="utf-8"))
    words = sorted({w for w in found if w[0] < "\u0530"})[::3]
    made = sum(map(check, words))
    assert made > 0.98 * len(words)


def test_words_of_syllables_are_left_to_python() -> None:
    need("The compiled core", library())
    assert key_penalties.__wrapped__("xian", "zh") == read_keys("xian", "zh") != key_penalties("xian")


@pytest.mark.parametrize("source", PATTERNS)
def test_automata_find_what_patterns_find(source: str) -> None:
    made, pattern = automaton(source), re.compile(source)
    letters = st.text(st.sampled_from([*made.columns, *"aeiouyhscknjv·"]), max_size=12)

    @settings(max_examples=200)
    @given(letters | letters.map(lambda text: f"·a{text}·"))
    def check(text: str) -> None:
        assert made.finds(text) == bool(pattern.search(text))

    check()


@pytest.mark.parametrize("source", ["(a)\\1", "a(?>b)", "(?<=ab)c", "\\w"])
def test_other_patterns_are_refused(source: str) -> None:
    with pytest.raises(DataError, match="which the compiled core does not read"):
        automaton(source)
