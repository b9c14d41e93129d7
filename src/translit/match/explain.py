"""Explanations: the reason of a decision as a code with arguments and as a sentence, and how two spellings differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.alignment import align
from translit.match.spelling_reasons import ROLES, case_of, explain_names, explain_words, is_at_home, nearest_form
from translit.model import Entity, EntityType, Part
from translit.names.parse import Name, parse_name
from translit.table.romanization import Spelling, ranked_variants
from translit.table.tables import tables
from translit.table.words import Word, similarity, word
from translit.text.language import language_name
from translit.text.tokens import tokens

Code = Literal[
    "canonical name", "native name", "alias", "acronym", "style", "spelling", "country", "state body", "body alone",
    "other case", "full name in other case", "given and family", "given name", "short form", "family name",
    "family name alone", "only bearer", "ambiguous", "same letters", "word by word", "conflict", "no name",
]  # fmt: skip
# The arguments of a code are what its sentence needs; "spelling" and "word by word" are worded by the words of the names.
_SENTENCES: Mapping[Code, str] = {
    # A name as it is listed, by the kind of the listed name.
    "canonical name": "canonical name",
    "native name": "name of {entity} in {language}",
    "alias": "another name of {entity}",
    "acronym": "acronym of {entity}",
    "style": "house style of {entity}",
    # A name in a text.
    "country": "name of {entity} in the language of the text",
    "state body": "{entity}, by the country and the kind of body: {other}",
    "body alone": "what {entity} is called in an article about its country",
    "other case": "“{form}” in another case",
    "full name in other case": "given and family name of {entity} in another case",
    "given and family": "given and family name of {entity}",
    "given name": "given name of {entity}, in full in this article",
    "short form": "short form of “{form}”",
    "family name": "family name of {entity}, in full “{full}” in this article",
    "family name alone": "“{surface}” alone means {entity}",
    "only bearer": "family name of {entity} and of nobody else listed",
    "ambiguous": "may be {entities}",
    # Two names that are compared.
    "same letters": "“{surface}” and “{other}” have the same letters",
    "no name": "“{surface}” and “{other}” are not both names",
    "conflict": "different names: {conflict} do not agree",
}
_NATIVE = 0.02  # by which a native family name explains a spelling better than a Latin one


class Reason(NamedTuple):
    """Why a name stands for an entity, or why two names do or do not stand for one.

    ``surface`` is the name as it is written, ``other`` the one that it is compared with, or is in another case, ``full`` the
    full name of the person in the same article, ``families`` the spellings of that person's family name. ``entities`` are
    by default that of the form. ``lang`` is the language of the text.
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


def listed(form: SurfaceForm) -> Reason:
    """Return the reason of a name that is written as it is listed."""
    kind = form.kind
    return Reason("canonical name" if kind == "name" else "native name" if kind == "native" else kind, form)


def render(reason: Reason, gazetteer: Gazetteer | None = None) -> str:
    """Return the sentence of a reason.

    With a gazetteer, a spelling is explained by that name of the entity that it is nearest to; without one, by the form of
    the reason.

    >>> render(Reason("same letters", surface="Lukashenko", other="LUKASHENKO"))
    '“Lukashenko” and “LUKASHENKO” have the same letters'
    """
    form, surface = reason.form, reason.surface
    if reason.code == "word by word":
        return explain_names(parse_name(surface, reason.type), parse_name(reason.other, reason.type))
    if reason.code == "spelling" and form is not None:
        return _explain_spelling(reason, form, gazetteer.forms_of(form.entity.id) if gazetteer else ())
    names = [e.name for e in reason.entities] or ([form.entity.name] if form else [""])
    in_case = reason.other if reason.code in ("family name", "family name alone", "only bearer") else ""
    sentence = _SENTENCES[reason.code].format(
        surface=in_case or surface,
        other=reason.other,
        full=reason.full,
        form=form.text if form else "",
        entity=names[0],
        entities=" or ".join(names),
        language=language_name(form.lang or "") if form else "",
        conflict=_in_words(reason.part) if reason.part else "",
    )
    if in_case:
        return f"“{in_case}” in another case; {sentence}"
    country = form.entity.country if form else ""
    written = _family_spelling(surface, reason.families, reason.lang, country) if reason.families else ""
    return f"{written}; {sentence}" if written else sentence


def _explain_spelling(reason: Reason, form: SurfaceForm, forms: Iterable[SurfaceForm]) -> str:
    """Why a spelling is one of an entity's names: the one of ``forms`` that it is nearest to, and what differs."""
    query = parse_name(reason.surface, form.entity.type)
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


@lru_cache(maxsize=1 << 12)
def _family_spelling(text: str, families: tuple[Word, ...], lang: str | None, country: str) -> str:
    """Why a word is a spelling of a family name: of those listed, the one that explains it best; ``""`` if it is one."""
    query = word(text)
    if any(query.folded == family.folded for family in families):
        return ""
    if not query.syllabic:
        families = tuple(family for family in families if not family.syllabic) or families
    case = case_of(lang, country)
    best = max(families, key=lambda f: similarity(query, f) + _NATIVE * is_at_home(f, case))
    return explain_words([(query, best)], case)
