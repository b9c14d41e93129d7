"""Keys: spelling-independent phoneme strings, in five levels from strict (1, conventions only) to loose (5, skeleton).

A Latin spelling has several readings (what would a German, a Pole, an Englishman have meant?) and so a *set* of keys; a
native spelling is read by the matrix of every language whose alphabet it fits, or of the one it is known to be in.

Words are read syllable by syllable, and what a syllable sounds like is remembered: new words are mostly made of known
syllables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from translit.table.romanization import languages_of, native_sounds
from translit.table.syllables import syllable_keys
from translit.table.tables import VOWELS, Reading, Rewrite, Unit, tables
from translit.text.fold import ascii_letters, fold, script_of

LEVELS = (1, 2, 3, 4, 5)
LOOSEST_READING = 3
"""The level up to which readings may speak for a similarity, at the price of their doubt."""
RUN_TOGETHER = 0.05
"""The doubt of a Chinese, Japanese or Korean word that is read as one from abroad, without its syllables."""
UNKNOWN = "unidecode"
"""The reading of scripts without a matrix."""
_LOOSE = str.maketrans({"q": "k", "w": "v", "x": "ks", "y": "i"})
_SYLLABLE = re.compile(f"[^{VOWELS}]*[{VOWELS}]+(?:[^{VOWELS}]+$)?|[^{VOWELS}]+$")
_DOUBLE = re.compile(r"(.)\1+")
_REMEMBERED = 1 << 12
_OTHERS = 1 << 10  # letters that a reading does not list and that it remembers


@dataclass(frozen=True, slots=True)
class Key:
    """A phoneme key of one word: ``text``, the ``reading`` or language it was read in, the ``folds`` that changed it."""

    text: str
    reading: str
    folds: tuple[str, ...]


def phonemes(word: str, lang: str | None = None, level: int = 1) -> tuple[tuple[str, str], ...]:
    """The phoneme strings of a word, each with the reading or language that gave it; no fold applied yet.

    >>> phonemes("Лукашэнка", "be")
    (('lukaSenka', 'be'), ('lukasenka', 'be.plain'))
    """
    word = _plain(word)
    if _is_latin(word):
        if _cut(lang):
            return tuple((key, str(lang)) for key in sorted(syllable_keys(word, str(lang))))
        syllables = _syllables(word)
        return _distinct(
            ("".join(s.sound(r) for s in syllables), reading.id) for r, reading in _active(word, syllables, level)
        )
    return _distinct((sound, who) for sound, who, _ in _native(word, lang))


def keys(word: str, level: int = 1, *, lang: str | None = None) -> frozenset[Key]:
    """The keys of one word at a level (1..5), with the readings and folds they came by.

    Raises
    ------
    ValueError
        If ``level`` is not one of 1 to 5.

    Examples
    --------
    >>> {k.text for k in keys("Ціханоўская", 3, lang="be")} <= {k.text for k in keys("Tikhanovskaya", 3)}
    True
    """
    if level not in LEVELS:
        raise ValueError(f"level must be one of 1 to 5, not {level!r}")
    plain = _plain(word)
    if not _is_latin(plain) or _cut(lang):
        folded = [(who, *apply_folds(sound, level)) for sound, who in phonemes(word, lang, level)]
    else:
        syllables = _syllables(plain)
        folded = [
            (
                reading.id,
                _joined(syllables, r, reading, level),
                apply_folds("".join(s.sound(r) for s in syllables), level)[1],
            )
            for r, reading in _active(plain, syllables, level)
        ]
    return frozenset(Key(text, who, folds) for who, text, folds in folded if text)


@lru_cache(maxsize=_REMEMBERED)
def key_texts(word: str, level: int, lang: str | None = None) -> frozenset[str]:
    """The texts of :func:`keys`, which is what indexes hold."""
    return frozenset(_texts(word, level, lang))


@lru_cache(maxsize=_REMEMBERED)
def key_penalties(word: str, lang: str | None = None) -> dict[str, float]:
    """The strictly folded keys of a word in all its readings, each with the least doubt (0..1) of one that gives it."""
    return _texts(word, 1, lang, LOOSEST_READING)


def _cut(lang: str | None) -> bool:
    """Whether a Latin word of this language is cut into its syllables."""
    return lang in tables().languages and tables().languages[lang].prepare != ""


def _texts(word: str, level: int, lang: str | None, readings: int = 0) -> dict[str, float]:
    """The keys folded to a level, with their doubts, in the readings of that level or a looser one."""
    word = _plain(word)
    out: dict[str, float] = {}
    if not _is_latin(word):
        for sound, _, doubt in _native(word, lang):
            text = apply_folds(sound, level)[0]
            out[text] = min(doubt, out.get(text, 1.0))
            if readings and "." in text:  # cut into syllables, which a name from abroad does not have
                whole = apply_folds(sound.replace(".", "").replace(" ", ""), level)[0]
                out[whole] = min(RUN_TOGETHER, out.get(whole, 1.0))
    elif _cut(lang):
        out = {apply_folds(sound, level)[0]: 0.0 for sound in syllable_keys(word, str(lang))}
    else:
        syllables = _syllables(word)
        for r, reading in _active(word, syllables, max(level, readings)):
            text = _joined(syllables, r, reading, level)
            if reading.doubt < out.get(text, 2.0):
                out[text] = reading.doubt
    out.pop("", None)
    return out


def _joined(syllables: list[_Syllable], r: int, reading: Reading, level: int) -> str:
    """The key of a word in reading number ``r``: its syllables, folded one by one."""
    text = "".join(
        [s.fold(r, level) if (text := s.folded[level - 1].get(s.like[r])) is None else text for s in syllables]
    )
    return _DOUBLE.sub(r"\1", text) if reading.silent else text


@lru_cache(maxsize=_REMEMBERED)
def apply_folds(sound: str, level: int, without: str = "") -> tuple[str, tuple[str, ...]]:
    """A phoneme string after the folds up to a level (but one), and the ids of those that changed it."""
    used = []
    for name, rewrite in _folds(level):
        before = sound
        for needs, pattern, new in rewrite if name != without else ():
            if not needs or not needs.isdisjoint(sound):
                sound = pattern.sub(new, sound)
        if sound != before:
            used.append(name)
    return sound, tuple(used)


@cache
def _folds(level: int) -> tuple[tuple[str, Rewrite], ...]:
    """The folds up to a level."""
    return tuple((rule.id, rule.rewrite) for rule in tables().folds if rule.level <= level)


class _Syllable:
    """One syllable in its place: its sounds in a reading, folded at a level, and the readings it is a cue for.

    ``after`` is what readings must see of the next syllable: some of its letters, ``"·"`` for any, ``""`` for the end.
    """

    __slots__ = ("_sounds", "after", "cues", "first", "folded", "like", "text")

    def __init__(self, text: str, first: bool, after: str) -> None:
        self.text, self.first, self.after = text, first, after
        self.cues = _cues(("" if first else "·a") + text + (f"{after}·" if after else ""))
        self.like = like(text)
        self._sounds: dict[int, str] = {}
        self.folded: tuple[dict[int, str], ...] = tuple([{} for _ in LEVELS])

    def sound(self, r: int) -> str:
        """The phonemes in reading number ``r``."""
        r = self.like[r]
        sound = self._sounds.get(r)
        if sound is None:
            sound = self._sounds[r] = _read(self.text, tables().readings[r], self.first, self.after)
        return sound

    def fold(self, r: int, level: int) -> str:
        """The phonemes in reading number ``r`` after the folds up to a level; remembered in ``folded``."""
        before, after = "" if self.first else "·", "·" if self.after else ""
        text = apply_folds(f"{before}{self.sound(r)}{after}", level)[0].strip("·")
        self.folded[level - 1][self.like[r]] = text
        return text


def _cues(context: str) -> int:
    """The readings, as bits, that a syllable in its place is a cue for."""
    readings, cued = tables().readings, tables().cued
    found, may_be = 0, cued[""]
    for letter in context:
        may_be |= cued.get(letter, 0)
    while may_be:
        bit = may_be & -may_be
        may_be ^= bit
        cue = readings[bit.bit_length() - 1].cue
        if not cue or cue.search(context):
            found |= bit
    return found


@lru_cache(maxsize=_REMEMBERED)
def like(text: str) -> list[int]:
    """For each reading the first one that takes the letters of a syllable like it: what is computed is that one's."""
    same: dict[tuple[str, ...], int] = {}
    return [same.setdefault(ways, r) for r, ways in enumerate(zip(*map(_alike, text), strict=True))]


