"""Gazetteers: entities with their indexes. What a name may stand for is found here; whether it does is scored elsewhere."""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, combinations, islice
from pathlib import Path
from typing import Any

from translit.gazetteer import artefact
from translit.gazetteer.index import SHORT, SMALL, Index
from translit.gazetteer.listed_names import listed_names
from translit.gazetteer.pair_keys import pairs_between
from translit.gazetteer.segments import Entities, Segment, compiled, overridden
from translit.gazetteer.surface_forms import SurfaceForm
from translit.model import Entity
from translit.names.given_names import may_be_near
from translit.names.parse import ROLES, Name, NamePart, Role
from translit.names.short_forms import ShortKind, short_forms
from translit.table.words import Word, nearest, similarity
from translit.text.tokens import fold_words

NEAR = 0.6
"""A word less alike than this is no candidate."""
MOST = 40
"""Words of the vocabulary that one word may be a spelling of."""
_LOOKED_AT = 96  # words whose keys are compared for these
_JUDGED = 20  # the nearest of them, whose similarity is computed
_GLANCED = 24  # forms of the same consonants whose words are glanced at
_WIDE = 3  # so many times more where vowels are not written
_MEMO = 1 << 12
_CONTENT = ROLES.index("content")
_NAMES = {ROLES.index("given"), ROLES.index("family")}
_TEXT = {".yaml", ".yml"}
_RECORDS = {".jsonl", ".ndjson", ".csv", ".tsv"}
_SHIPPED = Path(__file__).parents[1] / "data" / f"gazetteer{artefact.SUFFIX}"


