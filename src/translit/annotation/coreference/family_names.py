"""Bare family names: whose they are, if anybody's. The article decides; without a full name only distinctive ones link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache, partial
from typing import NamedTuple

from translit.annotation.coreference.antecedents import Antecedent, Claims, FamilyNames, claims_on
from translit.annotation.coreference.relatives import FamilyHeads, meant_by_family_name
from translit.annotation.coreference.strangers import placed_among_strangers
from translit.annotation.mention_detection import DetectedMentions
from translit.annotation.spans import RIVALS_MARGIN, CandidateSpan, places_of
from translit.annotation.words import (
    MEMO,
    LoneSurnames,
    dictionary_forms,
    is_hardly_a_family_name,
    may_be_family_name,
    nominatives,
)
from translit.gazetteer import Gazetteer
from translit.gazetteer.priors import best_known
from translit.gazetteer.surface_forms import SurfaceForm
from translit.limits import MOST_NAMESAKES
from translit.match.explain import Code, Reason
from translit.match.features.context import Article
from translit.match.features.reading import WITHOUT_FULL_NAME, Reading, Way, initial_fits
from translit.names.countries import languages_of
from translit.names.inflection import inflected_languages
from translit.table.words import SAME_KEY, SAME_SOUND, Word, similarity, word
from translit.text.document import Document
from translit.text.fold import fold
from translit.text.lexicon import lexicon

_MOST_INITIALS = 3  # before or after a family name
_CODES: Mapping[Way, Code] = {"family name": "family name", "mononym": "family name alone", "bearer": "only bearer"}


class _Claim(NamedTuple):
    """A listed name of each person whose family name a token may be, the similarity, and who is named in full."""

    forms: tuple[SurfaceForm, ...]
    similarity: float
    antecedent: Antecedent | None


class BareFamilyNames:
    """Finds bare family names in the articles of a gazetteer's annotator."""

    def __init__(self, gazetteer: Gazetteer, names: FamilyNames, lone: LoneSurnames) -> None:
        self._gazetteer = gazetteer
        self._names = names
        self._lone = lone
        self._meant_alone = lru_cache(maxsize=MEMO)(partial(meant_by_family_name, gazetteer))
        self._nominative = lru_cache(maxsize=MEMO)(self._nominative_of)

    def spans(self, detected: DetectedMentions, article: Article, named: list[CandidateSpan]) -> list[CandidateSpan]:
        """Return the bare family names of a text in which ``named`` are the names found so far."""
        document = detected.document
        found = self._names.antecedents(document, named)
        claims: Claims = {}
        if found:
            claims = claims_on(detected.words, found, document.lang)
            detected.read_chunks_with(claims)
        elif not self._lone.allowed:
            return []
        taken = places_of(named)
        heads = FamilyHeads(self._meant_alone, document, claims, named)
        claimed = {
            i: claim
            for i, token in document.words()
            if (self._lone.allowed or token.text in claims) and i not in taken and may_be_family_name(token)
            if (found_claim := self._claim(document, claims, heads, i))
            and (claim := _with_title(document, i, found_claim))
        }
        return self._spans(detected, claimed, article._replace(known=taken))

    def alone_before(self, document: Document, spans: Iterable[CandidateSpan]) -> set[int]:
        """Return the tokens right before spans that are family names which alone tell the person: *traf Putin China*.

        None has another word with a capital before it, to which both might belong.
        """
        found: set[int] = set()
        for i in {span.first - 1 for span in spans if span.first} if self._lone.allowed else ():
            if document.joined[i] and not (i and document.joined[i - 1]) and may_be_family_name(document.tokens[i]):
                token = document.tokens[i]
                persons = self._lone.candidates(token.text, token.folded, document.lang)
                if any(form.entity.mononym for form in persons):
                    found.add(i)
        return found

    def _claim(self, document: Document, claims: Claims, heads: FamilyHeads, i: int) -> _Claim | None:
        """Return whose family name a token may be: of persons named in full, else of the only persons listed with it."""
        token = document.tokens[i]
        is_hardly_one = is_hardly_a_family_name(token.folded)
        if is_hardly_one and document.is_after_place_preposition(i):
            return None  # "in May"
        if best := claims.get(token.text):
            forms, antecedent = heads.bearers(i, best)
            if _is_plural(token.folded, forms[0], antecedent.families if antecedent else (), document.lang):
                return None  # the Bushes are a family
            return _Claim(forms, best[0][1], antecedent)
        if not self._lone.allowed or is_hardly_one:
            return None
        found = self._lone.candidates(token.text, token.folded, document.lang)
        if not found:
            return None
        known = best_known([f.entity for f in found])
        kept_forms = tuple(f for f in found if known is None or f.entity is known)
        readings = dictionary_forms(token.text, document.lang)
        is_same = any(f.name.family is not None and f.name.family.folded in readings for f in kept_forms)
        if not is_same and _is_at_home(document, kept_forms):
            return None  # Tramp is not Trump in English
        return _Claim(kept_forms, 1.0 if is_same else SAME_KEY, None)

    def _spans(self, detected: DetectedMentions, claimed: dict[int, _Claim], article: Article) -> list[CandidateSpan]:
        """Return the spans of the claims.

        A family name with a stranger's given name before it ("Igor Lukashenko") may be the stranger's wherever it stands in
        the article, unless a person with that family name is named in full.
        """
        document = detected.document
        claimed_or_known = article.known | claimed.keys()
        spans = {i: self._span(document, i, claim, claimed_or_known) for i, claim in claimed.items()}
        known = article.known | {i for i, span in spans.items() if span.is_likely}
        bearers = Counter(span.entities[0].id for span in spans.values() if span.way in WITHOUT_FULL_NAME)
        found: list[CandidateSpan] = []
        for i, span in spans.items():
            if not found or i >= found[-1].last:
                after = claimed.get(i + 1) if document.hyphenated(i) else None
                is_double = after is not None and after.forms[0].entity.id == claimed[i].forms[0].entity.id
                found.append(span._replace(last=i + 2) if is_double else span)
        placed = placed_among_strangers(detected, article._replace(bearers=bearers, known=known), found)
        return _with_given_names(detected, placed, article.known)

    def _span(self, document: Document, i: int, claim: _Claim, known: AbstractSet[int]) -> CandidateSpan:
        """Return the span of a family name, with the initials beside it or the particles of the full name before it."""
        text, form, antecedent = document.tokens[i].text, claim.forms[0], claim.antecedent
        entity = form.entity
        full, families = (antecedent.full, antecedent.families) if antecedent is not None else ("", ())
        nominative = self._nominative(text, document.lang, form, families)
        way: Way = "family name" if antecedent is not None else "mononym" if entity.mononym else "bearer"
        first, last, fitting = _with_initials(document, i, claim.forms, known)
        reason = Reason(
            _CODES[way], form, text, full=full, families=() if nominative else families, other=nominative,
            lang=document.lang, with_initial=last - first > 1,
        )  # fmt: skip
        if antecedent is not None and first == i:
            while (
                first > 0 and document.joined[first - 1] and document.tokens[first - 1].folded in antecedent.particles
            ):
                first -= 1
        forms = claim.forms if antecedent is None else fitting
        forms = forms[:MOST_NAMESAKES]
        weight = None if antecedent is None else antecedent.weight
        readings = [Reading(self._gazetteer, document, i, i + 1, f, way, None, claim.similarity, weight) for f in forms]
        return CandidateSpan.of(readings, RIVALS_MARGIN, reason=reason)._replace(first=first, last=last)

    def _nominative_of(self, text: str, lang: str | None, form: SurfaceForm, families: tuple[Word, ...]) -> str:
        """Return the family name of which a word is another case, in the language of the text if it is listed in it.

        ``""`` if it is none, or the name itself.
        """
        listed = (p.word for f in self._gazetteer.forms_of(form.entity.id) for p in f.name.of("family"))
        names = (*listed, *families)
        known = {w.folded: w for w in reversed(names)}
        if fold(text) in known:
            return ""
        if found := [known[reading] for reading in dictionary_forms(text, lang) if reading in known]:
            return min(found, key=lambda w: w.lang != lang).text
        alike = {written: _likeness(written, names) for written in (text, *nominatives(text, lang))}
        nearest = max(alike, key=alike.__getitem__)
        return nearest if nearest != text and alike[nearest] >= SAME_SOUND else ""


