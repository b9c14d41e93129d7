"""Fit the weights of an additive model: monotone curves of straight lines, by penalized maximum likelihood.

Each curve is a sum of steps between its knots, all of one sign; the signs are bounds of the optimization.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from translit.match import additive
from translit.match.additive import Feature
from translit.match.features import MODELS

LN2 = math.log(2)
COMPILED = Path("src/translit/data/weights.json")


class Row(NamedTuple):
    """A case with a known answer: its features, whether it is right, its weight, its source, and a key that keeps
    cases of one article or name in one half of a cross-fit.
    """

    values: dict[str, float]
    right: bool
    weight: float
    source: str
    key: str


def design(rows: Sequence[Row], features: Sequence[Feature[Any]]) -> np.ndarray:
    """Return a column for each step of each curve: how much of it a case has climbed from the neutral value (-1..1)."""
    columns = [np.ones(len(rows))]
    for feature in features:
        values = np.array([row.values.get(feature.name, feature.neutral) for row in rows], dtype=float)
        sign = 1.0 if feature.rises else -1.0
        for low, high in zip(feature.knots, feature.knots[1:], strict=False):
            step = np.clip((values - low) / (high - low), 0.0, 1.0)
            columns.append(sign * (step - 1.0 if high <= feature.neutral else step))
    return np.stack(columns, axis=1)


def solve(x: np.ndarray, y: np.ndarray, weight: np.ndarray, penalty: float) -> np.ndarray:
    """Return the weights in nats, none below zero but the constant; ``penalty`` is for squares, for each case."""
    total = weight.sum()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        value = (weight * (np.logaddexp(0.0, z) - y * z)).sum() / total + penalty * (w[1:] ** 2).sum()
        p = 1.0 / (1.0 + np.exp(-np.clip(z, -500.0, 500.0)))
        slope = x.T @ (weight * (p - y)) / total
        slope[1:] += 2.0 * penalty * w[1:]
        return value, slope

    bounds = [(None, None)] + [(0.0, None)] * (x.shape[1] - 1)
    start = np.full(x.shape[1], 0.1)
    found = minimize(
        loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 5000, "maxfun": 50000}
    )
    return np.asarray(found.x)


def fit(rows: Sequence[Row], features: Sequence[Feature[Any]], penalty: float = 1e-5) -> dict[str, Any]:
    """Return the constant and the curves (knot, bits) by feature."""
    w = solve(design(rows, features), *_answers(rows), penalty)
    out: dict[str, Any] = {"constant": round(float(w[0]) / LN2, 3)}
    at = 1
    for feature in features:
        steps = w[at : at + len(feature.knots) - 1] * (1.0 if feature.rises else -1.0) / LN2
        at += len(steps)
        bits = np.concatenate([[0.0], np.cumsum(steps)])
        bits -= bits[feature.knots.index(feature.neutral)]
        out[feature.name] = [(knot, round(float(b), 3)) for knot, b in zip(feature.knots, bits, strict=True)]
    return out


def crossed(rows: Sequence[Row], features: Sequence[Feature[Any]], penalty: float = 1e-5) -> np.ndarray:
    """Return the score of every case by weights fitted on the half that it is not in."""
    half = np.array([zlib.crc32(row.key.encode()) % 2 for row in rows])
    x, (y, weight) = design(rows, features), _answers(rows)
    scores = np.zeros(len(rows))
    for side in (0, 1):
        w = solve(x[half != side], y[half != side], weight[half != side], penalty)
        scores[half == side] = 1.0 / (1.0 + np.exp(-(x[half == side] @ w)))
    return scores


def _answers(rows: Sequence[Row]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([float(row.right) for row in rows]), np.array([row.weight for row in rows])


def as_yaml(model: str, weights: dict[str, Any]) -> list[str]:
    """Return the lines of a model in ``data/table/weights.yaml``."""
    lines = [f"{model}:", f"  constant: {weights['constant']:g}"]
    for name, points in weights.items():
        if name != "constant":
            lines.append(f"  {name}: [" + ", ".join(f"[{x:g}, {bits:g}]" for x, bits in points) + "]")
    return lines


def prepare() -> None:
    """Give features that are new the weight 0 until they are fitted, since candidates are weighed before."""
    compiled = json.loads(COMPILED.read_text(encoding="utf-8"))
    for name, model in MODELS.items():
        weights = compiled.setdefault(name, {"constant": 0.0})
        for feature in model.features:
            weights.setdefault(feature.name, [[knot, 0.0] for knot in feature.knots])
    COMPILED.write_text(json.dumps(compiled), encoding="utf-8")
    additive._weights.cache_clear()


def write(path: Path, fitted: Mapping[str, dict[str, Any]]) -> None:
    """Write the weights of models into a file; its comments and the other models stay."""
    comments, others, keep = [], [], False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            comments.append(line)
            continue
        if not line.startswith(" "):
            keep = line.rstrip(":") not in fitted
        if keep:
            others.append(line)
    new = [line for name, weights in fitted.items() for line in as_yaml(name, weights)]
    path.write_text("\n".join([*comments, *others, *new]) + "\n", encoding="utf-8")
