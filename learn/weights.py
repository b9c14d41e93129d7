"""Fit the weights of calibration on names with known answers: python learn/weights.py --data FOLDER

FOLDER is described in ``benchmarks/bench_data.py``. The weights of a logistic regression are written to
data/table/weights.yaml; a table of reliability (the share of right answers in each tenth of the score, two-fold
cross-fitted) is printed.
"""

from __future__ import annotations

import argparse
import math
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from bench_data import gazetteer_of, pairs, print_reliability, queries, tasks

from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.match.calibration import MOST_EVIDENCE, comparison_features, lookup_features
from translit.match.evidence import weigh_names, weight_of
from translit.match.lookup import disambiguate, rank
from translit.names.parse import parse_name
from translit.text.tokens import fold_words

LOOKUP = (
    "evidence",
    "lead",
    "rarity",
    "size",
    "other_script",
    "vowels_unwritten",
    "one_word",
    "thing",
    "conflicts",
    "one_sided",
)
COMPARE = (
    "evidence", "one_word", "one_word_of_several", "thing", "conflicts", "one_sided", "edits", "words", "legal_form_missing",
    "evidence_of_thing",
)  # fmt: skip
OWN = 0.3
"""The weight of the project's own cases beside a task: less than 1, because they are chosen to be hard."""
BY_HAND = {
    "lookup": {
        "look_alike": -4.0,
        "words_of_things_differ": -3.5,
        "one_word_of_several": -0.5,
        "bare_family_name": 3.5,
    },
    "compare": {"look_alike": -3.0},
}
"""Weights set by hand, in bits, for what the data lacks: unknown names near known ones, and typos that make another name."""
HEAD = Path("data/table/weights.yaml")
CASES = Path("tests/cases")

Row = tuple[str, str, dict[str, float], bool]  # task, fold key, features, right?


def lookup_rows(task: Path, most: int) -> Iterator[Row]:
    """Yield the first answer to every query of a task, with its features."""
    gazetteer = gazetteer_of(task)
    asked = (
        (q["query"], frozenset(q["gold_ids"]), q["gold_ids"][0] if q["gold_ids"] else "") for q in queries(task, most)
    )
    return _answers(gazetteer, task.name, asked)


def own_lookup_rows() -> Iterator[Row]:
    """Yield the project's own cases: strangers whose names resemble listed ones, and spellings of listed names."""
    asked = [(row[0], frozenset[str](), "") for row in _cases("strangers.tsv")]
    asked += [(row[0], frozenset((row[1],)), row[1]) for row in _cases("spellings.tsv")]
    return _answers(Gazetteer.default(), "own cases", asked)


def _answers(gazetteer: Gazetteer, task: str, asked: Iterable[tuple[str, frozenset[str], str]]) -> Iterator[Row]:
    for name, gold, key in asked:
        ranked = rank(gazetteer, name)
        if not ranked:
            continue
        ranked, tied = disambiguate(ranked, len(fold_words(name)), Config())
        features = lookup_features(gazetteer, Config(), name, ranked, 0, tied)
        features["evidence"] = _capped(ranked[0].evidence.weight)
        yield task, key or name, features, ranked[0].form.entity.id in gold


def compare_rows(data: Path) -> Iterator[Row]:
    """Yield every pair of names, with its features."""
    for pair in pairs(data):
        yield _compared("pairs", pair.left, pair.right, pair.type, pair.same)


def own_compare_rows() -> Iterator[Row]:
    """Yield the project's own pairs of names."""
    for file, same in (("same.tsv", True), ("different.tsv", False)):
        for left, right, kind, *_ in _cases(file):
            yield _compared("own cases", left, right, kind, same)


def _compared(task: str, left: str, right: str, kind: Any, same: bool) -> Row:
    a, b = parse_name(left, kind), parse_name(right, kind)
    evidence = weight_of(weigh_names(a, b))
    features = {**comparison_features(a, b, evidence), "evidence": _capped(evidence)}
    return task, min(a.text, b.text), features, same


def _cases(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:] if line and not line.startswith("#")]


def _capped(bits: float) -> float:
    return max(-MOST_EVIDENCE, min(MOST_EVIDENCE, bits))


def fit(rows: list[Row], names: tuple[str, ...], penalty: float = 1e-3) -> np.ndarray:
    """Return the weights of a ridge logistic regression in nats, the constant first; every task has the same weight."""
    x = np.array([[1.0, *(r[2].get(n, 0.0) for n in names)] for r in rows])
    y = np.array([float(r[3]) for r in rows])
    counts = {task: sum(r[0] == task for r in rows) for task in {r[0] for r in rows}}
    weight = np.array([(OWN if r[0] == "own cases" else 1.0) / counts[r[0]] for r in rows]) * len(rows) / len(counts)
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
    """Return the score of every row by weights fitted on the other half."""
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
    lookups += own_lookup_rows()
    compared = [*compare_rows(args.data), *own_compare_rows()]
    comment = [line for line in HEAD.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    out = comment
    for kind, rows, names in (("lookup", lookups, LOOKUP), ("compare", compared, COMPARE)):
        print(f"\n{kind}: {len(rows)} rows, cross-fitted")
        print_reliability((score, row[3]) for score, row in zip(crossed(rows, names), rows, strict=True))
        bits = fit(rows, names) / math.log(2)
        fitted = {**dict(zip(("constant", *names), bits, strict=True)), **BY_HAND[kind]}
        out += [f"{kind}:", *(f"  {name}: {weight:.4f}" for name, weight in fitted.items())]
    HEAD.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