def _with_given_names(
    detected: DetectedMentions, found: list[CandidateSpan], taken: AbstractSet[int]
) -> list[CandidateSpan]:
    """Return the spans, a family name with what makes a full name of it that alone was too far from the listed one.

    *Борис Джонсон* is hardly *Boris Johnson* by the letters, but so in an article that has the name in full elsewhere.
    """
    full: dict[tuple[int, str], CandidateSpan] = {}
    for span in detected.spans:
        if span.is_full_name and span.is_person and taken.isdisjoint(range(span.first, span.last)):
            full.setdefault((span.last, span.entities[0].id), span)
    out = []
    for span in found:
        longer = full.get((span.last, span.entities[0].id)) if span.is_likely else None
        out.append(span._replace(first=longer.first) if longer and longer.first < span.first else span)
    return out


def _is_at_home(document: Document, forms: Iterable[SurfaceForm]) -> bool:
    """Return True if a text is in the language of all bearers, and words have no cases in it: it spells their name right."""
    lang = document.lang or ""
    return lang not in inflected_languages() and all(lang in languages_of(f.entity.country) for f in forms)


def _is_plural(folded: str, form: SurfaceForm, families: Iterable[Word], lang: str | None) -> bool:
    """Return True for the plural of a family name: *Bushes*, *Байденов*."""
    names = {w.folded for w in families} | ({form.name.family.folded} if form.name.family else set())
    if folded in names:
        return False
    endings = lexicon().family_plurals.get(lang or "", ())
    return any(folded == name + ending for name in names for ending in endings)


