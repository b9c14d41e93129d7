"""The build hook: puts the compiled core into the wheel, or beside the sources of an editable installation.

Where no C compiler is, the wheel ``ziglang`` is asked for, which is one. Where that cannot be had either, the package is
built without the core and does everything in Python: installing never fails because of the core. The environment variable
TRANSLIT_CORE says otherwise: with ``python`` the core is left out, with ``c`` building fails where it cannot be built.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

sys.path.insert(0, str(Path(__file__).parent))
import build_core

_COMPILER = "ziglang==0.13.0"
_PATIENCE = 15  # seconds without an answer of the package index
_MISSING = "no C compiler, and the wheel ziglang cannot be had: translit is installed without its compiled core"


class CoreHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the library for wheels and editable installations."""

    def dependencies(self) -> list[str]:
        """Return the wheel of a compiler if none is here. It is fetched first: what cannot be had must not be asked for."""
        if os.environ.get("TRANSLIT_CORE") == "python":
            return []
        with tempfile.TemporaryDirectory() as folder:
            if build_core.compile_core(Path(folder) / build_core.LIBRARY.name):
                return []
        wheel = _fetched(self._fetch_folder)
        return [f"ziglang @ {wheel.as_uri()}"] if wheel else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the library, and say which machines the wheel is for."""
        asked = os.environ.get("TRANSLIT_CORE")
        library = build_core.LIBRARY
        if asked == "python":
            return
        built = build_core.compile_core(library)
        shutil.rmtree(self._fetch_folder, ignore_errors=True)
        if built:
            build_data["artifacts"].append(f"/{library.relative_to(build_core.ROOT).as_posix()}")
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{next(platform_tags())}"
        elif asked == "c":
            raise RuntimeError("TRANSLIT_CORE=c, but no C compiler could build the core")
        else:
            self.app.display_warning(_MISSING)

    @property
    def _fetch_folder(self) -> Path:
        return Path(self.root) / ".ziglang"


def _fetched(folder: Path) -> Path | None:
    """Return the file of the compiler's wheel, fetched into a folder; ``None`` if it cannot be had."""
    try:
        with tempfile.TemporaryDirectory() as place:
            pip = [_python_with_pip(Path(place)), "-I", "-m", "pip", "--disable-pip-version-check"]
            how = ["--no-deps", "--only-binary=:all:", "--retries=1", f"--timeout={_PATIENCE}"]
            command = [*pip, "download", *how, f"--dest={folder}", _COMPILER]
            subprocess.run(command, check=True, capture_output=True)
        return next(folder.glob("ziglang-*.whl"), None)
    except (OSError, subprocess.CalledProcessError):
        return None


def _python_with_pip(folder: Path) -> str:
    """Return a Python that has pip: environments in which packages are built often have none."""
    asked = subprocess.run([sys.executable, "-I", "-m", "pip", "--version"], capture_output=True, check=False)
    if not asked.returncode:
        return sys.executable
    venv.create(folder / "env", with_pip=True)
    return str(folder / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python")
