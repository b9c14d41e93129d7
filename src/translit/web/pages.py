"""The pages: a text with its names marked, why a word is linked or not, two names compared, one entity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from string import Template
from typing import NamedTuple, get_args
from urllib.parse import quote

from translit.hypertext import safe
from translit.io.writers.html import marked_text
from translit.model import Entity, EntityType, Mention
from translit.web import api
from translit.web.api import CompareQuestion, Found, WhyNotQuestion
from translit.web.meanings import told_waterfall
from translit.web.properties import PROPERTIES
from translit.web.served import LEAST_HELPFUL, RefusedError, Served

_EXAMPLE = (
    "Loekasjenko ontmoette Poetin in Sotsji. Swjatlana Zichanouskaja sagte in Vilnius, Lukaschenka habe die Wahl "
    "verloren. The Washington Post asked Mr Johnson."
)
_FACTS = ("type", "country", "gender", "native_name", "alias")
_OTHERS = 3  # other entities on the card of a name
_LINKS = (("/", "A text"), ("/compare", "Two names"), ("/openapi.json", "API"), ("/reconcile", "Reconciliation"))
_FROM = {"page.css": "io/writers", "page.js": "io/writers", "serve.css": "web/static", "serve.js": "web/static"}
FILES = {f"/{n}": resources.files("translit").joinpath(folder, n).read_bytes() for n, folder in _FROM.items()}
"""Style sheets and scripts by path."""


class Asked(NamedTuple):
    """What the form of the page says: a text or the name of one, settings, and the word that is asked about, if any."""

    text: str = _EXAMPLE
    file: str = ""
    gazetteer: str = ""
    threshold: float | None = None
    word: str = ""
    start: int | None = None


def text_page(served: Served, asked: Asked, *, is_answer: bool) -> str:
    """Return the page with a text and the form for another one; with its names marked if it ``is_answer``."""
    refused, result, made_by = "", "", ""
    try:
        if asked.file and asked.file not in served.texts:
            raise RefusedError(404, f"there is no text {asked.file!r}")
        asked = asked._replace(text=served.texts.get(asked.file, asked.text))
        if is_answer:
            result, provenance = _result(served, asked)
            made_by = ", ".join(f"{key} {value}" for key, value in provenance.items())
    except RefusedError as error:
        refused = f'<p class="refused" role="alert">{safe(str(error))}</p>'
    content = _filled(
        "text", refused=refused, text=safe(asked.text), result=result,
        files=_choice("file", "or a file", ("", *served.texts), "") if served.texts else "",
        gazetteers=_choice("gazetteer", "Gazetteer", served.gazetteers, asked.gazetteer),
        threshold=f"{served.threshold if asked.threshold is None else asked.threshold:g}",
    )  # fmt: skip
    return _page("Names in a text", "/", content, made_by)


def _result(served: Served, asked: Asked) -> tuple[str, Mapping[str, str]]:
    """Return the text with its names marked, the answer about a word, and the index; and what made them."""
    annotator = served.annotator(asked.gazetteer, asked.threshold)
    annotated = annotator.annotate(api.checked(asked.text))
    entities, near_to = annotator.gazetteer.entities, cache(annotator.nearest)

    def more(mention: Mention) -> str:
        if mention.status == "ambiguous":
            about = [entities[id] for id in mention.candidates]
            told = [f"<b>{safe(e.name)}</b> {safe(e.description)} {_wikidata(e)}" for e in about]
            return "".join(f"<span>{line}</span>" for line in told)
        entity = entities[mention.kb_id]
        near = [m for found in near_to(mention.text) for m in found if m.entity.id != entity.id]
        names = [f"{safe(m.entity.name)} {m.score:.2f}" for m in near[:_OTHERS] if m.score >= LEAST_HELPFUL]
        also = f"<span>by itself it may also be {', '.join(names)}</span>" if names else ""
        return f"<span>{safe(entity.description)}</span>{also} {_wikidata(entity)}"

    marked, index = marked_text(annotated, more)
    kept = {"text": asked.text, "gazetteer": asked.gazetteer, "threshold": f"{annotator.config.threshold}"}
    html = _filled(
        "result", marked=marked, index=index, word=safe(asked.word),
        hidden="".join(f'<input type="hidden" name="{n}" value="{safe(value)}">' for n, value in kept.items()),
        answer=_why(served, asked) if asked.word else "<p>Click on a word in the text, or write it here.</p>",
    )  # fmt: skip
    return html, annotator.provenance


def _why(served: Served, asked: Asked) -> str:
    start = asked.text.find(asked.word) if asked.start is None else asked.start
    if start < 0:
        return f"<p>The text has no “{safe(asked.word)}”.</p>"
    settings = {"gazetteer": asked.gazetteer, "threshold": asked.threshold}
    told = api.why_not(
        served, WhyNotQuestion(text=asked.text, start=start, end=start + len(asked.word), **settings)  # type: ignore[arg-type]
    )  # fmt: skip
    parts = f"<details><summary>The evidence in this text</summary>{told_waterfall(told.parts)}</details>"
    unsure = "<p>It may be any of them.</p>" if any(found.status == "ambiguous" for found in told.matches) else ""
    alone = "".join(map(_found, told.matches)) + unsure or "<p>By itself it is unknown.</p>"
    near = "".join(map(_found, told.nearest))
    return (
        f"<h3>{told.cause}</h3><p>{safe(told.sentence)}.</p>{parts if told.parts else ''}"
        f"<h3>Looked up by itself</h3>{alone}{f'<h3>Nearest others, none of them likely</h3>{near}' if near else ''}"
    )


def _found(found: Found) -> str:
    score = f" {found.score:.3f}" if found.score >= LEAST_HELPFUL else ""
    why = f"<p>{safe(found.why.sentence)}</p>{told_waterfall(found.why.parts)}"
    about = f"<summary>{safe(found.name)}{score}</summary><p>{safe(found.description)}</p>"
    return f"<details>{about}{why}</details>"


def compare_page(served: Served, a: str, b: str, kind: str) -> str:
    """Return the page that compares two names."""
    types = get_args(EntityType)
    answer = ""
    if a.strip() and b.strip() and kind in types:
        told = api.compare(served, CompareQuestion(a=a, b=b, type=kind))  # type: ignore[arg-type]
        verdict = f"{'the same' if told.same else 'not the same'}, {told.score:.3f}"
        answer = (
            f'<section class="answer" aria-labelledby="answer"><h2 id="answer" class="verdict">{verdict}</h2>'
            f"<p>{safe(told.why.sentence)}</p>{told_waterfall(told.why.parts)}</section>"
        )
    choice = _choice("type", "Both name a", types, kind)
    content = _filled("compare", a=safe(a), b=safe(b), types=choice, answer=answer)
    return _page("Two names compared", "/compare", content)


def entity_page(entity: Entity) -> str:
    """Return the page about an entity, small enough for a frame."""
    rows = [(p.name, ", ".join(p.values(entity, ""))) for p in map(PROPERTIES.__getitem__, _FACTS)]
    body = _filled(
        "entity", name=safe(entity.name), description=safe(entity.description), id=safe(entity.id),
        wikidata=_wikidata(entity), facts="".join(f"<dt>{n}</dt><dd>{safe(told)}</dd>" for n, told in rows if told),
    )  # fmt: skip
    return _filled("frame", title=safe(entity.name), kind=' class="preview"', body=body)


def _wikidata(entity: Entity) -> str:
    id = entity.links.get("wikidata", "")
    return f'<a href="https://www.wikidata.org/wiki/{quote(id)}" rel="noreferrer">Wikidata</a>' if id else ""


def _choice(name: str, label: str, values: Iterable[str], chosen: str) -> str:
    options = "".join(
        f'<option value="{safe(v)}"{" selected" if v == chosen else ""}>{safe(v) or "the text above"}</option>'
        for v in values
    )
    return f'<div><label for="{name}">{label}</label>\n<select id="{name}" name="{name}">{options}</select></div>\n'


def _page(title: str, path: str, main: str, made_by: str = "") -> str:
    nav = "".join(f'<a href="{to}"{" aria-current=page" if to == path else ""}>{name}</a>' for to, name in _LINKS)
    body = _filled("page", title=title, nav=nav, main=main, made_by=safe(made_by))
    return _filled("frame", title=title, kind="", body=body)


def _filled(template: str, /, **values: str) -> str:
    return _template(template).substitute(values)


@cache
def _template(name: str) -> Template:
    return Template(resources.files("translit.web").joinpath("templates", f"{name}.html").read_text(encoding="utf-8"))
