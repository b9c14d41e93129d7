"""W3C Web Annotation: mentions as JSON-LD that annotation servers and readers exchange."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from translit.io.writers.output_format import json_array
from translit.model import AnnotatedText, Mention

_CONTEXT = 32  # characters around a mention that help to find it again


def to_web_annotation(
    name: str, annotated: AnnotatedText, made_by: Mapping[str, str], *, entities: str = "urn:translit:"
) -> dict[str, Any]:
    """Return a collection of annotations on the text at ``name`` (an IRI, or a file name, which then is a relative one).

    Each says what the mention identifies and why, and where it is: by its words (``TextQuoteSelector``) and by its offsets
    (``TextPositionSelector``). The Recommendation counts code points, and so do we; a consumer that indexes JavaScript
    strings has to convert them, or go by the quotation. An ambiguous mention has a body for each entity it may be.
    ``entities`` stands before an entity's id to make an IRI of it.
    """
    source = quote(name, safe="/:?#[]@!$&'()*+,;=%~")
    generator = {"type": "Software", "name": " ".join(f"{key} {value}" for key, value in made_by.items())}
    items = [
        {
            "id": f"{source}#translit-{number}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": _bodies(mention, entities),
            "target": {"source": source, "selector": _selectors(mention, annotated.text)},
        }
        for number, mention in enumerate(annotated, 1)
    ]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{source}#translit",
        "type": "AnnotationCollection",
        "label": f"Names in {name}",
        "generator": generator,
        "total": len(items),
        "first": {"id": f"{source}#translit-page-1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _bodies(mention: Mention, entities: str) -> list[dict[str, str]]:
    bodies = [
        {"type": "SpecificResource", "source": entities + quote(entity, safe=""), "purpose": "identifying"}
        for entity in ((mention.kb_id,) if mention.kb_id else mention.candidates)
    ]
    told = f"{mention.name or 'ambiguous'}, {mention.label}, score {mention.score:.4f}"
    reason = f"{told}: {mention.reason}" if mention.reason else told
    description = {"type": "TextualBody", "value": reason, "format": "text/plain", "language": "en"}
    return [*bodies, {**description, "purpose": "describing"}]


def _selectors(mention: Mention, text: str) -> list[dict[str, Any]]:
    start, end = mention.start, mention.end
    before, after = text[max(start - _CONTEXT, 0) : start], text[end : end + _CONTEXT]
    return [
        {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": before, "suffix": after},
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


FORMAT = json_array(lambda article, annotated, options: to_web_annotation(article.id, annotated, options.made_by))
