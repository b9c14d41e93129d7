"""Text for a terminal, which would obey control characters in it."""

from __future__ import annotations

from translit.text.patterns import regex

_HIDDEN = regex(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def shown(text: str) -> str:
    r"""Return a text in which control characters and marks of direction are written as escapes; tabs and line ends stay.

    >>> print(shown("Minsk\x1b[31m \u202eksniM"))
    Minsk\x1b[31m \u202eksniM
    """
    return _HIDDEN.sub(lambda m: m.group().encode("unicode_escape").decode(), text)
