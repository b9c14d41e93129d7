"""Compiles the bodies of states and the adjectives of countries, with all their forms; an error names the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    found: dict[str, Any] = {"*": {kind: sorted(names["listed"]) for kind, names in about["kinds"].items()}}
    for column, lang in enumerate(header[1:], start=1):
        endings = about["endings"].get(lang, [])
        kinds = {kind: _forms(names.get(lang, []), []) for kind, names in about["kinds"].items()}
        countries = {row[0]: _forms(row[column].split("; "), endings) for row in rows}
        for path, meanings in ((bodies, kinds), (adjectives, countries)):
            _check(path, lang, meanings)
        found[lang] = {
            "bodies": kinds,
            "adjectives": countries,
            "of": [" ".join(fold_words(words)) for words in about["of"].get(lang, [])],
            "follows": lang in about["follows"],
        }
    return found


def folded_adjectives(bodies: dict[str, Any]) -> dict[str, str]:
    """Return every form of the adjectives of countries, folded, as the keys of a map."""
    lists = (lists["adjectives"] for lang, lists in bodies.items() if lang != "*")
    return {" ".join(fold_words(form)): "" for found in lists for forms in found.values() for form in forms}


def _forms(cells: Iterable[str], endings: list[str]) -> list[str]:
    """Return everything that cells stand for.

    >>> _forms(["русск-", "МИД{,а}"], ["ий", "ая"])
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


def _check(path: Path, lang: str, meanings: dict[str, list[str]]) -> None:
    """Raise an error if a form means two things."""
    seen: dict[tuple[str, ...], str] = {}
    for meaning, forms in meanings.items():
        for form in forms:
            if seen.setdefault(fold_words(form), meaning) != meaning:
                raise DataError(f"{path}: {form!r} ({lang}) is {seen[fold_words(form)]!r} and {meaning!r}")
