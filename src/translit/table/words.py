"""Words as the table sees them, and how alike two words are: the strict key judges, prices say how far apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import extractOne

from translit.table import letter_costs
from translit.table.consonant_classes import consonant_classes, with_matres
from translit.table.distance import distance
from translit.table.phonetics import key_penalties
from translit.table.prepare import cut_name
from translit.table.romanization import languages_of, variant_folds
from translit.table.tables import tables
from translit.text.fold import fold, script_of

SAME_VARIANT = 0.99
"""Similarity of a native word and one of its written variants."""
SAME_KEY = 0.98
"""Similarity of two words with one strict key."""
LEARNED = 0.95
"""The most that learned letter costs alone say: less than a strict key."""
SAME_SWAPPED = 0.91
"""Similarity of two words in which two neighbouring letters have changed places."""
_SWAPPED = 4  # letters of the shortest word so mistyped
SAME_STEM = 0.92
"""Similarity of two words that differ in a case ending of one letter; longer endings and short stems are less alike."""
_ENDINGS = (
    "", *"aeiou", "em", "om", "im", "am", "oi", "ei", "ou", "ovi", "ego", "ogo", "ega",
    "oga", "emu", "omu", "ata", "ta",
)  # fmt: skip
_USUAL_ENDINGS = frozenset(_ENDINGS)
_ALL_ENDINGS = _USUAL_ENDINGS | {"ova", "ove", "ovo", "ovov"}
_LONGEST_ENDING = max(map(len, _ALL_ENDINGS))
_FEMININE = ("ová", "ové", "ovou", "ovej")  # what Czech and Slovak add to a foreign woman's family name
_SHORT = 5  # letters of words whose keys tell too little
_MAY_BE_VARIANT = 0.35  # words less alike than this by their keys are no variants of each other
_MAY_BE_JOINED = 0.55  # keys further apart than this in plain edits are not those of two words and of the two as one
_MAY_BE_ALIKE, _MAY_BE_MISSPELLED = 0.45, 0.35  # words whose keys are further apart are not alike; in one script
_STEM = 3  # phonemes that a case ending must leave
_WORTH_STEMMING = 0.4
_ARTICLE = "ال"
_PRICED = 2
_SHORTEST = 3.0  # short words are judged as if they had this many phonemes, or one edit would be everything
_WORTH_LEARNING = 0.55  # words less alike than this by their keys are not compared by learned costs
_GLANCED = 3  # keys of the query, the surest, by which words are sorted before they are judged
_HOPELESS = 0.62  # keys further apart than this in plain edits are not priced


class Word:
    """One word of a name, with the language it is known to be in (or ``None``).

    Words are made by :func:`word`, which remembers them; what is computed of a word is kept in it. ``phonetic_keys``
    may be given by an index that has kept them.
    """

    folded: str
    script: str
    __slots__ = (
        "_bones",
        "_key",
        "_keys",
        "_languages",
        "_phonetic_keys",
        "_stems",
        "_variants",
        "folded",
        "lang",
        "script",
        "text",
    )

    def __init__(self, text: str, lang: str | None = None, phonetic_keys: dict[str, float] | None = None) -> None:
        self.text = text
        self.lang = lang
        self._phonetic_keys = phonetic_keys
        self._key: str | None = None
        self._keys: frozenset[str] | None = None
        self._bones: frozenset[str] | None = None
        self._variants: frozenset[str] | None = None
        self._stems: dict[str, float] | None = None
        self._languages: tuple[str, ...] | None = None

    def __getattr__(self, name: str) -> str:
        """``folded`` and ``script`` are found out when they are first asked for; after that this is not called."""
        if name == "folded":
            self.folded = fold(self.text)
            return self.folded
        if name == "script":
            self.script = script_of(self.text)
            return self.script
        raise AttributeError(name)

    def __repr__(self) -> str:
        return f"Word({self.text!r}, {self.lang!r})"

    @property
    def keys(self) -> frozenset[str]:
        """Strict keys (level 1): of a Latin word, those without doubt."""
        if self._keys is None:
            latin = self.script == "Latin" or self.text.isascii()
            self._keys = frozenset([key for key, doubt in self.phonetic_keys.items() if not (doubt and latin)])
        return self._keys

    @property
    def phonetic_keys(self) -> dict[str, float]:
        """The strict keys in all readings, each with the doubt (0..1) of the reading that gives it."""
        if self._phonetic_keys is None:
            self._phonetic_keys = key_penalties(self.text, self.lang)
        return self._phonetic_keys

    @property
    def key(self) -> str:
        """The surest of the strict keys; ``""`` for a word without any."""
        if self._key is None:
            self._key = min(self.phonetic_keys, key=lambda key: (self.phonetic_keys[key], key), default="")
        return self._key

    @property
    def consonant_classes(self) -> frozenset[str]:
        """The consonant classes, for scripts that leave vowels out."""
        if self._bones is None:
            self._bones = consonant_classes(self.text, self.lang)
        return self._bones

    @property
    def with_matres(self) -> frozenset[str]:
        """The consonant classes with the vowels that scripts without full vowels write."""
        return with_matres(self.text, self.lang)

    @property
    def stems(self) -> dict[str, float]:
        """The strict keys less a case ending, each with what the ending takes from the similarity."""
        if self._stems is None:
            self._stems = {}
            endings = _ALL_ENDINGS if self.text.lower().endswith(_FEMININE) else _USUAL_ENDINGS
            for key, doubt in self.phonetic_keys.items():
                for length in range(min(_LONGEST_ENDING, len(key) - _STEM) + 1):
                    at = len(key) - length
                    if key[at:] in endings:
                        stem = key[:at]
                        price = doubt + 0.02 * max(0, length - 1) + (0.06 if len(stem) == _STEM else 0.0)
                        self._stems[stem] = min(price, self._stems.get(stem, 1.0))
        return self._stems

    @property
    def variants(self) -> frozenset[str]:
        """The folded spellings that the conventions of its language write; empty without a matrix.

        A word of unknown language has those of every language whose alphabet it fits.
        """
        if self._variants is None:
            self._variants = frozenset().union(*[variant_folds(self.text, lang) for lang in self.languages])
        return self._variants

    @property
    def abjad(self) -> bool:
        """Whether the word is in a script that leaves vowels out."""
        return self.script in ("Arabic", "Hebrew")

    @property
    def cut(self) -> bool:
        """Whether the word is in a script that is cut into syllables before it is read."""
        return self.script in ("Hangul", "Katakana", "Hiragana", "Cjk")

    def heard_with(self, other: Word) -> dict[str, float]:
        """The keys to judge by beside another word: a Latin word beside a Chinese one is cut into syllables."""
        if self.script == "Latin" != other.script:
            beside = other.languages
            if len(beside) == 1 and tables().languages[beside[0]].prepare:
                return {**self.phonetic_keys, **key_penalties(self.text, beside[0])}
        return self.phonetic_keys

    @property
    def full_names(self) -> tuple[tuple[Word, ...], ...]:
        """The words that others write for it: family and given name of a full Chinese or Korean name, in each reading."""
        return tuple(tuple(map(word, cut)) for cut in cut_name(self.text)) if self.cut else ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages with a matrix that the word is, or may be, written in."""
        if self._languages is None:
            if self.script == "Latin":
                self._languages = ()
            elif self.lang in tables().languages:
                self._languages = (self.lang,)
            else:
                self._languages = tuple(language.code for language in languages_of(self.text))
        return self._languages


