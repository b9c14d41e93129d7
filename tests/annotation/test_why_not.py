"""Why a word is not linked: an answer for every word, which agrees with the annotation."""

from __future__ import annotations

import re

import pytest

from support import SEEDS, cases, read_seed
from translit.annotation.annotator import Annotator
from translit.gazetteer import Gazetteer


@pytest.mark.parametrize("name", [path.name for path in SEEDS])
def test_what_is_linked_is_said_to_be_and_nothing_else(annotator: Annotator, name: str) -> None:
    text = read_seed(name)[:2500]
    linked = {i for mention in annotator.annotate(text) for i in range(mention.start, mention.end)}
    words = {found[0]: found.span() for found in re.finditer(r"\w+", text)}
    for word, (start, end) in words.items():
        told = annotator.why_not(text, start, end)
        assert (told.cause in ("linked", "ambiguous")) == bool(linked.intersection(range(start, end))), word
        assert told.sentence
        assert (told.mention is None) == (told.evidence is None)


def test_places_are_those_of_the_text_itself(annotator: Annotator) -> None:
    text = "Luka\u00adshenko¹ and Zblorg\u00adville"
    assert annotator.why_not(text, 0, 4).cause == "linked"
    assert annotator.why_not(text, text.index("Zblorg"), len(text)).sentence == "no listed name is like “Zblorgville”"
    for start, end in ((0, 0), (-1, 2), (3, 1), (0, len(text) + 1)):
        with pytest.raises(IndexError):
            annotator.why_not(text, start, end)


def test_names_that_need_context() -> None:
    aliases = [{"text": "Old Man", "needs_context": True}]
    record = {"id": "l", "name": "Vera Sample", "type": "person", "aliases": aliases}
    annotator = Annotator(Gazetteer.from_records([record]))
    assert annotator.why_not("The Old Man left.", 4, 11).cause == "needs context"
    named = annotator.why_not("Vera Sample is the Old Man.", 19, 26).cause
    assert named == "below threshold", "weighed, as its entity is named"


def test_the_nearest_begin_with_what_lookup_answers(annotator: Annotator) -> None:
    names = {name for row in cases("different.tsv")[:150] for name in row.cells[:2]} | {
        "",
        "Biden",
        "Klitschko",
        "x" * 2000,
    }
    for name in names:
        answers, others = annotator.nearest(name)
        assert answers == annotator.lookup(name), name
        assert not {m.entity.id for m in answers} & {m.entity.id for m in others}
