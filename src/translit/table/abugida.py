"""Abugidas, the scripts of India and their like: a consonant without a sign for its vowel has an inherent one.

The rows of a matrix stand for letters, and this vowel has none. Here it gets one: the letter A of the script where it is
heard, :data:`SILENT` where it is not, and the sign that takes it away (virama) goes. Which are silent is a rule of the
language: Hindi drops the last one and those between a vowel with a consonant and a consonant with a vowel (Ohala, Aspects
of Hindi Phonology, 1983: *Manmohan*, not *Manamohana*), Bengali and Nepali the last one only, the South none.
"""

from __future__ import annotations

from itertools import groupby

from translit.text.patterns import regex

SILENT = "ə"
"""Stands for an inherent vowel that is written by transliterations only."""
_INDIC = (0x0900, 0x0D7F)  # blocks of 128 code points with the same letter at the same place
_SINHALA = (0x0D80, 0x0DFF)
_NUKTA, _VIRAMA, _A, _S, _H = 0x3C, 0x4D, 0x05, 0x38, 0x39
_CONSONANTS = frozenset((*range(0x15, 0x3A), *range(0x58, 0x60), 0x70, 0x71))
_SIGNS = frozenset((*range(0x3E, 0x4D), 0x55, 0x56, 0x57, 0x62, 0x63))
_STOPS = frozenset((*range(0x15, 0x19), *range(0x1A, 0x1E), *range(0x1F, 0x23), *range(0x24, 0x28), *range(0x2A, 0x2E)))
_NASALS = frozenset((0x01, 0x02, 0x19, 0x1E, 0x23, 0x28, 0x2E))
_SHAPING = regex("[\u200c\u200d]")

Unit = tuple[str, str]
"""Letters, and what they are: ``C`` a consonant, ``a`` an inherent vowel, ``V`` another vowel, ``-`` anything else."""


def with_vowels(text: str, silent: str) -> str:
    """Return a text with its inherent vowels as letters; ``silent`` are those not heard: ``""``, ``last`` or ``inner``.

    >>> with_vowels("मनमोहन", "inner")
    'मअनəमोहअनə'
    >>> with_vowels("ரவி", "")
    'ரஅவி'
    """
    words = [list(group) for _, group in groupby(_SHAPING.sub("", text), str.isspace)]
    return "".join(["".join([letters for letters, _ in _heard(_units(word), silent)]) for word in words])


def _place(char: str) -> int:
    """Return the place of a letter in its block, that of Devanagari for Sinhala; -1 for letters of other scripts."""
    code = ord(char)
    if _INDIC[0] <= code <= _INDIC[1]:
        return code & 0x7F
    if _SINHALA[0] <= code <= _SINHALA[1]:
        return _VIRAMA if code == 0x0DCA else 0x15 if 0x0D9A <= code <= 0x0DC6 else 0x3E if code >= 0x0DCF else 0x0E
    return -1


def _letter_a(char: str) -> str:
    return "අ" if ord(char) >= _SINHALA[0] else chr((ord(char) & ~0x7F) + _A)


def _units(word: list[str]) -> list[Unit]:
    units: list[Unit] = []
    pending = ""  # a consonant whose vowel is not known yet
    for char in word:
        place = _place(char)
        if pending and place == _NUKTA:
            units[-1] = (units[-1][0] + char, "C")
            continue
        if pending and place not in _SIGNS and place != _VIRAMA:
            units.append((_letter_a(pending), "a"))
        pending = ""
        if place in _CONSONANTS and not (place in (0x70, 0x71) and not "ৰ" <= char <= "ৱ"):
            units.append((char, "C"))
            pending = char
        elif place != _VIRAMA:
            vowel = place in _SIGNS or 0x05 <= place <= 0x14
            units.append((char, "V" if vowel else "-"))
    if pending:
        units.append((_letter_a(pending), "a"))
    return units


def _heard(units: list[Unit], silent: str) -> list[Unit]:
    if not silent:
        return units
    kinds = "".join([kind for _, kind in units])
    if len(kinds) > 2 and kinds[-1] == "a" and not _is_kept(units, silent):
        units[-1] = (SILENT, "s")
    if silent == "inner":
        for i in range(len(units) - 3, 1, -1):
            before, after = (units[i - 2][1], units[i - 1][1]), (units[i + 1][1], units[i + 2][1])
            if units[i][1] == "a" and before in (("a", "C"), ("V", "C")) and after in (("C", "a"), ("C", "V")):
                units[i] = (SILENT, "s")
    return units


def _is_kept(units: list[Unit], silent: str) -> bool:
    """Return True if a last vowel is heard because of the consonants before it: Krishna, but Anand, Bhatt."""
    last, before, kind = _place(units[-2][0][0]), _place(units[-3][0][0]), units[-3][1]
    if last == _H or kind != "C":
        return kind != "C" and before in _NASALS and last not in _STOPS and last != _H
    plain = last in _STOPS and (before in _NASALS or before == last)
    return not (silent == "inner" and (plain or (last == _S and before in _STOPS)))
