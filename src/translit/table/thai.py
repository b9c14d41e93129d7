"""Thai, read syllable by syllable: vowels that stand before their consonant are put behind it, unwritten ones are written.

A syllable is an initial consonant or cluster, a vowel and a final consonant. Tone marks are dropped, and so is a consonant
with thanthakhat, which is silent. Two consonants without a vowel have a short o between them, a single one a short a
(Royal Institute, principles of 1999): สมชาย is *Somchai*. Where the syllables of words with irregular spelling end cannot be
told without a dictionary.
"""

from __future__ import annotations

import re

from translit.text.patterns import regex

FINAL = "\u0e3a"
"""Stands behind a final consonant, which has other sounds than an initial one (phinthu, not used in names)."""
SILENCED = "\u0e4c"
"""Thanthakhat: makes the consonant before it silent."""
_O, _A = "\u0e42", "\u0e30"  # signs of o and a
_DROPPED = regex("[ก-ฮ][ิุ]?์|[็-๎ๆฯ]")
_CONSONANT = "[ก-ฮ]"
_CLUSTER = "(?:[กขคตทปผพฟบดส][รล]|[กขค]ว|ห[งญนมยรลว]|[ก-ฮ])"
_SYLLABLE = regex(
    f"(?P<lead>[เแโใไ])(?P<a>{_CLUSTER})(?P<lv>ียะ?|ือะ?|ิ|า|อ(?!{_CONSONANT}?[ะ-ู])|ะ|)(?P<lc>{_CONSONANT}(?![ะ-ูเแโใไ]*[ะ-ู]|รร))?"
    f"|(?P<b>{_CLUSTER})(?P<v>ัวะ?|รร|[ะ-ู]|ว(?={_CONSONANT}(?![ะ-ู]))|อ(?![ะ-ู]))(?P<c>{_CONSONANT}(?![ะ-ู]|รร))?"
    f"|(?P<d>{_CONSONANT})(?P<e>{_CONSONANT})(?![ะ-ู]|รร)"
    f"|(?P<f>{_CONSONANT})"
)


def in_order(text: str) -> str:
    """Return Thai text in the order of its sounds, every syllable with a vowel.

    >>> in_order("สมชาย") == "สโม\u0e3aชาย\u0e3a"
    True
    """
    return _SYLLABLE.sub(_spelled, _DROPPED.sub("", text))


def _spelled(match: re.Match[str]) -> str:
    g = match.groupdict(default="")
    if g["lead"]:
        return g["a"] + g["lead"] + g["lv"] + (g["lc"] + FINAL if g["lc"] else "")
    if g["b"]:
        return g["b"] + g["v"] + (g["c"] + FINAL if g["c"] else "")
    if g["d"]:
        return g["d"] + _O + g["e"] + FINAL
    return g["f"] + _A
