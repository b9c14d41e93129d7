"""Case endings: from a word of a text to the dictionary forms it may be an inflection of.

Every row of ``data/lexicon/endings.tsv`` whose ending fits proposes one hypothesis, right or wrong; the caller keeps those
that are names of its gazetteer. The rows follow the grammars that their column ``source`` names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import Any, NamedTuple

from translit.limits import REMEMBERED_SHORTLY
from translit.resources import SortedMap
from translit.text.fold import fold, letters
from translit.text.patterns import regex

CASES = {name: 1 << i for i, name in enumerate(("nom", "gen", "dat", "acc", "ins", "loc", "voc"))}
"""The bit of each case in the singular."""
PLURAL = 7
"""The bit of a case in the plural is that of the singular, shifted by this."""
DEFINITE = 1 << 14
"""The bit of a form with an article at its end, as in Bulgarian and Macedonian."""
ANY_CASE = (1 << 15) - 1
"""All bits: an uninflected word agrees with every case."""
KINDS = ("case", "feminine", "definite", "possessive", "personal")
"""The kinds of :class:`Lemma`, in the order of the compiled rows; ``personal`` is a case of persons only."""

GENITIVE_ONLY = frozenset({"de", "nl", "sv", "da", "nb"})
"""Languages whose names have no case but the Germanic genitive, with *-s*; German adjectives have others."""
LAST_WORD_ONLY = frozenset({"et", "fi", "hu", "hy", "ka", "kk"})
"""Languages in which only the last word of a person's name has the case ending."""
UNKNOWN = "nl"
"""The language in which words of a text of unknown language are read: all of the above write the genitive so."""
_BY_LETTERS = (("hy", regex("[ա-և]")), ("ka", regex("[ა-ჰ]")), ("kk", regex("[әғқңұһ]")))
_SHORTEST_STEM = 2  # letters before the ending; one before an ending that has the last vowel of the stem: dům, domu
_SHORTEST_LEMMA = 3


class Lemma(NamedTuple):
    """A dictionary form (folded) that an inflected word may have.

    ``cases`` are those that the ending stands for, as bits; the words of one name must share one. ``kind`` is ``case``;
    ``feminine`` for a woman's name made from a man's (``Merkelová``, from Merkel); ``definite`` for a name with an article;
    ``possessive`` for an adjective (``Bidnov``, Biden's).
    """

    text: str
    cases: int
    kind: str


_Found = tuple[tuple[str, int, str], ...]  # nominative ending, cases, kind
_LISTS = SortedMap("endings.tsv")


class _Rows(dict[str, dict[str, _Found]]):
    """The rows of a language by ending and by the letter before it (``""`` any other letter), decoded at first use.

    An ending without accents has all rows, as people write without them; one with accents those that have the same.
    """

    def __init__(self, raw: dict[str, list[list[Any]]], after: list[str]) -> None:
        super().__init__()
        self.raw = raw
        self.after = after
        self.longest = max(map(len, raw), default=-1)

    def __missing__(self, ending: str) -> dict[str, _Found]:
        folded = fold(ending)
        found = [
            (nominative, self.after[n], cases, KINDS[kind])
            for nominative, n, cases, kind, *accented in self.raw.get(folded, ())
            if ending in (folded, *accented)
        ]
        self[ending] = rows = {
            letter: tuple(
                (nominative, cases, kind)
                for nominative, letters, cases, kind in found
                if not letters or (letter and letter in letters)
            )
            for letter in {"", *"".join(letters for _, letters, _, _ in found)}
        }
        return rows


@cache
def _rows(lang: str) -> _Rows:
    return _Rows(**json.loads(_LISTS.get(lang) or '{"raw":{},"after":[]}'))


@cache
def inflected_languages() -> frozenset[str]:
    """Return the languages with case endings: in a text in one of them, a name may be inflected."""
    return frozenset(lang for lang, _ in _LISTS) - GENITIVE_ONLY


def language_of_letters(folded: str) -> str | None:
    """Return the language whose endings a word may have because of its letters, which are in no other language with endings.

    >>> language_of_letters("պուտինին"), language_of_letters("путиннің"), language_of_letters("putina")
    ('hy', 'kk', None)
    """
    if folded.isascii():
        return None
    return next((lang for lang, letters in _BY_LETTERS if letters.search(folded)), None)


@cache
def longest_replaced(lang: str | None) -> int:
    """Return how many letters at the end of a dictionary form other cases of it may lack, in a text of a language.

    >>> longest_replaced("ru")  # минский, минского
    2
    """
    languages = (lang or UNKNOWN, *(code for code, _ in _BY_LETTERS))
    return max(len(row[0]) for code in languages for rows in _rows(code).raw.values() for row in rows)


def agreeing(*words: Sequence[Lemma]) -> Iterator[tuple[Lemma, ...]]:
    """Yield the ways to read words, each given by what it may be, in which all of them stand in one case.

    >>> given, family = lemmas("дональда", "ru"), lemmas("трампом", "ru")
    >>> any(way[0].text == "дональд" and way[1].text == "трамп" for way in agreeing(given, family))
    False
    """
    for way in product(*words):
        cases = ANY_CASE
        for lemma in way:
            cases &= lemma.cases
        if cases:
            yield way


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def lemmas(text: str, lang: str, shortest: int = _SHORTEST_LEMMA) -> tuple[Lemma, ...]:
    """Return the dictionary forms that a word may have in a language, those of the longest ending first.

    The word itself is not among them, nor are forms of fewer letters than ``shortest``. Accents of its ending tell: Czech
    *Skotska* is Scotland's, *Skotská* an adjective. ``hr`` is Croatian, Bosnian and Serbian in Latin letters, ``sr``
    Serbian in either script; a language without rows has no forms.

    >>> [lemma.text for lemma in lemmas("bidnov", "sl") if lemma.kind == "possessive"]
    ['biden', 'bidn', 'bidno', 'bidna']
    >>> gomel = next(lemma for lemma in lemmas("гомеля", "be") if lemma.text == "гомель")
    >>> bool(gomel.cases & CASES["gen"]), bool(gomel.cases & CASES["ins"])
    (True, False)
    >>> ["skotsko" in [lemma.text for lemma in lemmas(word, "cs")] for word in ("Skotska", "Skotská")]
    [True, False]
    """
    folded = fold(text)
    spelled = letters(text) if folded.isascii() else folded  # Cyrillic and Greek endings are listed without accents
    if len(spelled) != len(folded):
        spelled = folded
    rows = _rows(lang)
    found: dict[tuple[str, str], int] = {}
    length = len(folded)
    for cut in range(max(length - rows.longest, 1), length + 1):
        if folded[cut:] not in rows.raw:
            continue
        by_letter = rows[spelled[cut:]]
        stem = folded[:cut]
        for nominative, cases, kind in by_letter.get(folded[cut - 1], by_letter[""]):
            text = stem + nominative
            is_long = cut >= _SHORTEST_STEM or len(nominative) >= _SHORTEST_STEM
            if is_long and len(text) >= shortest and text != folded:
                found[text, kind] = found.get((text, kind), 0) | cases
    return tuple([Lemma(text, cases, kind) for (text, kind), cases in found.items()])
