"""The library of the core is built, chosen and refused as it should be."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import build_core
from command import ENV
from support import need
from translit import core
from translit.core.sources import source_id

COMPILER = any(map(shutil.which, ("cc", "gcc", "clang")))


def in_use(value: str) -> subprocess.CompletedProcess[str]:
    code = "import translit; print(translit.core_in_use())"
    env = {**ENV, "TRANSLIT_CORE": value}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)


def test_the_environment_chooses() -> None:
    assert in_use("python").stdout == "python\n"
    assert in_use("").stdout == f"{'c' if build_core.LIBRARY.exists() else 'python'}\n"
    refused = in_use("rust")
    assert refused.returncode
    assert "TRANSLIT_CORE=rust: it is python or c" in refused.stderr


def test_what_was_asked_for_and_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRANSLIT_CORE", "c")
    monkeypatch.setattr(core, "_FOLDER", tmp_path)
    with pytest.raises(core.TranslitError, match="no library of the present sources"):
        core.library.__wrapped__()


def test_a_library_of_other_sources_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    need("A C compiler", COMPILER)
    for path in build_core.CORE.glob("*.[ch]"):
        shutil.copy(path, tmp_path)
    monkeypatch.delenv("TRANSLIT_CORE", raising=False)
    monkeypatch.setattr(core, "_FOLDER", tmp_path)
    built = tmp_path / build_core.LIBRARY.name
    assert core.library.__wrapped__() is None
    assert build_core.compile_core(built)
    assert core.library.__wrapped__() is not None
    before = source_id(tmp_path)
    (tmp_path / "core.h").write_text("/* changed */\n")
    assert source_id(tmp_path) != before
    assert core.library.__wrapped__() is None


def test_without_a_compiler_there_is_no_library_and_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CC", "there-is-no-such-compiler")
    monkeypatch.setattr(build_core, "find_spec", lambda name: None)
    assert not build_core.compile_core(tmp_path / "core.so")
    assert not list(tmp_path.iterdir())


def test_the_library_needs_the_c_library_only(tmp_path: Path) -> None:
    need("objdump", shutil.which("objdump") if sys.platform == "linux" else None)
    need("A C compiler", COMPILER)
    assert build_core.compile_core(tmp_path / "core.so")
    told = subprocess.run(["objdump", "-p", tmp_path / "core.so"], capture_output=True, text=True, check=True).stdout
    needed = {line.split()[-1].partition(".")[0] for line in told.splitlines() if "NEEDED" in line}
    assert needed <= {"libc", "libm"}
