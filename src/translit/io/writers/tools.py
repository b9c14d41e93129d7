"""The plain data of annotation tools: displaCy, Prodigy, Label Studio."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from translit.io.writers.words import spans_of_words, words
from translit.model import AnnotatedText, Mention


def to_displacy(name: str, annotated: AnnotatedText) -> dict[str, Any]:
    """For ``displacy.render(…, style="ent", manual=True)``.

    displaCy writes ids and titles into its page as they are; they are escaped here.

    >>> minsk = Mention(0, 5, "Minsk", "LOC", "minsk", "Minsk", 1.0, "linked", "exact")
    >>> to_displacy("a.txt", AnnotatedText("Minsk", (minsk,)))
    {'text': 'Minsk', 'ents': [{'start': 0, 'end': 5, 'label': 'LOC', 'kb_id': 'minsk'}], 'title': 'a.txt'}
    """
    ents = [{"start": m.start, "end": m.end, "label": m.label, "kb_id": escape(_told(m))} for m in annotated]
    return {"text": annotated.text, "ents": ents, "title": escape(name)}


def to_displacy_spans(name: str, annotated: AnnotatedText) -> dict[str, Any]:
    """For ``displacy.render(…, style="span", manual=True)``."""
    found = words(annotated)
    spans = [
        {
            "start": m.start,
            "end": m.end,
            "start_token": first,
            "end_token": after,
            "label": m.label,
            "kb_id": escape(_told(m)),
        }
        for m, (first, after) in zip(annotated, spans_of_words(annotated, found), strict=True)
    ]
    return {"text": annotated.text, "tokens": [w.text for w in found], "spans": spans, "title": escape(name)}


def to_prodigy(name: str, annotated: AnnotatedText, made_by: Mapping[str, str]) -> dict[str, Any]:
    """A task for Prodigy's ``ner.manual`` and ``spans.manual``: one line of the JSON Lines it reads.

    The tokens are given, so that Prodigy need not make its own, which might not meet the borders of mentions.
    """
    text = annotated.text
    tokens: list[dict[str, Any]] = []
    # As in spaCy, one space after a token belongs to it; any other white space is a token.
    for word in words(annotated, spaces=True):
        if tokens and word.text[0] == " " and not tokens[-1]["ws"] and not tokens[-1]["text"].isspace():
            tokens[-1]["ws"] = True
            left = word._replace(text=word.text[1:], start=word.start + 1)
        else:
            left = word
        if left.text:
            tokens.append({**left._asdict(), "id": len(tokens), "ws": False})
    first = {t["start"]: t["id"] for t in tokens}
    last = {t["end"]: t["id"] for t in tokens}
    spans = [
        {
            "start": m.start,
            "end": m.end,
            "token_start": first[m.start],
            "token_end": last[m.end],
            "label": m.label,
            **_facts(m),
        }
        for m in annotated
    ]
    return {"text": text, "tokens": tokens, "spans": spans, "meta": {"source": name, **made_by}}


def to_label_studio(name: str, annotated: AnnotatedText, made_by: Mapping[str, str]) -> dict[str, Any]:
    """A task with a prediction, for a labeling configuration with ``<Labels name="label" toName="text">``.

    Label Studio counts code points, as we do.
    """
    result = [
        {
            "id": f"m{number}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {"start": m.start, "end": m.end, "text": m.text, "labels": [m.label]},
            "score": round(m.score, 4),
            "meta": {"text": [_told(m), m.reason] if m.reason else [_told(m)]},
        }
        for number, m in enumerate(annotated, 1)
    ]
    model = " ".join(f"{key} {value}" for key, value in made_by.items())
    return {
        "data": {"text": annotated.text, "source": name},
        "predictions": [{"model_version": model, "result": result}],
    }


def _told(mention: Mention) -> str:
    """The entity, or a question mark and all that it may be."""
    return mention.kb_id or "? " + " / ".join(mention.candidates)


def _facts(mention: Mention) -> dict[str, Any]:
    told = mention.to_dict()
    return {k: told[k] for k in ("kb_id", "name", "score", "status", "via", "reason", "candidates") if k in told}
