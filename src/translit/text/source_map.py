"""Where in a source each character of what a reader reads of it stands: without markup, or without signs of print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class SourceMap(NamedTuple):
    """For every character of the text its half-open span in the source, both in code points, both never decreasing.

    A character has one source character, or a whole entity (``&amp;``), or a run of white space; a line break put in at
    the border of a block has an empty span, and the letters of a ligature have the same one.
    """

    starts: Sequence[int]
    ends: Sequence[int]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source that holds ``text[start:end]``, what is left out between the characters included.

        Raises
        ------
        IndexError
            If the span is not within the text.
        """
        if not 0 <= start <= end <= len(self.starts):
            raise IndexError(f"span {start}:{end} is not within a text of {len(self.starts)} characters")
        if start == end:
            at = self.starts[start] if start < len(self.starts) else self.ends[-1] if self.ends else 0
            return at, at
        return self.starts[start], self.ends[end - 1]


class Extracted(NamedTuple):
    """What a reader reads of a ``source``, as ``text``, and the ``map`` from the one to the other."""

    source: str
    text: str
    map: SourceMap
