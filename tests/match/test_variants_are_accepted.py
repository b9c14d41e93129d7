"""What the table writes is accepted: every written variant of a native name is that name, for ``compare`` and ``lookup``."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

import translit
from build_data.table import read_yaml
from support import ROOT
from translit import Annotator, Gazetteer
from translit.model import EntityType
from translit.table import tables

ABOUT = read_yaml(ROOT / "data" / "table" / "languages.yaml")
EACH = 20  # names of each type
LEAST = 0.99
FOUND = {"ar": 0.97}  # without its vowels the name of a place is like many others
LANGUAGES = {
    code for entity in Gazetteer.default().entities.values() for code in entity.names
} & tables().languages.keys()


def native_names(lang: str, type: EntityType) -> list[str]:
    """Return names of entities of the shipped gazetteer in a language, always the same ones."""
    entities = [e for e in Gazetteer.default().entities.values() if e.type == type]
    names = sorted({name for entity in entities for name in entity.names.get(lang, ()) if len(name) > 2})
    return random.Random(7).sample(names, min(EACH, len(names)))  # noqa: S311


def written(names: list[str], lang: str) -> Iterator[tuple[str, str]]:
    for native in names:
        for spelling in translit.variants(native, lang=lang):
            yield native, spelling.text


@pytest.mark.parametrize("lang", [code for code, language in tables().languages.items() if not language.syllabic])
def test_every_written_variant_of_an_example_is_the_same_name(lang: str) -> None:
    pairs = list(written([native for native in ABOUT[lang]["examples"] if len(native) > 2], lang))
    refused = [pair for pair in pairs if not translit.compare(*pair).same]
    assert len(refused) <= (1 - LEAST) * len(pairs), refused


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_written_variants_of_listed_names_are_accepted(lang: str) -> None:
    refused, missed, count = [], [], 0
    for type in ("person", "place"):
        names = native_names(lang, type)
        records = [{"id": f"e{i}", "name": name, "type": type, "names": {lang: name}} for i, name in enumerate(names)]
        annotator = Annotator(Gazetteer.from_records(records))
        for native, spelling in written(names, lang):
            count += 1
            if not translit.compare(native, spelling, type=type).same:
                refused.append((native, spelling))
            if native not in {match.entity.name for match in annotator.lookup(spelling)}:
                missed.append((native, spelling))
    assert len(refused) <= (1 - LEAST) * count, refused
    assert len(missed) <= (1 - FOUND.get(lang, LEAST)) * count, missed
