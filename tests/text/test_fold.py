from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translit.text.fold import ascii_letters, fold, script_of
from translit.text.tokens import fold_words, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukašenka", "lukasenka"),
        ("Ціханоўская", "ціханоўская"),
        ("Хрущёв", "хрущев"),
        ("Дар’я", "даря"),
        ("Đoković", "dokovic"),
        ("ЙОСИП", "йосип"),
        ("Лукашэ\u0301нка", "лукашэнка"),
        ("Straße", "strasse"),
        ("Tsʹikhanoŭskai\u0361a", "tsikhanouskaia"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_tokens_are_slices_of_the_text_in_order(text: str) -> None:
    found = tokens(text)
    assert all(text[t.start : t.end] == t.text and t.folded for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lukashenka’s talks", ["Lukashenka", "talks"]),
        ("Putin's and Lukashenko`s", ["Putin", "and", "Lukashenko"]),
        ("Belarus’ presidents’", ["Belarus", "presidents"]),
        ("«Вагнер», “Дар’я”", ["Вагнер", "Дар’я"]),
        ("Rossia-24", ["Rossia", "24"]),
        ("O’Brien", ["O’Brien"]),
        ("राम कुमार भट्टराई", ["राम", "कुमार", "भट्टराई"]),
        ("ג'ורג' בוש, ז׳בוטינסקי", ["ג'ורג'", "בוש", "ז׳בוטינסקי"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [t.text for t in tokens(text)] == words


def test_fold_words_and_scripts() -> None:
    assert fold_words("Radio Free Europe / Radio Liberty") == ("radio", "free", "europe", "radio", "liberty")
    assert [script_of(w) for w in ("Минск", "Minsk", "مينسك", "24")] == ["Cyrillic", "Latin", "Arabic", ""]


def test_lone_surrogates_are_left_out_without_a_warning() -> None:
    assert ascii_letters("\ud800é\udfff") == "e"


@given(st.text(st.sampled_from("abYZs  '’ʼ-.1é\t"), max_size=12) | st.text(max_size=12))
@example("a" * 101)
@example("Obamaʼs wife")
@example("ab " * 50)
def test_folded_words_are_those_of_tokens(text: str) -> None:
    assert fold_words(text) == tuple(token.folded for token in tokens(text))
