"""The index of a gazetteer: flat arrays that are searched where they lie, in memory or in a mapped file.

Nothing is unpacked when an index is opened. Keys are kept as sorted numbers, 32 bits of hash above 32 bits of what the key
leads to; a false meeting of two hashes only costs the scorer a look, and exact names are compared letter by letter.
"""

from __future__ import annotations

import gc
import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from itertools import accumulate, chain
from operator import or_
from typing import NamedTuple
from zlib import crc32

from translit.gazetteer.listed_names import entity_from_dict, entity_to_dict, listed_names
from translit.gazetteer.pair_keys import all_pairs, pairs_of
from translit.model import Entity
from translit.names.countries import country_of
from translit.names.parse import REQUIRED_ROLES, ROLES, parse_name
from translit.names.short_forms import short_forms
from translit.table.blocking import STRICT, blocking_keys, skeletons
from translit.table.words import Word, word
from translit.text.fold import script_of
from translit.text.tokens import fold_words, is_small

CAP = 600
"""Words that one blocking key may lead to; a key that leads to more tells nothing."""
_WORTH = (12, 3, 1, 1, 6, 3)  # votes of a blocking key, by channel
ENTITIES = 1 << 11
"""Entities kept unpacked."""
_WORDS = 1 << 12  # words kept unpacked

COUNTRY = "\0"
"""Begins the exact key of a country's code, which no folded word does."""
SMALL = "\2"
"""Begins the exact key of a name without a capital as it is written, and the key of its first word."""
SHORT = "\1"
"""Begins the exact key of a short form, and the key of its first word."""

_TABLES = ("exact", "firsts", "written", "spelled", "consonants")
_IN_BUCKET = 4  # entries of a table, about, whose hashes have the same first bits

Section = memoryview
Sections = Mapping[str, Section]


class FormRow(NamedTuple):
    """One listed name in an index: its entity's number, its place among the entity's spellings, and its words' numbers."""

    entity: int
    spelling: int
    words: Sequence[int]
    roles: Sequence[int]


