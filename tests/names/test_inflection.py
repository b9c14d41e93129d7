"""Case endings: inflected names lead back to their dictionary forms, and what is no ending proposes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_data.endings import compile_endings
from support import ROOT, Answer, cases, check, read_rows
from translit.annotation.words import dictionary_forms, words_beginning_like
from translit.errors import DataError
from translit.names.inflection import ANY_CASE, CASES, DEFINITE, KINDS, PLURAL, Lemma, lemmas
from translit.text.fold import fold
from translit.text.tokens import fold_words, tokens

SOURCE = ROOT / "data" / "lexicon" / "endings.tsv"
HEADER = "languages\tclass\tkind\tnominative\tafter\tforms\texample\tsource\n"
EXAMPLE = HEADER.split().index("example")
LANGUAGES = ["be", "bg", "cs", "el", "et", "fi", "hr", "hu", "lt", "lv", "mk", "pl", "ro", "ru", "sk", "sl", "sr", "uk"]


@pytest.mark.parametrize("lang", [*LANGUAGES, "de", None])
@given(text=st.text("абвгеийкоьюяabcdehijkouyzė", min_size=1, max_size=12))
def test_words_are_found_that_begin_like_their_dictionary_forms(lang: str | None, text: str) -> None:
    for form in dictionary_forms(text, lang):
        assert words_beginning_like([form], {text: fold(text)}, lang) == [text]


def agreement(nominative: str, inflected: str, lang: str) -> tuple[int, set[str]]:
    """Return the cases that all words of an inflected name share, and the kinds of its lemmas; none if a word has none."""
    shared, kinds = ANY_CASE, set()
    for lemma_text, word in zip(fold_words(nominative), tokens(inflected), strict=True):
        if word.folded == lemma_text:
            continue
        found = [lemma for lemma in lemmas(word.text, lang) if lemma.text == lemma_text]
        kinds |= {lemma.kind for lemma in found}
        mask = 0
        for lemma in found:
            mask |= lemma.cases
        shared &= mask
    return shared, kinds


def case_names(mask: int) -> list[str]:
    """The cases of a bit mask, in the words of the case files."""
    numbers = (("", 0), (" plural", PLURAL))
    return [name + number for name, bits in CASES.items() for number, shift in numbers if mask & bits << shift]


def test_every_row_leads_its_example_back() -> None:
    def answer(languages: str, *cells: str) -> Answer:
        nominative, *forms = cells[EXAMPLE - 1].split()
        assert any(fold(form) != fold(nominative) for form in forms), "the example shows no ending"
        asked = [(lang, form) for lang in languages.split(",") for form in forms]
        return asked, [(lang, form) for lang, form in asked if agreement(nominative, form, lang)[0]]

    check(read_rows(SOURCE), answer)


def test_inflected_names_lead_to_their_dictionary_forms() -> None:
    def answer(lang: str, nominative: str, inflected: str, case: str) -> Answer:
        shared, kinds = agreement(nominative, inflected, lang)
        told = sorted(kinds) if case in KINDS else case_names(shared)
        same = fold(nominative) == fold(inflected)
        return case, case if shared and (case in told or (same and case not in KINDS)) else told

    check(cases("inflected.tsv"), answer)


def test_what_is_no_ending_proposes_nothing() -> None:
    def answer(lang: str, word: str, nominative: str) -> Answer:
        return [], case_names(agreement(nominative, word, lang)[0])

    check(cases("not_inflected.tsv"), answer)


@given(st.text(alphabet="abcdeiknorsuvyаеийкмновстуьўїјљαεηιουσων", max_size=12), st.sampled_from([*LANGUAGES, "en"]))
def test_hypotheses_are_few_distinct_and_never_the_word_itself(word: str, lang: str) -> None:
    found = lemmas(word, lang)
    assert len({(lemma.text, lemma.kind) for lemma in found}) == len(found) <= 24
    for lemma in found:
        assert lemma.text != word
        assert len(lemma.text) >= 3
        assert lemma.text[:1] == word[:1]
        assert 0 < lemma.cases <= ANY_CASE
        assert lemma.kind in KINDS
        assert fold(lemma.text) == lemma.text


def test_a_language_without_endings_has_no_lemmas() -> None:
    assert lemmas("lukashenkas", "en") == ()
    assert lemmas("", "pl") == ()


def test_definite_forms_have_a_case_of_their_own() -> None:
    assert Lemma("съюз", DEFINITE, "definite") in lemmas("съюза", "bg")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("ru\tm\tsg\t0\t\tgen=а dativ=у\tМинск Минска\tx", "'?dativ"),
        ("ru\tm\tdual\t0\t\tgen=а\tМинск Минска\tx", "'?dual"),
        ("ru\tm\tsg\t0\t\tgen а\tМинск Минска\tx", "no `=`"),
        ("ru\tm\tsg\t0", "4 cells"),
    ],
)
def test_faults_are_named_with_their_row(row: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "endings.tsv"
    path.write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=rf"endings\.tsv:2: {fault}"):
        compile_endings(path)
