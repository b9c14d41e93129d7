"""Bare family names: whose they are, if anybody's. The article decides; without a full name only distinctive ones link."""

from __future__ import annotations

from dataclasses import dataclass

from translit.config import FLOOR, Config
from translit.explanations import surname_reason, word_reason
from translit.gazetteer import Form, Gazetteer
from translit.lexicon import family_gender, given_sets, is_given_name, lexicon
from translit.model import Entity, Evidence, Part
from translit.names import Name, parse_name
from translit.passage import Passage
from translit.score import FAMILY, ONE_FAMILY_ONLY, PERSON_PRIOR, curve
from translit.spans import Span, surface_of
from translit.table.words import SAME_KEY, Word, similarity, word

_LICENSED_ALIKE = 0.88  # a family name misspelled this far still belongs to a full name in the article
_TIE = 0.02
_SHORTEST_LONE = 4  # letters of a family name that may link without a full name
_IN_FULL = 4.0  # bits: the article names the person in full


@dataclass(frozen=True, slots=True)
class Bare:
    """A bare family name: its span, and why it is whose it is."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class _License:
    """A person named in full in the article, with the family name as listed and as written here."""

    entity: Entity
    form: Form
    full: str
    weight: float
    families: tuple[Word, ...]
    here: tuple[Word, ...]


def surname_spans(passage: Passage, gazetteer: Gazetteer, config: Config, named: list[Span]) -> list[Bare]:
    """The bare family names of a passage in which ``named`` are the names found so far."""
    taken = {i: s for s in named for i in range(s.first, s.last)}
    licenses = _licenses(passage, gazetteer, named)
    places = [i for i, t in enumerate(passage.tokens) if t.capital and i not in taken and t.text[0].isalpha()]
    claimed = [(i, found) for i in places if (found := _claims(passage, gazetteer, licenses, i, config))]
    surnames = {i for i, _ in claimed}
    blocked = {i for i, found in claimed if _stranger_before(passage, i, found, taken, surnames)}
    strangers = {word(passage.tokens[i].text) for i in blocked}
    out = []
    for i, found in claimed:
        if i in blocked or _stranger_after(passage, i, taken, surnames):
            continue
        if found.license is None and any(similarity(s, word(passage.tokens[i].text)) >= SAME_KEY for s in strangers):
            continue
        bare = _decide(passage, i, found)
        if bare.span.evidence.score >= FLOOR:
            out.append(bare)
    return out


@dataclass(frozen=True, slots=True)
class _Claim:
    """The persons whose family name a word may be: the best similarity of each."""

    entities: tuple[tuple[Entity, float], ...]
    license: _License | None
    forms: tuple[Form, ...]


def _licenses(passage: Passage, gazetteer: Gazetteer, named: list[Span]) -> list[_License]:
    """One license for each person and each spelling of the family name in a full name."""
    found: dict[tuple[str, Word | None], _License] = {}
    for span in named:
        if span.last - span.first < 2 or len(span.entities) != 1 or not span.is_person:
            continue
        entity = span.entities[0]
        surface = surface_of(passage, span.first, span.last)
        written = parse_name(surface).family
        if (entity.id, written) in found:
            continue
        listed = (f.name.family for f in gazetteer.forms_of(entity.id) if f.is_full_name)
        families = tuple(dict.fromkeys(w for w in listed if w is not None))
        known = written is not None and any(similarity(written, f) >= _LICENSED_ALIKE for f in families)
        here = (written,) if written is not None and known else ()
        found[entity.id, written] = _License(entity, span.forms[0], surface, span.evidence.weight, families, here)
    return list(found.values())


def _claims(passage: Passage, gazetteer: Gazetteer, licenses: list[_License], i: int, config: Config) -> _Claim | None:
    token = passage.tokens[i]
    query = word(token.text)
    if len(token.folded) < 2 or token.folded in lexicon().words or token.folded in lexicon().titles:
        return None
    gender = family_gender(token.folded)
    best: dict[str, tuple[float, _License]] = {}
    for license in licenses:
        alike = max((similarity(query, f) for f in (*license.families, *license.here)), default=0.0)
        needed = _LICENSED_ALIKE if len(token.folded) > 4 else SAME_KEY
        if alike >= needed and alike > best.get(license.entity.id, (0.0,))[0] and _gender_fits(license.entity, gender):
            best[license.entity.id] = (alike, license)
    if best:
        top = max(alike for alike, _ in best.values())
        kept = [(li, alike) for alike, li in best.values() if alike >= top - _TIE]
        return _Claim(tuple((li.entity, alike) for li, alike in kept), kept[0][0], tuple(li.form for li, _ in kept))
    if gazetteer.persons > config.lone_surnames or len(token.folded) < _SHORTEST_LONE or is_given_name(query):
        return None
    return _lone(passage, gazetteer, query, gender, i)


def _lone(passage: Passage, gazetteer: Gazetteer, query: Word, gender: str, i: int) -> _Claim | None:
    if passage.tokens[i].folded in passage.lower:
        return None
    found = {id: b for id, b in gazetteer.bearers(query, SAME_KEY).items() if _gender_fits(b[0], gender)}
    if not found:
        return None
    top = max(alike for _, alike in found.values())
    kept = [(e, alike) for e, alike in found.values() if alike >= top - _TIE]
    known = [k for k in kept if k[0].mononym]
    kept = known if len(known) == 1 else sorted(kept, key=lambda k: k[0].id)
    return _Claim(tuple(kept), None, tuple(gazetteer.forms_of(e.id)[0] for e, _ in kept))


def _gender_fits(entity: Entity, gender: str) -> bool:
    return not gender or not entity.gender or entity.gender == gender


def _stranger_before(passage: Passage, i: int, found: _Claim, taken: dict[int, Span], surnames: set[int]) -> bool:
    """Whether the word before makes this the name of somebody else: ``Igor Lukashenko``."""
    if i == 0 or not passage.joined[i - 1] or passage.headline[i]:
        return False
    before = passage.tokens[i - 1]
    if not before.capital or i - 1 in taken or before.folded in lexicon().titles:
        return False
    if passage.hyphenated(i - 1):
        return i - 1 not in surnames
    if len(before.folded) == 1:
        return not any(_initial_fits(before.folded, e) for e, _ in found.entities)
    if any(_is_given_of(word(before.text), e) for e, _ in found.entities):
        return False
    if is_given_name(word(before.text)):
        return True
    return before.folded not in lexicon().words and before.folded not in passage.lower and not before.shouted


def _stranger_after(passage: Passage, i: int, taken: dict[int, Span], surnames: set[int]) -> bool:
    """Whether the word after belongs to the same name: ``Black Sea``."""
    if not passage.joined[i] or passage.headline[i]:
        return False
    after = passage.tokens[i + 1]
    if not after.capital or i + 1 in taken or after.text[0].isdigit():
        return False
    if passage.hyphenated(i):
        return i + 1 not in surnames
    return not (after.folded in lexicon().words or after.folded in lexicon().titles or after.folded in passage.lower)


def _given_names(entity: Entity) -> list[Name]:
    forms = [(entity.name, None), *((f, lang) for lang, names in entity.names.items() for f in names)]
    return [parse_name(text, "person", lang) for text, lang in forms]


def _is_given_of(query: Word, entity: Entity) -> bool:
    sets = given_sets(query)
    for name in _given_names(entity):
        for part in name.of("given"):
            if similarity(query, part.word) >= _LICENSED_ALIKE or sets & given_sets(part.word):
                return True
    return False


def _initial_fits(letter: str, entity: Entity) -> bool:
    keys = {k[:1] for k in word(letter).loose_keys} | {letter}
    firsts = {p.word for n in _given_names(entity) for p in n.of("given")}
    return any(w.folded[:1] == letter or keys & {k[:1] for k in w.loose_keys} for w in firsts)


def _nearest(query: Word, families: tuple[Word, ...]) -> Word:
    """The family name that explains a spelling best: a native one where the spelling is its written variant."""
    return max(families, key=lambda f: similarity(query, f) + 0.02 * bool(f.languages))


def _decide(passage: Passage, i: int, found: _Claim) -> Bare:
    text = passage.tokens[i].text
    entity, alike = found.entities[0]
    parts = [Part("prior", "", "", PERSON_PRIOR), Part("family name", text, entity.name, curve(FAMILY, alike))]
    if found.license is not None:
        surely = min(_IN_FULL, found.license.weight)
        parts.append(Part("named in full in this article", found.license.full, "", surely))
        told = word_reason(word(text), _nearest(word(text), found.license.families))
        reason = "; ".join(r for r in (told, surname_reason(entity, found.license.full)) if r)
    elif entity.mononym:
        reason = f"“{text}” alone means {entity.name}"
    else:
        parts.append(Part("no given name", text, "", ONE_FAMILY_ONLY))
        reason = f"family name of {entity.name} and of nobody else listed"
    evidence = Evidence(tuple(parts))
    return Bare(Span(i, i + 1, found.forms, evidence, "surname"), reason)
