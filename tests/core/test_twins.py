"""Every function of the compiled core gives what its twin in Python gives, to the last bit."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from support import need
from translit.core import library
from translit.gazetteer import Gazetteer, gazetteer
from translit.gazetteer.compiled_search import Limits
from translit.gazetteer.segments import unpacked
from translit.match import candidates
from translit.match.candidates import _gains, _may_have_words, _sharing_pairs, close_candidates
from translit.names.parse import parse_name
from translit.table import letter_costs, sounds
from translit.table.words import Word, similarity, word

SAME_NAME_SURELY = 0.9
"""Similarity that hardly any two words have that are not spellings of one."""
ALPHABETS = [
    *("abcdefghijklmnopqrstuvwxyz", "łžščćüéøı", "абвгдеєжзиійклмнопрстуўфхцчшщыьэюя", "αβγδεζηθικλμν"),
    *(
        "אבגדהוזחטיכלמנסעפצקרשת",
        "ابتجحدرسشعفقكلمنهوي",
        "김이박최정강조윤장임",
        "王李张刘陈杨赵黄周吴",
        "アイウエオカキクケコサシスセソ",
    ),
]
LETTERS = st.sampled_from(ALPHABETS)
WORDS = LETTERS.flatmap(lambda letters: st.text(letters, min_size=1, max_size=12)) | st.text(min_size=1, max_size=70)
NAMES = st.lists(WORDS.map(str.title), min_size=1, max_size=4).map(" ".join)
STACKED = [
    {"id": "sv", "name": "Sviatlana Tsikhanouskaya", "type": "person", "names": {"be": "Святлана Ціханоўская"}},
    {"id": "putin", "name": "Vladimir Putin", "type": "person", "names": {"ru": "Владимир Путин"}},
    {"id": "moon", "name": "Moon Jae-in", "type": "person", "names": {"ko": "문재인", "zh": "文在寅"}},
]


def without_core(monkeypatch: pytest.MonkeyPatch, found: Gazetteer) -> Gazetteer:
    """Return the same gazetteer, searched by Python."""
    with monkeypatch.context() as patch:
        patch.setattr(gazetteer, "library", lambda: None)
        return Gazetteer(segments=found.segments)


@pytest.fixture(scope="module")
def both() -> list[tuple[Gazetteer, Gazetteer]]:
    """The shipped gazetteer, alone and under another that overrides entities of it, each searched by C and by Python."""
    need("The compiled core", library())
    shipped = Gazetteer.default()
    ids = [id for place, id in enumerate(shipped.entities) if place % 7 == 0]
    renamed = [{"id": id, "name": shipped.entities[id].name, "type": "place"} for id in ids]
    stacked = Gazetteer.stack(shipped, Gazetteer.from_records([*STACKED, *renamed]))
    with pytest.MonkeyPatch.context() as patch:
        found = [(g, without_core(patch, g)) for g in (shipped, stacked)]
    assert all(c.search and not python.search for c, python in found)
    return found


def words_of(name: str) -> list[Word]:
    return [part.word for part in parse_name(name, "person").parts]


def check(both: list[tuple[Gazetteer, Gazetteer]], words: list[Word]) -> None:
    for c, python in both:
        for asked in words:
            unread = Word(asked.text, asked.lang)  # of these the core makes the keys, too
            assert list(c.vocabulary.cross_script_homophones(unread)) == [
                *python.vocabulary.cross_script_homophones(asked)
            ]
            assert list(c.vocabulary.cross_script_homophones(asked)) == [
                *python.vocabulary.cross_script_homophones(asked)
            ]
            assert list(c.vocabulary.near(asked).items()) == list(python.vocabulary.near(asked).items()), asked
        assert list(_gains(c, words).items()) == list(_gains(python, words).items()), words


def check_close(both: list[tuple[Gazetteer, Gazetteer]], name: str) -> None:
    """Compare what is found in text; no name is left out with words of which these are surely spellings."""
    words = words_of(name)[:4]
    for c, python in both:
        assert _sharing_pairs(c, words, 24) == _sharing_pairs(python, words, 24), name
        for most in (1, 8, 24):
            near = [form.number for form in close_candidates(python, words, most)]
            assert [form.number for form in close_candidates(c, words, most)] == near, name
        for number in _sharing_pairs(python, words, 24):
            if not _may_have_words(python, number, words):
                others = [python.vocabulary.word(n) for n, _ in python.words_in_roles(number)]
                assert not all(any(similarity(w, other) >= SAME_NAME_SURELY for other in others) for w in words), name


@settings(max_examples=150)
@given(NAMES)
@example("Sviatlana Tsikhanouskaya")
@example("מיכאל גורבצ'וב")
@example("박근혜")
@example("\ud800 \0 \t")
def test_any_name(both: list[tuple[Gazetteer, Gazetteer]], name: str) -> None:
    check(both, words_of(name))
    check_close(both, name)


def test_listed_names(both: list[tuple[Gazetteer, Gazetteer]]) -> None:
    names = [form.text for form in both[0][0].forms]
    for name in names[::97]:
        check(both, words_of(name))
    for name, other in zip(names[::31], names[7::31], strict=False):
        check_close(both, name)
        check_close(both, f"{name.split()[0]}em {other.split()[-1]}")
        check_close(both, f"{name} {other.split()[-1]}")


def test_no_words(both: list[tuple[Gazetteer, Gazetteer]]) -> None:
    check(both, [])


@pytest.mark.parametrize(("opened", "own", "pool", "judged"), [(1, 1, 1, 1), (20, 3, 5, 2), (300, 40, 200, 90)])
def test_other_limits(
    both: list[tuple[Gazetteer, Gazetteer]],
    monkeypatch: pytest.MonkeyPatch,
    opened: int,
    own: int,
    pool: int,
    judged: int,
) -> None:
    for name, value in zip(("_OPENED", "_OWN", "_POOL", "_JUDGED"), (opened, own, pool, judged), strict=True):
        monkeypatch.setattr(candidates, name, value)
    monkeypatch.setattr(candidates, "_LIMITS", Limits(opened, own, pool, judged, candidates._UNLIKE))
    for name in ("Alexander Ivanov", "Мария Александровна Иванова", "José da Silva", "Владимир", "אלכסנדר"):
        check(both, words_of(name))


def test_what_does_not_stand_at_multiples_of_four_is_searched_by_python() -> None:
    need("The compiled core", library())
    content = Gazetteer.from_records(STACKED).to_bytes()
    searched = []
    for start in range(4):
        moved = memoryview(bytes(start) + content)[start:]
        found = Gazetteer(segments=unpacked(moved))  # type: ignore[arg-type]
        searched.append(found.search is not None)
        assert found.vocabulary.near(word("Lukashenko")) == Gazetteer.from_bytes(content).vocabulary.near(
            word("Lukashenko")
        )
    assert sum(searched) == 1


KEYS = st.dictionaries(
    st.text("abcdefghijklmnopqrstuvwxyzSZCN'. ", max_size=64), st.integers(0, 40).map(lambda n: n / 100), max_size=6
)


@settings(max_examples=500)
@given(KEYS, KEYS)
@example({}, {"": 0.0})
@example({"": 0.1}, {"": 0.2})
@example({"lukaSenko": 0.0, "lukasenko": 0.1}, {"lukaSenka": 0.0, "lukaZenko": 0.25})
def test_any_keys_sound_alike(a: dict[str, float], b: dict[str, float]) -> None:
    need("The compiled core", compiled := sounds.compiled())
    assert compiled is not None
    assert compiled(sounds.packed(a), sounds.packed(b)) == sounds.sound_alike(a, b)


def test_similarity_of_listed_words(both: list[tuple[Gazetteer, Gazetteer]], monkeypatch: pytest.MonkeyPatch) -> None:
    index = both[0][0].segments[0].index
    words = [index.word(number) for number in range(0, index.words, 151)]
    asked = [
        word(text)
        for text in ("Tsikhanouskaya", "Мартынов", "מרטינוב", "Moon", "文在寅", "محمد", "O’Sullivan", "x" * 70)
    ]
    in_c = [similarity.__wrapped__(a, b) for a in asked for b in words]
    monkeypatch.setattr(sounds, "compiled", lambda: None)
    assert in_c == [similarity.__wrapped__(a, b) for a in asked for b in words]


def test_keys_that_the_core_does_not_know_are_not_packed() -> None:
    assert sounds.packed({"明": 0.0}) == b"" == sounds.packed({"a" * 65: 0.0})
    assert sounds.packed({"a" * 64: 0.0})


@settings(max_examples=300)
@given(WORDS, st.text("abcdefghijklmnopqrstuvwxyzéßšł’", max_size=120), st.sampled_from(letter_costs.languages()))
@example("Лукашенко", "Lukaschenko", "ru")
@example("", "", "Hebrew")
@example("ß" * 90, "ß" * 200, "Katakana")
def test_any_letters_cost_the_same(native: str, latin: str, lang: str) -> None:
    need("The compiled core", library())
    for most in (math.inf, 0.0, 12.0, 40.0):
        found = letter_costs.cost(native, latin, lang, most)
        assert found == letter_costs._cheapest.__wrapped__(native, latin, lang, most)
