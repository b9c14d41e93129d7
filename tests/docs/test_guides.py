"""The guides work: their files, commands and Python blocks are run one after another in an empty folder, as by a reader.

A block with a caption is a file of that name. A command exits with 0, and its output begins with the lines below it. A
Python block prints something; if a text block follows, exactly that text.
"""

from __future__ import annotations

import bz2
import contextlib
import importlib.util
import io
import re
import shutil
from pathlib import Path

import pytest

from command import shell
from support import ROOT

FILE = r"^```\{code-block\} \w+\n:caption: (?P<file>\S+)\n\n(?P<content>.*?)^```$"
PYTHON = r"^```python{}\n(?P<python>.*?)^```$(?:\n+```text\n(?P<output>.*?)^```$)?"
CONSOLE = r"^```console\n(?P<console>.*?)^```$"
IMPORTERS = ROOT / "tests" / "data" / "importers"
BY_OTHERS = {"cli.md", "serve.md"}  # tests/cli/test_help.py and tests/web/test_serving.py run them


def run(guide: str, folder: Path, *, kind: str = "", codes: tuple[int, ...] = (0,)) -> int:
    """Run the blocks of a guide, and return their number."""
    names: dict[str, object] = {}
    content = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    blocks = list(re.finditer("|".join((FILE, PYTHON.format(kind), CONSOLE)), content, re.DOTALL | re.MULTILINE))
    assert len(blocks) == len(re.findall(rf"^```(?:python{kind}|console|\{{code-block\}}.*)$", content, re.MULTILINE))
    for block in blocks:
        if block["file"]:
            (folder / block["file"]).parent.mkdir(exist_ok=True)
            (folder / block["file"]).write_text(block["content"], encoding="utf-8")
        elif block["console"]:
            run_console(block["console"], folder, codes)
        else:
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(block["python"], guide, "exec"), names)  # noqa: S102
            assert out.getvalue().strip(), block["python"]
            assert block["output"] in (None, out.getvalue())
    return len(blocks)


def run_console(block: str, folder: Path, codes: tuple[int, ...]) -> None:
    for command, shown in re.findall(r"^\$ (.*)\n((?:[^$\n].*\n)*)", block, re.MULTILINE):
        done = shell(folder, command)
        assert done.returncode in codes, (command, done.stderr)
        assert done.stdout.startswith(shown), (command, done.stdout)


@pytest.mark.parametrize(
    "guide",
    [
        "audit.md", "columns.md", "discover.md", "not-found.md",
        "index.md", "tutorial.md", "python.md", "files.md", "spacy.md", "dataframes.md", "aliases.md", "from-csv.md",
        "gazetteers.md", "decisions.md", "languages.md",
    ],
)  # fmt: skip
def test_guide(guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(guide, tmp_path)


def test_guide_to_imports(tmp_path: Path) -> None:
    """The data have bad records, hence exit code 1."""
    (tmp_path / "latest-all.json.bz2").write_bytes(bz2.compress((IMPORTERS / "wikidata.json").read_bytes()))
    for name, source in (("entities.ftm.json",) * 2, ("entities.gzip", "entities.tsv")):
        shutil.copy(IMPORTERS / source, tmp_path / name)
    (tmp_path / "names.txt").write_text("Вера Сампль\nОбразцов, Пётр\n", encoding="utf-8")
    (tmp_path / "staff.csv").write_text("Full name,Room\nVera Sample,7\n", encoding="utf-8")
    assert run("import.md", tmp_path, codes=(0, 1))
    assert (tmp_path / "people.jsonl").exists()  # no item of the sample has five sitelinks
    assert all((tmp_path / f"{name}.jsonl").stat().st_size for name in ("sanctions", "jrc", "names", "staff"))


@pytest.mark.doors
@pytest.mark.usefixtures("spark")
def test_guide_to_spark(tmp_path: Path) -> None:
    assert run("spark.md", tmp_path)


@pytest.mark.doors
@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is large and not installed for the tests")
@pytest.mark.filterwarnings("ignore")
def test_guide_to_ray(tmp_path: Path) -> None:
    assert run("spark.md", tmp_path, kind=" ray")


def test_every_guide_with_something_to_run_is_run() -> None:
    tested = {*re.findall(r'"([\w-]+\.md)"', Path(__file__).read_text(encoding="utf-8")), *BY_OTHERS}
    runnable = {
        p.name for p in (ROOT / "docs").glob("*.md") if re.search(r"^```(python|console)", p.read_text("utf-8"), re.M)
    }
    assert runnable <= tested
