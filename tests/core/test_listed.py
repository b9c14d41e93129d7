"""What an index stores of words and names is the same by the compiled core and by Python."""

from __future__ import annotations

from array import array
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from support import need
from translit.core import library
from translit.gazetteer import packing, stored_pairs
from translit.gazetteer.hash_tables import BucketTable, HashTable
from translit.gazetteer.listed_words import ListedWord, compiled_listed_word, read_word
from translit.gazetteer.stored_pairs import StoredPairs
from translit.table.words import Word

LATIN, CYRILLIC = "adehijklorstvzdzæčéłñőșžʼ'-24", "аеиоуіїєвджзклрстхцчшьэюяўґ’"
WORDS = st.sampled_from([LATIN, CYRILLIC]).flatmap(lambda letters: st.text(letters, max_size=14)) | st.text(max_size=45)
LETTERS = st.text("abdkst'", max_size=5) | st.text(st.characters(exclude_characters="\n"), max_size=16)
ROLES = st.lists(st.sampled_from(["given", "family", "content", "title"]), max_size=7)


def seen(listed: ListedWord) -> tuple[object, ...]:
    return dict(listed.keys), sorted(listed.skeletons), sorted(set(listed.entries))


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
    found = compiled(Word(text, lang), 7)
    assert found is None or seen(found) == seen(read_word(Word(text, lang), 7)), (text, lang)


def test_most_words_are_read_by_the_core() -> None:
    need("The compiled core", compiled := compiled_listed_word())
    assert compiled is not None
    assert all(
        compiled(Word(text), 0) for text in ("Lukaschenko", "Řezníček", "Лукашенко", "24", LATIN[:20], CYRILLIC[:12])
    )


@given(st.lists(st.tuples(st.lists(LETTERS, max_size=3), st.lists(LETTERS, max_size=2)), min_size=1), st.data())
def test_any_pairs(words: list[tuple[list[str], list[str]]], data: st.DataObject) -> None:
    need("The compiled core", library())
    made = StoredPairs()
    for number, (skeletons, classes) in enumerate(words):
        made.add_word(number, skeletons)
        made.add_given(number, classes)
    for form in range(data.draw(st.integers(0, 3))):
        roles = data.draw(ROLES)
        made.add_name(form, roles, [data.draw(st.integers(0, len(words) - 1)) for _ in roles])
    compiled = made.entries()
    with patch.object(stored_pairs, "library", lambda: None):
        assert sorted(set(compiled)) == sorted(set(made.entries()))


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 3).map(lambda n: n << 32 | n)))
@example([1 << 32 | n for n in range(601)] + [5 << 32])
def test_any_entries(entries: list[int]) -> None:
    need("The compiled core", library())
    made = array("Q", entries)
    compiled = HashTable.pack(made), BucketTable.pack(made)
    with patch.object(packing, "_core", lambda: None):
        assert compiled == (HashTable.pack(made), BucketTable.pack(made))
