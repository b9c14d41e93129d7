"""The index of a gazetteer: flat arrays that are searched in place, in memory or in a mapped file.

Opening an index unpacks nothing. Entities, forms (listed names) and words are numbered, and tables lead from keys to these
numbers (:mod:`translit.gazetteer.hash_tables`). A key may lead to a few numbers too many, so callers compare what they find.

========== =========================================== ======== ==================== ===================================
Section    Key                                         Numbers  Method               Asked for
========== =========================================== ======== ==================== ===================================
exact      folded words of a name                      forms    exact                names in text and in lookups
exact      COUNTRY, ISO code                           forms    country              a country's name in any language
exact      LOWER_CASE, a name without capitals         forms    lower_case           names in text without capitals
exact      SHORT_FORM, folded words of a short form    forms    short_form           short forms of organizations in text
firsts     first word of an exact key; of three and    lengths  lengths              how many words of a text to try
           more words also the first two
written    folded romanizations of a one-word name     forms    romanized            single words in text
spelled    a folded word                               words    folded, has_folded   bare family names, lemmas, two words
consonants skeletons of two words (skeleton_pairs)     forms    skeleton_pair        unlisted spellings in text
pairs      skeletons of two words, in any order        forms    with_strict_keys     first pass of a lookup
sounds     blocking keys (translit.table.blocking)     words    near, sharing_key    second pass of a lookup; a word in
                                                                                     another script
========== =========================================== ======== ==================== ===================================

``postings`` leads from a word to the forms that contain it. The other sections are the records of the entities and the
rows of forms and words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache, reduce
from itertools import chain
from operator import or_
from typing import NamedTuple

from translit.gazetteer.cached_method import cached_method
from translit.gazetteer.entity_json import entity_from_json
from translit.gazetteer.hash_tables import CAP, BucketTable, HashTable
from translit.gazetteer.skeleton_pairs import unordered_skeleton_pairs
from translit.model import Entity
from translit.table.blocking import STRICT, channels, skeletons
from translit.table.words import Word

_VOTES = (12, 3, 1, 1, 6, 3)  # of a shared blocking key, by channel: stricter keys count more
_ENTITIES = 1 << 11  # entities kept unpacked
_WORDS = 1 << 12  # words kept unpacked

COUNTRY = "\0"
"""Begins the exact key of a country's code, which no folded word does."""
SHORT_FORM = "\1"
"""Begins the exact key of a short form, and the key of its first word."""
LOWER_CASE = "\2"
"""Begins the exact key of a name without a capital, as it is written, and the key of its first word."""


class FormRow(NamedTuple):
    """A form: the number of its entity, its place among the entity's listed names, and the numbers of its words."""

    entity: int
    place: int
    words: Sequence[int]
    roles: Sequence[int]


