"""Names of organisations and places taken apart: legal forms, light words, brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translit.model import EntityType, Role
from translit.text.lexicon import lexicon
from translit.text.repair import fix_homoglyphs
from translit.text.tokens import Token, tokens

_BRACKETS = re.compile(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]")
_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.)+[^\W\d_](?:\.|(?!\w))")  # L.X.C., o.o.o.: letters of one word
_BOUNDARY = frozenset('(),"«»“”„[]（）')
_LONGEST_ACRONYM = 8
_TELLING = 4  # a legal form with a word of so many letters is one anywhere in a name


def parse_organization(text: str, type: EntityType) -> tuple[list[str], list[Role], tuple[str, ...], frozenset[str]]:
    """The words of a name with their roles, its other names, and the classes of its legal forms."""
    main, alternatives = _brackets(_DOTTED.sub(lambda m: m.group().replace(".", ""), fix_homoglyphs(text)), type)
    found = _unglued(tokens(main))
    folded = [t.folded for t in found]
    legal = _legal(found, folded, main) if type == "organization" else {}
    light = lexicon().function_words
    roles: list[Role] = [
        "light" if i in legal or (t.folded in light and _small(t, i, main)) else "content" for i, t in enumerate(found)
    ]
    if "content" not in roles:
        return [t.text for t in found], ["content"] * len(found), alternatives, frozenset()
    return [t.text for t in found], roles, alternatives, frozenset(legal.values())


def _small(token: Token, place: int, text: str) -> bool:
    """Whether a light word is not the letter of a name (``Storm Z``)."""
    return len(token.text) > 1 or place == 0 or not token.text.isupper() or text.isupper()


def _brackets(text: str, type: EntityType) -> tuple[str, tuple[str, ...]]:
    """Without the brackets that hold another name: any of a place, an acronym or what an acronym stands for."""
    if "(" not in text and "[" not in text and "（" not in text:
        return text, ()
    others = []

    def take(match: re.Match[str]) -> str:
        inner = match.group(1).strip()
        outer = text[: match.start()].strip()
        if inner and tokens(outer) and (type == "place" or _acronym(inner) or (_acronym(outer) and " " in inner)):
            others.append(inner)
            return " "
        return match.group()

    return _BRACKETS.sub(take, text), tuple(others)


def _acronym(text: str) -> bool:
    return 1 < len(text) <= _LONGEST_ACRONYM and text.isalnum() and text.isupper()


def _unglued(found: list[Token]) -> list[Token]:
    """With legal forms cut off that stand at the end of a word: ``SiemensAG``."""
    forms = lexicon().legal_phrases.meanings
    out = []
    for token in found:
        text = token.text
        if text[-1].isupper() and not text.isupper():
            cut = len(text.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЫЭЮЯІЎ"))
            if cut > 2 and text[cut:].lower() in forms:
                middle = token.start + cut
                out.append(Token(token.start, middle, text[:cut], text[:cut].lower()))
                out.append(Token(middle, token.end, text[cut:], text[cut:].lower()))
                continue
        out.append(token)
    return out


def _legal(found: Sequence[Token], folded: Sequence[str], text: str) -> dict[int, str]:
    """The words of legal forms with their classes.

    Short ones (``AS``, ``АО``) count only at either end of the name, next to another one, or before a bracket or comma.
    """
    phrases = lexicon().legal_phrases
    spans: list[tuple[int, int, str]] = []
    i = 0
    while i < len(folded):
        phrase = phrases.at(folded, i) if folded[i] in phrases.longest else None
        if phrase is None:
            i += 1
            continue
        spans.append((i, i + phrase[0], phrase[1]))
        i += phrase[0]
    if not spans:
        return {}
    kept: dict[int, str] = {}
    for first, last, kind in spans:
        after = text[found[last - 1].end : found[last - 1].end + 2].lstrip()
        before = text[max(0, found[first].start - 2) : found[first].start].rstrip()
        if any(len(w) >= _TELLING for w in folded[first:last]) or after[:1] in _BOUNDARY or before[-1:] in _BOUNDARY:
            kept.update(dict.fromkeys(range(first, last), kind))
    for order in (spans, spans[::-1]):
        for first, last, kind in order:
            outside = range(last, len(folded)) if order is not spans else range(first)
            if all(j in kept or folded[j] in lexicon().function_words for j in outside):
                kept.update(dict.fromkeys(range(first, last), kind))
    return kept
