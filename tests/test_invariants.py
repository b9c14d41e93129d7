"""What holds for every text and every name, whatever the gazetteer: offsets, order, thresholds, symmetry, one answer."""

from __future__ import annotations

import contextlib
import itertools
import os
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import translit
from support import ROOT, SEEDS, Answer, Row, cases, check, read_seed
from translit.annotation.annotator import Annotator
from translit.config import Config
from translit.errors import OtherScriptError
from translit.gazetteer import Gazetteer
from translit.model import AnnotatedText
from translit.table import tables

TEXTS = [*(read_seed(p.name) for p in SEEDS), *(row.cells[0] for row in cases("in_text.tsv"))]
ROWS = [Row(f"text {number}", [text]) for number, text in enumerate(TEXTS)]
PIECES = st.sampled_from([
    "Alexander", "Lukashenko", "Лукашэнка", "Sviatlana", "Tsikanouskaya", "Tsepkalo", "Putin", "Minsk", "UN", "U.S.", "the",
    "The Moscow Times", "’s", "'s", " ", " ", " ", "\n", "\n\n", ". ", ", ", "-", "“", "”", "A.", "President", "Igor",
    "\u0301", "\ufeff", "\u200d", "👩‍👩‍👧", "ﬁ", "İ", "ß", "\0", "\ud800", "김정은", "فلاديمير", "Black Sea", "MINSK",
])  # fmt: skip
TANGLED = st.lists(PIECES, max_size=30).map("".join)
ANYTHING = st.one_of(st.text(), TANGLED)
NAMES = st.one_of(
    st.text(max_size=20),
    st.sampled_from([name for file in ("same.tsv", "different.tsv") for row in cases(file) for name in row.cells[:2]]),
    st.lists(PIECES, min_size=1, max_size=4).map(" ".join),
)
TYPES = st.sampled_from(["person", "organization", "place"])
RECORDS: list[dict[str, Any]] = [
    {"id": "al", "name": "Alexander Lukashenko", "type": "person", "names": {"be": "Аляксандр Лукашэнка"}},
    {"id": "st", "name": "Sviatlana Tsikhanouskaya", "type": "person"},
    {"id": "vp", "name": "Vladimir Putin", "type": "person", "names": {"ru": "Владимир Путин"}},
    {"id": "ip", "name": "Igor Putin", "type": "person"},
    {"id": "minsk", "name": "Minsk", "type": "place"},
    {"id": "sea", "name": "Black Sea", "type": "place"},
    {"id": "un", "name": "United Nations", "type": "organization", "acronyms": ["UN"]},
    {"id": "mt", "name": "The Moscow Times", "type": "organization"},
]
FEW = settings(max_examples=60)
MANY = settings(max_examples=150)


def shape_faults(text: str, annotated: AnnotatedText) -> list[object]:
    """Return the mentions that are not what :class:`Mention` promises: exact, sorted, disjoint, scored, explained."""
    faults: list[object] = [] if annotated.text == text else [annotated.text]
    end = 0
    for m in annotated:
        exact = text[m.start : m.end] == m.text != "" and end <= m.start
        told = (m.status == "linked") == bool(m.kb_id) == (not m.candidates) and m.reason
        if not (exact and told and 0.0 <= m.score <= 1.0):
            faults.append(m)
        end = m.end
    return faults


def test_mentions_are_exact_sorted_and_disjoint(annotator: Annotator) -> None:
    def answer(text: str) -> Answer:
        return [], shape_faults(text, annotator.annotate(text))

    check(ROWS, answer)


def test_normalizing_twice_is_normalizing_once(annotator: Annotator) -> None:
    def answer(text: str) -> Answer:
        once = annotator.normalize(text)
        return once, annotator.normalize(once)

    check(ROWS, answer)


@MANY
@given(ANYTHING)
def test_the_same_for_any_text(text: str) -> None:
    assert shape_faults(text, translit.annotate(text)) == []
    once = translit.normalize(text)
    assert translit.normalize(once) == once


@MANY
@given(st.one_of(TANGLED, st.sampled_from(TEXTS)))
def test_a_higher_threshold_gives_a_subset(text: str) -> None:
    gazetteer = Gazetteer.default()
    found = [
        {(m.start, m.end, m.kb_id, m.score) for m in Annotator(gazetteer, config=Config(threshold=t)).annotate(text)}
        for t in (0.3, 0.6, 0.9, 0.99, 1.0)
    ]
    for lower, higher in itertools.pairwise(found):
        assert higher <= lower


