"""``normalize annotate``: every input and every output, read back; bad records; atomic outputs."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pybrat.parser import BratParser
from spacy import displacy
from spacy.training.converters import conll_ner_to_docs

from command import ALIASES, COMMAND, ENV, run, run_process
from translit.cli.batch import Result, annotated
from translit.io.readers import Article
from translit.io.writers import FORMATS
from translit.model import AnnotatedText

TEXTS = ["Sviatlana Tsikhanouskaya in Mińsk.", "Nobody.", "BBC, Minsk — Swetlana\nTichanowskaja"]
IDS = [["sv", "minsk"], [], ["bbc", "minsk", "sv"]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "my.yaml").write_text(ALIASES, encoding="utf-8")
    rows = [{"id": f"r{i}", "text": text, "day": i} for i, text in enumerate(TEXTS)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def annotate(folder: Path, *args: str | Path, stdin: bytes = b"", code: int = 0) -> tuple[str, str]:
    return run(folder, "annotate", "--aliases", "my.yaml", *args, stdin=stdin, code=code)


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def ids(record: dict[str, Any]) -> list[str]:
    return [m["kb_id"] for m in record["mentions"]]


def test_json_lines_pass_fields_through_in_order(folder: Path) -> None:
    out, err = annotate(folder, "a.jsonl")
    told = lines(out)
    assert [(t["id"], t["text"], t["day"]) for t in told] == [(f"r{i}", text, i) for i, text in enumerate(TEXTS)]
    assert ([ids(t) for t in told], err) == (IDS, "")
    for t in told:
        assert all(t["text"][m["start"] : m["end"]] == m["text"] for m in t["mentions"])
    assert run_process(folder, "annotate", "--aliases", "my.yaml", "a.jsonl", "-j", "2")[0] == out


@pytest.mark.parametrize("form", ["text", "jsonl", "csv", "parquet", "html", "markdown", "packed", "folder"])
def test_every_input(folder: Path, form: str) -> None:
    text, args = TEXTS[0], ["--from", form]
    if form == "parquet":
        import pyarrow as pa
        from pyarrow import parquet

        parquet.write_table(pa.table({"text": [text]}), folder / "x")
    elif form == "folder":
        (folder / "x" / "y").mkdir(parents=True)
        (folder / "x" / "y" / "a.md").write_text(text, encoding="utf-8")
        args = []
    else:
        content = {
            "jsonl": json.dumps({"text": text}),
            "csv": f"n;text\n1;{text}\n",
            "html": f"<p title='Minsk'>{text.replace(' T', ' <b>T')}</b>",
            "markdown": f"# {text}\n",
            "packed": json.dumps({"text": text}),
        }.get(form, text)
        (folder / "x").write_text(content, encoding="utf-8")
    name = "x"
    if form == "packed":
        name, args = "x.jsonl.gz", []
        (folder / name).write_bytes(gzip.compress((folder / "x").read_bytes()))
    [told] = lines(annotate(folder, name, *args)[0])
    assert ids(told) == IDS[0]
    if form in ("html", "markdown"):
        source = (folder / "x").read_text(encoding="utf-8")
        [found, _] = [source[m["source_start"] : m["source_end"]] for m in told["mentions"]]
        assert found in ("Sviatlana Tsikhanouskaya", "Sviatlana <b>Tsikhanouskaya")


def test_fields_can_be_named_and_standard_input_be_any_form(folder: Path) -> None:
    stdin = b"url,body\nu1,Minsk\n"
    out, _ = annotate(folder, "--from", "csv", "--text-field", "body", "--id-field", "url", stdin=stdin)
    [told] = lines(out)
    assert (told["id"], told["url"], told["body"], ids(told)) == ("u1", "u1", "Minsk", ["minsk"])


def ids_of_page(page: str) -> list[str]:
    return re.findall(r"</b> <span>\w+ <code>(\w+)</code>", page)


def read_back(form: str, path: Path) -> list[list[str]]:
    """Return the entities that a reader of the format finds in each article."""
    if form == "brat":
        stems = sorted(p.stem for p in path.glob("*.ann"))
        assert stems == sorted(p.stem for p in path.glob("*.txt"))
        assert [(path / f"{s}.txt").read_bytes().decode() for s in stems] == TEXTS
        examples = BratParser(error="raise").parse(path)
        assert sum(len(e.entities) for e in examples) == sum(map(len, IDS))
        return [
            [line.split("translit:")[1].split("\t")[0] for line in (path / f"{s}.ann").read_text().splitlines()
             if line.startswith("N")]
            for s in stems
        ]  # fmt: skip
    if form == "pages":
        content = (path / "index.html").read_text(encoding="utf-8")
        assert all(f'href="{p.name}"' in content for p in path.iterdir() if p.name != "index.html")
        return [ids_of_page(p.read_text(encoding="utf-8")) for p in sorted(path.glob("r*.html"))]
    content = path.read_text(encoding="utf-8")
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(content, newline="")))
        return [[row["kb_id"] for row in rows if row["id"] == f"r{i}"] for i in range(3)]
    if form == "jsonl":
        return [ids(t) for t in lines(content)]
    if form == "prodigy":
        return [[s["kb_id"] for s in t["spans"]] for t in lines(content)]
    if form == "conll":
        docs = list(conll_ner_to_docs(content, no_print=True))
        assert sum(len(d.ents) for d in docs) == sum(map(len, IDS))
        return [
            [line.split()[2] for line in part.splitlines() if line and line.split()[3].startswith("B-")]
            for part in content.split("-DOCSTART- -X- O O\n")[1:]
        ]
    if form in ("table", "html"):
        parts = content.split("<article ")[1:] if form == "html" else content.split("\n\n")
        known = {"sv": "Sviatlana Tsikhanouskaya", "minsk": "Minsk", "bbc": "British Broadcasting Corporation"}
        return [[id_ for id_ in found if known[id_][:20] in part] for part, found in zip(parts, IDS, strict=True)]
    told = json.loads(content)
    if form == "displacy":
        assert "Tichanowskaja" in displacy.render(told, style="ent", manual=True, jupyter=False)
        return [[e["kb_id"] for e in t["ents"]] for t in told]
    if form == "label-studio":
        return [[r["meta"]["text"][0] for r in t["predictions"][0]["result"]] for t in told]
    assert form == "web-annotation"
    bodies = [[a["body"][0]["source"] for a in t["first"]["items"]] for t in told]
    return [[source.removeprefix("urn:translit:") for source in found] for found in bodies]


@pytest.mark.parametrize("form", [f.name for f in FORMATS])
def test_every_output(folder: Path, form: str) -> None:
    assert annotate(folder, "a.jsonl", "--to", form, "-o", "out")[0] == ""
    assert read_back(form, folder / "out") == IDS
    assert sorted(p.name for p in folder.iterdir()) == ["a.jsonl", "my.yaml", "out"]
    if form not in ("brat", "pages", "table"):
        assert annotate(folder, "a.jsonl", "--to", form)[0] == (folder / "out").read_text(encoding="utf-8")


def test_the_name_of_the_output_tells_its_format(folder: Path) -> None:
    for name, start in (("o.csv", "id,start,"), ("o.html", "<!"), ("o.conll", "-DOC"), ("o.jsonl", "{"), ("o", "{")):
        annotate(folder, "a.jsonl", "-o", name)
        assert (folder / name).read_text(encoding="utf-8").lstrip().startswith(start)


BAD = [b'{"text": "Minsk"', b'{"body": 1}', b'"text"', b'{"text": null}', b'{"text": "\\ud800"}', b'{"text": "\xff"}']


@pytest.mark.parametrize("form", [f.name for f in FORMATS])
def test_bad_records_are_named_and_the_others_done(folder: Path, form: str) -> None:
    records = [b'{"text": "Minsk"}', *(line for bad in BAD for line in (bad, b'{"text": "BBC", "x": "\\udfff"}'))]
    _, err = annotate(folder, "--from", "jsonl", "--to", form, "-o", "out", stdin=b"\n".join(records), code=1)
    assert len(err.splitlines()) == len(BAD)
    assert all(f"<stdin>:{2 * i + 2}:" in line for i, line in enumerate(err.splitlines()))
    if form in ("brat", "pages"):
        files = {"brat": 2 * (len(records) - len(BAD)), "pages": len(records) - len(BAD) + 1}
        assert len(list((folder / "out").iterdir())) == files[form]
        return
    content = (folder / "out").read_text(encoding="utf-8")
    assert content.count("minsk") >= 1 or form == "table"
    if form == "jsonl":
        told = lines(content)
        assert ["error" in t for t in told] == [False, *[True, False] * len(BAD)]
        assert told[2]["x"] == "\udfff"
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(content, newline="")))
        assert [bool(row["error"]) for row in rows] == [False, *[True, False] * len(BAD)]
    if form in ("displacy", "label-studio", "web-annotation"):
        assert len(json.loads(content)) == len(records) - len(BAD)


def test_many_failures_are_not_all_told_where_the_output_has_them(folder: Path) -> None:
    stdin = b"{}\n" * 100
    out, err = annotate(folder, "--from", "jsonl", stdin=stdin, code=1)
    assert len(lines(out)) == 100
    assert err.splitlines()[20:] == ["normalize: 100 of 100 articles failed; standard output says why of each"]
    assert len(annotate(folder, "--from", "jsonl", "--to", "prodigy", stdin=stdin, code=1)[1].splitlines()) == 100


class Fragile:
    """An annotator that fails on some text, in its own process or, through ``pipe``, in all."""

    def annotate(self, text: str) -> AnnotatedText:
        if "poison" in text:
            raise RuntimeError("broken")
        return AnnotatedText(text, ())

    def pipe(self, texts: Any, **_: Any) -> Iterator[Any]:
        held: list[Any] = []
        for text, context in texts:
            held.append((text, context))
            if len(held) > 5:
                text, context = held.pop(0)  # noqa: PLW2901
                yield self.annotate(text), context
        for text, context in held:
            yield self.annotate(text), context


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_text_that_breaks_the_annotator_is_an_error_in_its_place(jobs: int) -> None:
    articles = [Article(str(i), "poison" if i in (3, 4, 19) else "fine", ordinal=i) for i in range(20)]
    articles[7] = Article("7", error="unreadable", ordinal=7)
    results: list[Result] = list(annotated(Fragile(), iter(articles), jobs))  # type: ignore[arg-type]
    assert [r.article for r in results] == articles
    broken = [r.article.ordinal for r in results if r.error]
    assert broken == [3, 4, 7, 19]
    assert results[3].error == "3: could not be annotated (RuntimeError: broken)"


def test_a_broken_reader_is_not_taken_for_the_end() -> None:
    def articles() -> Iterator[Article]:
        yield Article("a", "x")
        raise RuntimeError("reader")

    for jobs in (1, 2):
        with pytest.raises(RuntimeError, match="reader"):
            list(annotated(Fragile(), articles(), jobs))  # type: ignore[arg-type]


def test_outputs_that_would_destroy_something_are_refused(folder: Path) -> None:
    (folder / "full").mkdir()
    (folder / "full" / "x.txt").write_text("x", encoding="utf-8")
    for args, message in (
        (("a.jsonl", "-o", "a.jsonl"), "is among the inputs"),
        ((".", "-o", "out.jsonl"), "is among the inputs"),
        (("a.jsonl", "-o", "full"), "is a folder; name a file in it"),
        (("a.jsonl", "-o", "full", "--to", "brat"), "is there already; name a new folder"),
        (("a.jsonl", "-o", "/dev/null"), "no plain file"),
        (("a.jsonl", "--to", "brat"), "-o FOLDER"),
        (("a.jsonl", "--resume"), "--resume needs the OUT"),
        (("a.jsonl", "-o", "out", "--to", "html", "--resume"), "nothing to go on with"),
        (("a.jsonl", "-o", "none/out"), "there is no folder 'none'"),
        (("a.jsonl", "--to", "jsonlines"), "Did you mean 'jsonl'?"),
    ):
        assert message in annotate(folder, *args, code=2)[1]
    assert sorted(p.name for p in folder.iterdir()) == ["a.jsonl", "full", "my.yaml"]


def test_a_full_disk_is_told_and_leaves_the_old_output(folder: Path) -> None:
    (folder / "out").write_text("old", encoding="utf-8")
    small = (
        f"ulimit -f 1; '{sys.executable}' -c 'from translit.cli import main; main()' annotate a.jsonl --aliases my.yaml"
    )
    (folder / "a.jsonl").write_text('{"text": "Minsk"}\n' * 1000, encoding="utf-8")
    for form in ("jsonl", "html"):
        done = subprocess.run(
            ["bash", "-c", f"{small} --to {form} -o out"],
            cwd=folder,
            env=ENV,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (2, "normalize: out: cannot be written (File too large)\n")
        assert (folder / "out").read_text(encoding="utf-8") == "old"
    done = subprocess.run(
        ["bash", "-c", f"{small} > /dev/full"], cwd=folder, env=ENV, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (2, "normalize: standard output: No space left on device\n")


def test_names_of_brat_files_do_not_meet(folder: Path) -> None:
    names = ["a/b", "a_b", "A_B", "..", "", "é/../x.txt", "y" * 300]
    stdin = "".join(json.dumps({"id": n, "text": "Minsk"}) + "\n" for n in names).encode()
    annotate(folder, "--from", "jsonl", "--to", "brat", "-o", "out", stdin=stdin)
    found = sorted(p.stem for p in (folder / "out").glob("*.ann"))
    assert found == sorted(["a_b", "a_b-2", "A_B-3", "article", "stdin_5", "é_.._x", "y" * 80])


def test_an_empty_input_is_told(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert annotate(folder, "empty") == ("", "normalize: no article in the input\n")
    assert annotate(folder, "empty", "--to", "displacy")[0] == "[\n\n]\n"


def on_terminal(folder: Path, *args: str) -> str:
    """Return the messages of the command to a terminal; standard output is a file."""
    main, other = pty.openpty()
    termios.tcsetwinsize(other, (24, 80))
    with (folder / "stdout").open("wb") as stdout:
        process = subprocess.Popen([*COMMAND, "annotate", *args], cwd=folder, env=ENV, stdout=stdout, stderr=other)
    os.close(other)
    said = b""
    while True:
        try:
            chunk = os.read(main, 4096)
        except OSError:  # the other end is closed
            break
        if not chunk:
            break
        said += chunk
    os.close(main)
    assert process.wait(60) == 0
    return said.decode()


def test_progress_is_told_to_a_terminal_if_the_work_is_long(folder: Path) -> None:
    assert on_terminal(folder, "a.jsonl", "--aliases", "my.yaml") == ""
    os.mkfifo(folder / "slow")
    writer = subprocess.Popen(
        ["bash", "-c", 'for i in 1 2 3 4 5 6; do echo "{\\"text\\": \\"Minsk\\"}"; sleep 0.6; done > slow'], cwd=folder
    )
    said = on_terminal(folder, "slow", "--from", "jsonl", "--aliases", "my.yaml")
    writer.wait()
    assert " articles" in said
    assert "normalize: 6 articles, 6 mentions, 0 failed; " in said
    assert "\x1b[3" not in said  # no colours
    assert len(lines((folder / "stdout").read_text())) == 6


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(folder: Path, jobs: str) -> None:
    command = [*COMMAND, "annotate", "--aliases", "my.yaml", "--from", "jsonl", "-j", jobs, "-o", "out"]
    with subprocess.Popen(
        command, cwd=folder, env=ENV, stdin=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdin
        process.stdin.write(b'{"text": "Minsk"}\n' * 500)
        process.stdin.flush()
        for _ in range(600):
            if (folder / "out.part").exists() and (folder / "out.part").stat().st_size:
                break
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)  # like a terminal: to all processes
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert err.decode().rstrip().endswith("articles are kept in out.part; the same command with --resume goes on")
    assert not (folder / "out").exists()
    annotate(folder, "--from", "jsonl", "-o", "out", "--resume", stdin=b'{"text": "Minsk"}\n' * 600)
    assert len(lines((folder / "out").read_text())) == 600


def test_memory_does_not_grow_with_the_input(folder: Path) -> None:
    code = (
        "import resource\nfrom translit.cli import run\n"
        "run(['annotate', 'big.jsonl', '--aliases', 'my.yaml', '-o', 'out'])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    used = []
    for count in (10, 4000):
        (folder / "big.jsonl").write_text('{"text": "Minsk ' + "x" * 10_000 + '"}\n', encoding="utf-8")
        with (folder / "big.jsonl").open("a", encoding="utf-8") as file:
            file.writelines('{"text": "Minsk ' + " " * 10_000 + '"}\n' for _ in range(count))
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=folder, env=ENV, capture_output=True, text=True, check=True
        )
        used.append(int(done.stdout))
    assert used[1] - used[0] < 20_000  # kB; the input has 40 MB
