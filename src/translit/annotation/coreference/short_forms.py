"""Short forms in an article: the press leaves out what every reader knows, *Ltd*, *F.C.*, or all but the initials.

Some are names by themselves. The others need the article: the first word of a name and initials that several have need the
full name in it, and a club that is only called by its town needs other clubs beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from translit.annotation.chunk_candidates import Finder
from translit.annotation.detected_mentions import Scanned
from translit.annotation.spans import Short, Span, is_common_word, places_of
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.evidence import exact
from translit.model import Evidence, Part
from translit.names.given_names import is_given_name
from translit.names.short_forms import ShortKind
from translit.text.document import Passage
from translit.text.fold import fold
from translit.text.lexicon import lexicon

_WEIGHT = -46.0  # bits off an exact name: whatever is listed goes before
_TELLING = 4  # letters of initials that few things of a large gazetteer share
_LOUD = 4  # letters of a neighbour in capitals that make an acronym doubtful
_CLUBS = 3  # in an article on sport
_DEFINED = re.compile(r"[^\S\n]*\([^\S\n]*([^\W_]{2,8})[^\S\n]?\)")


class ShortSpan(NamedTuple):
    """A short form in a passage: its span, what kind it is of each entity, and whether only the article tells whose."""

    span: Span
    kinds: dict[str, ShortKind]
    doubtful: bool

    @property
    def is_word(self) -> bool:
        """Whether it is a single word, and no acronym."""
        return self.span.last - self.span.first == 1 and set(self.kinds.values()) != {"initials"}

    @property
    def is_sure(self) -> bool:
        """Whether it means one entity whatever the article says."""
        return len(self.kinds) == 1 and set(self.kinds.values()) <= {"name", "initials"} and not self.doubtful


def short_spans(scanned: Scanned, finder: Finder) -> list[ShortSpan]:
    """All short forms of listed names, overlapping ones too."""
    passage, out = scanned.passage, []
    tokens = passage.tokens
    for short in scanned.shorts:
        kept = [(f, kind) for f, kind in short.found if _may_be(passage, short, f, kind)]
        if kept:
            out.append(_span(passage, short.first, short.last, kept))
    doubtful = {tokens[s.span.first].folded for s in out if s.is_word and _is_anothers(passage, s.span.first)}
    few = finder.gazetteer.things <= finder.config.lone_surnames
    bracketed = {tokens[s.span.first].text for s in out if _in_brackets(passage, s.span.first, s.span.last)}
    for i, found in enumerate(out):
        text = tokens[found.span.first].text
        is_initials = "initials" in found.kinds.values()
        if is_initials and (text in bracketed or (len(text) < _TELLING and not few)):
            out[i] = found._replace(doubtful=True)
    return [s for s in out if not (s.is_word and tokens[s.span.first].folded in doubtful)]


def _span(passage: Passage, first: int, last: int, found: Sequence[tuple[SurfaceForm, ShortKind]]) -> ShortSpan:
    surface = passage.surface(first, last)
    forms = tuple(f for f, _ in found)
    return ShortSpan(
        Span.of(first, last, forms, _evidence(surface, forms[0]), "short"),
        {f.entity.id: kind for f, kind in found},
        False,
    )


def _evidence(surface: str, form: SurfaceForm) -> Evidence:
    return Evidence((*exact(surface, surface).parts, Part("short form", surface, form.text, _WEIGHT)))


def _may_be(passage: Passage, short: Short, form: SurfaceForm, kind: ShortKind) -> bool:
    """Whether words may be a short form here: an acronym in capitals; no part of another name."""
    first, reading = short.first, short.reading
    if short.last - first > 1:
        return True
    token = passage.tokens[first]
    if kind == "initials":
        if token.folded != reading or not token.is_all_caps or passage.is_all_caps[first]:
            return False
        return not any(
            passage.tokens[i].is_all_caps and len(passage.tokens[i].text) > _LOUD for i in _neighbours(passage, first)
        )
    if (
        (kind == "beginning" and (token.is_all_caps or token.folded != reading))
        or not token.is_title_case
        or passage.is_small(first)
    ):
        return False
    rest = {p.word.folded for p in form.name.parts} - {reading}
    return not any(
        passage.tokens[i].folded in rest or _is_name_part(passage, i, first, kind) for i in _neighbours(passage, first)
    )


def _neighbours(passage: Passage, i: int) -> Iterator[int]:
    """The words just before and after a word."""
    if i > 0 and passage.joined[i - 1]:
        yield i - 1
    if passage.joined[i]:
        yield i + 1


def _is_name_part(passage: Passage, i: int, of: int, kind: ShortKind) -> bool:
    """Whether a neighbour makes a word part of another name: a capital word that is no common one."""
    token = passage.tokens[i]
    if passage.headline[of] or not token.may_start_name or not token.text[0].isalpha():
        return False
    if i < of and passage.starts[i]:
        return is_given_name(token.text)
    return not is_common_word(token.folded, passage.lang) or (kind == "beginning" and i > of)


def _is_anothers(passage: Passage, i: int) -> bool:
    """Whether a capital word that is no common one stands before a word: it is somebody's family name in this article."""
    if i == 0 or not passage.joined[i - 1] or passage.headline[i]:
        return False
    before = passage.tokens[i - 1]
    named = before.may_start_name and not before.is_all_caps and before.text[0].isalpha()
    return named and not is_common_word(before.folded, passage.lang)


