"""Pages in one file without any outside resource, which may run one script of their own and load nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from importlib import resources
from string import Template

from translit.hypertext import safe


def standalone(
    content: str, made_by: Mapping[str, str], *, title: str, styles: Iterable[str] = ("page.css",), script: str = "",
    **values: str,
) -> str:  # fmt: skip
    """Return a page: the template ``content`` with a title and other values in HTML, styles and a script by their files."""
    code = _file(script) if script else ""
    return Template(_file("frame.html")).substitute(
        policy=_policy(code),
        title=title,
        style="".join(map(_file, styles)),
        body=Template(_file(f"{content}.html")).substitute(values, title=title),
        made_by=safe(", ".join(f"{key} {value}" for key, value in made_by.items())),
        script=f"<script>{code}</script>\n" if code else "",
    )


def _policy(code: str) -> str:
    """Return the policy of a page that may run this code and load nothing."""
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    allowed = f"; script-src 'sha256-{digest}'" if code else ""
    return f"default-src 'none'; style-src 'unsafe-inline'; img-src data:{allowed}"


def _file(name: str) -> str:
    """Return a file beside this module: a template, a style sheet, a script."""
    return resources.files("translit.io.writers").joinpath(name).read_text(encoding="utf-8")
