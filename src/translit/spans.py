"""Candidate spans: where in a run of words a listed name stands, in its letters, in another case, or in a spelling of it.

What is found depends on the words of the run alone, so it is found once for each run that is met.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from translit.commonwords import common_words
from translit.config import FLOOR, Config
from translit.countries import country_of
from translit.endings import ANY_CASE, Lemma, lemmas
from translit.explanations import explain_exact, explain_match
from translit.fold import Token, tokens
from translit.gazetteer import Form, Gazetteer
from translit.lexicon import family_gender, given_sets, is_given_name, lexicon, spelled_given
from translit.matching import score_form
from translit.model import Entity, Evidence, Part, Via
from translit.names import parse_name
from translit.passage import Passage, joined_words, may_join
from translit.score import exact
from translit.table.words import word
from translit.textual import spelled_in_text

WINDOW = 4  # words of the longest name that is looked for in another spelling
MEMO = 1 << 16  # spellings remembered
_SHORTEST_GIVEN = 2  # letters of given names that are common words, too: Ai, Do
_LONGEST_KEPT = 256  # letters of runs that are remembered; longer ones do not come again
_SHORTEST_INFLECTED = 4  # letters
SHORTEST_LONE = 4
"""Letters of a family name that may link without a full name."""
_SHORTEST_HEARD = 5  # letters of one that does so by its sound
_FAR_BETTER, _BY_FAR = 4, 2  # times as many listed spellings
_SURELY = 45.0  # bits from which one name is a spelling of another
_MOST_READINGS = 48  # ways to read a name of several words
_KINDS = {"inflected": "in another case", "variant": "written by a convention"}
_UNLISTED = {
    "inflected": -40.0,
    "variant": -44.0,
}  # bits off an exact name: sure, but one in its own letters goes before


class Span(NamedTuple):
    """Words ``first`` to ``last`` (exclusive) of a run or passage, the forms they may be, and the evidence for it.

    ``entities`` are those that it may stand for, each once; ``score`` is that of the evidence. One that ``needs_context``
    is a name only where the article has its entity otherwise, one ``in_capitals`` only in a line of capitals.
    """

    first: int
    last: int
    forms: tuple[Form, ...]
    evidence: Evidence
    via: Via
    entities: tuple[Entity, ...]
    score: float
    needs_context: bool = False
    in_capitals: bool = False

    @classmethod
    def of(
        cls, first: int, last: int, forms: tuple[Form, ...], evidence: Evidence, via: Via, *,
        needs_context: bool = False, in_capitals: bool = False,
    ) -> Span:  # fmt: skip
        """A span with what follows from its forms and evidence."""
        entities = tuple({f.entity.id: f.entity for f in forms}.values())
        return cls(first, last, forms, evidence, via, entities, evidence.score, needs_context, in_capitals)

    def moved(self, by: int) -> Span:
        """The span so many words further."""
        return Span(self[0] + by, self[1] + by, *self[2:])

    def less(self, forms: tuple[Form, ...]) -> Span:
        """The span with fewer forms."""
        return Span.of(*self[:2], forms, self.evidence, self.via)

    @property
    def is_person(self) -> bool:
        """Whether all of the entities are persons."""
        return all(e.type == "person" for e in self.entities)


Found = tuple[tuple[Form, ...], Evidence, Via]


class Run(NamedTuple):
    """What is known of a run wherever it stands.

    Attributes
    ----------
    tokens
        Its words, with offsets in it.
    joined
        For each of them, whether it and the next may belong to one name.
    spans
        The names that it may hold, overlapping ones too; the words around a single word may still speak against it.
    bearers
        Whether a word may be the family name of somebody listed, though no full name stands beside it.
    missing
        How many words of a longer name may follow the run.
    families
        The words that may be family names as far as they tell, and how they are folded.
    """

    tokens: tuple[Token, ...]
    joined: tuple[bool, ...]
    spans: tuple[Span, ...]
    bearers: bool
    missing: int
    families: dict[str, str]


class Finder:
    """Finds the candidate spans of runs; remembers what it found, within bounds."""

    def __init__(self, gazetteer: Gazetteer, config: Config) -> None:
        self.gazetteer = gazetteer
        self.config = config
        self.lone = gazetteer.persons <= config.lone_surnames
        self.readings = lru_cache(maxsize=MEMO)(self._readings)
        self.likeliest = lru_cache(maxsize=MEMO)(self._likeliest)
        self.bearers = lru_cache(maxsize=MEMO)(self._bearers)
        self.continued = lru_cache(maxsize=MEMO)(self._continued)
        self._runs: dict[str | None, dict[str, Run]] = {}
        self._beginnings = lru_cache(maxsize=MEMO)(self._lengths)
        self._inflected = lru_cache(maxsize=MEMO)(self._in_other_case)
        self._written = lru_cache(maxsize=MEMO)(self._in_other_letters)
        self._told = lru_cache(maxsize=MEMO)(self._explained)
        self._spelling = lru_cache(maxsize=MEMO)(self._spelled)

    def known(self, lang: str | None) -> dict[str, Run]:
        """The runs that are remembered, in texts of a language."""
        found = self._runs.setdefault(lang, {})
        if len(found) > MEMO:
            found.clear()
        return found

    def run(self, text: str, lang: str | None) -> Run:
        """What is known of a run."""
        known = self.known(lang)
        run = known.get(text)
        if run is None:
            run = self._run(text, lang)
            if len(text) <= _LONGEST_KEPT:
                known[text] = run
        return run

    def _run(self, text: str, lang: str | None) -> Run:
        words = tokens(text)
        joined = joined_words(text, words)
        found = list(self._listed_spans(text, words, joined, lang))
        taken = {i for s in found if s.last - s.first > 1 and not s.needs_context for i in range(s.first, s.last)}
        found += self._spelled_spans(text, words, joined, taken, common_words(lang))
        bearers = self.lone and any(t.capital and self.bearers(t.text, t.folded, lang) for t in words)
        families = {t.text: t.folded for t in words if may_be_family(t)}
        return Run(tuple(words), joined, tuple(found), bearers, self._missing(words, joined, lang), families)

    def reason(self, form: Form, how: Via, surface: str) -> str:
        """Why a surface is a form, in words."""
        if how == "exact":
            return explain_exact(form)
        if how == "inflected":
            return f"“{form.text}” in another case"
        return self._told(surface, form)

    def _explained(self, surface: str, form: Form) -> str:
        return explain_match(parse_name(surface, form.entity.type), form, self.gazetteer)

    def _likeliest(self, forms: tuple[Form, ...]) -> str:
        """The id of the entity that is meant where nothing in the article tells; ``""`` if there is no saying.

        It is the one whose own name it is, where the others only have it as an alias; or the one with by far the most
        listed spellings: nobody lists thirty spellings of the less known one.
        """
        own = set()
        for form in forms:
            name = self.gazetteer.forms_of(form.entity.id)[0]
            if form.kind in ("name", "native") or score_form(self.gazetteer, form.text, name).weight >= _SURELY:
                own.add(form.entity.id)
        if len(own) == 1:
            return own.pop()
        ids = {f.entity.id for f in forms}
        listed = sorted(((len(self.gazetteer.forms_of(id)), id) for id in ids), reverse=True)
        return listed[0][1] if listed[0][0] >= _BY_FAR * listed[1][0] else ""

    # Listed names, in their own letters or in another case.

    def _listed_spans(
        self, text: str, words: list[Token], joined: tuple[bool, ...], lang: str | None
    ) -> Iterator[Span]:
        common = common_words(lang)
        for first, token in enumerate(words):
            if not token.capital:
                continue
            lengths = self._beginnings(token.folded, lang)
            for length in lengths:
                last = first + length
                if last <= len(words) and all(joined[first : last - 1]):
                    yield from self._listed(text, words, first, last, lang)
            alone = len(token.folded) > 3 and 1 not in lengths and token.folded not in common
            if alone and (written := self._written(token.text)):
                yield from kept(text, words, first, first + 1, written, "variant")

    def _missing(self, words: list[Token], joined: tuple[bool, ...], lang: str | None) -> int:
        """How many words of a longer name may follow."""
        most = 0
        for first, token in enumerate(words):
            if token.capital and all(joined[first:-1]):
                inside = len(words) - first
                longest = max(self._beginnings(token.folded, lang), default=0)
                if longest - inside > most and (inside == 1 or self._begin(words[first : first + 2], lang)):
                    most = longest - inside
        return most

    def _begin(self, words: list[Token], lang: str | None) -> bool:
        """Whether some name of three words or more begins with two words."""
        ways = product(*(self.readings(t.folded, lang) for t in words))
        return any(self.gazetteer.lengths(f"{a.text} {b.text}") for a, b in ways)

    def _continued(self, text: str, following: str, lang: str | None) -> bool:
        """Whether some name may begin in a run that goes on with the word after it."""
        words, after = tokens(text), tokens(following)
        joined = joined_words(text, words)
        for first, token in enumerate(words):
            if token.capital and all(joined[first:-1]):
                two = [*words[first : first + 2], *after][:2]
                if len(two) > 1 and (self._begin(two, lang) or (two[1] is after[0] and self._both(two, lang))):
                    return True
        return False

    def _both(self, words: list[Token], lang: str | None) -> bool:
        """Whether two words are a name."""
        folded = tuple(t.folded for t in words)
        return bool(self.gazetteer.exact(folded) or self._inflected(folded, lang))

    def _lengths(self, folded: str, lang: str | None) -> tuple[int, ...]:
        """How many words the names have that may begin with this word."""
        return tuple(sorted({n for r in self.readings(folded, lang) for n in self.gazetteer.lengths(r.text)}))

    def _readings(self, folded: str, lang: str | None) -> tuple[Lemma, ...]:
        """The dictionary forms of a word that are words of listed names, the word itself first."""
        found = [Lemma(folded, ANY_CASE, "")] if self.gazetteer.knows(folded) else []
        if lang is not None and len(folded) >= _SHORTEST_INFLECTED:
            found += [lemma for lemma in lemmas(folded, lang) if self.gazetteer.knows(lemma.text)]
        return tuple(found)

    def _listed(self, text: str, words: list[Token], first: int, last: int, lang: str | None) -> Iterator[Span]:
        folded = tuple(t.folded for t in words[first:last])
        forms = self.gazetteer.exact(folded)
        if len(forms) > 1:
            surface = text[words[first].start : words[last - 1].end]
            forms = tuple(f for f in forms if f.text == surface) or forms
        if forms and not self._better_known(folded, lang, forms):
            yield from kept(text, words, first, last, forms, "exact")
        elif inflected := self._inflected(folded, lang):
            yield from kept(text, words, first, last, inflected, "inflected")

    def _better_known(self, folded: tuple[str, ...], lang: str | None, forms: tuple[Form, ...]) -> bool:
        """Whether a word is far likelier another name in another case: ``Polski`` is Poland's, and not the Sejm."""
        if len(folded) > 1:
            return False
        listed = max(len(self.gazetteer.forms_of(f.entity.id)) for f in forms)
        other = self._inflected(folded, lang)
        return any(len(self.gazetteer.forms_of(f.entity.id)) >= _FAR_BETTER * listed for f in other)

    def _in_other_case(self, folded: tuple[str, ...], lang: str | None) -> tuple[Form, ...]:
        """The forms that a name may be if its words stand in a common case; the fewest changes first."""
        readings = [self.readings(f, lang) for f in folded]
        ways = 1
        for found in readings:
            ways *= len(found)
        if not ways or ways > _MOST_READINGS:
            return ()
        best: dict[int, dict[str, Form]] = {}
        for way in product(*readings):
            cases, changed = ANY_CASE, 0
            for reading in way:
                cases &= reading.cases
                changed += bool(reading.kind)
            if cases and changed:
                for form in self.gazetteer.exact(tuple(r.text for r in way)):
                    if _may_be_inflected(form, way):
                        best.setdefault(changed, {}).setdefault(form.entity.id, form)
        return tuple(best[min(best)].values()) if best else ()

    def _in_other_letters(self, text: str) -> tuple[Form, ...]:
        """One-word names of things that some convention writes like this, or that sound as this in another script."""
        query = word(text)
        found = [*self.gazetteer.written(query.folded), *self.gazetteer.sounding_things(query)]
        return tuple(dict.fromkeys(f for f in found if not f.is_acronym))

    def _bearers(self, text: str, folded: str, lang: str | None) -> tuple[Form, ...]:
        """The names of the persons of whom a word may be the family name, one for each, in its own letters or by sound."""
        if len(folded) < SHORTEST_LONE or is_given_name(word(text)):
            return ()
        readings = readings_of(folded, lang)
        if any(country_of(r) for r in readings):
            return ()
        found = {
            f.entity.id: f for r in sorted(readings) for f in self.gazetteer.bearers(r) if gender_fits(f.entity, r)
        }
        if not found and len(folded) >= _SHORTEST_HEARD:
            heard = self.gazetteer.sounding_bearers(word(text))
            found = {f.entity.id: f for f in heard if gender_fits(f.entity, folded)}
        return tuple(found[id] for id in sorted(found))

    # Names of two words or more in a spelling that is not listed.

    def _spelled_spans(
        self, text: str, words: list[Token], joined: tuple[bool, ...], taken: set[int], common: frozenset[str]
    ) -> Iterator[Span]:
        shouted = all(t.shouted or len(t.text) == 1 for t in words)
        for first in range(len(words) - 1):
            if first not in taken and _may_be_spelled(words[first], shouted):
                for last in _windows(text, words, joined, first, taken, shouted):
                    things = _is_common(words[first:last], common)
                    if things and not self.gazetteer.has_things:
                        continue
                    found = self._spelling(text[words[first].start : words[last - 1].end], things)
                    if found is not None:
                        yield Span.of(first, last, *found, in_capitals=shouted)

    def _spelled(self, surface: str, things: bool) -> Found | None:
        best = spelled_in_text(self.gazetteer, self.config, surface, things)
        if not best or best[0].evidence.score < FLOOR:
            return None
        forms = {s.form.entity.id: s.form for s in reversed(best)}
        return tuple(forms[id] for id in sorted(forms)), best[0].evidence, best[0].via


