"""The settings of an annotator: one immutable object, every option explained."""

from __future__ import annotations

from dataclasses import dataclass

MIN_LINK_SCORE = 0.5
"""Decisions are made among names at least this likely (0..1); the threshold then filters what was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of an :class:`~translit.annotation.annotator.Annotator`.

    Parameters
    ----------
    threshold:
        Smallest score (0..1, inclusive) at which a name is linked. It filters results and never changes a score; what is
        less likely than 0.5 is never linked.
    margin:
        Two entities whose evidence differs by less than this, in bits, are told apart by nothing: the name is *ambiguous*.
    lone_surnames:
        Largest number of persons in a gazetteer for which a bare family name may link without a full name in the
        article. Above it, only family names that the alias file lists (an alias, or ``mononym: true``) do: in a large
        gazetteer a bare family name is nearly always somebody else's.

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
    margin: float = 0.5
    lone_surnames: int = 5000

    def __post_init__(self) -> None:
        if not 0.0 <= self.threshold <= 1.0:
            raise ValueError(f"threshold must lie between 0 and 1, not {self.threshold}")
        if self.margin < 0.0:
            raise ValueError(f"margin must not be negative, not {self.margin}")
        if self.lone_surnames < 0:
            raise ValueError(f"lone_surnames must not be negative, not {self.lone_surnames}")
