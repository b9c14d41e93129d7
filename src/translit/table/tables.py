"""The compiled table (``src/translit/data/table.json``) as objects. ``make data`` makes it from ``data/table/``."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

from translit.errors import UnknownConventionError, UnknownLanguageError
from translit.resources import read_data


@dataclass(frozen=True, slots=True)
class Convention:
    """A way to write one language in Latin letters: a column of a matrix."""

    id: str
    name: str
    short: str
    source: str
    used: tuple[str, ...]
    letters: str = "Latn"


class Row(NamedTuple):
    """Letters in a context, and what each convention writes for them.

    ``before`` and ``after`` hold the letters that must stand there; ``"#"`` means the edge of the word, ``""`` anything.
    """

    letters: str
    before: str
    after: str
    cells: tuple[str, ...]


class Look(NamedTuple):
    """What must be seen to choose among the rows of one letter: so many letters from it on, and the one before it or not.

    ``only`` is the row of a letter that has one, whatever stands beside it; ``met`` remembers which row stood where.
    """

    ahead: int
    behind: bool
    only: Row | None
    met: dict[str, Row | None]


class Rows(dict[str, tuple[Row, ...]]):
    """Rows by their first letter, in the order in which they are tried."""

    def __init__(self, rows: dict[str, tuple[Row, ...]]) -> None:
        super().__init__(rows)
        self.looks = {first: _look(found) for first, found in rows.items()}
        self._capitals: dict[Row, tuple[str, ...]] = {}

    def capitals(self, row: Row) -> tuple[str, ...]:
        """The cells of a row with a capital each."""
        found = self._capitals.get(row)
        if found is None:
            found = self._capitals[row] = tuple([cell[:1].upper() + cell[1:] for cell in row.cells])
        return found


def _look(rows: tuple[Row, ...]) -> Look:
    ahead = max(len(row.letters) + bool(row.after) for row in rows)
    behind = any(row.before for row in rows)
    return Look(ahead, behind, rows[0] if ahead == 1 and not behind else None, {})


@dataclass(frozen=True)
class Heard:
    """Another way the letters of a language may be meant: rows with one cell, the phonemes, and how doubtful that is.

    A word is heard otherwise only if it has some of the letters ``where`` the rows differ from those of the language.
    """

    name: str
    doubt: float
    where: tuple[str, ...]
    raw: list[list[Any]]

    @cached_property
    def rows(self) -> Rows:
        """The rows, made when they are first needed."""
        return _rows(self.raw)


@dataclass(frozen=True)
class Language:
    """A source language. Its rows are read from ``data/matrix/<code>.json`` when they are first needed."""

    code: str
    name: str
    guess: int
    never: str
    script: str
    unwritten: bool
    prepare: str
    columns: tuple[str, ...]
    alphabet: frozenset[str]

    @cached_property
    def rows(self) -> Rows:
        """The matrix: letters in context, and what each convention writes for them."""
        return _rows(self._matrix["rows"])

    @cached_property
    def heard(self) -> tuple[Heard, ...]:
        """Other ways the letters of the language may be meant."""
        heard = self._matrix["heard"]
        return tuple(Heard(name, also["doubt"], tuple(also["where"]), also["rows"]) for name, also in heard.items())

    @cached_property
    def _matrix(self) -> dict[str, Any]:
        loaded: dict[str, Any] = _load(f"matrix/{self.code}.json")
        return loaded

    def column(self, convention: str) -> int:
        """The index of a convention's cells; raises :class:`~translit.errors.UnknownConventionError`."""
        try:
            return self.columns.index(convention)
        except ValueError:
            known = ", ".join(c for c in self.columns if c != "key")
            raise UnknownConventionError(f"{self.name} has no convention {convention!r}; it has {known}") from None

    @property
    def conventions(self) -> tuple[str, ...]:
        """The ids of the conventions of this language."""
        return tuple(c for c in self.columns if c != "key")


class Unit(NamedTuple):
    """Letters that one reading takes together: after a vowel (``~``), at an edge (``^``, ``$``), before other letters."""

    letters: str
    before: str
    after: str
    sound: str