@lru_cache(maxsize=1 << 12)
def _alike(letter: str) -> str:
    """A sign for every reading: readings with one sign take the letter, and what it begins, alike."""
    alike = tables().alike
    return alike.get(letter) or alike.get(fold(letter)[:1]) or " " * len(tables().readings)


_syllable = lru_cache(maxsize=2 * _REMEMBERED)(_Syllable)


def _syllables(word: str) -> list[_Syllable]:
    found = _SYLLABLE.findall(word)
    last = len(found) - 1
    return [_syllable(text, i == 0, _seen(found[i + 1][:2]) if i < last else "") for i, text in enumerate(found)]


@lru_cache(maxsize=4096)
def _seen(after: str) -> str:
    """The part of the following letters that some reading looks at."""
    lookaheads = tables().lookaheads
    return after if after in lookaheads else after[:1] if after[:1] in lookaheads else "·"


def readings_of(word: str, level: int) -> list[Reading]:
    """The readings of a Latin word at a level."""
    return [reading for _, reading in _active(word, _syllables(word), level)]


def _active(word: str, syllables: list[_Syllable], level: int) -> list[tuple[int, Reading]]:
    """The readings that a word has cues for."""
    cues = 0
    for syllable in syllables:
        cues |= syllable.cues
    return [r for r in _cued(cues, level) if r[1].form is None or r[1].form.search(word)]