def _in_brackets(passage: Passage, first: int, last: int) -> bool:
    """Whether words stand in brackets by themselves: what is before the bracket says what they mean."""
    start, end = passage.tokens[first].start, passage.tokens[last - 1].end
    before, after = passage.text[max(0, start - 2) : start], passage.text[end : end + 2]
    return before.rstrip().endswith("(") and after.lstrip().startswith(")")


def _is_of_sport(shorts: Sequence[ShortSpan]) -> bool:
    return len({id for s in shorts for id, kind in s.kinds.items() if kind == "club"}) >= _CLUBS


def clubs_for_towns(passage: Passage, shorts: Sequence[ShortSpan], named: Sequence[Span]) -> list[Span]:
    """In an article on sport a town is its club, ``Barcelona 3, Sevilla 1``, but for ``in Barcelona``."""
    if not _is_of_sport(shorts):
        return list(named)
    clubs = {(s.span.first, s.span.last): s for s in shorts if set(s.kinds.values()) == {"club"} and len(s.kinds) == 1}
    out = []
    for span in named:
        club = clubs.get((span.first, span.last))
        is_town = all(f.entity.type == "place" for f in span.forms)
        there = club is not None and is_town and passage.before(span.first) in lexicon().place_prepositions
        out.append(club.span if club is not None and is_town and not there else span)
    return out


def in_context(scanned: Scanned, shorts: Sequence[ShortSpan], decided: Sequence[Span]) -> list[Span]:
    """The short forms that the article tells of whom they are, given what is decided, and acronyms that it defines."""
    taken = places_of(decided)
    found: list[Span] = []
    if shorts:
        linked = {s.entities[0].id for s in decided if len(s.entities) == 1}
        of_sport = _is_of_sport(shorts)
        for short in shorts:
            first, last = short.span.first, short.span.last
            kept = {id for id, kind in short.kinds.items() if id in linked or (kind == "club" and of_sport)}
            if len(kept) == 1 and taken.isdisjoint(range(first, last)):
                taken |= set(range(first, last))
                found.append(short.span.less(tuple(f for f in short.span.forms if f.entity.id in kept)))
    return [*found, *_defined(scanned, [*decided, *found], taken)]


def _defined(scanned: Scanned, decided: Sequence[Span], taken: set[int]) -> Iterator[Span]:
    """``Full Name (ABC)`` makes ABC a name of it in this article."""
    passage = scanned.passage
    meant: dict[str, Span] = {}
    for span in decided:
        if not span.is_full_name or span.is_person:
            continue
        after = _DEFINED.match(passage.text, passage.tokens[span.last - 1].end)
        if after is not None and after[1].isupper() and _abbreviates(fold(after[1]), span, passage):
            meant.setdefault(after[1], span)
    if meant:
        scanned.take(meant.keys())
        for i, token in enumerate(passage.tokens):
            full = meant.get(token.text)
            if full is not None and i not in taken:
                yield Span.of(i, i + 1, full.forms, _evidence(token.text, full.forms[0]), "short")


def _abbreviates(letters: str, span: Span, passage: Passage) -> bool:
    """Whether all letters stand in the full name in this order, the first one at its beginning or that of a word."""
    words = [t.folded for t in passage.tokens[span.first : span.last]]
    rest = iter("".join(words))
    return any(w[0] == letters[0] for w in words) and all(letter in rest for letter in letters)
