"""Romanization: a matrix is read by one column (one convention), by all (written variants), or by its phonemes.

Which norm a column was checked against stands in ``data/table/conventions.yaml``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from translit.limits import REMEMBERED_SHORTLY
from translit.table.languages import check_script
from translit.table.syllables import JOINT, preprocess
from translit.table.tables import Convention, Language, Row, Rows, tables
from translit.table.thai import SILENCED
from translit.text.fold import SIGNS, ascii_letters, fold, script_of, without_marks
from translit.text.han import is_han
from translit.text.patterns import regex

_WINDOWS = 1 << 12  # cached for each letter of a matrix
_WITH_ENDING = "lv"  # the convention that gives foreign names a case ending
_CUSTOMARY = "press"  # the convention of Korean given names beside family names as their bearers spell them
_GIVEN_NAME = 2  # syllables of most Korean given names
_WITH_CAPITALS = ("Cyrl", "Latn", "Grek", "Armn")
_CAPITALS = regex(r"[^\W\d_]{2}")
_WORD_START = regex(r"(?<!\S)[^\w\sʼʻʾʿ]*+[ʼʻʾʿ]?\w")


@dataclass(frozen=True, slots=True, repr=False)
class Spelling:
    """A written variant of a native name of language ``lang``, and the ids of the conventions that write it so.

    >>> spelling = variants("Ціханоўская", lang="be")[0]
    >>> spelling, spelling.source
    (Spelling('Tsikhanowskaya', 'be', 1 conventions), 'BGN/PCGN from Belarusian')
    """

    text: str
    lang: str
    conventions: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Spelling({self.text!r}, {self.lang!r}, {len(self.conventions)} conventions)"

    @property
    def source(self) -> str:
        """The convention in words: ``"BGN/PCGN from Belarusian"``; of several one that the English press uses, if any."""
        table = tables()
        conventions = [table.conventions[c] for c in self.conventions]
        convention = min(conventions, key=lambda c: "en" not in c.used)
        return f"{convention.short} from {table.languages[self.lang].name}"


def romanize(text: str, *, lang: str, convention: str | None = None, type: str = "person") -> str:
    """Return ``text`` of language ``lang`` in Latin letters by ``convention``.

    Letters that the matrix does not know are romanized by Unidecode, so that no source script is left. The languages and
    their conventions are listed on the page “How the press writes names”.

    Parameters
    ----------
    text
        A native name or text; its capitals are kept, scripts without capitals get one for each word.
    lang
        The code of its language, such as ``"uk"``.
    convention
        The id of a convention of that language, such as ``"bgn"`` (see :func:`conventions`); without one that of the English
        press, else the first that writes Latin letters.
    type
        ``"person"``, ``"organization"`` or ``"place"``: only the Chinese or Korean name of a person is taken apart into
        family and given name.

    Raises
    ------
    UnknownLanguageError
        If there is no matrix for ``lang``.
    UnknownConventionError
        If the matrix has no such column.
    OtherScriptError
        If no letter of ``text`` is of the language's script, or Latin.

    Examples
    --------
    >>> romanize("Ціханоўская", lang="be", convention="bgn"), romanize("강원도", lang="ko", type="place")
    ('Tsikhanowskaya', 'Gangwondo')
    """
    check_script(text, lang)
    return in_latin(text, lang=lang, convention=convention, type=type)


def in_latin(text: str, *, lang: str, convention: str | None = None, type: str = "person") -> str:
    """Return what :func:`romanize` does, and that of a text in another script as well.

    >>> in_latin("Лукашенко", lang="ar")
    'Lukashenko'
    """
    language = tables().language(lang)
    column = language.column(convention or _usual(language))
    cells = _cells(preprocess(text, language, word=type != "person"), language)
    return _finished("".join([row[column] for row in cells]), text, language)


def conventions(lang: str) -> tuple[Convention, ...]:
    """Return the conventions by which names of language ``lang`` are written, those of Latin letters first.

    Raises
    ------
    UnknownLanguageError
        If there is no matrix for ``lang``.

    Examples
    --------
    >>> [c.id for c in conventions("el")][:3], conventions("el")[0].source
    (['elot743', 'grpass', 'iso843'], 'interscript/maps elot-ell-Grek-Latn-743-1982-ts, bgnpcgn-ell-Grek-Latn-1996 (tests)')
    """
    found = [tables().conventions[c] for c in tables().language(lang).conventions]
    return tuple(sorted(found, key=lambda c: c.letters != "Latn"))


def _usual(language: Language) -> str:
    """Return the convention of a language that is used where none is named."""
    return "en" if "en" in language.columns else conventions(language.code)[0].id


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def variants(native: str, *, lang: str) -> tuple[Spelling, ...]:
    """Return all written variants of a native name, each with its conventions, in the order of the matrix's columns.

    Raises
    ------
    UnknownLanguageError
        If there is no matrix for ``lang``.

    Examples
    --------
    >>> [v.text for v in variants("Ціханоўская", lang="be")][:3]
    ['Tsikhanowskaya', 'Cichanoŭskaja', 'Cihanowskaja']
    """
    language = tables().language(lang)
    found: dict[str, list[str]] = {}
    for text, convention in _all_columns(preprocess(native, language), native, language):
        found.setdefault(text, []).append(convention)
    for text in _with_customary_family_name(native, language):
        found.setdefault(text, [_CUSTOMARY])
    return tuple(Spelling(text, lang, tuple(conventions)) for text, conventions in found.items())


def _with_customary_family_name(native: str, language: Language) -> Iterator[str]:
    """Yield a full Korean name with each Latin spelling that its family name has by custom: Park, Lee."""
    family, _, given = preprocess(native, language).partition(" ")
    known = tables().customary.get(language.code, {}).get(unicodedata.normalize("NFC", family), "")
    if given and _CUSTOMARY in language.columns and " " not in native:
        written = in_latin(native, lang=language.code, convention=_CUSTOMARY).partition(" ")[2]
        yield from (f"{spelling} {written}" for spelling in known.split() if spelling.isascii())


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def variant_folds(native: str, lang: str) -> frozenset[str]:
    """Return the folded written variants of a native word, as one word each, and the customary spellings of a family name.

    >>> sorted(variant_folds("박", "ko") & {"pak", "park", "bak"}), "tsetung" in variant_folds("泽东", "zh")
    (['bak', 'pak', 'park'], True)
    """
    language = tables().language(lang)
    found: set[str] = set()
    latvian: set[str] = set()
    for source in _as_word(native, language):
        for text, convention in _all_columns(source, native, language):
            (latvian if convention == _WITH_ENDING else found).add(text)
    found.update(
        text for text in latvian if text.removesuffix("s") not in found
    )  # others write genitives and plurals so
    found.update(tables().customary.get(lang, {}).get(fold(native), "").split())
    return frozenset(
        fold(text.replace("-", "").replace(" ", "")) if language.syllabic else fold(text) for text in found
    )


def ranked_variants(spelling: str, native: str, *, lang: str) -> list[tuple[Spelling, int]]:
    """Return the written variants of ``native``, those nearest to ``spelling`` first, each with the edits between them.

    Edits are those of folded letters (Levenshtein distance). The first variant tells which convention the writer followed.

    >>> best, differs = ranked_variants("Zichanouskaja", "Ціханоўская", lang="be")[0]
    >>> best.source, differs
    ('German press from Belarusian', 0)
    """
    target = fold(spelling)
    found = [(v, Levenshtein.distance(fold(v.text), target)) for v in variants(native, lang=lang)]
    return sorted(found, key=lambda f: (f[1], Levenshtein.distance(f[0].text.lower(), spelling.lower())))


def nearest_variant(spelling: str, native: str, *, lang: str) -> Spelling:
    """Return the written variant of ``native`` that is nearest to ``spelling``.

    >>> nearest_variant("Tichanovskaja", "Тихановская", lang="ru").text
    'Tichanovskaja'
    """
    return ranked_variants(spelling, native, lang=lang)[0][0]


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def native_phonemes(word: str, code: str) -> tuple[tuple[str, str, float], ...]:
    """Return the phoneme strings of a native word, each with its language or alternative (``ru.de``) and penalty (0..1).

    >>> native_phonemes("Гейне", "ru")
    (('gejne', 'ru', 0.0), ('hejne', 'ru.h', 0.01))
    """
    language = tables().languages[code]
    sources = _as_word(word.lower(), language)
    lower = sources[0]
    found = {read_phonemes(source, language.rows): (code, 0.0) for source in sources}
    for alternative in language.alternatives:
        if any(letters in lower for letters in alternative.letters):
            reading = (f"{code}.{alternative.name}", alternative.penalty)
            found.setdefault(read_phonemes(lower, alternative.rows), reading)
    return tuple((text, *reading) for text, reading in found.items())


def _as_word(text: str, language: Language) -> tuple[str, ...]:
    """Return a word as the rows of a language spell it; a Korean given name also with its syllables apart.

    An Arabic word with vowel marks is also read without them, for most spellings are of unmarked words.
    """
    plain = preprocess(text, language, word=True)
    if (
        language.preprocessing == "thai" and SILENCED in text
    ):  # Thai does not speak them in foreign names: Dakar, Berlin
        return (plain, preprocess(text.replace(SILENCED, ""), language, word=True))
    if language.abjad and (unmarked := without_marks(text)) != text:
        return (plain, preprocess(unmarked, language, word=True))
    if language.preprocessing == "jamo" and len(text) == _GIVEN_NAME and "가" <= text[0] <= "힣":
        return (plain, preprocess(JOINT.join(text), language, word=True))
    return (plain,)


def _all_columns(source: str, text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yield a preprocessed text as each convention writes it, with the convention; its letters are looked up once."""
    found = _cells(source, language)
    columns = zip(*found, strict=True) if found else [()] * len(language.columns)
    for convention, cells in zip(language.columns, columns, strict=True):
        if convention != "key":
            yield _finished("".join(cells), text, language), convention


