"""A feature to copy: see :mod:`translit.match.features` for where its name belongs."""

from __future__ import annotations

from translit.match.additive import feature
from translit.match.features.case import PairCase


@feature(0.0, 1.0, 3.0, rises=False)
def words_beyond_two(case: PairCase) -> float | None:
    """Return how many words the longer name has beyond two: what is measured, and after a colon why it tells.

    Source of the claim, if it is one about a language. ``None`` where there is nothing to measure.
    """
    return float(max(0, len(case.a.parts) - 2, len(case.b.parts) - 2))
