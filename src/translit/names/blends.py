"""Blends: names of institutions that are put together from the beginnings of their words, as East Slavic languages do.

``Госдума`` is the Государственная дума, ``Минфін`` the Міністерство фінансів, ``Мосгорсуд`` the Московский городской суд.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from translit.names.cities import city_of
from translit.names.countries import country_of, is_inflected_country
from translit.names.given_names import is_known_given_name
from translit.names.state_bodies import is_country_adjective
from translit.text.common_words import is_common_in_some_language
from translit.text.fold import script_of
from translit.text.lexicon import lexicon
from translit.text.patterns import regex

_VOWELS = "аеиоуыэюяії"
# The first syllable with some of the consonants after it; the rest of the word begins with a vowel or another consonant.
_SYLLABLE = regex(f"([^{_VOWELS}]*[{_VOWELS}])([^{_VOWELS}]+)")
_FEWEST_LETTERS = 3  # of the beginning of a word
_FEWEST, _MOST = 2, 3  # words that are put together
_SHORTEST, _LONGEST = 6, 20  # letters of a blend: shorter ones are words by chance


def blends(words: Sequence[str]) -> Iterator[str]:
    """Yield what the folded words of the name of an institution may be put together to; a country at the end has no part.

    Only some beginnings are usual: the newspaper *Новый город* is no *Новгород*.

    >>> "минобрнауки" in blends(("министерство", "образования", "и", "науки", "российской", "федерации"))
    True
    """
    content = [w for w in without_tail(words) if w not in lexicon().function_words]
    if not _FEWEST <= len(content) <= _MOST or any(script_of(w) != "Cyrillic" or w.isdigit() for w in content):
        return
    first, *others, last = content
    begin = [part for part in _beginnings(first) if lexicon().blend_words.get(part) == "first"]
    for parts in product(begin, *map(_beginnings, others), (last, *_beginnings(last))):
        blend = "".join(parts)
        if _SHORTEST <= len(blend) <= _LONGEST and not _is_other_word(blend):
            yield blend


def without_tail(words: Sequence[str]) -> Sequence[str]:
    """Return the folded words of a Cyrillic name without whom it is called after, and without the country at its end.

    >>> without_tail(("следственный", "комитет", "российской", "федерации"))
    ('следственный', 'комитет')
    """
    for i in range(_FEWEST, len(words)):
        rest = words[i:]
        if script_of(rest[0]) == "Cyrillic" and (lexicon().blend_words.get(rest[0]) == "after" or _is_country(rest)):
            return words[:i]
    return words


def _is_country(words: Sequence[str]) -> bool:
    """Return True if words are, or begin with the adjective of, a country: *Российской Федерации*, *США*, *Украины*."""
    is_name = country_of(" ".join(words)) is not None or (len(words) == 1 and is_inflected_country(words[0]))
    return is_name or (len(words) > 1 and is_country_adjective(words[0]))


def _beginnings(word: str) -> tuple[str, ...]:
    """Return the beginnings of a word that may stand for it: *мос*, *моск* of *московский*."""
    found = _SYLLABLE.match(word)
    if found is None:
        return ()
    ends = range(found.start(2) + 1, found.end() + 1)
    return tuple(word[:end] for end in ends if _FEWEST_LETTERS <= end < len(word))


def _is_other_word(blend: str) -> bool:
    """Return True if the letters are a word or another name."""
    is_name = is_known_given_name(blend) or city_of(blend) is not None or country_of(blend) is not None
    return is_name or is_common_in_some_language(blend) or blend in lexicon().non_names
