"""Reading an article: its runs, the names that they may hold, and what the words around say of those of one word."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain

from translit.annotation.chunk_candidates import Finder
from translit.annotation.spans import Line, Run, Short, Span, kept
from translit.gazetteer.surface_forms import SurfaceForm
from translit.model import MatchMethod
from translit.names.given_names import is_given_name
from translit.text.common_words import common_words
from translit.text.document import Passage, Stretch, language_of, longer, runs
from translit.text.fold import fold
from translit.text.lexicon import lexicon
from translit.text.tokens import SMALL_WORD

_ROUNDS = 3  # a run is made longer for a name in it that goes on in small letters, and may then hold another such name


class Scanned:
    """A text with the words of the runs in which names may stand, and the spans and short forms that may be names."""

    def __init__(self, passage: Passage, held: list[tuple[int, Run]], rest: list[tuple[int, Run]]) -> None:
        self.passage = passage
        self.spans: list[Span] = []
        self.shorts: list[Short] = []
        self._held = held
        self._rest = rest
        for start, run in held:
            first = passage.add(start, run.words)
            for span in run.spans:
                self.spans += _in_context(passage, span.moved(first))
            self.shorts += [short.moved(first) for short in run.shorts]

    @cached_property
    def families(self) -> dict[str, tuple[str, ...]]:
        """The words of the text that may be names of persons, each folded, and then its other dictionary forms."""
        found: dict[str, tuple[str, ...]] = {}
        for _, run in chain(self._held, self._rest):
            found.update(run.families)
        return found

    def take(self, wanted: AbstractSet[str]) -> None:
        """Add the runs to the passage that hold one of these words."""
        rest = []
        for start, run in self._rest:
            if wanted.isdisjoint(run.families):
                rest.append((start, run))
            else:
                self._held.append((start, run))
                self.passage.add(start, run.words)
        self._rest = rest


def scan(text: str, finder: Finder) -> Scanned | None:
    """Read a text; ``None`` if there is nothing in it to decide."""
    lang = language_of(text)
    known = finder.known(lang)
    held: list[tuple[int, Run]] = []
    rest: list[tuple[int, Run]] = []
    ahead = deque(runs(text))
    while ahead:
        start, end = ahead.popleft()
        run = known.get(text[start:end]) or finder.run(text[start:end], lang)
        for _ in range(_ROUNDS if run.missing else 0):
            further = _end(text, start, end, run.missing, lang, finder)
            if further == end:
                break
            while ahead and ahead[0][0] < further:
                further = max(further, ahead.popleft()[1])
            run, end = finder.run(text[start:further], lang), further
        (held if run.spans or run.shorts or run.bearers else rest).append((start, run))
    if finder.gazetteer.small_firsts:
        held += _small_names(text, lang, finder, held)
    return Scanned(Passage(text, lang), held, rest) if held else None


def _small_names(text: str, lang: str | None, finder: Finder, held: list[tuple[int, Run]]) -> Iterator[tuple[int, Run]]:
    """Names that are listed without a capital, written just so, but for common words and what runs with a name hold."""
    firsts, common, done = finder.gazetteer.small_firsts, common_words(lang), 0
    taken = [(start, start + len(run.words.text)) for start, run in held]
    for match in SMALL_WORD.finditer(text):
        start, end = match.span()
        if match.group() not in firsts or start < done:
            continue
        for count in reversed(finder.gazetteer.small_lengths(match.group())):
            last = longer(text, end, count - 1)
            forms = finder.gazetteer.small(" ".join(text[start:last].split()))
            if forms and text[last : last + 1] != "-" and not (count == 1 and fold(match.group()) in common):
                at = bisect_right(taken, (start, last))
                if not any(a < last and start < b for a, b in taken[max(0, at - 1) : at + 1]):
                    words = Stretch.of(text[start:last], lang)
                    spans = tuple(kept(words, 0, len(words.tokens), forms, "exact"))
                    yield start, Run(words, spans, (), bearers=False, missing=0, families={})
                    done = last
                    break


def _end(text: str, start: int, end: int, missing: int, lang: str | None, finder: Finder) -> int:
    """Where a run ends if it holds the beginning of a longer name that goes on in small letters."""
    after = longer(text, end, 1) if missing else end
    if after == end or not finder.continued(text[start:end], text[end:after], lang):
        return end
    return longer(text, end, missing)


def _in_context(passage: Passage, span: Span) -> Iterator[Span]:
    """The span, less the forms that the words around speak against."""
    if span.only and not _is_line(passage, span.first, span.only):
        return
    if span.last - span.first > 1:
        yield span
        return
    forms = tuple(f for f in span.forms if _is_name(passage, span.first, f, span.via))
    if len(forms) == len(span.forms):
        yield span
    elif forms:
        yield from kept(passage, span.first, span.last, forms, span.via)


def _is_line(passage: Passage, i: int, kind: Line) -> bool:
    if kind == "headline":
        return passage.headline[i]
    return passage.is_all_caps[i] == (kind == "capitals")


def _is_name(passage: Passage, i: int, form: SurfaceForm, how: MatchMethod) -> bool:
    """Whether a single capital word is a name here: no common word, no part of another name."""
    token = passage.tokens[i]
    if form.is_acronym:
        return not (token.folded in lexicon().non_names and passage.is_all_caps[i])
    common = common_words(passage.lang)
    if token.folded in common and (
        (how != "exact" and form.entity.type != "place") or passage.starts[i] or passage.headline[i]
    ):
        return False
    if token.may_start_name and passage.starts[i] and passage.is_small(i):
        return False
    return not _is_part(passage, i, form.entity.type == "person", common) or passage.headline[i]


def _is_part(passage: Passage, i: int, person: bool, common: frozenset[str]) -> bool:
    """Whether a word seems to be part of another person's name: a given name before a capital, a word after one."""
    if person and passage.joined[i] and is_given_name(passage.tokens[i].text):
        after = passage.tokens[i + 1]
        if after.may_start_name and after.folded not in common and not passage.hyphenated(i):
            return True
    if i == 0 or not passage.joined[i - 1]:
        return False
    before = passage.tokens[i - 1]
    return before.may_start_name and before.folded not in lexicon().non_names and is_given_name(before.text)
