"""The compiled table (``src/translit/data/table.json``, ``matrix/``) as objects, for the other modules of this wing.

``make data`` compiles it from ``data/table/``, where the head of each file names its sources. The classes that are not
shown to users have only the methods that are needed: making others takes a third of a millisecond for each at every start.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

from translit.errors import UnknownConventionError, UnknownLanguageError
from translit.resources import read_data


@dataclass(frozen=True, slots=True, repr=False)
class Convention:
    """A romanization convention: a column of one or several matrices.

    ``source`` is the norm it was checked against, ``""`` for the usage of a press; ``used`` language codes or words for who
    writes so; ``letters`` the ISO 15924 code of the letters it writes.

    >>> tables().conventions["bgn"]
    Convention('bgn', 'BGN/PCGN')
    """

    id: str
    name: str
    short: str
    source: str
    used: tuple[str, ...]
    letters: str = "Latn"

    def __repr__(self) -> str:
        return f"Convention({self.id!r}, {self.name!r})"


class Row(NamedTuple):
    """Letters in a context, and what each convention writes for them.

    ``before`` and ``after`` hold the letters that must stand there; ``"#"`` means the edge of the word, ``""`` anything.
    """

    letters: str
    before: str
    after: str
    cells: tuple[str, ...]


class ContextWindow(NamedTuple):
    """The part of a word that decides which row of a letter applies: ``ahead`` letters from it on, and one before it or not.

    ``only`` is the row of a letter that has a single one without context; ``cache`` keeps the row found for each window.
    """

    ahead: int
    behind: bool
    only: Row | None
    cache: dict[str, Row | None]


class Rows(dict[str, tuple[Row, ...]]):
    """Rows by their first letter, in the order in which they are tried."""

    def __init__(self, raw: list[list[Any]]) -> None:
        by_letter: dict[str, list[Row]] = {}
        for letters, before, after, cells in raw:
            by_letter.setdefault(letters[0], []).append(Row(letters, before, after, tuple(cells)))
        super().__init__({first: tuple(rows) for first, rows in by_letter.items()})
        self.windows = {first: _window(rows) for first, rows in self.items()}
        self._capitals: dict[Row, tuple[str, ...]] = {}

    def capitals(self, row: Row) -> tuple[str, ...]:
        """Return the cells of a row, each with a capital first letter."""
        found = self._capitals.get(row)
        if found is None:
            found = self._capitals[row] = tuple([cell[:1].upper() + cell[1:] for cell in row.cells])
        return found


def row_order(row: list[Any]) -> tuple[Any, ...]:
    """Return the place of a row among those that are tried: longest letters first, then the narrower context."""
    letters, before, after = row[:3]
    return -len(letters), -bool(before) - bool(after), before != "#", letters, before, after


def _window(rows: tuple[Row, ...]) -> ContextWindow:
    ahead = max(len(row.letters) + bool(row.after) for row in rows)
    behind = any(row.before for row in rows)
    return ContextWindow(ahead, behind, rows[0] if ahead == 1 and not behind else None, {})


@dataclass(eq=False, repr=False)
class Alternative:
    """Other phonemes that the letters of a language may stand for, as where Russian writes German names.

    Its rows have one cell, the phonemes. A word is read by it only if it has some of ``letters``, in which its rows differ
    from those of the language, ``base``; ``replaced`` are the others. ``penalty`` (0..1) is what its keys take from a
    similarity.
    """

    name: str
    penalty: float
    letters: tuple[str, ...]
    replaced: list[list[Any]]
    base: list[list[Any]]

    @cached_property
    def rows(self) -> Rows:
        """The rows, made when they are first needed: a letter replaced in every context takes all rows with it away."""
        everywhere = [letters for letters, before, after, _ in self.replaced if not before and not after]
        contexts = {tuple(row[:3]) for row in self.replaced}
        kept = [
            [*row[:3], row[3][:1]]
            for row in self.base
            if tuple(row[:3]) not in contexts and not any(letters in row[0] for letters in everywhere)
        ]
        return Rows(sorted([*kept, *self.replaced], key=row_order))


@dataclass(eq=False, repr=False)
class Language:
    """A source language. Its rows are read from ``data/matrix/<code>.json`` when they are first needed.

    A word of unknown language is read in the languages of the lowest ``guess`` whose ``alphabet`` has its letters, unless
    the regular expression ``never`` is found in it. ``abjad`` if short vowels are not written; ``preprocessing`` is what is
    done first (``pinyin``, ``jyutping``, ``kana``, ``jamo``, ``thai``, ``lao``, ``khmer``, ``burmese`` or ``abugida``
    alone or with ``last`` or ``inner``), or ``""``; ``columns`` are the phonemes (``key``) and the conventions.
    """

    code: str
    name: str
    guess: int
    never: str
    script: str
    abjad: bool
    preprocessing: str
    columns: tuple[str, ...]
    alphabet: frozenset[str]

    @cached_property
    def rows(self) -> Rows:
        """The matrix: letters in context, and what each convention writes for them."""
        return Rows(self._matrix["rows"])

    @property
    def syllabic(self) -> bool:
        """True if the matrix has syllables, into which Latin words are then divided, too."""
        return self.preprocessing in ("pinyin", "jyutping", "kana", "jamo")

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """Other phonemes that the letters of the language may stand for."""
        found = self._matrix["alternatives"].items()
        base = self._matrix["rows"]
        return tuple(Alternative(name, a["penalty"], tuple(a["letters"]), a["rows"], base) for name, a in found)

    @cached_property
    def _matrix(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(read_data(f"matrix/{self.code}.json"))
        return loaded

    def column(self, convention: str) -> int:
        """Return the index of a convention's cells; raises :class:`~translit.errors.UnknownConventionError`."""
        try:
            return self.columns.index(convention)
        except ValueError:
            known = ", ".join(self.conventions)
            raise UnknownConventionError(f"{self.name} has no convention {convention!r}; it has {known}") from None

    @property
    def conventions(self) -> tuple[str, ...]:
        """The ids of the conventions of this language."""
        return tuple(c for c in self.columns if c != "key")


