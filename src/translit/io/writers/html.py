"""A page to look at: the text with every name marked and explained, and an index of entities with their spellings.

The page is one file without any outside resource. What a mention is stands in a card that appears on hover, on focus and
on tap, by style sheet alone; the only script lets Escape close a card.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from translit.hypertext import safe
from translit.io.writers.output_format import Page
from translit.io.writers.standalone import standalone
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
    shown = [(f"a{number}", name, annotated) for number, (name, annotated) in enumerate(articles, 1)]
    marked = {article: [(f"{article}-m{i}", m) for i, m in enumerate(text, 1)] for article, _, text in shown}
    groups = _grouped(m for mentions in marked.values() for m in mentions)
    place = {mark: f"e{number}" for number, marks in enumerate(groups.values(), 1) for mark, _ in marks}
    contents = "".join(f'<li><a href="#{id_}">{safe(name)}</a></li>' for id_, name, _ in shown)
    return standalone(
        "page",
        made_by,
        title=f"Names in {safe(shown[0][1] if len(shown) == 1 else f'{len(shown)} articles')}",
        script="page.js",
        summary=f"{_number(len(place), 'mention')} of {_number(len(groups), 'name')}",
        contents=f'<nav aria-label="Articles"><ol>{contents}</ol></nav>' if len(shown) > 1 else "",
        errors=not_read(errors),
        articles="".join(_article(i, name, text, marked[i], place) for i, name, text in shown),
        index="".join(_index(groups)) or "<p>No known name was found.</p>",
    )


def not_read(errors: Iterable[str]) -> str:
    """Return the list of inputs that failed, nothing if there are none."""
    failed = "".join(f"<li>{safe(error)}</li>" for error in errors)
    return _ERRORS.format(failed) if failed else ""


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def marked_text(annotated: AnnotatedText, more: Callable[[Mention], str]) -> tuple[str, str]:
    """Return a text with its names marked as on the page, and their index; ``more`` is what a card says beside."""
    marked = [(f"m{number}", mention) for number, mention in enumerate(annotated, 1)]
    groups = _grouped(marked)
    place = {mark: f"e{number}" for number, marks in enumerate(groups.values(), 1) for mark, _ in marks}
    text = _article("text", "Text", annotated, marked, place, more)
    return text, "".join(_index(groups)) or "<p>No known name was found.</p>"


def _article(
    id_: str,
    name: str,
    annotated: AnnotatedText,
    marked: list[Marked],
    place: Mapping[str, str],
    more: Callable[[Mention], str] = lambda mention: "",
) -> str:
    out, position = [], 0
    for mark, mention in marked:
        out += [safe(annotated.text[position : mention.start]), _mention(mark, mention, place[mark], more(mention))]
        position = mention.end
    text = "".join([*out, safe(annotated.text[position:])])
    heading = f'<h2 id="{id_}" tabindex="-1">{safe(name)}</h2>'
    return f'<article aria-labelledby="{id_}">{heading}<div class="text" lang="und" dir="auto">{text}</div></article>\n'


def _mention(mark: str, mention: Mention, entity: str, more: str) -> str:
    kind = "ambiguous" if mention.status == "ambiguous" else mention.label.lower()
    card = f"{mark}-card"
    return (
        f'<span class="name {kind}"><mark id="{mark}" tabindex="0" aria-describedby="{card}">{safe(mention.text)}</mark>'
        f'<span class="card" id="{card}" lang="en" dir="ltr"><b>{safe(_title(mention))}</b>{_facts(mention)}'
        f'{more} <a href="#{entity}">in the index</a></span></span>'
    )


def _facts(mention: Mention) -> str:
    kind = _KINDS.get(mention.label, (mention.label, ""))[0]
    id_ = f" <code>{safe(mention.kb_id)}</code>" if mention.kb_id else ""
    written = f"written <i>{safe(mention.text)}</i>, score {mention.score:.2f}"
    facts = (f"{safe(kind)}{id_}", written, safe(mention.reason))
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
            yield f'<h3>{safe(heading)}</h3><ul class="entities {safe(kind.lower())}">{rows}</ul>'


def _entity(number: int, title: str, kb_id: str, marked: list[Marked]) -> str:
    spellings: dict[str, list[Marked]] = {}
    for mark, mention in marked:
        spellings.setdefault(mention.text, []).append((mark, mention))
    rows = "".join(_spelling(text, found) for text, found in spellings.items())
    id_ = f" <code>{safe(kb_id)}</code>" if kb_id else ""
    count = _number(len(marked), "mention")
    return f'<li id="e{number}" tabindex="-1"><h4>{safe(title)}</h4><p>{count}{id_}</p><ul>{rows}</ul></li>'


def _spelling(text: str, found: list[Marked]) -> str:
    links = " ".join(
        f'<a href="#{mark}" aria-label="{safe(text)}, mention {i}">{i}</a>' for i, (mark, _) in enumerate(found, 1)
    )
    scores = [m.score for _, m in found]
    low, high = f"{min(scores):.2f}", f"{max(scores):.2f}"
    why = "".join(f"<p>{safe(reason)}</p>" for reason in dict.fromkeys(m.reason for _, m in found if m.reason))
    score = low if low == high else f"{low} to {high}"
    named = f'<bdi lang="und">{safe(text)}</bdi> <span class="links">{links}</span>'
    return f"<li>{named} <small>score {score}</small>{why}</li>"


FORMAT = Page(lambda articles, errors, options: to_page(articles, options.made_by, errors=errors))
