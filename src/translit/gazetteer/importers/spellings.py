"""Sorting the spellings of an imported entity into the fields of a record: name, native names, aliases, acronyms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, NamedTuple

from translit.gazetteer.records import mixed_scripts
from translit.text.fold import script_of
from translit.text.tokens import fold_words

# Marks of writing direction, the byte-order mark and the soft hyphen: invisible, and no part of a name.
_MARKS = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
_INVISIBLE = dict.fromkeys(map(ord, _MARKS))
_BASE = re.compile(r"([a-z]{2,3})(-.*)?")
_ACRONYM = re.compile(r"[^\W\d_]{2,6}")
_UNSPACED = frozenset({"Cjk", "Hiragana", "Katakana", "Hangul", "Thai", "Lao", "Khmer", "Myanmar", "Tibetan"})


class Spelling(NamedTuple):
    """A spelling, the code of its language (``""`` if unknown), and whether it needs context."""

    text: str
    lang: str = ""
    needs_context: bool = False


def arrange(
    kind: str, labels: Iterable[Spelling], aliases: Iterable[Spelling] = ()
) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    """Return the fields of a record from proper names (the preferred first) and other names, and what was left out and why.

    The first label in Latin letters is the name. Labels in other letters are native names under their language
    (``be-tarask`` under ``be``), all the rest are aliases. Spellings that differ only in case, accents or punctuation
    are written once. One word for a person who has several needs context, or every Petrov would be this one.

    >>> arrange("person", [Spelling("Мария Кюри", "ru"), Spelling("Marie Curie", "fr")])[0]
    {'name': 'Marie Curie', 'names': {'ru': ['Мария Кюри']}}
    """
    left_out: list[tuple[str, str]] = []
    proper = list(_usable(labels, left_out))
    others = list(_usable(aliases, left_out))
    everything = [*proper, *others]
    if not everything:
        return {}, tuple(left_out)
    name = next((s.text for s in everything if _is_latin(s.text)), everything[0].text)
    fields: dict[str, Any] = {"name": name}
    seen = {fold_words(name)}
    native: dict[str, list[str]] = {}
    for spelling in proper:
        base = _BASE.fullmatch(spelling.lang)
        lang = base[1] if base else ""
        if lang and not _is_latin(spelling.text) and spelling.text not in native.get(lang, ()):
            native.setdefault(lang, []).append(spelling.text)
            seen.add(fold_words(spelling.text))
    listed: list[str | dict[str, Any]] = []
    acronyms: list[str] = []
    several = len(fold_words(name)) > 1
    for spelling in everything:
        words = fold_words(spelling.text)
        if words in seen:
            continue
        seen.add(words)
        acronym = kind != "person" and _ACRONYM.fullmatch(spelling.text) and spelling.text.isupper()
        lone = kind == "person" and several and len(words) == 1 and script_of(spelling.text) not in _UNSPACED
        if acronym and not spelling.needs_context:
            acronyms.append(spelling.text)
        elif spelling.needs_context or lone:
            listed.append({"text": spelling.text, "needs_context": True})
        else:
            listed.append(spelling.text)
    for field, found in (("names", dict(sorted(native.items()))), ("aliases", listed), ("acronyms", acronyms)):
        if found:
            fields[field] = found
    return fields, tuple(left_out)


def _usable(spellings: Iterable[Spelling], left_out: list[tuple[str, str]]) -> Iterable[Spelling]:
    for spelling in spellings:
        text = clean(spelling.text)
        if not fold_words(text):
            left_out.append(("spelling without letters", spelling.text))
        elif mixed_scripts(text):
            left_out.append(("spelling with letters of two scripts in one word", spelling.text))
        else:
            yield spelling._replace(text=text)


def clean(text: str) -> str:
    r"""Return a spelling in NFC, without invisible marks, with single spaces.

    >>> clean("  Zoë\u200f   Baird ")
    'Zoë Baird'
    """
    return unicodedata.normalize("NFC", " ".join(text.translate(_INVISIBLE).split()))


def _is_latin(text: str) -> bool:
    return script_of(text) in ("Latin", "")
