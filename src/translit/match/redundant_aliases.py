"""Checking an alias file for redundant aliases: spellings that the table generates or that matching recognizes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from translit.config import Config
from translit.errors import AliasFileError, Problem
from translit.gazetteer import Gazetteer, alias_file
from translit.gazetteer.alias_file import AliasFile
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.alignment import align
from translit.match.compare import compare
from translit.match.explain import explain_names
from translit.model import Alias, Entity
from translit.names.parse import parse_name
from translit.table.words import SAME_VARIANT, similarity, word
from translit.text.tokens import fold_words


def check(path: str | Path) -> Gazetteer:
    """Return the gazetteer of an alias file in which nothing is wrong and no alias is redundant.

    Raises
    ------
    ReadError, AliasFileError
        If the file cannot be read, or with all its faults at once.
    """
    read = alias_file.read(path)
    gazetteer = Gazetteer(read.entities)
    problems = list(redundant(read, gazetteer))
    if problems:
        raise AliasFileError(read.source, problems)
    return gazetteer


def redundant(read: AliasFile, gazetteer: Gazetteer) -> Iterator[Problem]:
    """Yield a problem for every alias that is a spelling of the entity's own name."""
    for entity in read.entities:
        own = [f for f in gazetteer.forms_of(entity.id) if f.kind in ("name", "native")]
        for alias in entity.aliases:
            if reason := _redundant(alias, entity, own):
                line, column = read.places.get(("aliases", alias.text), (1, 1))
                yield Problem(line, column, f"alias {alias.text!r} {reason}; take it out, the rules find it")


def _redundant(alias: Alias, entity: Entity, own: list[SurfaceForm]) -> str:
    """Why an alias is redundant beside some other names of its entity; ``""`` if it is not."""
    folded = fold_words(alias.text)
    query = parse_name(alias.text, entity.type)
    for form in own:
        words = form.name.parts
        if fold_words(form.text) == folded:
            return f"has the letters of {form.text!r}"
        if len(words) == len(query.parts) and all(
            similarity(word(p.word.text), q.word) >= SAME_VARIANT for p, q in zip(query.parts, words, strict=True)
        ):
            return f"is generated: {explain_names(query, form.name)}"
    for form in own:
        words = form.name.parts
        if len(words) == 1 and entity.type != "person":
            continue  # in text, organizations and places of one word are found in listed and generated spellings only
        pairs, only_alias, only_form = align(query.parts, words)
        is_complete = pairs and not only_alias and not only_form
        if is_complete and compare(alias.text, form.text, entity.type, Config()).same:
            return f"is a spelling of {form.text!r}: {explain_names(query, form.name)}"
    return ""
