"""Short forms: what the press writes for the listed name of an organization, though no list has it.

``Chevron`` for Chevron Corporation, ``Ards`` for Ards F.C., ``FCC`` for Federal Communications Commission, and later in an
article that names it in full, ``Barrick`` for Barrick Gold. None of them is a name for :func:`translit.lookup`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from translit.model import EntityType
from translit.names.countries import country_of
from translit.names.given_names import is_known_given_name
from translit.text.lexicon import Phrases, is_adjective, lexicon, word_classes
from translit.text.tokens import fold_words

ShortKind = Literal["name", "club", "initials", "beginning"]

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_LEAST_LETTERS = 3
_LEAST_INITIALS, _MOST_INITIALS = 3, 6


class ShortForm(NamedTuple):
    """A short form: its folded words, and what it is.

    ``name`` is the name without a legal form, a word such as *Group*, or brackets; ``club`` the same without a word such as
    *F.C.*: often the name of a town, too; ``initials`` an acronym; ``beginning`` the first word of a longer name, or the
    only one after *The*, which mean it only where the article has it in full.
    """

    words: tuple[str, ...]
    kind: ShortKind


@lru_cache(maxsize=1 << 14)
def short_forms(text: str, type: EntityType) -> tuple[ShortForm, ...]:
    """The short forms of a listed name, by words each once; a person's are left to the rules for persons.

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
    if core != whole and sum(map(len, core)) >= _LEAST_LETTERS:
        found[core] = kind if len(core) == 1 else "name"
    content = [w for w in core if w not in lexicon().function_words]
    if len(content) == len(core) and (first := _beginning(core)):
        found.setdefault(first, "beginning")
    initials = "".join(w[0] for w in content)
    if _LEAST_INITIALS <= len(initials) <= _MOST_INITIALS and initials.isalpha():
        found.setdefault((initials,), "initials")
    found.pop(whole, None)
    return tuple(ShortForm(*item) for item in found.items())


def _core(words: tuple[str, ...]) -> tuple[tuple[str, ...], ShortKind]:
    """A name without what only says that it is a firm or a club, at its beginning and its end."""
    kind: ShortKind = "name"
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
        kind = "beginning" if len(words) == 1 else kind
    for phrases, kept in ((lexicon().legal_phrases, "name"), (lexicon().generic_phrases, "")):
        shorter = _without(words, phrases)
        if shorter != words and not kept and _is_club(words, shorter):
            kind = "club"
        words = shorter
    return words, kind


def _without(words: tuple[str, ...], phrases: Phrases[str]) -> tuple[str, ...]:
    changed = True
    while changed and len(words) > 1:
        changed = False
        for length in range(min(4, len(words) - 1), 0, -1):
            if " ".join(words[-length:]) in phrases.meanings:
                words, changed = words[:-length], True
                break
        phrase = phrases.at(words, 0) if len(words) > 1 else None
        if phrase is not None and phrase[0] < len(words):
            words, changed = words[phrase[0] :], True
    return words


def _is_club(words: Sequence[str], shorter: Sequence[str]) -> bool:
    at = next(i for i in range(len(words)) if tuple(words[i : i + len(shorter)]) == tuple(shorter))
    meanings = lexicon().generic_phrases.meanings
    left, right = " ".join(words[:at]), " ".join(words[at + len(shorter) :])
    return "club" in (meanings.get(left), meanings.get(right))


def _beginning(words: tuple[str, ...]) -> tuple[str, ...]:
    """The first word of a name of several, if it tells something by itself: no common word, given name or country."""
    if len(words) < 2 or len(words[0]) < _LEAST_LETTERS + 1 or not words[0].isalpha():
        return ()
    first = words[0]
    vague = first in lexicon().non_names or word_classes(first) or is_known_given_name(first) or country_of(first)
    return () if vague or is_adjective(first) else (first,)
