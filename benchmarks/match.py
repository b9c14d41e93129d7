"""Accuracy of lookup and compare: make bench-match DATA=FOLDER

FOLDER is described in ``bench_data.py``. For every retrieval task the gazetteer holds the canonical names only.

  R@1, R@10  share of known queries (entity in the gazetteer) with a right answer first, among the first ten
  P, F1      decisions at the default threshold: share of right answers among those given, and its harmonic mean with the
             share of queries with a right answer
  FAR        false acceptance rate: share of unknown queries (NIL) that get an answer
  in …       the same of the queries in one script, if a task has several
  a-b        95% interval, from 1,000 resamples by query

The weights of the evidence were fitted on data of this kind; ``learn/weights.py`` prints the reliability on names that the
fit has not seen.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from bench_data import gazetteer_of, pairs, print_reliability, queries, tasks

from translit import compare
from translit.annotation.annotator import Annotator
from translit.config import Config
from translit.text.fold import script_of

THRESHOLD = Config().threshold
RESAMPLES, SEED = 1000, 4
CASES = Path(__file__).resolve().parents[1] / "tests" / "cases"
PAIRS, SHIPPED = "pairs", "shipped"

Counts = dict[str, np.ndarray]  # by name: 0 or 1 for each query, or sums of these for each resample


class Answer(NamedTuple):
    """The answer to a query: the rank of the first right answer, and the score of the first answer.

    ``kind`` is how the query is spelled, or the schema of a pair; ``script`` is that of the query.
    """

    kind: str
    known: bool
    place: int | None
    score: float | None
    script: str = ""

    @property
    def is_given(self) -> bool:
        """Return True if the answer reaches the default threshold."""
        return self.score is not None and self.score >= THRESHOLD


def answers(annotator: Annotator, asked: Iterable[dict[str, Any]]) -> list[Answer]:
    """Return the answers to queries, of an annotator with threshold 0."""
    found = []
    for query in asked:
        gold = set(query["gold_ids"])
        matches = annotator.lookup(query["query"], limit=10)
        place = next((n for n, m in enumerate(matches) if m.entity.id in gold), None)
        score = matches[0].score if matches else None
        found.append(Answer(query["kind"], bool(gold), place, score, script(query["query"])))
    return found


def script(text: str) -> str:
    """Return the script that most of the letters of a name are in; Han characters beside kana are Japanese."""
    counted = Counter(script_of(letter) for letter in text if letter.isalpha())
    found = max(counted, key=lambda name: (counted[name], name), default="")
    return "Katakana" if found == "Cjk" and "Katakana" in counted else found


def ratio(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return ``a / b``, NaN where ``b`` is 0."""
    return np.divide(a, b, out=np.full(np.shape(a), np.nan), where=np.asarray(b) > 0)


def f1(c: Counts) -> np.ndarray:
    return ratio(2 * c["right"], c["given"] + c["known"])


RETRIEVAL: dict[str, Callable[[Counts], np.ndarray]] = {
    "R@1": lambda c: ratio(c["first"], c["known"]),
    "R@10": lambda c: ratio(c["ten"], c["known"]),
    "F1": f1,
    "P": lambda c: ratio(c["right"], c["given"]),
    "FAR": lambda c: ratio(c["false"], c["nil"]),
}
COMPARED = {"F1": f1, "P": RETRIEVAL["P"], "R": lambda c: ratio(c["right"], c["known"])}


def counts(rows: Sequence[Answer]) -> Counts:
    """Return the counts of each metric, for each query."""
    by_name = {
        "known": [r.known for r in rows],
        "nil": [not r.known for r in rows],
        "first": [r.place == 0 for r in rows],
        "ten": [r.place is not None for r in rows],
        "given": [r.is_given for r in rows],
        "right": [r.is_given and r.place == 0 for r in rows],
        "false": [r.is_given and not r.known for r in rows],
    }
    return {name: np.array(values, dtype=float) for name, values in by_name.items()}


def print_row(name: str, counted: Counts, metrics: dict[str, Callable[[Counts], np.ndarray]]) -> None:
    """Print one line of a table: every metric with its interval."""
    size = len(counted["known"])
    drawn = np.random.default_rng(SEED).multinomial(size, [1 / size] * size, size=RESAMPLES)
    cells = []
    for metric in metrics.values():
        value = metric({k: v.sum() for k, v in counted.items()})
        resampled = metric({k: drawn @ v for k, v in counted.items()})
        resampled = resampled[~np.isnan(resampled)]
        low, high = np.percentile(resampled, [2.5, 97.5]) if resampled.size else (np.nan, np.nan)
        cells.append("-".ljust(15) if np.isnan(value) else f"{value:.3f} {low:.2f}-{high:.2f}")
    known = int(counted["known"].sum())
    print(f"{name:<26}{known:>6}{size - known:>6}  {'  '.join(cells)}")


