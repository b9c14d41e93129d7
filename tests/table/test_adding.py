"""Adding a convention and a language, as CONTRIBUTING.md tells it, in a copy of the data; typical mistakes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_data.faults import faults
from build_data.table import read_tsv
from support import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of the package and of the table's sources, with a made-up convention and language.

    The convention is one of Belarusian; the language has four letters and a convention of its own.
    """
    shutil.copytree(ROOT / "src" / "translit", tmp_path / "src" / "translit")
    table = tmp_path / "data" / "table"
    shutil.copytree(ROOT / "data" / "table", table)
    header, rows = read_tsv(table / "matrix" / "be.tsv")
    lines = [[*header, "house"], *([*row, "x" if row[0] == "х" else row[header.index("bgn")]] for row in rows)]
    (table / "matrix" / "be.tsv").write_text("\n".join(map("\t".join, lines)) + "\n", encoding="utf-8")
    (table / "matrix" / "qx.tsv").write_text("letter\tkey\town\nⱆ\tu\tu\nⱂ\tp\tp\nⰽ\tk\tq\nⰲ\tv\tv\n", encoding="utf-8")
    languages = (table / "languages.yaml").read_text(encoding="utf-8")
    languages = languages.replace("    Юрый:\n", "    Юрый:\n      house: Yuryy\n", 1)
    languages += "qx:\n  name: Quex\n  guess: 2\n  script: Glag\n  classes: {}\n  examples:\n    ⱂⱆⰽ:\n      own: Puq\n"
    (table / "languages.yaml").write_text(languages, encoding="utf-8")
    with (table / "conventions.yaml").open("a", encoding="utf-8") as file:
        file.write("house: {name: Our house, short: our house, used: [us]}\nown: {name: Own, short: own, used: [us]}\n")
    return tmp_path


def run(checkout: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run Python code with the package of the copy."""
    path = os.pathsep.join(map(str, (checkout / "src", ROOT / "tools")))
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=checkout, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


BUILD = """
from pathlib import Path
from build_data.__main__ import shipped_columns, write_table
from build_data.trial import report
data, package = Path("data/table"), Path("src/translit/data")
before = shipped_columns(package)
print(*report(data, before, write_table(data, package)), sep="\\n")
"""
USE = """
import translit
print(translit.romanize("Ціханоўская", lang="be", convention="house"), translit.romanize("ⱂⱆⰽⰲ", lang="qx"))
print([c.id for c in translit.conventions("qx")], "house" in [c.id for c in translit.conventions("be")])
print([v.text for v in translit.variants("ⰲⱆⰽⱆ", lang="qx")])
print(translit.compare("ⰲⱆⰽⱆ", "Vuqu").same, translit.compare("Міхаль Ціхан", "Mixal Tsixan").same)
"""


def test_a_new_convention_and_a_new_language_work(checkout: Path) -> None:
    built = run(checkout, BUILD)
    assert built.returncode == 0, built.stderr
    assert "be.house is new: Belarusian by Our house. " in built.stdout
    assert "qx.own is new: Quex by Own. 100.0% of 1 words lead back from their spelling.\n" in built.stdout
    assert built.stdout.endswith("Next: make test; then commit data/, src/translit/data/ and docs/conventions.md.\n")
    assert run(checkout, USE).stdout.splitlines() == [
        "Tsixanowskaya Puqv", "['own'] True", "['Vuqu']", "True True",
    ]  # fmt: skip


def test_a_wrong_example_is_told_and_nothing_is_written(checkout: Path) -> None:
    path = checkout / "data" / "table" / "languages.yaml"
    text = path.read_text(encoding="utf-8").replace("own: Puq", "own: Pook")
    path.write_text(text, encoding="utf-8")
    before = (checkout / "src" / "translit" / "data" / "table.json").read_bytes()
    told = run(checkout, BUILD).stderr
    line = text[: text.index("own: Pook")].count("\n") + 1
    assert (
        f"data/table/languages.yaml:{line}:12: 'ⱂⱆⰽ' of qx is 'Puq' by own, not 'Pook' (mend the example, or " in told
    )
    assert (checkout / "src" / "translit" / "data" / "table.json").read_bytes() == before


MISTAKES = [  # file, what stands there, what is written instead, the place and the fault
    ("matrix/qx.tsv", "ⱆ\tu\tu\n", "ⱆ\tu\n", "4: 2 cells in a table of 3 columns (put a tab between two cells; "),
    ("matrix/qx.tsv", "ⰽ\tk\tq", "ⰽ\tq\tq", "3: 'q' in 'q' is no phoneme (there are a e i o u "),
    (
        "matrix/qx.tsv",
        "ⱂ\tp\tp",
        "V_ⱂ\tp\tp",
        "1: the letter class 'V' is not in languages.yaml (there are none ",
    ),
    (
        "conventions.yaml",
        "own: {name: Own",
        "onw: {name: Own",
        "1: no matrix has a column 'onw' (add it to one, or delete",
    ),
    (
        "matrix/be.tsv",
        "\thouse\n",
        "\thuose\n",
        "the convention 'huose' is not in conventions.yaml (add its record ",
    ),
    ("languages.yaml", "  name: Quex\n", "  nam: Quex\n", "3: the field 'nam' is unknown (is it 'name'?)"),
    ("matrix/be.tsv", "б\tb\t", "а\tb\t", "1: the row 'а' stands twice (delete it here or in line 2)"),
    ("matrix/be.tsv", "а\ta\ta", "а\ta\t", "5: no cell of 'а' for 'bgn' (write - for nothing, . for"),
    (
        "languages.yaml",
        "    ⱂⱆⰽ:\n",
        "    ⱂⱆⰽя:\n",
        "5: qx.tsv has no row for 'я' of 'ⱂⱆⰽя' (add it, or mend the example)",
    ),
    ("orthographies.yaml", "base: en\n", "base: nope\n", "'en_v' is based on 'nope', which does not exist (there are "),
]


def test_mistakes_are_told_all_at_once_with_their_places(checkout: Path) -> None:
    table, expected = checkout / "data" / "table", []
    for name, old, new, _ in MISTAKES:
        path = table / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    for name, _, new, fault in MISTAKES:
        text = (table / name).read_text(encoding="utf-8")
        place = text[: text.index(new) + len(new.rstrip("\n")) - len(new.strip())].count("\n") + 1
        expected.append((f"{table / name}:{place}:", fault))
    found = faults(table)
    missing = [e for e in expected if not any(line.startswith(e[0]) and e[1] in line for line in found)]
    assert missing == [], "\n".join(found)
    told = run(checkout, BUILD)
    assert told.returncode == 1
    assert all(fault in told.stderr for _, fault in expected)


def test_yaml_that_cannot_be_read_is_told_with_its_place(checkout: Path) -> None:
    path = checkout / "data" / "table" / "conventions.yaml"
    path.write_text("house: {name: Our house\nhouse: 1\n", encoding="utf-8")
    assert faults(path.parent)[0].startswith(f"{path}:2:")
    path.write_text("house: {}\nhouse: {}\n", encoding="utf-8")
    assert f"{path}:2:1: 'house' stands twice" in faults(path.parent)[0]
