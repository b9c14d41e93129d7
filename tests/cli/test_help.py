"""The examples in the help texts run; completion; rewriting pages."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from command import ALIASES, COMMAND, ENV, run, shell
from support import ROOT, SEEDS, read_seed
from translit.io.markup import from_html, from_markdown

VERBS = [
    "", "annotate", "lookup", "dedupe", "audit", "discover", "explain", "romanize",
    "gazetteer build", "gazetteer check", "gazetteer import", "gazetteer info",
    "gazetteer places", "serve",
]  # fmt: skip
GUIDE = ROOT / "docs" / "cli.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the files that the examples use."""
    article = read_seed(SEEDS[0].name)[:600]
    imports = ROOT / "tests" / "data" / "importers"
    for name, source in (("names.csv", "own.csv"), ("wikidata.json", "wikidata.json"), ("entities.ftm.json",) * 2):
        shutil.copy(imports / source, tmp_path / name)
    (tmp_path / "archive").mkdir()
    for name, content in {
        "article.txt": article,
        "archive/a.txt": article,
        "archive/b.html": "<p>Minsk",
        "articles.jsonl": '{"url": "u", "body": "Minsk"}\n',
        "articles.csv": "id,text\n1,Minsk\n",
        "page.html": "<p>Loekasjenko in Minsk",
        "notes.md": "*Loekasjenko* in Minsk",
        "my.yaml": ALIASES,
        "names.jsonl": "",
        "names.txt": "Вера Сампль\n",
        "staff.csv": "Full name,Room\nVera Sample,7\n",
        "sdn.csv": '36,"SAMPLE AIR LINES",-0- ,"SAMPLAND",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n',
    }.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def examples(text: str) -> list[str]:
    return [
        line.strip() for line in re.findall(r"^ +(?:normalize|echo|gzip|\w+=\S+ normalize) .*$", text, re.MULTILINE)
    ]


RUN_BY_A_GUIDE = ("gazetteer places", "gazetteer build", "serve")
"""Verbs that take long with the shipped gazetteer, or go on until they are ended; guides and their own tests run them."""


@pytest.mark.parametrize("verb", VERBS)
def test_examples_in_help_run(folder: Path, verb: str) -> None:
    told, _ = run(folder, *verb.split(), "--help", COLUMNS="200")
    assert told.startswith("Usage: normalize")
    found = [e for e in examples(told.split("Example", 1)[1]) if "_COMPLETE" not in e and "Exit codes" not in e]
    assert found
    if verb in RUN_BY_A_GUIDE:
        return
    for example in found:
        done = shell(folder, example)
        # Some of the import data have bad records, hence exit code 1.
        assert done.returncode in ((0, 1) if " import " in example else (0,)), (example, done.stderr)
        assert "Traceback" not in done.stderr


def test_the_guide_is_true(folder: Path) -> None:
    """Every command of the guide runs; its output begins with the lines shown after it."""
    blocks = re.findall(r"^```console\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    commands = 0
    for block in blocks:
        for command, shown in re.findall(r"^\$ (.*)\n((?:[^$\n].*\n)*)", block, re.MULTILINE):
            done = shell(folder, command)
            assert done.returncode == 0, (command, done.stderr)
            assert not shown or done.stdout.startswith(shown), command
            commands += 1
    assert commands > 8


def test_completion(folder: Path) -> None:
    def completed(words: str, at: int) -> list[str]:
        env = {"_NORMALIZE_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(at)}
        done = subprocess.run(COMMAND, env={**ENV, **env}, capture_output=True, text=True, check=False, cwd=folder)
        assert not done.stderr
        return done.stdout.splitlines()

    assert completed("normalize ", 1) == [
        "plain,annotate", "plain,lookup", "plain,dedupe", "plain,audit", "plain,discover", "plain,serve",
        "plain,explain", "plain,romanize", "plain,gazetteer", "file,",
    ]  # fmt: skip
    assert completed("normalize an", 1) == ["plain,annotate", "file,an"]
    assert completed("normalize --s", 1) == ["plain,--style"]
    assert completed("normalize annotate --to w", 3) == ["plain,web-annotation"]
    assert completed("normalize annotate a", 2) == ["file,a"]
    assert completed("normalize article.txt --in", 2) == ["plain,--in-place"]


def test_words_that_were_meant(folder: Path) -> None:
    assert "did you mean 'annotate'?" in run(folder, "anotate", "article.txt", code=2)[1]
    assert "Did you mean 'person'?" in run(folder, "explain", "A", "B", "--type", "persn", code=2)[1]
    assert "no such file" in run(folder, "artikel.txt", code=1)[1]
    assert "-i writes files anew" in run(folder, "-i", code=2)[1]


HTML = (
    "<title>Mińsk</title><p title='Mińsk'>Miensk, <i>Swetlana</i>\n <b>Tichanowskaja</b>; <code>Mińsk</code> &amp; "
    "<b>Miń</b>sk, Mi&#x144;sk, Loeka&shy;sjenko"
)
HTML_AFTER = (
    "<title>Mińsk</title><p title='Mińsk'>Minsk, <i>Sviatlana</i>\n <b>Tsikhanouskaya</b>; <code>Mińsk</code> &amp; "
    "<b>Miń</b>sk, Minsk, Lukashenko"
)


def test_pages_are_rewritten_in_their_source(folder: Path) -> None:
    (folder / "page.html").write_text(HTML, encoding="utf-8")
    out, err = run(folder, "page.html", code=1)
    assert out == HTML_AFTER
    assert err == "normalize: page.html: 'Mińsk' stays as it is, because markup stands inside a word of it\n"
    markdown = "# Loekasjenko\n\n[*Swetlana* Tichanowskaja](https://example.org/Loekasjenko) and `Loekasjenko`\n"
    out, err = run(folder, "--from", "markdown", stdin=markdown.encode())
    assert out == ("# Lukashenko\n\n[*Sviatlana* Tsikhanouskaya](https://example.org/Loekasjenko) and `Loekasjenko`\n")
    assert from_markdown(out).text == run(folder, stdin=from_markdown(markdown).text.encode())[0]
    assert from_html(HTML_AFTER).text.startswith("Minsk, Sviatlana Tsikhanouskaya")


def test_in_place(folder: Path) -> None:
    page, link = folder / "notes.md", folder / "link.md"
    page.chmod(0o640)
    link.symlink_to(page)
    other = folder / "article.txt"
    other.write_text("No names.", encoding="utf-8")
    stamp = other.stat().st_mtime_ns
    assert run(folder, "-i", "link.md", "article.txt") == ("", "")
    assert page.read_text(encoding="utf-8") == "*Lukashenko* in Minsk"
    assert (link.is_symlink(), page.stat().st_mode & 0o777, other.stat().st_mtime_ns) == (True, 0o640, stamp)


def test_records_are_not_text(folder: Path) -> None:
    _, err = run(folder, "articles.jsonl", code=1)
    assert err.startswith("normalize: articles.jsonl: holds records; normalize annotate reads them")
    assert run(folder, "articles.jsonl", "--from", "text")[0] == '{"url": "u", "body": "Minsk"}\n'
    assert "unpack it first: gunzip x.txt.gz" in run(folder, "-i", "x.txt.gz", code=1)[1]
