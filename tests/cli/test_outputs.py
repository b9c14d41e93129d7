"""Outputs: never an input, never a device, never through a link, never two runs at once."""

from __future__ import annotations

import errno
import io
import json
import os
import shlex
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from command import ALIASES, COMMAND, ENV, attempt, run, run_process
from translit.files import writing
from translit.files.writing import ResumableOutput, ResumeError

RECORDS = "".join(json.dumps({"id": f"e{n}", "name": f"Anna Petrov{n}", "type": "person"}) + "\n" for n in range(4))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "my.yaml").write_text(ALIASES, encoding="utf-8")
    (tmp_path / "t.txt").write_text("Miensk, Loekasjenko and the BBC.", encoding="utf-8")
    (tmp_path / "r.jsonl").write_text(RECORDS, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("kind", ["same", "./same", "hard link", "symbolic link"])
@pytest.mark.parametrize(
    ("source", "args"),
    [
        ("my.yaml", ["gazetteer", "build", "my.yaml", "-o"]),
        ("r.jsonl", ["gazetteer", "build", "my.yaml", "r.jsonl", "-o"]),
        ("r.jsonl", ["gazetteer", "import", "r.jsonl", "--from", "jsonl", "-o"]),
        ("t.txt", ["annotate", "t.txt", "--aliases", "my.yaml", "-o"]),
        ("t.txt", ["annotate", ".", "--aliases", "my.yaml", "--to", "html", "-o"]),
        ("my.yaml", ["annotate", "t.txt", "--aliases", "my.yaml", "-o"]),
    ],
)
def test_no_input_is_overwritten(folder: Path, tmp_path_factory: Any, source: str, args: list[str], kind: str) -> None:
    out: Path | str = source if kind == "same" else f"./{source}"
    if "link" in kind:
        out = tmp_path_factory.mktemp("elsewhere") / "out"
        (os.link if kind == "hard link" else os.symlink)(folder / source, out)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert "is among the inputs" in run(folder, *args, out, code=2)[1]
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_files_beside_an_output_are_no_inputs_either(folder: Path) -> None:
    for name in ("o.part", "o.state", "o.rejected.jsonl"):
        (folder / name).write_text(RECORDS, encoding="utf-8")
    for args in (
        ["annotate", "o.part", "-o", "o"],
        ["annotate", "--from", "text", "o.state", "-o", "o"],
        *(["gazetteer", "import", name, "--from", "jsonl", "-o", "o"] for name in ("o.part", "o.state")),
        ["gazetteer", "import", "o.rejected.jsonl", "--from", "jsonl", "-o", "o.jsonl"],
    ):
        assert "is among the inputs" in run(folder, *args, code=2)[1]
    assert (folder / "o.part").read_text(encoding="utf-8") == RECORDS


def test_standard_input_is_an_input(folder: Path) -> None:
    with (folder / "t.txt").open("rb") as given:
        done = subprocess.run(
            [*COMMAND, "annotate", "-o", "t.txt"], cwd=folder, env=ENV, stdin=given, capture_output=True, check=False
        )
    assert done.returncode == 2
    assert b"is among the inputs (-)" in done.stderr


@pytest.mark.parametrize("link", [False, True])
@pytest.mark.parametrize(
    "args",
    [["gazetteer", "build", "my.yaml"], ["gazetteer", "import", "r.jsonl", "--from", "jsonl"], ["annotate", "t.txt"],
     ["annotate", "t.txt", "--to", "html"]],
)  # fmt: skip
def test_a_pipe_or_device_is_not_replaced(folder: Path, args: list[str], link: bool) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    if link:
        (folder / "out").symlink_to("pipe")
    err = run(folder, *args, "-o", "out" if link else "pipe", code=2)[1]
    assert "not replaced" in err or "no plain file" in err
    assert pipe.is_fifo()
    assert sorted(p.name for p in folder.iterdir()) == sorted(["my.yaml", "pipe", "r.jsonl", "t.txt", *["out"] * link])


@pytest.mark.parametrize("end", [".part", ".state", ".new", ".state.new", ".rejected.part"])
@pytest.mark.parametrize(
    "args",
    [["gazetteer", "build", "my.yaml", "-o", "out"], ["gazetteer", "import", "r.jsonl", "--from", "jsonl", "-o", "out"],
     ["annotate", "t.txt", "-o", "out"], ["annotate", "t.txt", "--to", "html", "-o", "out"],
     ["annotate", "t.txt", "--to", "brat", "-o", "out"], ["-i", "out"]],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["hard link", "symbolic link", "dangling link"])
def test_nothing_is_written_through_a_link(folder: Path, args: list[str], end: str, kind: str) -> None:
    (folder / "victim").write_text("precious", encoding="utf-8")
    if args[0] == "-i":
        (folder / "out").write_text("Loekasjenko", encoding="utf-8")
    target = "nothing" if kind == "dangling link" else "victim"
    if kind == "hard link":
        (folder / f"out{end}").hardlink_to(folder / target)
    else:
        (folder / f"out{end}").symlink_to(target)
    code, _, err = attempt(folder, *args)
    assert code == 0 or "link" in err or "does not fit" in err or "an unfinished run" in err, err
    assert (folder / "victim").read_text(encoding="utf-8") == "precious"
    assert not (folder / "nothing").exists()


def output(folder: Path) -> ResumableOutput:
    return ResumableOutput(folder / "out", {"bytes": ".part"}, 0)


def begin(folder: Path, *, resume: bool = False) -> ResumableOutput:
    made = output(folder)
    made.begin(resume=resume, differs=lambda saved: "")
    return made


def test_one_run_at_a_time(tmp_path: Path) -> None:
    first = begin(tmp_path)
    first.streams["bytes"].write(b"one")
    for resume in (False, True):
        with pytest.raises(ResumeError, match="out: another run is writing it"):
            begin(tmp_path, resume=resume)
    first.save({})
    for resume in (False, True):
        with pytest.raises(ResumeError, match="another run is writing it"):
            begin(tmp_path, resume=resume)
    first.close()
    with pytest.raises(ResumeError, match="an unfinished run"):
        begin(tmp_path)
    second = begin(tmp_path, resume=True)
    second.streams["bytes"].write(b", two")
    second.finish()
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("out", b"one, two")]
    begin(tmp_path).close()


