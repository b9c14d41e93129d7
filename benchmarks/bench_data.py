"""The data of the benchmarks and of the fits: a folder with ``retrieval`` tasks, ``pairs_dev.csv`` and articles.

A task has two files. A line of ``kb.jsonl.gz`` has ``id``, ``name`` and ``type``; one of ``queries.jsonl.gz`` has ``query``,
``gold_ids`` (all right answers; none: unknown, NIL) and ``kind``. A row of the pairs has ``name1``,
``name2``, ``is_match``, ``schema`` and ``case_group``. ``articles.py`` describes the articles.
The data are not part of the project.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import math
import os
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import translit
from translit.gazetteer import Gazetteer
from translit.gazetteer.artefact import SUFFIX

TYPES = {"PER": "person", "TOK": "person", "ORG": "organization", "LOC": "place"}
SCHEMAS = {"Person": "person"}
PROPOSED = "synth"
"""Prefix of the group of pairs that a program proposed; the others were chosen by people."""
SEED = 4
T = TypeVar("T")


class Pair(NamedTuple):
    """Two names, whether they name one entity, and the source of the pair."""

    left: str
    right: str
    type: str
    same: bool
    schema: str
    curated: bool


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a compressed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def every_kth(items: Sequence[T], most: int | None) -> Sequence[T]:
    """Return at most ``most`` items, evenly spaced."""
    return items[:: max(1, math.ceil(len(items) / most))] if most else items


def tasks(data: Path, names: Iterable[str] | None = None) -> list[Path]:
    """The folders of the retrieval tasks, or of those with these names."""
    found = {path.name: path for path in sorted((data / "retrieval").iterdir())}
    unknown = sorted(set(names or ()) - found.keys())
    if unknown:
        sys.exit(f"no such task: {', '.join(unknown)}; there are {', '.join(found)}")
    return [found[name] for name in names] if names else list(found.values())


def queries(task: Path, most: int | None = None) -> Sequence[dict[str, Any]]:
    """Return at most ``most`` queries of a task."""
    return every_kth(list(lines(task / "queries.jsonl.gz")), most)


def pairs(data: Path, most: int | None = None) -> Sequence[Pair]:
    """Return at most ``most`` pairs of names."""
    with (data / "pairs_dev.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Pair(r["name1"], r["name2"], SCHEMAS.get(r["schema"], "organization"), r["is_match"] == "true", r["schema"],
             not r["case_group"].startswith(PROPOSED))
        for r in every_kth(rows, most)
    ]  # fmt: skip


def gazetteer_of(task: Path, kept: Path | None = None) -> Gazetteer:
    """Return the gazetteer of a task, names only; from the cache folder ``kept`` if data and code are unchanged."""
    entries = lines(task / "kb.jsonl.gz")
    rows = ({"id": e["id"], "name": e["name"], "type": TYPES.get(e["type"], "organization")} for e in entries)
    return compiled(task.name, rows, kept)


def compiled(name: str, rows: Iterable[Mapping[str, Any]], kept: Path | None = None) -> Gazetteer:
    """Return a gazetteer of records; from the cache folder ``kept`` if records and code are unchanged."""
    if kept is None:
        return Gazetteer.from_records(rows)
    rows = list(rows)
    made_of = hashlib.sha256(json.dumps(rows).encode() + _code()).hexdigest()[:12]
    path = kept / f"{name}-{made_of}{SUFFIX}"
    if not path.exists():
        kept.mkdir(parents=True, exist_ok=True)
        Gazetteer.from_records(rows).save(path)
    return Gazetteer.open(path)


Name = tuple[str, str]  # id, name


def real_names(data: Path, first: str, wanted: Set[str] = frozenset()) -> list[Name]:
    """Return the persons of all tasks, one per name (preferably of the task ``first``), shuffled, wanted ids first."""
    found: dict[str, str] = {}
    ordered = tasks(data, [first]) + [t for t in tasks(data) if t.name != first]
    for entry in (e for task in ordered for e in lines(task / "kb.jsonl.gz") if e["type"] == "PER"):
        found.setdefault(entry["name"], entry["id"])
    names = sorted((id, name) for name, id in found.items())
    random.Random(SEED).shuffle(names)  # noqa: S311
    return sorted(names, key=lambda n: n[0] not in wanted)


def synthetic_names(real: Sequence[Name]) -> Iterator[str]:
    """Yield first and last words of real names in new combinations, endlessly and without repetition."""
    words = [name.split() for _, name in real if len(name.split()) > 1]
    draw = random.Random(SEED)  # noqa: S311
    seen = {name for _, name in real}
    while True:
        name = f"{draw.choice(words)[0]} {draw.choice(words)[-1]}"
        if name not in seen:
            seen.add(name)
            yield name


def person_records(names: Iterable[Name]) -> Iterator[dict[str, str]]:
    """Return records of persons; the id begins with the position in the list."""
    return ({"id": f"{n}-{id}", "name": name, "type": TYPES["PER"]} for n, (id, name) in enumerate(names))


def resident() -> int:
    """Return the resident set size of this process, in bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@cache
def _code() -> bytes:
    """Return a digest of the code that compiles gazetteers (the modules that the index loads) and their data."""
    show = (
        "import sys, translit.gazetteer.index_build; "
        "print(*(m.__file__ for n, m in sys.modules.items() if n.startswith('translit')))"
    )
    modules = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True).stdout.split()
    data = (Path(translit.__file__).parent / "data").rglob("*.json")
    digest = hashlib.sha256()
    for path in sorted([*map(Path, modules), *(p for p in data if p.name != "weights.json")]):
        digest.update(path.read_bytes())
    return digest.digest()


def print_reliability(answers: Iterable[tuple[float, bool]]) -> None:
    """Print for each tenth of the score: number of answers, mean score, share of right ones, and the difference."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for score, right in answers:
        tenths.setdefault(min(9, int(score * 10)), []).append((score, right))
    print("  score        n   mean  right    off")
    for tenth, found in sorted(tenths.items()):
        mean, right = (sum(values) / len(found) for values in zip(*found, strict=True))
        print(f"  {tenth / 10:.1f}-{(tenth + 1) / 10:.1f} {len(found):6}  {mean:.3f}  {right:.3f} {right - mean:+.3f}")