def kept(text: str, words: Sequence[Token], first: int, last: int, forms: Sequence[Form], how: Via) -> Iterator[Span]:
    """The span of those forms that may be written as they are here, if any."""
    surface = text[words[first].start : words[last - 1].end]
    agreeing = [f for f in forms if _case_agrees(f, surface, how)]
    if last - first == 1 and (words[first].folded in lexicon().words or surface.isdigit()):
        agreeing = [f for f in agreeing if f.is_acronym]
    if agreeing:
        free = [f for f in agreeing if not f.needs_context]
        named = tuple(sorted(free or agreeing, key=lambda f: (f.entity.id, f.text)))
        evidence = exact(surface, named[0].text)
        if how != "exact":
            evidence = Evidence((*evidence.parts, Part(_KINDS[how], surface, named[0].text, _UNLISTED[how])))
        yield Span.of(first, last, named, evidence, how, needs_context=not free)


def _windows(
    text: str, words: list[Token], joined: tuple[bool, ...], first: int, taken: set[int], shouted: bool
) -> Iterator[int]:
    """Where names of two words or more may end that begin with a word."""
    for last in range(first + 2, min(first + WINDOW, len(words)) + 1):
        token = words[last - 1]
        if last - 1 in taken or not joined[last - 2] or "/" in text[words[last - 2].end : token.start]:
            return
        if token.text.isdigit() or _may_be_spelled(token, shouted):
            yield last
        elif token.capital or not may_join(token.folded):
            return