@pytest.mark.doors
@pytest.mark.parametrize("resume", [[], ["--resume"]])
def test_a_second_run_on_one_output_is_refused(folder: Path, resume: list[str]) -> None:
    args = ["annotate", "--from", "jsonl", "--aliases", "my.yaml", "-o", "out"]
    line = b'{"text": "Miensk"}\n'
    with subprocess.Popen([*COMMAND, *args], cwd=folder, env=ENV, stdin=subprocess.PIPE) as first:
        assert first.stdin
        first.stdin.write(line)
        first.stdin.flush()
        while not (folder / "out.state").exists():
            time.sleep(0.02)
        _, err = run_process(folder, *args, *resume, stdin=line * 3, code=2)
        assert err == "normalize: out: another run is writing it; wait for its end, or write elsewhere\n"
        first.stdin.write(line)
        first.stdin.close()
        assert first.wait() == 0
    assert len((folder / "out").read_bytes().splitlines()) == 2


@pytest.mark.doors
def test_two_builds_at_once_leave_one_whole_file(folder: Path) -> None:
    args = [*COMMAND, "gazetteer", "build", "my.yaml", "-o", "out.tli"]
    running = [subprocess.Popen(args, cwd=folder, env=ENV, stderr=subprocess.DEVNULL) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert "whole" in run(folder, "gazetteer", "check", "out.tli")[1]
    assert sorted(p.name for p in folder.iterdir()) == ["my.yaml", "out.tli", "r.jsonl", "t.txt"]


class Faults:
    """Fails one call, or all from one on, of the writes, syncs, renames, deletions and openings of output files."""

    def __init__(self, patch: pytest.MonkeyPatch, number: int, *, for_good: bool) -> None:
        self.calls, self.number, self.for_good = 0, number, for_good
        fault = self

        class Raw(io.FileIO):
            def write(self, content: Any) -> int:
                fault.call()
                return super().write(content)

            def truncate(self, size: int | None = None) -> int:
                fault.call()
                return super().truncate(size)

        def opened(file: int, mode: str) -> io.BufferedRandom:
            return io.BufferedRandom(Raw(file, "r+b"), 256)  # a small buffer: many writes

        patch.setattr(os, "fdopen", opened)
        for name in ("fsync", "replace", "open", "unlink", "mkdir"):
            patch.setattr(os, name, self.failing(getattr(os, name)))

    def failing(self, call: Any) -> Any:
        def made(*args: Any, **kwargs: Any) -> Any:
            self.call()
            return call(*args, **kwargs)

        return made

    def call(self) -> None:
        self.calls += 1
        if self.calls == self.number or (self.for_good and self.calls > self.number > 0):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


ARTICLES = "".join(json.dumps({"id": n, "text": f"Miensk {n}, BBC."}) + "\n" for n in range(4)).encode()
JOBS: dict[str, tuple[list[str], bytes]] = {
    "build": (["gazetteer", "build", "my.yaml", "-o", "out"], b""),
    "import": (["gazetteer", "import", "bad.jsonl", "--from", "jsonl", "-o", "out"], b""),
    "annotate": (["annotate", "--from", "jsonl", "--aliases", "my.yaml", "-o", "out"], ARTICLES),
    "html": (["annotate", "--from", "jsonl", "--to", "html", "--aliases", "my.yaml", "-o", "out"], ARTICLES),
    "brat": (["annotate", "--from", "jsonl", "--to", "brat", "--aliases", "my.yaml", "-o", "out"], ARTICLES),
}


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("job", JOBS)
def test_whatever_fails_there_is_the_old_file_or_the_new_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, job: str, for_good: bool
) -> None:
    args, stdin = JOBS[job]
    expected = 1 if job == "import" else 0
    (folder / "bad.jsonl").write_text(RECORDS + "no record\n", encoding="utf-8")
    monkeypatch.setattr("translit.cli.destination._SECONDS", 0.0)
    run(folder, *args, stdin=stdin, code=expected)
    new = content(folder / "out")
    number, failed = 0, 0
    while True:
        clean(folder)
        if job != "brat":
            (folder / "out").write_bytes(b"old")
        number += 1
        with monkeypatch.context() as patch:
            faults = Faults(patch, number, for_good=for_good)
            code, _, err = attempt(folder, *args, stdin=stdin)
        if faults.calls < number:
            assert (code, content(folder / "out")) == (expected, new)
            break
        found = content(folder / "out")
        assert found in (new, None if job == "brat" else b"old"), (number, found)
        if code == 2:
            failed += 1
            assert "No space left on device" in err, (number, err)
            assert err.startswith("normalize: "), (number, err)
        else:
            assert (code, found) == (expected, new), (number, err)  # what failed was only tidying up
        if found == b"old" and job in (
            "annotate",
            "import",
        ):  # and the same command with --resume ends as if nothing had been
            run(folder, *args, "--resume", stdin=stdin, code=expected)
            assert content(folder / "out") == new, number
    assert failed > 5


