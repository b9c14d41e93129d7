"""Reading the matrix: romanization by one convention, and the written variants by all of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from translit.fold import ascii_letters, fold, script_of
from translit.table.prepare import prepare
from translit.table.tables import Language, Row, Rows, tables

_HIDDEN = {"Hangul": "ko", "Hiragana": "ja", "Katakana": "ja", "Cjk": "zh"}
"""Scripts whose letters are not those of the rows, and the language they are read in unless another is named."""
_PLACES = 1 << 14  # places of letters remembered for each matrix
_WITH_CAPITALS = ("Cyrl", "Latn", "Grek", "Armn")
_WORD_START = re.compile(r"(?<!\S)\W*\w")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A way a native name is written in Latin letters, and the conventions that write it so."""

    text: str
    lang: str
    conventions: tuple[str, ...]

    @property
    def source(self) -> str:
        """The convention in words: ``"BGN/PCGN from Belarusian"``. Of several, one that the English press uses."""
        table = tables()
        conventions = [table.conventions[c] for c in self.conventions]
        convention = min(conventions, key=lambda c: "en" not in c.used)
        return f"{convention.short} from {table.languages[self.lang].name}"


def romanize(text: str, *, lang: str, convention: str) -> str:
    """Write ``text`` of language ``lang`` in Latin letters by ``convention``.

    Letters that the matrix does not know are romanized by Unidecode, so that no source script is left.

    Raises
    ------
    UnknownLanguageError, UnknownConventionError
        If there is no matrix for ``lang``, or the matrix has no such column.

    Examples
    --------
    >>> romanize("Ціханоўская", lang="be", convention="bgn")
    'Tsikhanowskaya'
    """
    language = tables().language(lang)
    return _latin(text, language, language.column(convention))


@lru_cache(maxsize=1 << 14)
def variants(native: str, *, lang: str) -> tuple[Spelling, ...]:
    """All written variants of a native name, each with its conventions, in the order of the matrix's columns.

    >>> [v.text for v in variants("Ціханоўская", lang="be")][:3]
    ['Tsikhanowskaya', 'Cichanoŭskaja', 'Cihanowskaja']
    """
    language = tables().language(lang)
    found: dict[str, list[str]] = {}
    for index, column in enumerate(language.columns):
        if column != "key":
            found.setdefault(_latin(native, language, index), []).append(column)
    return tuple(Spelling(text, lang, tuple(conventions)) for text, conventions in found.items())


@lru_cache(maxsize=1 << 14)
def variant_folds(native: str, lang: str) -> dict[str, Spelling]:
    """The folded variants of one native word, each with the first spelling that folds to it."""
    out: dict[str, Spelling] = {}
    for spelling in variants(native, lang=lang):
        out.setdefault(fold(spelling.text), spelling)
    return out


def follows(spelling: str, native: str, *, lang: str) -> list[tuple[Spelling, int]]:
    """Which conventions a spelling of a native name follows: the variants, nearest first, with the letters that differ.

    >>> best, differs = follows("Zichanouskaja", "Ціханоўская", lang="be")[0]
    >>> best.source, differs
    ('German press from Belarusian', 0)
    """
    target = fold(spelling)
    found = [(v, Levenshtein.distance(fold(v.text), target)) for v in variants(native, lang=lang)]
    return sorted(found, key=lambda f: (f[1], Levenshtein.distance(f[0].text.lower(), spelling.lower())))


def closest(spelling: str, native: str, *, lang: str) -> Spelling:
    """The written variant of ``native`` that is nearest to ``spelling``: what its writer most likely followed."""
    return follows(spelling, native, lang=lang)[0][0]


@lru_cache(maxsize=1 << 14)
def native_sounds(word: str, code: str) -> tuple[tuple[str, str, float], ...]:
    """The phoneme strings of a native word, with who hears it so (``ru``, ``ru.de``) and how doubtful that is (0..1)."""
    language = tables().languages[code]
    word = prepare(word.lower(), language)
    found = {_write(word, language.rows, 0, cased=False): (code, 0.0)}
    for also in language.heard:
        found.setdefault(_write(word, also.rows, 0, cased=False), (f"{code}.{also.name}", also.doubt))
    return tuple((sound, *who) for sound, who in found.items())


def languages_of(word: str) -> tuple[Language, ...]:
    """The likeliest languages of a native word: of those whose alphabet holds all its letters, the first to guess."""
    hidden = _HIDDEN.get(script_of(word))
    if hidden:
        return (tables().languages[hidden],)
    lower = word.lower()
    fitting = [language for language in _languages_with(lower[:1]) if language.fits(lower)]
    first = min((language.guess for language in fitting), default=0)
    return tuple(language for language in fitting if language.guess == first)


@lru_cache(maxsize=4096)
def _languages_with(letter: str) -> tuple[Language, ...]:
    """The languages that may have a word that begins so: all, if it is no letter."""
    found = tables().languages.values()
    return tuple(language for language in found if letter in language.alphabet or not letter.isalpha())


def _latin(text: str, language: Language, column: int) -> str:
    """A text by one column; a script without capitals gets one for each word."""
    written = _write(prepare(text, language), language.rows, column)
    if language.script not in _WITH_CAPITALS and not text.isascii():
        written = _WORD_START.sub(lambda m: m.group().upper(), written)
    return written.replace("‐", "-")


def _write(source: str, rows: Rows, column: int, *, cased: bool = True) -> str:
    lower = "".join(low if len(low := c.lower()) == 1 else c for c in source)
    out: list[str] = []
    i = 0
    while i < len(lower):
        row = _row_at(lower, i, rows)
        if row is None:
            out.append(_unknown(source[i]))
            i += 1
            continue
        cell = row.cells[column]
        out.append(_cased(cell, source, i, i + len(row.letters)) if cased else cell)
        i += len(row.letters)
    return unicodedata.normalize("NFC", "".join(out))


def _row_at(lower: str, i: int, rows: Rows) -> Row | None:
    """The row for the letters at a place of a word."""
    place = lower[i - 1] if i else "", lower[i : i + rows.reach]
    try:
        return rows.met[place]
    except KeyError:
        if len(rows.met) >= _PLACES:
            rows.met.clear()
        found = rows.met[place] = _row_of(*place, rows)
        return found


def _row_of(before: str, letters: str, rows: Rows) -> Row | None:
    for row in rows.get(letters[0], ()):
        size = len(row.letters)
        if letters.startswith(row.letters) and _fits(row.before, before) and _fits(row.after, letters[size : size + 1]):
            return row
    return None


def _fits(context: str, neighbour: str) -> bool:
    if not context:
        return True
    if context == "#":
        return not neighbour or not (neighbour.isalpha() or neighbour == "’")
    return neighbour != "" and neighbour in context


def _cased(cell: str, source: str, start: int, end: int) -> str:
    """Give a cell the case of the letters it stands for; in a word of capitals, capitals throughout."""
    if not source[start].isupper() or not cell:
        return cell
    neighbour = source[end : end + 1] or source[start - 1 : start]
    if source[start:end].isupper() and (neighbour.isupper() or end - start > 1):
        return cell.upper()
    return cell[0].upper() + cell[1:]


def _unknown(char: str) -> str:
    """A letter without a row: no letter of another script may be left."""
    if char.isascii() or script_of(char) in ("Latin", ""):
        return char
    return ascii_letters(char)
