"""HTML for notebooks: a text with its names marked, and a card for an answer.

Styles are inline and see-through, so that a cell looks right on light and dark pages alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

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


def card(title: str, facts: Iterable[str], below: str) -> str:
    """Return a heading, lines of facts (empty ones left out) and what stands below them."""
    lines = "".join(f"<div>{escape(fact)}</div>" for fact in facts if fact)
    return f'<div style="max-width:46em"><b>{escape(title)}</b>{lines}{below}</div>'
