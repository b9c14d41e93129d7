"""Calibration: what a sum of evidence is worth as a probability.

The evidence of two names says which of several candidates is the best one; how often the best one is right depends on more:
how far behind the next one is, how much of the name is rare, whether the scripts differ. The weights are fitted by logistic
regression on pairs of names that stand apart from every gazetteer (``learn/weights.py``); ``data/table/weights.yaml`` says
on which. Looking a name up and comparing two are calibrated apart, since a comparison knows no rivals.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from translit.model import Evidence, Part
from translit.resources import read_data

MOST_EVIDENCE = 60.0
"""Evidence (bits, either way) beyond this tells nothing more."""


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The fitted weights of ``lookup`` and ``compare``, by feature."""
    raw: dict[str, dict[str, float]] = json.loads(read_data("weights.json"))
    return raw


def calibrated(evidence: Evidence, kind: str, features: Mapping[str, float]) -> Evidence:
    """Evidence whose score is a probability: its parts scaled, and one part more for each feature that tells something.

    Parameters
    ----------
    evidence:
        What :func:`translit.match.evidence.weigh_names` gave.
    kind:
        ``"lookup"`` or ``"compare"``.
    features:
        What is known beside the two names, by the names in ``data/table/weights.yaml``.
    """
    fitted = weights()[kind]
    total = evidence.weight
    scale = fitted["evidence"] * (min(1.0, MOST_EVIDENCE / abs(total)) if total else 1.0)
    parts = [Part(p.kind, p.left, p.right, p.weight * scale, p.note) for p in evidence.parts]
    parts.append(Part("calibration", "", "", fitted["constant"]))
    known = ((name, weight, features.get(name, 0.0)) for name, weight in fitted.items())
    parts += [Part(name.replace("_", " "), "", "", weight * value) for name, weight, value in known if value]
    return Evidence(tuple(parts))
