"""Context: what the words beside a candidate span say against it."""

from __future__ import annotations

from translit.annotation.spans import CandidateSpan, LineKind, span_of_forms
from translit.gazetteer.surface_forms import SurfaceForm
from translit.model import MatchMethod
from translit.names.given_names import is_given_name
from translit.text.common_words import common_words
from translit.text.document import Document
from translit.text.lexicon import lexicon


def in_context(document: Document, span: CandidateSpan) -> CandidateSpan | None:
    """Return a span without the forms that the words around speak against; ``None`` if none is left."""
    if span.only_in and not _is_line(document, span.first, span.only_in):
        return None
    if span.last - span.first > 1:
        return span
    forms = tuple(f for f in span.forms if _is_name(document, span.first, f, span.method))
    if len(forms) == len(span.forms):
        return span
    return span_of_forms(document, span.first, span.last, forms, span.method) if forms else None


def _is_line(document: Document, i: int, kind: LineKind) -> bool:
    """Return True if the line of a token is of a kind."""
    if kind == "headline":
        return document.headline[i]
    return document.all_caps[i] == (kind == "capitals")


def _is_name(document: Document, i: int, form: SurfaceForm, method: MatchMethod) -> bool:
    """Return True if a single capital word is a name here: no common word, and no part of another person's name."""
    token = document.tokens[i]
    if form.is_acronym:
        return not (token.folded in lexicon().non_names and document.all_caps[i])
    common = common_words(document.lang)
    if token.folded in common and (
        (method != "exact" and form.entity.type != "place") or document.starts[i] or document.headline[i]
    ):
        return False
    if token.may_start_name and document.starts[i] and document.is_small_elsewhere(i):
        return False
    return not _is_part(document, i, form.entity.type == "person", common) or document.headline[i]


def _is_part(document: Document, i: int, person: bool, common: frozenset[str]) -> bool:
    """Return True if a word is a given name before a capital word (of a person only), or comes after a given name."""
    if person and document.joined[i] and is_given_name(document.tokens[i].text):
        after = document.tokens[i + 1]
        if after.may_start_name and after.folded not in common and not document.hyphenated(i):
            return True
    if i == 0 or not document.joined[i - 1]:
        return False
    before = document.tokens[i - 1]
    return before.may_start_name and before.folded not in lexicon().non_names and is_given_name(before.text)
