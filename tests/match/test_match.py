"""Matching names: the alignment of words, reasons and their sentences, what the caller's settings change."""

import gc
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.alignment import align, part_similarity
from translit.match.explain import Reason, listed, render
from translit.match.lookup import lookup
from translit.model import Entity, Part
from translit.names.parse import Name, parse_name
from translit.table.words import similarity, word

PROPERTY = settings(max_examples=150, deadline=None)
RECORDS = [
    {
        "id": "sv",
        "name": "Sviatlana Tsikhanouskaya",
        "type": "person",
        "names": {"be": ["Святлана Ціханоўская"]},
        "aliases": ["Sveta"],
        "styles": {"bbc": "Svetlana Tikhanovskaya"},
    },
    {"id": "al", "name": "Alexander Lukashenko", "type": "person"},
    {"id": "un", "name": "United Nations", "type": "organization", "acronyms": ["UN"]},
]
WORDS = st.sampled_from(
    [
        "Vonder",
        "Von",
        "Der",
        "Leyen",
        "Abdul",
        "Rahman",
        "Abdulrahman",
        "Wolodymyr",
        "Volodymyr",
        "Putin",
        "Putina",
        "A",
    ]
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(lambda words: parse_name(" ".join(words)))


def gazetteer() -> Gazetteer:
    return Gazetteer.from_records(RECORDS)


@PROPERTY
@given(NAMES, NAMES)
def test_words_are_paired_most_similar_first(a: Name, b: Name) -> None:
    """Where no two words can be one word of the other name, the pairs are those of a plain greedy search."""
    for ones, twos in ((a.parts, b.parts), (b.parts, a.parts)):
        joined = [word(x.word.text + y.word.text.lower()) for x, y in pairwise(twos)]
        if any(similarity(one.word, two) >= 0.8 for one in ones for two in joined):
            return
    free_a, free_b, pairs = list(range(len(a.parts))), list(range(len(b.parts))), []
    while free_a and free_b:
        places = [(i, j) for i in free_a for j in free_b]
        found = {(i, j): part_similarity(a.parts[i], b.parts[j]) for i, j in places}
        i, j = min(places, key=lambda p: (-found[p], abs(p[0] - p[1]), p))
        if found[i, j] < 0.55:
            break
        pairs.append((i, a.parts[i], b.parts[j], found[i, j]))
        free_a.remove(i)
        free_b.remove(j)
    aligned = align(a.parts, b.parts)
    assert [tuple(p) for p in aligned.pairs] == [p[1:] for p in sorted(pairs, key=lambda p: p[0])]
    assert aligned.only_left == tuple(a.parts[i] for i in free_a)
    assert aligned.only_right == tuple(b.parts[j] for j in free_b)


@pytest.mark.parametrize(
    ("one", "two"), [("Ursula Vonder Leyen", "Ursula Von Der Leyen"), ("Abdulrahman", "Abdul Rahman")]
)
def test_two_words_are_paired_with_the_one_they_are_written_as(one: str, two: str) -> None:
    for a, b in ((one, two), (two, one)):
        pairs, only_left, only_right = align(parse_name(a).parts, parse_name(b).parts)
        assert only_left == only_right == ()
        assert min(p.similarity for p in pairs) > 0.95


def test_every_reason_has_its_sentence() -> None:
    listings = gazetteer()
    name, native, style, alias = listings.forms_of("sv")
    un, acronym = listings.forms_of("un")
    sv, al = name.entity, listings.forms_of("al")[0].entity
    family = (word("Ціханоўская", "be"),)
    told = {
        listed(name): "canonical name",
        listed(native): "name of Sviatlana Tsikhanouskaya in Belarusian",
        listed(style): "another spelling of Sviatlana Tsikhanouskaya",
        listed(alias): "another name of Sviatlana Tsikhanouskaya",
        listed(acronym): "acronym of United Nations",
        Reason("native name", un, lang="pl"): "name of United Nations in Polish",
        Reason("native name", un): "name of United Nations",
        Reason(
            "native name", un, other="in another case", lang="pl"
        ): "name of United Nations in Polish, in another case",
        Reason("alias", un, other="in another case"): "another name of United Nations, in another case",
        Reason("foreign name", un, lang="uk"): "name of United Nations, written as in Ukrainian",
        Reason("state body", un, other="parliament"): "United Nations, by the country and the kind of body: parliament",
        Reason(
            "inflected", un, "United Nationsa", other="United Nations", lang="sl"
        ): "“United Nations” in another case",
        Reason("full name in other case", name): "given and family name of Sviatlana Tsikhanouskaya in another case",
        Reason("given name", name): "given name of Sviatlana Tsikhanouskaya, in full in this article",
        Reason("short form", un): "short form of “United Nations”",
        Reason("spelling", name, "Sviatlana Tsikhanouskaja"): "Tsikhanouskaja sounds as Tsikhanouskaya",
        Reason("family name", name, "Tsikhanouskaya", full="S. Tsikhanouskaya"): (
            "family name of Sviatlana Tsikhanouskaya, in full “S. Tsikhanouskaya” in this article"
        ),
        Reason("family name alone", name, "Sveta"): "“Sveta” alone means Sviatlana Tsikhanouskaya",
        Reason("only bearer", name): "family name of Sviatlana Tsikhanouskaya",
        Reason("only bearer", name, with_initial=True): "initial and family name of Sviatlana Tsikhanouskaya",
        Reason("same letters", surface="A B", other="a b"): "“A B” and “a b” have the same letters",
        Reason("word by word", surface="Ann Lee", other="Bob Roy"): "“Ann Lee” and “Bob Roy” have no word in common",
        Reason("conflict", part=Part("given name", "Ann", "Eve", -9.0, "two different names")): (
            "different names: given name Ann / Eve (two different names) do not agree"
        ),
    }
    assert {reason: render(reason) for reason in told} == told
    both: tuple[Entity, ...] = (sv, al)
    assert render(Reason("ambiguous", entities=both)) == "may be Sviatlana Tsikhanouskaya or Alexander Lukashenko"
    spelled = render(Reason("family name", name, "Zichanouskaja", full="S. Z.", families=family))
    assert spelled.startswith("Zichanouskaja = Ціханоўская (")
    assert spelled.endswith("in full “S. Z.” in this article")
    assert "Ціханоўская" in render(Reason("spelling", name, "Sviatlana Cichanouskaja"), listings)


def test_how_many_persons_make_a_bare_family_name_vague_is_a_setting() -> None:
    listings = gazetteer()
    [usual] = lookup(listings, Config(threshold=0.0), "Lukashenka", 1)
    [strict] = lookup(listings, Config(threshold=0.0, lone_surnames=1), "Lukashenka", 1)
    assert strict.entity is usual.entity
    assert strict.score < usual.score
    kind = "persons for bare family name"
    told = [p.weight for m in (usual, strict) for p in m.explain().evidence.parts if p.kind == kind]
    assert len(told) == 2
    assert told[0] > told[1]


def test_nothing_keeps_the_names_of_a_gazetteer_that_is_no_longer_used() -> None:
    listings = Gazetteer.from_records([{**record, "id": f"gone-{record['id']}"} for record in RECORDS])
    for name in ("Lukashenka", "Svetlana Tichanowskaja", "UN"):
        assert [str(m.explain()) for m in lookup(listings, Config(), name, 5)]
    del listings
    gc.collect()
    forms = [f for f in gc.get_objects() if isinstance(f, SurfaceForm)]
    assert not [f for f in forms if f.entity.id.startswith("gone-")]
