"""Reading the matrix: romanization by one convention, and the written variants by all of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from translit.table.prepare import prepare
from translit.table.tables import Language, Row, Rows, tables
from translit.text.fold import ascii_letters, fold, script_of

_HIDDEN = {"Hangul": "ko", "Hiragana": "ja", "Katakana": "ja", "Cjk": "zh"}
"""Scripts whose letters are not those of the rows, and the language they are read in unless another is named."""
_PLACES = 1 << 12  # remembered for each letter of a matrix
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


@lru_cache(maxsize=1 << 10)
def variants(native: str, *, lang: str) -> tuple[Spelling, ...]:
    """All written variants of a native name, each with its conventions, in the order of the matrix's columns.

    >>> [v.text for v in variants("Ціханоўская", lang="be")][:3]
    ['Tsikhanowskaya', 'Cichanoŭskaja', 'Cihanowskaja']
    """
    language = tables().language(lang)
    found: dict[str, list[str]] = {}
    for text, column in zip(_all_latin(native, language), language.columns, strict=True):
        if column != "key":
            found.setdefault(text, []).append(column)
    return tuple(Spelling(text, lang, tuple(conventions)) for text, conventions in found.items())


@lru_cache(maxsize=1 << 10)
def variant_folds(native: str, lang: str) -> frozenset[str]:
    """The folded variants of one native word."""
    language = tables().language(lang)
    texts = zip(_all_latin(native, language), language.columns, strict=True)
    return frozenset(map(fold, {text for text, column in texts if column != "key"}))


def ranked_variants(spelling: str, native: str, *, lang: str) -> list[tuple[Spelling, int]]:
    """Which conventions a spelling of a native name follows: the variants, nearest first, with the letters that differ.

    >>> best, differs = ranked_variants("Zichanouskaja", "Ціханоўская", lang="be")[0]
    >>> best.source, differs
    ('German press from Belarusian', 0)
    """
    target = fold(spelling)
    found = [(v, Levenshtein.distance(fold(v.text), target)) for v in variants(native, lang=lang)]
    return sorted(found, key=lambda f: (f[1], Levenshtein.distance(f[0].text.lower(), spelling.lower())))


def nearest_variant(spelling: str, native: str, *, lang: str) -> Spelling:
    """The written variant of ``native`` that is nearest to ``spelling``: what its writer most likely followed."""
    return ranked_variants(spelling, native, lang=lang)[0][0]


@lru_cache(maxsize=1 << 10)
def native_sounds(word: str, code: str) -> tuple[tuple[str, str, float], ...]:
    """The phoneme strings of a native word, with who hears it so (``ru``, ``ru.de``) and how doubtful that is (0..1)."""
    language = tables().languages[code]
    lower = prepare(word.lower(), language)
    found = {read_rows(lower, language.rows): (code, 0.0)}
    for also in language.heard:
        if any(letters in lower for letters in also.where):
            found.setdefault(read_rows(lower, also.rows), (f"{code}.{also.name}", also.doubt))
    return tuple((sound, *who) for sound, who in found.items())


@lru_cache(maxsize=1 << 10)
def languages_of(word: str) -> tuple[Language, ...]:
    """The likeliest languages of a native word: of those whose alphabet holds all its letters, the first to guess."""
    hidden = _HIDDEN.get(script_of(word))
    if hidden:
        return (tables().languages[hidden],)
    lower = word.lower()
    letters = {c for c in lower if c.isalpha()}
    if not letters:
        return ()
    fitting = [
        language
        for language in _languages_with(lower[:1])
        if letters <= language.alphabet and not (language.never and re.search(language.never, lower))
    ]
    first = min((language.guess for language in fitting), default=0)
    return tuple(language for language in fitting if language.guess == first)


@lru_cache(maxsize=4096)
def _languages_with(letter: str) -> tuple[Language, ...]:
    """The languages that may have a word that begins so: all, if it is no letter."""
    found = tables().languages.values()
    return tuple(language for language in found if letter in language.alphabet or not letter.isalpha())


def _latin(text: str, language: Language, column: int) -> str:
    """A text by one column."""
    source = prepare(text, language)
    return _finished("".join([cells[column] for cells in _cells(source, language)]), text, language)


def _all_latin(text: str, language: Language) -> list[str]:
    """A text by every column: its letters are looked up once."""
    found = _cells(prepare(text, language), language)
    if not found:
        return [""] * len(language.columns)
    return [_finished("".join(column), text, language) for column in zip(*found, strict=True)]


def _finished(written: str, text: str, language: Language) -> str:
    """What cells make together; a script without capitals gets one for each word."""
    written = unicodedata.normalize("NFC", written)
    if language.script not in _WITH_CAPITALS and not text.isascii():
        written = _WORD_START.sub(lambda m: m.group().upper(), written)
    return written.replace("‐", "-")


def _cells(source: str, language: Language) -> list[tuple[str, ...]]:
    """The cells of each row that a text is made of, in the case of its letters."""
    rows, out, i = language.rows, [], 0
    for row in _cut(_small(source), rows):
        if row is None:
            out.append((_unknown(source[i]),) * len(language.columns))
            i += 1
            continue
        end = i + len(row.letters)
        if not source[i].isupper():
            out.append(row.cells)
        elif _is_shouted(source, i, end):
            out.append(tuple([cell.upper() for cell in row.cells]))
        else:
            out.append(rows.capitals(row))
        i = end
    return out


def read_rows(lower: str, rows: Rows) -> str:
    """The phonemes of a word in small letters."""
    out, i = [], 0
    for row in _cut(_small(lower), rows):
        if row is None:
            out.append(_unknown(lower[i]))
            i += 1
        else:
            out.append(row.cells[0])
            i += len(row.letters)
    return unicodedata.normalize("NFC", "".join(out))


def _small(source: str) -> str:
    """A text in small letters, one for each of its own."""
    lower = source.lower()
    if len(lower) == len(source) and "Σ" not in source:  # at the end of a word a sigma has another form
        return lower
    return "".join(low if len(low := c.lower()) == 1 else c for c in source)


def _cut(lower: str, rows: Rows) -> list[Row | None]:
    """The rows that stand for a text, one after the other; ``None`` for a letter that has none."""
    out: list[Row | None] = []
    looks, padded = rows.looks, " " + lower
    i, end = 1, len(padded)
    while i < end:
        look = looks.get(padded[i])
        if look is None:
            out.append(None)
            i += 1
            continue
        if look.only:
            row: Row | None = look.only
        else:
            place = padded[i - 1 : i + look.ahead] if look.behind else padded[i : i + look.ahead]
            try:
                row = look.met[place]
            except KeyError:
                if len(look.met) >= _PLACES:
                    look.met.clear()
                row = look.met[place] = _row_of(padded[i - 1], padded[i : i + look.ahead], rows)
        out.append(row)
        i += len(row.letters) if row else 1
    return out


def _row_of(before: str, letters: str, rows: Rows) -> Row | None:
    for row in rows[letters[0]]:
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


def _is_shouted(source: str, start: int, end: int) -> bool:
    """Whether the letters of a row stand among capitals, so that all they become is written in capitals."""
    neighbour = source[end : end + 1] or source[start - 1 : start]
    return source[start:end].isupper() and (neighbour.isupper() or end - start > 1)


def _unknown(char: str) -> str:
    """A letter without a row: no letter of another script may be left."""
    if char.isascii() or script_of(char) in ("Latin", ""):
        return char
    return ascii_letters(char)
