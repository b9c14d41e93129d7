"""Bodies of states in a sentence: the adjective of a country and a kind of body, or the kind of body and the country.

*Das russische Verteidigungsministerium*, *il ministero della Difesa russo*, *в министерстве обороны России*. The kinds and
their names by language stand in ``data/lexicon/state_bodies.yaml``, the adjectives in ``country_adjectives.tsv`` beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import product
from typing import Any, NamedTuple

from translit.limits import REMEMBERED_SHORTLY
from translit.names.countries import country_of
from translit.names.inflection import CASES, PLURAL, lemmas
from translit.resources import SortedMap
from translit.text.fold import fold
from translit.text.lexicon import Phrases, lexicon
from translit.text.patterns import regex
from translit.text.tokens import Token, fold_words

_LISTS = SortedMap("state_bodies.tsv")
_ADJECTIVES = SortedMap("country_adjectives.tsv")
_ENGLISH = "*"  # marks the English names of each kind and adjectives of each country, as gazetteers list them
_LONGEST_COUNTRY = 3  # words: Republic of Belarus
LONGEST_BODY = 12
"""Words of a body with its country, at most: Ministry of the Interior of the Republic of Moldova, and another country."""
_WORD = regex(r"[^\W\d_]+")
_GENITIVE = CASES["gen"] | CASES["gen"] << PLURAL


class StateBody(NamedTuple):
    """A body of a state: how many words name it, its ``kind``, and the ISO 3166-1 alpha-2 code of the country.

    ``country`` is ``""`` where it is left to the article: *der Vorsitzende der Konservativen Partei*.
    """

    length: int
    kind: str
    country: str


class StateBodies:
    """Reads the bodies of states in texts of a language.

    ``small_first_words`` are the words without a capital that a body may begin with, as they are written; ``parts`` are
    those that stand before the name of a part of a country, folded.
    """

    def __init__(self, lang: str, lists: Mapping[str, Any]) -> None:
        self._lang = lang
        self._bodies, self._adjectives = _phrases(lists["bodies"]), _phrases(lists["adjectives"])
        self._of = Phrases(dict.fromkeys(lists["of"], True))
        self._adjective_follows: bool = lists["follows"]
        self._alone = frozenset(lists["alone"])
        self.parts = frozenset(lists["parts"])
        self.small_first_words = frozenset(lists["small"].split())

    @cached_property
    def _words(self) -> frozenset[str]:
        """The folded words of all phrases."""
        parts = (self._bodies, self._adjectives, self._of)
        return frozenset(word for phrases in parts for phrase in phrases.meanings for word in phrase.split())

    def may_begin(self, folded: str) -> bool:
        """Return True if a body may begin with a folded word."""
        return folded in self._bodies.longest or folded in self._adjectives.longest

    def may_go_on(self, word: str) -> bool:
        """Return True if a body may go on with a word: one of a phrase, or one with a capital, which may be a country."""
        return word[0].isupper() or fold(word) in self._words

    def at(self, words: Sequence[Token], first: int) -> StateBody | None:
        """Return the body that begins with a word, if there is one.

        >>> from translit.text.tokens import tokens
        >>> state_bodies("ru").at(tokens("в министерстве обороны России"), 1)
        StateBody(length=3, kind='defence ministry', country='RU')
        >>> state_bodies("fr").at(tokens("le ministère russe de la Défense"), 1)
        StateBody(length=5, kind='defence ministry', country='RU')
        >>> state_bodies("pl").at(tokens("szef Partii Pracy"), 1)
        StateBody(length=2, kind='labour party', country='')
        """
        words = words[first : first + LONGEST_BODY]
        return self._with_country(words) or self._alone_at(words)

    def _alone_at(self, words: Sequence[Token]) -> StateBody | None:
        """Return the body, of those that the press names with a capital and without the country, that words begin with."""
        body = _at(self._bodies, words, 0) if words[0].is_title_case else None
        return StateBody(*body, "") if body and body[1] in self._alone else None

    def _with_country(self, words: Sequence[Token]) -> StateBody | None:
        """Return the body that words begin with and that has its country beside."""
        if adjective := _at(self._adjectives, words, 0):
            body = _at(self._bodies, words, adjective[0])
            return StateBody(adjective[0] + body[0], body[1], adjective[1]) if body else None
        if words[0].folded not in self._bodies.longest:
            return None
        if self._adjective_follows and (inside := _at(self._adjectives, words, 1)):
            body = _at(self._bodies, [words[0], *words[1 + inside[0] :]], 0)
            return StateBody(body[0] + inside[0], body[1], inside[1]) if body else None
        body = _at(self._bodies, words, 0)
        if body is None:
            return None
        country = (self._adjective_follows and _at(self._adjectives, words, body[0])) or self._country(words[body[0] :])
        return StateBody(body[0] + country[0], body[1], country[1]) if country else None

    def _country(self, words: Sequence[Token]) -> tuple[int, str] | None:
        """Return how many words say whose a body is, and the code of the country."""
        folded = [t.folded for t in words]
        before = self.of_at(words)
        found = self._country_at(words, before, in_genitive=not before)
        if found is None:
            return None
        after = before + found[0]
        is_one_of_several = folded[after : after + 1] and folded[after] in lexicon().function_words
        if is_one_of_several and self._country_at(words, after + 1, in_genitive=not before):
            return None  # правительства России и Белоруссии
        return after, found[1]

    def _country_at(self, words: Sequence[Token], first: int, in_genitive: bool) -> tuple[int, str] | None:
        """Return the number of words and the code of the country that is named at a word."""
        for length in range(min(_LONGEST_COUNTRY, len(words) - first), 0, -1):
            name = words[first : first + length]
            if name[0].is_title_case and (code := self._in_genitive(name) if in_genitive else self._named(name)):
                is_before_name = words[first + length : first + length + 1] and words[first + length].is_title_case
                if is_before_name and name[-1].folded in self._adjectives.meanings:
                    return None  # rządem Polskiej Rzeczypospolitej Ludowej
                return length, code
        return None

    def _named(self, name: Sequence[Token]) -> str | None:
        return country_of(" ".join(t.folded for t in name), self._lang)

    def _in_genitive(self, name: Sequence[Token]) -> str | None:
        """Return the country that words mean in the genitive; an acronym has no cases: *министерство обороны РФ*."""
        if len(name) == 1 and name[0].is_all_caps:
            return self._named(name)
        first, *others = (_genitives(t.text, self._lang) for t in name)
        rest = [[*found, t.folded] for found, t in zip(others, name[1:], strict=True)]  # Республики Беларусь
        named = (country_of(" ".join(way), self._lang) for way in product(first, *rest))
        return next(filter(None, named), None)

    def stated(self, words: Sequence[Token], before: str) -> str:
        """Return the code of the country that words which begin with a body state, or a word before; or ``""``.

        >>> from translit.text.tokens import tokens
        >>> state_bodies("pl").stated(tokens("Sąd Najwyższy Niemiec"), ""), state_bodies("pl").stated([], "polski")
        ('DE', 'PL')
        """
        if adjective := self._adjectives.meanings.get(before):
            return adjective[0]
        body = self._with_country(words) if words else None
        return body.country if body else ""

    def of_at(self, words: Sequence[Token]) -> int:
        """Return how many words that stand between a body and its country some words begin with: *of the*."""
        found = self._of.at([t.folded for t in words], 0) if words else None
        return found[0] if found else 0

    def adjectives_in(self, text: str) -> set[str]:
        """Return the codes of the countries of which an adjective stands in a text, of one word.

        >>> sorted(state_bodies("pl").adjectives_in("Pakistański sąd i polski sejm"))
        ['PK', 'PL']
        """
        meanings = self._adjectives.meanings
        folded = {fold(word) for word in set(_WORD.findall(text))}
        return {meanings[word][0] for word in folded & meanings.keys()}


@lru_cache(maxsize=1 << 3)
def countries_of_adjectives(text: str, lang: str | None) -> frozenset[str]:
    """Return the codes of the countries of which an adjective of one word stands in a text in a language."""
    bodies = state_bodies(lang)
    return frozenset(bodies.adjectives_in(text)) if bodies else frozenset()


@cache
def state_bodies(lang: str | None) -> StateBodies | None:
    """Return what reads the bodies of states in a language, ``None`` for one whose words are not listed."""
    lists = _lists(lang) if lang else None
    return StateBodies(lang, lists) if lang and lists else None


def is_country_adjective(folded: str) -> bool:
    """Return True for the adjective of a country in any of the languages, in any form, folded.

    >>> is_country_adjective("ruskeho"), is_country_adjective("moscow")
    (True, False)
    """
    return _ADJECTIVES.get(folded) is not None


def countries_with_adjectives() -> list[str]:
    """Return the codes of the countries of which the adjectives are known."""
    return [*_lists(_ENGLISH)["adjectives"]]


def listed_names(kind: str, code: str, country: str) -> Iterator[tuple[str, ...]]:
    """Yield the English names, folded, under which a body may be listed, given the code and the name of its country.

    >>> names = [" ".join(name) for name in listed_names("parliament", "FR", "France")]
    >>> names
    ['parliament', 'parliament of france', 'french parliament']
    """
    adjectives = _lists(_ENGLISH)["adjectives"].get(code, ())
    for name in _lists(_ENGLISH)["listed"][kind]:
        yield from map(fold_words, (name, f"{name} of {country}", *(f"{adjective} {name}" for adjective in adjectives)))


@cache
def _lists(lang: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(_LISTS.get(lang) or "{}")
    return found


def _phrases(lists: Mapping[str, Sequence[str]]) -> Phrases[tuple[str, int]]:
    """Return the meanings of phrases, each with how many letters at its beginning are capitals: none, one or two."""
    return Phrases(
        {
            phrase: (meaning, capitals)
            for meaning, by_capitals in lists.items()
            for capitals, joined in enumerate(by_capitals)
            for phrase in filter(None, joined.split(";"))
        }
    )


def _at(phrases: Phrases[tuple[str, int]], words: Sequence[Token], first: int) -> tuple[int, str] | None:
    """Return the number of words and the meaning of the longest phrase at a word, if it has the capitals that it needs."""
    if first >= len(words) or words[first].folded not in phrases.longest:
        return None
    found = phrases.at([t.folded for t in words], first)
    if found is None:
        return None
    length, (meaning, capitals) = found
    return (length, meaning) if not capitals or words[first].text[:capitals].isupper() else None


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def _genitives(text: str, lang: str) -> list[str]:
    return [lemma.text for lemma in lemmas(text, lang) if lemma.cases & _GENITIVE and lemma.kind == "case"]
