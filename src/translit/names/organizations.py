"""Names of organizations and places: from a string to words that are ``content`` or ``light``, and legal forms.

1. Look-alike letters of another script are replaced, dots within abbreviations removed: ``S.A.`` is one word.
2. Brackets that hold another name are set aside: ``Federal Security Service (FSB)``.
3. The rest is split into words; a legal form at the end of a word is cut off: ``SiemensAG``.
4. Legal forms and function words are ``light``, all other words ``content``. A name has at least one of these: if none
   is left, all are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from translit.limits import REMEMBERED_WORDS
from translit.model import EntityType, Role
from translit.text.lexicon import lexicon, number_of, word_classes
from translit.text.patterns import regex
from translit.text.repair import fix_homoglyphs
from translit.text.tokens import Token, tokens

_BRACKETS = regex(r"(?<!\s)\s*[(（\[]([^()（）\[\]]*)[)）\]]")
_DOTTED = regex(r"(?<!\w)(?:[^\W\d_]\.)+[^\W\d_](?:\.|(?!\w))")  # L.X.C., o.o.o.: letters of one word
_CAPITALS_AT_END = regex(r"(?<![A-ZА-ЩЫЭЮЯІЎ])[A-ZА-ЩЫЭЮЯІЎ]+\Z")
_BOUNDARY = frozenset('(),"«»“”„[]（）')
_LONGEST_ACRONYM = 8  # letters
_SHORTEST_GLUED = 3  # letters of a name that a legal form is glued to
_LONGEST_SHORT = 3  # letters
_SHORTEST_CLEAR = 4  # letters: a legal form with such a word is nothing else, wherever it stands


def parse_organization(text: str, type: EntityType) -> tuple[list[str], list[Role], tuple[str, ...], frozenset[str]]:
    """Return the words of a name, their roles, its other names in brackets, and the classes of its legal forms."""
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), fix_homoglyphs(text))
    main, alternatives = _without_brackets(text, type)
    words = [part for token in tokens(main) for part in _without_glued_form(token)]
    legal = _legal_forms(words, main) if type == "organization" else {}
    roles: list[Role] = [
        "light" if i in legal or _is_function_word(token, i, main) else "content" for i, token in enumerate(words)
    ]
    if "content" not in roles:
        return [t.text for t in words], ["content"] * len(words), alternatives, frozenset()
    return [t.text for t in words], roles, alternatives, frozenset(legal.values())


@lru_cache(maxsize=REMEMBERED_WORDS)
def may_be_another_word(folded: str) -> bool:
    """Return True if a word of such a name may stand for one that is not like it, or for none: a word that others translate,
    a number, a function word, a word of a legal form, one so short that an acronym in another language may be it (ООН, ААН).

    >>> may_be_another_word("ministry"), may_be_another_word("gazprom")
    (True, False)
    """
    if len(folded) <= _LONGEST_SHORT or folded in lexicon().function_words or folded in _words_of_legal_forms():
        return True
    return bool(word_classes(folded)) or number_of(folded) is not None


@cache
def _words_of_legal_forms() -> frozenset[str]:
    return frozenset(word for phrase in lexicon().legal_phrases.meanings for word in phrase.split())


def _is_function_word(token: Token, place: int, text: str) -> bool:
    """Return True for a function word, unless it is a letter that is a name: ``Storm Z``."""
    is_letter = len(token.text) == 1 and place > 0 and token.text.isupper() and not text.isupper()
    return token.folded in lexicon().function_words and not is_letter


def _without_brackets(text: str, type: EntityType) -> tuple[str, tuple[str, ...]]:
    """Set aside brackets with another name: any of a place, an acronym, or what the acronym before them stands for."""
    if "(" not in text and "[" not in text and "（" not in text:
        return text, ()
    others = []

    def take(match: re.Match[str]) -> str:
        inner = match.group(1).strip()
        outer = text[: match.start()].strip()
        is_name = type == "place" or _is_acronym(inner) or (_is_acronym(outer) and " " in inner)
        if inner and tokens(outer) and is_name:
            others.append(inner)
            return " "
        return match.group()

    return _BRACKETS.sub(take, text), tuple(others)


def _is_acronym(text: str) -> bool:
    return 1 < len(text) <= _LONGEST_ACRONYM and text.isalnum() and text.isupper()


def _without_glued_form(token: Token) -> list[Token]:
    text = token.text
    found = None if text.isupper() else _CAPITALS_AT_END.search(text)
    if found and found.start() >= _SHORTEST_GLUED and found.group().lower() in lexicon().legal_phrases.meanings:
        return token.cut([text[: found.start()], found.group()])
    return [token]


def _legal_forms(words: Sequence[Token], text: str) -> dict[int, str]:
    """Return the classes of legal forms by the number of each of their words.

    Short ones (``AS``, ``АО``) may be anything else. They count at either end of the name, where only function words and
    other legal forms are outside of them, and beside a bracket, quotation mark or comma.
    """
    folded, phrases = [t.folded for t in words], lexicon().legal_phrases
    spans: list[tuple[int, int, str]] = []
    i = 0
    while i < len(folded):
        phrase = phrases.at(folded, i) if folded[i] in phrases.longest else None
        if phrase is not None:
            spans.append((i, i + phrase[0], phrase[1]))
        i += phrase[0] if phrase else 1
    if not spans:
        return {}
    kept: dict[int, str] = {}
    for first, last, kind in spans:
        before = text[max(0, words[first].start - 2) : words[first].start].rstrip()
        after = text[words[last - 1].end : words[last - 1].end + 2].lstrip()
        is_clear = any(len(w) >= _SHORTEST_CLEAR for w in folded[first:last])
        if is_clear or before[-1:] in _BOUNDARY or after[:1] in _BOUNDARY:
            kept.update(dict.fromkeys(range(first, last), kind))
    outward = [(span, range(span[0])) for span in spans] + [(span, range(span[1], len(words))) for span in spans[::-1]]
    for (first, last, kind), outside in outward:
        if all(j in kept or folded[j] in lexicon().function_words for j in outside):
            kept.update(dict.fromkeys(range(first, last), kind))
    return kept
