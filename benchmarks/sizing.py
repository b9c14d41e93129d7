"""Resources of an annotating worker: core time per article, memory, time to open; make bench-sizing DATA=FOLDER

FOLDER has ``stream_slavic.jsonl.gz`` (``text``) and the tasks of ``bench_data.py``. The gazetteers are the shipped one and
10,000 and 100,000 persons of the tasks, compiled (real names first, then synthetic ones). For each of them a fresh process
opens it and annotates new articles, one after another:

  open           milliseconds of wall-clock time
  core time      milliseconds of processor time an article, after the first WARM_UP
  articles per core-hour   computed from core time
  own, shared    megabytes: memory of the process alone, and pages of files (libraries, the gazetteer), which the workers
                 of a machine share; after opening, and after all articles

Processor time depends little on other load, but measure on an idle machine.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from itertools import chain, islice
from pathlib import Path

from bench_data import lines, person_records, real_names, synthetic_names

import translit
from translit.gazetteer import Gazetteer

TASK = "eastslav_latin"
SIZES = (10_000, 100_000)
WARM_UP = 200


def measure(gazetteer: str, articles: list[str]) -> None:
    start = time.perf_counter()
    annotator = translit.load(*([gazetteer] if gazetteer else []))
    opened = time.perf_counter() - start
    annotator.annotate("Loekasjenko in Minsk")
    first = memory()
    for text in articles[:WARM_UP]:
        annotator.annotate(text)
    start = time.process_time()
    mentions = sum(len(annotator.annotate(text)) for text in articles[WARM_UP:])
    each = (time.process_time() - start) / len(articles[WARM_UP:])
    print(
        f"  open {opened * 1e3:.0f} ms, {first}; after {len(articles):,} articles {memory()}\n"
        f"  {mentions / len(articles[WARM_UP:]):.1f} mentions and {each * 1e3:.2f} ms of core time an article, "
        f"{3600 / each:,.0f} articles per core-hour"
    )


def memory() -> str:
    """Return the private and the shared memory of this process."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines())
    own, shared = (int(status[name].split()[0]) / 1024 for name in ("RssAnon", "RssFile"))
    return f"{own:.0f} MB own and {shared:.0f} MB shared"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, metavar="N")
    parser.add_argument("--articles", type=int, default=1600)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    stream = lines(options.data / "stream_slavic.jsonl.gz")
    articles = [article["text"] for article in islice(stream, WARM_UP + options.articles)]
    if options.measure is not None:
        measure(options.measure, articles)
        return
    size = sum(len(text.encode()) for text in articles) / len(articles)
    print(f"{len(articles):,} articles of {size:,.0f} bytes on average")
    again = [sys.executable, __file__, "--data", options.data, "--articles", str(options.articles), "--measure"]
    print("shipped gazetteer", flush=True)
    subprocess.run([*again, ""], check=True)
    real = real_names(options.data, TASK)
    names = chain(real, (("synthetic", name) for name in synthetic_names(real)))
    largest = list(islice(names, max(options.sizes, default=0)))
    with tempfile.TemporaryDirectory() as folder:
        for count in sorted(options.sizes):
            path = Path(folder, f"{count}.tli")
            Gazetteer.from_records(person_records(largest[:count])).save(path)
            print(f"{count:,} names, {path.stat().st_size / 1e6:.1f} MB", flush=True)
            subprocess.run([*again, path], check=True)


if __name__ == "__main__":
    main()