class Index:
    """Entities, their listed names and the words of these, by number.

    Parameters
    ----------
    sections:
        The arrays by name, as :func:`translit.gazetteer.index_build.compile_index` makes them.
    """

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
        self._exact, self._firsts, self._written, self._spelled, self._consonants = (
            HashTable(s[name], s[f"{name}_at"]) for name in ("exact", "firsts", "written", "spelled", "consonants")
        )
        self._sounds, self._pairs = (BucketTable(s[name], s[f"{name}_at"]) for name in ("sounds", "pairs"))
        self.scripts = str(s["scripts"], "ascii").split()
        self.entities = len(self._record_at) - 1
        self.forms = len(self._form_entity)
        self.words = len(self._word_at) - 1

    @cached_method(maxsize=_ENTITIES)
    def entity(self, number: int) -> Entity:
        """Return an entity by its number; entities are in the order of their ids."""
        at = self._record_at
        return entity_from_json(bytes(self._records[at[number] : at[number + 1]]))

    def number_of(self, id: str) -> int:
        """Return the number of an entity, or -1."""
        low, high = 0, self.entities
        while low < high:
            middle = (low + high) // 2
            if self.entity(middle).id < id:
                low = middle + 1
            else:
                high = middle
        return low if low < self.entities and self.entity(low).id == id else -1

    def forms_of(self, entity: int) -> range:
        """Return the numbers of an entity's forms, its canonical name first."""
        return range(self._first_form[entity], self._first_form[entity + 1])

    def form(self, number: int) -> FormRow:
        """Return a form by its number."""
        start, end = self._form_words_at[number], self._form_words_at[number + 1]
        return FormRow(
            self._form_entity[number],
            self._form_place[number],
            self._form_words[start:end].tolist(),
            self._form_roles[start:end].tolist(),
        )

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
        doubts = {key: int(doubt) / 100 for key, doubt in zip(keys[::2], keys[1::2], strict=True)}
        return Word(text, lang or None, doubts)

    def postings(self, word: int) -> list[int]:
        """Return the forms that contain a word."""
        return self._postings[self._postings_at[word] : self._postings_at[word + 1]].tolist()

    def frequency(self, word: int) -> int:
        """Return how many forms contain a word."""
        return self._postings_at[word + 1] - self._postings_at[word]

    def exact(self, folded: tuple[str, ...]) -> list[int]:
        """Return the forms that have these folded words."""
        return self._exact.get(" ".join(folded))

    def country(self, code: str) -> list[int]:
        """Return the forms that are names of a country."""
        return self._exact.get(COUNTRY + code)

    def lower_case(self, text: str) -> list[int]:
        """Return the forms of organizations and places that are written just so, without a capital."""
        return self._exact.get(LOWER_CASE + text, CAP)

    @property
    def lower_case_first_words(self) -> list[str]:
        """The first words of the forms that :meth:`lower_case` finds."""
        return str(self.sections["small"], "utf-8", "surrogatepass").split()

    def short_form(self, folded: tuple[str, ...]) -> list[int]:
        """Return the forms of which this is a short form."""
        return self._exact.get(SHORT_FORM + " ".join(folded), CAP)

    def lengths(self, first: str) -> tuple[int, ...]:
        """Return how many words (at most 31) the forms have whose exact keys begin with a word, or with two of three.

        After ``SHORT_FORM`` it is the first word of short forms, after ``LOWER_CASE`` of names without a capital.
        """
        return _bits(reduce(or_, self._firsts.get(first), 0))

    def romanized(self, folded: str) -> list[int]:
        """Return the one-word forms of organizations and places that some convention romanizes so, or written so."""
        return self._written.get(folded)

    def has_folded(self, folded: str) -> bool:
        """Return True if some form has this folded word (rarely also if one has a word of the same hash)."""
        return bool(self._spelled.get(folded))

    def folded(self, folded: str) -> list[int]:
        """Return the words that fold to this."""
        return [n for n in self._spelled.get(folded) if self.word(n).folded == folded]

    def skeleton_pair(self, pair: str) -> list[int]:
        """Return the forms that are stored under a pair of skeletons."""
        return self._consonants.get(pair, CAP)

    def with_strict_keys(self, query: Sequence[Word]) -> list[int]:
        """Return the forms that have a strict key of each of two or more words; perhaps a few others."""
        keys = unordered_skeleton_pairs([skeletons(word) for word in query])
        found = set(chain.from_iterable([self._pairs.get(key) for key in keys]))
        if not found:
            return []
        sharing = [
            set(chain.from_iterable([self._sounds.get(STRICT + key) for key in word.phonetic_keys])) for word in query
        ]
        return [form for form in sorted(found) if not any(words.isdisjoint(self.words_of(form)) for words in sharing)]

    def sharing_key(self, query: Word) -> list[int]:
        """Return the words that have a strict key of ``query`` that is without doubt."""
        sure = {key for key, doubt in query.phonetic_keys.items() if not doubt}
        found = set(chain.from_iterable([self._sounds.get(STRICT + key) for key in sure]))
        return [n for n in sorted(found) if not sure.isdisjoint(self.word(n).phonetic_keys)]

    def near(self, query: Word, most: int) -> list[int]:
        """Return the words that share most blocking keys with ``query``, stricter ones counting more."""
        get = self._sounds.get
        found: list[list[int]] = []
        for names, votes in zip(channels(query), _VOTES, strict=True):
            for name in names:
                found += [get(name)] * votes
        counts = Counter(chain.from_iterable(found))
        least = sorted(counts.values(), reverse=True)[most - 1] if len(counts) > most else 0
        ranked = sorted([number - (count << 32) for number, count in counts.items() if count >= least])
        return [number & 0xFFFFFFFF for number in ranked[:most]]


@lru_cache(maxsize=1 << 10)
def _bits(mask: int) -> tuple[int, ...]:
    return tuple(i for i in range(1, 32) if mask >> i & 1)
