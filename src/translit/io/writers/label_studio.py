"""Tasks of Label Studio with predictions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from translit.io.writers.output_format import json_array
from translit.io.writers.words import entity_or_candidates
from translit.model import AnnotatedText


def to_label_studio(name: str, annotated: AnnotatedText, made_by: Mapping[str, str]) -> dict[str, Any]:
    """Return a task with a prediction, for a labeling configuration with ``<Labels name="label" toName="text">``.

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
            "meta": {"text": [entity_or_candidates(m), m.reason] if m.reason else [entity_or_candidates(m)]},
        }
        for number, m in enumerate(annotated, 1)
    ]
    model = " ".join(f"{key} {value}" for key, value in made_by.items())
    return {
        "data": {"text": annotated.text, "source": name},
        "predictions": [{"model_version": model, "result": result}],
    }


FORMAT = json_array(lambda article, annotated, options: to_label_studio(article.id, annotated, options.made_by))
