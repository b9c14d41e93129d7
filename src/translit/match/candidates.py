"""Candidate generation: which listed names could a name be? Cheap and generous; the evidence decides."""

from __future__ import annotations

import math
from collections.abc import Collection

from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.names.parse import Name, Role

_MOST = 30  # candidates
_FEWEST = 6  # candidates that are kept however small their gain
_OF_THE_BEST = 0.5  # other forms need this part of the gain of the best
_ASIDE: tuple[Role, ...] = ("title", "suffix", "light")
_OPENED = 3000  # forms that one word of the query may add; more only where no other word adds any
_RESCORED = 200  # forms that get the gain of the frequent words, too
_WORD_COUNT = 0.6  # what each word more or less than the query has costs
_UNLIKE = 0.4  # similarity from which a word gains anything
_MOST_BITS = 13.0  # information of the rarest word

_Gains = list[tuple[int, float]]  # numbers of forms, what each gains
_Near = tuple[tuple[int, float], ...]  # words of the vocabulary that are like one of the query, with similarities


def candidates(gazetteer: Gazetteer, name: Name) -> list[SurfaceForm]:
    """Return the listed names that are most similar to a name, best first, at most 30.

    A form gains for every word of the query, the more the rarer and the more similar its most similar word is. Blocking is
    by word: rare words add the forms that contain them, frequent ones only raise forms that a rare one has added.
    """
    words = [p.word for p in name.parts if p.role not in _ASIDE] or [p.word for p in name.parts]
    words += [part for word in words for cut in word.full_names for part in cut]
    found = [near for near in map(gazetteer.vocabulary.similar, words) if near]
    queries = [(sum(gazetteer.vocabulary.frequency(n) for n, _ in near), near) for near in found]
    queries.sort(key=lambda query: query[0])
    gains: dict[int, float] = {}
    frequent: list[_Near] = []
    for frequency, near in queries:
        if not gains:
            gains = _gains(gazetteer, near)
        elif frequency > _OPENED:
            frequent.append(near)
        else:
            for form, gain in _gains(gazetteer, near).items():
                gains[form] = gains.get(form, 0.0) + gain
    ranked: Collection[tuple[int, float]] = gains.items()
    if frequent:
        ranked = _with_frequent(gazetteer, _best(ranked, _RESCORED), frequent)
    best = _best(ranked, 2 * _MOST)
    losses = sorted((_WORD_COUNT * abs(len(gazetteer.words_of(f)) - len(words)) - gain, f) for f, gain in best)
    kept = sum(loss <= _OF_THE_BEST * losses[0][0] for loss, _ in losses[:_MOST])
    return [gazetteer.form(form) for _, form in losses[: max(kept, _FEWEST)]]


def _gains(gazetteer: Gazetteer, near: _Near) -> dict[int, float]:
    """What the forms gain that have one of some words, each by the one that gains most."""
    added: list[tuple[float, list[int]]] = []
    count = 0
    for number, similarity in near:
        frequency = gazetteer.vocabulary.frequency(number)
        if not added or count + frequency <= 4 * _OPENED:
            count += frequency
            added.append((_gain(gazetteer, number, similarity), gazetteer.vocabulary.forms_with(number)))
    gains: dict[int, float] = {}
    for gain, forms in sorted(added, key=lambda a: a[0]):
        gains.update(dict.fromkeys(forms, gain))
    return gains


def _with_frequent(gazetteer: Gazetteer, ranked: _Gains, frequent: list[_Near]) -> _Gains:
    """Return forms with their gains, raised by those of the frequent words that they contain."""
    extra = [{n: _gain(gazetteer, n, similarity) for n, similarity in near} for near in frequent]
    found = []
    for form, gain in ranked:
        words = gazetteer.words_of(form)
        found.append((form, gain + sum(max((e.get(n, 0.0) for n in words), default=0.0) for e in extra)))
    return found


def _best(gains: Collection[tuple[int, float]], most: int) -> _Gains:
    """Return the forms that gain most, the best first, of equal ones the first numbers."""
    least = sorted([gain for _, gain in gains], reverse=True)[most - 1] if len(gains) > most else 0.0
    return sorted([g for g in gains if g[1] >= least], key=lambda g: (-g[1], g[0]))[:most]


def _gain(gazetteer: Gazetteer, number: int, similarity: float) -> float:
    """What a form gains that has a word: its information, as far as it is similar."""
    bits = math.log2((gazetteer.size + 1) / (gazetteer.vocabulary.frequency(number) + 1)) + 1.0
    gain: float = max(0.0, similarity - _UNLIKE) ** 1.5 * min(bits, _MOST_BITS)
    return gain
