"""The plain data of spaCy's displaCy, which draws entities and spans."""

from __future__ import annotations

from html import escape
from typing import Any

from translit.io.writers.output_format import json_array
from translit.io.writers.words import entity_or_candidates, spans_of_words, words
from translit.model import AnnotatedText


def to_displacy(name: str, annotated: AnnotatedText) -> dict[str, Any]:
    """Return the data for ``displacy.render(…, style="ent", manual=True)``.

    displaCy writes ids and titles into its page as they are; they are escaped here.

    >>> from translit.model import Mention
    >>> minsk = Mention(0, 5, "Minsk", "LOC", "minsk", "Minsk", 1.0, "linked", "exact")
    >>> to_displacy("a.txt", AnnotatedText("Minsk", (minsk,)))
    {'text': 'Minsk', 'ents': [{'start': 0, 'end': 5, 'label': 'LOC', 'kb_id': 'minsk'}], 'title': 'a.txt'}
    """
    ents = [
        {"start": m.start, "end": m.end, "label": m.label, "kb_id": escape(entity_or_candidates(m))} for m in annotated
    ]
    return {"text": annotated.text, "ents": ents, "title": escape(name)}


def to_displacy_spans(name: str, annotated: AnnotatedText) -> dict[str, Any]:
    """Return the data for ``displacy.render(…, style="span", manual=True)``."""
    found = words(annotated)
    data = to_displacy(name, annotated)
    tokens = spans_of_words(annotated, found)
    spans = [
        {**ent, "start_token": first, "end_token": after}
        for ent, (first, after) in zip(data["ents"], tokens, strict=True)
    ]
    return {"text": annotated.text, "tokens": [w.text for w in found], "spans": spans, "title": data["title"]}


FORMAT = json_array(lambda article, annotated, options: to_displacy(article.id, annotated))
