"""A killed and resumed run gives the same bytes as an uninterrupted one."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from command import ALIASES, COMMAND, ENV, run, run_process
from support import SEEDS, read_seed
from translit.cli import destination

FORMS = ["jsonl", "csv", "prodigy", "displacy"]
NAMES = ["Mińsk", "Sviatlana Tsikhanouskaya", "BBC", "Swetlana\nTichanowskaja", "nobody", ""]


def records(count: int) -> list[bytes]:
    """Short articles, some without names, some broken."""
    chance = random.Random(6)  # noqa: S311
    lines = []
    for number in range(count):
        text = " and ".join(chance.choices(NAMES, k=chance.randint(0, 4)))
        record = {"id": f"r{number}", "body" if number % 41 == 3 else "text": text}
        lines.append(json.dumps(record).encode() + b"\n")
    return lines


def state(out: Path) -> dict[str, Any]:
    path = out.with_name(out.name + ".state")
    return json.loads(path.read_bytes()) if path.exists() else {"records": 0}


def wait_for_workers(group: int) -> None:
    """Wait until the workers of a killed process have ended by themselves."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("the workers go on without their parent")


def killed(folder: Path, args: list[str], lines: list[bytes]) -> int:
    """Begin a run, kill it in the middle, and return the number of records saved. The rest of the input is never sent."""
    with subprocess.Popen(
        [*COMMAND, *args],
        cwd=folder, env=ENV, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdin
        for start in range(0, len(lines) - 500, 100):
            process.stdin.write(b"".join(lines[start : start + 100]))
            process.stdin.flush()
            time.sleep(0.15)
            if state(folder / "out")["records"]:
                break
        process.kill()
    wait_for_workers(process.pid)
    return int(state(folder / "out")["records"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "my.yaml").write_text(ALIASES, encoding="utf-8")
    return tmp_path


@pytest.mark.doors
@pytest.mark.parametrize("form", FORMS)
def test_a_killed_run_is_gone_on_with(folder: Path, form: str) -> None:
    lines = records(4000)
    args = ["annotate", "--aliases", "my.yaml", "--from", "jsonl", "--to", form, "-j", "2"]
    done = killed(folder, [*args, "-o", "out"], lines)
    assert 0 < done < len(lines)
    assert not (folder / "out").exists()
    with (folder / "out.part").open("ab") as part:
        part.write(b'{"id": "r9999", "torn')  # possible leftovers of a killed process
    _, err = run_process(folder, *args, "-o", "out", "--resume", stdin=b"".join(lines), code=1)
    assert err.startswith(f"normalize: out: goes on after {done} articles\n")
    run_process(folder, *args, "-o", "whole", stdin=b"".join(lines), code=1)
    assert (folder / "out").read_bytes() == (folder / "whole").read_bytes()
    assert sorted(p.name for p in folder.iterdir()) == ["my.yaml", "out", "whole"]
    if form == "jsonl":
        ids = [json.loads(line)["id"] for line in (folder / "out").read_bytes().splitlines()]
        assert ids == [f"r{n}" for n in range(len(lines))]


@pytest.mark.doors
def test_only_the_same_run_is_gone_on_with(folder: Path) -> None:
    lines = records(3000)
    args = ["annotate", "--from", "jsonl", "--aliases", "my.yaml", "-o", "out"]
    assert killed(folder, args, lines)
    part = (folder / "out.part").read_bytes()
    stdin = b"".join(lines)
    assert "an unfinished run; --resume goes on with it" in run_process(folder, *args, stdin=stdin, code=2)[1]
    args.append("--resume")
    for other, message in (
        ([*args, "--id-field", "x"], "begun otherwise (id_field)"),
        ([*args, "--to", "csv"], "begun otherwise (to)"),
    ):
        assert message in run_process(folder, *other, stdin=stdin, code=2)[1]
    assert "not the inputs of the run" in run_process(folder, *args, stdin=b"".join(lines[1:]), code=2)[1]
    assert "nothing where" in run_process(folder, *args, code=2)[1]
    (folder / "my.yaml").write_text(ALIASES + "- {id: x, name: Xiva, type: place}\n", encoding="utf-8")
    assert "begun otherwise (made_by)" in run_process(folder, *args, stdin=stdin, code=2)[1]
    (folder / "my.yaml").write_text(ALIASES, encoding="utf-8")
    saved = state(folder / "out")["bytes"]
    assert (folder / "out.part").read_bytes()[:saved] == part[:saved]
    run_process(folder, *args, stdin=stdin, code=1)
    assert len((folder / "out").read_bytes().splitlines()) == len(lines)


@pytest.mark.parametrize("form", FORMS)
def test_an_interrupt_in_the_middle_of_a_piece_loses_and_repeats_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    lines = b"".join(records(9))
    args = ["annotate", "--aliases", "my.yaml", "--from", "jsonl", "--to", form]
    run(folder, *args, "-o", "whole", stdin=lines, code=1)
    put = destination._File.put
    pieces: list[str] = []

    def interrupted(self: destination._File, content: str) -> int:
        pieces.append(content)
        if len(pieces) < 4:
            return put(self, content)
        put(self, content[:7])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(destination._File, "put", interrupted)
        _, err = run(folder, *args, "-o", "out", stdin=lines, code=130)
    done = state(folder / "out")["records"]
    assert f"{done} articles are kept in out.part; the same command with --resume goes on" in err
    assert done >= 2
    assert (folder / "out.part").stat().st_size == state(folder / "out")["bytes"]
    run(folder, *args, "-o", "out", "--resume", stdin=lines, code=1)
    assert (folder / "out").read_bytes() == (folder / "whole").read_bytes()


@pytest.mark.parametrize("broken", [b"", b"{", b"{}", b'{"version": 1, "bytes": 99}'])
def test_a_state_that_does_not_fit_is_refused(folder: Path, broken: bytes) -> None:
    (folder / "out.state").write_bytes(broken)
    err = run(folder, "annotate", "--aliases", "my.yaml", "-o", "out", "--resume", stdin=b"x", code=2)[1]
    assert err == "normalize: out.state: does not fit out.part; delete it and begin anew\n"


def test_resume_without_an_unfinished_run_begins(folder: Path) -> None:
    run(folder, "annotate", "--aliases", "my.yaml", "-o", "out", "--resume", stdin=b"Minsk")
    assert json.loads((folder / "out").read_bytes())["entities"] == {"minsk": 1}


@pytest.mark.slow
def test_twenty_thousand_articles(tmp_path: Path) -> None:
    """The shipped gazetteer, paragraphs of the seeds, two kills, two processes."""
    paragraphs = [p for seed in SEEDS for p in read_seed(seed.name).splitlines() if len(p) > 80]
    with (tmp_path / "a.jsonl").open("w", encoding="utf-8") as file:
        for number in range(20_000):
            text = f"{number}. {paragraphs[number % len(paragraphs)]}"
            file.write(json.dumps({"id": number, "text": text} if number % 999 else {"id": number}) + "\n")
    args = ["annotate", "a.jsonl", "-j", "2", "--resume", "-o"]
    for enough in (2000, 9000):
        with subprocess.Popen([*COMMAND, *args, "out"], cwd=tmp_path, env=ENV, start_new_session=True) as process:
            while state(tmp_path / "out")["records"] < enough:
                assert process.poll() is None
                time.sleep(0.05)
            process.send_signal(signal.SIGKILL)
        wait_for_workers(process.pid)
    run_process(tmp_path, *args, "out", code=1)
    run_process(tmp_path, *args, "whole", code=1)
    assert (tmp_path / "out").read_bytes() == (tmp_path / "whole").read_bytes()
    assert len((tmp_path / "out").read_bytes().splitlines()) == 20_000
