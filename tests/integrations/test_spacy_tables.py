"""Converting from spaCy's tables of names and back loses no name; what cannot be converted is reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
import srsly
from spacy.kb import InMemoryLookupKB

from translit.annotation.annotator import Annotator
from translit.errors import ReadError
from translit.gazetteer import Gazetteer
from translit.integrations.spacy_tables import (
    kb_from_gazetteer,
    patterns_from_gazetteer,
    records_from_kb,
    records_from_patterns,
)

GAZETTEER = Gazetteer.from_records(
    [
        {
            "id": "minsk",
            "name": "Minsk",
            "type": "place",
            "names": {"be": ["Мінск", "Менск"]},
            "aliases": [{"text": "the capital", "needs_context": True}],
        },
        {
            "id": "kyiv",
            "name": "Kyiv",
            "type": "place",
            "aliases": ["Kiev", {"text": "the capital", "needs_context": True}],
            "styles": {"de": "Kyjiw"},
        },
        {"id": "un", "name": "United Nations", "type": "organization", "acronyms": ["UN"]},
    ]
)


def test_to_a_knowledge_base_and_back() -> None:
    kb = kb_from_gazetteer(GAZETTEER, spacy.blank("en").vocab, entity_vector_length=3)
    assert set(kb.get_entity_strings()) == set(GAZETTEER.entities)
    assert {(c.entity_, c.prior_prob) for c in kb.get_alias_candidates("the capital")} == {
        ("minsk", 0.5),
        ("kyiv", 0.5),
    }
    assert len(kb.get_vector("un")) == 3
    records = records_from_kb(kb, {e.id: e.type for e in GAZETTEER.entities.values()}, names={"kyiv": "Kyiv"})
    again = Gazetteer.from_records(records)
    assert [(e.id, e.name) for e in again.entities.values()] == [
        ("kyiv", "Kyiv"), ("minsk", "Minsk"), ("un", "United Nations")
    ]  # fmt: skip
    assert {a.text: a.needs_context for a in again.entities["minsk"].aliases} == {
        "Мінск": False, "Менск": False, "the capital": True
    }  # fmt: skip
    assert set(kb_from_gazetteer(again, kb.vocab).get_alias_strings()) == set(kb.get_alias_strings())


def test_a_knowledge_base_without_types_or_names() -> None:
    kb = InMemoryLookupKB(spacy.blank("en").vocab, entity_vector_length=1)
    for id_ in ("Q1", "Q2"):
        kb.add_entity(entity=id_, freq=1, entity_vector=[0])
    kb.add_alias(alias="Minsk", entities=["Q1"], probabilities=[1.0])
    with pytest.raises(ValueError, match="Q1 has no type; Q2 has no name"):
        records_from_kb(kb, {"Q2": "place"})


def test_to_patterns_and_back(tmp_path: Path) -> None:
    patterns = patterns_from_gazetteer(GAZETTEER)
    assert {"label": "LOC", "pattern": "Менск", "id": "minsk"} in patterns
    assert "the capital" not in [p["pattern"] for p in patterns]
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    pipeline.get_pipe("entity_ruler").to_disk(tmp_path / "ruler.jsonl")  # type: ignore[attr-defined]
    assert [(e.text, e.id_) for e in pipeline("Kiev, UN").ents] == [("Kiev", "kyiv"), ("UN", "un")]
    records, problems = records_from_patterns(tmp_path / "ruler.jsonl")
    assert problems == []
    again = patterns_from_gazetteer(Gazetteer.from_records(records))
    assert {tuple(p.items()) for p in again} == {tuple(p.items()) for p in patterns}


def test_patterns_that_are_no_names(tmp_path: Path) -> None:
    lines = [
        {"label": "ORG", "pattern": [{"LOWER": "acme"}, {"TEXT": "Corp"}]},
        {"label": "DATE", "pattern": "Monday"},
        {"label": "ORG", "pattern": [{"LOWER": "acme", "OP": "?"}]},
        {"label": "GPE", "pattern": [{"TEXT": {"REGEX": "Min.k"}}]},
        {"label": "PERSON", "pattern": "Olga", "id": "o"},
        {"label": "ORG", "pattern": "Olga Ltd", "id": "o"},
        {"label": "PERSON", "pattern": "Volha", "id": "o"},
        {"label": "PERSON"},
        {"label": "PERSON", "pattern": " "},
        {"label": "PERSON", "pattern": []},
    ]
    path = tmp_path / "patterns.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)) + "\n\n{", encoding="utf-8")
    records, problems = records_from_patterns(path)
    assert records == [
        {"id": "acme Corp", "name": "acme Corp", "type": "organization", "aliases": []},
        {"id": "o", "name": "Olga", "type": "person", "aliases": ["Volha"]},
    ]
    assert [p.at("p") for p in problems] == [
        "p:2:1: label 'DATE' is none of PER, PERSON, ORG, LOC, GPE, FAC",
        'p:3:1: {"LOWER": "acme", "OP": "?"} is not the text of a token; list the names it stands for',
        'p:4:1: {"TEXT": {"REGEX": "Min.k"}} is not the text of a token; list the names it stands for',
        "p:6:1: id 'o' was of type person in an earlier line and is of type organization here",
        "p:8:1: a pattern should have the fields label and pattern",
        "p:9:1: the pattern is empty",
        "p:10:1: the pattern is empty",
        "p:12:1: not JSON at column 2: Expecting property name enclosed in double quotes",
    ]
    annotator = Annotator(Gazetteer.from_records(records))
    assert [m.kb_id for m in annotator.annotate("Acme Corp fell.")] == ["acme Corp"]
    with pytest.raises(ReadError, match="no such file"):
        records_from_patterns(tmp_path / "gone.jsonl")


def test_the_shipped_gazetteer_moves_whole(annotator: Annotator, tmp_path: Path) -> None:
    srsly.write_jsonl(tmp_path / "p.jsonl", patterns_from_gazetteer(annotator.gazetteer))
    records, problems = records_from_patterns(tmp_path / "p.jsonl")
    assert problems == []
    assert [r["id"] for r in records] == list(annotator.gazetteer.entities)
