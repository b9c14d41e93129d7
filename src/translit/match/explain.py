"""Explanations: the reason of a decision as a code with arguments and as a sentence, and how two spellings differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import ListedName, SurfaceForm
from translit.match.alignment import align
from translit.match.inflected_reasons import IN_CASE, inflected
from translit.match.name_part import is_given_name
from translit.match.spelling_reasons import ROLES, case_of, explain_names, explain_words, is_at_home, nearest_form
from translit.model import Entity, EntityType, Part
from translit.names.parse import Name, parse_name
from translit.table.romanization import Spelling, ranked_variants
from translit.table.tables import tables
from translit.table.words import Word, similarity, word
from translit.text.language import language_name
from translit.text.tokens import tokens

Code = Literal[
    "canonical name", "native name", "foreign name", "alias", "acronym", "style", "spelling", "state body", "body alone",
    "inflected", "full name in other case", "given and family", "given name", "short form", "family name",
    "family name alone", "only bearer", "ambiguous", "same letters", "word by word", "conflict", "no name",
]  # fmt: skip
# The arguments of a code are what its sentence needs; "spelling" and "word by word" are worded by the words of the names.
_SENTENCES: Mapping[Code, str] = {
    # A name as it is listed, by the kind of the listed name.
    "canonical name": "canonical name",
    "native name": "name of {entity}{in_language}{how}",
    "foreign name": "name of {entity}, written as{in_language}",
    "alias": "another name of {entity}{how}",
    "acronym": "acronym of {entity}",
    "style": "another spelling of {entity}{from_language}",
    # A name in a text.
    "state body": "{entity}, by the country and the kind of body: {other}",
    "body alone": "what {entity} is called in an article about its country",
    "full name in other case": "given and family name of {entity} in another case",
    "given and family": "given and family name of {entity}",
    "given name": "{part} of {entity}, in full in this article",
    "short form": "short form of “{form}”{whose}",
    "family name": "{part} of {entity}, in full “{full}” in this article",
    "family name alone": "“{surface}” alone means {entity}",
    "only bearer": "{part} of {entity}",
    "ambiguous": "may be {entities}",
    # Two names that are compared.
    "same letters": "“{surface}” and “{other}” have the same letters",
    "no name": "“{surface}” and “{other}” are not both names",
    "conflict": "different names: {conflict} do not agree",
}
_FAMILY_NAMES: tuple[Code, ...] = ("family name", "family name alone", "only bearer")
_PERSONAL = ("given name", *_FAMILY_NAMES)
_NATIVE = 0.02  # by which a native family name explains a spelling better than a Latin one


class Reason(NamedTuple):
    """Why a name stands for an entity, or why two names do or do not stand for one.

    ``surface`` is the name as it is written; ``other`` the one that it is compared with or a form of, or how a name differs
    from that of a language; ``full`` the full name of the person in the same article, ``families`` the spellings of that
    person's family name. ``entities`` are by default that of the form. ``lang`` is the language of the text, or of a listed
    name. A family name is ``with_initial`` if an initial stands beside it.
    """

    code: Code
    form: SurfaceForm | None = None
    surface: str = ""
    entities: tuple[Entity, ...] = ()
    full: str = ""
    families: tuple[Word, ...] = ()
    other: str = ""
    type: EntityType = "person"
    part: Part | None = None
    lang: str | None = None
    with_initial: bool = False


def listed(form: SurfaceForm, name: ListedName | None = None) -> Reason:
    """Return the reason of a name that is written as it is listed: as the form is, or another ``name`` of its entity."""
    kind, text, lang = (name.kind, name.text, name.lang) if name else (form.kind, form.text, form.lang)
    if kind == "style":
        styles = form.entity.styles.items()
        lang = next((style for style, written in styles if written == text and style in form.entity.names), None)
    code: Code = "canonical name" if kind == "name" else "native name" if kind == "native" else kind
    return Reason(code, form, lang=lang)


def render(reason: Reason, gazetteer: Gazetteer | None = None) -> str:
    """Return the sentence of a reason.

    With a gazetteer, a spelling is explained by that name of the entity that it is nearest to; without one, by the form of
    the reason.

    >>> render(Reason("same letters", surface="Lukashenko", other="LUKASHENKO"))
    '“Lukashenko” and “LUKASHENKO” have the same letters'
    """
    form, surface, other, lang = reason.form, reason.surface, reason.other, reason.lang
    if reason.code == "word by word":
        return explain_names(parse_name(surface, reason.type), parse_name(other, reason.type))
    is_by_names = reason.code == "spelling" or reason.code in _PERSONAL
    names = gazetteer.forms_of(form.entity.id) if gazetteer and form and is_by_names else ()
    if reason.code == "spelling" and form is not None:
        return _explain_spelling(reason, form, names)
    if reason.code == "inflected" and form is not None:
        return inflected(surface, other, lang, form.entity.gender)
    entities = [e.name for e in reason.entities] or ([form.entity.name] if form else [""])
    gender = form.entity.gender if form else ""
    language = language_name(lang) if lang and language_name(lang) != lang else ""
    sentence = _SENTENCES[reason.code].format(
        surface=other if reason.code in _FAMILY_NAMES and other else surface,
        other=other,
        how=f", {other}" if other else "",
        full=reason.full,
        form=form.text if form else "",
        whose=f" ({entities[0]})" if form and form.text != entities[0] else "",
        part=_part_of_name(reason, form, names) if form and reason.code in _PERSONAL else "",
        entity=entities[0],
        entities=" or ".join(entities),
        in_language=f" in {language}" if language else "",
        from_language=f", from {language}" if language else "",
        conflict=_in_words(reason.part) if reason.part else "",
    )
    if reason.code in _FAMILY_NAMES and other:
        return f"{inflected(surface, other, lang, gender) or IN_CASE.format(f'“{other}”')}; {sentence}"
    written = _family_spelling(surface, reason.families, lang, form.entity) if reason.families and form else ""
    return f"{written}; {sentence}" if written else sentence


def _part_of_name(reason: Reason, form: SurfaceForm, names: Iterable[SurfaceForm]) -> str:
    is_given = is_given_name(reason.surface, form.entity, names)
    part = "given name" if is_given or (is_given is None and reason.code == "given name") else "family name"
    return f"initial and {part}" if reason.with_initial else part


def _explain_spelling(reason: Reason, form: SurfaceForm, forms: Iterable[SurfaceForm]) -> str:
    """Why a spelling is one of an entity's names: the one of ``forms`` that it is nearest to, and what differs."""
    query = parse_name(" ".join(reason.surface.split()), form.entity.type)
    case = case_of(reason.lang, form.entity.country)
    canonical = parse_name(form.entity.name, form.entity.type)
    return explain_names(query, nearest_form(query, form, forms, case), case, canonical)


