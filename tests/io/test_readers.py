"""Readers: every format, compressed and not, bad records among good ones, folders, standard input, resuming."""

from __future__ import annotations

import builtins
import bz2
import datetime
import gzip
import io
import json
import os
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from support import ROOT
from translit.io.readers import Article, Form, read_articles, read_text

RECORDS = [{"id": "x", "text": "Minsk\n„Kyiv“", "n": 1}, {"id": 7, "text": "", "n": None}, {"text": "Łódź, 𝕏", "n": 2}]


def read(*names: Path | str, **options: Any) -> list[Article]:
    return list(read_articles(map(str, names), **options))


def jsonl(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def test_text_files_are_read_as_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"Minsk\r\n<b>Kyiv</b>")
    assert read(file) == [Article(str(file), "Minsk\r\n<b>Kyiv</b>")]
    assert read_text(str(file)) == "Minsk\r\n<b>Kyiv</b>"


def test_jsonl_passes_fields_through(tmp_path: Path) -> None:
    file = jsonl(tmp_path / "a.jsonl", RECORDS)
    articles = read(file)
    assert [(a.id, a.text, a.ordinal) for a in articles] == [
        ("x", "Minsk\n„Kyiv“", 0), ("7", "", 1), (f"{file}:3", "Łódź, 𝕏", 2)
    ]  # fmt: skip
    assert [a.meta for a in articles] == RECORDS
    file.write_text('\ufeff{"body": "Minsk", "key": "k"}\r\n\r\n{"body": "Kyiv"}', encoding="utf-8")
    assert [(a.id, a.text) for a in read(file, text_field="body", id_field="key")] == [
        ("k", "Minsk"),
        (f"{file}:3", "Kyiv"),
    ]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b'{"text": "a"', "not JSON at column 13: Expecting ',' delimiter; write {\"text\": …} on each line"),
        (b'["a"]', 'no JSON object: a record should be {…}; write {"text": …} on each line'),
        (
            b'{"txt": "a", "b": 1}',
            "no field 'text'; it has 'txt', 'b': name the one that holds the text: --text-field NAME",
        ),
        (b"{}", "no field 'text'; it has none: name the one that holds the text: --text-field NAME"),
        (b'{"text": null}', "'text' is null, not a text; give a string"),
        (b'{"text": 3}', "'text' is a number, not a text; give a string"),
        (b'{"text": ["a"]}', "'text' is a list, not a text; give a string"),
        (b'{"text": "\\ud800"}', "half a surrogate pair in 'text', which is no character; write the text anew"),
        (
            b'{"text": "\xff"}',
            "not UTF-8 at byte 10 of the line; say --encoding WINDOWS-1251, or convert it first: iconv "
            "-f WINDOWS-1251 -t UTF-8",
        ),
        (b"[" * 100_000, "not JSON that can be read"),
        (b"1" * 10_000, "not JSON that can be read"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: bytes, error: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"text": "Minsk"}\n' + line + b'\n{"text": "Kyiv"}\n')
    first, bad, last = read(file)
    assert (first.text, last.text, last.ordinal) == ("Minsk", "Kyiv", 2)
    assert bad.error.startswith(f"{file}:2: {error}")
    assert (bad.text, bad.ordinal) == ("", 1)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(tmp_path: Path, delimiter: str) -> None:
    file = tmp_path / ("a.tsv" if delimiter == "\t" else "a.csv")
    rows = [["id", "text", "n"], ["x", '"Minsk,\n""Kyiv"""', "1"], ["", f'"Łódź{delimiter} 𝕏"', ""]]
    file.write_text("\ufeff" + "\n".join(delimiter.join(row) for row in rows) + "\n\n", encoding="utf-8")
    first, second = read(file)
    assert (first.id, first.text, first.meta["n"]) == ("x", 'Minsk,\n"Kyiv"', "1")
    assert (second.id, second.text, dict(second.meta)) == (
        f"{file}:4",
        f"Łódź{delimiter} 𝕏",
        {"id": "", "text": f"Łódź{delimiter} 𝕏", "n": ""},
    )


def test_bad_csv_rows_and_heads(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b'id,text\na,Minsk\nb,Kyiv,Lviv\n\nc\nd,"\xff"\ne,' + b"x" * 200_000 + b"\n")
    articles = read(file)
    assert [a.error.removeprefix(f"{file}:") for a in articles] == [
        "",
        "3: 3 columns where the header has 2; quote cells that hold ',' or quotes",
        "5: 1 columns where the header has 2; quote cells that hold ',' or quotes",
        "6: not UTF-8; say --encoding WINDOWS-1251, or convert it first: iconv -f WINDOWS-1251 -t UTF-8",
        "",
    ]
    assert len(articles[-1].text) == 200_000  # longer than the default limit of the csv module
    for head, error in (
        ("id,body", "no column 'text'; there are 'id', 'body': name the one that holds the text: --text-field NAME"),
        ("text,text", "two columns are called 'text'; rename one"),
        ("", "no column 'text'; there are none: name the one that holds the text: --text-field NAME"),
    ):
        file.write_text(head + "\na,b\n", encoding="utf-8")
        assert [a.error for a in read(file)] == [f"{file}:1: {error}"]