@lru_cache(maxsize=1 << 14)
def _cued(cues: int, level: int) -> tuple[tuple[int, Reading], ...]:
    return tuple((r, reading) for bit, r, reading in _bits(level) if cues & bit)


@cache
def _bits(level: int) -> tuple[tuple[int, int, Reading], ...]:
    return tuple((1 << r, r, reading) for r, reading in enumerate(tables().readings) if reading.level <= level)


def _read(text: str, reading: Reading, first: bool = True, after: str = "") -> str:
    """The sounds of a syllable (or a whole word) in one reading."""
    return "".join([sound for _, sound in read_units(text, reading, first, after)])


def read_units(text: str, reading: Reading, first: bool = True, after: str = "") -> list[tuple[str, str]]:
    """The letters of a syllable (or a whole word) as one reading takes them together, each with its sounds."""
    out = []
    units, longest, alone, free = reading.units, reading.longest, reading.alone, reading.free
    i, end = 0, len(text)
    while i < end:
        letters = text[i]
        sound = alone.get(letters)
        if sound is None:
            last = i + longest.get(letters, 0)
            for stop in range(last if last < end else end, i, -1):
                letters = text[i:stop]
                sound = free.get(letters)
                if sound is not None:
                    break
                if letters in units:
                    sound = next((u.sound for u in units[letters] if _stands(u, text, i, stop, first, after)), None)
                    if sound is not None:
                        break
            else:
                letters = text[i]
                sound = _other(letters, reading)
        out.append((letters, sound))
        i += len(letters)
    return out


def _stands(unit: Unit, text: str, start: int, stop: int, first: bool, after: str) -> bool:
    """Whether a unit stands where it may."""
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


def _other(letter: str, reading: Reading) -> str:
    """A letter that the reading does not list: without its diacritic, or standing for itself."""
    sound = reading.other.get(letter)
    if sound is None:
        plain = fold(letter)
        free = (u.sound for u in reading.units.get(plain, ()) if not u.before and not u.after)
        sound = next(free, plain.translate(_LOOSE))
        if len(reading.other) < _OTHERS:
            reading.other[letter] = sound
            if letter not in reading.longest:
                reading.alone[letter] = sound
    return sound


def _native(word: str, lang: str | None) -> tuple[tuple[str, str, float], ...]:
    """The phoneme strings of a native word, with who hears it so and how doubtful that is."""
    languages = tables().languages
    if lang in languages and (
        languages[lang].prepare or languages[lang].alphabet.issuperset(c for c in word if c.isalpha())
    ):
        return native_sounds(word, lang)
    fitting = languages_of(word)
    if fitting:
        return tuple(heard for language in fitting for heard in native_sounds(word, language.code))
    latin = ascii_letters(word).lower().replace(" ", "")
    return ((_read(latin, tables().readings[0]), UNKNOWN, 0.0),) if latin else ()


def _plain(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFC", word).lower()


def _is_latin(word: str) -> bool:
    return word.isascii() or script_of(word) == "Latin"


def _distinct(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    first: dict[str, str] = {}
    for sound, reading in pairs:
        first.setdefault(sound, reading)
    return tuple(first.items())
