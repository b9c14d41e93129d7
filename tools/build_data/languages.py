"""Compiles what tells languages apart in short texts: which letters follow which in their words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

_ALPHABET = 60  # letters that may follow, in any of the languages
_UNSEEN = 0.5  # occurrences that a sequence which no word has counts as (Krichevsky and Trofimov 1981)


def compile_letter_sequences(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return, by sequence of three letters, the surprisal of the last in each language that has it, as ``code:bits``.

    Bits are rounded. A row with two letters has the surprisal of any letter that never follows them. ``^`` and
    ``$`` begin and end a word.
    """
    rows: dict[str, list[str]] = {}
    for code, listed in words.items():
        three: Counter[str] = Counter()
        two: Counter[str] = Counter()
        for word in sorted(set(listed)):
            letters = f"^^{word}$"
            three.update(letters[i : i + 3] for i in range(len(letters) - 2))
            two.update(letters[i : i + 2] for i in range(len(letters) - 2))
        for key, count in (*three.items(), *((key, 0) for key in two)):
            share = (count + _UNSEEN) / (two[key[:2]] + _UNSEEN * _ALPHABET)
            bits = round(-math.log2(share))  # whole ones tell languages apart as well as tenths do
            rows.setdefault(key, []).append(f"{code}:{bits}")
    return {key: " ".join(row) for key, row in rows.items()}
