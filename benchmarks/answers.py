"""Hashes of all answers, to see whether a change of the code changes answers: make bench-answers DATA=FOLDER

FOLDER has the sets of ``articles.py``, the retrieval tasks and the streams of ``bench_data.py``. Every answer of a set is
one line of JSON with all its fields (offsets, ids, exact scores, reasons), and the hash of a set is that of its lines. Run
it before and after a change: equal hashes mean equal answers. ``--dump FOLDER`` writes the lines for ``diff``.

The library annotates all articles; the other interfaces (processes, spaCy, Arrow, Spark, the command) annotate the seeds and
some articles of each set, and must give the lines of the library.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from articles import read
from bench_data import every_kth, gazetteer_of, lines, pairs, queries, tasks

import translit
from translit import Annotator

ROOT = Path(__file__).resolve().parents[1]
SETS = ("slavic/lemmas", "slavic/canonical", "english/lemmas", "russian/lemmas", "seeds")
STREAMS = ("stream_slavic", "stream_english")
STREAM_BYTES = 2_000_000
AT_THE_DOORS = 60  # articles of each set for the other interfaces
QUERIES, PAIRS = 300, 3000
COMMAND = [sys.executable, "-c", "from translit.cli import main; main()"]
Answers = dict[str, list[str]]


def line(*values: Any) -> str:
    """Values as one line, floats exact."""
    return json.dumps(values, ensure_ascii=False)


def annotated(number: int, mentions: Iterable[Any]) -> Iterator[str]:
    """The mentions of a text, a line each."""
    for m in mentions:
        yield line(
            number, m.start, m.end, m.text, m.label, m.kb_id, m.name, m.score, m.status, m.via, m.reason,
            list(m.candidates),
        )  # fmt: skip


def stream(data: Path, name: str) -> list[str]:
    """The first texts of a stream, two megabytes of them."""
    found, size = [], 0
    for row in lines(data / f"{name}.jsonl.gz"):
        found.append(row["text"])
        size += len(row["text"].encode())
        if size >= STREAM_BYTES:
            break
    return found


def seeds() -> list[str]:
    """The seed articles."""
    return [path.read_bytes().decode() for path in sorted((ROOT / "seeds").glob("*.txt"))]


def corpora(data: Path, kept: Path, most: int | None, only: str) -> Iterator[tuple[str, Annotator, Sequence[str]]]:
    """Every set of texts whose name has the letters ``only``, with its annotator."""
    shipped = translit.load()
    if only in "seeds, shipped":
        yield "seeds, shipped", shipped, seeds()
    for name in STREAMS:
        if only in f"{name}, shipped":
            yield f"{name}, shipped", shipped, every_kth(stream(data, name), most)
    for name in SETS:
        if only in name:
            bench = read(data, name, most)
            yield name, Annotator(bench.gazetteer(None, kept)), [a.text for a in bench.articles]
    if only in "stream_slavic, 58k names":
        [task] = tasks(data, ["eastslav_latin"])
        large = Annotator(gazetteer_of(task, kept))
        yield "stream_slavic, 58k names", large, every_kth(stream(data, "stream_slavic"), most or 150)


def from_dicts(rows: Iterable[tuple[int, Iterable[Any]]]) -> list[str]:
    """Return the lines of mentions that an interface gives as plain data, with rounded scores."""
    return [line(number, dict(m)) for number, mentions in rows for m in mentions]


def rounded(annotator: Annotator, texts: Sequence[str]) -> list[str]:
    """Return the mentions of the library as plain data."""
    return from_dicts((i, [m.to_dict() for m in annotator.annotate(text)]) for i, text in enumerate(texts))


def command(texts: Sequence[str], compiled: str) -> list[str]:
    """Return the output of the command."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.jsonl")
        source.write_text("".join(json.dumps({"text": t}) + "\n" for t in texts), encoding="utf-8")
        done = subprocess.run(
            [*COMMAND, "annotate", str(source), "--to", "jsonl", "--aliases", compiled], capture_output=True, check=True
        )
    return from_dicts((i, json.loads(row)["mentions"]) for i, row in enumerate(done.stdout.decode().splitlines()))


