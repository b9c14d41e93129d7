"""Bare family names: whose they are, if anybody's. The article decides; without a full name only distinctive ones link."""

from __future__ import annotations

from dataclasses import dataclass

from translit.commonwords import common_words
from translit.config import FLOOR
from translit.countries import country_of
from translit.explanations import surname_reason, word_reason
from translit.gazetteer import Form
from translit.lexicon import family_gender, given_sets, is_given_name, lexicon
from translit.model import Entity, Evidence, Part
from translit.names import Name, parse_name
from translit.passage import Passage
from translit.score import FAMILY, ONE_FAMILY_ONLY, PERSON_PRIOR, curve
from translit.spans import Finder, Span, readings_of, surface_of
from translit.table.words import SAME_KEY, Word, similarity, word

_LICENSED_ALIKE = 0.88  # a family name misspelled this far still belongs to a full name in the article
_TIE = 0.02
_SHORTEST_LONE = 4  # letters of a family name that may link without a full name
_SHORTEST_HEARD = 5  # letters of one that does so by its sound
_IN_FULL = 4.0  # bits: the article names the person in full
_INITIALS = 3  # before or after a family name


@dataclass(frozen=True, slots=True)
class Bare:
    """A bare family name: its span, and why it is whose it is."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class _License:
    """A person named in full in the article: the spellings of the family name, listed and as written here."""

    entity: Entity
    form: Form
    full: str
    weight: float
    families: tuple[Word, ...]
    spellings: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Claim:
    """The persons whose family name a word may be, each with the likeness."""

    entities: tuple[tuple[Entity, float], ...]
    license: _License | None
    forms: tuple[Form, ...]


def surname_spans(passage: Passage, finder: Finder, named: list[Span]) -> list[Bare]:
    """The bare family names of a passage in which ``named`` are the names found so far."""
    taken = {i: s for s in named for i in range(s.first, s.last)}
    licenses = _licenses(passage, finder, named)
    places = [i for i, t in enumerate(passage.tokens) if t.capital and i not in taken and t.text[0].isalpha()]
    claimed = {i: found for i in places if (found := _claims(passage, finder, licenses, i))}
    surnames = set(claimed)
    blocked = {i for i, found in claimed.items() if _stranger_before(passage, i, found, taken, surnames)}
    strangers = frozenset(r for i in blocked for r in readings_of(passage.tokens[i].folded, passage.lang))
    out: list[Bare] = []
    for i, found in claimed.items():
        if out and out[-1].span.last > i:
            continue  # the second half of a double name
        if i in blocked or _stranger_after(passage, i, taken, surnames):
            continue
        if found.license is None and strangers & readings_of(passage.tokens[i].folded, passage.lang):
            continue
        after = claimed.get(i + 1) if passage.hyphenated(i) and i + 1 not in blocked else None
        double = after is not None and after.entities[0][0] is found.entities[0][0]
        bare = _decide(passage, i, found, taken, double)
        if bare.span.evidence.score >= FLOOR:
            out.append(bare)
    return out


def _licenses(passage: Passage, finder: Finder, named: list[Span]) -> list[_License]:
    """One license for each person and each spelling of the family name in a full name."""
    found: dict[tuple[str, str], _License] = {}
    for span in named:
        if span.last - span.first < 2 or len(span.entities) != 1 or not span.is_person:
            continue
        entity = span.entities[0]
        surface = surface_of(passage, span.first, span.last)
        written = parse_name(surface).family
        folded = written.folded if written is not None else ""
        if (entity.id, folded) in found:
            continue
        listed = (p.word for f in finder.gazetteer.forms_of(entity.id) if f.is_full_name for p in f.name.of("family"))
        families = tuple(dict.fromkeys(listed))
        spellings = {f.folded for f in families}
        if written is not None and (
            span.via in ("exact", "inflected") or any(similarity(written, f) >= _LICENSED_ALIKE for f in families)
        ):
            spellings |= readings_of(folded, passage.lang)
            families = (*families, written)
        full = _License(entity, span.forms[0], surface, span.evidence.weight, families, frozenset(spellings))
        found[entity.id, folded] = full
    return list(found.values())


def _claims(passage: Passage, finder: Finder, licenses: list[_License], i: int) -> _Claim | None:
    token = passage.tokens[i]
    if len(token.folded) < 2 or token.folded in lexicon().words or token.folded in lexicon().titles:
        return None
    readings = readings_of(token.folded, passage.lang)
    best: dict[str, tuple[float, _License]] = {}
    for license in licenses:
        alike = _licensed(token.text, token.folded, readings, license)
        if alike > best.get(license.entity.id, (0.0,))[0]:
            best[license.entity.id] = (alike, license)
    if best:
        if passage.lang and passage.starts[i] and token.folded in common_words(passage.lang):
            return None
        top = max(alike for alike, _ in best.values())
        kept = [(li, alike) for alike, li in best.values() if alike >= top - _TIE]
        return _Claim(tuple((li.entity, alike) for li, alike in kept), kept[0][0], tuple(li.form for li, _ in kept))
    if finder.gazetteer.persons > finder.config.lone_surnames or len(token.folded) < _SHORTEST_LONE:
        return None
    return _lone(passage, finder, readings, i)


def _licensed(text: str, folded: str, readings: frozenset[str], license: _License) -> float:
    """How much a word is like the family name of somebody named in full; 0 if it is not."""
    common = readings & license.spellings
    if folded in common and _gender_fits(license.entity, family_gender(folded)):
        return 1.0
    if any(_gender_fits(license.entity, family_gender(r)) for r in common - {folded}):
        return SAME_KEY
    if not _gender_fits(license.entity, family_gender(folded)):
        return 0.0
    query = word(text)
    alike = max((similarity(query, f) for f in license.families), default=0.0)
    return alike if alike >= (_LICENSED_ALIKE if len(folded) > 4 else SAME_KEY) else 0.0


def _lone(passage: Passage, finder: Finder, readings: frozenset[str], i: int) -> _Claim | None:
    """The persons of a small gazetteer with this family name, though the article does not name them in full."""
    token = passage.tokens[i]
    query = word(token.text)
    if token.folded in passage.lower or token.folded in common_words(passage.lang) or is_given_name(query):
        return None
    if any(country_of(r) for r in readings):
        return None
    found = {f.entity.id: f for r in sorted(readings) for f in finder.gazetteer.bearers(r) if _fits(f, r)}
    if not found and len(token.folded) >= _SHORTEST_HEARD:
        found = {f.entity.id: f for f in finder.gazetteer.sounding_bearers(query) if _fits(f, token.folded)}
    if not found:
        return None
    known = [f for f in found.values() if f.entity.mononym]
    kept = known if len(known) == 1 else [found[id] for id in sorted(found)]
    alike = 1.0 if any(f.name.family is not None and f.name.family.folded == token.folded for f in kept) else SAME_KEY
    return _Claim(tuple((f.entity, alike) for f in kept), None, tuple(kept))


def _fits(form: Form, folded: str) -> bool:
    return _gender_fits(form.entity, family_gender(folded))


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
    common = before.folded in lexicon().words or before.folded in common_words(passage.lang)
    return not common and before.folded not in passage.lower and not before.shouted


def _stranger_after(passage: Passage, i: int, taken: dict[int, Span], surnames: set[int]) -> bool:
    """Whether the word after belongs to the same name: ``Black Sea``."""
    if not passage.joined[i] or passage.headline[i]:
        return False
    after = passage.tokens[i + 1]
    if not after.capital or i + 1 in taken or after.text[0].isdigit():
        return False
    if passage.hyphenated(i):
        return i + 1 not in surnames
    if len(after.folded) == 1:
        return False
    common = after.folded in lexicon().words or after.folded in common_words(passage.lang)
    return not (common or after.folded in lexicon().titles or after.folded in passage.lower)


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
    heard = {key[:1] for key in word(letter).heard} | {letter}
    firsts = {p.word for n in _given_names(entity) for p in n.of("given", "patronymic")}
    return any(w.folded[:1] == letter or heard & {key[:1] for key in w.heard} for w in firsts)


def _with_initials(passage: Passage, i: int, entities: tuple[Entity, ...], taken: dict[int, Span]) -> tuple[int, int]:
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


def _of_initial(passage: Passage, i: int, first: int, last: int, forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """The forms of those whom the initial before or after the family name fits: of father and son, one."""
    at = first if first < i else i + 1 if last > i + 1 else i
    if at == i or len(forms) < 2:
        return forms
    return tuple(f for f in forms if _initial_fits(passage.tokens[at].folded, f.entity)) or forms


def _nearest(query: Word, families: tuple[Word, ...]) -> Word:
    """The family name that explains a spelling best: a native one where the spelling is its written variant."""
    return max(families, key=lambda f: similarity(query, f) + 0.02 * bool(f.languages))


def _decide(passage: Passage, i: int, found: _Claim, taken: dict[int, Span], double: bool) -> Bare:
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
    first, last = _with_initials(passage, i, tuple(e for e, _ in found.entities), taken)
    forms = found.forms if found.license is None else _of_initial(passage, i, first, last, found.forms)
    if double:
        last = i + 2
    return Bare(Span(first, last, forms, Evidence(tuple(parts)), "surname"), reason)
