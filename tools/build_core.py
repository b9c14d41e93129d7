"""Compile the C sources of translit.core into the library that it loads.

``python tools/build_core.py`` builds it in place, for a checkout that is not installed; installing does the same through
``hatch_build.py``. Nothing but a C11 compiler is needed, and the library depends on the C library only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORE = ROOT / "src" / "translit" / "core"
sys.path.insert(0, str(ROOT / "src"))
from translit.core import sources  # noqa: E402  needs nothing that is not installed yet

LIBRARY = CORE / sources.NAME
# The sums of the core are those of Python: every operation rounds as IEEE 754 has it, in the order that is written.
FLAGS = ["-std=c11", "-O2", "-fPIC", "-shared", "-ffp-contract=off", "-fvisibility=hidden", "-Wall", "-Wextra"]
_ZIG_FLAGS = ["-mcpu=baseline"]  # without it zig compiles for the processor it runs on


def compilers() -> Iterator[list[str]]:
    """Yield the commands of the C compilers that are there: ``$CC`` if it is set, those on the PATH, zig."""
    if named := os.environ.get("CC"):
        yield named.split()
    yield from ([name] for name in ("cc", "gcc", "clang") if shutil.which(name))
    if find_spec("ziglang"):
        yield [sys.executable, "-m", "ziglang", "cc", *_ZIG_FLAGS]


def compile_core(out: Path, flags: Sequence[str] = ()) -> bool:
    """Compile the library to ``out`` with the first compiler that can, and return whether one could."""
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / LIBRARY.name
        cache = {name: str(Path(folder) / "zig") for name in ("ZIG_GLOBAL_CACHE_DIR", "ZIG_LOCAL_CACHE_DIR")}
        identity = f'-D{sources.SOURCE_ID}="{sources.source_id(CORE)}"'
        c_files = sorted(map(str, CORE.glob("*.c")))
        for compiler in compilers():
            command = [*compiler, *FLAGS, *flags, identity, "-o", str(built), *c_files, "-lm"]
            try:
                subprocess.run(command, check=True, capture_output=True, env={**os.environ, **cache})
                beside = out.with_name(f".{out.name}.{os.getpid()}")  # a process may have the old library open
                shutil.copyfile(built, beside)
                beside.replace(out)
            except (OSError, subprocess.CalledProcessError):
                continue
            return True
    return False


if __name__ == "__main__":
    if not compile_core(LIBRARY):
        sys.exit("no C compiler could build the core")
    print(LIBRARY)
