from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from support import Answer, cases, check
from translit.text.language import guess_language
from translit.text.tokens import tokens


def test_languages_of_sentences() -> None:
    def answer(lang: str, text: str) -> Answer:
        ways = (text, text.upper(), [token.text for token in tokens(text)])
        return [None if lang == "none" else lang] * 3, [guess_language(way) for way in ways]

    check(cases("languages.tsv"), answer)


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
