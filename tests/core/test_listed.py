"""What an index stores of words and names is the same by the compiled core and by Python."""

from __future__ import annotations

from array import array
from itertools import accumulate
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from support import need
from translit.core import library
from translit.gazetteer import packing
from translit.gazetteer.hash_tables import BucketTable, HashTable
from translit.gazetteer.listed_words import ListedWord, compiled_listed_word, read_word
from translit.gazetteer.pair_entries import Forms, pair_entries, read_pairs
from translit.names.parse import ROLES
from translit.table.words import Word

LATIN, CYRILLIC = "adehijklorstvzdzæčéłñőșžʼ'-24", "аеиоуіїєвджзклрстхцчшьэюяўґ’"
WORDS = st.sampled_from([LATIN, CYRILLIC]).flatmap(lambda letters: st.text(letters, max_size=14)) | st.text(max_size=45)
LETTERS = st.text("abdkst'", max_size=5) | st.text(st.characters(exclude_characters="\n"), max_size=16)
PAIRED = [ROLES.index(role) for role in ("given", "family", "content")]


def seen(listed: ListedWord) -> tuple[object, ...]:
    return dict(listed.keys), sorted(listed.skeletons), sorted(set(listed.hashes))


@settings(max_examples=1000)
@given(WORDS, st.sampled_from([None, "ru", "be", "uk", "bg", "kk", "en", "ar", "zh", "zz"]))
@example("Alavdzov", None)
@example("Elvdjzé", None)
@example("Тетельвзон", "ru")
@example("24", None)
@example("щ" * 40, None)
@example("Bartholomew" * 3, None)
def test_any_word(text: str, lang: str | None) -> None:
    need("The compiled core", compiled := compiled_listed_word())
    assert compiled is not None
    found = compiled(Word(text, lang))
    assert found is None or seen(found) == seen(read_word(Word(text, lang))), (text, lang)


def test_most_words_are_read_by_the_core() -> None:
    need("The compiled core", compiled := compiled_listed_word())
    assert compiled is not None
    assert all(
        compiled(Word(text)) for text in ("Lukaschenko", "Řezníček", "Лукашенко", "24", LATIN[:20], CYRILLIC[:12])
    )


@given(st.lists(st.tuples(st.lists(LETTERS, max_size=3), st.lists(LETTERS, max_size=2)), min_size=1), st.data())
def test_any_pairs(words: list[tuple[list[str], list[str]]], data: st.DataObject) -> None:
    need("The compiled core", library())
    word = st.tuples(st.integers(0, len(words) - 1), st.sampled_from(PAIRED) | st.sampled_from(range(len(ROLES))))
    names = data.draw(st.lists(st.lists(word, max_size=7), max_size=3))
    forms = Forms(
        array("I", accumulate(map(len, names), initial=0)),
        array("I", [number for name in names for number, _ in name]),
        bytes([role for name in names for _, role in name]),
    )
    by_word = [skeletons for skeletons, _ in words], {number: classes for number, (_, classes) in enumerate(words)}
    assert sorted(set(pair_entries(forms, *by_word))) == sorted(set(read_pairs(forms, *by_word)))


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 3).map(lambda n: n << 32 | n)))
@example([1 << 32 | n for n in range(601)] + [5 << 32])
def test_any_entries(entries: list[int]) -> None:
    need("The compiled core", library())
    made = array("Q", entries)
    compiled = HashTable.pack(made), BucketTable.pack(made)
    with patch.object(packing, "_core", lambda: None):
        assert compiled == (HashTable.pack(made), BucketTable.pack(made))


@given(st.lists(st.lists(st.integers(0, 5), max_size=4)))
def test_any_postings(names: list[list[int]]) -> None:
    need("The compiled core", library())
    places = array("I", accumulate(map(len, names), initial=0))
    asked = places, array("I", [word for name in names for word in name]), 6
    compiled = packing.postings(*asked)
    with patch.object(packing, "_core", lambda: None):
        assert compiled == packing.postings(*asked)
