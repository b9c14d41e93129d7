"""Limits: hostile input takes linear time and bounded memory, and an answer or a clear error."""

from __future__ import annotations

import gc
import os
import random
import subprocess
import sys
import weakref
from pathlib import Path
from typing import get_args

import pytest
from growth import FAMILIES, MOST, exponent, seconds

import translit
from command import ENV
from fuzz.harness import bounded
from support import ROOT
from translit.errors import TranslitError
from translit.gazetteer import Gazetteer
from translit.limits import LONGEST_ARTICLE, LONGEST_NAME, LONGEST_WORD, MOST_WORDS, REMEMBERED_CHUNKS
from translit.model import EntityType
from translit.text.document import pieces
from translit.text.tokens import tokens

RECORDS = [
    {"id": "a", "name": "Anna Bergholt", "type": "person"},
    {"id": "m", "name": "Minsk", "type": "place", "names": {"be": "Мінск"}},
    {"id": "c", "name": "Chevron Corporation", "type": "organization"},
]
QUICK = 0.25  # of the sizes of the benchmark: enough to tell a square from a line
SQUARE = 1.6  # exponent; short times are measured badly, so that the benchmark's bound would fail by chance


def test_an_elongated_word_takes_no_time() -> None:
    with bounded(0.5):
        for letters in (26, 80, 200, 100_000):
            translit.annotate("Maria Z" + "a" * letters + "kharova said.")
            translit.keys("z" + "a" * letters + "kharova")


def test_a_word_of_more_letters_than_any_name_is_no_token() -> None:
    longest, longer = "a" * LONGEST_WORD, "a" * (LONGEST_WORD + 1)
    assert [t.text for t in tokens(f"Minsk {longest} Kiev {longer} Riga")] == ["Minsk", longest, "Kiev", "Riga"]
    text = f"Lukashenko met {longer.capitalize()} Putin in Minsk, {longer.capitalize()}."
    assert [m.text for m in translit.annotate(text)] == ["Lukashenko", "Putin", "Minsk"]


@pytest.mark.parametrize("type", get_args(EntityType))
@pytest.mark.parametrize("name", ["", " ", "…", "\u0301", "\ud800", "\0", "a" * 3000, "-"])
def test_what_is_no_name_is_never_the_same(name: str, type: EntityType) -> None:
    with bounded(0.5):
        for other in (name, "", "!!", "X", "Minsk"):
            for found in (translit.compare(name, other, type=type), translit.compare(other, name, type=type)):
                assert not found.same
                assert found.score < 0.01
                assert str(found.explain())
        assert translit.lookup(name) == []


def test_an_alias_file_with_a_word_that_is_too_long_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(f"- id: a\n  name: {'A' * 101}\n  type: place\n")
    with pytest.raises(TranslitError, match="has no word of at most 100 letters"):
        Gazetteer.from_yaml(path)


def test_names_of_many_words_are_compared_by_their_letters_only() -> None:
    name = " ".join(f"Name{i}x" for i in range(MOST_WORDS + 1))
    assert translit.compare(name, name.upper(), type="organization").same
    assert not translit.compare(name, name[:-1] + "y", type="organization").same
    assert len(name) < LONGEST_NAME


@pytest.mark.parametrize("word", ["", " ", "…", "a" * (LONGEST_WORD + 1)])
def test_explaining_what_is_no_word_says_so(word: str) -> None:
    for a, b in (("Minsk", word), (word, "Minsk")):
        with pytest.raises(TranslitError, match="is no word of a name"):
            translit.explain(a, b)


