"""HTML that notebooks and pages have in common: escaped text, and evidence as a waterfall of bits.

A waterfall has no styles of its own, since a page may forbid them inside of elements. Without a style sheet, as in a
notebook, each part is a line with a bar of its color.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import Protocol

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MOST = 64.0  # bits at which a score is cut off
_FOR, _AGAINST = "#5a8ae0", "#d6577e"


class _Piece(Protocol):
    """What is shown of a piece of evidence, a :class:`translit.model.Part`."""

    @property
    def kind(self) -> str: ...
    @property
    def left(self) -> str: ...
    @property
    def right(self) -> str: ...
    @property
    def weight(self) -> float: ...
    @property
    def note(self) -> str: ...


def safe(text: str) -> str:
    """Return a text escaped for HTML; characters that HTML cannot hold are U+FFFD.

    >>> safe("<b>")
    '&lt;b&gt;'
    """
    return escape(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text))


def waterfall(parts: Sequence[_Piece], score: float, meanings: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the parts of a score with bars; each begins where the one before ended, and the last ends at the sum.

    ``meanings`` says what kinds of evidence mean.
    """
    sums = [max(-_MOST, min(at, _MOST)) for at in accumulate((part.weight for part in parts), initial=0.0)]
    low, width = min(sums), (max(sums) - min(sums)) or 1.0
    at = [100 * (value - low) / width for value in sums]
    zero = f'<path class="zero" stroke="#888" vector-effect="non-scaling-stroke" d="M{-100 * low / width:.1f} 0V10"/>'
    rows = (
        _row(part, meanings.get(part.kind, ""), zero, start, end)
        for part, (start, end) in zip(parts, pairwise(at), strict=True)
    )
    total = f"{_signed(sum(part.weight for part in parts))} bits, a score of {score:.3f}"
    return f'<div class="waterfall" role="list">{"".join(rows)}</div><p class="total">Sum: {total}</p>'


def _row(part: _Piece, meaning: str, zero: str, start: float, end: float) -> str:
    words = " / ".join(filter(None, (part.left, part.right)))
    about = " ".join(f"<i>{safe(told)}</i>" for told in (words, part.note) if told)
    small = f"<small>{safe(meaning)}</small>" if meaning else ""
    css, color = ("for", _FOR) if part.weight > 0 else ("against", _AGAINST)
    drawn = (
        f'<svg width="160" height="10" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{zero}'
        f'<rect class="{css}" fill="{color}" x="{min(start, end):.1f}" y="1" '
        f'width="{max(abs(end - start), 0.5):.1f}" height="8"/></svg>'
    )
    bits = _signed(part.weight)
    return f'<div role="listitem">{drawn} <b>{bits}</b> <span>{safe(part.kind)} {about}{small}</span></div>'


def _signed(bits: float) -> str:
    return f"{bits:+.1f}".replace("-", "\N{MINUS SIGN}")
