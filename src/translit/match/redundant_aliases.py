"""Checking an alias file for redundant aliases: spellings that the table generates or that matching recognizes."""

from __future__ import annotations

from pathlib import Path

from translit.config import Config
from translit.errors import AliasFileError, Problem
from translit.gazetteer import Gazetteer, alias_file
from translit.gazetteer.records import Place
from translit.gazetteer.surface_forms import SurfaceForm, is_like_acronym
from translit.match.alignment import align, in_other_order
from translit.match.compare import compare
from translit.match.spelling_reasons import explain_names
from translit.model import Alias, Entity
from translit.names.given_names import may_be_near
from translit.names.parse import parse_name
from translit.table.words import SAME_VARIANT, similarity, word
from translit.text.tokens import fold_words

_SURE = 0.9
"""The score of a comparison from which an alias tells nothing new: below, it makes a doubtful spelling a certain one."""


def check(path: str | Path) -> Gazetteer:
    """Return the gazetteer of an alias file; an ``AliasFileError`` has all faults, or all redundant aliases, at once."""
    read = alias_file.read(path)
    gazetteer = Gazetteer(read.entities)
    problems = []
    for entity in read.entities:
        own = [f for f in gazetteer.forms_of(entity.id) if f.kind in ("name", "native")]
        for alias in entity.aliases:
            if reason := _redundant(alias, entity, own):
                line, column, file = read.places.get((entity.id, "aliases", alias.text), Place())
                message = f"alias {alias.text!r} {reason}; take it out, the rules find it"
                problems.append(Problem(line, column, message, file))
    if problems:
        raise AliasFileError(read.source, problems)
    return gazetteer


def _redundant(alias: Alias, entity: Entity, own: list[SurfaceForm]) -> str:
    """Return why an alias is redundant beside its entity's ``own`` names; ``""`` if it is not."""
    folded = fold_words(alias.text)
    query = parse_name(alias.text, entity.type)
    if entity.type != "person":  # an acronym that some write as a word is listed both ways: NATO, Nato
        own = [form for form in own if form.is_acronym == is_like_acronym(alias.text)]
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
        # In text, names are searched by the sound of their words: St. does not lead to Saint, although it means the same. In
        # another order, words must be nearly the same: Partido Republicano does not lead to Republican Party.
        in_order = pairs and not in_other_order(pairs, words)
        is_found = in_order and all(may_be_near(p.left.word, p.right.word) for p in pairs)
        is_complete = is_found and not only_alias and not only_form
        if is_complete and compare(alias.text, form.text, entity.type, Config()).score >= _SURE:
            return f"is a spelling of {form.text!r}: {explain_names(query, form.name)}"
    return ""
