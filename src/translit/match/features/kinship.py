"""Words of kinship beside what is read as a place: *my son Jordan* is a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translit.match.features.context import Place
from translit.text.lexicon import lexicon, place_prepositions
from translit.text.tokens import fold_words

_LOOKED_AT = 40  # characters before and after a name: more than a possessive, an adjective and a word of kinship need
_NO_WORDS = re.compile(r"[^\w\s'’-]")
_APPOSITION = re.compile(r", (?P<words>[^\W\d_][\w -]*)[,.;!?)]")
_MOST_WORDS = 3  # "my older brother"


def is_called_relative(place: Place) -> bool:
    """Return True if an honorific or a word of kinship stands before the single word of a place, or behind its comma.

    *Mr Jordan*; *my son Jordan*; *my son, Jordan, …*; *Chad, my husband, …*. In a language with case endings the place must
    stand as it is listed: *сын Украины* is no Ukraina.
    """
    if place.form.entity.type != "place" or not place.is_one_word:
        return False
    if place.before is not None and place.before.folded in lexicon().honorifics:
        return True
    if place.has_cases and place.way != "listed":
        return False
    text, token = place.document.text, place.document.tokens[place.first]
    before = text[max(0, token.start - _LOOKED_AT) : token.start].rstrip()
    if before.endswith(",") and text.startswith(",", token.end):
        before = before[:-1]
    lang = place.document.lang or "en"
    if _tells_relative(fold_words(_NO_WORDS.split(before)[-1])[-_MOST_WORDS:], lang):
        return True
    after = _APPOSITION.match(text, token.end, token.end + _LOOKED_AT)
    if after is None or place.document.word_before(place.first) in place_prepositions(place.document.lang):
        return False
    words = fold_words(after["words"])
    return len(words) <= _MOST_WORDS and _is_whose(words[0], lang) and _tells_relative(words, lang)


def _tells_relative(words: Sequence[str], lang: str) -> bool:
    """Return True if the last of some folded words is one of kinship, or of friendship with one person."""
    known = lexicon().kinship.get(lang, {})
    kind = known.get(words[-1]) if words else None
    return kind == "kin" or (kind == "friend" and any(known.get(w) == "possessive" for w in words[:-1]))


def _is_whose(word: str, lang: str) -> bool:
    return lexicon().kinship.get(lang, {}).get(word, "").startswith("possessive")