def _finished(written: str, text: str, language: Language) -> str:
    """Return joined cells in composed letters; a script without capitals gets one for each word."""
    written = unicodedata.normalize("NFC", written)
    if language.script not in _WITH_CAPITALS and not text.isascii():
        written = _WORD_START.sub(lambda m: m.group().upper(), written)
    return written.replace("‐", "-")


def _cells(source: str, language: Language) -> list[tuple[str, ...]]:
    """Return the cells of each row that a text is made of, in the case of its letters."""
    rows, out, i = language.rows, [], 0
    for row in _segment(_lower(source), rows):
        if row is None:
            written = _unknown(source[i])
            capital = _is_uppercase(source, i, i + 1)
            out.append((written.upper() if capital else written,) * len(language.columns))
            i += 1
            continue
        end = i + len(row.letters)
        if not source[i].isupper():
            out.append(row.cells)
        elif _is_uppercase(source, i, end):
            out.append(tuple([cell.upper() for cell in row.cells]))
        else:
            out.append(rows.capitals(row))
        i = end
    return out


def read_phonemes(lower: str, rows: Rows) -> str:
    """Return the phonemes of a preprocessed word in small letters."""
    out, i = [], 0
    for row in _segment(_lower(lower), rows):
        if row is None:
            out.append(_unknown(lower[i]))
            i += 1
        else:
            out.append(row.cells[0])
            i += len(row.letters)
    return unicodedata.normalize("NFC", "".join(out))


