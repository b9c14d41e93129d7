"""The evidence: what the features tell of two names, what weighs, and that its parts are its score."""

import importlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translit import compare
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.match.additive import Model
from translit.match.evidence import weigh_compared
from translit.match.features import MODELS
from translit.match.features._template import words_beyond_two
from translit.match.lookup import lookup
from translit.model import EntityType, probability
from translit.names.parse import parse_name

ROOT = Path(__file__).resolve().parents[2]
TYPES = st.sampled_from(["person", "organization", "place"])
WORDS = [
    "Anna",
    "Олег",
    "Putin",
    "Путина",
    "J.",
    "Jr.",
    "van",
    "der",
    "Bank",
    "44",
    "GmbH",
    "محمد",
    "김정은",
    "NATO",
    "(née",
    "bin",
]
NAMES = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other", "type", "told"),
    [
        ("Alexei Kavalenka", "Олег Kavalenka", "person", {"other_given_name": 1.0}),
        ("Siarhei Kavalenka", "Сергей Коваленко", "person", {"other_given_name": 0.0}),
        ("Pablo Moran", "James P. Moran", "person", {"other_given_name": 1.0, "initial": 0.0, "different_names": 1.0}),
        ("George W. Bush", "George Walker Bush", "person", {"initial": 1.0, "other_initial": 0.0}),
        ("William G. Frost", "William W. Frost", "person", {"other_initial": 1.0}),
        ("Donald Trump Jr.", "Donald Trump", "person", {"generation_on_one_side": 1.0, "generation": 0.0}),
        ("Maduro Guerra, Nicolás", "Nicolás Maduro Moros", "person", {"family_name": 0.0}),
        ("Salman bin Muhammad", "Muhammad bin Salman", "person", {"father_and_son": 1.0}),
        ("Anna Nowak", "Anna Nowak-Kowalska", "person", {"second_family_name": 1.0}),
        ("Brigade 44", "Brigade 45", "organization", {"other_number": 1.0}),
        ("First Bank", "1st Bank", "organization", {"other_number": 0.0, "different_words": 0.0}),
        ("OAO Zavod", "Open Joint Stock Company Zavod", "organization", {"same_legal_form": 1.0}),
        ("Con Traffic SRL", "Pro Traffic SRL", "organization", {"other_function_words": 1.0}),
        ("European Council", "Council of Europe", "organization", {"other_order": 1.0}),
        ("Emma Daniels", "Emma LLC", "organization", {"person_name": 1.0}),
        ("Athens", "NATO", "organization", {"acronym": 0.0}),
        ("MSF", "Médecins sans frontières", "organization", {"acronym": 1.0, "acronym_read_aloud": 0.0}),
        ("natoo", "NATO", "organization", {"acronym_read_aloud": 1.0}),
        ("Germany", "Deutschland", "place", {"country": 1.0}),
    ],
)
def test_features_tell_names_apart(one: str, other: str, type: EntityType, told: dict[str, float]) -> None:
    for a, b in ((one, other), (other, one)):
        values = weigh_compared(parse_name(a, type), parse_name(b, type)).values
        assert {name: values[name] for name in told} == told


@settings(max_examples=200, deadline=None)
@given(NAMES, NAMES, TYPES)
def test_comparison_is_symmetric_and_its_parts_are_its_score(a: str, b: str, type: EntityType) -> None:
    one, other = compare(a, b, type=type), compare(b, a, type=type)
    assert one.score == pytest.approx(other.score, abs=1e-12)
    evidence = one.explain().evidence
    assert one.score == evidence.score == probability(sum(p.weight for p in evidence.parts))


@pytest.mark.parametrize(("a", "b"), [("", ""), ("?", "!"), ("", "Putin"), ("...", "...")])
def test_nothing_is_nobodys_name(a: str, b: str) -> None:
    assert not compare(a, b).same


def test_the_parts_of_a_candidate_are_its_score() -> None:
    listings = Gazetteer.default()
    for name in ("Svetlana Tikhanovska", "Lukaschenka", "Bielorussia", "Petrov Aleksandr"):
        for match in lookup(listings, Config(threshold=0.0), name, 5):
            parts = match.explain().evidence.parts
            assert match.score == probability(sum(p.weight for p in parts))
            assert any(p.kind == "as one of several" for p in parts)


def test_a_byname_is_a_phrase() -> None:
    records = [{"id": "c", "name": "Yevgeny Prigozhin", "type": "person", "aliases": ["повар Путина"]}]
    listings = Gazetteer.from_records(records)
    assert not lookup(listings, Config(), "Putina", 1)
    assert lookup(listings, Config(), "Повар Путина", 1)


def test_a_patronymic_is_compared_with_the_listed_one() -> None:
    records = [{"id": "p", "name": "Иван Петров", "type": "person", "patronymic": {"ru": "Сергеевич"}}]
    listings = Gazetteer.from_records(records)
    names = ("Ivan Sergeevich Petrov", "Ivan Olegovich Petrov")
    scores = [lookup(listings, Config(threshold=0.0), name, 1)[0].score for name in names]
    assert scores[0] > scores[1]


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda m: m.name)
def test_weights_are_those_of_the_features_and_monotone(model: Model[Any]) -> None:
    for feature in model.features:
        knots, bits = model.curve(feature.name)
        assert knots == feature.knots
        assert bits[knots.index(feature.neutral)] == 0.0
        assert list(bits) == sorted(bits, reverse=not feature.rises)
        assert feature.meaning


def test_the_template_is_a_feature() -> None:
    case = weigh_compared(parse_name("Ann Mary Lee"), parse_name("Ann Lee")).case
    assert words_beyond_two.of(case) == 1.0
    assert words_beyond_two.meaning


def test_a_name_that_is_less_alike_in_its_own_script_scores_less() -> None:
    records = [{"id": "m", "name": "Maria Kalesnikava", "type": "person", "names": {"be": ["Марыя Калеснікава"]}}]
    [match] = lookup(Gazetteer.from_records(records), Config(threshold=0.0), "Maria Kolesnik", 1)
    told = {p.kind: p.weight for p in match.explain().evidence.parts}
    assert match.form == "Maria Kalesnikava" or told["less in its script"] < 0.0


def test_the_page_of_the_evidence_is_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "docs")
    page = importlib.import_module("make_evidence").page()
    assert page == (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8"), "run `python docs/make_evidence.py`"
