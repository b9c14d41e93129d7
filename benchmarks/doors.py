"""Overhead of spaCy and Spark over plain annotation: articles per second, start-up excluded.

    python benchmarks/doors.py --data articles.jsonl.gz [--articles 20000] [--gazetteer big.tli] [--only spacy]

The data are JSON Lines with a field ``text``. Every method first annotates 1,000 articles, so that gazetteers are open,
workers started and frequent words cached, and is then measured on the articles after them. Repeated articles take a
fraction of the time, so there should be 1,000 more articles than are measured; if there are fewer, articles are reused from
the top of the file, with a message. Times are wall-clock times: measure on an idle machine.

spaCy: ``nlp.pipe`` with the component alone, against ``annotate`` and then tokenisation by the same ``nlp`` without it.
Spark: ``mapInArrow`` in a local session of two workers, against a pool of two plain processes; both read the texts from 8
Parquet files, one for each task, and do not collect the mentions.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

import translit
from translit.annotation.annotator import annotator_for
from translit.integrations.arrow import annotate_batch

WARM_UP = 1000
PARTS = 8
WORKERS = 2


def read(path: Path, count: int) -> list[str]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        texts = list(islice((json.loads(line)["text"] for line in lines), count))
    if len(texts) < count:
        print(f"only {len(texts):,} articles: {count - len(texts):,} of {count:,} are repeated")
    return list(islice(cycle(texts), count))


def timed(name: str, texts: list[str], work: Callable[[list[str]], object]) -> float:
    warm_up, texts = texts[:WARM_UP], texts[WARM_UP:]
    work(warm_up)
    start = time.perf_counter()
    work(texts)
    seconds = time.perf_counter() - start
    characters = sum(map(len, texts))
    print(f"{name:<34} {len(texts) / seconds:10,.0f} articles/s {characters / seconds / 1e6:8.2f} million characters/s")
    return seconds


def spacy_door(texts: list[str], gazetteer: str | None) -> None:
    import spacy

    plain, tagging = spacy.blank("en"), spacy.blank("en")
    tagging.add_pipe("translit", config={"gazetteer": gazetteer})
    annotator = translit.load(*([gazetteer] if gazetteer else []))

    def apart(some: list[str]) -> None:
        for text in some:
            annotator.annotate(text)
            plain.make_doc(text)

    def together(some: list[str]) -> None:
        for _ in tagging.pipe(some):
            pass

    alone = timed("annotate, then tokenise", texts, apart)
    print(f"the component adds {timed('spaCy component', texts, together) / alone - 1:+.1%}")


def annotate_part(path: str, part: int, gazetteer: str | None) -> int:
    [batch] = pq.read_table(f"{path}/{part}.parquet").combine_chunks().to_batches()
    return annotate_batch(batch, gazetteer=gazetteer).num_rows


def spark_door(texts: list[str], gazetteer: str | None) -> None:
    from pyspark.sql import SparkSession

    from translit.integrations.spark import annotate

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local[{WORKERS}]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false").config("spark.log.level", "ERROR")
    spark = builder.config("spark.sql.files.openCostInBytes", "128m").getOrCreate()  # one task for each file
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
        for _ in range(WORKERS):
            pool.submit(annotator_for, gazetteer)

        def written(some: list[str]) -> str:
            path = Path(folder, str(hash(tuple(some))))
            if not path.exists():
                path.mkdir()
                for part in range(PARTS):
                    texts = some[part * len(some) // PARTS : (part + 1) * len(some) // PARTS]
                    pq.write_table(pa.table({"text": texts}), path / f"{part}.parquet")
            return str(path)

        def plain(some: list[str]) -> None:
            path = written(some)
            list(pool.map(annotate_part, [path] * PARTS, range(PARTS), [gazetteer] * PARTS))

        def spark_job(some: list[str]) -> None:
            annotate(spark.read.parquet(written(some)), gazetteer=gazetteer).write.format("noop").mode(
                "overwrite"
            ).save()

        written(texts[WARM_UP:])
        alone = timed(f"{WORKERS} plain processes", texts, plain)
        print(f"Spark adds {timed(f'Spark, {WORKERS} workers', texts, spark_job) / alone - 1:+.1%}")
    spark.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="JSON Lines with a field text, also .gz")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--gazetteer", help="default: the shipped one")
    parser.add_argument("--only", choices=["spacy", "spark"])
    options = parser.parse_args()
    texts = read(options.data, WARM_UP + options.articles)
    if options.only != "spark":
        spacy_door(texts, options.gazetteer)
    if options.only != "spacy":
        spark_door(texts, options.gazetteer)


if __name__ == "__main__":
    main()
