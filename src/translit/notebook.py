"""HTML for notebooks: a text with its names marked, and evidence as a waterfall of bits.

Styles are inline and see-through, so that a cell looks right on light and dark pages alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import accumulate

_LONGEST = 20_000  # characters of a text that are shown: a long article; a notebook keeps every output it has shown
_LINES = {"PER": "solid #5a8ae0", "ORG": "double #4fa35c", "LOC": "dotted #c98a2b", "": "dashed #d6577e"}
_TINTS = {"PER": "90,138,224", "ORG": "79,163,92", "LOC": "201,138,43", "": "214,87,126"}


def marked(text: str, names: Iterable[tuple[int, int, str, str]]) -> str:
    """Return a text with names marked, given as start, end, label (``""`` if ambiguous) and what a pointer shows.

    >>> marked("In Minsk", [(3, 8, "LOC", "Minsk")]).count("<mark")
    1
    """
    out, done = [], 0
    for start, end, label, told in names:
        if end > _LONGEST:
            break
        style = f"background:rgba({_TINTS[label]},.2);color:inherit;border-bottom:3px {_LINES[label]}"
        name = f'<mark style="{style}" title="{escape(told)}">{escape(text[start:end])}</mark>'
        out += [escape(text[done:start]), name]
        done = end
    rest = f" … and {len(text) - _LONGEST:,} characters more" if len(text) > _LONGEST else ""
    body = "".join([*out, escape(text[done : max(done, _LONGEST)]), rest])
    return f'<div style="white-space:pre-wrap;line-height:1.7;max-width:46em">{body}</div>'


def waterfall(parts: Sequence[tuple[str, float]], score: float) -> str:
    """Return evidence, given as what was found and its bits, as rows with bars that begin where the one before ended.

    >>> waterfall([("prior", -4.0), ("family name", 9.0)], 0.97).count("<tr>")
    4
    """
    ends = list(accumulate((bits for _, bits in parts), initial=0.0))
    low, high = min(ends), max(ends)
    scale = 100 / (high - low or 1)
    rows = []
    for (told, bits), start in zip(parts, ends, strict=False):
        left = (min(start, start + bits) - low) * scale
        color = "#5a8ae0" if bits > 0 else "#d6577e"
        bar = f"margin-left:{left:.1f}%;width:max(2px,{abs(bits) * scale:.1f}%);height:.8em;background:{color}"
        rows.append(_row(escape(told), f'<div style="{bar}"></div>', f"{bits:+.1f}"))
    total = _row("<b>all together</b>", "", f"<b>{ends[-1]:+.1f}</b>")
    head = "<tr><th>evidence</th><th></th><th>bits</th></tr>"
    return f'<table style="width:100%;max-width:46em">{head}{"".join(rows)}{total}</table><p>score {score:.3f}</p>'


def card(title: str, facts: Iterable[str], below: str) -> str:
    """Return a heading, lines of facts (empty ones left out) and what stands below them."""
    lines = "".join(f"<div>{escape(fact)}</div>" for fact in facts if fact)
    return f'<div style="max-width:46em"><b>{escape(title)}</b>{lines}{below}</div>'


def _row(told: str, bar: str, bits: str) -> str:
    left, right = "text-align:left;overflow-wrap:anywhere", "text-align:right;white-space:nowrap"
    return f'<tr><td style="{left}">{told}</td><td style="width:45%">{bar}</td><td style="{right}">{bits}</td></tr>'
