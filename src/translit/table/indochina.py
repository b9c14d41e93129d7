"""Lao, Khmer and Burmese, read syllable by syllable: vowels behind their consonants, and inherent vowels written.

Lao writes some vowels before their consonant, and all of them. Khmer and Burmese do not write the vowel that a consonant has
by itself; here it gets a letter of their scripts that is used for nothing else. Tone marks go, and so do silent consonants.
"""

from __future__ import annotations

import re

from translit.text.patterns import regex

KHMER_A = "\u17a3"
"""Stands for the inherent vowel of Khmer; deprecated by Unicode as a letter."""
BURMESE_A = "\u1022"
"""Stands for the inherent vowel of Burmese; a letter of Shan."""
_LAO_DROPPED = regex("[ກ-ຮ][ິຸ]?\u0ecc|[\u0ec8-\u0ecbໆ]")
_LAO_LEAD = regex("([ເ-ໄ])([ກຂຄທຕປພຜຟບສດ][ຣລຼ](?=[ກ-ຮະ-ູົໍ])|ຫ[ງຍນມລວຼ]|[ກ-ຮໜໝ]ຼ?)")
_KHMER_DROPPED = regex("[ក-អ]\u17cd|[់៌៎៏៑]")
_KHMER = "[ក-អ]"
_KHMER_VOWELS = "[\u17b6-\u17c8\u17d0]"
_KHMER_SYLLABLE = regex(
    f"(?P<onset>{_KHMER}[៉៊]?(?:្{_KHMER}[៉៊]?)*)(?P<vowel>{_KHMER_VOWELS}*)(?P<final>{_KHMER}(?!្|[៉៊]|{_KHMER_VOWELS}))?"
)
_BURMESE_DROPPED = regex("[\u1037\u1038()]")
_BURMESE_STACKED = regex("\u103a?\u1039")
_BURMESE_BARE = regex("([က-အ][\u103b-\u103e]*)(?![\u102b-\u1032\u1036\u103a-\u103e]|[က-အ]\u103a)")


def lao_in_order(text: str) -> str:
    """Return Lao text in the order of its sounds.

    >>> lao_in_order("ເບ") == "ບເ"
    True
    """
    return _LAO_LEAD.sub(r"\2\1", _LAO_DROPPED.sub("", text))


def khmer_with_vowels(text: str) -> str:
    """Return Khmer text with its inherent vowels, but for one at the end of a word.

    >>> khmer_with_vowels("កម") == "ក" + KHMER_A + "ម"
    True
    """
    return _KHMER_SYLLABLE.sub(_khmer_spelled, _KHMER_DROPPED.sub("", text))


def _khmer_spelled(match: re.Match[str]) -> str:
    onset, vowel, final = match["onset"], match["vowel"], match["final"] or ""
    at_end = not final and not match.string[match.end() : match.end() + 1].strip()
    return onset + (vowel or ("" if at_end else KHMER_A)) + final


def burmese_with_vowels(text: str) -> str:
    """Return Burmese text with its inherent vowels; the upper of two stacked consonants ends a syllable.

    >>> burmese_with_vowels("မနီ") == "မ" + BURMESE_A + "နီ"
    True
    """
    text = _BURMESE_STACKED.sub("\u103a", _BURMESE_DROPPED.sub("", text))
    return _BURMESE_BARE.sub(rf"\1{BURMESE_A}", text)