def followed(name: str, entity: Entity, limit: int = 4) -> list[tuple[Spelling, int]]:
    """Return the conventions that a Latin spelling of an entity's name may follow, nearest first, each with its edits."""
    bare = len(tokens(name)) == 1
    found = []
    for lang, forms in entity.names.items():
        for form in forms if lang in tables().languages else ():
            family = parse_name(form, entity.type, lang).family
            found += ranked_variants(name, family.text if bare and family else form, lang=lang)
    found.sort(key=lambda f: f[1])
    return found[:limit]


def related(a: Name, b: Name) -> list[str]:
    """Return what the table says of each pair of words of two names that have different letters."""
    from translit.table.relation import explain

    pairs = align(a.of(*ROLES), b.of(*ROLES)).pairs
    return [explain(x.word.text, y.word.text).sentence for x, y, _ in pairs if x.word.folded != y.word.folded]


def _in_words(part: Part) -> str:
    both = " / ".join(t for t in (part.left, part.right) if t)
    return f"{part.kind} {both}" + (f" ({part.note})" if part.note else "")


def _family_spelling(text: str, families: tuple[Word, ...], lang: str | None, entity: Entity) -> str:
    """Why a word is a spelling of a family name: of those listed, the one that explains it best; ``""`` if it is one."""
    query = word(text)
    canonical = parse_name(entity.name, entity.type).of("given", "family")
    if any(query.folded == known.folded for known in (*families, *(p.word for p in canonical))):
        return ""
    if found := next(filter(None, (inflected(text, p.word.text, lang, entity.gender) for p in canonical)), ""):
        return found
    if not query.syllabic:
        families = tuple(family for family in families if not family.syllabic) or families
    case = case_of(lang, entity.country)
    best = max(families, key=lambda f: similarity(query, f) + _NATIVE * is_at_home(f, case))
    return explain_words([(query, best)], case)
