"""Candidates: which listed names could a name be? Cheap and generous; scoring decides."""

from __future__ import annotations

import math
from collections.abc import Collection

from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.names.parse import Name, Role

LIMIT = 30
_OF_THE_BEST = 0.5  # a form that gains less than this part of what the best one gains is left out, but for a few
_FEW = 6
_ASIDE: tuple[Role, ...] = ("title", "suffix", "light")
_OPENED = 3000  # forms that one word of the query may open; more only where no other word opens any
_RIVALS = 200  # forms whose remaining words are looked at


def candidates(gazetteer: Gazetteer, name: Name, limit: int = LIMIT) -> list[SurfaceForm]:
    """The listed names most like a name, best first, at most ``limit``.

    Every word of the query is worth the more the rarer it is and the more alike its nearest word in the form; rare words
    open the forms that contain them, frequent ones only count where a rare one has opened a form.
    """
    words = [p.word for p in name.parts if p.role not in _ASIDE] or [p.word for p in name.parts]
    size = gazetteer.size + 1
    asked = []
    words = [*words, *(part for word in words for cut in word.parts for part in cut)]
    for place, word in enumerate(words):
        near = gazetteer.vocabulary.similar(word)
        frequency = sum(gazetteer.vocabulary.frequency(number) for number, _ in near)
        if near:
            asked.append((frequency, place, near))
    asked.sort(key=lambda a: a[:2])
    gains: dict[int, float] = {}
    closed: list[tuple[tuple[int, float], ...]] = []
    for frequency, _, near in asked:
        if gains and frequency > _OPENED:
            closed.append(near)
            continue
        opened: list[tuple[float, list[int]]] = []
        count = 0
        for number, alike in near:
            size_of_list = gazetteer.vocabulary.frequency(number)
            if opened and count + size_of_list > 4 * _OPENED:
                continue
            count += size_of_list
            opened.append((_gain(alike, size_of_list, size), gazetteer.vocabulary.forms_with(number)))
        best: dict[int, float] = {}
        for gain, forms in sorted(opened, key=lambda o: o[0]):
            best.update(dict.fromkeys(forms, gain))
        if gains:
            for form, gain in best.items():
                gains[form] = gains.get(form, 0.0) + gain
        else:
            gains = best
    ranked = gains.items()
    if closed:
        ranked = _with_closed(gazetteer, gains, closed, size)  # type: ignore[assignment]
    top = _best(ranked, 2 * limit)
    sized = sorted((0.6 * abs(len(gazetteer.words_of(form)) - len(words)) - gain, form) for form, gain in top)
    hopeless = -_OF_THE_BEST * -sized[0][0] if sized else 0.0
    kept = [number for loss, number in sized[:limit] if loss <= hopeless]
    return [gazetteer.form(number) for number in (kept if len(kept) >= _FEW else [n for _, n in sized[:_FEW]])]


def _with_closed(
    gazetteer: Gazetteer, gains: dict[int, float], closed: list[tuple[tuple[int, float], ...]], size: int
) -> list[tuple[int, float]]:
    """The best forms opened so far, with the gains of the frequent words that they contain, too."""
    top = _best(gains.items(), _RIVALS)
    worth = [{n: _gain(alike, gazetteer.vocabulary.frequency(n), size) for n, alike in near} for near in closed]
    out = []
    for form, gain in top:
        held = gazetteer.words_of(form)
        out.append((form, gain + sum(max((w.get(n, 0.0) for n in held), default=0.0) for w in worth)))
    return out


def _best(gains: Collection[tuple[int, float]], most: int) -> list[tuple[int, float]]:
    """The forms that gain most, the best first, of equal ones the first numbers."""
    least = sorted([gain for _, gain in gains], reverse=True)[most - 1] if len(gains) > most else 0.0
    return sorted([r for r in gains if r[1] >= least], key=lambda r: (-r[1], r[0]))[:most]


def _gain(alike: float, frequency: int, size: int) -> float:
    worth: float = max(0.0, alike - 0.4) ** 1.5
    return worth * min(math.log2(size / (frequency + 1)) + 1.0, 13.0)