@lru_cache(maxsize=1 << 12)
def word(text: str, lang: str | None = None) -> Word:
    """The word ``text``; remembered, since names repeat."""
    return Word(text, lang)


@lru_cache(maxsize=1 << 13)
def similarity(a: Word, b: Word) -> float:
    """How alike two words are, 0..1; symmetric.

    1 the same letters after folding · 0.99 a written variant of the native word · 0.98 the same strict key · below that
    0.98 less the priced distance of the nearest keys in parts of the longer one, or plain edits where the script is one.

    >>> similarity(word("Tsikhanouskaya"), word("Ціханоўская", "be"))
    0.99
    """
    if a.folded == b.folded:
        return 1.0
    if a.folded.isdigit() or b.folded.isdigit():
        return 0.0
    across = a.script != b.script
    heard = _heard_alike(a.heard_with(b), b.heard_with(a))
    short = len(a.folded) <= _SHORT or len(b.folded) <= _SHORT
    if across and (short or heard > _MAY_BE_VARIANT) and (a.folded in b.variants or b.folded in a.variants):
        return SAME_VARIANT
    if heard >= SAME_KEY:
        return heard
    if _WORTH_STEMMING < heard < SAME_STEM and _begin_alike(a, b) and (common := a.stems.keys() & b.stems.keys()):
        heard = max(heard, SAME_STEM - min(max(a.stems[stem], b.stems[stem]) for stem in common))
    if not across:
        if len(a.folded) == len(b.folded) > _SWAPPED and _is_swapped(a.folded, b.folded):
            heard = max(heard, SAME_SWAPPED)
        return max(heard, 0.0, 0.95 * Levenshtein.normalized_similarity(a.folded, b.folded))
    if a.abjad or b.abjad or a.cut or b.cut:
        return max(0.0, heard, LEARNED * learned_likeness(a, b))
    if heard < _WORTH_LEARNING:
        return max(0.0, heard)
    return max(heard, min(LEARNED, 0.3 * heard + 0.7 * learned_likeness(a, b)))


