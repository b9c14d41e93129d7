"""The places where a text breaks a house style: what :meth:`Annotator.rewrite` would change, with line and column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from translit.annotation.annotator import Annotator
from translit.text.source_map import Extracted


class Break(NamedTuple):
    """A spelling that is not that of the house: its line and column (from 1, in code points), itself, and what to write."""

    line: int
    column: int
    old: str
    new: str


def style_breaks(annotator: Annotator, text: str, style: str, page: Extracted | None = None) -> Iterator[Break]:
    r"""Yield every place of a text that breaks a house style, in order; of a text taken out of a page, the place there.

    >>> from translit.annotation.annotator import load
    >>> list(style_breaks(load(), "In Minsk\nLukashenko spoke.", "be"))
    [Break(line=2, column=1, old='Lukashenko', new='Lukashenka')]
    """
    done = annotator.rewrite(text, style=style)
    source = page.source if page else text
    for r in done.replacements:
        start = page.map.to_source(r.start, r.end)[0] if page else r.start
        line = source.count("\n", 0, start) + 1
        column = start - source.rfind("\n", 0, start)
        yield Break(line, column, text[r.start : r.end], done.text[r.new_start : r.new_end])
