"""The settings of an annotator: one immutable object, every option explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

_Type = Literal["person", "organization", "place"]

MIN_LINK_SCORE = 0.5
"""The smallest score (0..1) of a candidate; less than even odds are never linked, whatever the threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of an :class:`~translit.annotation.annotator.Annotator`.

    Raises
    ------
    ValueError
        If a value lies outside its range.

    Examples
    --------
    >>> Config(threshold=0.9).threshold
    0.9
    """

    threshold: float = 0.6
    """Smallest score (0..1, inclusive) at which a name is linked. It filters results and never changes a score; less than
    0.5 is never linked."""
    types: tuple[_Type, ...] = ()
    """Types of entities of which mentions in texts are given; of all types, if empty. It filters results, too: a person may
    still be what a word is instead of a place."""
    margin: float = 0.5
    """Smallest difference (bits) between the evidence of two entities; with less the name is *ambiguous*."""
    lone_surnames: int = 5000
    """Largest number of persons in a gazetteer with which a bare family name may link without a full name in the article.
    In a larger one only those do that are listed (as an alias, or with ``mononym: true``): the other bearers of a family
    name are too many. A lookup of a bare family name scores less with every doubling of this number."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.threshold <= 1.0:
            raise ValueError(f"threshold must lie between 0 and 1, not {self.threshold}")
        if not set(self.types) <= set(get_args(_Type)):
            raise ValueError(f"types must be among {', '.join(get_args(_Type))}, not {', '.join(self.types)}")
        if self.margin < 0.0:
            raise ValueError(f"margin must not be negative, not {self.margin}")
        if self.lone_surnames < 0:
            raise ValueError(f"lone_surnames must not be negative, not {self.lone_surnames}")
