"""The README is true: its Python blocks run, its commands print what it shows."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT
from translit.aliasfile import parse

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("code", [body for kind, body in BLOCKS if kind == "python"])
def test_python_block_runs_and_prints(code: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, "README.md", "exec"), {})  # noqa: S102
    assert out.getvalue().strip()


def test_yaml_block_is_an_alias_file() -> None:
    [content] = [body for kind, body in BLOCKS if kind == "yaml"]
    assert [e.id for e in parse(content).entities] == ["olga-ladyzhenskaya"]


@pytest.mark.parametrize("command", re.findall(r"^\$ (.*normalize.*)$", README, re.MULTILINE))
def test_command_runs(command: str, tmp_path: Path) -> None:
    shown = README.split(f"$ {command}\n", 1)[1].splitlines()[0]
    shell = command.replace("> mentions.jsonl", f"> {tmp_path}/mentions.jsonl")
    binary = Path(sys.executable).parent
    done = subprocess.run(
        ["bash", "-c", shell],
        cwd=ROOT, env={"PATH": f"{binary}:/usr/bin:/bin", "LANG": "C.UTF-8"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    if not shown.startswith(("$", "```")):
        assert done.stdout.splitlines()[0] == shown
