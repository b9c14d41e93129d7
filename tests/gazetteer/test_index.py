"""The indexes of a gazetteer: every listed name is found, in every script; gazetteers stack."""

from __future__ import annotations

import json
import pickle
import time
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from string import ascii_uppercase
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

import translit
from translit.annotation.annotator import Annotator
from translit.gazetteer import Gazetteer
from translit.gazetteer.hash_tables import CAP, BucketTable, HashTable, table_entry
from translit.gazetteer.segments import compiled
from translit.gazetteer.skeleton_pairs import edited_skeleton_pairs, stored_skeleton_pairs
from translit.gazetteer.surface_forms import SurfaceForm, listed_names
from translit.match.candidates import close_candidates
from translit.model import Entity
from translit.names.parse import REQUIRED_ROLES, parse_name
from translit.table.blocking import blocking_keys
from translit.table.words import Word
from translit.text.tokens import fold_words

WORDS = [
    "Ivan", "Петров", "Водкин", "von", "der", "al-", "ООО", "AG", "Dr.", "(", ")", ",", '"', "«Рога»", "-", "’s", "III",
    "Jr.", "The", "КГБ", "KGB", "IvanPetrov", "O'Neil", "Mинск", "A1exander", "Ünal", "ß", "إسماعيل", "王小明", "3M", "i",
    "٣", "ʰ", "alias", "Святлана", "Минск", "oder", "&", "SiemensAG", "LUKASHENKO", "de", "Ⅷ", "ﬁn", "Lukashenka", "[",
    "]", "of",
]  # fmt: skip
NAMES = st.one_of(
    st.text(min_size=1, max_size=20),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map("".join),
).filter(lambda name: any(c.isalnum() for c in name))
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"name": NAMES, "type": st.sampled_from(["person", "organization", "place"])},
        optional={
            "names": st.dictionaries(st.sampled_from(["be", "ru", "uk", "ar", "zh"]), NAMES, max_size=2),
            "aliases": st.lists(NAMES, max_size=2),
            "acronyms": st.lists(NAMES, max_size=1),
        },
    ),
    min_size=1,
    max_size=4,
)
ODD = [
    "Ivan 😀 Petrov", "\u200fيوسف\u200e", "\u202eIvan Petrov", "12345", "007", "Anna\0 Petrova", "a\0", "x" * 10_000,
    "Ж" * 10_000, "a " * 5_000, "Ivan\u00adPetrov", "\ufeffIvan", "Anna \ud800 Petrova", "\udc00x", "①", "²", "ʰ", "((a))",
    "()a", "e\u0301" * 40, "王小明", "ㄱ", "𝔘𝔫𝔦", "Ivan\tPetrov", "Ivan\nPetrov", "𐀀", "ª", "’s", "d'",
    " ".join(f"w{i}" for i in range(40)),
]  # fmt: skip


