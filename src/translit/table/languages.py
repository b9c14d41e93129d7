"""Which languages a text may be in, by its letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from translit.errors import OtherScriptError
from translit.limits import REMEMBERED_SHORTLY
from translit.table.tables import Language, tables
from translit.text.fold import script_of

# Scripts whose letters are not those of the rows, and the language they are read in unless another is named.
_HIDDEN = {"Hangul": "ko", "Hiragana": "ja", "Katakana": "ja", "Cjk": "zh"}


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def languages_of(word: str) -> tuple[Language, ...]:
    """Return the likeliest languages of a native word: of those whose alphabet has all its letters, the first to guess.

    >>> [language.code for language in languages_of("Ціханоўская")]
    ['be']
    """
    hidden = _HIDDEN.get(script_of(word))
    if hidden:
        return (tables().languages[hidden],)
    lower = word.lower()
    fitting = [c for c in possible_languages(word) if not (c.never and re.search(c.never, lower))]
    first = min((language.guess for language in fitting), default=0)
    return tuple(language for language in fitting if language.guess == first)


def possible_languages(text: str) -> tuple[Language, ...]:
    """Return all languages whose alphabet has all letters of a native text.

    >>> "ky" in [language.code for language in possible_languages("Садыр Жапаров")]
    True
    """
    letters = {c for c in text.lower() if c.isalpha()}
    return tuple(language for language in tables().languages.values() if letters and letters <= language.alphabet)


def check_script(text: str, lang: str) -> None:
    """Raise :class:`~translit.errors.OtherScriptError` if no letter of ``text`` is of the script of a language, or Latin.

    >>> check_script("Лукашенко", "ar")
    Traceback (most recent call last):
    translit.errors.OtherScriptError: 'Лукашенко' is in Cyrillic letters, and Arabic is not; is it in ru, be, uk?
    """
    language = tables().language(lang)
    found = {script_of(c) for c in unicodedata.normalize("NFKC", text)} - {""}
    own = {"Latin", *map(script_of, language.alphabet)}
    if language.syllabic:  # their rows are of Latin, Hiragana or parts of Hangul; all three may have Han characters
        own |= {script for script, code in _HIDDEN.items() if code in (lang, "zh")}
    if found and not found & own:
        codes = [other.code for other in languages_of(text)]
        asked = f"; is it in {', '.join(codes)}?" if codes else ""
        raise OtherScriptError(f"{text!r} is in {', '.join(sorted(found))} letters, and {language.name} is not{asked}")
