"""The index of a gazetteer: flat arrays that are searched in place, in memory or in a mapped file.

Opening an index unpacks nothing. Entities, forms (listed names) and words are numbered, and tables lead from keys to these
numbers (:mod:`translit.gazetteer.hash_tables`). A key may lead to a few numbers too many, so callers compare what they find.

========== ============================================= ======== ===============================================
Section    Key                                           Numbers  Asked for
========== ============================================= ======== ===============================================
exact      folded words of a name                        forms    names in text and in lookups
exact      COUNTRY, ISO code                             forms    a country's name in any language
exact      LOWER_CASE, a name without capitals           forms    names in text without capitals
exact      SHORT_FORM, folded words of a short form      forms    short forms of organizations in text
firsts     first one or two words of an exact key        lengths  how many words of a text to try
written    folded words of a written variant             forms    names that are found only as a whole
spelled    a folded word                                 words    bare family names, lemmas, two words
pairs      skeletons of two words (skeleton_pairs)       forms    names of two words or more
sounds     blocking keys (translit.table.blocking)       words    words that sound alike
sounds     GIVEN_NAME, class of a given name             words    given names in other languages
========== ============================================= ======== ===============================================

Acronyms are letters, not words that are read aloud: they stand in no table of sounds and have no phonetic keys.

``postings`` leads from a word to the forms that contain it. The other sections are the records of the entities and the
rows of forms and words.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from functools import reduce
from itertools import chain
from operator import or_
from typing import Any, NamedTuple

from translit.gazetteer.cached_method import cached_method
from translit.gazetteer.hash_tables import BucketTable, HashTable
from translit.gazetteer.skeleton_pairs import plain_skeleton_pairs
from translit.model import Alias, Entity
from translit.names.given_names import given_name_classes, inflected_given_name_classes
from translit.table.blocking import STRICT, blocking_keys
from translit.table.phonetics import UNDIVIDED
from translit.table.words import Word

_VOTES = (12, 3, 1, 1, 6, 3)  # of a shared blocking key, by channel: stricter keys count more
_GIVEN_VOTES = 12  # of a shared class of given names: as much as a strict key
_ENTITIES = 1 << 11  # entities kept unpacked: equal ones that are one object are compared at once
_WORDS = 3 << 10  # words kept unpacked

COUNTRY = "\0"
"""Begins the exact key of a country's code, which no folded word does."""
SHORT_FORM = "\1"
"""Begins the exact key of a short form, and the key of its first word."""
LOWER_CASE = "\2"
"""Begins the exact key of a name without a capital, as it is written, and the key of its first word."""
UNSPACED = "\3"
"""Begins the key of the first character of a name in Han characters or kana, under which its numbers of characters are."""
GIVEN_NAME = "@"
"""Begins the key of a class of given names among the blocking keys."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ENTITY_FIELDS = tuple(field.name for field in fields(Entity))
_ID = '{"id":"'  # how the JSON of every entity begins
_MONONYM = b'"mononym":true'  # stands in no text, in which quotation marks are escaped


def entity_to_json(entity: Entity) -> bytes:
    """Return an entity as JSON without its empty fields, in UTF-8 that may hold lone surrogates."""
    kept = {f: value for f in _ENTITY_FIELDS if (value := getattr(entity, f)) or f in ("id", "name", "type")}
    if entity.aliases:
        kept["aliases"] = [asdict(alias) for alias in entity.aliases]
    return _ENCODER.encode(kept).encode("utf-8", "surrogatepass")


def entity_of(raw: dict[str, Any]) -> Entity:
    """Return the entity whose JSON was read."""
    if len(raw) == 3:
        return Entity(**raw)
    raw["names"] = {lang: tuple(forms) for lang, forms in raw.get("names", {}).items()}
    raw["relations"] = {kind: tuple(ids) for kind, ids in raw.get("relations", {}).items()}
    raw["aliases"] = tuple(Alias(**alias) for alias in raw.get("aliases", ()))
    raw["acronyms"] = tuple(raw.get("acronyms", ()))
    return Entity(**raw)


def voted_keys(query: Word) -> list[tuple[str, int]]:
    """Return the blocking keys under which words like ``query`` are found, with their votes: stricter keys have more."""
    classes = given_name_classes(query) | inflected_given_name_classes(query)
    by_kind = zip(blocking_keys(query), _VOTES, strict=True)
    return [(GIVEN_NAME + name, _GIVEN_VOTES) for name in classes] + [
        (k, votes) for keys, votes in by_kind for k in keys
    ]


class FormRow(NamedTuple):
    """A form: the number of its entity, its place among the entity's listed names, and the numbers of its words."""

    entity: int
    place: int
    words: Sequence[int]
    roles: Sequence[int]


