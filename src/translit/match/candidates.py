"""Candidate generation: which listed names could a name be? Cheap and generous; the evidence decides.

There are three ways in, and no other search for names that are not spelled as they are listed:

* :func:`close_candidates`: names that share two words with the query, by the index of pairs; for text, where most words
  are nobody's name, and as the first pass of a lookup.
* :func:`candidates`: names that share any word with the query; for lookups.
* :func:`homophones`: names of one word that sounds like a word in another script.

A word leads to the words of listed names that share blocking keys with it or are the same given name in another language.
Acronyms are found in their own letters only.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import chain, combinations, islice, pairwise
from operator import itemgetter

from translit.gazetteer import Gazetteer
from translit.gazetteer.close_names import ASK
from translit.gazetteer.compiled_search import Limits
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.alignment import SAME_GIVEN_SET
from translit.names.compounds import taken_apart
from translit.names.east_asian import (
    is_in_own_script,
    readings_in_own_script,
    readings_in_syllables,
    syllables_joined,
)
from translit.names.given_names import given_name_classes, inflected_given_name_classes, may_be_near
from translit.names.organizations import may_be_another_word
from translit.names.parse import Name, Role
from translit.table.words import Word, may_be_joined, similarity
from translit.text.tokens import fold_words

_MOST = 30  # forms that a query may be: a bound of the time that weighing the evidence takes
_FEWEST = 6  # candidates that are kept however small their gain
_OF_THE_BEST = 0.5  # other forms need this part of the gain of the best
_ASIDE: tuple[Role, ...] = ("title", "suffix", "light")
_EAST_ASIAN = frozenset({"Cjk", "Hangul"})
_NAMES: tuple[Role, ...] = ("given", "family")
_COMPARED: tuple[Role, ...] = (*_NAMES, "content", "light")
_OPENED = 3000  # forms that one word of the query may add: a bound of the time
_POOL = 60  # forms whose gain is computed, those that seem to gain most by all words: a bound of the time
_OWN = 12  # forms that every word of the query adds to them, those that seem to gain most by this word alone
_JUDGED = 28  # words whose similarity to a word of the query is computed: a bound of the time
_SCREENED = 24  # forms sharing most pairs, whose words are compared: a bound of the time
_PAIRED = 5  # words of a query that are paired: a bound of the time, which grows with their square
_WORD_COUNT = 0.6  # what each word more or less than the query has costs
_UNLIKE = 0.4  # similarity from which a word gains anything
_LIMITS = Limits(_OPENED, _OWN, _POOL, _JUDGED, _UNLIKE)


def candidates(gazetteer: Gazetteer, name: Name) -> list[SurfaceForm]:
    """Return the listed names that are most similar to a name, best first: written variants, and at most 30 others.

    A form gains for every word of the query, the more the rarer and the more similar its most similar word is. First
    similarities are rough; they are computed for the forms that seem best by all words together, and for some that seem
    best by each.
    """
    found: dict[int, float] = {}
    readings: dict[frozenset[Word], list[Word]] = {}
    for words in _readings(gazetteer, name):
        readings.setdefault(frozenset(words), words)
    for words in readings.values():
        for form, gain in _gains(gazetteer, words).items():
            found[form] = max(gain, found.get(form, gain))
    best = _best(found, _MOST)
    kept = sum(found[form] >= _OF_THE_BEST * found[best[0]] for form in best)
    forms = [*gazetteer.written(fold_words(name.text)), *map(gazetteer.form, best[: max(kept, _FEWEST)])]
    return list(dict.fromkeys(forms))


def close_candidates(gazetteer: Gazetteer, words: Sequence[Word], most: int) -> list[SurfaceForm]:
    """Return the forms that share a pair of skeletons with two of these words, at most ``most``.

    Those that share most pairs come first. A name is left out if one of the words is like none of its words.
    """
    if gazetteer.search:
        found = gazetteer.search.close_names.near(words, _SCREENED)
        near = (number for number, v in found if v != ASK or _may_have_words(gazetteer, number, words))
    else:
        ranked = _sharing_pairs(gazetteer, words, _SCREENED)
        near = (number for number in ranked if _may_have_words(gazetteer, number, words))
    return [gazetteer.form(number) for number in islice(near, most)]


def homophones(gazetteer: Gazetteer, query: Word, family: bool) -> list[SurfaceForm]:
    """Return the names with a homophone of another script: as family name, or as only word of an organization or place."""
    if not family and not gazetteer.things:
        return []
    words = gazetteer.vocabulary.cross_script_homophones(query)
    if family:
        return [form for number in words for form in gazetteer.with_family_name(number)]
    numbers = (n for number in words for n in gazetteer.vocabulary.forms_with(number))
    forms = (gazetteer.form(n) for n in numbers if len(gazetteer.words_of(n)) == 1)  # most have more, and take longer
    return [form for form in forms if form.entity.type != "person"]


def _readings(gazetteer: Gazetteer, name: Name) -> Iterator[list[Word]]:
    """Yield the words by which a name is looked for.

    An Arabic compound is also looked for by its parts. A full name in Hangul or Han characters is looked for in each of its
    readings, its given name also in syllables; where names in these scripts are listed, syllables in letters are also put
    together.
    """
    words = [p.word for p in name.parts if p.role not in _ASIDE] or [p.word for p in name.parts]
    if is_in_own_script(name):
        for reading in readings_in_own_script(name):
            *family, given = [p.word for p in reading.parts if p.role not in _ASIDE]
            yield [*family, given]
            if len(given.text) > 1:
                yield [*family, *given.syllables]
        return
    yield words
    if apart := taken_apart(name):
        yield [p.word for p in apart.parts if p.role not in _ASIDE]
    if not _EAST_ASIAN.isdisjoint(gazetteer.vocabulary.scripts):
        readings = [*readings_in_syllables(name), *([syllables_joined(name)] if "-" in name.text else [])]
        for reading in readings:
            yield [p.word for p in reading.parts]


def _sharing_pairs(gazetteer: Gazetteer, words: Sequence[Word], most: int) -> list[int]:
    if gazetteer.search:
        return gazetteer.search.close_names.sharing_pairs(words, most)
    votes = Counter(chain.from_iterable([gazetteer.with_pair(a, b) for a, b in combinations(words, 2)]))
    return nlargest(most, votes, key=lambda number: (votes[number], -number))


def _may_have_words(gazetteer: Gazetteer, form: int, words: Sequence[Word]) -> bool:
    """Return False if one of the words is like none of a form: of a person's given and family names, else of all words."""
    rows = gazetteer.words_in_roles(form)
    listed = [(gazetteer.vocabulary.word(n), role) for n, role in rows if role in _COMPARED]
    if any(role == "content" for _, role in rows):
        return all(_may_be_in_thing(words, place, listed) for place in range(len(words)))
    others = [other for other, role in listed if role in _NAMES]
    return len(words) > len(others) or all(any(may_be_near(w, other) for other in others) for w in words)


