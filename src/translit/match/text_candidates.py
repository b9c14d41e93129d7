"""A name in running text, in a spelling that is not listed: whose is it, if anybody's?

Most pairs of capital words in a text are nobody's name in any list, so more is asked for than when a name is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm, full_names_in
from translit.match.alignment import SAME_GIVEN_SET, Pair, align, in_other_order, part_similarity
from translit.match.candidates import candidates, close_candidates
from translit.match.evidence import among_candidates
from translit.match.features.listing import ListingCase
from translit.match.features.whole import letters_apart
from translit.match.scored_forms import (
    also_in_own_script,
    best_of_entities,
    match_method,
    paired_words,
    parse_as,
    weigh_form,
)
from translit.model import EntityType, Evidence, MatchMethod
from translit.names.given_names import given_name_classes, may_be_near
from translit.names.parse import REQUIRED_ROLES, NamePart, parse_name
from translit.table.words import SAME_VARIANT, may_be_joined, similarity, word
from translit.text.patterns import regex
from translit.text.tokens import tokens

_JOINED = regex(r"\w+[-–—]\w+")
_WORDS = 4  # words of a surface by whose consonants forms are looked for
_MOST = 8  # forms of one surface that are scored
_LEAST = {"person": 0.62, "organization": 0.78, "place": 0.78}  # similarity of paired words
_SYLLABLE = 2  # letters
_FEW_IN_COMMON = 0.6  # share of other letters: of Kyiv and Kyjiw it is 0.4, of Khrushchev and Chruszczow 0.5
_LEAST_IN_SCRIPT = 0.8  # of all words of a person's name in the script of the form
_LEAST_SWAPPED = (
    0.9  # of the words of a name in another order than in the form: *Lord Cameron* is not *Camera dei Lord*
)


class InText(NamedTuple):
    """A form that a surface may be a spelling of, its evidence, the likeness (0..1) of the least alike words, and how the
    words differ, as in :class:`translit.match.features.reading.Reading`.
    """

    form: SurfaceForm
    evidence: Evidence
    via: MatchMethod
    likeness: float
    other_letters: float | None
    given_name: float | None
    reordered: bool


def spelled_in_text(gazetteer: Gazetteer, config: Config, surface: str, no_persons: bool = False) -> list[InText]:
    """Return the forms that a surface of two words or more is a spelling of: the best, and those tied with it.

    With ``no_persons``, only organizations and places are looked for.
    """
    capital = [t.text for t in tokens(surface) if t.may_start_name]
    words = [t for t in capital if not t.isdigit()]
    asked = [word(t) for t in (words if len(words) > 1 else capital)[:_WORDS]]
    forms = close_candidates(gazetteer, asked, _MOST)
    if len(asked) > 1 and asked[0].syllabic and given_name_classes(asked[0]):  # syllables have few pairs in common
        forms = list(dict.fromkeys([*forms, *candidates(gazetteer, parse_name(surface, "person"))[:_MOST]]))
    found = []
    for form in forms:
        type = form.entity.type
        if (no_persons and type == "person") or form.needs_context or form.is_acronym:
            continue
        may_be = _has_enough_words(surface, type) and covers(surface, form)
        if may_be and _agrees_in_its_script(gazetteer, surface, form):
            found.append(weigh_form(gazetteer, surface, form))
    ranked = also_in_own_script(gazetteer, surface, best_of_entities(found))
    tied = sum(1 for s in ranked if s.ranked_by >= ranked[0].ranked_by - config.margin)
    out = []
    for place, scored in enumerate(ranked[:tied]):
        pairs = paired_words(surface, scored.form)
        method = match_method(pairs)
        least = min((p.similarity for p in pairs), default=0.0)
        evidence = among_candidates(ListingCase(gazetteer, config, scored.weighed.case.a, ranked, place, tied))
        alike = (similarity(p.left.word, p.right.word) for p in pairs if p.similarity == SAME_GIVEN_SET)
        given = min(alike, default=None)
        reordered = in_other_order(pairs, scored.form.name.parts)
        via = "key" if method == "exact" else method
        out.append(InText(scored.form, evidence, via, least, _other_letters(pairs), given, reordered))
    return out


def _other_letters(pairs: Iterable[Pair]) -> float | None:
    """Return the share of letters by which the least alike Latin words differ, but forms of one given name, spellings by a
    convention, and words that have a sound or a stem in common and most letters, too: *Quinn* and *Hun* have not. Other
    alphabets are those of languages that spell a foreign name in different ways.
    """
    found = [
        (letters_apart(x.word, y.word), x.word.stems.keys().isdisjoint(y.word.stems))
        for x, y, similar in pairs
        if x.word.script == y.word.script == "Latin" and similar != SAME_GIVEN_SET and similar < SAME_VARIANT
    ]
    return max([apart for apart, is_other in found if is_other or apart >= _FEW_IN_COMMON], default=None)


def _has_enough_words(surface: str, type: EntityType) -> bool:
    """Return True if a surface has two words that must find their counterpart, or one with an initial."""
    name = parse_name(surface, type)
    return len(name.of(*REQUIRED_ROLES)) > 1 or (type == "person" and bool(name.of("initial")))


def _agrees_in_its_script(gazetteer: Gazetteer, surface: str, form: SurfaceForm) -> bool:
    """Return True if the person has no full name in the script of the surface, or one that the surface is a spelling of.

    ``Maria Kolesnik`` is similar enough to the Belarusian name of Maria Kalesnikava, but not to the Latin one.
    """
    script = _script(surface, form)
    if form.entity.type != "person" or _script(form.text, form) == script:
        return True
    own = full_names_in(script, gazetteer.forms_of(form.entity.id))
    return not own or any(covers(surface, f) for f in own)


def _script(text: str, form: SurfaceForm) -> str:
    return parse_as(text, form).parts[0].word.script


def covers(surface: str, form: SurfaceForm) -> bool:
    """Return True if every word of a surface has its counterpart in a form, and it neither begins nor ends with a title."""
    query = parse_as(surface, form)
    if not query.parts or query.parts[0].role in ("title", "suffix", "light"):
        return False
    if query.parts[-1].role in ("title", "particle", "light", "initial"):
        return False
    words, others = query.of(*REQUIRED_ROLES), form.name.of(*REQUIRED_ROLES)
    person = form.entity.type == "person"
    if person and len(words) <= len(others) and not all(_has_counterpart(w, others) for w in words):
        return False  # found without the cost of an alignment: most are somebody else's
    if person and len(words) > len(others) and not _may_be_fewer(words, others):
        return False
    pairs, only_surface, only_form = align(words, others)
    if only_surface or (only_form and not person):
        return False
    if person and any(p.role == "family" for p in only_form) and all(p.right.role != "family" for p in pairs):
        return False  # "João Lucas" for Jean-Luc Mélenchon
    least = _LEAST[form.entity.type]
    if person and len(pairs) > 1 and all(p.left.word.script == p.right.word.script for p in pairs):
        least = _LEAST_IN_SCRIPT
    if in_other_order(pairs, others):
        if _JOINED.fullmatch(surface) or "\n" in surface:
            return False  # "Milan-Inter" are two; so are the end of a line and the beginning of the next
        least = max(least, _LEAST_SWAPPED)
    return all(p.similarity >= (SAME_VARIANT if _is_syllable(p) else least) for p in pairs)


def _is_syllable(pair: Pair) -> bool:
    """Return True if a word is so short that, in one script, it sounds nearly like too many others: *On*, *Yong*."""
    return len(pair.left.word.folded) <= _SYLLABLE and pair.left.word.script == pair.right.word.script


def _may_be_fewer(words: Sequence[NamePart], others: Sequence[NamePart]) -> bool:
    """Return True if two neighbours among words may be one of the others."""
    return any(may_be_joined(a.word, b.word, o.word) for a, b in pairwise(words) for o in others)


def _has_counterpart(part: NamePart, others: tuple[NamePart, ...]) -> bool:
    near = (o for o in others if may_be_near(part.word, o.word))
    return any(part_similarity(part, o) >= _LEAST["person"] for o in near)