def test_the_order_of_entities_changes_nothing(annotator: Annotator) -> None:
    some = [*annotator.gazetteer.entities.values()][::6]
    usual, turned = Annotator(Gazetteer(some)), Annotator(Gazetteer(reversed(some)))

    def answer(text: str) -> Answer:
        return usual.annotate(text), turned.annotate(text)

    check(ROWS, answer)


@FEW
@given(st.permutations(RECORDS), TANGLED)
def test_the_order_of_records_changes_nothing(records: list[dict[str, Any]], text: str) -> None:
    usual, turned = (Annotator(Gazetteer.from_records(rows)) for rows in (RECORDS, records))
    assert turned.annotate(text) == usual.annotate(text)
    assert turned.provenance == usual.provenance


@FEW
@given(st.lists(TANGLED, max_size=4), TANGLED)
def test_no_text_tells_of_another(before: list[str], text: str) -> None:
    used, fresh = (Annotator(Gazetteer.from_records(RECORDS)) for _ in range(2))
    for other in (*before, " ".join(before) * 9):
        used.annotate(other)
    assert used.annotate(text) == fresh.annotate(text)


def test_what_was_read_before_changes_nothing(annotator: Annotator) -> None:
    fresh = Annotator()
    for seed in reversed(SEEDS):
        text = read_seed(seed.name)
        assert fresh.annotate(text) == annotator.annotate(text)


@FEW
@given(st.lists(ANYTHING, max_size=6), st.integers(1, 8))
def test_pipe_is_map(texts: list[str], batch_size: int) -> None:
    annotator = Annotator()
    assert list(annotator.pipe(texts, batch_size=batch_size)) == [annotator.annotate(text) for text in texts]


@pytest.mark.parametrize(("batch_size", "n_process"), [(1, 1), (64, 1), (1, 2), (3, 2)])
def test_pipe_with_context_is_map(annotator: Annotator, batch_size: int, n_process: int) -> None:
    texts = TEXTS[:20]
    piped = annotator.pipe(
        zip(texts, range(99), strict=False), as_tuples=True, batch_size=batch_size, n_process=n_process
    )
    assert list(piped) == [(annotator.annotate(text), i) for i, text in enumerate(texts)]


@MANY
@example("ؠ", "𠀀", "person")  # letters that no table has, of two scripts
@given(NAMES, NAMES, TYPES)
def test_comparing_is_symmetric(a: str, b: str, type: Any) -> None:
    there, back = translit.compare(a, b, type=type), translit.compare(b, a, type=type)
    assert (there.same, there.score) == (back.same, back.score)
    assert 0.0 <= there.score <= 1.0
    assert str(there.explain())


@MANY
@given(NAMES, st.sampled_from(sorted(tables().languages)))
def test_no_name_does_harm(name: str, lang: str) -> None:
    assert all(0.0 <= m.score <= 1.0 and str(m.explain()) for m in translit.lookup(name))
    assert all(isinstance(spelling.text, str) for spelling in translit.variants(name, lang=lang))
    for convention in tables().languages[lang].conventions:
        with contextlib.suppress(OtherScriptError):
            assert isinstance(translit.romanize(name, lang=lang, convention=convention), str)


def test_the_hash_seed_changes_nothing() -> None:
    code = (
        "import json, pathlib, translit\n"
        "for p in sorted(pathlib.Path('seeds').glob('*.txt')):\n"
        "    print(json.dumps(translit.annotate(p.read_bytes().decode()).to_dict()))\n"
        "print([m.explain().to_dict() for m in translit.lookup('Lukaschenka')])"
    )
    said = [
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, check=True,
                       capture_output=True, cwd=ROOT).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert said[0] == said[1] != b""


@given(st.lists(NAMES, max_size=6), st.integers(0, 4))
@FEW
def test_looking_up_many_names_is_looking_up_each(names: list[str], limit: int) -> None:
    annotator = Annotator(Gazetteer.from_records(RECORDS))
    one_by_one = [annotator.lookup(name, limit=limit) for name in names]
    assert list(annotator.lookup_many(names, limit=limit)) == one_by_one


def test_several_processes_look_up_as_one() -> None:
    names = [row.cells[0] for row in cases("spellings.tsv")[:200]]
    annotator = translit.load()
    assert list(annotator.lookup_many(names, n_process=2)) == [annotator.lookup(name) for name in names]