class Unit(NamedTuple):
    """Letters that an orthography takes together: after a vowel (``~``), at an edge (``^``, ``$``), before other letters."""

    letters: str
    before: str
    after: str
    phonemes: str


@dataclass(eq=False, repr=False)
class Orthography:
    """The phonemes that Latin letters stand for in the spelling of one language or press.

    ``penalty`` (0..1) is what the keys that it gives take from a similarity. Patterns are compiled when first needed.
    """

    id: str
    name: str
    penalty: float
    raw: dict[str, Any]

    @cached_property
    def cue(self) -> re.Pattern[str] | None:
        """What a syllable must contain for the orthography to be tried on its word; ``None`` if nothing."""
        return re.compile(self.raw["cue"]) if self.raw["cue"] else None

    @cached_property
    def form(self) -> re.Pattern[str] | None:
        """What the whole word must match besides; ``None`` if nothing."""
        return re.compile(self.raw["form"]) if self.raw["form"] else None

    @cached_property
    def units(self) -> dict[str, tuple[Unit, ...]]:
        """The units by their letters, the narrowest context first."""
        return {k: tuple([Unit(k, *unit) for unit in found]) for k, found in self.raw["units"].items()}

    @cached_property
    def longest(self) -> dict[str, int]:
        """The length of the longest unit by its first letter."""
        longest: dict[str, int] = {}
        for letters in self.units:
            longest[letters[0]] = max(len(letters), longest.get(letters[0], 0))
        return longest

    @cached_property
    def context_free(self) -> dict[str, str]:
        """The phonemes of the units that have the same ones everywhere."""
        return {k: u[0].phonemes for k, u in self.units.items() if not u[0].before and not u[0].after}

    @cached_property
    def single(self) -> dict[str, str]:
        """The phonemes of letters that begin no longer unit and have the same ones everywhere; a cache for others."""
        free = self.context_free
        return {letter: free[letter] for letter, n in self.longest.items() if n == 1 and letter in free}

    @cached_property
    def has_silent_letters(self) -> bool:
        """True if some letters stand for no phoneme, so that the vowels of two syllables may meet."""
        return any(phonemes == "" for found in self.raw["units"].values() for _, _, phonemes in found)