class Index:
    """Entities, their listed names and the words of these, by number; ``sections`` has the arrays by name."""

    def __init__(self, sections: Mapping[str, memoryview]) -> None:
        self.sections = sections
        s = sections
        self._records, self._record_at = s["records"], s["record_at"].cast("Q")
        self._first_form = s["first_form"].cast("I")
        self._form_entity, self._form_place = s["form_entity"].cast("I"), s["form_spelling"].cast("H")
        self._form_words_at, self._form_words = s["form_words_at"].cast("I"), s["form_words"].cast("I")
        self._form_roles = s["form_roles"]
        self._words, self._word_at = s["words"], s["word_at"].cast("I")
        self._postings_at, self._postings = s["postings_at"].cast("I"), s["postings"].cast("I")
        self.exact, self._firsts, self.written, self._spelled = (
            HashTable(s[name], s[f"{name}_at"]) for name in ("exact", "firsts", "written", "spelled")
        )
        self.sounds, self.pairs = (BucketTable(s[name], s[f"{name}_at"]) for name in ("sounds", "pairs"))
        self._small = s["small"]
        self.scripts = str(s["scripts"], "ascii").split()
        self.entities = len(self._record_at) - 1
        self.forms = len(self._form_entity)
        self.words = len(self._word_at) - 1

    def fits(self) -> bool:
        """Return True if the sections have the sizes that they should have beside each other."""
        forms, words = self.forms + 1, self.words + 1
        pairs = [(len(self._first_form), self.entities + 1), (len(self._form_place), self.forms)]
        pairs += [(len(self._form_words_at), forms), (len(self._postings_at), words)]
        pairs += [(len(self._form_roles), len(self._form_words)), (self._first_form[-1], self.forms)]
        pairs += [(self._record_at[-1], len(self._records)), (self._word_at[-1], len(self._words))]
        pairs += [(self._form_words_at[-1], len(self._form_words)), (self._postings_at[-1], len(self._postings))]
        tables = (self.exact, self._firsts, self.written, self._spelled, self.sounds, self.pairs)
        return all(one == other for one, other in pairs) and all(table.fits() for table in tables)

    @cached_method(maxsize=_ENTITIES)
    def entity(self, number: int) -> Entity:
        """Return an entity by its number; entities are in the order of their ids."""
        at = self._record_at
        return entity_of(json.loads(bytes(self._records[at[number] : at[number + 1]])))

    def id_of(self, number: int) -> str:
        """Return the id of an entity by its number, without reading the rest."""
        start = self._record_at[number] + len(_ID)
        text = bytes(self._records[start : self._record_at[number + 1]]).partition(b'"')[0]
        return self.entity(number).id if b"\\" in text else str(text, "utf-8", "surrogatepass")

    def has_mononym(self, folded: str) -> bool:
        """Return True if a word is of a name of somebody whom the family name alone means, without reading the rest."""
        at, records, of = self._record_at, self._records, self._form_entity
        entities = {of[form] for word in self._spelled.get(folded) for form in self.postings(word)}
        return any(_MONONYM in bytes(records[at[entity] : at[entity + 1]]) for entity in entities)

    def number_of(self, id: str) -> int:
        """Return the number of an entity, or -1."""
        place = bisect_left(range(self.entities), id, key=self.id_of)
        return place if place < self.entities and self.id_of(place) == id else -1

    def forms_of(self, entity: int) -> range:
        """Return the numbers of an entity's forms, its canonical name first."""
        return range(self._first_form[entity], self._first_form[entity + 1])

    def form(self, number: int) -> FormRow:
        """Return a form by its number."""
        roles = self._form_roles[self._form_words_at[number] : self._form_words_at[number + 1]].tolist()
        return FormRow(self._form_entity[number], self._form_place[number], self.words_of(number), roles)

    def entity_of(self, form: int) -> int:
        """Return the number of the entity of a form."""
        return self._form_entity[form]

    def words_of(self, form: int) -> list[int]:
        """Return the words of a form."""
        return self._form_words[self._form_words_at[form] : self._form_words_at[form + 1]].tolist()

    @cached_method(maxsize=_WORDS)
    def word(self, number: int) -> Word:
        """Return a word by its number, with its stored strict keys."""
        stored = self._words[self._word_at[number] : self._word_at[number + 1]]
        text, lang, *keys = str(stored, "utf-8", "surrogatepass").split("\t")
        penalties = {key: int(penalty) / 100 for key, penalty in zip(keys[::2], keys[1::2], strict=True)}
        return Word(text, lang or None, penalties)

    def phonetic_keys(self, word: int) -> list[str]:
        """Return the stored phonetic keys of a word; faster than the word itself."""
        stored = self._words[self._word_at[word] : self._word_at[word + 1]]
        return str(stored, "utf-8", "surrogatepass").split("\t")[2::2]

    def postings(self, word: int) -> list[int]:
        """Return the forms that contain a word."""
        return self._postings[self._postings_at[word] : self._postings_at[word + 1]].tolist()

    def frequency(self, word: int) -> int:
        """Return how many forms contain a word."""
        return self._postings_at[word + 1] - self._postings_at[word]

    @property
    def lower_case_first_words(self) -> list[str]:
        """The first words of the forms without a capital."""
        return str(self._small, "utf-8", "surrogatepass").split()

    def lengths(self, first: str) -> int:
        """Return, as bits, how many words the forms have whose exact keys begin with a word, or with two of three.

        These are at most 31. After ``SHORT_FORM`` it is the first word of short forms, after ``LOWER_CASE`` of names without
        a capital. After ``UNSPACED`` it is a character, and what is counted are those of names.
        """
        return reduce(or_, self._firsts.get(first), 0)

    def has_folded(self, folded: str) -> bool:
        """Return True if some form has this folded word (rarely also if one has a word of the same hash)."""
        return bool(self._spelled.get(folded))

    def folded(self, folded: str) -> list[int]:
        """Return the words that fold to this."""
        return [n for n in self._spelled.get(folded) if self.word(n).folded == folded]

    def with_strict_keys(self, query: Sequence[Word]) -> list[int]:
        """Return the forms that have a strict key of each of two or more words; perhaps a few others."""
        found = set(chain.from_iterable([self.pairs.get(key) for key in plain_skeleton_pairs(query)]))
        if not found:
            return []
        sharing = [self._with_strict_key(word.phonetic_keys) for word in query]
        return [form for form in sorted(found) if not any(words.isdisjoint(self.words_of(form)) for words in sharing)]

    def sharing_key(self, sure: Sequence[str]) -> list[int]:
        """Return the words that have one of these strict keys, but no foreign names in syllables."""
        own = ((n, self.word(n).phonetic_keys) for n in sorted(self._with_strict_key(sure)))
        return [n for n, keys in own if any(keys.get(key, UNDIVIDED) < UNDIVIDED for key in sure)]

    def _with_strict_key(self, keys: Iterable[str]) -> set[int]:
        return set(chain.from_iterable([self.sounds.get(STRICT + key) for key in keys]))

    def near(self, query: Word, most: int) -> list[tuple[int, int]]:
        """Return the words that share most blocking keys with ``query``, each with its votes."""
        found: list[list[int]] = []
        for key, votes in voted_keys(query):
            found += [self.sounds.get(key)] * votes
        counts = Counter(chain.from_iterable(found))
        least = sorted(counts.values(), reverse=True)[most - 1] if len(counts) > most else 0
        ranked = sorted([number - (count << 32) for number, count in counts.items() if count >= least])
        return [(number & 0xFFFFFFFF, -(number >> 32)) for number in ranked[:most]]