@dataclass(frozen=True)
class Reading:
    """What Latin letters sound like in one writer's orthography. Its patterns are compiled when they are first needed."""

    id: str
    name: str
    level: int
    doubt: float
    raw: dict[str, Any]

    @cached_property
    def cue(self) -> re.Pattern[str] | None:
        """What a syllable must show for the reading to be tried on its word."""
        return re.compile(self.raw["cue"]) if self.raw["cue"] else None

    @cached_property
    def form(self) -> re.Pattern[str] | None:
        """What the whole word must show besides."""
        return re.compile(self.raw["form"]) if self.raw["form"] else None

    @cached_property
    def units(self) -> dict[str, tuple[Unit, ...]]:
        """What each group of letters stands for, the narrowest context first."""
        return {k: tuple([Unit(k, *unit) for unit in found]) for k, found in self.raw["units"].items()}

    @cached_property
    def longest(self) -> dict[str, int]:
        """How many letters the longest group has that begins with a letter."""
        longest: dict[str, int] = {}
        for letters in self.units:
            longest[letters[0]] = max(len(letters), longest.get(letters[0], 0))
        return longest

    @cached_property
    def alone(self) -> dict[str, str]:
        """The sounds of the letters that begin no longer group and sound the same everywhere."""
        return {letter: self.free[letter] for letter, n in self.longest.items() if n == 1 and letter in self.free}

    @cached_property
    def free(self) -> dict[str, str]:
        """The sounds of the groups of letters that sound the same everywhere."""
        return {k: u[0].sound for k, u in self.units.items() if not u[0].before and not u[0].after}

    @cached_property
    def other(self) -> dict[str, str]:
        """The sounds of letters met that the reading does not list."""
        return {}

    @cached_property
    def silent(self) -> bool:
        """Whether some letters are not heard, so that two syllables may meet in one vowel."""
        return any(sound == "" for found in self.raw["units"].values() for _, _, sound in found)


Rewrite = tuple[tuple[frozenset[str], re.Pattern[str], str], ...]
"""Phonemes of which one must be there, patterns over phonemes and what they become, in order."""


@dataclass(frozen=True)
class Fold:
    """A named, priced rule that lets two keys meet."""

    id: str
    level: int
    rule: str
    example: str
    cost: float
    raw: list[tuple[str, str, str]]

    @cached_property
    def rewrite(self) -> Rewrite:
        """What the rule does to phonemes."""
        return tuple((frozenset(needs), re.compile(pattern), new) for needs, pattern, new in self.raw)


@dataclass(frozen=True)
class Tables:
    """Everything that the table knows."""

    conventions: dict[str, Convention]
    languages: dict[str, Language]
    readings: tuple[Reading, ...]
    folds: tuple[Fold, ...]
    prices: dict[str, float]
    surnames: dict[str, dict[str, str]]
    hanja: dict[str, str]

    lookaheads: frozenset[str]
    """The letters that some reading must see after a syllable."""

    alike: dict[str, str]
    """For each letter a sign for every reading: readings with one sign take the letter, and what it begins, alike."""

    @cached_property
    def cued(self) -> dict[str, int]:
        """For each letter the readings, as bits, whose cue may be found where it is; ``""`` for any letter."""
        found: dict[str, int] = {}
        for r, reading in enumerate(self.readings):
            for letter in reading.raw["needs"] or [""]:
                found[letter] = found.get(letter, 0) | 1 << r
        return found

    def language(self, code: str) -> Language:
        """The language with this code; raises :class:`~translit.errors.UnknownLanguageError`."""
        try:
            return self.languages[code]
        except KeyError:
            raise UnknownLanguageError(
                f"no matrix for language {code!r}; there are {', '.join(sorted(self.languages))}"
            ) from None


def parse(raw: dict[str, Any]) -> Tables:
    """Make the objects of a compiled table."""
    return Tables(
        conventions={
            k: Convention(k, v["name"], v["short"], v.get("source", ""), tuple(v["used"]), v.get("letters", "Latn"))
            for k, v in raw["conventions"].items()
        },
        languages={
            code: Language(code, **{**meta, "columns": tuple(meta["columns"]), "alphabet": frozenset(meta["alphabet"])})
            for code, meta in raw["languages"].items()
        },
        readings=tuple(Reading(r["id"], r["name"], r["level"], r["doubt"], r) for r in raw["readings"]),
        folds=tuple(Fold(f["id"], f["level"], f["rule"], f["example"], f["cost"], f["rewrite"]) for f in raw["folds"]),
        prices=raw["prices"],
        surnames=raw["surnames"],
        hanja=raw["hanja"],
        lookaheads=frozenset(raw["lookaheads"]),
        alike=raw["alike"],
    )


def _rows(raw: list[list[Any]]) -> Rows:
    rows: dict[str, list[Row]] = {}
    for letters, before, after, cells in raw:
        rows.setdefault(letters[0], []).append(Row(letters, before, after, tuple(cells)))
    return Rows({first: tuple(found) for first, found in rows.items()})


#: Letters that carry a syllable in some orthography; w, y and j among them.
VOWELS = "aeiouyjw" + "".join(
    c
    for c in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
    if c.islower() and unicodedata.normalize("NFD", c)[0] in "aeiouyjwæœøəı"
)


def _load(name: str) -> Any:
    return json.loads(read_data(name))


@cache
def tables() -> Tables:
    """The table that ships with the package, loaded once."""
    return parse(_load("table.json"))
