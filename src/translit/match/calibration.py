"""Calibration: the probability that a sum of evidence stands for.

The evidence ranks candidates; how often the first one is right depends on more, the features: how far behind the next one
is, how rare the words are, whether the scripts differ. The weights are fitted by logistic regression (Platt scaling with
features) on names with known answers (``learn/weights.py``); ``data/table/weights.yaml`` says on which. Looking a name up
and comparing two names are calibrated separately, since a comparison has no other candidates.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Literal

from translit.model import Evidence, Part
from translit.resources import read_data

MOST_EVIDENCE = 60.0
"""Evidence (bits, for or against) beyond this adds nothing."""


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the fitted weights of ``lookup`` and ``compare`` (bits), by feature."""
    raw: dict[str, dict[str, float]] = json.loads(read_data("weights.json"))
    return raw


def calibrated(evidence: Evidence, kind: Literal["lookup", "compare"], features: Mapping[str, float]) -> Evidence:
    """Return evidence whose score is a probability: its parts scaled, and a part for each feature that is not zero.

    ``kind`` is ``lookup`` or ``compare``, ``features`` are those of :mod:`translit.match.features`.
    """
    fitted = weights()[kind]
    total = evidence.weight
    scale = fitted["evidence"] * (min(1.0, MOST_EVIDENCE / abs(total)) if total else 1.0)
    parts = [Part(p.kind, p.left, p.right, p.weight * scale, p.note) for p in evidence.parts]
    parts.append(Part("calibration", "", "", fitted["constant"]))
    known = ((name, weight, features.get(name, 0.0)) for name, weight in fitted.items())
    parts += [Part(name.replace("_", " "), "", "", weight * value) for name, weight, value in known if value]
    return Evidence(tuple(parts))
