"""The formats of ``normalize annotate`` that are streams: one piece of text for each article."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from translit.io.readers import Article
    from translit.model import AnnotatedText

STREAMS = ("table", "jsonl", "csv", "displacy", "prodigy", "label-studio", "conll", "web-annotation")
FORMS = (*STREAMS[:3], "html", *STREAMS[3:6], "brat", *STREAMS[6:])
SUFFIXES = {".csv": "csv", ".html": "html", ".htm": "html", ".conll": "conll"}
"""What the name of an output file says about its format; any other one is JSON Lines."""


@dataclass(frozen=True, slots=True)
class Form:
    """How articles are written: each by itself, with something before, between and after them.

    Without ``error`` the format has no place for an article that failed.
    """

    article: Callable[[Article, AnnotatedText], str]
    error: Callable[[Article, str], str] | None = None
    head: str = ""
    between: str = ""
    tail: str = ""


def stream(name: str, made_by: dict[str, str], width: int) -> Form:
    """One of :data:`STREAMS`; ``width`` is that of a table."""
    from translit.io import writers as f

    if name == "table":
        return Form(lambda a, found: f.to_table(a.id, found, width), between="\n")
    if name == "jsonl":
        return Form(
            lambda a, found: f.to_json_line(
                a.id, found, made_by, fields=a.meta, source=a.markup.map if a.markup else None
            ),
            lambda a, error: f.error_line(a.id, error, made_by, fields=a.meta),
        )
    if name == "csv":
        return Form(lambda a, found: f.to_csv(a.id, found), lambda a, error: f.csv_error(a.id, error), f.csv_header())
    if name == "conll":
        return Form(lambda a, found: f.to_conll(found))
    if name == "prodigy":
        return Form(lambda a, found: _json(f.to_prodigy(a.id, found, made_by)) + "\n")
    array = partial(Form, head="[\n", between=",\n", tail="\n]\n")
    if name == "displacy":
        return array(lambda a, found: _json(f.to_displacy(a.id, found)))
    if name == "label-studio":
        return array(lambda a, found: _json(f.to_label_studio(a.id, found, made_by)))
    assert name == "web-annotation"
    return array(lambda a, found: _json(f.to_web_annotation(a.id, found, made_by)))


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
