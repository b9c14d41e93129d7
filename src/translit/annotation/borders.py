"""The borders of names in scripts that write them as one with other words.

A run of Han characters is cut at the names that are listed or usual (countries, large cities), and at titles and other words
that stand beside names; a run of kana where the script changes. A Korean particle is left outside of its word, and so are
the prepositions, conjunctions and articles that Hebrew and Arabic write before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from translit.annotation.words import MEMO
from translit.gazetteer import Gazetteer
from translit.names.cities import city_of, is_city_prefix
from translit.names.countries import country_of, is_country_prefix
from translit.table.syllables import is_family_name
from translit.text.chunks import NAME_DOTS
from translit.text.fold import fold
from translit.text.lexicon import lexicon
from translit.text.patterns import regex

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005\u3007\U00020000-\U0003ffff"
_MAY_BE_ATTACHED = regex("[^\0-\u05cf\u06d4-\u3004]")  # compiled and searched faster than what follows
_ATTACHED = regex(rf"[{_HAN}\u3040-\u30ff가-힣א-ת\u0620-\u06d3]")
_RUNS = regex(
    rf"(?P<han>[{_HAN}]+)|(?P<katakana>[\u30a1-\u30ff]+)|(?P<hiragana>[\u3041-\u309f]+)|(?P<hangul>[가-힣]+)"
    r"|(?P<prefixing>[א-ת\u0620-\u06d3]+)|[^\W_]+"
)
_LONGEST_FOREIGN = 7  # characters of a foreign name that is not listed; what is longer are several words
_LONGEST_USUAL = 8  # characters of the names of countries and cities
_LONGEST_BESIDE = 4  # characters of titles and words beside names
_SURE = 3  # characters of a name that is one wherever they stand in this order
_SHORTEST_STEM = 2  # syllables before a Korean particle; a word after a prefix is longer
_FULL_NAME = 3  # syllables of most Korean names


class _Word(NamedTuple):
    """A word that may be of a name: its bounds, its script, and whether a name begins (``opens``) or ends with it."""

    start: int
    end: int
    script: str
    opens: bool = False
    closes: bool = False


class NameBorders:
    """Cuts the chunks of texts in such scripts, by the names of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._stem = lru_cache(maxsize=MEMO)(self._stem_of)
        self._prefix = lru_cache(maxsize=MEMO)(self._prefix_of)

    def cut(self, text: str, bounds: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
        """Return start and end of every chunk; of those in such scripts the stretches in which a name may stand."""
        if not _MAY_BE_ATTACHED.search(text) or not _ATTACHED.search(text):
            return bounds
        cut = (self._pieces(*b) if _ATTACHED.search(*b) else (b[1:],) for b in ((text, *bound) for bound in bounds))
        return chain.from_iterable(cut)

    def _pieces(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches of words that only a dot, in Korean also a space, divides."""
        first, before = start, None
        for word in self._words(text, start, end):
            if before is None or before.closes or word.opens or not _go_on(before, word, text):
                if before is not None:
                    yield first, before.end
                first = word.start
            before = word
        if before is not None:
            yield first, before.end

    def _words(self, text: str, start: int, end: int) -> Iterator[_Word]:
        for run in _RUNS.finditer(text, start, end):
            if run.lastgroup == "han":
                is_before_dot = text.startswith(tuple(NAME_DOTS), run.end())
                given = self._given_at(run.group()) if is_before_dot else len(run.group())
                yield from self._names_in(run.group()[:given], run.start())
                if given < len(run.group()):
                    yield _Word(run.start() + given, run.end(), "han", opens=given > 0)
            elif run.lastgroup == "hangul":
                stem = self._stem(run.group())
                yield _Word(run.start(), run.start() + stem, "hangul", closes=stem < len(run.group()))
            elif run.lastgroup == "prefixing":
                is_and = run.group() in lexicon().conjunctions and not text.startswith(
                    ".", run.end()
                )  # Persian و alone
                prefix = self._prefix(run.group())
                yield _Word(run.start() + prefix, run.end(), "", opens=prefix > 0 or is_and, closes=is_and)
            elif run.lastgroup != "hiragana":
                yield _Word(*run.span(), run.lastgroup if run.lastgroup == "katakana" else "")

    def _stem_of(self, word: str) -> int:
        """Return the letters of a Korean word before its particle; all of them if it is a name as it stands."""
        if self._is_name(fold(word)):
            return len(word)
        stems = [word[: -len(p)] for p in lexicon().korean_particles if word.endswith(p)]
        stems = [stem for stem in stems if len(stem) >= _SHORTEST_STEM]
        known = next((stem for stem in stems if self._is_name(fold(stem))), None)
        if known is None and stems and not (len(word) == _FULL_NAME and is_family_name(word[0])):
            known = stems[0]
        return len(known or word)

    def _prefix_of(self, word: str) -> int:
        """Return the letters before a listed word, or a country or city, that are written as one with it."""
        if self._gazetteer.lengths(fold(word)) or self._is_name(fold(word)):
            return 0
        for prefix in lexicon().prefixes:
            rest = fold(word.removeprefix(prefix))
            is_shorter = _SHORTEST_STEM < len(rest) < len(word)
            if is_shorter and (self._gazetteer.vocabulary.has_folded(rest) or self._is_name(rest)):
                return len(prefix)
        return 0

    def _given_at(self, run: str) -> int:
        """Return where a listed given name begins with which a run of Han characters ends, before a dot."""
        places = range(max(0, len(run) - _LONGEST_FOREIGN), len(run) - 1)
        return next((at for at in places if self._gazetteer.vocabulary.has_folded(fold(run[at:]))), len(run))

    def _names_in(self, run: str, start: int) -> Iterator[_Word]:
        """Yield the names in a run of Han characters, and what is left between them and words that stand beside names."""
        folded = fold(run)
        if len(folded) != len(run):
            return
        at = rest = 0
        while at < len(run):
            beside = _beside(folded, at)
            name = self._name_at(folded, at, at > rest)
            if name and _is_part(folded, at + name):
                at += name
                continue
            if name or beside:
                if rest < at:
                    yield from _unlisted(run[rest:at], start + rest)
                if name:
                    yield _Word(start + at, start + at + name, "han", opens=at > 0, closes=at + name < len(run))
                at = rest = at + (name or beside)
            else:
                at += 1
        if rest < at:
            yield from _unlisted(run[rest:at], start + rest)

    def _name_at(self, folded: str, at: int, follows: bool) -> int:
        """Return the characters of the longest name that begins at a place; 0 if there is none.

        One of two characters must begin and end where another word does, that of a country at least one of both: 李强调 says
        that Li stressed something. ``follows`` says that characters stand before it that are of no such word.
        """
        lengths = {*self._gazetteer.unspaced_lengths(folded[at]), *_usual_lengths(folded[at : at + _LONGEST_USUAL])}
        for length in sorted(lengths, reverse=True):
            name = folded[at : at + length]
            is_family_name = length >= _SURE and self._gazetteer.surname_candidates(name)
            if len(name) == length > 1 and (is_family_name or self._is_name(name)):
                end = at + length
                ends = end == len(folded) or _beside(folded, end) > 0
                if length >= _SURE or (ends and not follows) or (country_of(name) and (ends or not follows)):
                    return length
        return 0

    def _is_name(self, folded: str) -> bool:
        return bool(self._gazetteer.exact((folded,)) or country_of(folded) or city_of(folded))


def _go_on(word: _Word, after: _Word, text: str) -> bool:
    """Return True if two neighbouring words may belong to one name."""
    gap = text[word.end : after.start]
    if word.script != after.script:
        return False
    return not word.script or (bool(gap) and gap.strip(NAME_DOTS) in (("", " ") if word.script == "hangul" else ("",)))


def _unlisted(word: str, start: int) -> Iterator[_Word]:
    """Yield characters that may be a foreign name."""
    if 1 < len(word) <= _LONGEST_FOREIGN:
        yield _Word(start, start + len(word), "han")


@lru_cache(maxsize=MEMO)
def _usual_lengths(folded: str) -> tuple[int, ...]:
    """Return the lengths of the usual names of countries and cities with which characters begin."""
    found, length = [], 1
    while length < len(folded) and (is_country_prefix(folded[:length]) or is_city_prefix(folded[:length])):
        length += 1
        if country_of(folded[:length]) or city_of(folded[:length]):
            found.append(length)
    return tuple(found)


def _is_part(folded: str, end: int) -> bool:
    """Return True if a name that ends here is only the beginning of one of an institution: 北京大学."""
    return any(folded[end : end + length] in lexicon().after_places for length in range(1, _LONGEST_BESIDE + 1))


def _beside(folded: str, at: int) -> int:
    """Return the characters of the longest title, or other word beside names, that begins at a place; 0 if there is none."""
    for length in range(_LONGEST_BESIDE, 0, -1):
        word = folded[at : at + length]
        if len(word) == length and (word in lexicon().beside_names or word in lexicon().title_words):
            return length
    return 0
