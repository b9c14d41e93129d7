"""Names and words that are nobody's in a list, so that any answer is wrong.

From public packages: invented people, towns of the world, frequent words, those that ``open_world_text.py`` has for fitting.
From the list itself: its names with one contradiction, and strangers who share a listed person's given name and have a real
family name that looks like the listed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from open_world_text import samples
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract, extractOne

from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.features.case import are_other_given_names
from translit.names.countries import country_of
from translit.names.inflection import lemmas
from translit.names.parse import Name, NamePart, parse_name
from translit.table.words import SAME_KEY, Word, similarity, word
from translit.text.fold import fold
from translit.text.tokens import fold_words

SEED = 4
MOST_LISTED = 1000
"""Listed names of one word that words are likened to."""
LIKE = 0.65
"""Least similarity of letters of a word that is like a listed one."""
SPELLING = 0.93
"""Similarity of sounds of two family names from which they may be spellings of one."""


_ENDINGS = {
    "y": "ia", "iy": "ia", "ij": "ija", "ei": "eia", "r": "ra", "n": "na", "v": "va", "skyi": "ska", "ий": "ия", "ей": "ея",
    "н": "на", "р": "ра", "в": "ва", "ский": "ская", "ський": "ська", "sky": "skaya", "skiy": "skaya",
}  # fmt: skip
_FEMININE = re.compile(f"(?:{'|'.join(sorted(_ENDINGS, key=len, reverse=True))})\\Z")


class Nobody(NamedTuple):
    """A text to look up, its kind, and all names of what it is, if that may be listed."""

    text: str
    kind: str
    names: frozenset[tuple[str, ...]] = frozenset()


def invented_people(most: int) -> Iterator[Nobody]:
    """Yield invented people: given and family name, every fourth the family name only."""
    for n, sample in enumerate(samples("people", "fit", most)):
        start, end = sample.spans[1]
        yield Nobody(sample.text[start:end] if n % 4 == 3 else sample.key, "invented people")


def towns(most: int) -> Iterator[Nobody]:
    """Yield towns of the world, with all their names."""
    for sample in samples("towns", "fit", most):
        yield Nobody(sample.key, "towns", frozenset(fold_words(name) for name in sample.names if name))


def frequent_words(gazetteer: Gazetteer, most: int) -> Iterator[Nobody]:
    """Yield frequent words of twelve languages, half of them like a listed name of one word.

    Case forms of listed names and names of countries are left out.
    """
    draw = random.Random(SEED)  # noqa: S311
    listed = sorted({f.name.parts[0].word.folded for f in gazetteer.forms if len(f.name.parts) == 1})
    listed = draw.sample(listed, min(len(listed), MOST_LISTED))
    words = sorted({(s.key, s.lang) for s in samples("words", "fit") if len(s.key) > 2})
    words = [(w, lang) for w, lang in words if not _is_name(gazetteer, w, lang)]
    near = [
        w for w in words if extractOne(fold(w[0]), listed, scorer=Levenshtein.normalized_similarity, score_cutoff=LIKE)
    ]
    for some in (near, words):
        yield from (Nobody(w, "frequent words") for w, _ in draw.sample(some, min(len(some), most // 2)))


def _is_name(gazetteer: Gazetteer, text: str, lang: str) -> bool:
    folded = "".join(fold_words(text))
    forms = [folded, *(lemma.text for lemma in lemmas(folded, lang))]
    return any(country_of(form) or gazetteer.exact((form,)) for form in forms)


def look_alikes(forms: Sequence[SurfaceForm], families: Sequence[str]) -> Iterator[Nobody]:
    """Yield the given names of listed persons with one of these family names that looks like theirs."""
    draw = random.Random(SEED)  # noqa: S311
    for form in forms:
        given, family = form.name.of("given"), form.name.family
        if not given or family is None or len(family.folded) < 4:
            continue
        near = extract(family.folded, families, scorer=Levenshtein.normalized_similarity, score_cutoff=LIKE, limit=8)
        others = [name for name, *_ in near if not _may_be_one(word(name), family)]
        if others:
            yield Nobody(f"{given[0].word.text} {draw.choice(others).title()}", "look-alikes")


def _may_be_one(a: Word, b: Word) -> bool:
    """Return True if two words may be spellings or case forms of one."""
    return similarity(a, b) >= SPELLING or not a.stems.keys().isdisjoint(b.stems)


def contradictions(forms: Sequence[SurfaceForm]) -> Iterator[Nobody]:
    """Yield listed names with one contradiction each: another given name, initial, generation, family name, number, word."""
    draw = random.Random(SEED)  # noqa: S311
    for form in forms:
        other = draw.choice(forms)
        changed = _contradicted(form.name, other.name, draw)
        if changed and fold_words(changed) != fold_words(form.text):
            yield Nobody(changed, "contradictions")


def _contradicted(name: Name, other: Name, draw: random.Random) -> str:
    """Return a name with one word changed, by the first way of a random order that fits; ``""`` if none does."""
    ways = ["gender", "given", "initial", "patronymic", "family", "generation", "number", "content"]
    for way in draw.sample(ways, len(ways)):
        if way == "generation":
            if name.type == "person" and len(name.of("given")) and not name.suffix and name.parts[-1].role == "family":
                return f"{name.text} {draw.choice(['Jr.', 'II', 'junior'])}"
            continue
        if way == "gender":
            if other_gender := _as_woman(name):
                return other_gender
            continue
        if way == "family" and len(name.of("family")) < 2:
            continue  # one of two: of a single one nothing would be left
        parts = [p for p in name.parts if p.role == way] if way != "number" else _numbers(name)
        if not parts or (way == "content" and (len(name.of("content")) < 2 or name.type != other.type)):
            continue
        part = draw.choice(parts)
        changed = _instead(part, way, other, draw)
        if changed:
            return " ".join(changed if p is part else p.word.text for p in name.parts)
    return ""


def _as_woman(name: Name) -> str:
    """Return a man's given and family name as those of a woman: Yevgeny Prigozhin, Yevgenia Prigozhina; else ``""``."""
    given, family = name.of("given"), name.family
    if len(given) != 1 or family is None or len(name.parts) != 2:
        return ""
    woman = " ".join(_FEMININE.sub(lambda m: _ENDINGS[m.group()], text) for text in (given[0].word.text, family.text))
    return woman if name.gender != "f" == parse_name(woman).gender else ""


def _instead(part: NamePart, way: str, other: Name, draw: random.Random) -> str:
    if way == "number":
        return str(int(part.word.folded) + draw.randint(1, 9))
    if way == "initial":
        return draw.choice([c for c in "ABCDEFGHIKLMNOPRSTUVWZ" if c.lower() != part.word.folded[:1]]) + "."
    words = [p.word for p in other.parts if p.role == way and similarity(p.word, part.word) < SAME_KEY / 2]
    if way == "given":
        words = [w for w in words if are_other_given_names(w, part.word)]
    return draw.choice(words).text if words else ""


def _numbers(name: Name) -> list[NamePart]:
    return [p for p in name.parts if p.word.folded.isdigit() and len(p.word.folded) < 6]