def _lower(source: str) -> str:
    """Return a text in small letters, letter by letter, so that its length stays."""
    lower = source.lower()
    if len(lower) == len(source) and "Σ" not in source:  # at the end of a word a sigma has another form
        return lower
    return "".join(low if len(low := c.lower()) == 1 else c for c in source)


def _segment(lower: str, rows: Rows) -> list[Row | None]:
    """Return the rows that stand for a text, one after the other; ``None`` for a letter that has none."""
    out: list[Row | None] = []
    windows, padded = rows.windows, " " + lower
    i, end = 1, len(padded)
    while i < end:
        window = windows.get(padded[i])
        if window is None:
            out.append(None)
            i += 1
            continue
        if window.only:
            row: Row | None = window.only
        else:
            text = padded[i - 1 : i + window.ahead] if window.behind else padded[i : i + window.ahead]
            try:
                row = window.cache[text]
            except KeyError:
                if len(window.cache) >= _WINDOWS:
                    window.cache.clear()
                row = window.cache[text] = _row_of(padded[i - 1], padded[i : i + window.ahead], rows)
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
        return not neighbour or not is_inside_word(neighbour)
    return neighbour != "" and neighbour in context


def is_inside_word(char: str) -> bool:
    """Return True if a word goes on with a character beside another: it is no edge for the rows of a matrix.

    >>> is_inside_word("’"), is_inside_word("-")
    (True, False)
    """
    return char.isalpha() or char == "’" or char in SIGNS


def _is_uppercase(source: str, start: int, end: int) -> bool:
    """Return True if the letters of a row stand among capitals, so that their whole cell is written in capitals.

    The next letter of the word tells, at its end the one before; a word of one letter is like the rest of the text.
    """
    if not source[start:end].isupper():
        return False
    beside = _neighbour(source, end, 1) or _neighbour(source, start - 1, -1)
    return beside.isupper() if beside else end - start > 1 or (source.isupper() and bool(_CAPITALS.search(source)))


def _neighbour(source: str, at: int, step: int) -> str:
    """Return the letter of the word that stands there or behind an apostrophe, ``""`` at the edge of the word."""
    if source[at : at + 1] == "’":
        at += step
    letter = source[at : at + 1] if at >= 0 else ""
    return letter if letter.isalpha() else ""


def _unknown(char: str) -> str:
    """Return a letter without a row in Latin script, or as it is if Unidecode does not know it either.

    A kanji stays as it is: which of its readings is meant, a table cannot tell, and Unidecode's is Chinese.
    """
    if char.isascii() or is_han(char) or script_of(char) in ("Latin", ""):
        return char
    return (ascii_letters(char) or ascii_letters(unicodedata.normalize("NFKD", char))).strip() or char
