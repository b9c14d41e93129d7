"""The compiled core: the costliest steps once more in C, beside the Python that says what they do.

Python is the reference, and does everything where the library is not there; answers are the same to the last bit. The
environment variable ``TRANSLIT_CORE`` chooses: ``python``, or ``c``, with which a missing library is an error. By default
the library is used if it is there and was built from the sources beside it.
"""

from __future__ import annotations

import ctypes
import os
from functools import cache
from pathlib import Path
from typing import Literal

from translit.core.sources import NAME, source_id
from translit.errors import TranslitError

_FOLDER = Path(__file__).parent


@cache
def library() -> ctypes.CDLL | None:
    """Return the library, or ``None`` if Python does everything.

    Raises
    ------
    TranslitError
        If TRANSLIT_CORE is ``c`` and the library is missing or was built from other sources, or has any other value.
    """
    asked = os.environ.get("TRANSLIT_CORE", "")
    if asked not in ("", "python", "c"):
        raise TranslitError(f"TRANSLIT_CORE={asked}: it is python or c")
    if asked == "python":
        return None
    found = _loaded(_FOLDER / NAME)
    if found is None and asked == "c":
        raise TranslitError(
            "TRANSLIT_CORE=c: no library of the present sources; install translit again with a C compiler"
        )
    return found


def _loaded(path: Path) -> ctypes.CDLL | None:
    try:
        found = ctypes.CDLL(str(path))
    except OSError:
        return None
    found.translit_source_id.restype = ctypes.c_char_p
    present = source_id(_FOLDER)
    return found if present in ("", found.translit_source_id().decode()) else None


def core_in_use() -> Literal["c", "python"]:
    """Return ``"c"`` if the compiled core does the costliest steps, ``"python"`` if Python does them, with the same answers.

    Raises
    ------
    TranslitError
        If the environment variable TRANSLIT_CORE asks for what is not there.

    Examples
    --------
    >>> import translit
    >>> translit.core_in_use() in ("c", "python")
    True
    """
    return "python" if library() is None else "c"
