"""A real spaCy pipeline: the same mentions, with exact character offsets, under every way of running it."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from support import SEEDS, read_seed
from translit.annotator import Annotator


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("translit", config={"set_ents": True})
    return pipeline


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name)
def test_same_mentions_as_the_function(nlp: Language, annotator: Annotator, path: Path) -> None:
    text = read_seed(path.name)
    doc = nlp(text)
    assert [s._.translit for s in doc.spans["translit"]] == [m.to_dict() for m in annotator.annotate(text)]
    for span in doc.spans["translit"]:
        assert span._.translit["text"] in span.text
        assert span.label_ == span._.translit["label"]
        assert span.kb_id_ == span._.translit["kb_id"]
    assert {e.kb_id_ for e in doc.ents} == set(annotator.annotate(text).entities)


def test_own_gazetteer_and_ents_of_others(tmp_path: Path) -> None:
    path = tmp_path / "my.yaml"
    path.write_text("- {id: s, name: Saint Petersburg, type: place, aliases: [Piter]}\n", encoding="utf-8")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "X", "pattern": "Saint"}, {"label": "X", "pattern": "Monday"}])  # type: ignore[attr-defined]
    pipeline.add_pipe("translit", config={"gazetteer": str(path), "set_ents": True})
    doc = pipeline("Saint Petersburg on Monday")
    assert [(e.text, e.label_) for e in doc.ents] == [("Saint Petersburg", "LOC"), ("Monday", "X")]


def test_an_empty_doc(nlp: Language) -> None:
    assert list(nlp("").spans["translit"]) == []


def test_several_processes(nlp: Language) -> None:
    texts = [read_seed(p.name)[:600] for p in SEEDS]
    alone = [[s._.translit for s in doc.spans["translit"]] for doc in nlp.pipe(texts)]
    together = [[s._.translit for s in doc.spans["translit"]] for doc in nlp.pipe(texts, n_process=2, batch_size=2)]
    assert together == alone
