"""A page of proposals to look at: who is named how often, in which spellings, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from translit.corpus.discovery import Proposal
from translit.hypertext import safe
from translit.io.writers.standalone import standalone
from translit.text.language import language_name

_KINDS = {"person": ("per", "People"), "organization": ("org", "Organizations"), "place": ("loc", "Places")}
_UNKNOWN = ("ambiguous", "Of unknown kind")


def to_page(proposals: Iterable[Proposal], made_by: Mapping[str, str]) -> str:
    """Return one HTML page without outside resources; everything from the articles is escaped."""
    groups: dict[tuple[str, str], list[Proposal]] = {kind: [] for kind in (*_KINDS.values(), _UNKNOWN)}
    for proposal in proposals:
        groups[_KINDS.get(proposal.type, _UNKNOWN)].append(proposal)
    filled = {kind: found for kind, found in groups.items() if found}
    count = sum(map(len, filled.values()))
    return standalone(
        "proposals",
        made_by,
        title=f"{_number(count, 'name')} not listed yet",
        styles=("page.css", "proposals.css"),
        contents="".join(
            f'<li class="{css}"><mark><a href="#{css}">{title}</a></mark> {len(found)}</li>'
            for (css, title), found in filled.items()
        ),
        groups="".join(_group(css, title, found) for (css, title), found in filled.items()),
    )


def _group(css: str, title: str, found: Iterable[Proposal]) -> str:
    rows = "".join("".join(_entity(proposal)) for proposal in found)
    return f'<h2 id="{css}">{title}</h2><ul class="entities {css}">{rows}</ul>\n'


def _entity(proposal: Proposal) -> Iterator[str]:
    dashed = "" if proposal.is_sure else ' style="border-inline-start-style: dashed"'
    counts = f"{_number(proposal.mentions, 'mention')} in {_number(proposal.articles, 'article')}"
    gender = {"f": "woman", "m": "man"}.get(proposal.gender, "")
    lang = f"mostly in {language_name(proposal.lang)}" if proposal.lang else ""
    held = f"certainty {proposal.score:.2f}" if proposal.score < 1.0 else ""
    yield f'<li id="{safe(proposal.id)}"{dashed}><h3>{safe(proposal.name)}</h3>'
    yield f"<p>{', '.join(filter(None, (counts, lang, gender, held)))} <code>{safe(proposal.id)}</code></p>"
    if proposal.names:
        native = (
            f'<bdi lang="{safe(lang)}">{safe(name)}</bdi> ({safe(language_name(lang))})'
            for lang, name in proposal.names.items()
        )
        yield f"<p>{', '.join(native)}</p>"
    spellings = (f'<li><bdi lang="und">{safe(s)}</bdi> <small>{n}</small></li>' for s, n in proposal.spellings.items())
    yield f"<ul>{''.join(spellings)}</ul>"
    for context in proposal.contexts:
        yield f'<blockquote lang="und" dir="auto">… {_marked(context, proposal.spellings)} …</blockquote>'
    yield "</li>"


def _marked(context: str, spellings: Iterable[str]) -> str:
    """Return a context with the spellings in it marked, the longest first."""
    known = "|".join(re.escape(" ".join(s.split())) for s in sorted(spellings, key=len, reverse=True))
    parts = re.split(rf"(?<!\w)({known})(?!\w)", context)
    return "".join(f"<mark>{safe(part)}</mark>" if i % 2 else safe(part) for i, part in enumerate(parts))


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"