def spacy_pipe(texts: Sequence[str], compiled: str) -> list[str]:
    """Return the mentions of the spaCy component."""
    import spacy

    nlp = spacy.blank("xx")
    nlp.add_pipe("translit", config={"gazetteer": compiled})
    found = []
    for number, doc in enumerate(nlp.pipe(texts)):
        for span in doc.spans["translit"]:
            found.append(line(number, span.text, span.label_, span.kb_id_, span._.translit))
    return found


def arrow(texts: Sequence[str], compiled: str) -> list[str]:
    """Return the mentions in Arrow tables."""
    import pyarrow as pa

    from translit.integrations.arrow import annotate_batch

    batch = pa.RecordBatch.from_pydict({"text": list(texts)})
    return [line(i, row) for i, row in enumerate(annotate_batch(batch, "text", gazetteer=compiled).to_pylist())]


def doors(annotator: Annotator, texts: Sequence[str]) -> Answers:
    """Return the answers of every interface for some texts."""
    plain = rounded(annotator, texts)
    with tempfile.TemporaryDirectory() as folder:
        compiled = str(Path(folder, "all.tli"))
        annotator.gazetteer.save(compiled)
        found = {
            "library": plain,
            "processes": from_dicts(
                (i, [m.to_dict() for m in done])
                for i, done in enumerate(annotator.pipe(texts, n_process=2, batch_size=7))
            ),
            "command": command(texts, compiled),
            "spacy": spacy_pipe(texts, compiled),
            "arrow": arrow(texts, compiled),
        }
    for door in ("processes", "command"):
        if found[door] != plain:
            sys.exit(f"the door {door!r} does not say what the library says")
    return found


def lookups(data: Path, kept: Path) -> Iterator[tuple[str, Callable[[], list[str]]]]:
    """Single names, by task; and pairs of names."""

    def looked_up(annotator: Annotator, names: Iterable[str]) -> list[str]:
        return [
            line(name, m.entity.id, m.score, m.status, m.via, m.form, m.explain().to_dict())
            for name in names
            for m in annotator.lookup(name)
        ]

    for task in tasks(data):
        names = [q["query"] for q in queries(task, QUERIES)]
        yield f"lookup {task.name}", lambda t=task, n=names: looked_up(Annotator(gazetteer_of(t, kept)), n)  # type: ignore[misc]
    yield (
        "compare",
        lambda: [
            line(p.left, p.right, c.score, c.same, c.explain().to_dict())
            for p in pairs(data, PAIRS)
            for c in [translit.compare(p.left, p.right, type=p.type)]  # type: ignore[arg-type]
        ],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--cache", type=Path, default=Path(tempfile.gettempdir(), "translit-bench"), help="compiled lists"
    )
    parser.add_argument("--dump", type=Path, help="write the answers into this folder")
    parser.add_argument("--articles", type=int, help="of each set at most so many")
    parser.add_argument("--only", default="", help="sets whose name has these letters")
    options = parser.parse_args()

    def report(name: str, answers: list[str], start: float) -> None:
        digest = hashlib.sha256("\n".join(answers).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        print(f"{digest}  {len(answers):7,}  {time.process_time() - start:6.1f} s  {name}", flush=True)
        if options.dump:
            options.dump.mkdir(parents=True, exist_ok=True)
            file = options.dump / f"{name.replace('/', '-').replace(', ', '-').replace(' ', '-')}.jsonl"
            file.write_text("\n".join(answers) + "\n", encoding="utf-8", errors="surrogatepass")

    for name, annotator, texts in corpora(options.data, options.cache, options.articles, options.only):
        start = time.process_time()
        report(name, [row for i, text in enumerate(texts) for row in annotated(i, annotator.annotate(text))], start)
        start = time.process_time()
        some = every_kth(texts, AT_THE_DOORS)
        report(f"rewrite {name}", [line(i, annotator.normalize(text)) for i, text in enumerate(some)], start)
        if not name.startswith("stream_slavic, 58k"):
            for door, answers in doors(annotator, some).items():
                report(f"{door} {name}", answers, start)
    for name, ask in lookups(options.data, options.cache):
        if options.only in name:
            start = time.process_time()
            report(name, ask(), start)


if __name__ == "__main__":
    main()
