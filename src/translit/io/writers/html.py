"""A page to look at: the text with every name marked and explained, and an index of entities with their spellings.

The page is one file without any outside resource. What a mention is stands in a card that appears on hover, on focus and
on tap, by style sheet alone; the only script lets Escape close a card.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import resources
from string import Template

from translit.io.writers.output_format import Page
from translit.io.writers.shown import as_html as _safe
from translit.model import AnnotatedText, Mention

_KINDS = {"PER": ("person", "People"), "ORG": ("organization", "Organizations"), "LOC": ("place", "Places")}
_ERRORS = '<section class="errors" aria-labelledby="errors"><h2 id="errors">Not read</h2><ul>{}</ul></section>'

Marked = tuple[str, Mention]  # the id of a mention in the page, and the mention


def to_page(
    articles: Iterable[tuple[str, AnnotatedText]], made_by: Mapping[str, str], *, errors: Iterable[str] = ()
) -> str:
    """Return one HTML page with all articles (name, annotated text), their index, and the inputs that failed.

    Everything from outside is escaped; characters that HTML cannot hold are shown as U+FFFD.
    """
    shown = list(articles)
    marked, index, names = marked_articles(shown)
    contents = "".join(f'<li><a href="#a{i}">{_safe(name)}</a></li>' for i, (name, _) in enumerate(shown, 1))
    failed = "".join(f"<li>{_safe(error)}</li>" for error in errors)
    script = _file("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return Template(_file("page.html")).substitute(
        title=_safe(shown[0][0] if len(shown) == 1 else f"{len(shown)} articles"),
        policy=f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'",
        style=_file("page.css"),
        script=script,
        summary=f"{_number(sum(len(text) for _, text in shown), 'mention')} of {_number(names, 'name')}",
        made_by=_safe(", ".join(f"{key} {value}" for key, value in made_by.items())),
        contents=f'<nav aria-label="Articles"><ol>{contents}</ol></nav>' if len(shown) > 1 else "",
        errors=_ERRORS.format(failed) if failed else "",
        articles=marked,
        index=index,
    )


def marked_articles(
    articles: Iterable[tuple[str, AnnotatedText]], more: Callable[[Mention], str] = lambda mention: ""
) -> tuple[str, str, int]:
    """Return articles (name, annotated text) with every name marked and explained, their index, and how many it has.

    The ids of the articles are ``a1``, ``a2`` …; ``more`` gives HTML that stands in the card of a mention, too.
    """
    shown = [(f"a{number}", name, annotated) for number, (name, annotated) in enumerate(articles, 1)]
    marked = {article: [(f"{article}-m{i}", m) for i, m in enumerate(text, 1)] for article, _, text in shown}
    groups = _grouped(m for mentions in marked.values() for m in mentions)
    place = {mark: f"e{number}" for number, marks in enumerate(groups.values(), 1) for mark, _ in marks}

    def end_of_card(mark: str, mention: Mention) -> str:
        return f'{more(mention)} <a href="#{place[mark]}">in the index</a>'

    html = "".join(_article(i, name, text, marked[i], end_of_card) for i, name, text in shown)
    return html, "".join(_index(groups)) or "<p>No known name was found.</p>", len(groups)


def _file(name: str) -> str:
    return resources.files("translit.io.writers").joinpath(name).read_text(encoding="utf-8")


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def _article(
    id_: str, name: str, annotated: AnnotatedText, marked: list[Marked], end_of_card: Callable[[str, Mention], str]
) -> str:
    out, position = [], 0
    for mark, mention in marked:
        out += [_safe(annotated.text[position : mention.start]), _mention(mark, mention, end_of_card(mark, mention))]
        position = mention.end
    text = "".join([*out, _safe(annotated.text[position:])])
    heading = f'<h2 id="{id_}" tabindex="-1">{_safe(name)}</h2>'
    return f'<article aria-labelledby="{id_}">{heading}<div class="text" lang="und" dir="auto">{text}</div></article>\n'


def _mention(mark: str, mention: Mention, end_of_card: str) -> str:
    kind = "ambiguous" if mention.status == "ambiguous" else mention.label.lower()
    card = f"{mark}-card"
    return (
        f'<span class="name {kind}"><mark id="{mark}" tabindex="0" aria-describedby="{card}">{_safe(mention.text)}</mark>'
        f'<span class="card" id="{card}" lang="en" dir="ltr"><b>{_safe(_title(mention))}</b>{_facts(mention)}'
        f"{end_of_card}</span></span>"
    )


def _facts(mention: Mention) -> str:
    kind = _KINDS.get(mention.label, (mention.label, ""))[0]
    id_ = f" <code>{_safe(mention.kb_id)}</code>" if mention.kb_id else ""
    written = f"written <i>{_safe(mention.text)}</i>, score {mention.score:.2f}"
    facts = (f"{_safe(kind)}{id_}", written, _safe(mention.reason))
    return "".join(f" <span>{fact}</span>" for fact in facts if fact)


def _title(mention: Mention) -> str:
    return mention.name or " or ".join(mention.candidates) + "?"


def _grouped(marked: Iterable[Marked]) -> dict[tuple[str, str, str], list[Marked]]:
    """Return the mentions of every entity, or of every set of entities among which nothing decides."""
    groups: dict[tuple[str, str, str], list[Marked]] = {}
    for mark, mention in marked:
        kind = "ambiguous" if mention.status == "ambiguous" else mention.label
        groups.setdefault((kind, _title(mention), mention.kb_id), []).append((mark, mention))
    return groups


def _index(groups: dict[tuple[str, str, str], list[Marked]]) -> Iterator[str]:
    numbers = {key: number for number, key in enumerate(groups, 1)}
    kinds = [*dict.fromkeys([*_KINDS, *(kind for kind, _, _ in groups)])]
    for kind in sorted(kinds, key=lambda k: k == "ambiguous"):
        keys = sorted((k for k in groups if k[0] == kind), key=lambda k: (-len(groups[k]), numbers[k]))
        if keys:
            heading = "Ambiguous" if kind == "ambiguous" else _KINDS.get(kind, ("", kind))[1]
            rows = "".join(_entity(numbers[k], k[1], k[2], groups[k]) for k in keys)
            yield f'<h3>{_safe(heading)}</h3><ul class="entities {_safe(kind.lower())}">{rows}</ul>'


def _entity(number: int, title: str, kb_id: str, marked: list[Marked]) -> str:
    spellings: dict[str, list[Marked]] = {}
    for mark, mention in marked:
        spellings.setdefault(mention.text, []).append((mark, mention))
    rows = "".join(_spelling(text, found) for text, found in spellings.items())
    id_ = f" <code>{_safe(kb_id)}</code>" if kb_id else ""
    count = _number(len(marked), "mention")
    return f'<li id="e{number}" tabindex="-1"><h4>{_safe(title)}</h4><p>{count}{id_}</p><ul>{rows}</ul></li>'


def _spelling(text: str, found: list[Marked]) -> str:
    links = " ".join(
        f'<a href="#{mark}" aria-label="{_safe(text)}, mention {i}">{i}</a>' for i, (mark, _) in enumerate(found, 1)
    )
    scores = [m.score for _, m in found]
    low, high = f"{min(scores):.2f}", f"{max(scores):.2f}"
    why = "".join(f"<p>{_safe(reason)}</p>" for reason in dict.fromkeys(m.reason for _, m in found if m.reason))
    score = low if low == high else f"{low} to {high}"
    named = f'<bdi lang="und">{_safe(text)}</bdi> <span class="links">{links}</span>'
    return f"<li>{named} <small>score {score}</small>{why}</li>"


FORMAT = Page(lambda articles, errors, options: to_page(articles, options.made_by, errors=errors))
