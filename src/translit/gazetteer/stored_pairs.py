"""The entries of the pairs of skeletons under which an index stores its names.

Names of a list share their words: what is needed of a word is kept once, and the pairs of all names are made at the end.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Iterable, Sequence

from translit.core import library
from translit.core.memory import address
from translit.gazetteer.hash_tables import table_entry
from translit.gazetteer.skeleton_pairs import LEAST_CUT, MOST_CUT, MOST_PAIRED, pairs_of
from translit.names.parse import REQUIRED_ROLES, Role

_GIVEN, _FAMILY = 1, 2
_ROLES: tuple[Role, ...] = ("content", "given", "family")  # by the flags of a word


class StoredPairs:
    """Skeletons and classes of words, by their numbers, and the words of names."""

    def __init__(self) -> None:
        self._skeletons: dict[int, Iterable[str]] = {}
        self._classes: dict[int, Iterable[str]] = {}
        self._rows, self._row_at, self._forms = array("I"), array("I", [0]), array("I")

    def add_word(self, number: int, skeletons: Iterable[str]) -> None:
        """Add the skeletons of a word."""
        self._skeletons[number] = skeletons

    def add_given(self, number: int, classes: Iterable[str]) -> None:
        """Add the classes of a given name."""
        self._classes[number] = classes

    def add_name(self, form: int, roles: Sequence[Role], numbers: Sequence[int]) -> None:
        """Add a form: the roles and the numbers of its words."""
        paired = [n for n, role in enumerate(roles) if role in REQUIRED_ROLES][:MOST_PAIRED]
        if len(paired) < 2:
            return
        row = [numbers[n] << 2 | (roles[n] == "given") for n in paired]
        families = [place for place, n in enumerate(paired) if roles[n] == "family"]
        if families:
            row[families[-1]] |= _FAMILY
        self._rows.extend(row)
        self._row_at.append(len(self._rows))
        self._forms.append(form)

    def entries(self) -> array[int]:
        """Return the entries of the pairs of all names; some may stand twice."""
        core = library()
        return self._compiled(core) if core else self._read()

    def _read(self) -> array[int]:
        found = array("Q")
        for n, form in enumerate(self._forms):
            row = self._rows[self._row_at[n] : self._row_at[n + 1]].tolist()
            kept = [{*self._skeletons[w >> 2], *(self._classes[w >> 2] if w & _GIVEN else ())} for w in row]
            found.extend([table_entry(pair, form) for pair in pairs_of(kept, [_ROLES[w & 3] for w in row])])
        return found

    def _compiled(self, core: ctypes.CDLL) -> array[int]:
        text, (skeletons_at, classes_at) = bytearray(), (array("I"), array("I"))
        for texts, starts in ((self._skeletons, skeletons_at), (self._classes, classes_at)):
            for number in range(max(self._skeletons, default=-1) + 1):
                starts.append(len(text))
                for line in texts.get(number, ()):
                    text += line.encode("utf-8", "surrogatepass") + b"\n"
            starts.append(len(text))
        call = core.translit_stored_pairs
        call.argtypes = (
            *(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_char_p, ctypes.c_void_p),
            *(ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p, ctypes.c_int64),
        )
        call.restype = ctypes.c_int64
        asked = address(self._rows), address(self._row_at), address(self._forms), len(self._forms), bytes(text)
        limits = address(skeletons_at), address(classes_at), LEAST_CUT, MOST_CUT
        found = array("Q", bytes(8 * call(*asked, *limits, None, 0)))
        call(*asked, *limits, address(found), len(found))
        return found
