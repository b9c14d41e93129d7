"""Compiles the bodies of states and the adjectives of countries, with all their forms; an error names the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from build_data.table import read_tsv, read_yaml
from translit.errors import DataError
from translit.text.tokens import fold_words

_CHOICE = re.compile(r"\{([^{}]*)\}")


def compile_state_bodies(bodies: Path, adjectives: Path) -> dict[str, Any]:
    """Return the phrases of each language, and by ``*`` the English names with which gazetteers list each kind of body.

    Raises
    ------
    DataError
        If a file is missing or malformed, or a phrase means two kinds or countries.
    """
    about = read_yaml(bodies)
    header, rows = read_tsv(adjectives)
    found: dict[str, Any] = {"*": {"listed": {kind: sorted(names["listed"]) for kind, names in about["kinds"].items()}}}
    for column, lang in enumerate(header[1:], start=1):
        endings = about["endings"].get(lang, [])
        kinds = {kind: names.get(lang, []) for kind, names in about["kinds"].items()}
        countries = {row[0]: row[column].split("; ") for row in rows}
        of_kinds, of_countries = (
            {meaning: forms(found, endings) for meaning, found in cells.items()} for cells in (kinds, countries)
        )
        _check(bodies, lang, of_kinds)
        _check(adjectives, lang, of_countries)
        if lang == "en":
            found["*"]["adjectives"] = of_countries
        found[lang] = {
            "bodies": _phrases(of_kinds),
            "adjectives": _phrases(of_countries),
            "small": " ".join(_small_first_words([*of_kinds.values(), *of_countries.values()])),
            "of": [" ".join(fold_words(words)) for words in about["of"].get(lang, [])],
            "follows": lang in about["follows"],
            "alone": about["alone"],
            "parts": [" ".join(fold_words(word)) for word in about["parts"].get(lang, [])],
        }
    return found


def folded_adjectives(bodies: dict[str, Any]) -> dict[str, str]:
    """Return every form of the adjectives of countries, folded, as the keys of a map."""
    lists = [lists["adjectives"].values() for lang, lists in bodies.items() if lang != "*"]
    return {phrase: "" for found in lists for joined in chain(*found) for phrase in joined.split(";") if phrase}


def forms(cells: Iterable[str], endings: Sequence[str]) -> list[str]:
    """Return everything that cells of the lists stand for.

    >>> forms(["русск-", "МИД{,а}"], ["ий", "ая"])
    ['русский', 'русская', 'МИД', 'МИДа']
    """
    with_endings = [cell.removesuffix("-") + f"{{{','.join(endings)}}}" * cell.endswith("-") for cell in cells]
    return [*dict.fromkeys(form for cell in with_endings for form in _choices(cell))]


def _choices(cell: str) -> list[str]:
    choice = _CHOICE.search(cell)
    if choice is None:
        return [cell]
    before, after = cell[: choice.start()], cell[choice.end() :]
    return [form for part in choice[1].split(",") for form in _choices(before + part + after)]


def _phrases(forms_of: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return, by meaning, the folded phrases that begin without a capital, with one and with two, each joined by ``;``."""
    found = {
        " ".join(fold_words(form)): (meaning, form[0].isupper() + form[:2].isupper())
        for meaning, written in forms_of.items()
        for form in written
    }
    meanings = dict.fromkeys(meaning for meaning, _ in found.values())
    return {
        meaning: [";".join(p for p, told in found.items() if told == (meaning, capitals)) for capitals in range(3)]
        for meaning in meanings
    }


def _small_first_words(forms_of: list[list[str]]) -> list[str]:
    """Return the first words of forms without a capital, with either apostrophe."""
    small = {form.split()[0] for written in forms_of for form in written if form[0].islower()}
    return sorted({w for word in small for w in (word, word.replace("’", "'"))})


def _check(path: Path, lang: str, meanings: dict[str, list[str]]) -> None:
    """Raise an error if a form means two things."""
    seen: dict[tuple[str, ...], str] = {}
    for meaning, found in meanings.items():
        for form in found:
            if seen.setdefault(fold_words(form), meaning) != meaning:
                raise DataError(f"{path}: {form!r} ({lang}) is {seen[fold_words(form)]!r} and {meaning!r}")
