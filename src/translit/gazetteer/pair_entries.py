"""The entries of the pairs of skeletons under which an index stores its names.

Names of a list share their words: what is needed of a word is kept once, and the pairs of all names are made at the end.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from translit.core import library
from translit.core.memory import address
from translit.gazetteer.hash_tables import table_entry
from translit.gazetteer.skeleton_pairs import LEAST_CUT, MOST_CUT, MOST_PAIRED, pairs_of
from translit.names.parse import REQUIRED_ROLES, ROLES

_FLAGS = bytes([(r == "given") | 2 * (r == "family") | 4 * (r in REQUIRED_ROLES) for r in ROLES])  # those of tables.c


class Forms(NamedTuple):
    """The words of forms: those of each form begin at a place of ``words`` and ``roles``, and last where they end."""

    words_at: array[int]
    words: array[int]
    roles: bytes


def pair_entries(forms: Forms, skeletons: Sequence[Sequence[str]], classes: Mapping[int, Sequence[str]]) -> array[int]:
    """Return the entries of the pairs of all forms; some may stand twice.

    ``skeletons`` are by the number of a word, ``classes`` those of words that are given names in some form.
    """
    core = library()
    return _compiled(core, forms, skeletons, classes) if core else read_pairs(forms, skeletons, classes)


def read_pairs(forms: Forms, skeletons: Sequence[Sequence[str]], classes: Mapping[int, Sequence[str]]) -> array[int]:
    """Return what :func:`pair_entries` does, without the compiled core."""
    found = array("Q")
    for form in range(len(forms.words_at) - 1):
        places = range(forms.words_at[form], forms.words_at[form + 1])
        words = [(forms.words[n], role) for n in places if (role := ROLES[forms.roles[n]]) in REQUIRED_ROLES][
            :MOST_PAIRED
        ]
        kept = [{*skeletons[word], *(classes[word] if role == "given" else ())} for word, role in words]
        found.extend([table_entry(pair, form) for pair in pairs_of(kept, [role for _, role in words])])
    return found


def _compiled(
    core: ctypes.CDLL, forms: Forms, skeletons: Sequence[Sequence[str]], classes: Mapping[int, Sequence[str]]
) -> array[int]:
    text, skeletons_at, classes_at = bytearray(), array("I"), array("I")
    for texts in skeletons:
        skeletons_at.append(len(text))
        text += _lines(texts)
    skeletons_at.append(len(text))
    for number in range(len(skeletons)):
        classes_at.append(len(text))
        text += _lines(classes.get(number, ()))
    classes_at.append(len(text))
    call = core.translit_pair_entries
    call.argtypes = (
        *(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32, ctypes.c_char_p, ctypes.c_void_p),
        *(ctypes.c_char_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64),
    )
    call.restype = ctypes.c_int64
    limits = array("I", [MOST_PAIRED, LEAST_CUT, MOST_CUT])
    asked = address(forms.words), address(forms.words_at), forms.roles, len(forms.words_at) - 1, _FLAGS, address(limits)
    by_word = bytes(text), address(skeletons_at), address(classes_at)
    found = array("Q", bytes(8 * call(*asked, *by_word, None, 0)))
    call(*asked, *by_word, address(found), len(found))
    return found


def _lines(texts: Sequence[str]) -> bytes:
    return "".join(f"{text}\n" for text in texts).encode("utf-8", "surrogatepass")