class Index:
    """Entities, their listed names and the words of these, by number.

    Parameters
    ----------
    sections:
        The arrays by name, as :func:`compile_index` makes them.
    """

    def __init__(self, sections: Sections) -> None:
        self.sections = sections
        s = sections
        self._records, self._record_at = s["records"], s["record_at"].cast("Q")
        self._first_form = s["first_form"].cast("I")
        self._form_entity, self._form_spelling = s["form_entity"].cast("I"), s["form_spelling"].cast("H")
        self._form_words_at, self._form_words = s["form_words_at"].cast("I"), s["form_words"].cast("I")
        self._form_roles = s["form_roles"]
        self._words, self._word_at = s["words"], s["word_at"].cast("I")
        self._postings_at, self._postings = s["postings_at"].cast("I"), s["postings"].cast("I")
        self._sounds_at, self._sounds = s["sounds_at"].cast("I"), s["sounds"].cast("I")
        self._pairs_at, self._pairs = s["pairs_at"].cast("I"), s["pairs"].cast("I")
        self._exact, self._firsts, self._written, self._spelled, self._consonants = (_Table(s, n) for n in _TABLES)
        self.scripts = str(s["scripts"], "ascii").split()
        self.entities = len(self._record_at) - 1
        self.forms = len(self._form_entity)
        self.vocabulary = len(self._word_at) - 1
        self.entity = lru_cache(maxsize=ENTITIES)(self._entity)
        self.word = lru_cache(maxsize=_WORDS)(self._word)

    def _entity(self, number: int) -> Entity:
        """An entity by its number; entities are in the order of their ids."""
        at = self._record_at
        return entity_from_dict(json.loads(bytes(self._records[at[number] : at[number + 1]])))

    def id_of(self, number: int) -> str:
        """The id of an entity."""
        return self.entity(number).id

    def number_of(self, id: str) -> int:
        """The number of an entity, or -1."""
        low, high = 0, self.entities
        while low < high:
            middle = (low + high) // 2
            if self.id_of(middle) < id:
                low = middle + 1
            else:
                high = middle
        return low if low < self.entities and self.id_of(low) == id else -1

    def forms_of(self, entity: int) -> range:
        """The numbers of an entity's forms, its canonical name first."""
        return range(self._first_form[entity], self._first_form[entity + 1])

    def form(self, number: int) -> FormRow:
        """A listed name."""
        start, end = self._form_words_at[number], self._form_words_at[number + 1]
        return FormRow(
            self._form_entity[number],
            self._form_spelling[number],
            self._form_words[start:end].tolist(),
            self._form_roles[start:end].tolist(),
        )

    def form_words(self, number: int) -> list[int]:
        """The words of a listed name."""
        return self._form_words[self._form_words_at[number] : self._form_words_at[number + 1]].tolist()

    def _word(self, number: int) -> Word:
        """A word of the vocabulary, its keys known."""
        stored = self._words[self._word_at[number] : self._word_at[number + 1]]
        text, lang, *heard = str(stored, "utf-8", "surrogatepass").split("\t")
        keys = {key: int(doubt) / 100 for key, doubt in zip(heard[::2], heard[1::2], strict=True)}
        return Word(text, lang or None, keys)

    def postings(self, word: int) -> list[int]:
        """The forms that contain a word of the vocabulary."""
        return self._postings[self._postings_at[word] : self._postings_at[word + 1]].tolist()

    def frequency(self, word: int) -> int:
        """How many forms contain a word of the vocabulary."""
        return self._postings_at[word + 1] - self._postings_at[word]

    def exact(self, folded: tuple[str, ...]) -> list[int]:
        """The forms that may have exactly these folded words."""
        return self._exact.led_to(" ".join(folded), self.forms)

    def lengths(self, first: str) -> tuple[int, ...]:
        """How many words the forms have that begin with this folded word, or, of three and more, with these two.

        After ``SHORT`` it is the first word of short forms, after ``SMALL`` of names without a capital.
        """
        return _bits(reduce(or_, self._firsts.led_to(first, 1 << 16), 0))

    def country(self, code: str) -> list[int]:
        """The forms that are names of a country."""
        return self._exact.led_to(COUNTRY + code, self.forms)

    @property
    def small_firsts(self) -> list[str]:
        """The first words of the names of organizations and places without a capital."""
        return str(self.sections["small"], "utf-8", "surrogatepass").split()

    def small(self, text: str) -> list[int]:
        """The forms without a capital that may be written just so."""
        return self._exact.led_to(SMALL + text, CAP)

    def short(self, folded: tuple[str, ...]) -> list[int]:
        """The forms of which this may be a short form."""
        return self._exact.led_to(SHORT + " ".join(folded), CAP)

    def knows(self, folded: str) -> bool:
        """Whether some listed name has this folded word (now and then also for one that has its hash)."""
        return bool(self._spelled.led_to(folded, self.vocabulary))

    def spelled(self, folded: str) -> list[int]:
        """The words of the vocabulary that fold to this."""
        return [n for n in self._spelled.led_to(folded, self.vocabulary) if self.word(n).folded == folded]

    def sounding(self, query: Word) -> list[int]:
        """The words of the vocabulary that have a strict key of ``query``."""
        sure = {key for key, doubt in query.phonetic_keys.items() if not doubt}
        found = {n for key in sure for n in _bucket(self._sounds_at, self._sounds, STRICT + key)}
        return [n for n in sorted(found) if not sure.isdisjoint(self.word(n).phonetic_keys)]

    def consonants(self, pair: str) -> list[int]:
        """The forms that have two words of these consonants."""
        return self._consonants.led_to(pair, CAP)

    def written(self, folded: str) -> list[int]:
        """The one-word names of things that some convention writes like this, or of which this is the native form."""
        return self._written.led_to(folded, self.forms)

    def same(self, query: Word) -> set[int]:
        """The words of the vocabulary that have a strict key of ``query``, and perhaps a few others."""
        names = (STRICT + key for key in query.phonetic_keys)
        return set(chain.from_iterable([_bucket(self._sounds_at, self._sounds, name) for name in names]))

    def paired(self, query: Sequence[Word]) -> list[int]:
        """The forms that have all words of ``query``, of two or more, by their strict keys; perhaps a few others."""
        keys = all_pairs([skeletons(word) for word in query])
        found = {form for key in keys for form in _bucket(self._pairs_at, self._pairs, key)}
        same = [self.same(word) for word in query] if found else []
        return [form for form in sorted(found) if not any(s.isdisjoint(self.form_words(form)) for s in same)]

    def near(self, query: Word, most: int) -> list[int]:
        """The words of the vocabulary that share most blocking keys with ``query``, stricter ones counting more."""
        at, sounds = self._sounds_at, self._sounds
        found: list[list[int]] = []
        for names, worth in zip(blocking_keys(query), _WORTH, strict=True):
            for name in names:
                found += [_bucket(at, sounds, name)] * worth
        votes = Counter(chain.from_iterable(found))
        least = sorted(votes.values(), reverse=True)[most - 1] if len(votes) > most else 0
        ranked = sorted([number - (count << 32) for number, count in votes.items() if count >= least])
        return [number & 0xFFFFFFFF for number in ranked[:most]]