def test_a_text_without_ends_is_not_cut_within_a_name() -> None:
    text = ("and then Ursula von der Leyen met Alexander Lukashenko " * (LONGEST_ARTICLE // 25))[:-1]
    cuts = [start for start, _ in pieces(text, LONGEST_ARTICLE)][1:]
    assert cuts
    assert {text[cut:].split()[0] for cut in cuts} <= {"and", "then", "met"}


def test_comparison_is_symmetric() -> None:
    rng = random.Random(16)  # noqa: S311  no secret
    syllables = [
        "a",
        "o",
        "oa",
        "ea",
        "ou",
        "ko",
        "ska",
        "lu",
        "chev",
        "sh",
        "ова",
        "ко",
        "лу",
        "אב",
        "金",
        "Мак",
        ".",
        "-",
        " ",
        "St ",
    ]
    for _ in range(1000):
        a, b = ("".join(rng.choices(syllables, k=rng.randint(1, 6))).capitalize() for _ in range(2))
        for type in get_args(EntityType):
            one, other = translit.compare(a, b, type=type), translit.compare(b, a, type=type)
            assert (one.score, one.same) == (other.score, other.same), (a, b, type)


def test_an_entity_of_too_many_names_is_refused() -> None:
    many = {"id": "m", "name": "Minsk", "type": "place", "aliases": [f"Minsk {i}" for i in range(66_000)]}
    with pytest.raises(TranslitError, match=r"'m' has more than 65,536 names"):
        Gazetteer.from_records([many])


def test_a_gazetteer_that_is_dropped_is_freed() -> None:
    gazetteer = Gazetteer.from_records(RECORDS)
    annotator = translit.Annotator(gazetteer)
    annotator.annotate("Anna Bergholt of Chevron came to Minsk, Bergholt said. Ana Berghold left. Minsk, Belarus.")
    annotator.lookup("Berghold")
    annotator.rewrite("Ana Berghold of Chevron Corporation")
    annotator.explain("Bergholt and Chevron")
    freed = weakref.ref(gazetteer)
    del gazetteer, annotator
    gc.collect()
    assert freed() is None


def test_what_is_remembered_of_chunks_is_bounded_in_all_languages_together(monkeypatch: pytest.MonkeyPatch) -> None:
    assert REMEMBERED_CHUNKS <= 64 << 20
    monkeypatch.setattr("translit.annotation.mention_detection.REMEMBERED_CHUNKS", 50_000)
    annotator = translit.Annotator(Gazetteer.from_records(RECORDS))
    texts = ("The man said that {} was not in the house.", "Der Mann {} ist mit sich und dem Hund im Haus.")
    for number in range(600):
        annotator.annotate(texts[number % 2].format(f"Word{number}x Other{number}y"))
    known = annotator._detector._known
    assert len(known) > 1
    assert sum(map(len, known.values())) < 150


def test_what_is_remembered_or_forgotten_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    gazetteer = Gazetteer.from_records(RECORDS)
    texts = [
        "Anna Bergholt came to Minsk.",
        "Bergholt left. Then Karl Other met Ana Berghold in Minsk.",
        "Chevron Corporation said that Anna was not in Minsk; Chevron and Bergholt agreed.",
        "Бергхольт, Анна Бергхольт и Минск.",
    ]
    alone = [translit.Annotator(gazetteer).annotate(text) for text in texts]
    assert sum(map(len, alone)) > len(texts)
    monkeypatch.setattr("translit.annotation.mention_detection.REMEMBERED_CHUNKS", 1000)
    annotator = translit.Annotator(gazetteer)
    assert [annotator.annotate(text) for text in texts * 3] == alone * 3


def test_what_is_remembered_of_words_is_bounded_in_bytes_in_all_caches_together() -> None:
    """In a process of its own: each annotator has caches, and there are many annotators in this one."""
    script = "import growth; print(growth.bytes_of_full_caches())"
    path = os.pathsep.join([str(ROOT / "benchmarks"), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True, env={**ENV, "PYTHONPATH": path}
    )
    assert not done.returncode, done.stderr
    assert 10 << 20 < float(done.stdout) < 100 << 20


@pytest.mark.parametrize("name", FAMILIES)
def test_no_family_of_hostile_input_grows_with_its_square(name: str) -> None:
    least, make = FAMILIES[name]
    sizes = [round(least * QUICK), round(8 * least * QUICK)]
    for _ in range(3):
        times = [seconds(make, size, 1) for size in sizes]
        if times[1] < 0.02 or exponent(sizes, times) < SQUARE:
            return
    assert exponent(sizes, times) < MOST
