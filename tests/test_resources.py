"""Sorted lists give the same answers searched in place or read into memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translit import resources
from translit.resources import SortedMap, sorted_map_bytes

LINES = {"": "nothing", "a": "1", "ab": "2", "b c": "3 4", "minsk": "", "Ж": "5", "жук": "6", "𐐀": "7"}
OTHERS = ["aa", "abc", "c", "b", "minsk\t", "a\t1", "a\n", "жу", "\ud800", "𐐁"]
KEYS = st.text(alphabet="ab 'Жж𐐀", max_size=4)
VALUES = st.text(alphabet="x y|Ж", max_size=3)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> SortedMap:
    monkeypatch.setattr(resources, "read_data", lambda name: sorted_map_bytes(dict(reversed(LINES.items()))))
    return SortedMap("lines.tsv")


@pytest.mark.parametrize("many", [0, 5, 1000])
def test_every_line_is_found_and_no_other(lines: SortedMap, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(resources, "_MANY", many)
    assert [lines.get(key) for key in LINES] == list(LINES.values())
    assert [key for key in OTHERS if key in lines] == []
    assert dict(lines) == LINES


def test_another_thread_may_read_the_list_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    class Meanwhile(SortedMap):
        def __iter__(self) -> Iterator[tuple[str, str]]:
            yield from super().__iter__()
            self.__dict__.pop("_content")

    monkeypatch.setattr(resources, "read_data", lambda name: sorted_map_bytes(dict(reversed(LINES.items()))))
    monkeypatch.setattr(resources, "_MANY", 0)
    lines = Meanwhile("lines.tsv")
    assert [lines.get(key) for key in LINES] == list(LINES.values())


def test_an_empty_list_has_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "read_data", lambda name: b"")
    assert SortedMap("lines.tsv").get("a") is None


@pytest.mark.parametrize(
    "name", ["countries", "common_words", "endings", "lexicon", "letter_costs", "given_spelled", "given_heard"]
)
def test_every_line_of_a_shipped_list_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_MANY", 10**9)
    listing = SortedMap(f"{name}.tsv")
    found = list(listing)
    assert all(listing.get(key) == value for key, value in found[:: max(1, len(found) // 500)])


@given(st.dictionaries(KEYS, VALUES), st.lists(KEYS, max_size=5), st.sampled_from([0, 3, 1000]))
def test_a_map_answers_as_a_dictionary(lines: dict[str, str], others: list[str], many: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "read_data", lambda name: sorted_map_bytes(lines))
        patch.setattr(resources, "_MANY", many)
        found = SortedMap("lines.tsv")
        for key in [*lines, *others]:
            assert found.get(key) == lines.get(key)
            assert (key in found) == (key in lines)
            if prefix := key[:2]:
                assert found.has_longer_key(prefix) == any(k.startswith(prefix) and k != prefix for k in lines)
        assert dict(found) == lines
