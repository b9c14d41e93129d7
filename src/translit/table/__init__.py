"""The transliteration table: one matrix per source language, and four ways to read it.

A row of a matrix is a letter (in a context), its columns are conventions. One column romanizes a name; all columns give its
written variants; the column ``key`` and the orthographies of Latin spellings give phonetic keys, by which ``words`` compares
words; the comparison of columns explains a spelling. ``letter_costs`` adds what was learned from pairs of names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from translit._lazy import lazy_attributes
from translit.table.phonetics import Key, keys, phonemes
from translit.table.romanization import Spelling, conventions, nearest_variant, ranked_variants, romanize, variants
from translit.table.tables import Convention, Language, tables

if TYPE_CHECKING:
    from translit.table.relation import Difference, Relation, explain

__all__ = [
    "Convention",
    "Difference",
    "Key",
    "Language",
    "Relation",
    "Spelling",
    "conventions",
    "explain",
    "keys",
    "nearest_variant",
    "phonemes",
    "ranked_variants",
    "romanize",
    "tables",
    "variants",
]

if not TYPE_CHECKING:  # a type checker would believe that any name exists
    __getattr__ = lazy_attributes(__name__, {"translit.table.relation": ("Difference", "Relation", "explain")})
