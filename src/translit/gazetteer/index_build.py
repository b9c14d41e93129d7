"""Compiles the sections of an index from entities; what each section is for stands in :mod:`translit.gazetteer.index`."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from translit.collector import without_collection
from translit.errors import AliasFileError, Problem
from translit.gazetteer.hash_tables import BucketTable, HashTable, table_entry
from translit.gazetteer.index import COUNTRY, GIVEN_NAME, LOWER_CASE, SHORT_FORM, UNSPACED, entity_to_json
from translit.gazetteer.listed_words import listed_word
from translit.gazetteer.skeleton_pairs import classes
from translit.gazetteer.stored_pairs import StoredPairs
from translit.gazetteer.surface_forms import ListedName, listed_names
from translit.gazetteer.written_variants import written_variants
from translit.limits import MOST_NAMES
from translit.model import Entity
from translit.names.countries import country_of, languages_of
from translit.names.given_names import given_name_classes
from translit.names.parse import ROLES, parse_name
from translit.names.short_forms import short_forms
from translit.table.words import Word
from translit.text.fold import script_of
from translit.text.han import is_han
from translit.text.lexicon import lexicon
from translit.text.tokens import fold_words, is_small

Watch = Callable[[Sequence[Entity]], Iterable[Entity]]
"""Returns the same entities, and shows somebody how far their reader is: a progress bar."""


def compile_index(entities: Iterable[Entity], watch: Watch = iter) -> dict[str, bytes]:
    """Return the sections of an index over entities with different ids; their order does not matter."""
    builder = _Builder()
    with without_collection():
        for entity in watch(sorted(entities, key=lambda e: e.id)):
            builder.add(entity)
        return builder.sections()


_ROWS = (
    "records", "record_at", "first_form", "form_entity", "form_words_at", "form_words", "form_roles", "words",
    "word_at",
)  # fmt: skip


class _Builder:
    """Collects the rows and the table entries of an index."""

    def __init__(self) -> None:
        self.records, self.record_at = bytearray(), array("Q", [0])
        self.first_form = array("I")
        self.form_entity, self.form_place = array("I"), array("H")
        self.form_words_at, self.form_words, self.form_roles = array("I", [0]), array("I"), bytearray()
        # The numbers of words by text, language, and True for acronyms, which are never found by their sound.
        self.numbers: dict[tuple[str, str | None, bool], int] = {}
        self.words, self.word_at = bytearray(), array("I", [0])
        self.given: set[int] = set()  # the numbers of given names
        self.exact, self.written, self.spelled, self.sounds = array("Q"), array("Q"), array("Q"), array("Q")
        self.pairs = StoredPairs()
        self.firsts: dict[str, int] = {}
        self.lower_case_first_words: set[str] = set()

    def add(self, entity: Entity) -> None:
        """Add an entity with all its names; of names with the same folded words only the first is kept.

        An acronym that some write as a word is kept both ways, *NATO* and *Nato*, and neither is spelled otherwise.
        """
        self.first_form.append(len(self.form_entity))
        self.records += entity_to_json(entity)
        self.record_at.append(len(self.records))
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
                self.form_entity.append(len(self.first_form) - 1)
                self.form_place.append(place)
                self._add_words(entity, listed, folded in acronyms)
                self._add_keys(entity, listed, folded)

    def _add_words(self, entity: Entity, listed: ListedName, acronym: bool) -> None:
        """Add the words of the last form, and its keys that come from them."""
        name = parse_name(listed.text, entity.type, listed.lang)
        numbers: list[int] = []
        for part in name.parts:
            key = part.word.text, listed.lang, acronym
            if (number := self.numbers.get(key)) is None:
                number = self.numbers[key] = len(self.numbers)
                self._add_word(number, part.word, acronym)
            numbers.append(number)
            self.form_roles.append(ROLES.index(part.role))
            if part.role == "given" and number not in self.given:
                self.given.add(number)
                names = given_name_classes(part.word)
                self.sounds.extend([table_entry(GIVEN_NAME + name, number) for name in names])
                self.pairs.add_given(number, classes(part.word))
        self.form_words.extend(numbers)
        self.form_words_at.append(len(self.form_words))
        if not acronym:
            self.pairs.add_name(len(self.form_entity) - 1, [part.role for part in name.parts], numbers)

    def _add_word(self, number: int, made: Word, acronym: bool) -> None:
        """Add a word to the vocabulary: its text with its phonetic keys, and the entries that lead to it."""
        fields = [made.text, made.lang or ""]
        if not acronym:
            listed = listed_word(made, number)
            for key, penalty in sorted(listed.keys.items()):
                fields += [key, str(round(penalty * 100))]
            self.sounds.extend(listed.entries)
            self.pairs.add_word(number, listed.skeletons)
        self.spelled.append(table_entry(made.folded, number))
        self.words += "\t".join(fields).encode("utf-8", "surrogatepass")
        self.word_at.append(len(self.words))

    def _add_keys(self, entity: Entity, listed: ListedName, folded: tuple[str, ...]) -> None:
        """Add the keys of the last form that come from its text."""
        number, text = len(self.form_entity) - 1, listed.text
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
            self.lower_case_first_words.add(text.split()[0])
        if entity.type == "place" and (code := country_of(" ".join(folded))):
            self.exact.append(table_entry(COUNTRY + code, number))
        if not _is_exonym(entity, listed):
            spellings = written_variants(text, entity.type, listed.lang)
            self.written.extend([table_entry(" ".join(words), number) for words in spellings])

    def _add_exact(self, number: int, words: Sequence[str], prefix: str = "") -> None:
        self.exact.append(table_entry(prefix + " ".join(words), number))
        self._add_length(prefix + words[0], len(words))

    def _add_length(self, first: str, length: int) -> None:
        self.firsts[first] = self.firsts.get(first, 0) | 1 << min(length, 31)

    def sections(self) -> dict[str, bytes]:
        """Return everything as bytes, by name."""
        self.first_form.append(len(self.form_entity))
        postings_at, postings = self._postings()
        tables = {
            "exact": HashTable.pack(self.exact),
            "firsts": HashTable.pack(table_entry(first, mask) for first, mask in self.firsts.items()),
            "written": HashTable.pack(self.written),
            "spelled": HashTable.pack(self.spelled),
            "sounds": BucketTable.pack(self.sounds),
            "pairs": BucketTable.pack(self.pairs.entries()),
        }
        return {
            **{name: content for name, (content, _) in tables.items()},
            **{f"{name}_at": starts for name, (_, starts) in tables.items()},
            **{name: bytes(getattr(self, name)) for name in _ROWS},
            "form_spelling": bytes(self.form_place),
            "small": " ".join(sorted(self.lower_case_first_words)).encode("utf-8", "surrogatepass"),
            "scripts": " ".join(sorted({script_of(text) for text, *_ in self.numbers})).encode(),
            "postings_at": bytes(postings_at),
            "postings": bytes(postings),
        }

    def _postings(self) -> tuple[array[int], array[int]]:
        """Return the forms that contain each word, and where those of each word begin."""
        pairs: list[int] = []
        for form in range(len(self.form_entity)):
            words = self.form_words[self.form_words_at[form] : self.form_words_at[form + 1]]
            pairs += [w << 32 | form for w in set(words)]
        pairs.sort()
        sizes = array("I", [0]) * (len(self.numbers) + 1)
        for pair in pairs:
            sizes[(pair >> 32) + 1] += 1
        return array("I", accumulate(sizes)), array("I", [pair & 0xFFFFFFFF for pair in pairs])


def _is_exonym(entity: Entity, listed: ListedName) -> bool:
    """Return True if a thing is called so in other countries only: nobody writes Houston by romanizing *Хьюстон*.

    Nor does anybody write a person's name by romanizing the one word that it is elsewhere: *プーチン*.
    """
    if listed.kind != "native" or not entity.country or listed.lang is None:
        return False
    if entity.type == "person" and len(fold_words(listed.text)) > 1:
        return False
    return listed.lang not in languages_of(entity.country)
