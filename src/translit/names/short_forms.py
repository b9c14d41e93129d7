"""Short forms of an organization's listed name, which the press uses although no gazetteer lists them.

``Chevron`` for Chevron Corporation, ``Ards`` for Ards F.C., ``FCC`` for Federal Communications Commission, ``Barrick`` for
Barrick Gold in an article that has the full name. They are found in articles only, not by :func:`translit.lookup`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from translit.model import EntityType
from translit.names.blends import blends, without_tail
from translit.names.countries import country_of, is_inflected_country
from translit.names.given_names import is_known_given_name
from translit.names.state_bodies import is_country_adjective
from translit.text.common_words import is_common_in_some_language
from translit.text.fold import fold
from translit.text.lexicon import Phrases, is_adjective, is_frequent_family_name, lexicon, word_classes
from translit.text.patterns import regex
from translit.text.tokens import fold_words

ShortKind = Literal["name", "club", "initials", "beginning"]

_DOMAIN = regex(r"[^\W_]{2}\.[^\W_]")
_BRACKETS = regex(r"(?<!\s)\s*[(\[][^()\[\]]*[)\]]")
_FEWEST_LETTERS = 3  # of a short form
_FEWEST_INITIALS, _MOST_INITIALS = 3, 6  # two letters are initials of too many things, and hardly any acronym is longer
_LONGEST_PHRASE = 4  # words of a legal form at the end of a name


class ShortForm(NamedTuple):
    """A short form: its folded words, and how it was made.

    ``name`` is without brackets, a legal form or a word such as *Group*, or a blend (:mod:`translit.names.blends`);
    ``club`` without a word such as *F.C.*, and often the name of a town, too; ``initials`` is an acronym; ``beginning`` is
    the first word of several, or the only one after *The*, and needs the full name in the article.
    """

    words: tuple[str, ...]
    kind: ShortKind


@lru_cache(maxsize=1 << 14)
def short_forms(text: str, type: EntityType) -> tuple[ShortForm, ...]:
    """Return the short forms of an organization's listed name, each once; other types have none.

    >>> [(" ".join(s.words), s.kind) for s in short_forms("Chevron Corporation", "organization")]
    [('chevron', 'name')]
    >>> [(" ".join(s.words), s.kind) for s in short_forms("Federal Bureau of Investigation", "organization")]
    [('fbi', 'initials')]
    """
    if type != "organization":
        return ()
    whole = fold_words(text)
    words = fold_words(_BRACKETS.sub(" ", text))
    core, kind = _core(words)
    found: dict[tuple[str, ...], ShortKind] = {}
    if core != whole and sum(map(len, core)) >= _FEWEST_LETTERS and not _is_vague(core):
        found[core] = kind if len(core) == 1 else "name"
    content = [w for w in core if w not in lexicon().function_words]
    if len(content) == len(core) and (first := _beginning(core)):
        found.setdefault(first, "beginning")
    for initials in dict.fromkeys((_initials(text, content), _initials(text, without_tail(content)))):
        is_word = initials in _no_initials()  # of the US State Department: USD; of the US Senate: USS
        if _FEWEST_INITIALS <= len(initials) <= _MOST_INITIALS and initials.isalpha() and not is_word:
            found.setdefault((initials,), "initials")
    for blend in blends(core):
        found.setdefault((blend,), "name")
    found.pop(whole, None)
    return tuple(ShortForm(*item) for item in found.items())


@cache
def _no_initials() -> frozenset[str]:
    """Return words that are no names, and the letters before the names of ships."""
    return lexicon().non_names.union(*lexicon().named_things["ship"].values())


def _core(words: tuple[str, ...]) -> tuple[tuple[str, ...], ShortKind]:
    """Return a name without words at either end that only say that it is a firm or a club, and the kind of what is left."""
    kind: ShortKind = "name"
    if len(words) > 1 and words[0] in lexicon().optional_articles:
        words = words[1:]
        kind = "beginning" if len(words) == 1 else kind
    words = _without(words, lexicon().legal_phrases)
    shorter = _without(words, lexicon().generic_phrases)
    return shorter, "club" if shorter != words and _is_club(words, shorter) else kind


def _without(words: tuple[str, ...], phrases: Phrases[str]) -> tuple[str, ...]:
    """Return a name without such phrases at either end; at least one word is left."""
    before: tuple[str, ...] = ()
    while len(words) > 1 and words != before:
        before = words
        lengths = range(min(_LONGEST_PHRASE, len(words) - 1), 0, -1)
        at_end = next((n for n in lengths if " ".join(words[-n:]) in phrases.meanings), 0)
        words = words[: len(words) - at_end]
        phrase = phrases.at(words, 0)
        if phrase is not None and phrase[0] < len(words):
            words = words[phrase[0] :]
    return words


def _is_club(words: Sequence[str], shorter: Sequence[str]) -> bool:
    """Return True if one of the ends that were cut off is a word for a club."""
    at = next(i for i in range(len(words)) if tuple(words[i : i + len(shorter)]) == tuple(shorter))
    meanings = lexicon().generic_phrases.meanings
    left, right = " ".join(words[:at]), " ".join(words[at + len(shorter) :])
    return "club" in (meanings.get(left), meanings.get(right))


def _is_vague(words: tuple[str, ...]) -> bool:
    """Return True if a single word names nothing without its legal form: a number, a common word, a country, *Global*."""
    return len(words) == 1 and (words[0].isdigit() or _is_common_or_country(words[0]))


def _is_common_or_country(word: str) -> bool:
    return is_common_in_some_language(word) or country_of(word) is not None or is_inflected_country(word)


def _initials(text: str, words: Sequence[str]) -> str:
    """Return the initials of the words of a name; an acronym in it keeps its letters: TSUE, Trybunał Sprawiedliwości UE.

    A domain has none, nor has a name that begins with an acronym.
    """
    acronyms = set() if text.isupper() else {fold(w) for w in text.split() if w.isupper() and len(w) > 1}
    if not words or words[0] in acronyms or _DOMAIN.search(text):
        return ""
    return "".join(w if w in acronyms else w[0] for w in words)


def _beginning(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first word of several if it is distinctive: no common word, country, given name or the like."""
    if len(words) < 2 or len(words[0]) <= _FEWEST_LETTERS or not words[0].isalpha():
        return ()
    first = words[0]
    vague = first in lexicon().non_names or word_classes(first) or is_known_given_name(first)
    vague = vague or is_frequent_family_name(first)
    is_adjectival = is_adjective(first) or is_country_adjective(first)
    return () if vague or is_adjectival or _is_common_or_country(first) else (first,)
