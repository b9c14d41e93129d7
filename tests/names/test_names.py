"""Parsing of names, and the lexicon of their words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_data.lexicon import compile_lexicon
from support import ROOT, Answer, cases, check
from translit.annotation.annotator import Annotator
from translit.errors import DataError
from translit.gazetteer import Gazetteer
from translit.model import EntityType
from translit.names.cities import city_of
from translit.names.countries import country_of
from translit.names.parse import parse_name
from translit.text.lexicon import legal_class, number_of, word_classes
from translit.text.repair import fix_homoglyphs, fix_ocr_digits, split_joined_names
from translit.text.tokens import fold_words

MIXED = st.text(alphabet="aeopcxyABEKMHOPCTXYйцукенaеорсхуАВЕКМНОРСТХУіІјѕαβογρυΑΒ -'’\u0301")


def test_parts() -> None:
    def answer(name: str, type: EntityType, parts: str, other: str) -> Answer:
        parsed = parse_name(name, type)
        told = [f"also={a}" for a in parsed.alternatives]
        told += [f"suffix={parsed.suffix}"] if parsed.suffix else []
        told += [f"legal={kind}" for kind in sorted(parsed.legal)]
        return (parts, other), (" ".join(f"{p.word.text}={p.role}" for p in parsed.parts), " | ".join(told))

    check(cases("parts.tsv"), answer)


@given(st.text(), st.sampled_from(["person", "organization", "place"]))
def test_any_text_has_parts(text: str, type: EntityType) -> None:
    parsed = parse_name(text, type)
    assert bool(parsed.parts) == bool(fold_words(text))


@given(MIXED)
def test_unmixed_is_idempotent(text: str) -> None:
    assert fix_homoglyphs(fix_homoglyphs(text)) == fix_homoglyphs(text)
    assert len(fix_homoglyphs(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "one_script"),
    [
        ("Лукaшeнко", "Лукашенко"),
        ("Lukаshenko", "Lukashenko"),
        ("Mинск", "Минск"),
        ("Αlexis", "Alexis"),
        ("МТС FM", "МТС FM"),
        ("Путинz", "Путинz"),
        ("VKонтакте", "VKонтакте"),
    ],
)
def test_unmixed(text: str, one_script: str) -> None:
    assert fix_homoglyphs(text) == one_script


def test_repairs_leave_alone_what_they_are_not_sure_of() -> None:
    assert [fix_ocr_digits(w) for w in ("24", "F16", "R2D2", "Agent007", "Б0рис")] == [
        "24",
        "F16",
        "R2D2",
        "Agent007",
        "Б0рис",
    ]
    kept = ["iPhone", "McDonald", "DiCaprio", "YouTUBE", "LaGuardia"]
    assert [split_joined_names(w, frozenset({"la"})) for w in kept] == [[w] for w in kept]


def test_a_damaged_name_is_found(annotator: Annotator) -> None:
    assert [m.entity.id for m in annotator.lookup("A1exander Lukashenk0")[:1]] == ["alexander-lukashenko"]


@pytest.mark.parametrize(
    ("word", "number"),
    [("7", 7), ("vii", 7), ("xvi", 16), ("iv", 4), ("2nd", 2), ("3rd", 3), ("third", 3), ("второй", 2), ("16세", 16)]
    + [(w, None) for w in ("x", "i", "xl", "mix", "iiii", "vx", "", "b2b", "anna")],
)  # fmt: skip
def test_number_of(word: str, number: int | None) -> None:
    assert number_of(word) == number


def test_legal_forms_of_one_class_are_counterparts() -> None:
    limited = ["Ltd", "LLC", "ООО", "ТОВ", "Sp. z o.o.", "s.r.o.", "sro", "d.o.o.", "GmbH", "SARL", "S.r.l.", "OOO"]
    stock = ["JSC", "ОАО", "ПАО", "АТ", "AG", "SA", "S.A.", "a.s.", "PLC", "Open Joint Stock Company"]
    assert {legal_class(fold_words(form)) for form in limited} == {"limited"}
    assert {legal_class(fold_words(form)) for form in stock} == {"stock"}
    assert {legal_class(fold_words(form)) for form in ("РУП", "ФГУП", "State Enterprise")} == {"state"}
    assert legal_class(("bank",)) == ""


def test_words_that_translate_each_other() -> None:
    for words in (
        ("bank", "банк", "banque", "بنك"),
        ("ministry", "министерство", "ministerstwo", "Ministerium"),
        ("trading", "торговый", "handel"),
        ("university", "университет", "універсітэт", "univerzita"),
    ):
        classes = [word_classes(*fold_words(w)) for w in words]
        assert frozenset.intersection(*classes), words
    assert not word_classes("bank") & word_classes("ministry")
    assert not word_classes("lukashenko")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Deutschland", "DE"), ("Gruzja", "GE"), ("Karadağ", "ME"), ("乌克兰", "UA"), ("Yunanistan", "GR"),
        ("Беларусь", "BY"), ("Belorussia", "BY"), ("Białoruś", "BY"), ("Burma", "MM"), ("Swaziland", "SZ"),
        ("Holland", "NL"), ("Côte d’Ivoire", "CI"), ("Cote d'Ivoire", "CI"), ("Czech Republic", "CZ"), ("FYROM", "MK"),
        ("Russian Federation", "RU"), ("США", "US"), ("КНДР", "KP"), ("Kosowo", "XK"), ("ไทย", "TH"), ("भारत", "IN"),
        ("Toga", None), ("Minsk", None), ("Lukashenko", None), ("European Union", None), ("", None),
    ],
)  # fmt: skip
def test_country_of(name: str, code: str | None) -> None:
    assert country_of(" ".join(fold_words(name))) == code


@pytest.mark.parametrize(
    ("name", "lang", "city"),
    [
        ("Wien", "de", "vienna"), ("Kyjev", "sk", "kyiv"), ("Peking", "cs", "beijing"), ("Varsó", "hu", "warsaw"),
        ("東京", None, "tokyo"), ("وارسو", None, "warsaw"), ("טוקיו", None, "tokyo"), ("El Cairo", "es", "cairo"),
        ("Viena", "es", "vienna"), ("Viena", "de", None),  # of its languages only
        ("Alžír", None, None), ("Panama", None, None), ("Cuba", "tr", None),  # countries
        ("Sofie", None, None), ("Sidney", None, None), ("Adem", None, None),  # given names
        ("Κάιρο", None, None), ("Soul", None, None), ("Rom", None, None), ("Czyta", None, None),  # common words, short
        ("Петропавловск-Камчатский", "ru", None), ("Hồ Chí Minh", None, None), ("Dunaj", None, None),  # something else
    ],
)  # fmt: skip
def test_city_of(name: str, lang: str | None, city: str | None) -> None:
    found = city_of(" ".join(fold_words(name)), lang)
    assert (" ".join(found.words) if found else None) == city


def test_a_city_is_that_of_its_country() -> None:
    def found(country: str) -> list[str]:
        record = {"id": "l", "name": "London", "type": "place", "country": country}
        return [m.entity.id for m in Annotator(Gazetteer.from_records([record])).lookup("Λονδίνο")]

    assert found("GB") == ["l"]
    assert not found("CA")


@pytest.mark.parametrize(
    ("file", "row", "told"),
    [
        ("titles.tsv", "office\tbehind\ten\tMayor\tusage", r"titles\.tsv:2: place must be one of before, after, any"),
        ("particles.tsv", "uncle\tbefore\ten\tvon\tusage", r"particles\.tsv:2: kind must be one of family"),
        ("legal_forms.tsv", "limited\ten\t&\tusage", r"legal_forms\.tsv:2: '&' has no letters"),
        ("legal_forms.tsv", "limited\ten\tLtd\t", r"legal_forms\.tsv:2: the cell 'source' is empty"),
        ("concepts.tsv", "bank\ten\tsavings bank\tusage", r"concepts\.tsv:2: 'savings bank' is more than one word"),
        ("suffixes.tsv", "jr\ten\tJr\tusage\nsr\ten\tjr\tusage", r"suffixes\.tsv:3: 'jr' is 'jr' in a row above"),
    ],
)
def test_a_faulty_row_is_named(tmp_path: Path, file: str, row: str, told: str) -> None:
    source = ROOT / "data" / "lexicon"
    for path in source.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    header = (source / file).read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / file).write_text(f"{header}\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError, match=told):
        compile_lexicon(tmp_path)
