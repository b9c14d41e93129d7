"""Evidence on a page: the waterfall of its parts, with what every kind means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from translit.hypertext import waterfall
from translit.match.evidence import kind_of
from translit.match.features import MODELS
from translit.model import Evidence, Part

_OWN = {
    "constant": "before anything is seen",
    "exact": "written just as a listed name",
    "as one of several": "what the likeness is worth where a whole gazetteer is searched",
}


def told_waterfall(parts: Sequence[Part]) -> str:
    """Return the parts of a score with bars, and what each means."""
    return waterfall(parts, Evidence(tuple(parts)).score, _meanings())


@cache
def _meanings() -> Mapping[str, str]:
    """Return what every kind of evidence means."""
    found = dict(_OWN)
    for feature in (f for model in MODELS.values() for f in model.features):
        for kind in (kind_of(feature.name), feature.name.replace("_", " ")):
            found.setdefault(kind, feature.meaning.replace("``", "").replace("True if", "whether").rstrip("."))
    return found
