"""Compiles the bodies of states and the adjectives of countries, with all their forms; an error names the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from build_data.table import read_tsv, read_yaml
from translit.errors import DataError
from translit.names.state_bodies import forms
from translit.text.tokens import fold_words


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
        kinds = {kind: names.get(lang, []) for kind, names in about["kinds"].items()}
        countries = {row[0]: row[column].split("; ") for row in rows}
        for path, cells in ((bodies, kinds), (adjectives, countries)):
            _check(path, lang, {meaning: forms(found, endings) for meaning, found in cells.items()})
        found[lang] = {
            "bodies": kinds,
            "adjectives": countries,
            "endings": endings,
            "of": [" ".join(fold_words(words)) for words in about["of"].get(lang, [])],
            "follows": lang in about["follows"],
            "alone": about["alone"],
            "parts": [" ".join(fold_words(word)) for word in about["parts"].get(lang, [])],
        }
    return found


def folded_adjectives(bodies: dict[str, Any]) -> dict[str, str]:
    """Return every form of the adjectives of countries, folded, as the keys of a map."""
    lists = [lists for lang, lists in bodies.items() if lang != "*"]
    found = (forms(cells, about["endings"]) for about in lists for cells in about["adjectives"].values())
    return {" ".join(fold_words(form)): "" for some in found for form in some}


def _check(path: Path, lang: str, meanings: dict[str, list[str]]) -> None:
    """Raise an error if a form means two things."""
    seen: dict[tuple[str, ...], str] = {}
    for meaning, found in meanings.items():
        for form in found:
            if seen.setdefault(fold_words(form), meaning) != meaning:
                raise DataError(f"{path}: {form!r} ({lang}) is {seen[fold_words(form)]!r} and {meaning!r}")
