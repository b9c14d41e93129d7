"""Bare family names: whose they are, if anybody's. The article decides; without a full name only distinctive ones link."""

from __future__ import annotations

from dataclasses import dataclass

from translit.annotation.chunk_candidates import Finder
from translit.annotation.coreference.antecedents import LICENSED_ALIKE, License, Licenses, told
from translit.annotation.detected_mentions import Scanned
from translit.annotation.spans import Span, is_common_word, may_be_family, places_of, readings_of
from translit.config import MIN_LINK_SCORE
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.evidence import FAMILY, ONE_FAMILY_ONLY, PERSON_PRIOR, curve
from translit.match.explain import surname_reason
from translit.model import Entity, Evidence, Part
from translit.names.given_names import given_name_classes, is_given_name
from translit.names.parse import Name, parse_name
from translit.table.words import SAME_KEY, Word, similarity, word
from translit.text.common_words import common_words
from translit.text.document import Passage
from translit.text.lexicon import lexicon

_TIE = 0.02
_IN_FULL = 4.0  # bits: the article names the person in full
_INITIALS = 3  # before or after a family name


@dataclass(frozen=True, slots=True)
class Bare:
    """A bare family name: its span, and why it is whose it is."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class _Claim:
    """The persons whose family name a word may be, each with the likeness."""

    entities: tuple[tuple[Entity, float], ...]
    license: License | None
    forms: tuple[SurfaceForm, ...]


def surname_spans(scanned: Scanned, finder: Finder, named: list[Span]) -> list[Bare]:
    """The bare family names of a text in which ``named`` are the names found so far."""
    passage = scanned.passage
    licenses = Licenses(passage, finder, named)
    if licenses:
        scanned.take(licenses.read(scanned.families))
    elif not finder.lone:
        return []
    taken = places_of(named)
    places = [i for i, t in enumerate(passage.tokens) if i not in taken and may_be_family(t)]
    claimed = {i: found for i in places if (found := _claims(passage, finder, licenses, i))}
    if not claimed:
        return []
    surnames = set(claimed)
    blocked = {i for i, found in claimed.items() if _stranger_before(passage, i, found, taken, surnames)}
    strangers = {r for i in blocked for r in readings_of(passage.tokens[i].folded, passage.lang)}
    out: list[Bare] = []
    for i, found in claimed.items():
        if out and out[-1].span.last > i:
            continue  # the second half of a double name
        if i in blocked or _stranger_after(passage, i, taken, surnames):
            continue
        if found.license is None and not strangers.isdisjoint(readings_of(passage.tokens[i].folded, passage.lang)):
            continue
        after = claimed.get(i + 1) if passage.hyphenated(i) and i + 1 not in blocked else None
        double = after is not None and after.entities[0][0].id == found.entities[0][0].id
        bare = _decide(passage, i, found, taken, double)
        if bare.span.score >= MIN_LINK_SCORE:
            out.append(bare)
            taken |= places_of([bare.span])
    return out


def _claims(passage: Passage, finder: Finder, licenses: Licenses, i: int) -> _Claim | None:
    token = passage.tokens[i]
    best = licenses.of(token.text)
    if best:
        if passage.lang and token.folded in common_words(passage.lang) and passage.starts[i]:
            return None
        top = max(alike for _, alike in best)
        kept = [(li, alike) for li, alike in best if alike >= top - _TIE]
        return _Claim(tuple((li.entity, alike) for li, alike in kept), kept[0][0], tuple(li.form for li, _ in kept))
    return _lone(passage, finder, i) if finder.lone else None


def _lone(passage: Passage, finder: Finder, i: int) -> _Claim | None:
    """The persons of a small gazetteer with this family name, though the article does not name them in full."""
    token = passage.tokens[i]
    found = finder.bearers(token.text, token.folded, passage.lang)
    if not found or passage.is_small(i):
        return None
    known = [f for f in found if f.entity.mononym]
    kept = known if len(known) == 1 else found
    alike = 1.0 if any(f.name.family is not None and f.name.family.folded == token.folded for f in kept) else SAME_KEY
    return _Claim(tuple((f.entity, alike) for f in kept), None, tuple(kept))


def _stranger_before(passage: Passage, i: int, found: _Claim, taken: set[int], surnames: set[int]) -> bool:
    """Whether the word before makes this the name of somebody else: ``Igor Lukashenko``."""
    if i == 0 or not passage.joined[i - 1] or passage.headline[i]:
        return False
    before = passage.tokens[i - 1]
    if not before.may_start_name or i - 1 in taken or before.folded in lexicon().title_words:
        return False
    if passage.hyphenated(i - 1):
        return i - 1 not in surnames
    if len(before.folded) == 1:
        return not any(_initial_fits(before.folded, e) for e, _ in found.entities)
    if any(_is_given_of(word(before.text), e) for e, _ in found.entities):
        return False
    if is_given_name(before.text):
        return True
    common = is_common_word(before.folded, passage.lang)
    return before.is_title_case and not (common or passage.is_small(i - 1) or before.is_all_caps)


def _stranger_after(passage: Passage, i: int, taken: set[int], surnames: set[int]) -> bool:
    """Whether the word after belongs to the same name: ``Black Sea``."""
    if not passage.joined[i] or passage.headline[i]:
        return False
    after = passage.tokens[i + 1]
    if not after.may_start_name or i + 1 in taken or after.text[0].isdigit():
        return False
    if passage.hyphenated(i):
        return i + 1 not in surnames
    if len(after.folded) == 1:
        return False
    common = is_common_word(after.folded, passage.lang)
    return after.is_title_case and not (common or after.folded in lexicon().title_words or passage.is_small(i + 1))


def _given_names(entity: Entity) -> list[Name]:
    forms = [(entity.name, None), *((f, lang) for lang, names in entity.names.items() for f in names)]
    return [parse_name(text, "person", lang) for text, lang in forms]


def _is_given_of(query: Word, entity: Entity) -> bool:
    sets = given_name_classes(query)
    for name in _given_names(entity):
        for part in name.of("given"):
            if similarity(query, part.word) >= LICENSED_ALIKE or sets & given_name_classes(part.word):
                return True
    return False


def _initial_fits(letter: str, entity: Entity) -> bool:
    heard = {key[:1] for key in word(letter).phonetic_keys} | {letter}
    firsts = {p.word for n in _given_names(entity) for p in n.of("given", "patronymic")}
    return any(w.folded[:1] == letter or heard & {key[:1] for key in w.phonetic_keys} for w in firsts)


def _with_initials(passage: Passage, i: int, entities: tuple[Entity, ...], taken: set[int]) -> tuple[int, int]:
    """The words of a family name with the initials before it, or after it."""

    def is_initial(at: int) -> bool:
        token = passage.tokens[at]
        return len(token.folded) == 1 and token.text.isupper() and at not in taken

    first, last = i, i + 1
    while first > 0 and i - first < _INITIALS and passage.joined[first - 1] and is_initial(first - 1):
        first -= 1
    if first < i and any(_initial_fits(passage.tokens[first].folded, e) for e in entities):
        return first, last
    while last < len(passage.tokens) and last - i <= _INITIALS and passage.joined[last - 1] and is_initial(last):
        last += 1
    dotted = last > i + 1 and passage.text[passage.tokens[last - 1].end : passage.tokens[last - 1].end + 1] == "."
    if dotted and any(_initial_fits(passage.tokens[i + 1].folded, e) for e in entities):
        return i, last
    return i, i + 1


def _of_initial(
    passage: Passage, i: int, first: int, last: int, forms: tuple[SurfaceForm, ...]
) -> tuple[SurfaceForm, ...]:
    """The forms of those whom the initial before or after the family name fits: of father and son, one."""
    at = first if first < i else i + 1 if last > i + 1 else i
    if at == i or len(forms) < 2:
        return forms
    return tuple(f for f in forms if _initial_fits(passage.tokens[at].folded, f.entity)) or forms


def _decide(passage: Passage, i: int, found: _Claim, taken: set[int], double: bool) -> Bare:
    text = passage.tokens[i].text
    entity, alike = found.entities[0]
    parts = [Part("prior", "", "", PERSON_PRIOR), Part("family name", text, entity.name, curve(FAMILY, alike))]
    if found.license is not None:
        surely = min(_IN_FULL, found.license.weight)
        parts.append(Part("named in full in this article", found.license.full, "", surely))
        written = told(text, found.license.families)
        reason = "; ".join(r for r in (written, surname_reason(entity, found.license.full)) if r)
    elif entity.mononym:
        reason = f"“{text}” alone means {entity.name}"
    else:
        parts.append(Part("no given name", text, "", ONE_FAMILY_ONLY))
        reason = f"family name of {entity.name} and of nobody else listed"
    first, last = _with_initials(passage, i, tuple(e for e, _ in found.entities), taken)
    forms = found.forms if found.license is None else _of_initial(passage, i, first, last, found.forms)
    if double:
        last = i + 2
    return Bare(Span.of(first, last, forms, Evidence(tuple(parts)), "surname"), reason)