class Gazetteer:
    """Entities and the indexes over their names. Immutable; the order of the entities given does not matter.

    Examples
    --------
    >>> g = Gazetteer.from_records([{"id": "m", "name": "Minsk", "type": "place", "names": {"be": "Мінск"}}])
    >>> len(g), g.entities["m"].label
    (1, 'LOC')
    """

    def __init__(self, entities: Iterable[Entity] = (), *, segments: Iterable[Segment] = ()) -> None:
        self.segments = tuple(segments) or (Segment.of(entities),)
        for at, segment in enumerate(self.segments):
            segment.hidden = frozenset().union(*(overridden(segment, later) for later in self.segments[at + 1 :]))
        self._form_base = [0, *accumulate(segment.index.forms for segment in self.segments)]
        self._word_base = [0, *accumulate(segment.index.vocabulary for segment in self.segments)]
        self.entities: Mapping[str, Entity] = Entities(self.segments)
        self.has_countries = any(segment.about["countries"] for segment in self.segments)
        self.has_non_persons = any(segment.about["entities"] > segment.about["persons"] for segment in self.segments)
        self.scripts = frozenset(script for segment in self.segments for script in segment.index.scripts)
        self.persons = sum(segment.about["persons"] for segment in self.segments)
        self.things = sum(segment.about["entities"] for segment in self.segments) - self.persons
        self.form = lru_cache(maxsize=_MEMO)(self._form)
        self.similar = lru_cache(maxsize=_MEMO)(self._similar)
        self.exact = lru_cache(maxsize=_MEMO)(self._exact)
        self.lengths = lru_cache(maxsize=_MEMO)(self._lengths)
        self.written = lru_cache(maxsize=_MEMO)(self._written)
        self.meeting = lru_cache(maxsize=_MEMO)(self._meeting)
        self.forms_of = lru_cache(maxsize=_MEMO)(self._forms_of)
        self.small = lru_cache(maxsize=_MEMO)(self._small)
        self.short = lru_cache(maxsize=_MEMO)(self._short)

    @classmethod
    def from_yaml(cls, path: str | Path) -> Gazetteer:
        """A gazetteer from an alias file.

        Raises
        ------
        ReadError, AliasFileError
            If the file cannot be read, or with all its faults at once.
        """
        from translit.gazetteer import alias_file

        return cls(alias_file.read(path).entities)

    @classmethod
    def from_records(cls, rows: Iterable[Mapping[str, Any]]) -> Gazetteer:
        """A gazetteer from dicts with the fields of an alias file.

        Raises
        ------
        AliasFileError
            With all faults at once; the line of a fault is the number of its record.
        """
        from translit.gazetteer import records

        return cls(records.from_records(rows))

    @classmethod
    def open(cls, path: str | Path) -> Gazetteer:
        """A compiled gazetteer, mapped into memory and shared with every process that maps it.

        Raises
        ------
        ArtefactError
            If the file is missing, cut short, altered, of a later format or of another kind of machine.
        """
        return cls(segments=[Segment.opened(str(path))])

    @classmethod
    def read(cls, path: str | Path) -> Gazetteer:
        """A gazetteer from a file: a compiled one, records (``.jsonl``, ``.csv``, compressed or not), or an alias file.

        Raises
        ------
        ReadError, AliasFileError, ArtefactError
            If the file cannot be read.
        """
        suffixes = set(Path(path).suffixes)
        if artefact.SUFFIX in suffixes or (not suffixes & _TEXT and artefact.is_artefact(path)):
            return cls.open(path)
        if _RECORDS & suffixes:
            from translit.gazetteer import record_file, records

            rows = list(record_file.read_records(path))
            lines, found = [line for line, _ in rows], [row for _, row in rows]
            return cls(records.from_records(found, source=str(path), lines=lines))
        return cls.from_yaml(path)

    @classmethod
    def default(cls) -> Gazetteer:
        """The gazetteer that ships with the package."""
        return cls.open(_SHIPPED)

    @classmethod
    def stack(cls, *gazetteers: Gazetteer) -> Gazetteer:
        """Several gazetteers as one; an entity of a later one takes the place of one with its id in an earlier one."""
        return cls(
            segments=[Segment(segment.index, segment.about, segment.path) for g in gazetteers for segment in g.segments]
        )

    def save(self, path: str | Path) -> None:
        """Write a compiled gazetteer, to be opened with :meth:`open`.

        Raises
        ------
        ArtefactError
            If the file cannot be written.
        """
        if len(self.segments) == 1:
            artefact.write(path, self.segments[0].index.sections, self.segments[0].about)
        else:
            artefact.write(path, *compiled(self.entities.values()))

    @cached_property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change when any entity does."""
        found = [segment.about["fingerprint"] for segment in self.segments]
        return str(found[0]) if len(found) == 1 else hashlib.sha256(" ".join(found).encode()).hexdigest()[:12]

    def __len__(self) -> int:
        return len(self.entities)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (self.segments,)

    @property
    def size(self) -> int:
        """How many names are listed."""
        return self._form_base[-1]

    @property
    def forms(self) -> Iterator[SurfaceForm]:
        """All listed names."""
        return (self.form(n) for at in range(len(self.segments)) for n in self._seen_forms(at))

    def _seen_forms(self, at: int) -> Iterator[int]:
        segment, base = self.segments[at], self._form_base[at]
        return (base + n for n in range(segment.index.forms) if self._is_seen(segment, n))

    def _exact(self, folded: tuple[str, ...]) -> tuple[SurfaceForm, ...]:
        """The forms that have exactly these folded words."""
        listed = ((form, fold_words(form.text)) for form in self._found(lambda index: index.exact(folded)))
        return tuple(form for form, words in listed if folded in (words, words[1:]))

    def _lengths(self, first: str) -> tuple[int, ...]:
        """How many words the forms have that begin with this folded word."""
        return tuple(sorted({length for segment in self.segments for length in segment.index.lengths(first)}))

    def _written(self, folded: str) -> tuple[SurfaceForm, ...]:
        """The one-word names of things that some convention writes like this, or of which this is the native form."""
        written = ((form, form.name.parts[0].word) for form in self._found(lambda index: index.written(folded)))
        return tuple(form for form, word in written if folded == word.folded or folded in word.variants)

    def _small(self, text: str) -> tuple[SurfaceForm, ...]:
        """The forms without a capital that are written just so."""
        return tuple(
            form for form in self._found(lambda index: index.small(text)) if " ".join(form.text.split()) == text
        )

    @cached_property
    def small_firsts(self) -> frozenset[str]:
        """The first words of the names of organizations and places that are listed without a capital."""
        return frozenset(word for segment in self.segments for word in segment.index.small_firsts)

    def small_lengths(self, first: str) -> tuple[int, ...]:
        """How many words the forms without a capital have that begin with this word."""
        return self.lengths(SMALL + first)

    def _short(self, folded: tuple[str, ...]) -> tuple[tuple[SurfaceForm, ShortKind], ...]:
        """The forms of which this is a short form, one for each entity, and what kind of one."""
        found: dict[str, tuple[SurfaceForm, ShortKind]] = {}
        for form in self._found(lambda index: index.short(folded)):
            for short in short_forms(form.text, form.entity.type):
                if short.words == folded:
                    found.setdefault(form.entity.id, (form, short.kind))
        return tuple(found[id] for id in sorted(found))

    def short_lengths(self, first: str) -> tuple[int, ...]:
        """How many words the short forms have that begin with this folded word."""
        return self.lengths(SHORT + first)

    def with_words(self, one: str, other: str) -> list[SurfaceForm]:
        """The forms, some forty at most, that have two words with these folded letters."""
        found: set[int] = set()
        for base, segment in zip(self._form_base, self.segments, strict=False):
            index = segment.index
            ones, others = ({f for n in index.spelled(word) for f in index.postings(n)} for word in (one, other))
            found |= {base + f for f in ones & others}
        seen = (n for n in sorted(found) if self._is_seen_form(n))
        return [self.form(n) for n in islice(seen, MOST)]

    def knows(self, folded: str) -> bool:
        """Whether some listed name has this folded word."""
        return any(segment.index.knows(folded) for segment in self.segments)

    def of_consonants(self, words: Sequence[Word], most: int) -> list[SurfaceForm]:
        """The forms that have two words of the consonants of two of these, one of them perhaps less a letter.

        Those that have them in most of the ways come first. A person's name is left out if one of the words is like none
        of its words.
        """
        votes: Counter[int] = Counter()
        for first, second in combinations(words, 2):
            votes.update(self.meeting(first, second))
        ranked = sorted(votes, key=lambda n: (-votes[n], n))
        glanced = islice((n for n in ranked if self._is_seen_form(n)), _GLANCED)
        near = (n for n in glanced if self._is_near(words, n))
        return [self.form(n) for n in islice(near, most)]

    def _meeting(self, first: Word, second: Word) -> list[int]:
        """The forms that the pairs of two words lead to, each as often as they do."""
        found = []
        for pair in pairs_between(first, second):
            for base, segment in zip(self._form_base, self.segments, strict=False):
                found += [base + n for n in segment.index.consonants(pair)]
        return found

    def _is_near(self, words: Sequence[Word], number: int) -> bool:
        """Whether words may be those of a form: a quick look, at persons' names only."""
        at = bisect_right(self._form_base, number) - 1
        row = self.segments[at].index.form(number - self._form_base[at])
        if _CONTENT in row.roles:
            return True
        others = [
            self.segments[at].index.word(n) for n, role in zip(row.words, row.roles, strict=True) if role in _NAMES
        ]
        return len(words) > len(others) or all(any(may_be_near(w, other) for other in others) for w in words)

    def country(self, code: str) -> list[SurfaceForm]:
        """The listed names of a country, by its ISO code."""
        return self._found(lambda index: index.country(code))

    def _found(self, find: Callable[[Index], Iterable[int]]) -> list[SurfaceForm]:
        """The forms that a search finds in every segment, those of overridden entities left out."""
        found = []
        for base, segment in zip(self._form_base, self.segments, strict=False):
            found += [self.form(base + n) for n in find(segment.index) if self._is_seen(segment, n)]
        return found

    def _is_seen_form(self, number: int) -> bool:
        at = bisect_right(self._form_base, number) - 1
        return self._is_seen(self.segments[at], number - self._form_base[at])

    def _is_seen(self, segment: Segment, form: int) -> bool:
        return not segment.hidden or segment.index.form(form).entity not in segment.hidden

    def _form(self, number: int) -> SurfaceForm:
        """A listed name by its number."""
        at = bisect_right(self._form_base, number) - 1
        index, base = self.segments[at].index, self._word_base[at]
        row = index.form(number - self._form_base[at])
        entity = index.entity(row.entity)
        spelling = _spelling(entity, row.spelling)
        roles: list[Role] = [ROLES[role] for role in row.roles]
        parts = tuple(NamePart(index.word(w), role) for w, role in zip(row.words, roles, strict=True))
        name = Name(spelling.text, entity.type, parts)
        words = tuple(base + w for w in row.words)
        return SurfaceForm(
            number, entity, spelling.text, spelling.kind, spelling.lang, spelling.needs_context, words, name
        )

    def _forms_of(self, entity_id: str) -> tuple[SurfaceForm, ...]:
        """The forms of one entity, its canonical name first."""
        for at in range(len(self.segments) - 1, -1, -1):
            index = self.segments[at].index
            number = index.number_of(entity_id)
            if number >= 0:
                return tuple(self.form(self._form_base[at] + n) for n in index.forms_of(number))
        return ()

    def rarity(self, form: SurfaceForm) -> dict[Word, float]:
        """How rare the words of a form are among all listed names, 0..1."""
        rarest = math.log2(self.size + 1)
        return {
            part.word: 1.0 - math.log2(self.frequency(n) + 1) / (rarest + 1.0)
            for part, n in zip(form.name.parts, form.words, strict=True)
        }

    def forms_with(self, word: int) -> list[int]:
        """The numbers of the forms that contain a word of the vocabulary."""
        at = bisect_right(self._word_base, word) - 1
        segment, base = self.segments[at], self._form_base[at]
        found = segment.index.postings(word - self._word_base[at])
        return [base + n for n in found if self._is_seen(segment, n)] if base or segment.hidden else found

    def words_of(self, form: int) -> list[int]:
        """The numbers of the words of a form."""
        at = bisect_right(self._form_base, form) - 1
        base = self._word_base[at]
        found = self.segments[at].index.form_words(form - self._form_base[at])
        return [base + w for w in found] if base else found

    def frequency(self, word: int) -> int:
        """How many forms contain a word of the vocabulary."""
        at = bisect_right(self._word_base, word) - 1
        return self.segments[at].index.frequency(word - self._word_base[at])

    def word(self, number: int) -> Word:
        """A word of the vocabulary."""
        at = bisect_right(self._word_base, number) - 1
        return self.segments[at].index.word(number - self._word_base[at])

    def _similar(self, query: Word) -> tuple[tuple[int, float], ...]:
        """The words of the vocabulary most like ``query``, best first, each with its similarity; at most 40."""
        scored = []
        wide = _WIDE if query.abjad else 1
        for base, segment in zip(self._word_base, self.segments, strict=False):
            numbers = segment.index.near(query, _LOOKED_AT * wide)
            words = [segment.index.word(number) for number in numbers]
            for place in nearest(query, words, _JUDGED) if wide == 1 else range(len(words)):
                alike = similarity(query, words[place])
                if alike >= NEAR:
                    scored.append((-alike, base + numbers[place]))
        scored.sort()
        return tuple((number, -alike) for alike, number in scored[: MOST * wide])

    def bearers(self, folded: str) -> tuple[SurfaceForm, ...]:
        """The names of persons with this family name, one for each person, by id."""
        return self._bearers(self._words_found(lambda index: index.spelled(folded)))

    def sounding_bearers(self, family: Word) -> tuple[SurfaceForm, ...]:
        """The names of persons with a family name of another script that sounds as this word, one for each person, by id."""
        return self._bearers(self._sounding(family))

    def sounding_things(self, name: Word) -> tuple[SurfaceForm, ...]:
        """The one-word names of organizations and places in another script that sound as this word."""
        if not self.has_non_persons:
            return ()
        forms = (self.form(f) for n in self._sounding(name) for f in self.forms_with(n))
        return tuple(f for f in forms if len(f.words) == 1 and f.entity.type != "person")

    def _sounding(self, query: Word) -> Iterator[int]:
        """The words of the vocabulary in other scripts that sound as a word."""
        if self.scripts <= {query.script, ""}:
            return iter(())
        found = self._words_found(lambda index: index.sounding(query))
        return (n for n in found if self.word(n).script != query.script)

    def _words_found(self, find: Callable[[Index], Iterable[int]]) -> Iterator[int]:
        """The words of the vocabulary that a search finds in every segment."""
        for base, segment in zip(self._word_base, self.segments, strict=False):
            yield from (base + n for n in find(segment.index))

    def _bearers(self, words: Iterable[int]) -> tuple[SurfaceForm, ...]:
        found: dict[str, SurfaceForm] = {}
        for number in words:
            for form in map(self.form, self.forms_with(number)):
                parts = zip(form.words, form.name.parts, strict=True)
                if form.is_full_name and any(w == number and p.role == "family" for w, p in parts):
                    found.setdefault(form.entity.id, form)
        return tuple(found[id] for id in sorted(found))

    def paired(self, words: Sequence[Word]) -> list[SurfaceForm]:
        """The forms that have all of two or more words by their strict keys; perhaps a few others."""
        return self._found(lambda index: index.paired(words))


def _spelling(entity: Entity, place: int) -> Any:
    if place == 0:
        return next(listed_names(entity))
    return list(listed_names(entity))[place]


def _rebuilt(segments: tuple[Segment, ...]) -> Gazetteer:
    return Gazetteer(segments=segments)
