"""The compiled table (``src/translit/data/table.json``) as objects. ``translit.build`` makes it from ``data/table/``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from translit.errors import UnknownConventionError, UnknownLanguageError


@dataclass(frozen=True, slots=True)
class Convention:
    """A way to write one language in Latin letters: a column of a matrix."""

    id: str
    name: str
    short: str
    source: str
    used: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Letters in a context, and what each convention writes for them.

    ``before`` and ``after`` hold the letters that must stand there; ``"#"`` means the edge of the word, ``""`` anything.
    """

    letters: str
    before: str
    after: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A source language: its matrix, column by column."""

    code: str
    name: str
    guess: int
    script: str
    columns: tuple[str, ...]
    rows: dict[str, tuple[Row, ...]]  # by first letter, in the order in which they are tried
    alphabet: frozenset[str]

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


@dataclass(frozen=True, slots=True)
class Reading:
    """What Latin letters sound like in one writer's orthography."""

    id: str
    name: str
    cue: re.Pattern[str] | None
    doubt: float
    pattern: re.Pattern[str]
    sounds: dict[str, str]
    final: dict[str, str]


@dataclass(frozen=True, slots=True)
class Fold:
    """A named, priced rule that lets two keys meet."""

    id: str
    level: int
    rule: str
    example: str
    cost: float
    rewrite: tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class GivenName:
    """A set of given names that count as one across languages, with their short forms."""

    id: str
    gender: str
    forms: tuple[tuple[str, tuple[str, ...]], ...]  # (language or "latin" or "short", forms)


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that the table knows."""

    conventions: dict[str, Convention]
    languages: dict[str, Language]
    readings: tuple[Reading, ...]
    folds: tuple[Fold, ...]
    prices: dict[str, float]
    given_names: tuple[GivenName, ...]

    @property
    def doubts(self) -> dict[str, float]:
        """The readings that are not certain, and by how much."""
        return {r.id: r.doubt for r in self.readings if r.doubt}

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
            k: Convention(k, v["name"], v["short"], v.get("source", ""), tuple(v["used"]))
            for k, v in raw["conventions"].items()
        },
        languages={k: _language(k, v) for k, v in raw["languages"].items()},
        readings=tuple(_reading(r) for r in raw["readings"]),
        folds=tuple(
            Fold(
                f["id"],
                f["level"],
                f["rule"],
                f["example"],
                f["cost"],
                tuple((re.compile(pattern), new) for pattern, new in f["rewrite"]),
            )
            for f in raw["folds"]
        ),
        prices=raw["prices"],
        given_names=tuple(
            GivenName(g["id"], g["gender"], tuple((k, tuple(v)) for k, v in g["forms"].items()))
            for g in raw["given_names"]
        ),
    )


def _language(code: str, raw: dict[str, Any]) -> Language:
    rows: dict[str, list[Row]] = {}
    for letters, before, after, cells in raw["rows"]:
        rows.setdefault(letters[0], []).append(Row(letters, before, after, tuple(cells)))
    return Language(
        code=code,
        name=raw["name"],
        guess=raw["guess"],
        script=raw["script"],
        columns=tuple(raw["columns"]),
        rows={k: tuple(v) for k, v in rows.items()},
        alphabet=frozenset("".join(r[0] for r in raw["rows"])),
    )


def _reading(raw: dict[str, Any]) -> Reading:
    inner = {k: v for k, v in raw["map"].items() if not k.endswith("$")}
    final = {k[:-1]: v for k, v in raw["map"].items() if k.endswith("$")}
    longest = sorted(inner, key=lambda k: (-len(k), k))
    ends = "|".join(sorted(final, key=lambda k: (-len(k), k)))
    pattern = (f"(?:{ends})$|" if ends else "") + "|".join(longest) + "|."
    return Reading(
        id=raw["id"],
        name=raw["name"],
        cue=re.compile(raw["cue"]) if raw["cue"] else None,
        doubt=raw["doubt"],
        pattern=re.compile(pattern),
        sounds=inner,
        final=final,
    )


@cache
def tables() -> Tables:
    """The table that ships with the package, loaded once."""
    return parse(json.loads(files("translit").joinpath("data/table.json").read_bytes()))
