"""What a single word of a text may be: a common word, a family name, another case of a dictionary form."""

from __future__ import annotations

from functools import lru_cache

from translit.model import Entity
from translit.names.inflection import lemmas
from translit.text.common_words import common_words
from translit.text.lexicon import family_gender, lexicon
from translit.text.tokens import Token

MEMO = 1 << 14
"""How many answers about words each cache of this wing keeps."""
SHORTEST_INFLECTED = 4
"""Letters of the shortest word that may stand in another case: endings of shorter ones are mostly other words."""


def is_common_word(folded: str, lang: str | None) -> bool:
    """Return True if a word is common in a language, or no name in any language (months, offices)."""
    return folded in common_words(lang) or folded in lexicon().non_names


def may_be_family_name(token: Token) -> bool:
    """Return True unless a token has no capital, or is a title (President) or a word of the calendar."""
    if not token.may_start_name or len(token.folded) < 2 or not token.text[0].isalpha():
        return False
    return token.folded not in lexicon().non_names and token.folded not in lexicon().title_words


def gender_fits(entity: Entity, family: str) -> bool:
    """Return True unless the ending of a folded family name tells another gender than the person's."""
    gender = family_gender(family)
    return not gender or not entity.gender or entity.gender == gender


@lru_cache(maxsize=MEMO)
def dictionary_forms(folded: str, lang: str | None) -> tuple[str, ...]:
    """Return the folded dictionary forms that a word of a text may have, the word itself first."""
    if lang is None or len(folded) < SHORTEST_INFLECTED:
        return (folded,)
    return tuple(dict.fromkeys((folded, *(lemma.text for lemma in lemmas(folded, lang)))))
