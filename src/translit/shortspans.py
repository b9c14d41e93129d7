"""Short forms in an article: the press leaves out what every reader knows, *Ltd*, *F.C.*, or all but the initials.

Some are names by themselves. The others need the article: the first word of a name and initials that several have need the
full name in it, and a club that is only called by its town needs other clubs beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translit.commonwords import common_words
from translit.gazetteer import Form
from translit.lexicon import is_given_name, lexicon
from translit.model import Evidence, Part
from translit.passage import Passage
from translit.score import exact
from translit.shortforms import ShortKind
from translit.spans import Finder, Span, readings_of, surface_of
from translit.table.words import word

_WEIGHT = -46.0  # bits off an exact name: whatever is listed goes before
_CLUBS = 3  # in an article on sport
_DEFINED = re.compile(r"[^\S\n]*\([^\S\n]*$")
_LONGEST_DEFINED = 8


class ShortSpan:
    """A short form in a passage: its span, and for each of the entities what kind of short form it is of it."""

    def __init__(self, span: Span, kinds: dict[str, ShortKind]) -> None:
        self.span = span
        self.kinds = kinds

    @property
    def is_sure(self) -> bool:
        """Whether it means one entity whatever the article says."""
        return len(self.kinds) == 1 and set(self.kinds.values()) <= {"name", "initials"}


def short_spans(passage: Passage, finder: Finder) -> list[ShortSpan]:
    """All short forms of listed names, overlapping ones too."""
    out = []
    tokens = passage.tokens
    for first, token in enumerate(tokens):
        if not token.capital:
            continue
        for reading in sorted(readings_of(token.folded, passage.lang)):
            for length in finder.gazetteer.short_lengths(reading):
                last = first + length
                if last <= len(tokens) and all(passage.joined[first : last - 1]):
                    folded = (reading, *(t.folded for t in tokens[first + 1 : last]))
                    found = finder.gazetteer.short(folded)
                    if found and (one := _span(passage, first, last, found, reading == token.folded)):
                        out.append(one)
    return out


def _span(
    passage: Passage, first: int, last: int, found: Sequence[tuple[Form, ShortKind]], same: bool
) -> ShortSpan | None:
    surface = surface_of(passage, first, last)
    kept = [(f, kind) for f, kind in found if _may_be(passage, first, last, kind, same)]
    if not kept:
        return None
    forms = tuple(f for f, _ in kept)
    evidence = Evidence((*exact(surface, surface).parts, Part("short form", surface, forms[0].text, _WEIGHT)))
    return ShortSpan(Span(first, last, forms, evidence, "short"), {f.entity.id: kind for f, kind in kept})


def _may_be(passage: Passage, first: int, last: int, kind: ShortKind, same: bool) -> bool:
    token = passage.tokens[first]
    if kind == "initials":
        return same and token.shouted and not passage.shouted[first] and token.folded not in lexicon().words
    if last - first > 1:
        return True
    if token.folded in common_words(passage.lang) or token.folded in lexicon().words or token.folded in passage.lower:
        return False
    if kind == "beginning" and (token.shouted or not same):
        return False
    return not (_is_name_part(passage, first - 1, first) or _is_name_part(passage, first + 1, first))


def _is_name_part(passage: Passage, i: int, of: int) -> bool:
    """Whether a neighbour makes a word part of another name: a capital word that is no common one."""
    if not 0 <= i < len(passage.tokens) or not passage.joined[min(i, of)] or passage.headline[of]:
        return False
    token = passage.tokens[i]
    if not token.capital or not token.text[0].isalpha() or (i < of and passage.starts[i] and not is_given_name(word(token.text))):
        return False
    return token.folded not in common_words(passage.lang) and token.folded not in lexicon().words


def in_context(passage: Passage, shorts: Sequence[ShortSpan], decided: Sequence[Span]) -> Iterator[Span]:
    """The short forms that the article tells of whom they are, given what is decided, and acronyms that it defines."""
    linked = {s.entities[0].id for s in decided if len(s.entities) == 1}
    taken = {i for s in decided for i in range(s.first, s.last)}
    left = [s for s in shorts if not taken & set(range(s.span.first, s.span.last))]
    clubs = {id for s in shorts for id, kind in s.kinds.items() if kind == "club"}
    of_sport = len(clubs) >= _CLUBS
    for short in left:
        kept = {id for id, kind in short.kinds.items() if id in linked or (kind == "club" and of_sport)}
        forms = tuple(f for f in short.span.forms if f.entity.id in kept)
        if len(kept) == 1:
            taken |= set(range(short.span.first, short.span.last))
            yield Span(short.span.first, short.span.last, forms, short.span.evidence, "short")
    yield from _defined(passage, decided, taken)


def _defined(passage: Passage, decided: Sequence[Span], taken: set[int]) -> Iterator[Span]:
    """``Full Name (ABC)`` makes ABC a name of it in this article."""
    meant: dict[str, Span] = {}
    for span in decided:
        at = span.last
        if at >= len(passage.tokens) or len(span.entities) != 1 or span.is_person or span.last - span.first < 2:
            continue
        token = passage.tokens[at]
        after = passage.text[token.end : token.end + 2].lstrip()
        if token.shouted and 1 < len(token.text) <= _LONGEST_DEFINED and after[:1] == ")":
            if _DEFINED.fullmatch(passage.gap(at - 1)) and _abbreviates(token.folded, span, passage):
                meant.setdefault(token.text, span)
    for i, token in enumerate(passage.tokens):
        full = meant.get(token.text)
        if full is not None and i not in taken:
            evidence = Evidence((*exact(token.text, token.text).parts, Part("short form", token.text, full.forms[0].text, _WEIGHT)))
            yield Span(i, i + 1, full.forms, evidence, "short")


def _abbreviates(letters: str, span: Span, passage: Passage) -> bool:
    """Whether all letters stand in the full name in this order, the first one at its beginning or that of a word."""
    words = [t.folded for t in passage.tokens[span.first : span.last]]
    rest = iter("".join(words))
    return any(w[0] == letters[0] for w in words) and all(letter in rest for letter in letters)
