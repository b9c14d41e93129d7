"""Time and memory by gazetteer size, from 10,000 to 1,000,000 names: make bench-scale DATA=FOLDER

FOLDER is described in ``bench_data.py``. Every gazetteer holds the persons that the queries of ``eastslav_latin`` ask for,
then other real persons of the retrieval tasks, then synthetic ones: a first and a last word of real names in a new
combination. A larger gazetteer holds all names of a smaller one. Each is built here and opened in a fresh process that has
already looked up names in a gazetteer of one entity, so that the table and the lexicon are in memory:

  bytes a name   growth of the resident set by opening and the first 200 lookups, pages of the mapped file included
  open           milliseconds
  unseen         lookups of the queries at the default threshold, each name for the first time; repeated: again after that
  R@1            share of known queries whose first answer is right, whatever its score

The peer is rapidfuzz's ``process.extractOne`` over names in lower-case ASCII (Unidecode), also in one process.
Times are wall-clock times: measure on an idle machine.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from bench_data import Name, every_kth, person_records, queries, real_names, resident, synthetic_names, tasks
from rapidfuzz import fuzz, process
from unidecode import unidecode

from translit.annotation.annotator import Annotator
from translit.config import Config
from translit.gazetteer import Gazetteer

TASK = "eastslav_latin"
SIZES = (10_000, 100_000, 1_000_000)
RESIDENT_AFTER = 200  # lookups
PEERS = {"ratio": fuzz.ratio, "WRatio": fuzz.WRatio}
MANY, FEW = 100, 10  # queries for the peer, and for the largest gazetteers


def right(answer: str | None, gold: set[str], names: Sequence[Name]) -> bool:
    """Return True if an answer (an index in the list of names) is right."""
    return answer is not None and names[int(answer)][0] in gold


def measure(path: Path) -> dict[str, Any]:
    """Open and query a gazetteer; runs in a fresh process that reads the names from standard input."""
    asked: list[str] = json.load(sys.stdin)
    warm = Annotator(Gazetteer.from_records([{"id": "0", "name": "Warm Upov", "type": "person"}]))
    for name in ("Uorm Apau", "Варм Апаў"):
        warm.lookup(name)
    before = resident()
    start = time.perf_counter()
    annotator = Annotator(Gazetteer.open(path))
    opened = time.perf_counter() - start
    unseen = []
    after = 0
    for count, name in enumerate(asked, 1):
        unseen.append(_seconds(annotator, name))
        if count == min(RESIDENT_AFTER, len(asked)):
            after = resident()
    repeated = [_seconds(annotator, name) for name in asked]
    open_to_all = Annotator(annotator.gazetteer, config=Config(threshold=0.0))
    firsts = [next((m.entity.id.split("-")[0] for m in open_to_all.lookup(n, limit=1)), None) for n in asked]
    return {"open": opened, "resident": after - before, "unseen": unseen, "repeated": repeated, "firsts": firsts}


def _seconds(annotator: Annotator, name: str) -> float:
    start = time.perf_counter()
    annotator.lookup(name)
    return time.perf_counter() - start


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def ours(names: Sequence[Name], asked: Sequence[dict[str, Any]], folder: Path) -> None:
    """Build, measure and print one gazetteer."""
    path = folder / f"{len(names)}.tli"
    start = time.perf_counter()
    Gazetteer.from_records(person_records(names)).save(path)
    built = time.perf_counter() - start
    done = subprocess.run(
        [sys.executable, __file__, "--measure", path], input=json.dumps([q["query"] for q in asked]), text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    found = json.loads(done.stdout)
    print(
        f"  built in {built:.1f} s, file {path.stat().st_size / 1e6:.1f} MB, open {found['open'] * 1e3:.1f} ms,",
        end=" ",
    )
    print(f"{found['resident'] / len(names):.0f} bytes a name resident")
    for what in ("unseen", "repeated"):
        middle, slow = (percentile(found[what], share) * 1e6 for share in (0.5, 0.99))
        print(f"  {what:<10} p50 {middle:>10,.1f} µs   p99 {slow:>10,.1f} µs")
    print_first("translit", found["firsts"], asked, names)


def peer(name: str, scorer: Callable[..., float], names: Sequence[Name], asked: Sequence[dict[str, Any]]) -> None:
    """Measure and print rapidfuzz."""
    plain = [unidecode(text).lower() for _, text in names]
    spent, firsts = [], []
    for query in asked:
        start = time.perf_counter()
        best = process.extractOne(unidecode(query["query"]).lower(), plain, scorer=scorer)
        spent.append(time.perf_counter() - start)
        firsts.append(str(best[2]) if best else None)
    print_first(name, firsts, asked, names, f"p50 {percentile(spent, 0.5) * 1e6:>10,.1f} µs")


def print_first(
    name: str, firsts: Sequence[str | None], asked: Sequence[dict[str, Any]], names: Sequence[Name], note: str = ""
) -> None:
    hits = [right(f, set(q["gold_ids"]), names) for f, q in zip(firsts, asked, strict=True) if q["gold_ids"]]
    share = f"{sum(hits) / len(hits):.3f}" if hits else "-"
    print(f"  {name:<10} R@1 {share} ({len(hits)} queries)  {note}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--limit", type=int, help="at most so many queries, evenly spaced")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)  # first argument of the fresh process
    args = parser.parse_args()
    if args.measure:
        json.dump(measure(args.measure), sys.stdout)
        return
    if not args.data:
        parser.error("--data is missing")
    asked = queries(tasks(args.data, [TASK])[0], args.limit)
    real = real_names(args.data, TASK, {id for q in asked for id in q["gold_ids"]})
    for size in sorted(args.sizes):
        synthetic = max(0, size - len(real))
        names = real[:size] + [("synthetic", name) for name in islice(synthetic_names(real), synthetic)]
        print(f"\n{size:,} names" + (f", {synthetic:,} of them synthetic" if synthetic else ", all real"))
        with tempfile.TemporaryDirectory() as folder:
            ours(names, asked, Path(folder))
        for name, scorer in PEERS.items():
            peer(name, scorer, names, every_kth(asked, FEW if size >= max(SIZES) else MANY))


if __name__ == "__main__":
    main()
