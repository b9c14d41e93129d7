"""Speed of annotation, compared with exact matchers: make bench-speed DATA=FOLDER

FOLDER has ``stream_slavic.jsonl.gz`` (``id``, ``text``), the tasks of ``bench_data.py``, and ``slavic_kb.jsonl.gz``:
the base forms in it, of entities that are frequent in the articles, are the first gazetteer. The others hold real persons of
the retrieval tasks, then synthetic ones, names only; a larger one holds all names of a smaller one.

Every tool runs in one fresh process, on the same articles one by one, with the same names:

  build     seconds of CPU time to import it and make it from the names; translit opens a compiled gazetteer
  cold      MB of UTF-8 per second of CPU time in the first pass, when all text is new
  warm      the same for the second pass
  links/MB  names found and, of translit's, linked
  exact     number of spans that are listed names exactly; both, ours, theirs: found by both, only by translit (for example
            names in another case), only by the other tool (for example common words)
  resident  MB above a bare interpreter after the first pass, without the articles; of a mapped gazetteer, the pages read

Two processes are compared with one by wall-clock time, start-up included, so the text should be long.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from articles import read
from bench_data import compiled, lines, person_records, real_names, resident, synthetic_names
from peers import PEERS
from startup import COMMANDS, cpu_ms

from translit.annotation.annotator import Annotator
from translit.gazetteer import Gazetteer

OURS = "translit"
SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000
DENSE = "slavic/lemmas"
TASK = "eastslav_latin"
MB = 1_000_000  # bytes
ARTICLE = 600  # words
RUNS = 7  # of a command
TWO = 2  # processes


def measure(tool: str, gazetteer: Path, names: Path, texts: Path) -> dict[str, Any]:
    """Time one tool on the texts; run in a fresh process."""
    articles: list[str] = json.loads(texts.read_bytes())
    start = time.process_time()
    if tool == OURS:
        warm_up()
        start = time.process_time()
        annotator = Annotator(Gazetteer.open(gazetteer))
        found = {"build": time.process_time() - start}
        first, found["cold"] = timed(annotator.annotate, articles)
        found["resident"] = resident() - sum(map(sys.getsizeof, articles))
        found["links"] = sum(m.status == "linked" for article in first for m in article)
        found["spans"] = [[(m.start, m.end) for m in article if m.via == "exact"] for article in first]
        _, found["warm"] = timed(annotator.annotate, articles)
        return found
    find = PEERS[tool][1](json.loads(names.read_bytes()))
    found = {"build": time.process_time() - start}
    found["spans"], found["cold"] = timed(find, articles)
    found["resident"] = resident() - sum(map(sys.getsizeof, articles))
    found["links"] = sum(map(len, found["spans"]))
    _, found["warm"] = timed(find, articles)
    return found


def timed(work: Any, articles: Sequence[str]) -> tuple[list[Any], float]:
    """Return the results for all articles and the CPU time, in seconds."""
    start = time.process_time()
    done = [work(article) for article in articles]
    return done, time.process_time() - start


def warm_up() -> None:
    """Load tables and lexicon, which do not depend on the text."""
    one = Gazetteer.from_records([{"id": "0", "name": "Warm Upov", "type": "person"}])
    Annotator(one).annotate("Uorm Apau and Warma Upova said nothing.")


def measure_processes(gazetteer: Path, texts: Path) -> dict[int, float]:
    """Return the wall-clock seconds of one process and of two, each with a fresh annotator."""
    articles: list[str] = json.loads(texts.read_bytes())
    warm_up()
    found = {}
    for count in (TWO, 1):
        start = time.perf_counter()
        for _ in Annotator(Gazetteer.open(gazetteer)).pipe(articles, n_process=count):
            pass
        found[count] = time.perf_counter() - start
    return found


def in_fresh_process(*arguments: str | Path) -> Any:
    """Return the output of this script run in a fresh process."""
    done = subprocess.run(
        [sys.executable, __file__, "--measure", *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def bare_interpreter() -> int:
    """Return the resident bytes of an idle Python process."""
    show = "import os; print(int(open('/proc/self/statm').read().split()[1]) * os.sysconf('SC_PAGE_SIZE'))"
    return int(subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True).stdout)


def compare(tools: Sequence[str], gazetteer: Path, names: Sequence[str], texts: Path) -> None:
    """Measure the tools with the same names and print one row for each."""
    size = sum(len(text.encode()) for text in json.loads(texts.read_bytes())) / MB
    bare = bare_interpreter()
    listed = gazetteer.with_suffix(".json")
    listed.write_text(json.dumps(names), encoding="utf-8")
    print(f"  {'':<27}  build   cold   warm links/MB   exact    both    ours  theirs resident")
    ours: set[tuple[int, int, int]] = set()
    for tool in tools:
        found = in_fresh_process(tool, gazetteer, listed, texts)
        spans = {(n, start, end) for n, spans in enumerate(found["spans"]) for start, end in spans}
        row = f"  {tool:<27} {found['build']:6.2f} {size / found['cold']:6.2f} {size / found['warm']:6.2f}"
        row += f" {found['links'] / size:8,.0f} {len(spans):7,}"
        if tool == OURS:
            ours = spans
            row += " " * 24
        else:
            row += "".join(f" {len(part):7,}" for part in (ours & spans, ours - spans, spans - ours))
        print(f"{row} {(found['resident'] - bare) / MB:8,.0f}", flush=True)


def gazetteers(data: Path, sizes: Sequence[int], kept: Path) -> Iterator[tuple[str, Path, list[str]]]:
    """Each gazetteer: what it is, its file and its names."""
    dense = read(data, DENSE, 1)
    yield (f"slavic_kb, {len(dense.listed):,} entities", _file(dense.gazetteer(None, kept)),
           sorted({name for names in dense.listed.values() for name in names}))  # fmt: skip
    real = real_names(data, TASK)
    for size in sizes:
        synthetic = max(0, size - len(real))
        names = real[:size] + [("synthetic", name) for name in islice(synthetic_names(real), synthetic)]
        note = f"{synthetic:,} of them synthetic" if synthetic else "all real"
        yield (f"{size:,} names, {note}", _file(compiled(f"persons-{size}", person_records(names), kept)),
               [name for _, name in names])  # fmt: skip


def _file(gazetteer: Gazetteer) -> Path:
    return Path(gazetteer.segments[0].path)


def stream(data: Path, most: float | None) -> list[str]:
    """Return articles, up to a total size in MB."""
    found, size = [], 0
    for row in lines(data / "stream_slavic.jsonl.gz"):
        size += len(row["text"].encode())
        if most and size > most * MB:
            break
        found.append(row["text"])
    return found


def installed() -> list[str]:
    """Return the installed tools; print the names of the others."""
    missing = sorted({module for module, _ in PEERS.values() if find_spec(module) is None})
    if missing:
        print(f"not installed, left out: {', '.join(missing)}")
    return [OURS, *(tool for tool, (module, _) in PEERS.items() if module not in missing)]


def first_article(articles: Sequence[str], folder: Path) -> None:
    """Print the CPU time of the command for one article, with the shipped gazetteer."""
    words = next((a for a in articles if len(a.split()) >= ARTICLE), " ".join(articles)).split()[:ARTICLE]
    path = folder / "article.txt"
    path.write_text(" ".join(words), encoding="utf-8")
    command = [COMMANDS["normalize --help"][0], "annotate", str(path)]
    for name, started in (("bare interpreter", COMMANDS["bare interpreter"]), ("normalize annotate", command)):
        times = [cpu_ms(started) for _ in range(RUNS)]
        print(f"  {name:<18} {statistics.median(times):6.1f} ms CPU (median of {RUNS}, least {min(times):.1f})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--limit", type=float, metavar="MB", help="at most so much text")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument(
        "--million", action="store_true", help="also a million names; needs some 10 GB of memory for the peers"
    )
    parser.add_argument("--cache", type=Path, metavar="FOLDER", help="keep compiled gazetteers here")
    parser.add_argument("--measure", nargs="+", help=argparse.SUPPRESS)  # first argument of the fresh process
    options = parser.parse_args()
    if options.measure:
        tool, *paths = options.measure
        work = measure_processes(*map(Path, paths)) if tool == "processes" else measure(tool, *map(Path, paths))
        json.dump(work, sys.stdout)
        return
    if not options.data:
        parser.error("--data is missing")
    articles, tools = stream(options.data, options.limit), installed()
    print(f"{len(articles):,} articles, {sum(len(a.encode()) for a in articles) / MB:.2f} MB")
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.json"
        texts.write_text(json.dumps(articles), encoding="utf-8")
        sizes = sorted({*options.sizes, *([MILLION] if options.million else [])})
        for what, path, names in gazetteers(options.data, sizes, options.cache or Path(folder)):
            print(f"\n{what}")
            compare(tools, path, names, texts)
            clock = in_fresh_process("processes", path, texts)
            one, two = clock["1"], clock[str(TWO)]
            print(
                f"  pipe, one process {one:.2f} s, two {two:.2f} s by the clock: {one / two:.2f} times as fast",
                flush=True,
            )
        print(f"\na first article of {ARTICLE} words, cold")
        first_article(articles, Path(folder))


if __name__ == "__main__":
    main()