def test_a_quote_that_is_never_closed_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    with file.open("w", encoding="utf-8") as out:
        out.write('text\nMinsk\n"Kyiv\n')
        out.writelines("a" * 1000 + "\n" for _ in range(20_000))
    articles = read(file)
    assert articles[0].text == "Minsk"
    assert "3: not CSV: field larger than field limit (16777216); is a quote never closed" in articles[1].error


def test_parquet(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    columns = {
        "id": ["x", None], "text": pyarrow.array(["Łódź", None], pyarrow.large_string()),
        "day": [datetime.date(2020, 8, 9)] * 2,
    }  # fmt: skip
    parquet.write_table(pyarrow.table(columns), file)
    first, second = read(file)
    assert (first.id, first.text, first.meta["day"]) == ("x", "Łódź", datetime.date(2020, 8, 9))
    assert (second.id, second.error) == (f"{file}:2", f"{file}:2: 'text' is null, not a text; give a string")
    assert read(file, text_field="body")[0].error.startswith(f"{file}: no column 'body'; there are 'id', 'text', 'day'")
    assert (
        read(file, text_field="day")[0].error == f"{file}:1: 'day' is a value of type date, not a text; give a string"
    )
    file.write_bytes(b"PAR1 no")
    assert read(file)[0].error.startswith(f"{file}: not a whole Parquet file after row 0 (")


def test_parquet_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *args: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *args)

    (tmp_path / "a.parquet").touch()
    monkeypatch.setattr(builtins, "__import__", refuse)
    [article] = read(tmp_path / "a.parquet")
    assert article.error.endswith("a.parquet: Parquet needs pyarrow: pip install '.[parquet]'")


def write(form: Form, path: Path) -> Path:
    texts = ["Minsk", "Kyiv"]
    path = path.with_suffix({"markdown": ".md"}.get(form, f".{form}"))
    if form == "jsonl":
        return jsonl(path, [{"text": t} for t in texts])
    if form == "parquet":
        parquet.write_table(pyarrow.table({"text": texts}), path)
        return path
    shown = {
        "csv": "text\nMinsk\nKyiv\n",
        "html": "<p>Minsk<p>Kyiv",
        "markdown": "Minsk\n`code`\nKyiv",
        "txt": "Minsk\nKyiv",
    }
    path.write_text(shown[form], encoding="utf-8")
    return path


FORMS: list[Form] = ["txt", "jsonl", "csv", "parquet", "html", "markdown"]


@pytest.mark.parametrize("form", FORMS)
def test_packed_files_and_standard_input_give_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: Form
) -> None:
    file = write(form, tmp_path / "a")
    packed = file.with_name(file.name + ".gz")
    packed.write_bytes(gzip.compress(file.read_bytes()))
    texts = [a.text for a in read(file)]
    assert "Minsk" in texts[0]
    assert [a.text for a in read(packed)] == texts
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    articles = read("-", form=form)
    assert [a.text for a in articles] == texts
    assert articles[0].id.startswith("<stdin>")
    half = packed.read_bytes()[:-12]
    packed.write_bytes(half)
    assert f"{packed}: is not a whole gzip file (" in read(packed)[-1].error
    packed.write_bytes(b"not packed")
    assert f"{packed}: is not a whole gzip file (Not a gzipped file" in read(packed)[-1].error


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("packed", [gzip.compress, bz2.compress])
def test_compressed_files_are_recognised_by_their_content(
    tmp_path: Path, form: Form, packed: Callable[[bytes], bytes]
) -> None:
    file = write(form, tmp_path / "a")
    texts = [a.text for a in read(file)]
    compressed = tmp_path / "b.bz2"
    compressed.write_bytes(packed(file.read_bytes()))
    assert [a.text for a in read(compressed, form=form)] == texts
    file.write_bytes(compressed.read_bytes())
    assert [a.text for a in read(file)] == texts


def test_a_text_that_begins_like_bzip2_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"BZh9 is a sign in Minsk")
    assert [a.text for a in read(tmp_path / "a.txt")] == ["BZh9 is a sign in Minsk"]
    (tmp_path / "a.txt.bz2").write_bytes(b"BZh9 is a sign in Minsk")
    assert "a.txt.bz2: is not a whole bzip2 file (Not a bzipped file" in read(tmp_path / "a.txt.bz2")[0].error


