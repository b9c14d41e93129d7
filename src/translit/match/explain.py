"""Explanations: the reason of a decision as a code with arguments and as a sentence, and how two spellings differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.alignment import SAME_GIVEN_SET, Pair, align
from translit.model import Entity, EntityType, Part
from translit.names.parse import Name, NamePart, Role, parse_name
from translit.table.romanization import Spelling, nearest_variant, ranked_variants
from translit.table.tables import tables
from translit.table.words import SAME_NAME, Word, similarity, word
from translit.text.fold import fold
from translit.text.language import language_name
from translit.text.tokens import tokens

Code = Literal[
    "canonical name", "native name", "alias", "acronym", "style", "spelling", "country", "state body", "other case",
    "full name in other case", "given name", "short form", "family name", "family name alone", "only bearer", "ambiguous",
    "same letters", "word by word", "conflict", "no name",
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
    "other case": "“{form}” in another case",
    "full name in other case": "given and family name of {entity} in another case",
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
_WORDS: tuple[Role, ...] = ("title", "given", "initial", "patronymic", "family", "content")


class Reason(NamedTuple):
    """Why a name stands for an entity, or why two names do or do not stand for one.

    ``surface`` is the name as it is written, ``other`` the one that it is compared with, or is in another case, ``full`` the
    full name of the person in the same article, ``families`` the spellings of that person's family name. ``entities`` are
    by default that of the form.
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
        return _explain_spelling(surface, form, gazetteer.forms_of(form.entity.id) if gazetteer else ())
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
    written = _family_spelling(surface, reason.families) if reason.families else ""
    return f"{written}; {sentence}" if written else sentence


def _explain_spelling(surface: str, form: SurfaceForm, forms: Iterable[SurfaceForm]) -> str:
    """Why a spelling is one of an entity's names: the one of ``forms`` that it is nearest to, and what differs.

    Between forms that are equally near, the native form that the canonical name romanizes tells most.
    """
    query = parse_name(surface, form.entity.type)
    own = [f for f in forms if f.kind in ("name", "native") and _may_explain(query, f.name)]
    canonical = next((f.name for f in own if f.kind == "name"), form.name)
    reached = len(_pairs(query, form.name))
    near = []
    for place, candidate in enumerate((*own, form)):
        pairs = _pairs(query, candidate.name)
        if len(pairs) == reached:
            cost = sum(0 if _is_translated(*p) else _edits(p.left.word, p.right.word) for p in pairs)
            near.append((cost, not _romanizes(canonical, candidate), place, candidate.name))
    return explain_names(query, min(near)[-1])


def _may_explain(query: Name, name: Name) -> bool:
    """Return False for a name in syllables beside one in letters: other names are nearer, and it costs time to read."""
    return not name.parts or not name.parts[0].word.syllabic or query.parts[0].word.syllabic


def _romanizes(canonical: Name, form: SurfaceForm) -> bool:
    """Return True if the canonical name is a written variant of a native form, word by word."""
    if form.kind != "native" or len(form.name.parts) != len(canonical.parts):
        return False
    return all(p.word.folded in q.word.variants for p, q in zip(canonical.parts, form.name.parts, strict=True))


def explain_names(a: Name, b: Name) -> str:
    """Return what the words of two names have in common, pair by pair."""
    pairs = _pairs(a, b)
    if not pairs:
        return f"“{a.text}” and “{b.text}” have no word in common"
    words = (
        f"{p.left.word.text} and {p.right.word.text} are one given name"
        if _is_translated(*p)
        else _explain_words(p.left.word, p.right.word)
        for p in pairs
    )
    return "; ".join(w for w in words if w) or _explain_equal(a, b, pairs)


def _is_translated(x: NamePart, y: NamePart, similar: float) -> bool:
    """Return True if two given names are one in different languages, and do not sound alike: Juan, Джек."""
    return x.role == "given" == y.role and similar == SAME_GIVEN_SET and similarity(x.word, y.word) < SAME_NAME


