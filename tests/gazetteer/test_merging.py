"""Stacking with keys: records of one entity in several lists become one."""

from __future__ import annotations

from pathlib import Path

import pytest

import translit
from translit.cli import run
from translit.gazetteer import Gazetteer
from translit.gazetteer.merging import merged
from translit.model import Alias

CORE = [
    {"id": "vera", "name": "Vera Sample", "type": "person", "names": {"be": "Вера Сампль"}, "links": {"wikidata": "Q1"},
     "aliases": ["The First"]},
    {"id": "italy", "name": "Italy", "type": "place", "country": "IT"},
    {"id": "rome", "name": "Rome", "type": "place", "country": "IT"},
]  # fmt: skip
MINE = [
    {"id": "Q1", "name": "Vera Samplova", "type": "person", "gender": "f",
     "names": {"be": ["Вера Сампль"], "ru": "Вера Образцова"},
     "aliases": ["the first", {"text": "Verka", "needs_context": True}], "links": {"wikidata": "Q1", "un": "7"}},
    {"id": "it", "name": "Italia", "type": "place", "country": "IT", "acronyms": ["IT"]},
    {"id": "ivan", "name": "Ivan Sample", "type": "person", "relations": {"spouse": ["Q1"]}},
    {"id": "works", "name": "Sample Works", "type": "organization", "links": {"wikidata": "Q1"}},
    {"id": "rome", "name": "Roma", "type": "place", "country": "IT"},
]  # fmt: skip


def stack(*keys: str) -> Gazetteer:
    return Gazetteer.stack(Gazetteer.from_records(CORE), Gazetteer.from_records(MINE), merge_on=keys)


def test_entities_that_agree_are_one() -> None:
    found = stack("wikidata", "iso").entities
    assert set(found) == {"vera", "italy", "rome", "ivan", "works"}  # a type of its own is another entity
    vera = found["vera"]
    assert (vera.name, vera.gender, vera.links) == ("Vera Sample", "f", {"wikidata": "Q1", "un": "7"})
    assert vera.names == {"be": ("Вера Сампль",), "ru": ("Вера Образцова",)}
    assert vera.aliases == (Alias("The First"), Alias("Vera Samplova"), Alias("Verka", needs_context=True))
    assert found["italy"].acronyms == ("IT",)
    assert found["italy"].aliases == (Alias("Italia"),)
    assert found["rome"].name == "Roma"  # a later record with the same id overrides, as without keys
    assert found["ivan"].relations == {"spouse": ("vera",)}


def test_without_a_key_nothing_is_merged() -> None:
    assert set(stack().entities) == set(stack("un").entities) == {"vera", "italy", "rome", "Q1", "it", "ivan", "works"}
    assert "it" in stack("wikidata").entities
    assert "Q1" in stack("iso").entities


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, rows in (("core", CORE), ("mine", MINE)):
        Gazetteer.from_records(rows).save(tmp_path / f"{name}.tli")
    out = tmp_path / "all.tli"
    sources = [str(tmp_path / "core.tli"), str(tmp_path / "mine.tli")]
    assert run(["gazetteer", "build", *sources, "--merge-on", "wikidata, iso", "-o", str(out)]) == 0
    assert "5 entities" in (told := capsys.readouterr().err)
    assert "2 merged" in told
    assert "Q1 (Vera Samplova) is vera (Vera Sample): wikidata Q1" in told
    rows = (tmp_path / "all.merged.tsv").read_text(encoding="utf-8").splitlines()
    assert rows[1:] == [
        "vera\tQ1\twikidata\tQ1\tVera Sample\tVera Samplova",
        "italy\tit\tiso\tIT\tItaly\tItalia",
    ]
    assert run(["gazetteer", "build", *sources, "-o", str(tmp_path / "stacked.tli")]) == 0
    assert (
        "1 entity has the wikidata id of another one of the same type; --merge-on wikidata makes one of such entities"
        in capsys.readouterr().err
    )
    assert [m.entity.id for m in translit.load(out).lookup("Вера Образцова")] == ["vera"]


def test_a_city_with_a_name_of_its_country_is_not_the_country() -> None:
    """Danes and Germans call Tunisia as the city is called in English."""
    core = [
        {"id": "tunis", "name": "Tunis", "type": "place", "country": "TN", "names": {"ru": "Тунис"}},
        {
            "id": "tunisia",
            "name": "Tunisia",
            "type": "place",
            "country": "TN",
            "names": {"de": "Tunesien", "fr": "Tunisie"},
        },
    ]
    mine = [{"id": "tn", "name": "Tunezja", "type": "place", "country": "TN"}]
    found = Gazetteer.stack(*map(Gazetteer.from_records, (core, mine)), merge_on=["iso"]).entities
    assert {id: [alias.text for alias in entity.aliases] for id, entity in found.items()} == {
        "tunis": [],
        "tunisia": ["Tunezja"],
    }


def test_no_two_entities_of_the_shipped_gazetteer_are_one_country() -> None:
    shipped = Gazetteer.default().entities.values()
    assert len(merged([shipped], ["iso", "wikidata"])) == len(shipped)
