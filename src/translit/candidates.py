"""Candidates: which listed names could a name be? Cheap and generous; scoring decides."""

from __future__ import annotations

from collections.abc import Sequence

from translit.gazetteer import Form, Gazetteer
from translit.lexicon import lexicon
from translit.table.words import Word

LIMIT = 30


def candidates(gazetteer: Gazetteer, words: Sequence[Word], limit: int = LIMIT) -> list[Form]:
    """The listed names most like a name of these words, best first, at most ``limit``.

    A person is a candidate if the family name is alike, or two words are; a thing if a word that carries meaning is.
    """
    alike: dict[Form, dict[int, float]] = {}
    for position, word in enumerate(words):
        if word.folded in lexicon().light or len(word.folded) < 2:
            continue
        for number, similarity in gazetteer.similar(word):
            for form in gazetteer.forms_with(number):
                best = alike.setdefault(form, {})
                best[position] = max(best.get(position, 0.0), similarity)
    ranked = []
    for form, hits in alike.items():
        if len(hits) > 1 or form.entity.type != "person" or _hits_family(gazetteer, form, words):
            size = abs(len(form.words) - len(words))
            ranked.append((0.3 * size - sum(hits.values()), form.entity.id, form.text, form))
    ranked.sort(key=lambda r: r[:3])
    return [form for *_, form in ranked[:limit]]


def _hits_family(gazetteer: Gazetteer, form: Form, words: Sequence[Word]) -> bool:
    """Whether a word is like the family name, or the form is a single word anyway."""
    if len(form.words) == 1:
        return True
    return any(number == form.family for word in words for number, _ in gazetteer.similar(word))