def may_be_joined(first: Word, second: Word, whole: Word) -> bool:
    """Whether two words written as one could be ``whole``, as far as their surest keys tell: a quick look before judging."""
    if first.abjad or second.abjad or whole.abjad:
        return True
    joined = first.key + second.key
    return any(Levenshtein.normalized_distance(joined, key) <= _MAY_BE_JOINED for key in whole.phonetic_keys)


def may_be_alike(a: Word, b: Word) -> bool:
    """Whether two words may be alike, as far as plain edits of their keys and letters tell: a quick look before judging."""
    if (
        a.folded == b.folded
        or a.abjad
        or b.abjad
        or a.cut
        or b.cut
        or not a.phonetic_keys.keys().isdisjoint(b.phonetic_keys)
    ):
        return True
    plain, most = Levenshtein.normalized_distance, _MAY_BE_ALIKE
    if a.script == b.script:
        most = _MAY_BE_MISSPELLED
        if plain(a.folded, b.folded) <= most:
            return True
    keys = list(b.phonetic_keys)
    return any(extractOne(key, keys, scorer=plain, score_cutoff=most) for key in a.phonetic_keys)


def nearest(query: Word, words: Sequence[Word], most: int) -> list[int]:
    """The places of the ``most`` words that are nearest to ``query`` by plain edits of keys: a quick look before judging."""
    if len(words) <= most:
        return list(range(len(words)))
    keys = [key for w in words for key in w.phonetic_keys]
    owners = [place for place, w in enumerate(words) for _ in w.phonetic_keys]
    plain = Levenshtein.normalized_distance
    best = dict.fromkeys(owners, 1.0)
    for x in sorted(query.phonetic_keys, key=lambda key: (query.phonetic_keys[key], key))[:_GLANCED]:
        for owner, apart in zip(owners, [plain(x, key) for key in keys], strict=True):
            if apart < best[owner]:  # noqa: PLR1730  calling min() is twice as slow
                best[owner] = apart
    return sorted(best, key=lambda place: (best[place], place))[:most]


def _is_swapped(a: str, b: str) -> bool:
    """Whether two words of one length differ in two neighbouring letters that have changed places."""
    return OSA.distance(a, b, score_cutoff=1) == 1 and sorted(a) == sorted(b)


def _begin_alike(a: Word, b: Word) -> bool:
    """Whether a stem may be common: what every reading begins with tells at once that most are not."""
    return not {key[:2] for key in a.phonetic_keys}.isdisjoint([key[:2] for key in b.phonetic_keys])


def _heard_alike(a: dict[str, float], b: dict[str, float]) -> float:
    """The similarity of the nearest keys, less their doubts; of many pairs only the nearest in plain edits are priced."""
    common = a.keys() & b.keys()
    if common:
        return SAME_KEY - min(a[key] + b[key] for key in common)
    plain = Levenshtein.normalized_distance
    pairs = [(apart + p + q, x, y) for x, p in a.items() for y, q in b.items() if (apart := plain(x, y)) <= _HOPELESS]
    pairs.sort()
    return max((_key_similarity(x, y) - a[x] - b[y] for _, x, y in pairs[:_PRICED]), default=0.0)


def learned_likeness(a: Word, b: Word) -> float:
    """How likely the Latin letters of one word are for the native letters of the other, 0..1, as learned from name pairs."""
    native, latin = (b, a) if a.script == "Latin" else (a, b)
    if latin.script != "Latin" or native.script == "Latin":
        return 0.0
    learned = letter_costs.languages()
    known = [lang for lang in (native.script, *native.languages) if lang in learned]
    texts = [native.text]
    if native.text.startswith(_ARTICLE) and len(native.text) > len(_ARTICLE) + 2 and latin.folded[1:2] != "l":
        texts.append(native.text.removeprefix(_ARTICLE))  # القذافي is Kadhafi, too
    return _best(letter_costs.likeness(text, latin.text, lang) for lang in known for text in texts)


def _best(found: Iterable[float]) -> float:
    return max(found, default=0.0)


def _key_similarity(x: str, y: str) -> float:
    longest = max(len(x), len(y), _SHORTEST)
    return max(0.0, SAME_KEY * (1.0 - distance(x, y) / longest))
