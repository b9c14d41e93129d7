"""Gazetteers: entities and the search for their listed names. Whether a name found is meant is scored in other wings."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from translit.core import library
from translit.gazetteer import artefact
from translit.gazetteer.cached_method import cached_method
from translit.gazetteer.compiled_search import compiled_search
from translit.gazetteer.hash_tables import CAP
from translit.gazetteer.index import COUNTRY, LOWER_CASE, SHORT_FORM, UNSPACED, Index
from translit.gazetteer.segments import Entities, Segment, compiled, locate, opened, packed, stacked, unpacked
from translit.gazetteer.skeleton_pairs import edited_skeleton_pairs
from translit.gazetteer.surface_forms import SurfaceForm, first_of_entities, listed_names
from translit.gazetteer.vocabulary import Vocabulary
from translit.gazetteer.written_variants import written_variants
from translit.limits import REMEMBERED_SHORTLY, REMEMBERED_WORDS
from translit.model import Entity
from translit.names.cities import City
from translit.names.parse import ROLES, Name, NamePart, Role
from translit.names.short_forms import ShortKind, short_forms
from translit.table.words import Word
from translit.text.tokens import fold_words

_MOST_WITH_WORDS = 40  # forms with two given words
_FORMS = 1 << 11  # listed names kept with their entities, in two kilobytes
_TEXT = {".yaml", ".yml"}
_RECORDS = {".jsonl", ".ndjson", ".csv", ".tsv"}
_MOST_BITS = 13.0  # information of the rarest word
_SHIPPED = Path(__file__).parents[1] / "data" / f"gazetteer{artefact.SUFFIX}"


def entities_in(path: str | Path, progress: Callable[[int], None] = lambda consumed: None) -> Iterable[Entity]:
    """Return the entities of a file of any kind that :meth:`Gazetteer.read` takes, without an index over them.

    ``progress`` is called with the bytes that were read of a file of records.
    """
    if is_compiled(path):
        return Gazetteer.open(path).entities.values()
    if _RECORDS & set(Path(path).suffixes):
        from translit.gazetteer import record_file, records

        return records.from_numbered(record_file.read_records(path, progress), str(path))
    from translit.gazetteer import alias_file

    return alias_file.read(path).entities


def is_compiled(path: str | Path) -> bool:
    """Return True if a file is named or, without the name of an alias file, begins like a compiled gazetteer."""
    suffixes = set(Path(path).suffixes)
    return artefact.SUFFIX in suffixes or (not suffixes & _TEXT and artefact.is_artefact(path))


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def _numbers(bits: int) -> tuple[int, ...]:
    return tuple(i for i in range(bits.bit_length()) if bits >> i & 1)


def _information(size: int, frequency: int) -> float:
    return min(_MOST_BITS, math.log2((size + 1) / (frequency + 1)) + 1.0)


class Gazetteer:
    """Entities and the search for their names. Immutable; the order of the entities given does not matter.

    Forms and words (``vocabulary``) have numbers, which hold for this gazetteer only.

    Examples
    --------
    >>> g = Gazetteer.from_records([{"id": "m", "name": "Minsk", "type": "place", "names": {"be": "Мінск"}}])
    >>> len(g), g.entities["m"].label
    (1, 'LOC')
    """

    def __init__(self, entities: Iterable[Entity] = (), *, segments: Iterable[Segment] = ()) -> None:
        self.segments = stacked(tuple(segments) or (Segment.of(entities),))
        self.entities: Mapping[str, Entity] = Entities(self.segments)
        self.size = sum(segment.index.forms for segment in self.segments)
        """How many names are listed."""
        self.search = compiled_search(library(), self.segments, partial(_information, self.size))
        """The search by the compiled core, if it is in use."""
        self.vocabulary = Vocabulary(self.segments, self.search)
        self.persons = sum(segment.about["persons"] for segment in self.segments)
        self.things = sum(segment.about["entities"] for segment in self.segments) - self.persons
        """How many organizations and places there are."""
        self.has_countries = any(segment.about["countries"] for segment in self.segments)
        self._first_forms = [segment.first_form for segment in self.segments]
        self._kept: WeakValueDictionary[int, SurfaceForm] = WeakValueDictionary()

    @classmethod
    def from_yaml(cls, path: str | Path) -> Gazetteer:
        """Return a gazetteer from an alias file.

        Raises
        ------
        ReadError, AliasFileError
            If the file cannot be read, or with all its faults at once.
        """
        from translit.gazetteer import alias_file

        return cls(alias_file.read(path).entities)

    @classmethod
    def from_records(cls, rows: Iterable[Mapping[str, Any]], *, n_process: int = 1) -> Gazetteer:
        """Return a gazetteer from dicts with the fields of an alias file.

        Of a hundred thousand names and more, ``n_process`` above 1 makes the same one sooner.

        Raises
        ------
        AliasFileError
            With all faults at once; the line of a fault is the number of its record.
        """
        from translit.gazetteer import records

        return cls(segments=[Segment.of(records.from_records(rows), n_process=n_process)])

    @classmethod
    def open(cls, path: str | Path, *, check_all: bool = False) -> Gazetteer:
        """Return a compiled gazetteer, mapped into memory and shared with every process that maps it.

        A sample of its bytes is checked; with ``check_all`` all of them, which reads the whole file. While a file is
        mapped it may be replaced by another (:meth:`save` does that), but must not be written to or cut short.

        Raises
        ------
        ArtefactError
            If the file is missing, cut short, altered, of a later format or of another kind of machine.
        """
        return cls(segments=opened(str(path), check_all))

    @classmethod
    def read(cls, path: str | Path) -> Gazetteer:
        """Return the gazetteer of a file: compiled, of records (``.jsonl``, ``.csv``, compressed or not), or an alias file.

        Raises
        ------
        ReadError, AliasFileError, ArtefactError
            If the file cannot be read.
        """
        return cls.open(path) if is_compiled(path) else cls(entities_in(path))

    @classmethod
    def default(cls) -> Gazetteer:
        """Return the gazetteer that ships with the package."""
        return cls.open(_SHIPPED)

    @classmethod
    def stack(cls, *gazetteers: Gazetteer, merge_on: Sequence[str] = ()) -> Gazetteer:
        """Return several gazetteers as one; an entity of a later one overrides one with its id in an earlier one.

        With ``merge_on`` (``"wikidata"`` or another database of ``links``; ``"iso"`` for countries), an entity of a later
        one that agrees in this with one of an earlier is merged into it: that keeps its id and name, and gains names.
        """
        if merge_on:
            from translit.gazetteer.merging import merged

            return cls(merged((gazetteer.entities.values() for gazetteer in gazetteers), merge_on))
        return cls(segments=[segment for gazetteer in gazetteers for segment in gazetteer.segments])

    def save(self, path: str | Path) -> None:
        """Write a compiled gazetteer, to be opened with :meth:`open`.

        Raises
        ------
        ArtefactError
            If the file cannot be written.
        """
        artefact.write(path, *packed(self._compact()))

    @classmethod
    def from_bytes(cls, content: bytes) -> Gazetteer:
        """Return a compiled gazetteer from what :meth:`to_bytes` gave, or from the content of a file.

        Raises
        ------
        ArtefactError
            If it is anything else.
        """
        return cls(segments=unpacked(content))

    def to_bytes(self) -> bytes:
        """Return what :meth:`save` writes."""
        return b"".join(artefact.packed(*packed(self._compact())))

    def _compact(self) -> Sequence[Segment]:
        """Return at most two segments, for each takes its part of the time of a search."""
        few = len(self.segments) <= 2
        return self.segments if few else compiled([*self.entities.values()], self.segments)

    @cached_property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change when any entity does."""
        found = [segment.about["fingerprint"] for segment in self.segments]
        if len(found) == 1:
            return str(found[0])
        import hashlib

        return hashlib.sha256(" ".join(found).encode()).hexdigest()[:12]

    def __len__(self) -> int:
        return len(self.entities)

    def __repr__(self) -> str:
        return f"<Gazetteer {self.fingerprint}: {len(self):,} entities, {self.size:,} names>"

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(Gazetteer, segments=self.segments), ()

    @property
    def forms(self) -> Iterator[SurfaceForm]:
        """All listed names."""
        for segment in self.segments:
            yield from (self.form(segment.first_form + n) for n in range(segment.index.forms) if segment.is_visible(n))

    @cached_method(maxsize=_FORMS)
    def form(self, number: int) -> SurfaceForm:
        """Return a listed name by its number: one object, as long as somebody keeps it."""
        found = self._kept.get(number)
        if found is None:
            self._kept[number] = found = self._form(number)
        return found

    def _form(self, number: int) -> SurfaceForm:
        segment, local = locate(self.segments, self._first_forms, number)
        index, first_word = segment.index, segment.first_word
        row = index.form(local)
        entity = index.entity(row.entity)
        listed = next(islice(listed_names(entity), row.place, None))
        parts = tuple(NamePart(index.word(w), ROLES[role]) for w, role in zip(row.words, row.roles, strict=True))
        words = tuple(first_word + w for w in row.words)
        return SurfaceForm(number, entity, *listed, words, Name(listed.text, entity.type, parts))

    def words_of(self, form: int) -> list[int]:
        """Return the numbers of the words of a form."""
        segment, local = locate(self.segments, self._first_forms, form)
        found, first = segment.index.words_of(local), segment.first_word
        return [first + w for w in found] if first else found

    @cached_method(maxsize=REMEMBERED_WORDS)
    def forms_of(self, entity_id: str) -> tuple[SurfaceForm, ...]:
        """Return the forms of an entity, its canonical name first; none if it is not listed."""
        return tuple(map(self.form, self.form_numbers(entity_id)))

    @cached_method(maxsize=REMEMBERED_WORDS)
    def form_numbers(self, entity_id: str) -> range:
        """Return the numbers of the forms of an entity: how many it has is told faster than what they are."""
        return next(filter(None, (segment.forms_of(entity_id) for segment in reversed(self.segments))), range(0))

    def information(self, frequency: int) -> float:
        """Return the information of a word that so many listed names have, in bits."""
        return _information(self.size, frequency)

    def rarity(self, form: SurfaceForm) -> dict[Word, float]:
        """Return how rare the words of a form are among all listed names, 0..1."""
        rarest = math.log2(self.size + 1)
        frequency = self.vocabulary.frequency
        return {
            part.word: 1.0 - math.log2(frequency(n) + 1) / (rarest + 1.0)
            for part, n in zip(form.name.parts, form.words, strict=True)
        }

    @cached_method(maxsize=REMEMBERED_WORDS)
    def exact(self, folded: tuple[str, ...]) -> tuple[SurfaceForm, ...]:
        """Return the forms that have exactly these folded words, perhaps after one other word (*the*)."""
        found = self._found(lambda index: index.exact.get(" ".join(folded)))
        return tuple([f for f in found if folded in ((words := fold_words(f.text)), words[1:])])

    def lengths(self, first: str) -> tuple[int, ...]:
        """Return how many words the forms have that begin with a folded word, or, of three and more words, with two."""
        bits = 0
        for segment in self.segments:
            bits |= segment.index.lengths(first)
        return _numbers(bits) if bits else ()

    def country(self, code: str) -> list[SurfaceForm]:
        """Return the listed names of a country, by its ISO code."""
        return self._found(lambda index: index.exact.get(COUNTRY + code))

    def city(self, city: City) -> SurfaceForm | None:
        """Return the listed English name of a city, or ``None`` if none or two cities of its country have it."""
        found = [f for f in self.exact(city.words) if f.entity.type == "place" and f.entity.country == city.country]
        return found[0] if len({f.entity.id for f in found}) == 1 else None

    @cached_method(maxsize=REMEMBERED_WORDS)
    def lower_case(self, text: str) -> tuple[SurfaceForm, ...]:
        """Return the forms without a capital that are written just so."""
        found = self._found(lambda index: index.exact.get(LOWER_CASE + text, CAP))
        return tuple(form for form in found if " ".join(form.text.split()) == text)

    def lower_case_lengths(self, first: str) -> tuple[int, ...]:
        """Return how many words the forms without a capital have that begin with a word."""
        return self.lengths(LOWER_CASE + first)

    def unspaced_lengths(self, first: str) -> tuple[int, ...]:
        """Return how many characters the forms in Han characters or kana have that begin with a folded character."""
        return self.lengths(UNSPACED + first)

    @cached_property
    def _styles(self) -> list[str]:
        return sorted({style for entity in self.entities.values() for style in entity.styles})

    def check_style(self, style: str) -> None:
        """Raise a ``ValueError`` that lists all house styles if no entity has this one."""
        if style not in self._styles:
            told = ", ".join(self._styles) or "none"
            raise ValueError(f"no entity has the style {style!r}; the gazetteer has {told}")

    @cached_property
    def lower_case_first_words(self) -> frozenset[str]:
        """The first words of the names of organizations and places that are listed without a capital."""
        return frozenset(word for segment in self.segments for word in segment.index.lower_case_first_words)

    @cached_method(maxsize=REMEMBERED_WORDS)
    def short_form(self, folded: tuple[str, ...]) -> tuple[tuple[SurfaceForm, ShortKind], ...]:
        """Return the forms of which this is a short form, one for each entity, and what kind of one."""
        found: dict[str, tuple[SurfaceForm, ShortKind]] = {}
        for form in self._found(lambda index: index.exact.get(SHORT_FORM + " ".join(folded), CAP)):
            for short in short_forms(form.text, form.entity.type):
                if short.words == folded:
                    found.setdefault(form.entity.id, (form, short.kind))
        return tuple(found[id] for id in sorted(found))

    def short_form_lengths(self, first: str) -> tuple[int, ...]:
        """Return how many words the short forms have that begin with a folded word."""
        return self.lengths(SHORT_FORM + first)

    @cached_method(maxsize=REMEMBERED_SHORTLY)
    def written(self, folded: tuple[str, ...]) -> tuple[SurfaceForm, ...]:
        """Return the forms that some convention writes so, of those that are found only as a whole (written_variants)."""
        listed = self._found(lambda index: index.written.get(" ".join(folded)))
        return tuple(f for f in listed if folded in written_variants(f.text, f.entity.type, f.lang))

    def surname_candidates(self, folded: str) -> tuple[SurfaceForm, ...]:
        """Return the names of persons with this folded family name, one for each person, by id."""
        found = (f for n in self.vocabulary.folded(folded) for f in self.with_family_name(n))
        return first_of_entities(found)

    @cached_method(maxsize=REMEMBERED_WORDS)
    def bearers(self, folded: str) -> int:
        """Return how many persons are listed with this folded family name."""
        return len(self.surname_candidates(folded))

    def mononyms(self, folded: str) -> list[SurfaceForm]:
        """Return the same of those whom their family name alone means; most words are nobody's, which is told faster."""
        if not any(segment.index.has_mononym(folded) for segment in self.segments):
            return []
        return [form for form in self.surname_candidates(folded) if form.entity.mononym]

    def with_family_name(self, word: int) -> Iterator[SurfaceForm]:
        """Yield the names of persons with a word, by its number, as family name."""
        for number in self.vocabulary.forms_with(word):
            if (word, "family") in self.words_in_roles(number) and (form := self.form(number)).is_full_name:
                yield form

    def with_words(self, one: str, other: str) -> list[SurfaceForm]:
        """Return the forms that have two words with these folded letters, at most 40."""
        words = [[f for n in self.vocabulary.folded(w) for f in self.vocabulary.forms_with(n)] for w in (one, other)]
        return [self.form(n) for n in sorted(set(words[0]).intersection(words[1]))[:_MOST_WITH_WORDS]]

    def with_strict_keys(self, words: Sequence[Word]) -> list[SurfaceForm]:
        """Return the forms that share a strict key with each of two or more words; perhaps a few others."""
        return self._found(lambda index: index.with_strict_keys(words))

    @cached_method(maxsize=REMEMBERED_SHORTLY)
    def with_pair(self, first: Word, second: Word) -> tuple[int, ...]:
        """Return the forms to which the skeleton pairs of two words lead, each once for every such pair.

        One of the words may have an edit, and stand in another case; one may be the same given name in another language.
        """
        return tuple(
            [
                segment.first_form + n
                for pair in edited_skeleton_pairs(first, second)
                for segment in self.segments
                for n in segment.index.pairs.get(pair)
                if segment.is_visible(n)
            ]
        )

    def words_in_roles(self, form: int) -> list[tuple[int, Role]]:
        """Return the numbers of the words of a form with their roles; faster than the form itself."""
        segment, local = locate(self.segments, self._first_forms, form)
        row = segment.index.form(local)
        return [(segment.first_word + word, ROLES[role]) for word, role in zip(row.words, row.roles, strict=True)]

    def _found(self, search: Callable[[Index], Iterable[int]]) -> list[SurfaceForm]:
        """Return the forms that a search finds in every segment, those of overridden entities left out."""
        found = []
        for segment in self.segments:
            found += [self.form(segment.first_form + n) for n in search(segment.index) if segment.is_visible(n)]
        return found