def _may_be_in_thing(words: Sequence[Word], place: int, listed: Sequence[tuple[Word, Role]]) -> bool:
    """Return False if a word is like none of the name of an organization or place, nor written as one with a neighbour.

    Of acronyms, which have no keys, there is no saying.
    """
    asked = words[place]
    if may_be_another_word(asked.folded) or not all(other.phonetic_keys for other, _ in listed):
        return True
    if any(may_be_near(asked, other) for other, _ in listed):
        return True
    short = (other.folded for other, role in listed if role == "light")  # Corp., Corporation
    if any(asked.folded.startswith(other) or other.startswith(asked.folded) for other in short):
        return True
    content = [other for other, role in listed if role == "content"]
    with_neighbours = pairwise(words[max(0, place - 1) : place + 2])
    return any(may_be_joined(a, b, other) for a, b in with_neighbours for other in content) or any(
        may_be_joined(a, b, asked) for a, b in pairwise(content)
    )


def _gains(gazetteer: Gazetteer, words: Sequence[Word]) -> dict[int, float]:
    """Return what the forms gain that may be best."""
    nears = [gazetteer.vocabulary.near(w) for w in words]
    if gazetteer.search:
        paired = _sharing_pairs(gazetteer, words[:_PAIRED], _SCREENED)
        chosen = gazetteer.search.pool(nears, paired, _LIMITS)
        rows = zip(words, chosen.judged, strict=True)
        by_words = [[_gain(gazetteer, query, number) for number in numbers] for query, numbers in rows]
        return gazetteer.search.gains(chosen, by_words, _WORD_COUNT)
    opened = [_opened(gazetteer, near) for near in nears]
    together = dict(opened[0]) if opened else {}
    for gains in opened[1:]:
        for form, gain in gains.items():
            together[form] = together.get(form, 0.0) + gain
    alone = [form for gains in opened for form in _best(gains, _OWN)]
    pairs = _sharing_pairs(gazetteer, words[:_PAIRED], _SCREENED)
    pool = {form: gazetteer.words_of(form) for form in chain(pairs, alone, _best(together, _POOL))}
    found = {form: -_WORD_COUNT * abs(len(numbers) - len(words)) for form, numbers in pool.items()}
    for query, near in zip(words, nears, strict=True):
        judged = islice(dict.fromkeys(n for numbers in pool.values() for n in numbers if n in near), _JUDGED)
        by_word = {number: _gain(gazetteer, query, number) for number in judged}
        for form, numbers in pool.items():
            found[form] += max([by_word[n] for n in numbers if n in by_word], default=0.0)
    return found


def _gain(gazetteer: Gazetteer, query: Word, number: int) -> float:
    """Return what a form gains that has a word."""
    other = gazetteer.vocabulary.word(number)
    alike = similarity(query, other)
    classes = given_name_classes(query) | inflected_given_name_classes(query) if alike < SAME_GIVEN_SET else ()
    if classes and not classes.isdisjoint(given_name_classes(other)):
        alike = SAME_GIVEN_SET
    return _worth(gazetteer, alike, gazetteer.vocabulary.frequency(number))


def _opened(gazetteer: Gazetteer, near: Mapping[int, float]) -> dict[int, float]:
    """Return what the forms with a near word seem to gain by it; the forms of the nearest words, up to a number."""
    added: list[tuple[float, list[int]]] = []
    count = 0
    for number, alike in near.items():
        forms = gazetteer.vocabulary.forms_with(number)
        count += len(forms)
        if count > _OPENED and added:
            break
        added.append((_worth(gazetteer, alike, len(forms)), forms[:_OPENED]))
    gains: dict[int, float] = {}
    for gain, forms in sorted(added, key=itemgetter(0)):
        gains.update(dict.fromkeys(forms, gain))
    return gains


def _best(gains: dict[int, float], most: int) -> list[int]:
    """Return the forms that gain most, the best first, of equal ones the first numbers."""
    least = sorted(gains.values(), reverse=True)[most - 1] if len(gains) > most else -math.inf
    ranked = sorted([(-gain, form) for form, gain in gains.items() if gain >= least])
    return [form for _, form in ranked[:most]]


def _worth(gazetteer: Gazetteer, alike: float, frequency: int) -> float:
    """Return what a form gains by a word that so many forms have: the information of it, as far as it is similar."""
    more = max(0.0, alike - _UNLIKE)
    return more * math.sqrt(more) * gazetteer.information(frequency)
