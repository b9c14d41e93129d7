"""Compiles the sections of an index from entities; what each section is for stands in :mod:`translit.gazetteer.index`.

Entities are read in parts, which may be done by several processes; the sections are the same, for words are numbered in the
order in which names have them.
"""

from __future__ import annotations

import os
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, islice

from translit.collector import without_collection
from translit.gazetteer.hash_tables import BucketTable, HashTable, table_entry
from translit.gazetteer.index_part import NewWord, Part, Reader
from translit.gazetteer.packing import postings
from translit.gazetteer.pair_entries import Forms, pair_entries
from translit.model import Entity
from translit.processes import start_worker
from translit.text.fold import script_of

Watch = Callable[[Sequence[Entity]], Iterable[Entity]]
"""Returns the same entities, and shows somebody how far their reader is: a progress bar."""
_PART = 2000  # entities that are read at once: a process gets its next ones in no time, and a bar moves on every second


def compile_index(entities: Iterable[Entity], watch: Watch = iter, n_process: int = 1) -> dict[str, bytes]:
    """Return the sections of an index over entities with different ids; their order does not matter.

    They are the same by however many processes.
    """
    builder = _Builder()
    with without_collection():
        ordered = sorted(entities, key=lambda e: e.id)
        watched = iter(watch(ordered))
        for reader, part in _parts(ordered, n_process):
            builder.add(reader, part)
            deque(islice(watched, len(part.forms)), maxlen=0)
        deque(watched, maxlen=0)
        return builder.sections()


def _parts(entities: Sequence[Entity], n_process: int) -> Iterator[tuple[int, Part]]:
    """Yield the parts of entities in order, each with a number of its reader."""
    starts = range(0, len(entities), _PART)
    if n_process == 1 or len(starts) < 2:
        reader = Reader()
        yield from ((0, reader.read(entities[start : start + _PART])) for start in starts)
        return
    from concurrent.futures import Future, ProcessPoolExecutor

    waiting: deque[Future[tuple[int, Part]]] = deque()
    with ProcessPoolExecutor(n_process, initializer=_start_worker, initargs=(entities,)) as pool:
        for start in starts:
            waiting.append(pool.submit(_read, start))
            if len(waiting) > 2 * n_process:
                yield waiting.popleft().result()
        for future in waiting:
            yield future.result()


_of_worker: tuple[Sequence[Entity], Reader] | None = None


def _start_worker(entities: Sequence[Entity]) -> None:
    global _of_worker  # noqa: PLW0603  one reader for each process of a pool
    _of_worker = entities, Reader()
    start_worker()


def _read(start: int) -> tuple[int, Part]:
    assert _of_worker is not None
    entities, reader = _of_worker
    with without_collection():
        return os.getpid(), reader.read(entities[start : start + _PART])


_ROWS = (
    "records", "record_at", "first_form", "form_entity", "form_words_at", "form_words", "form_roles", "words",
    "word_at",
)  # fmt: skip


class _Builder:
    """Joins parts to the rows and the table entries of an index."""

    def __init__(self) -> None:
        self.records, self.record_at = bytearray(), array("Q", [0])
        self.first_form = array("I", [0])
        self.form_entity, self.form_place = array("I"), array("H")
        self.form_words_at, self.form_words, self.form_roles = array("I", [0]), array("I"), bytearray()
        self.numbers: dict[tuple[str, str | None, bool], int] = {}  # of words
        self.words, self.word_at = bytearray(), array("I", [0])
        self.skeletons: list[tuple[str, ...]] = []
        self.given: dict[int, tuple[str, ...]] = {}  # the classes of given names
        self.exact, self.written, self.spelled, self.sounds = array("Q"), array("Q"), array("Q"), array("Q")
        self.firsts: dict[str, int] = {}
        self.lower_case_first_words: set[str] = set()
        self._numbers_of: dict[int, array[int]] = {}  # by reader, the numbers that its words have here

    def add(self, reader: int, part: Part) -> None:
        """Add a part to those before it."""
        numbers = self._numbers_of.setdefault(reader, array("I"))
        numbers.extend([self._number(word) for word in part.words])
        for word, classes in part.given.items():
            if self.given.setdefault(numbers[word], classes) is classes:
                self.sounds.extend([table_entry(name, numbers[word]) for name in classes])
        form = len(self.form_place)
        self.records += part.records
        _extend(self.record_at, part.record_sizes)
        _extend(self.first_form, part.forms)
        for entity, forms in enumerate(part.forms, len(self.first_form) - 1 - len(part.forms)):
            self.form_entity.extend([entity] * forms)
        self.form_place.extend(part.form_place)
        _extend(self.form_words_at, part.form_sizes)
        self.form_words.extend([numbers[word] for word in part.form_words])
        self.form_roles += part.form_roles
        self.exact.extend([entry + form for entry in part.exact])
        self.written.extend([entry + form for entry in part.written])
        for first, mask in part.firsts.items():
            self.firsts[first] = self.firsts.get(first, 0) | mask
        self.lower_case_first_words |= part.lower_case_first_words

    def _number(self, new: NewWord) -> int:
        """Return the number of a word, after adding it to the vocabulary if no other reader has met it before."""
        number = self.numbers.setdefault(new.key, len(self.numbers))
        if number == len(self.skeletons):
            self.words += new.row
            self.word_at.append(len(self.words))
            self.spelled.append(table_entry(new.folded, number))
            self.sounds.extend([code << 32 | number for code in new.hashes])
            self.skeletons.append(new.skeletons)
        return number

    def sections(self) -> dict[str, bytes]:
        """Return everything as bytes, by name."""
        found_at, found = postings(self.form_words_at, self.form_words, len(self.numbers))
        forms = Forms(self.form_words_at, self.form_words, bytes(self.form_roles))
        tables = {
            "exact": HashTable.pack(self.exact),
            "firsts": HashTable.pack(table_entry(first, mask) for first, mask in self.firsts.items()),
            "written": HashTable.pack(self.written),
            "spelled": HashTable.pack(self.spelled),
            "sounds": BucketTable.pack(self.sounds),
            "pairs": BucketTable.pack(pair_entries(forms, self.skeletons, self.given)),
        }
        return {
            **{name: content for name, (content, _) in tables.items()},
            **{f"{name}_at": starts for name, (_, starts) in tables.items()},
            **{name: bytes(getattr(self, name)) for name in _ROWS},
            "form_spelling": bytes(self.form_place),
            "small": " ".join(sorted(self.lower_case_first_words)).encode("utf-8", "surrogatepass"),
            "scripts": " ".join(sorted({script_of(text) for text, *_ in self.numbers})).encode(),
            "postings_at": bytes(found_at),
            "postings": bytes(found),
        }


def _extend(places: array[int], sizes: array[int]) -> None:
    """Add where those of more sizes end."""
    places.extend(islice(accumulate(sizes, initial=places[-1]), 1, None))
