"""Chinese and Korean names of people, listed in their own script only: what conventions and newspapers write finds them."""

from __future__ import annotations

import pytest

import translit
from support import cases
from translit.annotation.annotator import Annotator
from translit.gazetteer import Gazetteer
from translit.text.tokens import fold_words

FILES = {"ko": "korean.tsv", "zh": "chinese.tsv"}
FOUND = {"ko": 0.95, "zh": 0.91}
"""The share of spellings for which the right entity comes first. The others are Hokkien, or letters that persons chose."""


def listed_natively(rows: list[list[str]]) -> Annotator:
    """Return an annotator for the people of a case file upon all shipped entities; those that are the same have no name."""
    shipped = Gazetteer.default()
    spelled = [spelling for native, spellings, _ in rows for spelling in (native, *spellings.split(" | "))]
    same = {form.entity.id for spelling in spelled for form in shipped.exact(fold_words(spelling))}
    named = [*((f"own-{n}", native) for n, (native, *_) in enumerate(rows)), *((id, "Nobody") for id in sorted(same))]
    own = Gazetteer.from_records([{"id": id, "name": name, "type": "person"} for id, name in named])
    return Annotator(Gazetteer.stack(shipped, own))


@pytest.mark.parametrize("lang", FILES)
def test_newspaper_spellings_find_the_native_form(lang: str) -> None:
    rows = [row.cells for row in cases(FILES[lang])]
    annotator = listed_natively(rows)
    answers = {
        (native, spelling): [m.entity.name for m in annotator.lookup(spelling)[:1]]
        for native, spellings, _ in rows
        for spelling in spellings.split(" | ")
    }
    missed = {asked: found for asked, found in answers.items() if found != [asked[0]]}
    assert 1 - len(missed) / len(answers) >= FOUND[lang], missed


@pytest.mark.parametrize("lang", FILES)
def test_written_variants_find_the_native_form(lang: str) -> None:
    natives = [row.cells[0] for row in cases(FILES[lang])]
    records = [{"id": native, "name": native, "type": "person", "names": {lang: native}} for native in natives]
    annotator = Annotator(Gazetteer.from_records(records))
    written = [(native, v.text) for native in natives for v in translit.variants(native, lang=lang)]
    found = [native in {m.entity.id for m in annotator.lookup(text)} for native, text in written]
    same = [translit.compare(native, text).same for native, text in written]
    assert sum(found) / len(found) >= 0.99
    assert sum(same) / len(same) >= 0.99


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("习近平", "习近朋"),
        ("김정은", "김정훈"),
        ("金星坤", "Sin Kwan-jin"),
        ("施維爾", "Tan Sze Wee"),
        ("김정은", "김정일"),
    ],
)
def test_another_syllable_is_another_name(a: str, b: str) -> None:
    assert not translit.compare(a, b).same


@pytest.mark.parametrize(
    ("a", "b"), [("習近平", "习近平"), ("文在寅", "문재인"), ("리용무", "이용무"), ("林鄭月娥", "林郑月娥")]
)
def test_scripts_of_one_name(a: str, b: str) -> None:
    assert translit.compare(a, b).same