def content(path: Path) -> Any:
    if path.is_dir():
        return {p.name: p.read_bytes() for p in path.iterdir()}
    return path.read_bytes() if path.exists() else None


def clean(folder: Path) -> None:
    for path in folder.glob("out*"):
        if path.is_dir():
            for inner in path.iterdir():
                inner.unlink()
            path.rmdir()
        else:
            path.unlink()


@pytest.mark.parametrize("args", [["annotate"], ["annotate", "-"], [], ["annotate", "--from", "jsonl"]])
def test_a_closed_standard_input_is_told(folder: Path, args: list[str]) -> None:
    _, err = closed(folder, args, "<&-", 1)
    assert "standard input is closed" in err


@pytest.mark.parametrize("args", [["annotate", "t.txt"], ["t.txt"], ["explain", "Minsk"], ["gazetteer", "info"]])
def test_a_closed_standard_output_is_told(folder: Path, args: list[str]) -> None:
    _, err = closed(folder, args, ">&-", 2)
    assert "standard output: is closed" in err


def test_what_needs_no_stream_runs_without(folder: Path) -> None:
    closed(folder, ["annotate", "t.txt", "--aliases", "my.yaml", "-o", "o"], "<&- >&- 2>&-", 0)
    closed(folder, ["-i", "t.txt"], "<&- >&- 2>&-", 0)
    closed(folder, ["gazetteer", "build", "my.yaml", "-o", "o.tli"], "<&- >&- 2>&-", 0)
    closed(folder, ["gazetteer", "import", "r.jsonl", "--from", "jsonl", "-o", "o.jsonl"], "<&- >&- 2>&-", 0)
    assert "Lukashenko" in (folder / "t.txt").read_text(encoding="utf-8")