def print_head(name: str, known: str, other: str, metrics: Iterable[str]) -> None:
    print(f"\n{name:<26}{known:>6}{other:>6}  {'  '.join(m.ljust(15) for m in metrics)}")


def scored(rows: Iterable[Answer]) -> list[tuple[float, bool]]:
    """Score and rightness of the first answers."""
    return [(r.score, r.place == 0) for r in rows if r.score is not None]


def retrieval(task: Path, most: int | None, kept: Path | None) -> list[Answer]:
    """Measure and print one task."""
    annotator = Annotator(gazetteer_of(task, kept), config=Config(threshold=0.0))
    start = time.process_time()
    rows = answers(annotator, queries(task, most))
    spent = (time.process_time() - start) / len(rows)
    print_head(task.name, "known", "NIL", RETRIEVAL)
    print_row(f"all ({len(annotator.gazetteer):,} names)", counts(rows), RETRIEVAL)
    for kind in sorted({r.kind for r in rows}):
        print_row(f"  {kind}", counts([r for r in rows if r.kind == kind]), RETRIEVAL)
    scripts = sorted({r.script for r in rows})
    for name in scripts if len(scripts) > 1 else ():
        print_row(f"  in {name or 'no letters'}", counts([r for r in rows if r.script == name]), RETRIEVAL)
    print(f"  {spent * 1e6:,.0f} µs a query, each for the first time")
    print_reliability(scored(rows))
    return rows


def compared(data: Path, most: int | None) -> None:
    """Compare and print the pairs."""
    rows = pairs(data, most)
    compare("Warm", "Up")
    clock = [time.process_time()]
    scores = [compare(p.left, p.right, type=p.type).score for p in rows]
    clock.append(time.process_time())
    for p in rows:  # the words are cached now, the pair in this order is not
        compare(p.right, p.left, type=p.type)
    clock.append(time.process_time())
    judged = [Answer(p.schema, p.same, 0 if p.same else None, s) for p, s in zip(rows, scores, strict=True)]
    groups = {
        "all": judged,
        "  curated": [a for a, p in zip(judged, rows, strict=True) if p.curated],
        "  proposed": [a for a, p in zip(judged, rows, strict=True) if not p.curated],
    }
    groups |= {f"  {schema}": [a for a in judged if a.kind == schema] for schema in sorted({p.schema for p in rows})}
    print_head(PAIRS, "same", "other", COMPARED)
    for name, found in groups.items():
        if found:
            print_row(name, counts(found), COMPARED)
    cold, warm = ((b - a) / len(rows) * 1e6 for a, b in pairwise(clock))
    print(f"  {cold:.0f} µs a pair cold, {warm:.0f} µs with its words known")
    print_reliability(scored(judged))


def shipped() -> None:
    """Run the project's own cases on the shipped gazetteer and print the failures."""
    annotator = Annotator()
    strangers = [row["name"] for row in cases("strangers.tsv")]
    linked = [(name, m[0]) for name in strangers if (m := annotator.lookup(name))]
    print(f"\nstrangers: {len(linked)} of {len(strangers)} are taken for somebody")
    for name, match in linked:
        print(f"  {name} = {match.entity.id} {match.score:.3f}")
    variants = cases("spellings.tsv")
    wrong = []
    for row in variants:
        matches = annotator.lookup(row["spelling"])
        best = [m for m in matches if m.status in ("linked", "ambiguous")]
        if row["entity"] not in {m.entity.id for m in best}:
            wrong.append(
                f"  {row['spelling']} is {row['entity']}, not {', '.join(m.entity.id for m in best) or 'nobody'}"
            )
    print(
        f"variants: {len(variants) - len(wrong)} of {len(variants)} right, or ambiguous with the right one among them"
    )
    print(*wrong, sep="\n")


def cases(name: str) -> list[dict[str, str]]:
    """The rows of a case file, without its comments."""
    kept = [line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return list(csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--tasks", nargs="+", help=f"retrieval tasks, {PAIRS}, {SHIPPED}; default: all")
    parser.add_argument("--limit", type=int, help="at most so many queries of each task, evenly spaced")
    parser.add_argument("--cache", type=Path, help="folder in which compiled gazetteers are kept")
    args = parser.parse_args()
    wanted = args.tasks or [PAIRS, SHIPPED, *(t.name for t in tasks(args.data))]
    if PAIRS in wanted:  # first: later on, its words would be cached
        compared(args.data, args.limit)
    if SHIPPED in wanted:
        shipped()
    names = [name for name in wanted if name not in (PAIRS, SHIPPED)]
    pooled: list[Answer] = []
    for task in tasks(args.data, names) if names else ():
        pooled += retrieval(task, args.limit, args.cache)
    if len(names) > 1:
        print("\nall tasks together")
        print_reliability(scored(pooled))


if __name__ == "__main__":
    main()
