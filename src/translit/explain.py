"""Explanations: why a spelling is a name, in one plain sentence a reader understands."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from translit.fold import fold
from translit.gazetteer import Form, Gazetteer
from translit.lexicon import given_sets
from translit.model import Entity, Evidence
from translit.names import Name, NamePart
from translit.score import align
from translit.table.matrix import closest
from translit.table.tables import tables
from translit.table.words import Word

_KINDS = {"name": "the canonical name", "alias": "listed as another name", "acronym": "an acronym", "style": "a listed style"}
_WORDS = ("title", "given", "initial", "patronymic", "family", "content")


def explain_exact(text: str, form: Form) -> str:
    """Why a listed name is what it is: ``“UN” is an acronym of United Nations``."""
    entity = form.entity
    if form.kind == "native" and form.lang:
        language = tables().languages.get(form.lang)
        kind = f"the {language.name if language else form.lang} name"
    else:
        kind = _KINDS.get(form.kind, "a name")
    return f"“{text}” is {kind} of {entity.name}" if form.kind != "name" else f"“{text}” is the canonical name"


def explain_match(query: Name, form: Form, gazetteer: Gazetteer) -> str:
    """Why a spelling is one of an entity's names: the nearest of its written forms, and what differs."""
    best = form
    if len(gazetteer.forms_of(form.entity.id)) > 1:
        natives = [f for f in gazetteer.forms_of(form.entity.id) if f.kind == "native" and f.name.type == query.type]
        names = [f for f in gazetteer.forms_of(form.entity.id) if f.kind == "name"]
        scored = [(sum(_edits(x.word, y.word) for x, y, _ in _pairs(query, f.name)), f) for f in (*names, form, *natives)]
        whole = [(e, f) for e, f in scored if len(_pairs(query, f.name)) == len(_pairs(query, form.name))]
        best = min(whole, key=lambda s: s[0])[1] if whole else form
    return explain_names(query, best.name) + f": {form.entity.name}"


def explain_names(a: Name, b: Name) -> str:
    """What makes two names one, word by word; names without a word in common say so."""
    reasons = [_word_reason(x, y) for x, y, _ in _pairs(a, b)]
    told = "; ".join(r for r in reasons if r)
    if not reasons:
        return f"“{a.text}” and “{b.text}” have no word in common"
    return told or f"“{a.text}” and “{b.text}” have the same letters"


def conflict(evidence: Evidence) -> str:
    """What speaks most against: ``given name Sergei / Svetlana``; empty if nothing does."""
    against = [p for p in evidence.parts if p.weight < 0 and p.kind != "prior"]
    if not against:
        return ""
    worst = min(against, key=lambda p: p.weight)
    both = " / ".join(t for t in (worst.left, worst.right) if t)
    return f"{worst.kind} {both}" + (f" ({worst.note})" if worst.note else "")


def surname_reason(text: str, entity: Entity, full: str) -> str:
    """Why a bare family name is somebody: the article names the person in full."""
    return f"“{text}” is the family name of {entity.name}, who is named in this article as “{full}”"


def _pairs(a: Name, b: Name) -> list[tuple[NamePart, NamePart, float]]:
    return align(a.of(*_WORDS), b.of(*_WORDS))[0]


def _word_reason(x: NamePart, y: NamePart) -> str:
    return word_reason(x.word, y.word, given=x.role == y.role == "given")


@lru_cache(maxsize=1 << 14)
def word_reason(a: Word, b: Word, given: bool = False) -> str:
    """Why two words are one, or ``""`` where their letters are the same."""
    if a.folded == b.folded:
        return ""
    if b.script == "Latin" != a.script:
        a, b = b, a
    if a.script == "Latin" and b.languages:
        spelling = min((closest(a.text, b.text, lang=lang) for lang in b.languages), key=lambda s: _cost(a, s.text))
        differs = edits(spelling.text, a.text)
        if not differs:
            return f"{a.text} = {b.text} ({spelling.source})"
        if _cost(a, spelling.text) <= max(2, len(a.folded) // 4):
            return f"{a.text} = {spelling.text}, {b.text} ({spelling.source}), with {differs}"
    if given and given_sets(a) & given_sets(b):
        return f"{a.text} and {b.text} are one given name"
    if a.keys & b.keys:
        return f"{a.text} sounds as {b.text}"
    if a.script == b.script:
        return f"{a.text} = {b.text} with {edits(b.text, a.text)}"
    return f"{a.text} sounds nearly as {b.text}"


def edits(source: str, target: str) -> str:
    """What turns one spelling into the other: ``h dropped, extra a``; empty if nothing does after folding.

    >>> edits("Tsikhanouskaya", "Tsikanaouskaya")
    'h dropped, extra a'
    """
    before, after = fold(source), fold(target)
    told = []
    for op in Levenshtein.opcodes(before, after):
        old, new = before[op.src_start : op.src_end], after[op.dest_start : op.dest_end]
        if op.tag == "delete":
            told.append(f"{old} dropped")
        elif op.tag == "insert":
            told.append(f"extra {new}")
        elif op.tag == "replace":
            told.append(f"{new} for {old}")
    return ", ".join(told)


def _cost(a: Word, spelling: str) -> int:
    return Levenshtein.distance(a.folded, fold(spelling))


def _edits(a: Word, b: Word) -> int:
    """The edits between a word and the nearest written form of another."""
    if a.folded in b.variants:
        return 0
    if a.script == "Latin" and b.languages:
        return min(_cost(a, closest(a.text, b.text, lang=lang).text) for lang in b.languages)
    return Levenshtein.distance(a.folded, b.folded) if a.script == b.script else 99


