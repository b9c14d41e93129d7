"""The labels of matrix rows in words, for ``make_conventions``: ``е at the beginning``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from translit.table import Language
from translit.table.tables import Row

SPOKEN = {"Z": "zh", "S": "sh", "C": "ch", "c": "ts", "h": "kh", "j": "y", "'": "’"}


class Labels:
    """Row labels of one language in words."""

    def __init__(self, language: Language) -> None:
        plain = [
            row
            for rows in language.rows.values()
            for row in rows
            if len(row.letters) == 1 and not row.before + row.after
        ]
        self.phonemes = {row.letters: row.cells[0] for row in plain}
        letters = [c for c in self.phonemes if c.isalpha()]
        vowels = [c for c in letters if re.fullmatch(r"[jv]?[aeiou]+\.?", self.phonemes[c])]
        finals = [c for c in letters if "FINAL" in jamo(c)]
        self.groups = [
            ("a vowel", vowels),
            ("a final consonant", finals),
            ("a consonant", [c for c in letters if self.phonemes[c] and c not in vowels]),
            ("a letter", letters),
        ]

    def of(self, row: Row) -> str:
        """Return the label of a row: ``е at the beginning``."""
        letters = shown(row.letters)
        before, after = row.before, row.after
        if before == after == "#":
            return f"{letters} alone"
        if before and before == after:
            return f"{letters} between {self._plural(before)}"
        context = []
        if before:
            context.append("at the beginning" if before == "#" else f"after {self._letters(before)}")
        if after:
            context.append("at the end" if after == "#" else f"before {self._letters(after)}")
        return " ".join((letters, *(" and ".join(context).split())))

    def _plural(self, letters: str) -> str:
        return re.sub(r"^a (vowel|letter|consonant)(?= |$)", r"\1s", self._letters(letters))

    def _letters(self, letters: str) -> str:
        """Return the name of a class of letters where it has one, else the letters."""
        points = [c for c in letters if unicodedata.combining(c)]
        base = [c for c in dict.fromkeys(letters) if c not in points and not self._accented(c, letters)]
        syllables = [self.phonemes.get(c, "") for c in base]
        if len(base) > 4 and all(s.endswith(".") for s in syllables):
            if len({s[-2] for s in syllables}) == 1:
                return f"a syllable in -{spoken(syllables[0][-2])}"
            if len({s[0] for s in syllables}) == 1 and all(len(s) > 2 for s in syllables):
                return f"a syllable in {spoken(syllables[0][0])}-"
        named = []
        for name, group in self.groups:
            whole = {c for c in group if not self._accented(c, "".join(group))}
            missing = [c for c in group if c in whole and c not in base]
            extra = [c for c in base if c not in group]
            if len(whole) > 4 and len(base) > 4 and len(missing) <= len(whole) // 5 and len(extra) <= 4:
                others = f" (not {_listed(missing)})" if 0 < len(missing) < 3 else ""
                text = f"{name}{others}{f' or {_listed(extra)}' if extra else ''}{' or a point' if points else ''}"
                named.append((len(extra), len(missing), text))
        if named:
            return min(named)[2]
        return _listed([*base, *points])

    def _accented(self, letter: str, among: str) -> bool:
        """Return True for a vowel with an accent among its plain ones, or an apostrophe among other ones."""
        parts = unicodedata.normalize("NFD", letter)
        if letter == "ʼ":
            return "’" in among
        return len(parts) == 2 and parts[1] == "\u0301" and letter in self.groups[0][1] and parts[0] in among


def spoken(phonemes: str) -> str:
    """Return phonemes as English spells them."""
    return "".join(SPOKEN.get(c, c) for c in phonemes)


def escaped(text: str) -> str:
    """Return text in which nothing is Markdown."""
    return re.sub(r"([\\`*_|<\[\]~])", r"\\\1", text)


def jamo(letter: str) -> str:
    """Return the Unicode name of a Hangul letter, with ``FINAL`` for one that ends a syllable."""
    name = unicodedata.name(letter, "")
    return name.replace("JONGSEONG", "FINAL") if name.startswith("HANGUL") else ""


def shown(letters: str) -> str:
    """Return letters so that they can be seen: points on a circle, the letters of Hangul in their everyday form."""
    if not any(jamo(c) for c in letters):
        letters = "".join(f"⟨{unicodedata.name(c).lower()}⟩" if unicodedata.category(c) == "Cf" else c for c in letters)
        return escaped("".join(f"◌{c}" if unicodedata.combining(c) and not i else c for i, c in enumerate(letters)))
    out = []
    for c in letters:
        name = jamo(c).split(maxsplit=2)
        everyday = unicodedata.lookup(f"HANGUL LETTER {name[2]}") if len(name) == 3 else c
        out.append(f"final {everyday}" if "FINAL" in name else everyday)
    return " + ".join(out)


def _listed(letters: Iterable[str]) -> str:
    return " ".join(shown(c) for c in letters)