def closed(folder: Path, args: list[str], how: str, code: int) -> tuple[str, str]:
    command = f"exec {shlex.join([*COMMAND, *args])} {how}"
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=ENV, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, done.stderr
    return done.stdout, done.stderr


def test_safe_csv(folder: Path) -> None:
    rows = [{"id": "=1+2", "text": "Miensk"}, {"id": "-3", "text": 4}]
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    args = ["annotate", "a.jsonl", "--aliases", "my.yaml", "--to", "csv", "--safe-csv"]
    out, _ = run(folder, *args, code=1)
    assert [line.split(",")[0] for line in out.splitlines()[1:]] == ["'=1+2", "'-3"]
    out, _ = run(folder, *args[:-1], code=1)
    assert [line.split(",")[0] for line in out.splitlines()[1:]] == ["=1+2", "-3"]
    assert "--safe-csv is for --to csv" in run(folder, "annotate", "a.jsonl", "--safe-csv", code=2)[1]


def test_messages_have_nothing_that_a_terminal_obeys(folder: Path) -> None:
    (folder / "a\x1b[31m.txt").write_bytes(b"\xff")
    for path in ("a\x1b[31m.txt", "none\x1b[31m.txt", "none\u202etxt"):
        _, err = run(folder, path, code=1)
        assert "\x1b" not in err
        assert "\u202e" not in err


def test_a_refused_run_leaves_the_parts_of_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs begin at once: the second looks for parts before the first makes them, and locks after it."""
    first, lock = output(tmp_path), writing._locked

    def late(path: Path, out: Path) -> Any:
        monkeypatch.setattr(writing, "_locked", lock)
        first.begin(resume=False, differs=lambda saved: "")
        return lock(path, out)

    monkeypatch.setattr(writing, "_locked", late)
    with pytest.raises(ResumeError, match="another run is writing it"):
        begin(tmp_path)
    first.streams["bytes"].write(b"one")
    first.finish()
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("out", b"one")]


def test_a_state_that_is_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "o.state")
    assert "does not fit" in run(folder, "annotate", "t.txt", "-o", "o", "--resume", code=2)[1]
    assert not (folder / "o.part").exists()


def test_the_longest_name_that_a_file_may_have(folder: Path) -> None:
    name = "л" * 125 + ".txt"
    (folder / name).write_text("Loekasjenko", encoding="utf-8")
    run(folder, "-i", name)
    assert (folder / name).read_text(encoding="utf-8") == "Lukashenko"


def test_a_file_system_without_locks_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(file: int, how: int) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr("fcntl.flock", flock)
    made = begin(tmp_path)
    made.streams["bytes"].write(b"one")
    made.finish()
    assert (tmp_path / "out").read_bytes() == b"one"


def test_a_file_in_another_encoding_is_not_written_in_place(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    for encoding, options in (("utf-16", []), ("cp1251", ["--encoding", "cp1251"])):
        content = "Лукашенка ў Мінску" if encoding == "utf-16" else "Лукашенко в Минске"
        page.write_bytes(content.encode(encoding))
        assert run(tmp_path, "a.txt", *options)[0].strip()
        _, err = run(tmp_path, "-i", "a.txt", *options, code=1)
        assert "is not UTF-8 and cannot be written in place; convert it first: iconv -f " in err
        assert page.read_bytes() == content.encode(encoding)
    assert "no encoding 'klingon' is known" in run(tmp_path, "a.txt", "--encoding", "klingon", code=2)[1]
