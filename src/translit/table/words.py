"""Words of names and their similarity, the measure on which the wings ``gazetteer``, ``match`` and ``annotation`` build.

Two words are compared by folded letters, written variants, phonetic keys, phoneme distance, case endings, letter costs,
whichever says most. The numbers are set by hand, by how surely each says that two words are one; see ``match.evidence``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import extractOne

from translit.limits import REMEMBERED_SHORTLY, REMEMBERED_WORDS
from translit.table import letter_costs, sounds
from translit.table.consonant_classes import consonant_classes, with_matres
from translit.table.languages import languages_of
from translit.table.phonetics import UNDIVIDED, key_penalties
from translit.table.romanization import in_latin, variant_folds
from translit.table.syllables import hanja_readings, southern
from translit.table.tables import tables
from translit.text.fold import fold, script_of, without_marks

SAME_VARIANT = 0.99
"""Similarity of a native word and one of its written variants."""
SAME_KEY = sounds.SAME_KEY
"""Similarity of two words with a strict key in common."""
SAME_SOUND = 0.95
"""Similarity of two words with a key in common, at least: rare readings take a little off."""
LEARNED = 0.95
"""The highest similarity by letter costs alone: less than that of a strict key."""
_FOREIGN = 0.9  # the same of a Chinese word of two characters, which is rarely a foreign name spelled by its sounds
SAME_SWAPPED = 0.91
"""Similarity of two words in which two neighbouring letters have changed places."""
_SWAPPED = 4  # letters of the shortest word so mistyped
SAME_NAME = 0.88
"""Similarity from which two words are taken for spellings of one name."""
SAME_STEM = 0.92
"""Similarity of two words that differ in a case ending of one letter; longer endings and short stems are less alike."""
_USUAL_ENDINGS = frozenset([
    "", *"aeiou", "em", "om", "im", "am", "oi", "ei", "ou", "ovi", "ego", "ogo", "ega", "oga", "emu", "omu", "ata", "ta",
])  # fmt: skip
_ALL_ENDINGS = _USUAL_ENDINGS | {"ova", "ove", "ovo", "ovov"}
_LONGEST_ENDING = max(map(len, _ALL_ENDINGS))
_FEMININE = ("ová", "ové", "ovou", "ovej")  # what Czech and Slovak add to a foreign woman's family name
_FULL_NAMES = ("Cjk", "Hangul")  # scripts in which family and given name are written as one word
_ONLY_OWN_NAMES = "yue"  # a reading that foreign names are not spelled by
_NAME = 2  # characters of the longest family or given name of China and Korea
_SHORT = 5  # letters; shorter keys say too little to rule a variant out
_MAY_BE_VARIANT = 0.35  # least similarity of the keys of a longer word and its variant
_STEM = 3  # phonemes that a case ending must leave
_ARTICLE = "ال"
# Filters before the exact comparison. They save time; each is loose enough that no similarity of use in matching is lost.
MAY_BE_JOINED = 0.55  # most normalized edit distance of the keys of two words and of the two written as one
# The same of the consonants, where a script writes no vowels: two of three may differ, as those of القاعدة and Qa’idat do.
_JOINED_CONSONANTS = 0.7
_NO_VOWELS = str.maketrans("", "", "aeiou")
SLACK = 2  # letters by which two words of the same script written as one may differ in length from the word beside
MAY_BE_ALIKE, MAY_BE_MISSPELLED = 0.45, 0.35  # the same distance of similar words in two scripts, and in one
_WORTH_STEMMING = 0.4  # least similarity of keys for case endings to be compared
_WORTH_LEARNING = 0.55  # least similarity of keys for letter costs to be compared


class Word:
    """One word of a name, and the language it is known to be in (or ``None``).

    Words are made by :func:`word`, which caches them; what is computed of a word is kept in it. An index that has stored
    its ``phonetic_keys`` may give them.
    """

    def __init__(self, text: str, lang: str | None = None, phonetic_keys: Mapping[str, float] | None = None) -> None:
        self.text = text
        self.lang = lang
        if phonetic_keys is not None:
            self.phonetic_keys = phonetic_keys

    def __repr__(self) -> str:
        return f"Word({self.text!r}, {self.lang!r})"

    @cached_property
    def folded(self) -> str:
        """The folded text."""
        return fold(self.text)

    @cached_property
    def script(self) -> str:
        """The name of the script, as :func:`translit.text.fold.script_of` gives it."""
        return script_of(self.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Strict keys: of a Latin word the phonetic keys without a penalty, of a native word all."""
        latin = self.script == "Latin" or self.text.isascii()
        return frozenset([key for key, penalty in self.phonetic_keys.items() if not (penalty and latin)])

    @cached_property
    def phonetic_keys(self) -> Mapping[str, float]:
        """All phonetic keys, each with the penalty (0..1) that it takes from a similarity."""
        if self.readings:
            return {key: penalty for read in reversed(self.readings) for key, penalty in read.phonetic_keys.items()}
        return key_penalties(self.text, self.lang)

    @cached_property
    def packed_keys(self) -> bytes:
        """The phonetic keys as the compiled core reads them."""
        return sounds.packed(self.phonetic_keys)

    @cached_property
    def readings(self) -> tuple[Word, ...]:
        """A name of Han characters as Mandarin, Cantonese and Korean read it; empty for all other words.

        Which of them bears the name is mostly not known, whatever language the list is in: 文在寅 is Moon Jae-in in Chinese
        papers, too. Words of three characters or more spell foreign names by their sounds in Mandarin. Japanese readings of
        characters cannot be told from the characters.
        """
        if self.script != "Cjk" or len(self.text) > _NAME or self.lang == "ja":
            return ()
        hangul = hanja_readings(self.text)
        return (_reading(self.text, "zh"), _reading(self.text, "yue"), *(word(h, "ko") for h in hangul))

    @property
    def is_read(self) -> bool:
        """True if the phonetic keys have been asked for, or were given."""
        return "phonetic_keys" in self.__dict__

    @property
    def syllables(self) -> tuple[Word, ...]:
        """The characters of a word of Han characters or Hangul, each as a word."""
        return tuple([word(c, self.lang) for c in self.text])

    @cached_property
    def key(self) -> str:
        """The phonetic key with the least penalty; ``""`` for a word without any."""
        return min(self.phonetic_keys, key=lambda key: (self.phonetic_keys[key], key), default="")

    @cached_property
    def consonant_classes(self) -> frozenset[str]:
        """The consonant classes, for comparison with abjads."""
        return consonant_classes(self.text, self.lang)

    @property
    def with_matres(self) -> frozenset[str]:
        """The consonant classes with the vowels that abjads write (matres lectionis)."""
        return with_matres(self.text, self.lang)

    @cached_property
    def stems(self) -> Mapping[str, float]:
        """The phonetic keys without a case ending, each with what the ending takes from the similarity.

        Every letter of an ending beyond the first costs 0.02, a stem of three phonemes 0.06: both are shared by chance more
        often.
        """
        stems: dict[str, float] = {}
        endings = _ALL_ENDINGS if self.text.lower().endswith(_FEMININE) else _USUAL_ENDINGS
        for key, penalty in self.phonetic_keys.items():
            for length in range(min(_LONGEST_ENDING, len(key) - _STEM) + 1):
                at = len(key) - length
                if key[at:] in endings:
                    stem = key[:at]
                    cost = penalty + 0.02 * max(0, length - 1) + (0.06 if len(stem) == _STEM else 0.0)
                    stems[stem] = min(cost, stems.get(stem, 1.0))
        return stems

    @cached_property
    def variants(self) -> frozenset[str]:
        """The folded spellings that the conventions of its languages write; empty without a matrix."""
        if self.readings:
            return frozenset().union(*[read.variants for read in self.readings])
        return frozenset().union(*[variant_folds(self.text, lang) for lang in self.languages])

    @property
    def abjad(self) -> bool:
        """True if the word is in a script that does not write short vowels."""
        return self.script in ("Arabic", "Hebrew")

    @property
    def syllabic(self) -> bool:
        """True if the word is in a script that is read by syllables: Chinese, Japanese or Korean."""
        return self.script in ("Hangul", "Katakana", "Hiragana", "Cjk")

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages with a matrix that the word is, or may be, written in."""
        if self.script == "Latin":
            return ()
        if self.lang in tables().languages:
            return (self.lang,)
        return tuple(language.code for language in languages_of(self.text))

    @cached_property
    def language_of_syllables(self) -> str:
        """The language of a word that surely is in one and is made of its syllables, else ``""``."""
        known = self.languages[0] if len(self.languages) == 1 else ""
        return known if known and tables().languages[known].syllabic else ""

    @cached_property
    def with_letter_costs(self) -> tuple[str, ...]:
        """Its script and its languages, those that have letter costs."""
        learned = letter_costs.languages()
        return tuple([lang for lang in (self.script, *self.languages) if lang in learned])

    def keys_beside(self, other: Word) -> Mapping[str, float]:
        """Return the keys to compare with ``other``: beside a Chinese word a Latin one is read by syllables, too."""
        syllabic = other.language_of_syllables
        if not syllabic or self.script != "Latin":
            return self.phonetic_keys
        keys = key_penalties(self.text, syllabic)
        if other.lang == _ONLY_OWN_NAMES:
            return keys
        return {**(_with_penalty(self.phonetic_keys) if keys else self.phonetic_keys), **keys}


class _Reading(Word):
    """A word of Han characters as one language reads it."""

    readings = ()

    @property
    def syllables(self) -> tuple[Word, ...]:
        return tuple([_reading(c, str(self.lang)) for c in self.text])


_reading = lru_cache(maxsize=REMEMBERED_WORDS)(_Reading)


@lru_cache(maxsize=REMEMBERED_WORDS)
def word(text: str, lang: str | None = None) -> Word:
    """Return the word ``text`` of language ``lang``, cached, since names repeat."""
    return Word(text, lang)


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def similarity(a: Word, b: Word) -> float:
    """Return how similar two words are, 0..1; symmetric.

    1 the same folded letters · 0.99 a native word and its written variant · 0.98 the same strict key · below that 0.98 less
    the phoneme distance of the nearest keys relative to the longer one, or what case endings, letter costs (in two scripts)
    or plain edits (in one) say, if more.

    >>> similarity(word("Tsikhanouskaya"), word("Ціханоўская", "be"))
    0.99
    """
    if a.folded == b.folded:
        return 1.0
    if a.folded.isdigit() or b.folded.isdigit():
        return 0.0
    if a.script == b.script in _FULL_NAMES and max(len(a.text), len(b.text)) <= _NAME:
        return SAME_KEY if southern(a.folded) == southern(b.folded) else 0.0  # another character is another name
    if a.readings or b.readings:
        pairs = [(x, y) for x in a.readings or (a,) for y in b.readings or (b,)]
        if "Hangul" in (a.script, b.script):  # Korean reads the characters in its own way only
            pairs = [(x, y) for x, y in pairs if x.script == y.script]
        return max((similarity(x, y) for x, y in pairs), default=0.0)
    across, with_latin = a.script != b.script, "Latin" in (a.script, b.script)
    best = _sound_alike(a, b)
    if across and (with_latin or a.syllabic or b.syllabic):  # only syllables are also written in Cyrillic
        short = len(a.folded) <= _SHORT or len(b.folded) <= _SHORT
        if (short or best > _MAY_BE_VARIANT) and (a.folded in b.variants or b.folded in a.variants):
            return SAME_VARIANT
    if best >= SAME_KEY:
        return best
    if _WORTH_STEMMING < best < SAME_STEM and _begin_alike(a, b) and (common := a.stems.keys() & b.stems.keys()):
        best = max(best, SAME_STEM - min(max(a.stems[stem], b.stems[stem]) for stem in common))
    if not across:
        x, y = a.folded, b.folded
        if len(x) == len(y) > _SWAPPED and OSA.distance(x, y, score_cutoff=1) == 1 and sorted(x) == sorted(y):
            best = max(best, SAME_SWAPPED)
        return max(best, 0.0, 0.95 * Levenshtein.normalized_similarity(x, y))
    if not with_latin:
        best = max(best, _through_latin(a, b))
    if a.abjad or b.abjad or a.syllabic or b.syllabic:
        most = _FOREIGN if "zh" in (a.lang, b.lang) else LEARNED
        return max(0.0, best, most * learned_likeness(a, b))
    if best < _WORTH_LEARNING:
        return max(0.0, best)
    return max(best, min(LEARNED, 0.3 * best + 0.7 * learned_likeness(a, b)))


def _through_latin(a: Word, b: Word) -> float:
    """Return the similarity of two words that are both not Latin, one of them romanized as the press does.

    It is the one of which more is left: more of an alphabet than of syllables, and of these than of a script without vowels.
    Of two of syllables it is either.
    """
    first, second = sorted((a, b), key=lambda w: (w.abjad, w.syllabic, w.script, w.text))
    orders = [(first, second), (second, first)] if first.syllabic and second.syllabic else [(first, second)]
    return max((similarity(w, other) for w, other in ((w, o) for f, o in orders for w in _romanized(f))), default=0.0)


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def _romanized(native: Word) -> frozenset[Word]:
    """Return a word as the press of its languages writes it; one of Hangul also without the vowel that cuts consonants."""
    texts = {in_latin(native.text, lang=lang, type="place") for lang in native.languages}
    if native.script == "Hangul":
        texts |= {text.replace("eu", "") for text in texts}
    return frozenset([w for w in map(word, texts) if w.script == "Latin"])  # a letter that no table has stays as it is


def may_be_joined(first: Word, second: Word, whole: Word) -> bool:
    """Return False if length or keys of two words rule out that ``whole`` is the two written as one; a fast filter."""
    if whole.script == first.script and abs(len(first.folded) + len(second.folded) - len(whole.folded)) > SLACK:
        return False
    joined, keys, most = first.key + second.key, [*whole.phonetic_keys], MAY_BE_JOINED
    if first.abjad or second.abjad or whole.abjad:  # few vowels are written
        joined, keys, most = joined.translate(_NO_VOWELS), [k.translate(_NO_VOWELS) for k in keys], _JOINED_CONSONANTS
        if len(joined) < 2:
            return True
    return any(Levenshtein.normalized_distance(joined, key) <= most for key in keys)


def may_be_alike(a: Word, b: Word) -> bool:
    """Return False if the plain edits between keys and letters rule out that two words are similar; a fast filter."""
    no_alphabet = a.abjad or b.abjad or a.syllabic or b.syllabic
    if no_alphabet or a.folded == b.folded or not a.phonetic_keys.keys().isdisjoint(b.phonetic_keys):
        return True
    plain, most = Levenshtein.normalized_distance, MAY_BE_ALIKE
    if a.script == b.script:
        most = MAY_BE_MISSPELLED
        if plain(a.folded, b.folded) <= most:
            return True
    keys = list(b.phonetic_keys)
    return any(extractOne(key, keys, scorer=plain, score_cutoff=most) for key in a.phonetic_keys)


def learned_likeness(a: Word, b: Word) -> float:
    """Return how likely the Latin letters of one word are for the native letters of the other, 0..1, by letter costs.

    0 if none of the two is Latin, both are, or the native language and script have no letter costs.

    >>> learned_likeness(word("מוחמד"), word("Mohammed")) > 0.9
    True
    """
    native, latin = (b, a) if a.script == "Latin" else (a, b)
    if latin.script != "Latin" or native.script == "Latin" or native.lang == _ONLY_OWN_NAMES:
        return 0.0
    texts = [text := without_marks(native.text)]
    if text.startswith(_ARTICLE) and len(text) > len(_ARTICLE) + 1 and latin.folded[1:2] != "l":
        texts.append(text.removeprefix(_ARTICLE))  # القذافي is Kadhafi, too
    likeness = letter_costs.likeness
    return max([likeness(text, latin.text, lang) for lang in native.with_letter_costs for text in texts], default=0.0)


def _with_penalty(keys: Mapping[str, float]) -> Mapping[str, float]:
    """Return the keys of a word by the orthographies of Europe, which are rarely meant where it is made of syllables."""
    return {key: max(penalty, UNDIVIDED) for key, penalty in keys.items()}


def _begin_alike(a: Word, b: Word) -> bool:
    """Return False if no two keys begin alike, so that no stem can be common: a filter, since most words fail it."""
    return not {key[:2] for key in a.phonetic_keys}.isdisjoint([key[:2] for key in b.phonetic_keys])


def _sound_alike(a: Word, b: Word) -> float:
    keys_a, keys_b = a.keys_beside(b), b.keys_beside(a)
    if compiled := sounds.compiled():
        packed_a = a.packed_keys if keys_a is a.phonetic_keys else sounds.packed(keys_a)
        packed_b = b.packed_keys if keys_b is b.phonetic_keys else sounds.packed(keys_b)
        if packed_a and packed_b:
            return compiled(packed_a, packed_b)
    return sounds.sound_alike(keys_a, keys_b)