def _with_title(document: Document, i: int, claim: _Claim) -> _Claim | None:
    """Return a claim of those persons whose gender a courtesy title before the name allows: *Mrs Biden* is not Joe."""
    titles = lexicon().courtesy.get(document.lang or "en", {})
    before = document.word_before(i)
    readings = (before,) if before in titles else dictionary_forms(before, document.lang) if titles else ()
    gender = next((titles[r] for r in readings if r in titles), "")
    forms = tuple(f for f in claim.forms if not gender or f.entity.gender in ("", gender))
    return claim._replace(forms=forms) if forms else None


def _likeness(written: str, names: Iterable[Word]) -> float:
    """Return how alike a word is to the nearest of some names."""
    return max((similarity(word(written), name) for name in names), default=0.0)


def _with_initials(
    document: Document, i: int, forms: tuple[SurfaceForm, ...], taken: AbstractSet[int]
) -> tuple[int, int, tuple[SurfaceForm, ...]]:
    """Return the tokens of a family name with the initials beside it, and whom these fit: of father and son, one."""

    def is_initial(at: int) -> bool:
        return at not in taken and document.is_initial(at)

    def fitting(at: int) -> tuple[SurfaceForm, ...]:
        found = tuple(f for f in forms if initial_fits(document.tokens[at].folded, f.entity))
        by_given = tuple(f for f in found if initial_fits(document.tokens[at].folded, f.entity, patronymics=False))
        return by_given or found

    first, last = i, i + 1
    while first > 0 and i - first < _MOST_INITIALS and document.joined[first - 1] and is_initial(first - 1):
        first -= 1
    if first < i and (found := fitting(first)):
        return first, last, found
    while last < len(document.tokens) and last - i <= _MOST_INITIALS and is_initial(last):
        if not (document.joined[last - 1] or (last == i + 1 and document.gap(i) == ", ")):
            break
        last += 1
    dotted = last > i + 1 and document.text[document.tokens[last - 1].end : document.tokens[last - 1].end + 1] == "."
    if dotted and (found := fitting(i + 1)):
        return i, last, found
    return i, i + 1, forms
