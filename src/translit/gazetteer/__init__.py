"""Gazetteers: entities and their listed names, read from files, indexed, compiled, stacked and imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translit._lazy import lazy_attributes

if TYPE_CHECKING:
    from translit.gazetteer.gazetteer import Gazetteer

__all__ = ["Gazetteer"]

if not TYPE_CHECKING:  # a type checker would believe that any name exists
    __getattr__ = lazy_attributes(__name__, {"translit.gazetteer.gazetteer": ("Gazetteer",)})
