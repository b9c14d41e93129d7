"""The additive model: every feature of a case has a fitted weight in bits, and the sum is the log-odds of its being right.

A feature is a small function with a docstring that says what is measured and why it tells. Its weight is a curve of
straight lines between fixed values of the feature (its knots), and it only rises or only falls: so more agreement never
lowers a score, and every weight can be shown beside its feature. One knot, by default the first, is the neutral value: it
weighs nothing, like a case that has nothing of the kind. The curves are fitted by
``learn/`` on cases with known answers and stand in ``data/table/weights.yaml``. Additive models of this kind are known as
generalized additive models (Hastie and Tibshirani 1986) and, on records, as the weights of Fellegi and Sunter (1969).
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from translit.resources import read_data

Case = TypeVar("Case", contravariant=True)  # noqa: PLC0105  the usual name says what it is
Weight = tuple[tuple[float, ...], tuple[float, ...]]
"""A curve: the knots, and the bits at each."""


@dataclass(eq=False, repr=False)
class Feature(Generic[Case]):
    """What is measured in a case: a number, or ``None`` where the case has nothing of the kind, which weighs nothing.

    It is only asked for cases that are reached by one of its ``ways``, if it names any.
    """

    name: str
    of: Callable[[Case], float | None]
    rises: bool
    knots: tuple[float, ...]
    neutral: float = 0.0
    ways: tuple[str, ...] = ()

    @property
    def meaning(self) -> str:
        """The first paragraph of the docstring, without "Return"."""
        text = " ".join((self.of.__doc__ or "").split("\n\n")[0].split())
        return text.removeprefix("Return ")


def feature(
    *knots: float, rises: bool, neutral: float | None = None, ways: tuple[str, ...] = ()
) -> Callable[[Callable[[Case], float | None]], Feature[Case]]:
    """Make a function of a case a feature: a higher value speaks for the link if it ``rises``, else against it.

    Without knots the function tells whether something is so, and its weight is one number. ``neutral`` is the knot that
    weighs nothing, by default the first; ``ways`` are those to a case that the function is for, by default all.
    """

    def made(of: Callable[[Case], float | None]) -> Feature[Case]:
        return Feature(
            of.__name__, of, rises, knots or (0.0, 1.0), knots[0] if neutral is None and knots else neutral or 0.0, ways
        )

    return made


class Model(Generic[Case]):
    """The features that a kind of decision is made by, with their fitted weights."""

    def __init__(self, name: str, features: Sequence[Feature[Case]]) -> None:
        self.name = name
        self.features = tuple(features)

    @property
    def constant(self) -> float:
        """The bits of every case."""
        return _weights(self.name)[0]

    def curve(self, feature: str) -> Weight:
        """Return the weight of a feature."""
        return _weights(self.name)[1][feature]

    def values(self, case: Case) -> dict[str, float]:
        """Return the features that a case has, by name."""
        return measure(self.features, case)

    def bits(self, values: Mapping[str, float]) -> Iterable[tuple[str, float]]:
        """Yield the constant and the bits of every feature that weighs something; their sum is the log-odds.

        Raises
        ------
        KeyError
            If the weights were fitted for other features.
        """
        constant, curves = _weights(self.name)
        yield "constant", constant
        for name, value in values.items():
            bits = height(curves[name], value)
            if bits:
                yield name, bits

    def added(self, values: Mapping[str, float]) -> float:
        """Return the sum of the bits without the constant: what more features add to a sum."""
        _, curves = _weights(self.name)
        return sum([height(curves[name], value) for name, value in values.items()])

    def log_odds(self, values: Mapping[str, float]) -> float:
        """Return the sum of the bits."""
        constant, curves = _weights(self.name)
        return constant + sum([height(curves[name], value) for name, value in values.items()])


def measure(features: Iterable[Feature[Case]], case: Case) -> dict[str, float]:
    """Return those of some features that a case has, by name."""
    return {f.name: value for f in features if (value := f.of(case)) is not None}


def weighing(features: Iterable[Feature[Case]], case: Case) -> dict[str, float]:
    """Return the same, but for features with their neutral value, as most of many have: these weigh nothing."""
    return {f.name: value for f in features if (value := f.of(case)) is not None and value != f.neutral}


def height(curve: Weight, x: float) -> float:
    """Return the bits at ``x``: straight lines between the knots, level outside of them.

    >>> height(((0.0, 0.5, 1.0), (0.0, 1.0, 4.0)), 0.75)
    2.5
    """
    knots, bits = curve
    if x <= knots[0]:
        return bits[0]
    if x >= knots[-1]:
        return bits[-1]
    right = bisect_right(knots, x)
    x0, x1, y0, y1 = knots[right - 1], knots[right], bits[right - 1], bits[right]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


@cache
def _weights(model: str) -> tuple[float, dict[str, Weight]]:
    raw = dict(json.loads(read_data("weights.json"))[model])
    constant = raw.pop("constant")
    return constant, {name: (tuple(x for x, _ in points), tuple(y for _, y in points)) for name, points in raw.items()}