def numbered(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": f"e{n}", **row} for n, row in enumerate(rows)]


def unfound(gazetteer: Gazetteer) -> list[str]:
    """Return the listed names that lookup does not find with certainty, except acronyms in lower case."""
    annotator = Annotator(gazetteer)
    missing = []
    for entity in gazetteer.entities.values():
        forms = gazetteer.forms_of(entity.id)
        for text in (spelling.text for spelling in listed_names(entity)):
            folded = fold_words(text)
            small = not text.isupper() and any(f.is_acronym and fold_words(f.text) == folded for f in forms)
            found = [m.entity.id for m in annotator.lookup(text, limit=50) if m.score == 1.0 and m.via == "exact"]
            if folded and not small and entity.id not in found:
                missing.append(text)
    return missing


@given(RECORDS)
def test_every_listed_name_is_found(rows: list[dict[str, Any]]) -> None:
    assert unfound(Gazetteer.from_records(numbered(rows))) == []


@given(RECORDS, RECORDS)
def test_searches_find_what_a_scan_over_all_forms_finds(rows: list[Any], later: list[Any]) -> None:
    gazetteer = Gazetteer.stack(Gazetteer.from_records(numbered(rows)), Gazetteer.from_records(numbered(later)))
    forms = list(gazetteer.forms)
    folded = {form.number: fold_words(form.text) for form in forms}
    for form in forms:
        words = folded[form.number]
        the = {f.number for f in forms if folded[f.number] == ("the", *words) and len(words) > 1}
        same = {f.number for f in forms if folded[f.number] == words}
        assert {f.number for f in gazetteer.exact(words)} == same | the
        assert len(words) in gazetteer.lengths(words[0])
        full = [part.word for part in form.name.of(*REQUIRED_ROLES)]
        acronym = form.is_acronym and form.entity.type != "person"
        if 1 < len(full) <= 5 and all(word.phonetic_keys for word in full) and not acronym:
            assert form in gazetteer.with_strict_keys(full)
        for part, number in zip(form.name.parts, form.words, strict=True):
            word = gazetteer.vocabulary.word(number)
            assert (word.text, gazetteer.vocabulary.has_folded(word.folded)) == (part.word.text, True)
            assert set(gazetteer.vocabulary.forms_with(number)) == {f.number for f in forms if number in f.words}
            bearers = {f.entity.id for f in forms if f.is_full_name and word.folded in families(f)}
            assert {f.entity.id for f in gazetteer.surname_candidates(word.folded)} == bearers
        for first, second in pairwise(full):
            keys = set(edited_skeleton_pairs(first, second))
            stored = {f: stored_skeleton_pairs(parse_name(f.text, f.entity.type, f.lang)) for f in forms}
            wanted = {
                f for f, pairs in stored.items() if keys & pairs and (f.entity.type == "person" or not f.is_acronym)
            }
            assert wanted <= set(map(gazetteer.form, gazetteer.with_pair(first, second)))


def families(form: SurfaceForm) -> set[str]:
    return {part.word.folded for part in form.name.of("family")}


@given(RECORDS, st.sampled_from(WORDS))
def test_near_words_share_blocking_keys(rows: list[dict[str, Any]], text: str) -> None:
    [segment] = Gazetteer.from_records(numbered(rows)).segments
    index, query = segment.index, Word(text)
    keys = {key for names in blocking_keys(query) for key in names}
    near = index.near(query, index.words)
    heard = (n for n in range(index.words) if index.word(n).phonetic_keys)
    assert {n for n in heard if any(keys & set(names) for names in blocking_keys(index.word(n)))} <= dict(near).keys()
    assert [index.near(query, most) for most in (1, 3)] == [near[:1], near[:3]]


@given(st.lists(st.tuples(st.text(max_size=2), st.integers(0, 2**16 - 1) | st.integers(0, 2**32 - 1))))
def test_tables_hold_what_was_put_in(rows: list[tuple[str, int]]) -> None:
    entries = [table_entry(key, number) for key, number in rows]
    table, buckets = HashTable(*views(HashTable.pack(entries))), BucketTable(*views(BucketTable.pack(entries)))
    for key in {"absent", *(key for key, _ in rows)}:
        numbers = sorted({number for other, number in rows if other == key})
        assert table.get(key) == numbers
        assert table.get(key, len(numbers) - 1) == []
        assert set(numbers) <= set(buckets.get(key))


def test_a_bucket_table_leaves_out_frequent_keys() -> None:
    entries = [table_entry("frequent", number) for number in range(CAP + 1)]
    buckets = BucketTable(*views(BucketTable.pack([*entries, table_entry("rare", 7)])))
    assert (buckets.get("frequent"), buckets.get("rare")) in (([], [7]), ([7], [7]))


def views(arrays: tuple[bytes, bytes]) -> Iterable[memoryview]:
    return map(memoryview, arrays)


@pytest.mark.parametrize("type", ["person", "organization", "place"])
def test_odd_names(type: str, tmp_path: Path) -> None:
    made = Gazetteer.from_records(numbered({"name": name, "type": type} for name in ODD))
    made.save(tmp_path / "o.tli")
    opened = Gazetteer.open(tmp_path / "o.tli")
    assert dict(opened.entities) == dict(made.entities)
    for gazetteer in (made, opened):
        assert unfound(gazetteer) == []
        annotator = Annotator(gazetteer)
        for name in ODD:
            text = f"Said {name[:5000]}, and left."
            assert all(text[m.start : m.end] == m.text for m in annotator.annotate(text))


@pytest.mark.parametrize("type", ["person", "organization", "place"])
@pytest.mark.parametrize("unit", ["x", "Ж", "a ", "Ab ", "AG ", "e\u0301", "(a", "‘a"])
def test_a_name_without_end_takes_no_time_without_end(unit: str, type: str) -> None:
    name = unit * (20_000 // len(unit))
    start = time.process_time()
    annotator = Annotator(Gazetteer.from_records(numbered([{"name": name, "type": type}])))
    is_one_word = " " not in unit and "(" not in unit  # a word of more than 100 letters is nobody's
    assert [m.score for m in annotator.lookup(name)] == ([] if is_one_word else [1.0])
    annotator.lookup(f"{name}q")
    annotator.annotate(name)
    assert time.process_time() - start < 10  # far more if any step were quadratic


@given(st.text())
def test_no_query_does_harm(query: str) -> None:
    assert all(0.0 <= m.score <= 1.0 for m in translit.lookup(query))


def test_half_a_character_in_a_file(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text(r'{"id": "a", "name": "Anna \ud800 Petrova", "type": "person"}', encoding="ascii")
    Gazetteer.read(source).save(tmp_path / "a.tli")
    assert [m.entity.id for m in translit.load(tmp_path / "a.tli").lookup("Anna Petrova")] == ["a"]


def test_a_gazetteer_of_nobody(tmp_path: Path) -> None:
    Gazetteer().save(tmp_path / "o.tli")
    for gazetteer in (Gazetteer(), Gazetteer.open(tmp_path / "o.tli")):
        annotator = Annotator(gazetteer)
        assert (len(gazetteer), gazetteer.size, list(gazetteer.forms)) == (0, 0, [])
        assert annotator.lookup("Minsk") == []
        assert len(annotator.annotate("Łukaszenka left Minsk.")) == 0


def test_words_whose_hashes_meet() -> None:
    assert crc32(b"plumless") == crc32(b"buckeroo")
    names = ["Plumless Xavier Jones", "Buckeroo Smith"]
    annotator = Annotator(Gazetteer.from_records(numbered({"name": n, "type": "person"} for n in names)))
    assert [m.text for m in annotator.annotate(f"{names[0]} met {names[1]}.")] == names
    assert [[m.entity.id for m in annotator.lookup(n)] for n in names] == [["e0"], ["e1"]]


@pytest.fixture
def below() -> Gazetteer:
    return Gazetteer.from_records([
        {"id": "c", "name": "Leningrad", "type": "place", "names": {"ru": "Ленинград"}, "aliases": ["Piter", "Petrograd"]},
        {"id": "p", "name": "Ivan Petrov", "type": "person"},
        {"id": "by", "name": "Belarus", "type": "place"},
    ])  # fmt: skip


@pytest.fixture
def above() -> Gazetteer:
    return Gazetteer.from_records([
        {"id": "c", "name": "Saint Petersburg", "type": "place"},
        {"id": "by", "name": "Blue Lagoon", "type": "place"},
        {"id": "q", "name": "Anna Petrova", "type": "person"},
    ])  # fmt: skip


def test_a_later_gazetteer_overrides_by_id(below: Gazetteer, above: Gazetteer, tmp_path: Path) -> None:
    stack = Gazetteer.stack(below, above)
    stack.save(tmp_path / "s.tli")
    for both in (stack, Gazetteer.open(tmp_path / "s.tli"), Gazetteer.stack(below, below, above)):
        annotator = Annotator(both)
        assert list(both.entities) == ["by", "c", "p", "q"]
        assert len(both) == 4
        assert sorted(f.text for f in both.forms) == ["Anna Petrova", "Blue Lagoon", "Ivan Petrov", "Saint Petersburg"]
        assert [f.text for f in both.forms_of("c")] == ["Saint Petersburg"]
        for hidden in (
            "Leningrad",
            "Ленинград",
            "Ленинграде",
            "Piter",
            "Petrograd",
            "Leningrat",
            "Belarus",
            "Weißrussland",
        ):
            assert annotator.lookup(hidden) == [], hidden
            assert len(annotator.annotate(f"They live in {hidden}, we too.")) == 0, hidden
        assert [m.entity.id for m in annotator.lookup("Saint Peterburg")[:1]] == ["c"]
        assert [m.kb_id for m in annotator.annotate("Ivan Petrov met Anna Petrova in Saint Petersburg.")] == [
            "p",
            "q",
            "c",
        ]
    assert [m.entity.name for m in Annotator(below).lookup("Piter")] == ["Leningrad"]  # itself unchanged
    assert list(Gazetteer.stack(above, below).entities["c"].names) == ["ru"]


def test_forms_are_equal_by_value(below: Gazetteer, above: Gazetteer) -> None:
    forms = list(below.forms)
    stack = Gazetteer.stack(above, below)
    copy, copies = pickle.loads(pickle.dumps((below, forms)))  # noqa: S301
    for others in (copy.forms, copies, stack.forms):
        assert set(forms) <= set(others)
    assert len(set(forms)) == len(forms)
    assert stack.forms_of("p")[0].number != below.forms_of("p")[0].number
    woman = Gazetteer.from_records([{"id": "p", "name": "Ivan Petrov", "type": "person", "gender": "f"}])
    assert woman.forms_of("p") != below.forms_of("p")


def test_the_fingerprint_tells_stacks_apart(below: Gazetteer, above: Gazetteer) -> None:
    changed = Gazetteer.from_records([{"id": "q", "name": "Anna Petrowa", "type": "person"}])
    stacks = [(below,), (above,), (below, above), (above, below), (below, changed)]
    prints = [Gazetteer.stack(*stack).fingerprint for stack in stacks]
    assert len(set(prints)) == len(stacks)
    assert prints == [Gazetteer.stack(*stack).fingerprint for stack in stacks]


def test_mine_upon_the_shipped_one(tmp_path: Path) -> None:
    shipped = translit.load()
    taken = shipped.lookup("Lukashenko")[0].entity
    mine = tmp_path / "mine.yaml"
    rows = [
        {"id": taken.id, "name": "Xavier Xanadu", "type": "person"},
        {"id": "z", "name": "Zed Zulu", "type": "person"},
    ]
    mine.write_text(json.dumps(rows), encoding="utf-8")
    both = translit.load("shipped", mine)
    assert len(both.gazetteer) == len(shipped.gazetteer) + 1
    assert both.provenance["gazetteer"] != shipped.provenance["gazetteer"]
    assert taken.id not in {m.entity.id for name in ("Lukashenko", taken.name) for m in both.lookup(name)}
    assert [m.entity.id for m in both.lookup("Xavier Xanadu")] == [taken.id]
    assert [m.entity.id for m in both.lookup("Angela Merkel")] == [m.entity.id for m in shipped.lookup("Angela Merkel")]


def test_overridden_names_take_nobodys_place() -> None:
    """Searches limited to a few forms do not count forms of an entity that a later list overrides."""
    many = [f"Ivan {letter}ov Golunov" for letter in ascii_uppercase]
    many += [f"Ivan {letter}ev Golunov" for letter in ascii_uppercase]
    old = Gazetteer.from_records([{"id": "a", "name": "Ivan Golunov", "type": "person", "aliases": many}])
    new = Gazetteer.from_records([{"id": "a", "name": "Ivan Golunov", "type": "person"}])
    both = Gazetteer.stack(old, new)
    assert [f.text for f in both.with_words("ivan", "golunov")] == ["Ivan Golunov"]
    words = [Word("Iwan"), Word("Golunow")]
    assert [f.text for f in close_candidates(both, words, 8)] == ["Ivan Golunov"]


def test_a_long_list_is_not_compiled_again(below: Gazetteer, above: Gazetteer, tmp_path: Path) -> None:
    """A file of a stack keeps the largest list as it is, and answers like one that is compiled as a whole."""
    extra = Gazetteer.from_records([{"id": "r", "name": "Boris Rybakov", "type": "person"}])
    for number, stack in enumerate([(below, above), (above, below), (below, above, extra), (extra, above, below)]):
        path = tmp_path / f"{number}.tli"
        Gazetteer.stack(*stack).save(path)
        kept = Gazetteer.open(path)
        whole = Gazetteer(Gazetteer.stack(*stack).entities.values())
        assert below.fingerprint in {segment.about["fingerprint"] for segment in kept.segments}
        assert len(kept.segments) == 2
        assert dict(kept.entities) == dict(whole.entities)
        for name in ("Leningrad", "Sankt Petersburg", "Ivan Petroff", "Rybakow", "Weißrussland", "Anna Petrova"):
            found = [[m.entity for m in Annotator(lists).lookup(name)] for lists in (kept, whole)]
            assert found[0] == found[1]


def test_a_list_that_lost_an_entity_is_compiled_anew(below: Gazetteer) -> None:
    [old] = below.segments
    kept = [entity for entity in below.entities.values() if entity.id != "p"]
    [made] = compiled(kept, below.segments)
    assert dict(Gazetteer(segments=[made]).entities) == {entity.id: entity for entity in kept}
    assert compiled([*below.entities.values()], below.segments) == (old,)
    of_another_version = replace(old, about={**old.about, "version": "0"})
    [made] = compiled([*below.entities.values()], [of_another_version])
    assert made is not of_another_version


@given(st.lists(st.text(min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=6, unique=True))
def test_every_id_is_found(ids: list[str]) -> None:
    gazetteer = Gazetteer(Entity(id, "Minsk", "place") for id in ids)
    assert list(gazetteer.entities) == sorted(ids)
    assert [gazetteer.entities[id].id for id in ids] == ids
    assert "no such id" not in gazetteer.entities


def test_two_processes_make_the_same_gazetteer() -> None:
    people = (
        ("Ivan", "Maria", "Олена", "김", "J.", "José"),
        ("Petrov", "Smith", "Шевченко", "García", "Lee", "Al-Assad"),
    )
    names = [f"{given} {family}{n}" for n in range(60) for given in people[0] for family in people[1]]
    rows = [{"id": f"{n % 7}-{n}", "name": name, "type": "person"} for n, name in enumerate(names)]
    rows += [{"id": f"3-{name}", "name": name, "type": "organization"} for name in ("NATO", "Nato", "Газпром")]
    assert Gazetteer.from_records(rows, n_process=2).to_bytes() == Gazetteer.from_records(rows).to_bytes()