Rewrite = tuple[tuple[frozenset[str], re.Pattern[str], str], ...]
"""Phonemes of which one must be there, patterns over phonemes and their replacements, in order."""


@dataclass(eq=False, repr=False)
class PhoneticRule:
    """A named rule that makes the keys of two spellings meet: level 1 in every key, 2 and 3 in explanations only."""

    id: str
    level: int
    rule: str
    raw: list[tuple[str, str, str]]

    @cached_property
    def rewrite(self) -> Rewrite:
        """What the rule does to phonemes."""
        return tuple((frozenset(needs), re.compile(pattern), new) for needs, pattern, new in self.raw)


class PhonemeCosts(NamedTuple):
    """Costs of the phoneme distance, in whole edits; what is not listed costs 1. See ``data/table/phoneme_costs.yaml``."""

    pairs: dict[str, dict[str, float]]
    gaps: dict[str, float]
    swap: float
    cheap: float
    first: float


@dataclass(eq=False, repr=False)
class Tables:
    """All data of the table: conventions, matrices, orthographies, phonetic rules, phoneme costs, family names."""

    conventions: dict[str, Convention]
    languages: dict[str, Language]
    orthographies: tuple[Orthography, ...]
    rules: tuple[PhoneticRule, ...]
    phoneme_costs: PhonemeCosts
    surnames: dict[str, dict[str, str]]
    """Family names that are written before the given name without a space, each with its reading, by language."""
    customary: dict[str, dict[str, str]]
    """The spellings of these names in Latin and Cyrillic letters, the most usual first."""

    lookaheads: frozenset[str]
    """The letters of the next syllable that some orthography depends on."""

    signatures: dict[str, str]
    """One character per orthography for each letter: equal where orthographies read all units that it begins alike."""

    @cached_property
    def cued(self) -> dict[str, int]:
        """For each letter the orthographies, as bits, whose cue may match where it is; ``""`` for any letter."""
        found: dict[str, int] = {}
        for r, orthography in enumerate(self.orthographies):
            for letter in orthography.raw["needs"] or [""]:
                found[letter] = found.get(letter, 0) | 1 << r
        return found

    def language(self, code: str) -> Language:
        """Return the language with this code; raises :class:`~translit.errors.UnknownLanguageError`."""
        try:
            return self.languages[code]
        except KeyError:
            known = ", ".join(sorted(self.languages))
            raise UnknownLanguageError(f"no matrix for language {code!r}; there are {known}") from None


VOWELS = "aeiouyjw" + "".join(
    c
    for c in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
    if c.islower() and unicodedata.normalize("NFD", c)[0] in "aeiouyjwæœøəı"
)
"""Latin letters that carry a syllable in some orthography; w, y and j among them."""


@cache
def tables() -> Tables:
    """Return the table that ships with the package, loaded once.

    >>> tables().languages["be"].name, len(tables().languages["be"].conventions) > 10
    ('Belarusian', True)
    """
    raw = json.loads(read_data("table.json"))
    return Tables(
        conventions={
            k: Convention(k, v["name"], v["short"], v.get("source", ""), tuple(v["used"]), v.get("letters", "Latn"))
            for k, v in raw["conventions"].items()
        },
        languages={
            code: Language(code, **{**meta, "columns": tuple(meta["columns"]), "alphabet": frozenset(meta["alphabet"])})
            for code, meta in raw["languages"].items()
        },
        orthographies=tuple(Orthography(o["id"], o["name"], o["penalty"], o) for o in raw["orthographies"]),
        rules=tuple(PhoneticRule(r["id"], r["level"], r["rule"], r["rewrite"]) for r in raw["rules"]),
        phoneme_costs=PhonemeCosts(**raw["phoneme_costs"]),
        surnames=raw["surnames"],
        customary=raw["customary"],
        lookaheads=frozenset(raw["lookaheads"]),
        signatures=raw["signatures"],
    )
