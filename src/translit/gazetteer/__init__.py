"""Gazetteers: entities and their listed names, read from files, indexed, compiled, stacked and imported."""

from translit.gazetteer.gazetteer import Gazetteer

__all__ = ["Gazetteer"]
