"""Run the command in this process, in a separate one or in a shell, with a gazetteer of four entities."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

import translit
from translit import cli

COMMAND = [sys.executable, "-c", "from translit.cli import main; main()"]
ENV = {**os.environ, "PYTHONPATH": str(Path(translit.__file__).parents[1])}  # the tests run in other folders
ALIASES = """
- {id: sv, name: Sviatlana Tsikhanouskaya, type: person, gender: f, names: {be: Святлана Ціханоўская}}
- {id: minsk, name: Minsk, type: place, aliases: [Miensk]}
- {id: bbc, name: British Broadcasting Corporation, type: organization, aliases: [BBC]}
- {id: rd, name: R&D Fund, type: organization, aliases: [Research Fund]}
"""


def attempt(folder: Path, *args: str | Path, stdin: bytes = b"", **env: str) -> tuple[int, str, str]:
    """Run the command in this process and in a folder, and return its exit code, standard output and error."""
    given, out, err = (io.TextIOWrapper(io.BytesIO(text), encoding="utf-8") for text in (stdin, b"", b""))
    with contextlib.chdir(folder), pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            patch.setenv(name, value)
        for name, stream in (("stdin", given), ("stdout", out), ("stderr", err)):
            patch.setattr(sys, name, stream)
        code = cli.run([*map(str, args)])
    told = []
    for stream in (out, err):
        stream.flush()
        told.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
    return code, told[0], told[1]


def run(folder: Path, *args: str | Path, stdin: bytes = b"", code: int = 0, **env: str) -> tuple[str, str]:
    """Do the same, check the exit code, and return standard output and error."""
    exit_code, out, err = attempt(folder, *args, stdin=stdin, **env)
    assert exit_code == code, err
    return out, err


def run_process(folder: Path, *args: str | Path, stdin: bytes = b"", code: int = 0, **env: str) -> tuple[str, str]:
    """Do the same in a separate process, to test streams, several processes and the end of a process."""
    done = subprocess.run(
        [*COMMAND, *map(str, args)], input=stdin, capture_output=True, cwd=folder, env={**ENV, **env}, check=False
    )
    err = done.stderr.decode()
    assert "Traceback" not in err, err
    assert done.returncode == code, err
    return done.stdout.decode(), err


def shell(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a shell line in a folder, with ``normalize`` as the command under test."""
    home = folder / "bin"
    if not home.exists():
        home.mkdir()
        (home / "normalize").write_text(
            f"#!{sys.executable}\nfrom translit.cli import main\nmain()\n", encoding="utf-8"
        )
        (home / "normalize").chmod(0o755)
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=folder, env={**ENV, "PATH": f"{home}:/usr/bin:/bin"}, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
