"""Ids for names that come without one: made of the romanized name, unique in one import."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from translit.text.fold import ascii_letters

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_LONGEST = 60
_CONVENTION = "bgn"


def romanized(name: str, lang: str, convention: str = _CONVENTION) -> str:
    """Return a native name in Latin letters; by the first convention of its language if that does not have this one.

    A name of an unknown language, or of one without a matrix, comes back as it is.

    >>> romanized("Ганна Пятрова", "be", "bgn"), romanized("Ганна Пятрова", "be", "iso9"), romanized("Ганна", "xx")
    ('Hanna Pyatrova', 'Ganna Pâtrova', 'Ганна')
    """
    return " ".join(_romanized(word, lang, convention).strip() for word in name.split())


def id_of(name: str, lang: str = "") -> str:
    """Return a name as an id: its words in small Latin letters, romanized from its language if that is told.

    >>> id_of("Ганна Пятрова", "be"), id_of("Ганна Пятрова"), id_of("O'Brien & Söhne")
    ('hanna-pyatrova', 'ganna-piatrova', 'obrien-sohne')
    """
    if not name.isascii() and lang:
        name = romanized(name, lang)
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’ʼʹʺ`]", "", ascii_letters(name)).lower())
    return "-".join(words)[:_LONGEST].strip("-") or digest(name)


@lru_cache(maxsize=1 << 14)  # lists repeat given names
def _romanized(word: str, lang: str, convention: str) -> str:
    from translit.table.romanization import in_latin  # heavy, and needed for few formats
    from translit.table.tables import tables

    if lang not in tables().languages:
        return word
    conventions = [column for column in tables().language(lang).columns if column != "key"]
    return in_latin(word, lang=lang, convention=convention if convention in conventions else conventions[0])


def digest(value: Any) -> str:
    """Return six digits that tell records with one name apart, the same in every run."""
    return hashlib.sha256(_ENCODER.encode(value).encode("utf-8", "replace")).hexdigest()[:6]


def language_of(record: Mapping[str, Any]) -> str:
    """Return the language of a record's name if it stands among its native names, else ``""``."""
    names = record.get("names")
    for lang, forms in names.items() if isinstance(names, Mapping) else ():
        if record.get("name") in ([forms] if isinstance(forms, str) else forms):
            return str(lang)
    return ""
