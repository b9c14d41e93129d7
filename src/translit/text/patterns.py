"""Regular expressions that are compiled when they are first used.

Most texts need few of them, and compiling all would take as long as the rest of the import.
"""

from __future__ import annotations

import re
import sys
from typing import Any, cast


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` does, as soon as anything of it is asked for.

    >>> regex("[aeiou]+").findall("aorta")
    ['ao', 'a']
    """
    return cast("re.Pattern[str]", UncompiledPattern(source, flags))


def ranges(letters: str) -> str:
    """Return letters as ``[…]`` takes them, with ranges, which are compiled in half the time.

    >>> ranges("cabxz")
    'a-cxz'
    """
    codes = sorted({ord(letter) for letter in letters})
    firsts = [code for before, code in zip([-1, *codes], codes, strict=False) if code - before > 1]
    lasts = [code for code, after in zip(codes, [*codes[1:], sys.maxunicode + 2], strict=True) if after - code > 1]
    return "".join(
        "".join(map(chr, range(first, last + 1))) if last - first < 2 else f"{chr(first)}-{chr(last)}"
        for first, last in zip(firsts, lasts, strict=True)
    )


class UncompiledPattern:
    """Stands for a pattern, whose methods it takes over one by one."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags
        self._compiled: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        method = getattr(self._compiled, name)
        setattr(self, name, method)
        return method