def test_html_and_markdown_keep_their_source(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<nav>Lviv</nav><p>Minsk &amp; Kyiv", encoding="utf-8")
    (tmp_path / "b.md").write_text("# Minsk", encoding="utf-8")
    page, note = read(tmp_path, skip_navigation=True)
    assert (page.text, note.text) == ("Minsk & Kyiv", "Minsk")
    for article in (page, note):
        assert article.markup is not None
        assert article.markup.text == article.text
        start, end = article.markup.map.to_source(0, 5)
        assert article.markup.source[start:end] == "Minsk"


@pytest.mark.parametrize("form", ["jsonl", "csv", "txt", "html", "markdown"])
def test_a_packed_line_without_end_is_bounded(form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few kilobytes that unpack to far more than any limit take the memory of the limit."""
    for module in ("files.lines", "files.records", "io.readers.records"):
        monkeypatch.setattr(f"translit.{module}.LONGEST_LINE", 1 << 16)
    monkeypatch.setattr("translit.files.opening.LARGEST_TEXT", 1 << 16)
    head = b"id,text\nx," if form == "csv" else b""
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(head + b"a" * (1 << 24) + b'\n{"text": "Minsk"}\n'))
    tracemalloc.start()
    articles = read(tmp_path / "bomb.gz", form=form)
    assert tracemalloc.get_traced_memory()[1] < 1 << 22
    tracemalloc.stop()
    assert "MiB" in articles[0].error
    assert [a.text for a in articles[1:]] == (["Minsk"] if form == "jsonl" else [])


def test_a_quote_that_is_never_closed_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translit.files.records.LONGEST_LINE", 1 << 12)
    (tmp_path / "a.csv").write_text('id,text\na,Minsk\nb,"' + '","x\n' * 5000)
    good, bad = read(tmp_path / "a.csv")
    assert good.text == "Minsk"
    assert "is a quote never closed?" in bad.error


def test_a_wide_head_takes_linear_time(tmp_path: Path) -> None:
    columns = [f"c{n}" for n in range(40_000)]
    start = time.process_time()
    (tmp_path / "a.csv").write_text(",".join([*columns, "text"]) + "\n" + "," * 40_000 + "Minsk\n")
    assert [a.text for a in read(tmp_path / "a.csv")] == ["Minsk"]
    (tmp_path / "a.csv").write_text(",".join(columns) + "\n")
    [wrong] = read(tmp_path / "a.csv")
    assert len(wrong.error) < 1000
    assert time.process_time() - start < 5  # minutes if it were quadratic


@pytest.mark.parametrize("form", ["jsonl", "csv", "txt", None])
def test_a_device_is_no_input(form: Form | None, tmp_path: Path) -> None:
    (tmp_path / "zero").symlink_to("/dev/zero")
    [bad] = read(tmp_path / "zero", form=form)
    assert "is a device, which may have no end" in bad.error
    assert [a.error for a in read("/dev/null", form="txt")] == [""]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize("packed", [bytes, gzip.compress])
def test_marked_encodings_are_read(encoding: str, packed: Callable[[bytes], bytes], tmp_path: Path) -> None:
    contents = {
        "a.txt": "Мінск, Łódź\r\n😀", "a.jsonl": '{"id": 1, "text": "Мінск"}\n{"id": 2, "text": "Łódź"}\n',
        "a.csv": 'id,text\n1,"Мінск,\nŁódź"\n', "a.md": "*Мінск*",
    }  # fmt: skip
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content.encode())
        plain = read(tmp_path / name)
        (tmp_path / name).write_bytes(packed(content.encode(encoding)))
        marked = read(tmp_path / name)
        assert [(a.text.removeprefix("\ufeff"), a.error) for a in marked] == [(a.text, "") for a in plain]


def test_an_encoding_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Лукашенко приехал в Минск".encode("cp1251"))
    (tmp_path / "a.csv").write_bytes("id,text\n1,Минск\n".encode("cp1251"))
    found = [a.text for a in read_articles([str(tmp_path / "a.txt"), str(tmp_path / "a.csv")], encoding="cp1251")]
    assert found == ["Лукашенко приехал в Минск", "Минск"]
    (tmp_path / "b.txt").write_bytes(b"\x98\xff")  # 98 is no letter there
    [bad] = read_articles([str(tmp_path / "b.txt")], encoding="cp1251")
    assert "b.txt: is not cp1251 ('charmap' codec" in bad.error


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Die Größe der Übung und Ölfässer".encode("latin-1"), "iconv -f WINDOWS-1252"),
        ("“Naïve” cafés – très chères".encode("cp1252"), "iconv -f WINDOWS-1252"),
        ("Zażółć gęślą jaźń, Łódź i Śląsk".encode("cp1250"), "iconv -f WINDOWS-1250"),
        ("Zażółć gęślą jaźń, Łódź i Śląsk".encode("iso8859-2"), "iconv -f ISO-8859-2"),
        ("Александр Лукашенко приехал в Минск".encode("cp1251"), "iconv -f WINDOWS-1251"),
        ("Александр Лукашенко приехал в Минск".encode("koi8-r"), "iconv -f KOI8-R"),
        ("Александр Лукашенко приехал в Минск".encode("cp866"), "iconv -f CP866"),
        ("Александр Лукашенко приехал в Минск".encode("iso8859-5"), "iconv -f ISO-8859-5"),
        ("Lukashenko in Minsk".encode("utf-16-le"), "iconv -f UTF-16LE"),
        ("Лукашенко приехал в Минск".encode("utf-16-be"), "iconv -f UTF-16BE"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdftotext"),
        (b"PK\3\4\x14\0\6\0word/document.xml", "Word document"),
        (b"PK\3\4\x14\0\6\0xl/workbook.xml", "Excel workbook"),
        (b"PK\3\4\x14\0\6\0other", "ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "old Office document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image"),
        (b"\xfd7zXZ\0\0\4", "unxz"),
        (b"\x7fELF\0\0", "is not text (byte 0 at 4)"),
    ],
)
def test_the_hint_fits_what_the_file_is(content: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    [bad] = read(tmp_path / "a.txt")
    assert told in bad.error


def test_folders_are_read_in_order_and_bad_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("hidden")
    for name in ("b/2.txt", "b/c/1.txt", "z.txt", "B.txt", "b/10"):
        (tmp_path / name).write_text(name)
    (tmp_path / "c.bin").write_bytes(b"\0")
    (tmp_path / "d.json").write_text("[]")
    (tmp_path / "e.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "zero").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe")
    articles = read(tmp_path)
    assert [Path(a.id).relative_to(tmp_path).as_posix() for a in articles] == [
        "B.txt", "b/10", "b/2.txt", "b/c/1.txt", "c.bin", "d.json", "e.txt", "loop", "z.txt", "zero",
    ]  # fmt: skip
    assert [a.ordinal for a in articles] == list(range(10))
    errors = {Path(a.id).name: a.error for a in articles if a.error}
    assert set(errors) == {"c.bin", "d.json", "e.txt", "loop", "zero"}
    assert "is not text (byte 0 at 0); give text files only" in errors["c.bin"]
    assert "jq -c '.[]'" in errors["d.json"]
    assert "no such file" in errors["e.txt"]


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b.txt").write_text("Minsk")
    real = Path.iterdir

    def refuse(self: Path) -> Iterator[Path]:
        if self.name == "a":
            raise PermissionError(13, "Permission denied")
        return iter(real(self))

    monkeypatch.setattr(Path, "iterdir", refuse)
    bad, good = read(tmp_path)
    assert bad.error == f"{tmp_path / 'a'}: Permission denied"
    assert good.text == "Minsk"


def test_a_resumed_stream_goes_on_where_it_stopped(tmp_path: Path) -> None:
    jsonl(tmp_path / "a.jsonl", [{"text": str(i)} for i in range(5)])
    (tmp_path / "b.txt").write_text("b")
    everything = read(tmp_path, "missing")
    assert everything[-1].error == "missing: no such file"
    for skip in range(9):
        assert read(tmp_path, "missing", skip=skip) == everything[skip:]


def big_jsonl(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"text": f"{i} " * 300}) + "\n" for i in range(rows))


def big_csv(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.write("text\n")
        out.writelines(f"{i} " * 300 + "\n" for i in range(rows))


@pytest.mark.parametrize(("name", "make"), [("a.jsonl", big_jsonl), ("a.csv", big_csv), ("a.jsonl.gz", big_jsonl)])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, name: str, make: Callable[[Path, int], None]) -> None:
    file = tmp_path / name
    make(file, 10_000)
    if name.endswith(".gz"):
        file.write_bytes(gzip.compress(file.read_bytes(), 1))
    size = 10_000 * 1400
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_articles([str(file)])) == 10_000
        assert tracemalloc.get_traced_memory()[1] < size / 10
    finally:
        tracemalloc.stop()


def test_parquet_is_read_by_batches(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table({"text": [f"{i} " * 300 for i in range(5_000)]}), file, row_group_size=500)
    tracemalloc.start()
    try:
        articles = islice(read_articles([str(file)]), 3_000)
        assert sum(len(a.text) > 0 for a in articles) == 3_000
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_reading_text_needs_no_pyarrow() -> None:
    code = (
        "import sys; from translit.io.readers import read_articles; list(read_articles(['README.md'])); "
        "print('pyarrow' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
