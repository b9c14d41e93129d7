"""The compiled files are what the sources say, byte for byte."""

from __future__ import annotations

import pytest

from support import ROOT
from translit import build
from translit.gazetteer import Gazetteer
from translit.table.source import compile_table

DATA = ROOT / "src" / "translit" / "data"


@pytest.mark.parametrize("name", ["table", "given_names", "lexicon", "gazetteer"])
def test_compiled_file_is_up_to_date(name: str) -> None:
    made = {
        "table": lambda: compile_table(ROOT / "data" / "table"),
        "given_names": build.compile_given_names,
        "lexicon": lambda: build.compile_lexicon(ROOT / "data" / "lexicon"),
        "gazetteer": lambda: Gazetteer.from_yaml(ROOT / "data" / "aliases.yaml").to_compiled(),
    }[name]()
    assert build.dump(made) == (DATA / f"{name}.json").read_bytes(), "run `make data` and commit the result"


def test_the_compiled_gazetteer_is_the_alias_file() -> None:
    from_yaml = Gazetteer.from_yaml(ROOT / "data" / "aliases.yaml")
    shipped = Gazetteer.default()
    assert shipped.entities == from_yaml.entities
    assert shipped.fingerprint == from_yaml.fingerprint
    assert len(shipped) >= 450
