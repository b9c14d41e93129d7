"""The command: streams, exit codes and invalid inputs."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import translit
from command import COMMAND, run, run_process
from support import ROOT, SEEDS, read_seed


def normalize(*args: str | Path, stdin: bytes = b"", code: int = 0, **env: str) -> tuple[str, str]:
    return run(ROOT, *args, stdin=stdin, code=code, **env)


def test_text_in_text_out() -> None:
    text = "Loekasjenko’s bezoek aan Сочы.\r\nNiets verder.\r\n"
    for way in (run, run_process):
        assert way(ROOT, stdin=text.encode()) == (translit.normalize(text), "")
    out, _ = normalize(stdin=text.encode())
    assert out.endswith("Niets verder.\r\n")


def test_files_are_written_one_after_the_other(tmp_path: Path) -> None:
    for name, text in (("a.txt", "Київ\n"), ("annotate", "Харків\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert normalize(tmp_path / "a.txt", tmp_path / "annotate")[0] == "Kyiv\nKharkiv\n"


def test_annotate_writes_json_lines_to_a_pipe() -> None:
    out, err = run_process(ROOT, "annotate", *SEEDS)
    assert (out, err) == (normalize("annotate", *SEEDS)[0], "")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["id"] for line in lines] == [str(p) for p in SEEDS]
    for path, line in zip(SEEDS, lines, strict=True):
        text = read_seed(path.name)
        assert line["mentions"] == translit.annotate(text).to_dict()["mentions"]
        assert all(text[m["start"] : m["end"]] == m["text"] for m in line["mentions"])
        assert set(line["made_by"]) == {"translit", "gazetteer", "config"}


def test_annotate_as_a_table() -> None:
    out, _ = normalize("annotate", SEEDS[0], "--to", "table", COLUMNS="100")
    assert "PER Sviatlana Tsikhanouskaya  Sviatlana Tsikanaouskaya" in out
    assert max(map(len, out.splitlines())) <= 100


def test_explain_one_name_and_two() -> None:
    out, _ = normalize("explain", "Sviatlana Tsikanouskaya")
    assert "Tsikhanouskaya, Ціханоўская (English press from Belarusian), with h dropped" in out
    assert normalize("explain", "Łukaszenka", "Lukashenko")[0].startswith("the same (0.")
    assert normalize("explain", "Iran", "Iraq", "--type", "place")[0].startswith("not the same")
    assert normalize("explain", "Maria Kolesnik")[0].startswith("unknown: Maria Kolesnik")


def test_romanize() -> None:
    assert normalize("romanize", "Ціханоўская", "--lang", "be", "--convention", "bgn")[0] == "Tsikhanowskaya\n"
    every = normalize("romanize", "Ціханоўская", "--lang", "be")[0]
    assert "Zichanouskaja\tde\tGerman (Duden)" in every
    for line in every.splitlines():
        spelling, ids, _ = line.split("\t")
        for convention in ids.split():
            assert (
                normalize("romanize", "Ціханоўская", "--lang", "be", "--convention", convention)[0] == f"{spelling}\n"
            )
    out, err = normalize("romanize", "x", "--lang", "xx", code=2)
    assert out == ""
    assert "no matrix for language 'xx'" in err
    for option in ((), ("--convention", "en")):
        assert (
            "is in Cyrillic letters, and Arabic is not"
            in normalize("romanize", "Лукашэнка", "--lang", "ar", *option, code=2)[1]
        )


def test_gazetteer_check_and_info(tmp_path: Path) -> None:
    sound = tmp_path / "sound.yaml"  # the shipped file is checked by make check
    sound.write_text("- {id: a, name: Anna Arent, type: person}\n", encoding="utf-8")
    out, err = normalize("gazetteer", "check", sound)
    assert out == ""
    assert "no fault" in err
    broken = tmp_path / "a.yaml"
    broken.write_text("- id: a\n  name: A\n  type: place\n  alias: [B]\n", encoding="utf-8")
    for args in (("gazetteer", "check", broken), ("annotate", SEEDS[0], "--aliases", broken)):
        told = f"{broken}:4:3: unknown field 'alias' (did you mean 'aliases'?)\n"
        assert normalize(*args, code=2) == ("", told)
    told = normalize("gazetteer", "info")[0]
    counts, countries = (dict(line.split("\t", 1) for line in part.splitlines()) for part in told.split("\n\n"))
    assert set(counts) == {"person", "organization", "place", "names", "fingerprint", "core"}
    assert countries.pop("country") == "person\torganization\tplace"
    assert sum(int(n) for row in countries.values() for n in row.split("\t")) == len(translit.load().gazetteer)


def test_own_aliases(tmp_path: Path) -> None:
    mine = tmp_path / "my.yaml"
    mine.write_text("- {id: s, name: Saint Petersburg, type: place, aliases: [Piter]}\n", encoding="utf-8")
    line = json.loads(normalize("annotate", "--aliases", mine, stdin=b"Piter, not Minsk")[0])
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
        ("latin1", "latin1.txt: not UTF-8 in line 2 (byte 7); say --encoding WINDOWS-1252"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_done(bad: dict[str, Path], kind: str, message: str) -> None:
    for verb in ((), ("annotate",)) if kind != "folder" else ((),):
        out, err = normalize(*verb, bad[kind], SEEDS[0], code=1)
        assert message in err
        assert "Alexander Lukashenko" in out
    if kind != "folder":
        lines = normalize("annotate", bad[kind], SEEDS[0], code=1)[0].splitlines()
        assert message in json.loads(lines[0])["error"]
        assert len(lines) == 2


def test_an_empty_file_is_fine(bad: dict[str, Path]) -> None:
    assert normalize(bad["empty"]) == ("", "")
    assert json.loads(normalize("annotate", bad["empty"])[0])["mentions"] == []
    assert normalize("annotate", bad["empty"], "--to", "table")[0].strip().endswith("0 mentions of 0 entities")


@pytest.mark.parametrize(
    "args", [("--nonsense",), ("annotate", "--to", "xml"), ("explain",), ("gazetteer", "nonsense")]
)
def test_wrong_usage(args: tuple[str, ...]) -> None:
    out, err = normalize(*args, code=2)
    assert out == ""
    assert "Usage" in err or "Error" in err


def test_a_missing_alias_file() -> None:
    _, err = normalize("--aliases", "nowhere.yaml", SEEDS[0], code=2)
    assert err == "normalize: nowhere.yaml: no such file\n"


def test_a_closed_pipe_is_quiet() -> None:
    shell = f"'{sys.executable}' -c 'from translit.cli import main; main()' annotate {'seeds/*.txt ' * 40} | head -c 10"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {shell}"], capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b'{"id": "se', b"")


def test_an_interrupt_is_quiet() -> None:
    command = [*COMMAND, "annotate", "--from", "jsonl"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b'{"text": "Minsk"}\n' * 2)
        process.stdin.flush()
        assert b"minsk" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_a_long_single_line(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(
        "Loekasjenko met Putin in Sochi and somebody said nothing much about it; " * 8_000, encoding="utf-8"
    )
    out, err = normalize(path, SEEDS[0])
    assert err == ""
    assert out.count("Lukashenko met Putin in Sochi") == 8_000


def test_version_and_help() -> None:
    fingerprint, python = translit.load().gazetteer.fingerprint, ".".join(map(str, sys.version_info[:3]))
    assert normalize("--version")[0] == f"normalize {translit.__version__}, gazetteer {fingerprint}, Python {python}\n"
    for verb in ((), ("annotate",), ("explain",), ("romanize",), ("gazetteer",)):
        assert normalize(*verb, "--help")[0].startswith("Usage: normalize")


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
    """It takes at most eight times as long as Python itself to start: on a usual machine, a tenth of a second."""

    def seconds(work: str) -> float:
        code = f"import time\n{work}\nprint(time.process_time())"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
        return float(done.stdout.splitlines()[-1])

    for _ in range(6):  # the clock of a busy machine counts too much now and then, never too little
        if seconds("from translit.cli import run\nrun(['--help'])") <= 8 * seconds(""):
            return
    pytest.fail("--help takes more than eight times as long as Python itself")


def test_functions_are_not_shadowed_by_modules() -> None:
    code = "import translit\ntranslit.annotate('Minsk')\ntranslit.lookup('Minsk')\n"
    names = ("annotate", "lookup", "compare", "normalize", "romanize", "variants", "load")
    loaded_by(code + f"assert all(callable(getattr(translit, name)) for name in {names})")


def test_importing_loads_nothing_heavy(tmp_path: Path) -> None:
    source = ROOT / "tests" / "data" / "importers" / "own.csv"
    args = ["gazetteer", "import", "--from", "csv", str(source), "-o", str(tmp_path / "o.jsonl")]
    code = f"from translit.cli import run\nassert run({args}) == 1"
    assert not loaded_by(code) & {"spacy", "pandas", "pyarrow", "numpy", "rapidfuzz", "unidecode", "yaml", "tqdm"}


def test_a_dry_run_shows_a_diff_and_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Loekasjenko came.\nNobody else.\nPutin in Sotsji", encoding="utf-8")
    for options in (["--dry-run"], ["-i", "--dry-run"]):
        out, err = run(tmp_path, "a.txt", *options)
        assert out.splitlines() == [
            "--- a.txt", "+++ a.txt (normalized)", "@@ -1,3 +1,3 @@", "-Loekasjenko came.", "+Lukashenko came.",
            " Nobody else.", "-Putin in Sotsji", "\\ No newline at end of file", "+Putin in Sochi",
            "\\ No newline at end of file",
        ]  # fmt: skip
        assert err == ""
    assert file.read_text(encoding="utf-8").startswith("Loekasjenko")
    assert "--to jsonl" in run(tmp_path, "a.txt", "--dry-run", "--to", "jsonl", code=2)[1]


def test_a_backup_is_kept_and_not_overwritten(tmp_path: Path) -> None:
    file, kept = tmp_path / "a.txt", tmp_path / "a.txt.orig"
    file.write_text("Loekasjenko came.", encoding="utf-8")
    run(tmp_path, "-i", "a.txt", "--backup", ".orig")
    assert (kept.read_text(encoding="utf-8"), file.read_text(encoding="utf-8")) == (
        "Loekasjenko came.",
        "Lukashenko came.",
    )
    file.write_text("Poetin came.", encoding="utf-8")
    assert "is there already" in run(tmp_path, "-i", "a.txt", "--backup", ".orig", code=1)[1]
    assert file.read_text(encoding="utf-8") == "Poetin came."
    for options in (
        ["a.txt", "--backup", ".orig"],
        ["-i", "a.txt", "--backup", "../x"],
        ["-i", "a.txt", "--backup", ""],
    ):
        assert "--backup" in run(tmp_path, *options, code=2)[1]


def test_an_unknown_style_is_an_error_that_lists_the_styles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Loekasjenko", encoding="utf-8")
    assert "the gazetteer has be, ru, uk" in run(tmp_path, "a.txt", "--style", "bee", code=2)[1]


def test_types_and_threshold_filter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Loekasjenko in Sotsji", encoding="utf-8")
    assert run(tmp_path, "a.txt", "--type", "place")[0] == "Loekasjenko in Sochi"
    assert run(tmp_path, "a.txt", "--type", "place", "--type", "person")[0] == "Lukashenko in Sochi"
    assert run(tmp_path, "a.txt", "--threshold", "1")[0] == "Loekasjenko in Sotsji"
    out, _ = run(tmp_path, "annotate", "a.txt", "--type", "person", "--to", "jsonl")
    assert [m["kb_id"] for m in json.loads(out)["mentions"]] == ["alexander-lukashenko"]


def test_a_country_that_is_none_is_a_fault(tmp_path: Path) -> None:
    record = "- {{id: minsk, name: Minsk, type: place, country: {}}}\n"
    for code, told in (("SU", "no fault"), ("UK", "my.yaml:1:21: 'UK' is no country of ISO 3166-1")):
        (tmp_path / "my.yaml").write_text(record.format(code), encoding="utf-8")
        assert told in run(tmp_path, "gazetteer", "check", "my.yaml", code=0 if code == "SU" else 2)[1]


def test_a_canonical_name_in_punctuation_is_told(tmp_path: Path) -> None:
    records = "- {id: acme, name: Acme Inc., type: organization}\n- {id: minsk, name: Minsk, type: place}\n"
    (tmp_path / "my.yaml").write_text(records, encoding="utf-8")
    _, err = run(tmp_path, "gazetteer", "check", "my.yaml")
    assert ("acme: 'Acme Inc.' begins or ends in punctuation" in err, "minsk" in err) == (True, False)
