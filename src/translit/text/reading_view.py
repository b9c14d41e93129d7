"""The reading view: a text as a reader reads it, without what print and the web put into words.

Soft hyphens, zero-width characters, line ends inside words, note marks, the quotation signs of e-mail and the spaces of
spaced letters are left out; special hyphens, apostrophes and ligatures are read as their plain twins. What each sign is for
says the Unicode Standard (6.2 hyphens and apostrophes, 7.9 half marks, 23.2 format characters).
"""

from __future__ import annotations

import re
from array import array

from translit.text.patterns import regex
from translit.text.source_map import Extracted, SourceMap

_LETTER = r"[^\W\d_]"
_HALF_MARKS = "\ufe20-\ufe2f"  # one ligature tie in two halves, as library catalogues write it: i︠u︡
_LEFT_OUT = f"\u00ad\u034f\u2060\ufeff{_HALF_MARKS}"
_HYPHENS = "\u2010\u2011\ufe63\uff0d"
_PRIMES = "\u2032\u2035\u201b\uff07\u055a"  # what stands for an apostrophe where the right one is not at hand
_SUPERSCRIPT = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # scripts that mark their words by nothing but U+200B

_UNUSUAL = regex(f"[{_LEFT_OUT}{_HYPHENS}{_PRIMES}{_SUPERSCRIPT}{''.join(_LIGATURES)}\u200b¬]")
_SPACED = regex(r" \w \w \w(?: |$)")
_BROKEN, _NOTE = regex(r"-[^\S\n]*\n"), regex(r"\[(?:\d{1,3}|[a-z])\]")
_READ = regex(
    rf"(?P<broken>(?<={_LETTER})[-\u2010\u00ad¬][^\S\n]*\n[^\S\n]*(?:>[^\S\n]*)*(?={_LETTER}))"
    rf"|(?P<left_out>[{_LEFT_OUT}]|(?<![{_UNSPACED}])\u200b|(?<={_LETTER})¬(?={_LETTER})"
    rf"|(?:(?<={_LETTER}{{2}})|(?<=[.,;:!?”»)]))[{_SUPERSCRIPT}]+(?:[,⁻–][{_SUPERSCRIPT}]+)*"
    rf"|(?<={_LETTER}{{2}})(?:\[(?:\d{{1,3}}|[a-z])\])+"
    rf"|(?<=\n)(?:>[^\S\n]?)+)"
    rf"|(?P<spaced>(?<![\w.]){_LETTER}(?: {_LETTER}){{3,40}}(?![\w.]))"
    rf"|(?P<hyphen>[{_HYPHENS}])"
    rf"|(?P<apostrophe>(?<={_LETTER})[{_PRIMES}](?={_LETTER}))"
    rf"|(?P<ligature>[{''.join(_LIGATURES)}])"
)


def check_text(text: object, what: str) -> None:
    """Raise a ``TypeError`` that says ``what`` is no string if it is none."""
    if not isinstance(text, str):
        raise TypeError(f"{what} must be a str, not {type(text).__name__}")


def reading_view(text: str) -> Extracted:
    r"""Return a text as it is read, with the place of each character in the text itself; most texts are read as they are.

    >>> view = reading_view("Luka\u00adshenko¹ and Kramp‑Karren-\nbauer[2]")
    >>> view.text
    'Lukashenko and Kramp-Karrenbauer'
    >>> view.source[slice(*view.map.to_source(15, 32))]
    'Kramp‑Karren-\nbauer'
    """
    if not _is_unusual(text):
        return Extracted(text, text, SourceMap(range(len(text)), range(1, len(text) + 1)))
    out, starts, ends, done = [], array("q"), array("q"), 0
    for found in _READ.finditer(text):
        start, end = found.span()
        read = _read(found)
        out += [text[done:start], read]
        starts.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        starts.extend([start] * len(read))
        ends.extend([end] * len(read))
        done = end
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Extracted(text, "".join([*out, text[done:]]), SourceMap(starts, ends))


def _is_unusual(text: str) -> bool:
    """Return True if a text may have anything to be read otherwise; these searches are far faster than the pattern."""
    if not text.isascii() and _UNUSUAL.search(text):
        return True
    return "\n>" in text or any(sign.search(text) for sign in (_BROKEN, _NOTE, _SPACED))


def _read(found: re.Match[str]) -> str:
    sign = found[0][0]
    if found.lastgroup == "spaced":
        word = found[0].replace(" ", "")
        return word if word.isupper() or word.istitle() else found[0]
    if found.lastgroup == "broken":
        # Before a capital the hyphen belongs to the name: Kramp-Karrenbauer.
        return "-" if sign in "-\u2010" and found.string[found.end()].isupper() else ""
    return {"left_out": "", "hyphen": "-", "apostrophe": "’"}.get(str(found.lastgroup)) or _LIGATURES.get(sign, "")
