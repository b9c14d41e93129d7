"""Bare family names: whose they are, if anybody's. The article decides; without a full name only distinctive ones link."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from translit.annotation.coreference.antecedents import SAME_FAMILY_NAME, Antecedent, Claims, FamilyNames, claims_on
from translit.annotation.mention_detection import DetectedMentions
from translit.annotation.spans import CandidateSpan, places_of
from translit.annotation.words import LoneSurnames, dictionary_forms, is_common_word, may_be_family_name
from translit.config import MIN_LINK_SCORE
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.additive import Weight, height
from translit.match.explain import Reason
from translit.model import Entity
from translit.names.given_names import given_name_classes, is_given_name
from translit.names.parse import Name, parse_name
from translit.table.words import SAME_KEY, Word, similarity, word
from translit.text.common_words import common_words
from translit.text.document import Document
from translit.text.lexicon import lexicon

# Bits of a bare family name by its similarity (0..1), before it is known that the person is named in full.
_FAMILY: Weight = (
    (0.0, 0.6, 0.75, 0.82, 0.87, 0.92, 0.96, 1.0), (-13.0, -12.0, -9.0, -6.5, -2.5, 1.5, 3.5, 5.0)
)  # fmt: skip
_NAMESAKES = -1.2  # bits of a family name that nobody else listed has: others may have it
_TIE = 0.02  # persons whose family names are so nearly as similar are told apart by nothing
_MOST_IN_FULL = 4.0  # bits for the full name in the article, at most
_MOST_INITIALS = 3  # before or after a family name


class _Claim(NamedTuple):
    """A listed name of each person whose family name a token may be, the similarity, and who is named in full."""

    forms: tuple[SurfaceForm, ...]
    similarity: float
    antecedent: Antecedent | None


class BareFamilyNames:
    """Finds bare family names in the articles of a gazetteer's annotator."""

    def __init__(self, names: FamilyNames, lone: LoneSurnames) -> None:
        self._names = names
        self._lone = lone

    def spans(self, detected: DetectedMentions, named: list[CandidateSpan]) -> list[CandidateSpan]:
        """Return the bare family names of a text in which ``named`` are the names found so far."""
        document = detected.document
        found = self._names.antecedents(document, named)
        claims: Claims = {}
        if found:
            claims = claims_on(detected.words, found)
            detected.read_chunks_with(claims.keys())
        elif not self._lone.allowed:
            return []
        taken = places_of(named)
        claimed = {
            i: claim
            for i, token in document.words()
            if i not in taken and may_be_family_name(token) and (claim := self._claim(document, claims, i))
        }
        return list(_decided(document, claimed, taken))

    def _claim(self, document: Document, claims: Claims, i: int) -> _Claim | None:
        """Return whose family name a token may be: of persons named in full, else of the only persons listed with it."""
        token = document.tokens[i]
        best = claims.get(token.text)
        if best:
            if document.lang and token.folded in common_words(document.lang) and document.starts[i]:
                return None
            top = max(likeness for _, likeness in best)
            kept = [(antecedent, likeness) for antecedent, likeness in best if likeness >= top - _TIE]
            return _Claim(tuple(a.form for a, _ in kept), kept[0][1], kept[0][0])
        return self._lone_claim(document, i) if self._lone.allowed else None

    def _lone_claim(self, document: Document, i: int) -> _Claim | None:
        token = document.tokens[i]
        found = self._lone.candidates(token.text, token.folded, document.lang)
        if not found or document.is_small_elsewhere(i):
            return None
        known = [f for f in found if f.entity.mononym]
        kept = tuple(known if len(known) == 1 else found)
        is_same = any(f.name.family is not None and f.name.family.folded == token.folded for f in kept)
        return _Claim(kept, 1.0 if is_same else SAME_KEY, None)


def _decided(document: Document, claimed: dict[int, _Claim], taken: set[int]) -> Iterator[CandidateSpan]:
    """Yield the spans of the claims that nothing speaks against, and add their tokens to ``taken``.

    A family name with a stranger's given name before it ("Igor Lukashenko") is the stranger's wherever it stands in the
    article, unless a person with that family name is named in full.
    """
    surnames = claimed.keys()
    blocked = {i for i, claim in claimed.items() if _is_strangers(document, i, claim, taken, surnames)}
    strangers = {r for i in blocked for r in dictionary_forms(document.tokens[i].folded, document.lang)}
    done = 0
    for i, claim in claimed.items():
        if i < done or i in blocked or _goes_on(document, i, taken, surnames):
            continue
        readings = dictionary_forms(document.tokens[i].folded, document.lang)
        if claim.antecedent is None and not strangers.isdisjoint(readings):
            continue
        after = claimed.get(i + 1) if document.hyphenated(i) and i + 1 not in blocked else None
        is_double = after is not None and after.forms[0].entity.id == claim.forms[0].entity.id
        span = _span(document, i, claim, taken, is_double)
        if span.score >= MIN_LINK_SCORE:
            done = span.last
            taken |= places_of([span])
            yield span


