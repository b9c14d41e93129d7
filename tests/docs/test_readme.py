"""The README works: its Python blocks run, its commands print the output shown, its links have targets."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from command import shell
from support import ROOT
from translit.gazetteer.alias_file import read

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
[ALIASES] = [body for kind, body in BLOCKS if kind == "yaml"]
COMMANDS = [
    example
    for kind, body in BLOCKS
    if kind == "console"
    for example in re.findall(r"^\$ (.*)\n((?:[^$\n].*\n)*)", body, re.MULTILINE)
]


@pytest.mark.parametrize("code", [body for kind, body in BLOCKS if kind == "python"])
def test_python_block_runs_and_prints(code: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, "README.md", "exec"), {})  # noqa: S102
    assert out.getvalue().strip()


def test_yaml_block_is_an_alias_file(tmp_path: Path) -> None:
    (tmp_path / "my.yaml").write_text(ALIASES, encoding="utf-8")
    assert [e.id for e in read(tmp_path / "my.yaml").entities] == ["olga-ladyzhenskaya"]


def test_commands_run(tmp_path: Path) -> None:
    """Run one after the other, in a folder with the articles and the alias file; not ``make``, which runs these tests."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "my.yaml").write_text(ALIASES, encoding="utf-8")
    commands = [(command, shown) for command, shown in COMMANDS if not command.startswith("make ")]
    assert len(commands) > 8
    for command, shown in commands:
        done = shell(tmp_path, command)
        assert done.returncode == 0, (command, done.stderr)
        assert not shown or done.stdout == shown, command


def test_make_knows_its_commands() -> None:
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = {command.split()[1] for command, _ in COMMANDS if command.startswith("make ")}
    assert named == {"demo", "test"}
    assert named <= set(targets)


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)[)#]", README))
def test_link_leads_somewhere(link: str) -> None:
    assert link.startswith("https://") or (ROOT / link).exists()
