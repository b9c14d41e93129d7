"""The open world: how often something that no gazetteer has is linked, and that the benchmark judges as documented."""

from __future__ import annotations

from itertools import islice

import pytest
from open_world import LIMITS, counts
from open_world_judge import Judge
from open_world_text import KINDS, Sample, half_of

from translit.annotation.annotator import Annotator
from translit.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(Gazetteer.default())


@pytest.mark.parametrize("kind", KINDS)
def test_wrong_links_are_rare(kind: str, annotator: Annotator) -> None:
    for count in counts(annotator, kind, small=True):
        told = ", ".join(f"{link.text} ({link.id})" for link in sorted(count.faults) if link.verdict == "wrong")
        assert count.wrong <= LIMITS[count.what], f"{count.what}: {told}"


def word(text: str, lang: str) -> Sample:
    return Sample("words", text, lang, f"{text}.", ((0, len(text)),), lang)


@pytest.mark.parametrize(
    ("text", "lang", "id", "verdict"),
    [
        ("London", "de", "london", "right"),
        ("Росії", "uk", "russia", "right"),
        ("Niemczech", "pl", "germany", "right"),
        ("Paryżu", "pl", "paris", "right"),
        ("Londra", "it", "london", "right"),
        ("Merkel", "de", "angela-merkel", "bare"),
        ("Трампа", "uk", "donald-trump", "bare"),
        ("Кошти", "uk", "antonio-costa", "wrong"),
        ("Crime", "en", "crimea", "wrong"),
        ("Рівно", "uk", "russia", "wrong"),
        ("Of", "en", "united-states", "wrong"),
    ],
)
def test_verdict_on_words(text: str, lang: str, id: str, verdict: str, judge: Judge) -> None:
    assert judge.lookup(word(text, lang), id) == verdict
    assert judge.mention(word(text, lang), 0, len(text), id) == verdict


@pytest.mark.parametrize(
    ("surface", "id", "verdict"),
    [
        ("Angela Merkel", "angela-merkel", "right"),
        ("Merkel", "angela-merkel", "wrong"),
        ("Merz", "angela-merkel", "wrong"),
    ],
)
def test_verdict_on_people(surface: str, id: str, verdict: str, judge: Judge) -> None:
    text = f"{surface} lives here."
    person = Sample("people", surface, "en", text, ((0, len(surface)),), "en_GB")
    assert judge.mention(person, 0, len(surface), id) == verdict


@pytest.mark.parametrize(
    ("name", "country", "said", "surface", "id", "verdict"),
    [
        ("Brest", "BY", "Belarus", "Brest", "brest-belarus", "right"),
        ("Brest", "FR", "France", "Brest", "brest-belarus", "wrong"),
        ("Brest", "FR", "", "Brest", "brest-belarus", "right"),
        ("Brest", "FR", "France", "France", "france", "right"),
        ("Paris", "US", "France", "France", "france", "wrong"),
        ("Cuba", "PT", "Portugal", "Cuba", "cuba", "wrong"),
        ("New London", "US", "", "London", "london", "wrong"),
        ("Johnson", "US", "", "Johnson", "boris-johnson", "wrong"),
    ],
)
def test_verdict_on_towns(
    name: str, country: str, said: str, surface: str, id: str, verdict: str, judge: Judge
) -> None:
    if id == "cuba":
        judge = Judge(Gazetteer.from_records([{"id": "cuba", "name": "Cuba", "type": "place", "country": "CU"}]))
    text = f"{name}, {said}"
    town = Sample("towns", name, "en", text, ((0, len(name)),), "en", country, bool(said), frozenset({name}))
    at = text.index(surface)
    assert judge.mention(town, at, at + len(surface), id) == verdict


@pytest.mark.parametrize("kind", KINDS)
def test_samples_are_always_the_same_and_halves_are_disjoint(kind: str) -> None:
    gate = list(islice(KINDS[kind]("gate"), 500))
    assert gate == list(islice(KINDS[kind]("gate"), 500))
    assert not {s.key for s in gate} & {s.key for s in islice(KINDS[kind]("fit"), 500)}
    for sample in gate:
        shown = [sample.text[start:end] for start, end in sample.spans]
        assert shown[0] == sample.key
        assert all(s in sample.key for s in shown)
    if kind != "people":
        assert {half_of(s.key) for s in gate} == {"gate"}
