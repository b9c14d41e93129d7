"""The search of a gazetteer by the compiled core: the same answers as the Python that calls it gives without."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple
from zlib import crc32

from translit.core.memory import address, address_of
from translit.gazetteer.close_names import CloseNames
from translit.gazetteer.hash_tables import BucketTable
from translit.gazetteer.segments import Segment
from translit.table.blocking import STRICT
from translit.table.compiled_keys import NOT_READ, codes_of, compiled_keys
from translit.table.phonetics import UNDIVIDED, normalized
from translit.table.words import Word

_STRICT = STRICT.encode()
_DIVIDED = round(100 * UNDIVIDED)  # penalties are stored in hundredths
_SHARING = 256  # words that share a key, for which there is room at first
_POINTERS = (
    "words", "form_roles", "word_at", "postings_at", "postings", "form_words_at", "form_words", "form_entity", "hidden",
)  # fmt: skip
_NUMBERS = ("word_at", "postings_at", "postings", "form_words_at", "form_words", "form_entity")
_SIZES = ("words_size", "postings_size", "form_words_size")
_COUNTS = ("word_count", "form_count", "entity_count", "first_word", "first_form")


class _Buckets(ctypes.Structure):
    """The arrays of a :class:`~translit.gazetteer.hash_tables.BucketTable`, in the order of ``core.h``."""

    _fields_ = (
        *((name, ctypes.c_void_p) for name in ("numbers", "checks", "starts")),
        ("entries", ctypes.c_uint64),
        *((name, ctypes.c_uint32) for name in ("width", "shift", "buckets")),
    )

    @classmethod
    def of(cls, table: BucketTable) -> _Buckets:
        """Return the arrays of a table."""
        numbers, checks, starts, shift = table.arrays
        at = [address_of(view) if view.nbytes else None for view in (numbers, checks, starts)]
        return cls(*at, len(checks), numbers.itemsize, shift, len(starts) - 1)


class _Segment(ctypes.Structure):
    """The arrays of a segment, in the order of ``core.h``."""

    _fields_ = (
        *((name, _Buckets) for name in ("sounds", "pairs")),
        *((name, ctypes.c_void_p) for name in _POINTERS),
        *((name, ctypes.c_uint64) for name in _SIZES),
        *((name, ctypes.c_uint32) for name in _COUNTS),
    )


class Limits(ctypes.Structure):
    """The limits of a search, in the order of ``gains.c``."""

    _fields_ = (
        *((name, ctypes.c_int32) for name in ("opened", "own", "pool", "judged")),
        ("unlike", ctypes.c_double),
    )


class Pool(NamedTuple):
    """The forms whose gain is computed, and for each word of the query the near words whose similarity is computed."""

    forms: array[int]
    judged: list[array[int]]


class CompiledSearch:
    """What the library does with the segments of one gazetteer."""

    def __init__(self, library: ctypes.CDLL, segments: Sequence[Segment], information: Callable[[int], float]) -> None:
        self._library = library
        self._kept = segments, [_hidden(segment) for segment in segments]  # the arrays live as long as this object
        described = [_described(segment, hidden) for segment, hidden in zip(*self._kept, strict=True)]
        self._segments = (_Segment * len(segments))(*described)
        self._count = len(segments)
        self.close_names = CloseNames(library, self._segments)
        self._information = information

    @property
    def is_aligned(self) -> bool:
        """True if all numbers stand at multiples of their size; in a part of some bytes they may not."""
        numbers = [getattr(segment, name) for segment in self._segments for name in _NUMBERS]
        starts = [table.starts for segment in self._segments for table in (segment.sounds, segment.pairs)]
        return all((address or 0) % 4 == 0 for address in (*numbers, *starts))

    @cached_property
    def _bits(self) -> array[float]:
        """The information of a word by the number of forms that have it."""
        most = self._library.translit_most_frequent(self._segments, self._count)
        return array("d", map(self._information, range(most + 1)))

    def near(
        self, keys: Sequence[tuple[str, int]], own: Sequence[str], syllabic: bool, consonants: bool, most: int
    ) -> dict[int, float]:
        """Return the words with blocking keys, each of which has votes, the nearest first, with rough similarities."""
        codes = array("I", [crc32(key.encode("utf-8", "surrogatepass")) for key, _ in keys])
        votes = array("i", [count for _, count in keys])
        letters = array("I", [ord(c) for key in own for c in key])
        sizes = array("i", map(len, own))
        numbers, alike = array("I", bytes(4 * most)), array("d", bytes(8 * most))
        found = self._library.translit_near(
            self._segments, self._count, _at(codes), _at(votes), len(codes), _at(letters), _at(sizes), len(sizes),
            syllabic, consonants, most, _at(numbers), _at(alike),
        )  # fmt: skip
        found = _counted(found)
        return dict(zip(numbers[:found].tolist(), alike[:found].tolist(), strict=True))

    def sharing_key(self, place: int, sure: Sequence[str]) -> list[int]:
        """Return the words of a segment that have one of these keys, as :meth:`Index.sharing_key` does."""
        encoded = [key.encode("utf-8", "surrogatepass") for key in sure]
        codes = array("I", [crc32(_STRICT + key) for key in encoded])
        sizes = array("i", map(len, encoded))
        segment = ctypes.byref(self._segments, place * ctypes.sizeof(_Segment))
        room = _SHARING
        while True:
            out = array("I", bytes(4 * room))
            found = _counted(
                self._library.translit_sharing_key(
                    segment, _at(codes), b"".join(encoded), _at(sizes), len(sizes), _DIVIDED, _at(out), room
                )
            )
            if found <= room:
                return out[:found].tolist()
            room = found

    def homophones(self, place: int, word: Word) -> list[int] | None:
        """Return the words of a segment that share a strict key without a penalty with a word, whose keys are made, too.

        ``None`` if Python must make them, or has done so.
        """
        keys = compiled_keys()
        if keys is None or word.is_read:
            return None
        text = normalized(word.text)
        segment = ctypes.byref(self._segments, place * ctypes.sizeof(_Segment))
        room = _SHARING
        while True:
            out = array("I", bytes(4 * room))
            found = self._library.translit_homophones(
                segment,
                keys.tables,
                codes_of(text),
                len(text),
                keys.number(word.lang),
                _STRICT[0],
                _DIVIDED,
                _at(out),
                room,
            )
            if found <= room:
                return out[: _counted(found)].tolist() if found != NOT_READ else None
            room = found

    def pool(self, nears: Sequence[Mapping[int, float]], pairs: Sequence[int], limits: Limits) -> Pool:
        """Return the forms that seem to gain most by words, near whose words others are, and those of ``pairs``."""
        numbers = array("I", [number for near in nears for number in near])
        alike = array("d", [similar for near in nears for similar in near.values()])
        sizes, paired = array("i", map(len, nears)), array("I", pairs)
        most = len(pairs) + len(nears) * limits.own + limits.pool
        forms = array("I", bytes(4 * most))
        judged = array("I", bytes(4 * len(nears) * limits.judged))
        judged_sizes = array("i", bytes(4 * len(nears)))
        found = self._library.translit_pool(
            self._segments, self._count, len(nears), _at(numbers), _at(alike), _at(sizes), _at(self._bits),
            len(self._bits), _at(paired), len(paired), ctypes.byref(limits), _at(forms), _at(judged), _at(judged_sizes),
        )  # fmt: skip
        starts = range(0, len(judged), limits.judged)
        rows = [judged[start : start + size] for start, size in zip(starts, judged_sizes, strict=True)]
        return Pool(forms[: _counted(found)], rows)

    def gains(self, pool: Pool, by_word: Sequence[Sequence[float]], word_cost: float) -> dict[int, float]:
        """Return what the forms of a pool gain by the words that were judged, less what each word more or less costs."""
        room = max(map(len, by_word), default=0)
        sizes = array("i", map(len, by_word))
        judged, gains = array("I"), array("d")
        for numbers, values in zip(pool.judged, by_word, strict=True):
            rest = room - len(values)
            judged.extend([*numbers, *[0] * rest])
            gains.extend([*values, *[0.0] * rest])
        out = array("d", bytes(8 * len(pool.forms)))
        self._library.translit_gains(
            self._segments, self._count, len(by_word), _at(pool.forms), len(pool.forms), _at(judged), _at(sizes),
            _at(gains), room, ctypes.c_double(word_cost), _at(out),
        )  # fmt: skip
        return dict(zip(pool.forms.tolist(), out.tolist(), strict=True))


def compiled_search(
    library: ctypes.CDLL | None, segments: Sequence[Segment], information: Callable[[int], float]
) -> CompiledSearch | None:
    """Return the search by a library; ``None`` without one, or if the arrays do not stand where C may read them."""
    found = CompiledSearch(library, segments, information) if library else None
    return found if found and found.is_aligned else None


def _at(values: array[int] | array[float]) -> ctypes.c_void_p:
    return ctypes.c_void_p(address(values))


def _counted(found: int) -> int:
    if found < 0:
        raise MemoryError
    return found


def _hidden(segment: Segment) -> memoryview:
    """Return a byte for each entity of a segment, 1 if it is overridden; nothing if none is."""
    if not segment.hidden:
        return memoryview(b"")
    flags = bytearray(segment.index.entities)
    for number in segment.hidden:
        flags[number] = 1
    return memoryview(bytes(flags))


def _described(segment: Segment, hidden: memoryview) -> _Segment:
    index, sections = segment.index, segment.index.sections
    views = {name: sections[name] for name in _POINTERS if name in sections}
    views["hidden"] = hidden
    return _Segment(
        _Buckets.of(index.sounds),
        _Buckets.of(index.pairs),
        **{name: address_of(view) if view.nbytes else None for name, view in views.items()},
        words_size=sections["words"].nbytes,
        postings_size=sections["postings"].nbytes // 4,
        form_words_size=sections["form_words"].nbytes // 4,
        word_count=index.words,
        form_count=index.forms,
        entity_count=index.entities,
        first_word=segment.first_word,
        first_form=segment.first_form,
    )