class _Table:
    """Entries sorted by the hashes of their keys, and where those begin whose hashes have the same first bits."""

    __slots__ = ("_at", "_entries", "_shift")

    def __init__(self, sections: Sections, name: str) -> None:
        self._entries, self._at = sections[name].cast("Q"), sections[f"{name}_at"].cast("I")
        self._shift = 33 - len(self._at).bit_length()

    def led_to(self, key: str, cap: int) -> list[int]:
        """What a key leads to; nothing if it leads to more than ``cap``."""
        code = _hash(key)
        bucket = code >> self._shift
        start, end = self._at[bucket], self._at[bucket + 1]
        if start == end:
            return []
        found = [entry & 0xFFFFFFFF for entry in self._entries[start:end].tolist() if entry >> 32 == code]
        return found if len(found) <= cap else []


def _hash(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass"))


def _bucket(at: Section, entries: Section, key: str) -> list[int]:
    """What the keys in the bucket of a key lead to."""
    bucket = _hash(key) >> (33 - len(at).bit_length())
    return entries[at[bucket] : at[bucket + 1]].tolist()


@lru_cache(maxsize=1 << 10)
def _bits(mask: int) -> tuple[int, ...]:
    return tuple(i for i in range(1, 32) if mask >> i & 1)


def compile_index(entities: Iterable[Entity]) -> dict[str, bytes]:
    """The sections of an index over entities with different ids; their order does not matter."""
    made = _Compiler()
    collecting = gc.isenabled()
    gc.disable()  # nothing here is garbage, and looking for it among a million entities takes longer than the work
    try:
        for entity in sorted(entities, key=lambda e: e.id):
            made.add(entity)
        return made.sections()
    finally:
        if collecting:
            gc.enable()


class _Compiler:
    """Collects what an index holds."""

    def __init__(self) -> None:
        self.records, self.record_at = bytearray(), array("Q", [0])
        self.first_form = array("I")
        self.form_entity, self.form_spelling = array("I"), array("H")
        self.form_words_at, self.form_words, self.form_roles = array("I", [0]), array("I"), bytearray()
        self.numbers: dict[tuple[str, str | None], int] = {}
        self.exact: list[int] = []
        self.written: list[int] = []
        self.pairs: list[int] = []
        self.consonants: list[int] = []
        self.firsts: dict[str, int] = {}
        self.small_firsts: set[str] = set()

    def add(self, entity: Entity) -> None:
        """One entity with all its names."""
        number = len(self.first_form)
        self.first_form.append(len(self.form_entity))
        record = json.dumps(entity_to_dict(entity), ensure_ascii=False, separators=(",", ":"))
        self.records += record.encode("utf-8", "surrogatepass")
        self.record_at.append(len(self.records))
        seen: set[tuple[str, ...]] = set()
        for place, spelling in enumerate(listed_names(entity)):
            folded = fold_words(spelling.text)
            if folded and folded not in seen:
                seen.add(folded)
                self._form(number, place, entity, spelling.text, spelling.lang, folded)

    def _form(
        self, entity: int, place: int, owner: Entity, text: str, lang: str | None, folded: tuple[str, ...]
    ) -> None:
        number = len(self.form_entity)
        self.form_entity.append(entity)
        self.form_spelling.append(place)
        name = parse_name(text, owner.type, lang)
        self.consonants += [_entry(pair, number) for pair in pairs_of(name)]
        self.pairs += [_entry(key, number) for key in all_pairs([skeletons(p.word) for p in name.of(*REQUIRED_ROLES)])]
        for part in name.parts:
            self.form_words.append(self.numbers.setdefault((part.word.text, lang), len(self.numbers)))
            self.form_roles.append(ROLES.index(part.role))
        self.form_words_at.append(len(self.form_words))
        for key in (folded, folded[1:]) if folded[0] == "the" and len(folded) > 2 else (folded,):
            self.exact.append(_entry(" ".join(key), number))
            for begin in (key[0], " ".join(key[:2])) if len(key) > 2 else key[:1]:
                self.firsts[begin] = self.firsts.get(begin, 0) | 1 << min(len(key), 31)
        if owner.type != "person" and is_small(text[0]) and text == text.lower():
            small = text.split()
            self.exact.append(_entry(SMALL + " ".join(small), number))
            self.small_firsts.add(small[0])
            self.firsts[SMALL + small[0]] = self.firsts.get(SMALL + small[0], 0) | 1 << min(len(small), 31)
        for short in short_forms(text, owner.type):
            self.exact.append(_entry(SHORT + " ".join(short.words), number))
            first = SHORT + short.words[0]
            self.firsts[first] = self.firsts.get(first, 0) | 1 << min(len(short.words), 31)
        if owner.type == "place" and (code := country_of(" ".join(folded))):
            self.exact.append(_entry(COUNTRY + code, number))
        if len(folded) == 1 and owner.type != "person":
            self.written += [_entry(f, number) for f in {folded[0], *word(text.strip(), lang).variants}]

    def sections(self) -> dict[str, bytes]:
        """Everything as bytes, by name."""
        self.first_form.append(len(self.form_entity))
        words, word_at, entries = self._vocabulary()
        spelled = [_entry(word(text, lang).folded, number) for (text, lang), number in self.numbers.items()]
        sounds_at, sounds = _bucketed(entries)
        pairs_at, pairs = _bucketed(self.pairs)
        postings_at, postings = self._postings()
        firsts = [_entry(first, mask) for first, mask in self.firsts.items()]
        tables = zip(_TABLES, (self.exact, firsts, self.written, spelled, self.consonants), strict=True)
        return {
            **{section: content for name, entries in tables for section, content in _table(name, entries)},
            "records": bytes(self.records),
            "record_at": self.record_at.tobytes(),
            "first_form": self.first_form.tobytes(),
            "form_entity": self.form_entity.tobytes(),
            "form_spelling": self.form_spelling.tobytes(),
            "form_words_at": self.form_words_at.tobytes(),
            "form_words": self.form_words.tobytes(),
            "form_roles": bytes(self.form_roles),
            "small": " ".join(sorted(self.small_firsts)).encode("utf-8", "surrogatepass"),
            "scripts": " ".join(sorted({script_of(text) for text, _ in self.numbers})).encode(),
            "words": words,
            "word_at": word_at.tobytes(),
            "postings_at": postings_at.tobytes(),
            "postings": postings.tobytes(),
            "sounds_at": sounds_at.tobytes(),
            "sounds": sounds.tobytes(),
            "pairs_at": pairs_at.tobytes(),
            "pairs": pairs.tobytes(),
        }

    def _vocabulary(self) -> tuple[bytes, array[int], list[int]]:
        """The words with their keys, and what their blocking keys lead to."""
        words, word_at, sounds = bytearray(), array("I", [0]), []
        for (text, lang), number in self.numbers.items():
            entry = word(text, lang)
            fields = [text, lang or ""]
            for key, doubt in sorted(entry.phonetic_keys.items()):
                fields += [key, str(round(doubt * 100))]
            words += "\t".join(fields).encode("utf-8", "surrogatepass")
            word_at.append(len(words))
            sounds += [_entry(name, number) for names in blocking_keys(entry) for name in names]
        return bytes(words), word_at, sounds

    def _postings(self) -> tuple[array[int], array[int]]:
        """For every word the forms that contain it."""
        pairs: list[int] = []
        for form in range(len(self.form_entity)):
            words = self.form_words[self.form_words_at[form] : self.form_words_at[form + 1]]
            pairs += [w << 32 | form for w in set(words)]
        pairs.sort()
        at = array("I", [0]) * (len(self.numbers) + 1)
        for pair in pairs:
            at[(pair >> 32) + 1] += 1
        for i in range(1, len(at)):
            at[i] += at[i - 1]
        return at, array("I", [pair & 0xFFFFFFFF for pair in pairs])


def _entry(key: str, value: int) -> int:
    return _hash(key) << 32 | value


def _table(name: str, entries: list[int]) -> Iterator[tuple[str, bytes]]:
    """The two sections of a table."""
    entries = sorted(set(entries))
    bits = max(1, (len(entries) // _IN_BUCKET).bit_length())
    at = array("I", bytes(4 * ((1 << bits) + 1)))
    for entry in entries:
        at[(entry >> 64 - bits) + 1] += 1
    yield name, array("Q", entries).tobytes()
    yield f"{name}_at", array("I", accumulate(at)).tobytes()


def _bucketed(entries: list[int]) -> tuple[array[int], array[int]]:
    """What keys lead to, in buckets by the first bits of the hashes of the keys, and where each bucket begins.

    A bucket holds one key or a few; which of them led to an entry is not kept, since scoring tells. What a key leads to is
    left out if it is more than ``CAP`` entries. The last place in the list of beginnings is where the last bucket ends.
    """
    entries = sorted(set(entries))
    counts = Counter([entry >> 32 for entry in entries])
    bits = max(1, min(32, (len(counts) * 2).bit_length() - 1))
    crowded = {key for key, count in counts.items() if count > CAP}
    shift = 64 - bits
    at = array("I", bytes(4 * ((1 << bits) + 1)))
    words = array("I")
    for entry in entries:
        if not crowded or entry >> 32 not in crowded:
            words.append(entry & 0xFFFFFFFF)
            at[(entry >> shift) + 1] += 1
    return array("I", accumulate(at)), words
