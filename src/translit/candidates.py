"""Candidates: which listed names could a name be? Cheap and generous; scoring decides."""

from __future__ import annotations

import heapq
import math

from translit.gazetteer import Form, Gazetteer
from translit.names import Name, Role

LIMIT = 30
_OF_THE_BEST = 0.5  # a form that gains less than this part of what the best one gains is left out, but for a few
_FEW = 6
_ASIDE: tuple[Role, ...] = ("title", "suffix", "light")
_OPENED = 3000  # forms that one word of the query may open; more only where no other word opens any
_RIVALS = 200  # forms whose remaining words are looked at


def candidates(gazetteer: Gazetteer, name: Name, limit: int = LIMIT) -> list[Form]:
    """The listed names most like a name, best first, at most ``limit``.

    Every word of the query is worth the more the rarer it is and the more alike its nearest word in the form; rare words
    open the forms that contain them, frequent ones only count where a rare one has opened a form.
    """
    words = [p.word for p in name.parts if p.role not in _ASIDE] or [p.word for p in name.parts]
    size = gazetteer.size + 1
    asked = []
    asked_words = sum(max(map(len, word.parts), default=1) for word in words)
    words = [*words, *(part for word in words for cut in word.parts for part in cut)]
    for place, word in enumerate(words):
        near = gazetteer.similar(word)
        frequency = sum(gazetteer.frequency(number) for number, _ in near)
        if near:
            asked.append((frequency, place, near))
    asked.sort(key=lambda a: a[:2])
    gains: dict[int, float] = {}
    closed: list[tuple[tuple[int, float], ...]] = []
    for frequency, _, near in asked:
        if gains and frequency > _OPENED:
            closed.append(near)
            continue
        best: dict[int, float] = {}
        opened = 0
        for number, alike in near:
            count = gazetteer.frequency(number)
            if opened and opened + count > 4 * _OPENED:
                continue
            opened += count
            gain = _gain(alike, count, size)
            for form in gazetteer.forms_with(number):
                if gain > best.get(form, 0.0):
                    best[form] = gain
        for form, gain in best.items():
            gains[form] = gains.get(form, 0.0) + gain
    ranked = gains.items()
    if closed:
        ranked = _with_closed(gazetteer, gains, closed, size)  # type: ignore[assignment]
    top = heapq.nsmallest(2 * limit, ranked, key=lambda r: (-r[1], r[0]))
    sized = sorted((0.6 * abs(len(gazetteer.words_of(form)) - asked_words) - gain, form) for form, gain in top)
    hopeless = -_OF_THE_BEST * -sized[0][0] if sized else 0.0
    kept = [number for loss, number in sized[:limit] if loss <= hopeless]
    return [gazetteer.form(number) for number in (kept if len(kept) >= _FEW else [n for _, n in sized[:_FEW]])]


def _with_closed(
    gazetteer: Gazetteer, gains: dict[int, float], closed: list[tuple[tuple[int, float], ...]], size: int
) -> list[tuple[int, float]]:
    """The best forms opened so far, with the gains of the frequent words that they contain, too."""
    top = heapq.nlargest(_RIVALS, gains.items(), key=lambda r: (r[1], -r[0]))
    worth = [{n: _gain(alike, gazetteer.frequency(n), size) for n, alike in near} for near in closed]
    out = []
    for form, gain in top:
        held = gazetteer.words_of(form)
        out.append((form, gain + sum(max((w.get(n, 0.0) for n in held), default=0.0) for w in worth)))
    return out


def _gain(alike: float, frequency: int, size: int) -> float:
    worth: float = max(0.0, alike - 0.4) ** 1.5
    return worth * min(math.log2(size / (frequency + 1)) + 1.0, 13.0)
