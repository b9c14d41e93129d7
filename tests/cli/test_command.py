"""The command: streams, exit codes, and inputs nobody should give."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import translit
from support import ROOT, SEEDS, read_seed

COMMAND = [sys.executable, "-c", "from translit.cli import main; main()"]


def normalize(*args: str | Path, stdin: bytes = b"", **env: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [*COMMAND, *map(str, args)], input=stdin, capture_output=True, cwd=ROOT, env={**os.environ, **env}, check=False
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_text_in_text_out() -> None:
    text = "Loekasjenko’s bezoek aan Сочы.\r\nNiets verder.\r\n"
    code, out, err = normalize(stdin=text.encode())
    assert (code, err) == (0, "")
    assert out == translit.normalize(text)
    assert out.endswith("Niets verder.\r\n")


def test_files_are_written_one_after_the_other(tmp_path: Path) -> None:
    for name, text in (("a.txt", "Kiew\n"), ("annotate", "Харків\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    code, out, _ = normalize(tmp_path / "a.txt", tmp_path / "annotate")
    assert (code, out) == (0, "Kyiv\nKharkiv\n")


def test_annotate_writes_json_lines_to_a_pipe() -> None:
    code, out, err = normalize("annotate", *SEEDS)
    assert (code, err) == (0, "")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["id"] for line in lines] == [str(p) for p in SEEDS]
    for path, line in zip(SEEDS, lines, strict=True):
        text = read_seed(path.name)
        assert line["mentions"] == translit.annotate(text).to_dict()["mentions"]
        assert all(text[m["start"] : m["end"]] == m["text"] for m in line["mentions"])
        assert set(line["made_by"]) == {"translit", "gazetteer", "config"}


def test_annotate_as_a_table() -> None:
    code, out, _ = normalize("annotate", SEEDS[0], "--to", "table", COLUMNS="100")
    assert code == 0
    assert "PER Sviatlana Tsikhanouskaya  Sviatlana Tsikanaouskaya" in out
    assert max(map(len, out.splitlines())) <= 100


def test_explain_one_name_and_two() -> None:
    code, out, _ = normalize("explain", "Tsikanouskaya")
    assert code == 0
    assert "Tsikhanouskaya, Ціханоўская (English press from Belarusian), with h dropped" in out
    assert normalize("explain", "Łukaszenka", "Lukashenko")[1].startswith("the same (0.")
    assert normalize("explain", "Iran", "Iraq", "--type", "place")[1].startswith("not the same")
    assert normalize("explain", "Maria Kolesnik")[1].startswith("unknown: Maria Kolesnik")


def test_romanize() -> None:
    assert normalize("romanize", "Ціханоўская", "--lang", "be", "--convention", "bgn")[1] == "Tsikhanowskaya\n"
    assert "Zichanouskaja\tGerman (Duden)" in normalize("romanize", "Ціханоўская", "--lang", "be")[1]
    code, out, err = normalize("romanize", "x", "--lang", "xx")
    assert (code, out) == (2, "")
    assert "no matrix for language 'xx'" in err


def test_gazetteer_check_and_info(tmp_path: Path) -> None:
    code, out, err = normalize("gazetteer", "check", "data/aliases.yaml")
    assert (code, out) == (0, "")
    assert "no fault" in err
    broken = tmp_path / "a.yaml"
    broken.write_text("- id: a\n  name: A\n  type: place\n  alias: [B]\n", encoding="utf-8")
    for args in (("gazetteer", "check", broken), ("annotate", SEEDS[0], "--aliases", broken)):
        code, out, err = normalize(*args)
        assert (code, out) == (2, "")
        assert err == f"{broken}:4:3: unknown field 'alias' (did you mean 'aliases'?)\n"
    assert "fingerprint\t" in normalize("gazetteer", "info")[1]


def test_own_aliases(tmp_path: Path) -> None:
    mine = tmp_path / "my.yaml"
    mine.write_text("- {id: s, name: Saint Petersburg, type: place, aliases: [Piter]}\n", encoding="utf-8")
    line = json.loads(normalize("annotate", "--aliases", mine, stdin=b"Piter, not Minsk")[1])
    assert [m["kb_id"] for m in line["mentions"]] == ["s"]
    assert line["id"] == "<stdin>"


@pytest.fixture
def bad(tmp_path: Path) -> dict[str, Path]:
    files = {
        "missing": tmp_path / "missing.txt",
        "folder": tmp_path / "folder",
        "binary": tmp_path / "binary.txt",
        "latin1": tmp_path / "latin1.txt",
        "empty": tmp_path / "empty.txt",
    }
    files["folder"].mkdir()
    files["binary"].write_bytes(b"\x7fELF\0\0")
    files["latin1"].write_bytes("Minsk\nZürich".encode("latin-1"))
    files["empty"].write_bytes(b"")
    return files


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("missing", "missing.txt: no such file"),
        ("folder", "folder: is a folder; name the files in it"),
        ("binary", "binary.txt: is not text (byte 0 at 4)"),
        ("latin1", "latin1.txt: not UTF-8 in line 2 (byte 7); convert it first"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_done(bad: dict[str, Path], kind: str, message: str) -> None:
    for verb in ((), ("annotate",)) if kind != "folder" else ((),):
        code, out, err = normalize(*verb, bad[kind], SEEDS[0])
        assert code == 1
        assert message in err
        assert "Alexander Lukashenko" in out
    if kind != "folder":
        lines = normalize("annotate", bad[kind], SEEDS[0])[1].splitlines()
        assert message in json.loads(lines[0])["error"]
        assert len(lines) == 2


def test_an_empty_file_is_fine(bad: dict[str, Path]) -> None:
    assert normalize(bad["empty"]) == (0, "", "")
    assert json.loads(normalize("annotate", bad["empty"])[1])["mentions"] == []
    assert normalize("annotate", bad["empty"], "--to", "table")[1].strip().endswith("0 mentions of 0 entities")


@pytest.mark.parametrize(
    "args", [("--nonsense",), ("annotate", "--to", "xml"), ("explain",), ("gazetteer", "nonsense")]
)
def test_wrong_usage(args: tuple[str, ...]) -> None:
    code, out, err = normalize(*args)
    assert (code, out) == (2, "")
    assert "Usage" in err or "Error" in err


def test_a_missing_alias_file() -> None:
    code, _, err = normalize("--aliases", "nowhere.yaml", SEEDS[0])
    assert code == 2
    assert err == "normalize: nowhere.yaml: No such file or directory\n"


def test_a_closed_pipe_is_quiet() -> None:
    shell = f"'{sys.executable}' -c 'from translit.cli import main; main()' annotate {'seeds/*.txt ' * 40} | head -c 10"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {shell}"], capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b'{"id": "se', b"")


def test_an_interrupt_is_quiet() -> None:
    with subprocess.Popen([*COMMAND, "annotate"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_a_long_single_line(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(
        "Loekasjenko met Putin in Sochi and somebody said nothing much about it; " * 14_000, encoding="utf-8"
    )
    code, out, err = normalize(path, SEEDS[0])
    assert (code, err) == (0, "")
    assert out.count("Lukashenko met Putin in Sochi") == 14_000


def test_version_and_help() -> None:
    fingerprint, python = translit.load().gazetteer.fingerprint, ".".join(map(str, sys.version_info[:3]))
    assert normalize("--version")[1] == f"normalize {translit.__version__}, gazetteer {fingerprint}, Python {python}\n"
    for verb in ((), ("annotate",), ("explain",), ("romanize",), ("gazetteer",)):
        code, out, _ = normalize(*verb, "--help")
        assert code == 0
        assert out.startswith("Usage: normalize")


def loaded_by(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"], capture_output=True, check=True, text=True
    )
    return {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}


def test_nothing_heavy_is_loaded() -> None:
    heavy = {"spacy", "pandas", "pyarrow", "numpy", "thinc", "pydantic"}
    assert not loaded_by("import translit") & {*heavy, "rapidfuzz", "unidecode", "yaml", "click"}
    helping = "from translit.cli import run\nassert run(['--help']) == 0"
    assert not loaded_by(helping) & {*heavy, "rapidfuzz", "unidecode", "yaml"}
    assert not loaded_by("import translit\ntranslit.annotate('Minsk')") & {"spacy", "pandas", "pyarrow", "thinc"}


def test_annotating_loads_nothing_heavy() -> None:
    code = f"from translit.cli import run\nassert run(['annotate', {str(SEEDS[0])!r}]) == 0"
    assert not loaded_by(code) & {"spacy", "pandas", "pyarrow", "numpy", "thinc", "pydantic", "tqdm", "yaml"}


def test_help_is_light() -> None:
    code = "import time\nfrom translit.cli import run\nrun(['--help'])\nprint(time.process_time())"
    seconds = []
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
        seconds.append(float(done.stdout.splitlines()[-1]))
    assert min(seconds) <= 0.12


def test_functions_are_not_shadowed_by_modules() -> None:
    code = "import translit\ntranslit.annotate('Minsk')\ntranslit.lookup('Minsk')\n"
    names = ("annotate", "lookup", "compare", "normalize", "romanize", "variants", "load")
    loaded_by(code + f"assert all(callable(getattr(translit, name)) for name in {names})")


def test_importing_loads_nothing_heavy(tmp_path: Path) -> None:
    source = ROOT / "tests" / "data" / "importers" / "own.csv"
    args = ["gazetteer", "import", "--from", "csv", str(source), "-o", str(tmp_path / "o.jsonl")]
    code = f"from translit.cli import run\nassert run({args}) == 1"
    assert not loaded_by(code) & {"spacy", "pandas", "pyarrow", "numpy", "rapidfuzz", "unidecode", "yaml", "tqdm"}
