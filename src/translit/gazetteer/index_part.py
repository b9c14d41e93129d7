"""What some entities add to an index: rows and table entries, with numbers of their own for forms and words.

Parts are read in one process or in several; :mod:`translit.gazetteer.index_build` joins them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from translit.errors import AliasFileError, Problem
from translit.gazetteer.hash_tables import table_entry
from translit.gazetteer.index import COUNTRY, LOWER_CASE, SHORT_FORM, UNSPACED, entity_to_json
from translit.gazetteer.listed_words import ListedWord, listed_word
from translit.gazetteer.skeleton_pairs import classes
from translit.gazetteer.surface_forms import ListedName, listed_names
from translit.gazetteer.written_variants import written_variants
from translit.limits import MOST_NAMES
from translit.model import Entity
from translit.names.countries import country_of, languages_of
from translit.names.parse import ROLES, parse_name
from translit.names.short_forms import short_forms
from translit.table.words import Word
from translit.text.han import is_han
from translit.text.lexicon import lexicon
from translit.text.tokens import fold_words, is_small

_NUMBER = {role: number for number, role in enumerate(ROLES)}
_NOTHING = ListedWord({}, (), array("I"))


class NewWord(NamedTuple):
    """A word that a reader meets first: what tells it from others, its row, and what an index stores of it.

    ``key`` is text, language, and True for acronyms, which are never found by their sound.
    """

    key: tuple[str, str | None, bool]
    row: bytes
    folded: str
    hashes: array[int]
    skeletons: tuple[str, ...]


class Part:
    """Rows and table entries. Words have the numbers of their reader, forms begin at 0."""

    def __init__(self) -> None:
        self.records, self.record_sizes = bytearray(), array("I")
        self.forms = array("I")  # of each entity
        self.form_place, self.form_sizes = array("H"), array("I")
        self.form_words, self.form_roles = array("I"), bytearray()
        self.words: list[NewWord] = []
        self.given: dict[int, tuple[str, ...]] = {}  # the classes of given names, by word
        self.exact, self.written = array("Q"), array("Q")
        self.firsts: dict[str, int] = {}
        self.lower_case_first_words: set[str] = set()


class Reader:
    """Reads parts one after the other: of a word that several have only the first one tells."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str | None, bool], int] = {}
        self._given: set[int] = set()
        self._part = Part()

    def read(self, entities: Iterable[Entity]) -> Part:
        """Return the part of some entities with all their names."""
        part = self._part = Part()
        for entity in entities:
            self._add(entity)
        return part

    def _add(self, entity: Entity) -> None:
        """Add an entity; of names with the same folded words only the first is kept.

        An acronym that some write as a word is kept both ways, *NATO* and *Nato*, and neither is spelled otherwise.
        """
        part = self._part
        record = entity_to_json(entity)
        part.records += record
        part.record_sizes.append(len(record))
        seen: set[tuple[tuple[str, ...], bool]] = set()
        names = list(listed_names(entity))
        if len(names) > MOST_NAMES:
            raise AliasFileError("<entities>", [Problem(1, 1, f"{entity.id!r} has more than {MOST_NAMES:,} names")])
        acronyms = {fold_words(listed.text) for listed in names if listed.is_acronym(entity.type)}
        for place, listed in enumerate(names):
            folded = fold_words(listed.text)
            kept = folded, listed.is_acronym(entity.type)
            if folded and kept not in seen:
                seen.add(kept)
                part.form_place.append(place)
                self._add_words(entity, listed, folded in acronyms)
                self._add_keys(entity, listed, folded)
        part.forms.append(len(seen))

    def _add_words(self, entity: Entity, listed: ListedName, acronym: bool) -> None:
        """Add the words of the last form."""
        part = self._part
        name = parse_name(listed.text, entity.type, listed.lang)
        for piece in name.parts:
            key = piece.word.text, listed.lang, acronym
            if (number := self._numbers.get(key)) is None:
                number = self._numbers[key] = len(self._numbers)
                part.words.append(_new_word(key, piece.word))
            part.form_words.append(number)
            part.form_roles.append(_NUMBER[piece.role])
            if piece.role == "given" and number not in self._given:
                self._given.add(number)
                part.given[number] = tuple(classes(piece.word))
        part.form_sizes.append(len(name.parts))

    def _add_keys(self, entity: Entity, listed: ListedName, folded: tuple[str, ...]) -> None:
        """Add the keys of the last form that come from its text."""
        part, text = self._part, listed.text
        number = len(part.form_place) - 1
        has_article = folded[0] in lexicon().optional_articles and len(folded) > 2
        for words in (folded, folded[1:]) if has_article else (folded,):
            self._add_exact(number, words)
            if len(words) > 2:
                self._add_length(" ".join(words[:2]), len(words))
        if all(map(is_han, folded[-1])):  # a name, or the family name of a foreign one: 弗拉基米尔·普京
            self._add_length(UNSPACED + folded[-1][0], len(folded[-1]))
        for short in short_forms(text, entity.type):
            self._add_exact(number, short.words, SHORT_FORM)
        if entity.type != "person" and is_small(text[0]) and text == text.lower():
            self._add_exact(number, text.split(), LOWER_CASE)
            part.lower_case_first_words.add(text.split()[0])
        if entity.type == "place" and (code := country_of(" ".join(folded))):
            part.exact.append(table_entry(COUNTRY + code, number))
        if not _is_exonym(entity, listed):
            spellings = written_variants(text, entity.type, listed.lang)
            part.written.extend([table_entry(" ".join(words), number) for words in spellings])

    def _add_exact(self, number: int, words: Sequence[str], prefix: str = "") -> None:
        self._part.exact.append(table_entry(prefix + " ".join(words), number))
        self._add_length(prefix + words[0], len(words))

    def _add_length(self, first: str, length: int) -> None:
        firsts = self._part.firsts
        firsts[first] = firsts.get(first, 0) | 1 << min(length, 31)


def _new_word(key: tuple[str, str | None, bool], made: Word) -> NewWord:
    text, lang, acronym = key
    listed = _NOTHING if acronym else listed_word(made)
    fields = [text, lang or ""]
    for strict, penalty in sorted(listed.keys.items()):
        fields += [strict, str(round(penalty * 100))]
    row = "\t".join(fields).encode("utf-8", "surrogatepass")
    return NewWord(key, row, made.folded, listed.hashes, listed.skeletons)


def _is_exonym(entity: Entity, listed: ListedName) -> bool:
    """Return True if a thing is called so in other countries only: nobody writes Houston by romanizing *Хьюстон*.

    Nor does anybody write a person's name by romanizing the one word that it is elsewhere: *プーチン*.
    """
    if listed.kind != "native" or not entity.country or listed.lang is None:
        return False
    if entity.type == "person" and len(fold_words(listed.text)) > 1:
        return False
    return listed.lang not in languages_of(entity.country)
