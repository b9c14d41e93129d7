"""The transliteration table: one matrix per source language, four uses.

A row of a matrix is a letter (in a context), its columns are the conventions. Reading one column romanizes; reading all
columns generates the written variants of a name; the column ``key`` and the *readings* of Latin orthographies turn any
spelling into phoneme keys; comparing columns explains a spelling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from translit._lazy import lazily
from translit.table.phonetics import Key, keys, phonemes
from translit.table.romanization import Spelling, nearest_variant, ranked_variants, romanize, variants
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
    "explain",
    "keys",
    "nearest_variant",
    "phonemes",
    "ranked_variants",
    "romanize",
    "tables",
    "variants",
]

__getattr__ = lazily(__name__, {"translit.table.relation": ("Difference", "Relation", "explain")})
