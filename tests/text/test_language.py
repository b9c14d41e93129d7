from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import ROOT
from translit.text.language import guess_language
from translit.text.tokens import tokens


def cases() -> list[tuple[str, str]]:
    with (ROOT / "tests" / "cases" / "languages.tsv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(lang, text) for lang, text in rows[1:]]


@pytest.mark.parametrize(("lang", "text"), cases())
def test_languages_of_sentences(lang: str, text: str) -> None:
    expected = None if lang == "none" else lang
    assert guess_language(text) == expected
    assert guess_language(text.upper()) == expected
    assert guess_language([token.text for token in tokens(text)]) == expected


def test_a_foreign_name_does_not_change_the_language() -> None:
    text = "Prezydent powiedział, że spotka się z panią Světlaną Cichanouskou i z panem Wołodymyrem Зеленський."
    assert guess_language(text) == "pl"


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    found = guess_language(text)
    assert found is None or len(found) == 2


def test_only_the_beginning_counts() -> None:
    begin = "Die Regierung hat gesagt, dass sie das nicht will. " * 50
    assert guess_language(begin + "the of and to in a is that " * 5000) == "de"
