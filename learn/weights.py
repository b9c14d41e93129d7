"""Fit the weights of calibration on names with known answers: python learn/weights.py --data FOLDER

FOLDER is described in ``benchmarks/bench_data.py``. The weights go to data/table/weights.yaml, the
shares of right answers in each tenth of the score, of a fit that has not seen the names, to standard output.
"""

from __future__ import annotations

import argparse
import math
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from bench_data import gazetteer_of, pairs, print_reliability, queries, tasks

from translit.calibration import MOST_EVIDENCE
from translit.matching import comparison_features, lookup_features, pair_features, rank
from translit.names import parse_name
from translit.score import score_names

LOOKUP = (
    "evidence",
    "lead",
    "rarity",
    "size",
    "other_script",
    "vowels_unwritten",
    "one_word",
    "one_word_of_several",
    "thing",
    "conflicts",
    "one_sided",
    "least_alike",
)
COMPARE = (
    "evidence", "one_word", "one_word_of_several", "thing", "conflicts", "one_sided", "edits", "words", "legal_form_missing",
    "evidence_of_thing",
)  # fmt: skip
HEAD = Path("data/table/weights.yaml")

Row = tuple[str, str, dict[str, float], bool]  # task, fold key, features, right?


def lookup_rows(task: Path, most: int) -> Iterator[Row]:
    """The first answer to every query of a task, with its features."""
    gazetteer = gazetteer_of(task)
    for query in queries(task, most):
        ranked = rank(gazetteer, query["query"])
        if not ranked:
            continue
        tied = sum(1 for r in ranked if r.evidence.weight >= ranked[0].evidence.weight - 1.0)
        features = lookup_features(gazetteer, query["query"], ranked, 0, tied)
        features["evidence"] = _capped(ranked[0].evidence.weight)
        gold = query["gold_ids"]
        yield task.name, gold[0] if gold else query["query"], features, ranked[0].form.entity.id in gold


def compare_rows(data: Path) -> Iterator[Row]:
    """Every pair, with its features."""
    for pair in pairs(data):
        a, b = (parse_name(text, pair.type) for text in (pair.left, pair.right))
        evidence = max(score_names(x, y).weight for x, y in _with_alternatives(a, b))
        features = {**pair_features(a, b), **comparison_features(a, b, evidence), "evidence": _capped(evidence)}
        yield "pairs", min(a.text, b.text), features, pair.same


def _with_alternatives(a, b):
    from translit.matching import _other_names

    return ((a, b), *_other_names(a, b))


def _capped(bits: float) -> float:
    return max(-MOST_EVIDENCE, min(MOST_EVIDENCE, bits))


def fit(rows: list[Row], names: tuple[str, ...], penalty: float = 1e-3) -> np.ndarray:
    """Weights in nats, the constant first; every task counts alike. Nobody wants a better agreement to count against."""
    x = np.array([[1.0, *(r[2].get(n, 0.0) for n in names)] for r in rows])
    y = np.array([float(r[3]) for r in rows])
    counts = {task: sum(r[0] == task for r in rows) for task in {r[0] for r in rows}}
    weight = np.array([1.0 / counts[r[0]] for r in rows]) * len(rows) / len(counts)
    w = np.zeros(x.shape[1])
    ridge = np.diag([0.0, *([penalty * len(rows)] * len(names))]) * x.std(0) ** 2
    for _ in range(60):
        p = 1 / (1 + np.exp(-(x @ w)))
        gradient = x.T @ (weight * (y - p)) - ridge @ w
        hessian = (x * (weight * p * (1 - p) + 1e-9)[:, None]).T @ x + ridge + 1e-9 * np.eye(len(w))
        step = np.linalg.solve(hessian, gradient)
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return w


def crossed(rows: list[Row], names: tuple[str, ...]) -> np.ndarray:
    """The score of every row by weights fitted on the other half."""
    half = np.array([zlib.crc32(r[1].encode()) % 2 for r in rows])
    out = np.zeros(len(rows))
    for side in (0, 1):
        w = fit([r for r, h in zip(rows, half, strict=True) if h != side], names)
        x = np.array([[1.0, *(r[2].get(n, 0.0) for n in names)] for r in rows])
        out[half == side] = (1 / (1 + np.exp(-(x @ w))))[half == side]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--most", type=int, default=1000, help="queries of each task")
    parser.add_argument("--tasks", nargs="*", help="default: all")
    args = parser.parse_args()
    lookups: list[Row] = []
    for task in tasks(args.data, args.tasks):
        rows = list(lookup_rows(task, args.most))
        print(f"{task.name}: {len(rows)} answers, {sum(r[3] for r in rows)} right", file=sys.stderr, flush=True)
        lookups += rows
    compared = list(compare_rows(args.data))
    comment = [line for line in HEAD.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    out = comment
    for kind, rows, names in (("lookup", lookups, LOOKUP), ("compare", compared, COMPARE)):
        print(f"\n{kind}: {len(rows)} rows, cross-fitted")
        print_reliability((score, row[3]) for score, row in zip(crossed(rows, names), rows, strict=True))
        bits = fit(rows, names) / math.log(2)
        out += [f"{kind}:", *(f"  {n}: {w:.4f}" for n, w in zip(("constant", *names), bits, strict=True))]
    HEAD.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
