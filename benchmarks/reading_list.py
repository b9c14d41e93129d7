"""Lists of links in real news, for reading by hand: benchmarks/reading_list.py --data FOLDER --read OUT

FOLDER has ``stream_english.jsonl.gz`` and ``stream_slavic.jsonl.gz`` (``lang``, ``text``). About 2 MB of each are annotated
with the shipped gazetteer and default settings. For each, OUT gets two tab-separated files:

  links_english.tsv    every distinct link: surface, entity, method, language, least score, count, and one context
  sample_english.tsv   300 links drawn at random, always the same ones as long as the links are the same

``--diff OLD NEW`` compares two lists of distinct links and prints those that came (+) and those that went (-).
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench_data import SEED, every_kth, lines

from translit.annotation.annotator import Annotator

STREAMS = ("english", "slavic")
MOST = 2_000_000  # bytes of a stream, roughly
AROUND = 60  # characters of context on each side
SAMPLE = 300


class Link(NamedTuple):
    """A distinct link."""

    surface: str
    entity: str
    via: str
    lang: str


class Place(NamedTuple):
    """A link with its score and the text around it."""

    link: Link
    score: float
    context: str


def links(stream: Path) -> Iterator[Place]:
    """Yield every link in part of a stream with its context, in order."""
    annotator = Annotator()
    articles = list(lines(stream))
    size = sum(len(article["text"].encode()) for article in articles)
    for article in every_kth(articles, int(len(articles) * MOST / size) if size > MOST else None):
        text = article["text"]
        for m in annotator.annotate(text):
            if m.status == "linked":
                before, after = text[max(0, m.start - AROUND) : m.start], text[m.end : m.end + AROUND]
                link = Link(_line(m.text), m.name, m.via, article["lang"])
                yield Place(link, m.score, _line(f"{before}[[{m.text}]]{after}"))


def _line(text: str) -> str:
    return " ".join(text.split())


def write(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write a tab-separated file without quotation marks; no cell has a tab or line break."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, "excel-tab", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def read_list(data: Path, out: Path) -> None:
    """Write the lists and the samples of both streams."""
    out.mkdir(parents=True, exist_ok=True)
    for name in STREAMS:
        found = list(links(data / f"stream_{name}.jsonl.gz"))
        counts = Counter(place.link for place in found)
        unsure = {p.link: p for p in sorted(found, key=lambda p: -p.score)}  # the last one is the least sure
        rows = [
            (*link, f"{unsure[link].score:.3f}", n, unsure[link].context)
            for link, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))
        ]
        write(out / f"links_{name}.tsv", (*Link._fields, "score", "count", "context"), rows)
        drawn = random.Random(SEED).sample(found, min(SAMPLE, len(found)))  # noqa: S311
        sample = [(*place.link, f"{place.score:.3f}", place.context) for place in drawn]
        write(out / f"sample_{name}.tsv", (*Link._fields, "score", "context"), sample)
        print(f"{name}: {len(found):,} links, {len(rows):,} distinct")


def diff(old: Path, new: Path) -> None:
    """Print the links (surface, entity and language) of which two lists have another number."""
    before, after = _counts(old), _counts(new)
    for change, gained in sorted((after[key] - before[key], key) for key in before.keys() | after.keys()):
        if change:
            surface, entity, lang = gained
            print(f"{change:+5d}  {lang}  {surface} ({entity})  {before[gained]} to {after[gained]}")


def _counts(path: Path) -> Counter[tuple[str, str, str]]:
    counts: Counter[tuple[str, str, str]] = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, dialect="excel-tab", quoting=csv.QUOTE_NONE):
            counts[row["surface"], row["entity"], row["lang"]] += int(row["count"])
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--read", type=Path, metavar="OUT", help="write the lists into this folder")
    what.add_argument("--diff", type=Path, nargs=2, metavar=("OLD", "NEW"), help="compare two lists of distinct links")
    options = parser.parse_args()
    if options.diff:
        diff(*options.diff)
    elif options.data is None:
        parser.error("--read needs --data")
    else:
        read_list(options.data, options.read)


if __name__ == "__main__":
    main()