def _span(document: Document, i: int, claim: _Claim, taken: AbstractSet[int], is_double: bool) -> CandidateSpan:
    """Return the span of a family name, with the initials beside it or the second half of a double name."""
    text, form, antecedent = document.tokens[i].text, claim.forms[0], claim.antecedent
    entity = form.entity
    weight = height(_FAMILY, claim.similarity)
    if antecedent is not None:
        weight += min(_MOST_IN_FULL, antecedent.weight)
        reason = Reason("family name", form, text, (entity,), full=antecedent.full, families=antecedent.families)
    elif entity.mononym:
        reason = Reason("family name alone", form, text, (entity,))
    else:
        weight += _NAMESAKES
        reason = Reason("only bearer", form, text, (entity,))
    first, last, fitting = _with_initials(document, i, claim.forms, taken)
    forms = claim.forms if antecedent is None else fitting
    return CandidateSpan.of(first, i + 2 if is_double else last, forms, weight, "surname", reason=reason)


def _is_strangers(
    document: Document, i: int, claim: _Claim, taken: AbstractSet[int], surnames: AbstractSet[int]
) -> bool:
    """Return True if the word before makes this the name of somebody else: ``Igor Lukashenko``."""
    if i == 0 or not document.joined[i - 1] or document.headline[i]:
        return False
    before = document.tokens[i - 1]
    if not before.may_start_name or i - 1 in taken or before.folded in lexicon().title_words:
        return False
    if document.hyphenated(i - 1):
        return i - 1 not in surnames
    if len(before.folded) == 1:
        return not any(_initial_fits(before.folded, f.entity) for f in claim.forms)
    if any(_is_given_name_of(word(before.text), f.entity) for f in claim.forms):
        return False
    if is_given_name(before.text):
        return True
    common = is_common_word(before.folded, document.lang)
    return before.is_title_case and not (common or document.is_small_elsewhere(i - 1) or before.is_all_caps)


def _goes_on(document: Document, i: int, taken: AbstractSet[int], surnames: AbstractSet[int]) -> bool:
    """Return True if the word after belongs to the same name: ``Black Sea``."""
    if not document.joined[i] or document.headline[i]:
        return False
    after = document.tokens[i + 1]
    if not after.may_start_name or i + 1 in taken or after.text[0].isdigit():
        return False
    if document.hyphenated(i):
        return i + 1 not in surnames
    if len(after.folded) == 1:
        return False
    vague = is_common_word(after.folded, document.lang) or after.folded in lexicon().title_words
    return after.is_title_case and not (vague or document.is_small_elsewhere(i + 1))


def _names_of(entity: Entity) -> list[Name]:
    """Return the canonical and the native names of a person."""
    forms = [(entity.name, None), *((f, lang) for lang, names in entity.names.items() for f in names)]
    return [parse_name(text, "person", lang) for text, lang in forms]


def _is_given_name_of(query: Word, entity: Entity) -> bool:
    classes = given_name_classes(query)
    given = (part.word for name in _names_of(entity) for part in name.of("given"))
    return any(similarity(query, w) >= SAME_FAMILY_NAME or classes & given_name_classes(w) for w in given)


def _initial_fits(letter: str, entity: Entity) -> bool:
    """Return True if an initial, by letter or sound, is that of a given name or patronymic of a person."""
    sounds = {key[:1] for key in word(letter).phonetic_keys} | {letter}
    firsts = {p.word for n in _names_of(entity) for p in n.of("given", "patronymic")}
    return any(w.folded[:1] == letter or sounds & {key[:1] for key in w.phonetic_keys} for w in firsts)


def _with_initials(
    document: Document, i: int, forms: tuple[SurfaceForm, ...], taken: AbstractSet[int]
) -> tuple[int, int, tuple[SurfaceForm, ...]]:
    """Return the tokens of a family name with the initials beside it, and whom these fit: of father and son, one."""

    def is_initial(at: int) -> bool:
        token = document.tokens[at]
        return len(token.folded) == 1 and token.text.isupper() and at not in taken

    def fitting(at: int) -> tuple[SurfaceForm, ...]:
        return tuple(f for f in forms if _initial_fits(document.tokens[at].folded, f.entity))

    first, last = i, i + 1
    while first > 0 and i - first < _MOST_INITIALS and document.joined[first - 1] and is_initial(first - 1):
        first -= 1
    if first < i and (found := fitting(first)):
        return first, last, found
    while last < len(document.tokens) and last - i <= _MOST_INITIALS and document.joined[last - 1] and is_initial(last):
        last += 1
    dotted = last > i + 1 and document.text[document.tokens[last - 1].end : document.tokens[last - 1].end + 1] == "."
    if dotted and (found := fitting(i + 1)):
        return i, last, found
    return i, i + 1, forms
