from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_data.endings import compile_endings
from support import ROOT
from translit.errors import DataError
from translit.names.inflection import ANY_CASE, CASES, DEFINITE, KINDS, PLURAL, Lemma, lemmas
from translit.text.fold import fold
from translit.text.tokens import fold_words

SOURCE = ROOT / "data" / "lexicon" / "endings.tsv"
LANGUAGES = ["be", "bg", "cs", "et", "fi", "hr", "hu", "lt", "lv", "mk", "pl", "ru", "sk", "sl", "sr", "uk"]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def agreement(nominative: str, inflected: str, lang: str) -> tuple[int, set[str]]:
    """The cases that all words of an inflected name share, and the kinds of its lemmas; none if a word is not reached."""
    cases, kinds = ANY_CASE, set()
    for lemma_text, word in zip(fold_words(nominative), fold_words(inflected), strict=True):
        if word == lemma_text:
            continue
        found = [lemma for lemma in lemmas(word, lang) if lemma.text == lemma_text]
        kinds |= {lemma.kind for lemma in found}
        mask = 0
        for lemma in found:
            mask |= lemma.cases
        cases &= mask
    return cases, kinds


@pytest.mark.parametrize("row", read(SOURCE), ids=lambda r: f"{r['languages']} {r['class']} {r['nominative']}")
def test_every_row_leads_its_example_back(row: dict[str, str]) -> None:
    nominative, *forms = row["example"].split()
    assert any(fold(form) != fold(nominative) for form in forms)
    for lang in row["languages"].split(","):
        for form in forms:
            assert agreement(nominative, form, lang)[0], (lang, form)


@pytest.mark.parametrize(
    "row", read(ROOT / "tests" / "cases" / "inflected.tsv"), ids=lambda r: f"{r['language']} {r['inflected']}"
)
def test_inflected_names_lead_to_their_dictionary_forms(row: dict[str, str]) -> None:
    cases, kinds = agreement(row["nominative"], row["inflected"], row["language"])
    meaning, _, number = row["case"].partition(" ")
    assert cases
    if meaning in KINDS:
        assert meaning in kinds
    elif fold(row["nominative"]) != fold(row["inflected"]):
        assert cases & CASES[meaning] << (PLURAL if number else 0)


@pytest.mark.parametrize(
    "row", read(ROOT / "tests" / "cases" / "not_inflected.tsv"), ids=lambda r: f"{r['language']} {r['word']}"
)
def test_what_is_no_ending_proposes_nothing(row: dict[str, str]) -> None:
    assert not agreement(row["not"], row["word"], row["language"])[0]


@given(st.text(alphabet="abcdeiknorsuvyаеийкмновстуьўїјљ", max_size=12), st.sampled_from([*LANGUAGES, "en"]))
def test_hypotheses_are_few_distinct_and_never_the_word_itself(word: str, lang: str) -> None:
    found = lemmas(word, lang)
    assert len({(lemma.text, lemma.kind) for lemma in found}) == len(found) <= 24
    for lemma in found:
        assert lemma.text != word
        assert len(lemma.text) >= 3
        assert lemma.text[:2] == word[:2]
        assert 0 < lemma.cases <= ANY_CASE
        assert lemma.kind in KINDS
        assert fold(lemma.text) == lemma.text


def test_a_language_without_endings_has_no_lemmas() -> None:
    assert lemmas("lukashenkas", "en") == ()
    assert lemmas("", "pl") == ()


def test_definite_forms_have_a_case_of_their_own() -> None:
    assert Lemma("съюз", DEFINITE, "definite") in lemmas("съюза", "bg")


HEADER = "languages\tclass\tkind\tnominative\tafter\tforms\texample\tsource\n"


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
