"""Tasks of Prodigy, as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from translit.io.writers.output_format import Stream
from translit.io.writers.words import words
from translit.model import AnnotatedText


def to_prodigy(name: str, annotated: AnnotatedText, made_by: Mapping[str, str]) -> dict[str, Any]:
    """Return a task for Prodigy's ``ner.manual`` and ``spans.manual``: one line of the JSON Lines it reads.

    The tokens are given, so that Prodigy need not make its own, whose borders might not be those of mentions.
    """
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
    spans = []
    for mention in annotated:
        borders = {"start": mention.start, "end": mention.end}
        facts = mention.to_dict()
        del facts["text"]
        spans.append({**borders, "token_start": first[mention.start], "token_end": last[mention.end], **facts})
    return {"text": annotated.text, "tokens": tokens, "spans": spans, "meta": {"source": name, **made_by}}


FORMAT = Stream(
    lambda article, annotated, options: (
        json.dumps(to_prodigy(article.id, annotated, options.made_by), ensure_ascii=False) + "\n"
    )
)
