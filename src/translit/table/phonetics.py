"""Phonetic keys: phoneme strings that the spellings of one name share, whatever convention or orthography wrote them.

A Latin spelling is read in every orthography that it has a cue for (German, Polish, English …) and so has a *set* of keys,
as in Beider-Morse phonetic matching (2008); a native spelling is read by the matrix of its language, or of every language
that it may be in. Phonetic rules then merge what conventions vary. ``words.Word`` and ``blocking`` are built on the keys.

Words are read syllable by syllable, and syllables are cached: new words are mostly made of known ones.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from sys import intern

from translit.limits import LONGEST_WORD, REMEMBERED_SHORTLY, REMEMBERED_WORDS
from translit.table.compiled_keys import compiled_keys
from translit.table.languages import languages_of
from translit.table.romanization import native_phonemes
from translit.table.syllables import syllable_keys
from translit.table.tables import VOWELS, Orthography, Rewrite, Unit, tables
from translit.text.fold import ascii_letters, fold, script_of
from translit.text.patterns import regex

ANY_PENALTY = 1.0
"""Lets every orthography be tried."""
UNDIVIDED = 0.05
"""The penalty of a Chinese, Japanese or Korean word that is read as a foreign one, without its syllables: more than that of
any single rarer reading, since foreign names in these scripts are the exception."""
PLAIN = str.maketrans({"q": "k", "w": "v", "x": "ks", "y": "i"})
"""The phonemes of letters without diacritics that an orthography does not list."""
_TIES = dict.fromkeys(
    (0x35F, 0x360, 0x361, *range(0xFE20, 0xFE24))
)  # of library catalogues and maps: i͡u is iu, s͟h is sh
_SYLLABLE = regex(f"[^{VOWELS}]*[{VOWELS}]+(?:[^{VOWELS}]+$)?|[^{VOWELS}]+$")
_DOUBLE = regex(r"(.)\1+")
_MOST_SINGLE = 1 << 10  # letters of an orthography whose phonemes are cached


@dataclass(frozen=True, slots=True)
class Key:
    """A phonetic key of one word.

    ``reading`` is the id of the orthography (``pl``) or language (``ru``, ``ru.de``) by which the word was read, ``folds``
    the ids of the phonetic rules that changed its phonemes.
    """

    text: str
    reading: str
    folds: tuple[str, ...]


def phonemes(word: str, lang: str | None = None, most_penalty: float = 0.0) -> tuple[tuple[str, str], ...]:
    """Return the phoneme strings of a word, each with the orthography or language that gave it; no rule applied yet.

    Phonemes are Latin letters, with Z, S, C for zh, sh, ch, c for ts, h for kh, j for y and ' for softness; a dot ends a
    syllable of Chinese, Japanese and Korean. Of a Latin word, only orthographies with at most ``most_penalty`` (0..1) are
    tried.

    >>> phonemes("Лукашэнка", "be")
    (('lukaSenka', 'be'), ('lukasenka', 'be.plain'))
    """
    word = normalized(word)
    found: dict[str, str] = {}
    if not _is_latin(word):
        for text, reading, _ in _native(word, lang):
            found.setdefault(text, reading)
    elif _is_syllabic(lang):
        found = dict.fromkeys(sorted(syllable_keys(word, str(lang))), str(lang))
    else:
        syllables = _syllables(word)
        for r, orthography in _cued_orthographies(word, syllables, most_penalty):
            found.setdefault("".join([s.phonemes(r) for s in syllables]), orthography.id)
    return tuple(found.items())


def keys(word: str, *, lang: str | None = None) -> frozenset[Key]:
    """Return the phonetic keys of one word: two spellings with a common key text are written forms of one name.

    No string raises an error; one of more than a hundred letters has no keys.

    Parameters
    ----------
    word
        One word in any script; a name of several words has no common key.
    lang
        The language of a native word, or that of the Chinese, Japanese or Korean name that a Latin word romanizes. If it is
        not given, the word is read in every language that it may be in.

    Examples
    --------
    >>> sorted({k.text for k in keys("Lukaschenko")} & {k.text for k in keys("Лукашенко", lang="ru")})
    ['lukaSenko']
    """
    return keys_at(word, lang)


def keys_at(word: str, lang: str | None = None, level: int = 1, most_penalty: float = 0.0) -> frozenset[Key]:
    """Return the keys after the rules up to ``level``, by orthographies with at most ``most_penalty``."""
    plain = normalized(word)
    if not _is_latin(plain) or _is_syllabic(lang):
        found = [(reading, *apply_rules(text, level)) for text, reading in phonemes(word, lang)]
    else:
        syllables = _syllables(plain)
        found = [
            (o.id, _joined(syllables, r, o, level), apply_rules("".join([s.phonemes(r) for s in syllables]), level)[1])
            for r, o in _cued_orthographies(plain, syllables, most_penalty)
        ]
    return frozenset(Key(text, reading, rules) for reading, text, rules in found if text)


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def key_penalties(word: str, lang: str | None = None) -> Mapping[str, float]:
    """Return the keys of a word by all orthographies, each with the least penalty (0..1) of one that gives it.

    ``lang`` is as for :func:`keys`.

    >>> sorted(key_penalties("Miloš").items())
    [('miloS', 0.0), ('milos', 0.0)]
    """
    word = normalized(word)
    compiled = compiled_keys()
    found = compiled.penalties(word, lang) if compiled else None
    return found if found is not None else read_keys(word, lang)


def read_keys(word: str, lang: str | None) -> dict[str, float]:
    """Return what :func:`key_penalties` does of a normalized word, without the compiled core."""
    out: dict[str, float] = {}
    if not _is_latin(word):
        for text, _, penalty in _native(word, lang):
            key = apply_rules(text)[0]
            out[key] = min(penalty, out.get(key, 1.0))
            if "." in key:  # a foreign name is not made of the syllables of the language
                undivided = apply_rules(text.replace(".", "").replace(" ", ""))[0]
                out[undivided] = min(UNDIVIDED, out.get(undivided, 1.0))
    elif _is_syllabic(lang):
        out = {apply_rules(text)[0]: 0.0 for text in syllable_keys(word, str(lang))}
    else:
        syllables = _syllables(word)
        for r, orthography in _cued_orthographies(word, syllables, ANY_PENALTY):
            key = _joined(syllables, r, orthography)
            if orthography.penalty < out.get(key, 2.0):
                out[key] = orthography.penalty
    out.pop("", None)
    return out


def _is_syllabic(lang: str | None) -> bool:
    """Return True if Latin words of this language are divided into its syllables."""
    return lang in tables().languages and tables().languages[lang].syllabic


def _joined(syllables: list[_Syllable], r: int, orthography: Orthography, level: int = 1) -> str:
    """Return the key of a word in orthography number ``r``: the rules are applied syllable by syllable."""
    if level > 1:
        text = "".join([s.apply_rules(r, level) for s in syllables])
    else:
        text = "".join([s.key(r) if (key := s.keys.get(s.equivalents[r])) is None else key for s in syllables])
    return _DOUBLE.sub(r"\1", text) if orthography.has_silent_letters else text


@lru_cache(maxsize=REMEMBERED_WORDS)
def apply_rules(text: str, level: int = 1, without: str = "") -> tuple[str, tuple[str, ...]]:
    """Return phonemes after the rules up to ``level``, except ``without``, and the ids of the rules that changed them.

    >>> apply_rules("sergejev")
    ('sergev', ('glide', 'double'))
    """
    used = []
    for name, rewrite in _rules(level):
        before = text
        for needs, pattern, new in rewrite if name != without else ():
            if not needs or not needs.isdisjoint(text):
                text = pattern.sub(new, text)
        if text != before:
            used.append(name)
    return text, tuple(used)


@cache
def _rules(level: int) -> tuple[tuple[str, Rewrite], ...]:
    return tuple((rule.id, rule.rewrite) for rule in tables().rules if rule.level <= level)


class _Syllable:
    """One syllable in its place: its phonemes and keys by orthography, and the orthographies that it is a cue for.

    ``after`` is the part of the next syllable that orthographies depend on: letters, ``"·"`` for any, ``""`` at the end.
    ``keys`` is by the number of the first equivalent orthography.
    """

    __slots__ = ("_phonemes", "after", "cues", "equivalents", "first", "keys", "text")

    def __init__(self, text: str, first: bool, after: str) -> None:
        self.text, self.first, self.after = text, first, after
        self.cues = _cues(("" if first else "·a") + text + (f"{after}·" if after else ""))
        self.equivalents = equivalents(text)
        self._phonemes: dict[int, str] = {}
        self.keys: dict[int, str] = {}

    def phonemes(self, r: int) -> str:
        """Return the phonemes in orthography number ``r``."""
        r = self.equivalents[r]
        found = self._phonemes.get(r)
        if found is None:
            units = read_units(self.text, tables().orthographies[r], self.first, self.after)
            found = self._phonemes[r] = intern("".join([phonemes for _, phonemes in units]))
        return found

    def key(self, r: int) -> str:
        """Return the part of a key in orthography number ``r``, and cache it in ``keys``."""
        text = self.keys[self.equivalents[r]] = intern(self.apply_rules(r, 1))
        return text

    def apply_rules(self, r: int, level: int) -> str:
        """Return the phonemes in orthography number ``r`` after the rules; ``·`` hides inner edges from ``^`` and ``$``."""
        before, after = "" if self.first else "·", "·" if self.after else ""
        return apply_rules(f"{before}{self.phonemes(r)}{after}", level)[0].strip("·")


def _cues(context: str) -> int:
    """Return the orthographies, as bits, that a syllable in its place is a cue for."""
    orthographies, cued = tables().orthographies, tables().cued
    found, possible = 0, cued[""]
    for letter in context:
        possible |= cued.get(letter, 0)
    while possible:
        bit = possible & -possible
        possible ^= bit
        cue = orthographies[bit.bit_length() - 1].cue
        if not cue or cue.search(context):
            found |= bit
    return found


@lru_cache(maxsize=REMEMBERED_WORDS)
def equivalents(text: str) -> bytes:
    """Return, for each orthography, the number of the first one that reads the letters of a syllable in the same way."""
    known, unlisted = tables().signatures, " " * len(tables().orthographies)
    signatures = [known.get(letter) or known.get(fold(letter)[:1], unlisted) for letter in text]
    first: dict[tuple[str, ...], int] = {}
    return bytes([first.setdefault(signs, r) for r, signs in enumerate(zip(*signatures, strict=True))])


_syllable = lru_cache(maxsize=REMEMBERED_WORDS)(_Syllable)


def _syllables(word: str) -> list[_Syllable]:
    found = _SYLLABLE.findall(word)
    last = len(found) - 1
    return [_syllable(text, i == 0, _lookahead(found[i + 1][:2]) if i < last else "") for i, text in enumerate(found)]


@lru_cache(maxsize=REMEMBERED_WORDS)
def _lookahead(after: str) -> str:
    """Return the part of the following letters that some orthography depends on, ``"·"`` if none does."""
    lookaheads = tables().lookaheads
    return after if after in lookaheads else after[:1] if after[:1] in lookaheads else "·"


def orthographies_of(word: str) -> list[Orthography]:
    """Return the orthographies without penalty by which a Latin word in small letters may be read."""
    return [orthography for _, orthography in _cued_orthographies(word, _syllables(word), 0.0)]


def _cued_orthographies(word: str, syllables: list[_Syllable], most_penalty: float) -> list[tuple[int, Orthography]]:
    """Return the orthographies that a word has cues for, with their numbers."""
    cues = 0
    for syllable in syllables:
        cues |= syllable.cues
    return [o for o in _with_cues(cues, most_penalty) if o[1].form is None or o[1].form.search(word)]


@lru_cache(maxsize=1 << 11)
def _with_cues(cues: int, most_penalty: float) -> tuple[tuple[int, Orthography], ...]:
    return tuple([pair for pair in _numbered() if cues >> pair[0] & 1 and pair[1].penalty <= most_penalty])


@cache
def _numbered() -> tuple[tuple[int, Orthography], ...]:
    """Return the orthographies with their numbers, in tuples that all lists of some of them share."""
    return tuple(enumerate(tables().orthographies))


def read_units(text: str, orthography: Orthography, first: bool = True, after: str = "") -> list[tuple[str, str]]:
    """Cut a syllable (or a whole word) into the units of an orthography, the longest first, each with its phonemes.

    ``first`` if it begins its word; ``after`` are the letters of the word that follow.

    >>> read_units("schuk", next(o for o in orthographies_of("schuk") if o.id == "de"))
    [('sch', 'S'), ('u', 'u'), ('k', 'k')]
    """
    out = []
    units, longest, single = orthography.units, orthography.longest, orthography.single
    context_free = orthography.context_free
    i, end = 0, len(text)
    while i < end:
        letters = text[i]
        found = single.get(letters)
        if found is None:
            last = i + longest.get(letters, 0)
            for stop in range(last if last < end else end, i, -1):
                letters = text[i:stop]
                found = context_free.get(letters)
                if found is not None:
                    break
                if letters in units:
                    found = next((u.phonemes for u in units[letters] if _fits(u, text, i, stop, first, after)), None)
                    if found is not None:
                        break
            else:
                letters = text[i]
                found = _unlisted(letters, orthography)
        out.append((letters, found))
        i += len(letters)
    return out


def _fits(unit: Unit, text: str, start: int, stop: int, first: bool, after: str) -> bool:
    """Return True if the context of a unit is that of ``text[start:stop]``."""
    if not unit.before and not unit.after:
        return True
    if unit.before == "^" and (start or not first):
        return False
    if unit.before == "~" and not (text[start - 1] in VOWELS if start else not first):
        return False
    if unit.after == "$":
        return stop == len(text) and not after
    if unit.after == "~":
        return stop < len(text) and text[stop] in VOWELS
    return not unit.after or (text[stop:] + after).startswith(unit.after)


def _unlisted(letter: str, orthography: Orthography) -> str:
    """Return the phonemes of a letter that the orthography does not list: without its diacritic, or itself."""
    plain = fold(letter)
    free = (u.phonemes for u in orthography.units.get(plain, ()) if not u.before and not u.after)
    found = next(free, plain.translate(PLAIN))
    if letter not in orthography.longest and len(orthography.single) < _MOST_SINGLE:
        orthography.single[letter] = found
    return found


def _native(word: str, lang: str | None) -> tuple[tuple[str, str, float], ...]:
    """Return the phoneme strings of a native word, each with the language (alternative) and its penalty."""
    language = tables().languages.get(lang or "")
    if language and (language.syllabic or language.alphabet.issuperset(c for c in word if c.isalpha())):
        return native_phonemes(word, language.code)
    fitting = languages_of(word)
    if fitting:
        return tuple(found for language in fitting for found in native_phonemes(word, language.code))
    units = read_units(ascii_letters(word).lower().replace(" ", ""), tables().orthographies[0])
    return (("".join([phonemes for _, phonemes in units]), "unidecode", 0.0),) if units else ()


def normalized(word: str) -> str:
    """Return a word in small composed letters, without the ties of library catalogues; nothing of one that is too long."""
    if len(word) > LONGEST_WORD:
        return ""
    return word.lower() if word.isascii() else unicodedata.normalize("NFC", word).lower().translate(_TIES)


def _is_latin(word: str) -> bool:
    return word.isascii() or script_of(word) == "Latin"