def _explain_equal(a: Name, b: Name, pairs: tuple[Pair, ...]) -> str:
    """Return what tells two names apart whose pairs of words have the same letters: words that only one of them has."""
    alone = [
        " ".join(p.word.text for p in name.parts if not any(p is q for q in paired))
        for name, paired in ((a, [pair.left for pair in pairs]), (b, [pair.right for pair in pairs]))
    ]
    if all(alone):
        return f"“{a.text}” and “{b.text}” have {' '.join(pair.left.word.text for pair in pairs)} in common"
    if any(alone):
        longer, shorter = (a, b) if alone[0] else (b, a)
        return f"“{shorter.text}” is “{longer.text}” without {alone[0] or alone[1]}"
    return f"“{a.text}” and “{b.text}” have the same letters"


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

    return [explain(x.word.text, y.word.text).sentence for x, y, _ in _pairs(a, b) if x.word.folded != y.word.folded]


def _in_words(part: Part) -> str:
    both = " / ".join(t for t in (part.left, part.right) if t)
    return f"{part.kind} {both}" + (f" ({part.note})" if part.note else "")


def _pairs(a: Name, b: Name) -> tuple[Pair, ...]:
    return align(a.of(*_WORDS), b.of(*_WORDS)).pairs


@lru_cache(maxsize=1 << 12)
def _family_spelling(text: str, families: tuple[Word, ...]) -> str:
    """Why a word is a spelling of a family name: of those listed, the one that explains it best."""
    query = word(text)
    if not query.syllabic:
        families = tuple(family for family in families if not family.syllabic) or families
    return _explain_words(query, max(families, key=lambda f: similarity(query, f) + _NATIVE * bool(f.languages)))


@lru_cache(maxsize=1 << 12)
def _explain_words(a: Word, b: Word) -> str:
    """Why two words are spellings of one; empty if their letters are the same."""
    if a.folded == b.folded:
        return ""
    if b.script == "Latin" != a.script:
        a, b = b, a
    if a.script == "Latin" and b.languages:
        variants = (nearest_variant(a.text, b.text, lang=lang) for lang in b.languages)
        spelling = min(variants, key=lambda s: _cost(a, s.text))
        if not (differs := edits(spelling.text, a.text)):
            return f"{a.text} = {b.text} ({spelling.source})"
        if _cost(a, spelling.text) <= max(2, len(a.folded) // 4):
            return f"{a.text} = {spelling.text}, {b.text} ({spelling.source}), with {differs}"
    if a.keys & b.keys:
        return f"{a.text} sounds as {b.text}"
    if a.script == b.script:
        return f"{a.text} = {b.text} with {edits(b.text, a.text)}"
    return f"{a.text} sounds nearly as {b.text}"


def edits(source: str, target: str) -> str:
    """Return what turns one spelling into the other; empty if they are equal after folding.

    >>> edits("Tsikhanouskaya", "Tsikanaouskaya")
    'h dropped, extra a'
    """
    before, after = fold(source), fold(target)
    steps = []
    for op in Levenshtein.opcodes(before, after):
        old, new = before[op.src_start : op.src_end], after[op.dest_start : op.dest_end]
        if op.tag == "delete":
            steps.append(f"{old} dropped")
        elif op.tag == "insert":
            steps.append(f"extra {new}")
        elif op.tag == "replace":
            steps.append(f"{new} for {old}")
    return ", ".join(steps)


def _cost(a: Word, spelling: str) -> int:
    return Levenshtein.distance(a.folded, fold(spelling))


def _edits(a: Word, b: Word) -> int:
    """The edits between a word and the nearest written form of another."""
    if a.folded in b.variants:
        return 0
    if a.script == "Latin" and b.languages:
        return min(_cost(a, nearest_variant(a.text, b.text, lang=lang).text) for lang in b.languages)
    return Levenshtein.distance(a.folded, b.folded) if a.script == b.script else 99
