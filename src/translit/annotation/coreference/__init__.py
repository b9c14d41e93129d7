"""Coreference: the shorter forms by which an article goes on naming an entity that it has named in full."""