def _is_common(words: list[Token], common: frozenset[str]) -> bool:
    """Whether words are hardly a person's name: the first is a common word, or one is and none is a given name."""
    folded = [t.folded for t in words]
    if common.isdisjoint(folded):
        return False
    if folded[0] in common:
        return not (len(folded[0]) > _SHORTEST_GIVEN and given_sets(word(words[0].text)))
    return not any(map(spelled_given, folded))


def _may_be_spelled(token: Token, shouted: bool) -> bool:
    """Whether a word may be part of a personal name in another spelling: no number, and no acronym among small letters."""
    if not token.capital or not token.text[0].isalpha():
        return False
    return len(token.text) == 1 or not token.shouted or shouted


def may_be_family(token: Token) -> bool:
    """Whether a word may be a family name: a title (President) and a word of the calendar are none."""
    if not token.capital or len(token.folded) < 2 or not token.text[0].isalpha():
        return False
    return token.folded not in lexicon().words and token.folded not in lexicon().titles


def gender_fits(entity: Entity, family: str) -> bool:
    """Whether a folded family name may be that of a person, as far as its ending tells a gender."""
    gender = family_gender(family)
    return not gender or not entity.gender or entity.gender == gender


def _may_be_inflected(form: Form, way: tuple[Lemma, ...]) -> bool:
    """Whether a form may stand in another case: no acronym of capitals, no woman's name made of a known man's."""
    if form.is_acronym and len(form.text) < 3:
        return False
    if any(r.kind == "feminine" for r in way):
        return form.entity.type == "person" and form.entity.gender != "m"
    if form.entity.type == "person" and form.entity.gender == "f" and len(way) == 1:
        return family_gender(way[0].text) != "m"
    return True


def _case_agrees(form: Form, surface: str, how: Via) -> bool:
    """An acronym needs capitals, a name with a capital needs one, a name without must stand just so."""
    if form.is_acronym:
        return surface.isupper() if how == "exact" else sum(c.isupper() for c in surface) >= 2
    return surface[0].isupper() or (not form.text[0].isupper() and (surface == form.text or not surface[0].islower()))


def surface_of(passage: Passage, first: int, last: int) -> str:
    """The text from word ``first`` to before word ``last``, as written."""
    return passage.text[passage.tokens[first].start : passage.tokens[last - 1].end]


@lru_cache(maxsize=MEMO)
def readings_of(folded: str, lang: str | None) -> frozenset[str]:
    """The folded dictionary forms that a word of a text may have, the word itself among them."""
    if lang is None or len(folded) < _SHORTEST_INFLECTED:
        return frozenset((folded,))
    return frozenset((folded, *(lemma.text for lemma in lemmas(folded, lang))))
