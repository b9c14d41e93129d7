"""Packages that import their rooms when a name of theirs is first asked for: nobody waits for what is not used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazy_attributes(package: str, rooms: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package: ``rooms`` are its modules, each with the names that it lends to the package."""
    home = {name: module for module, names in rooms.items() for name in names}

    def lent(name: str) -> Any:
        if name in home:
            return getattr(import_module(home[name]), name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return lent
