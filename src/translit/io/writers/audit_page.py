"""An audit as a page: who spells whom how, with plots. It is one file without any outside resource."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice

from translit.corpus.spelling_counts import Audit, SpellingCount
from translit.hypertext import safe
from translit.io.writers.audit import SpellingUse, by_entity
from translit.io.writers.audit_plots import stacked
from translit.io.writers.standalone import standalone
from translit.text.language import language_name

_MOST_PLOTS = 30  # entities with plots, the most frequent that are spelled in more than one way: 3 seconds
_MOST_BARS = 15  # outlets in a plot, the most frequent, and months, the last; the table has all
_CELL = "<td{}>{}</td>"


def to_page(audit: Audit, made_by: Mapping[str, str]) -> str:
    """Return the page: whose names each outlet writes, then every entity with its spellings and who writes them."""
    entities = list(by_entity(audit))
    disputed = {first.entity_id for first, uses in entities if len({use.how for use in uses}) > 1}
    plotted = set(islice((first.entity_id for first, _ in entities if first.entity_id in disputed), _MOST_PLOTS))
    return standalone(
        "audit",
        made_by,
        title="Who writes which spelling",
        styles=("page.css", "tables.css"),
        script="filter.js",
        summary=f"{audit.articles:,} articles, {len(entities):,} entities; {len(disputed):,} are spelled in several ways",
        overall=_overall(audit),
        entities="".join(_entity(first, uses, audit, first.entity_id in plotted) for first, uses in entities),
    )


def _overall(audit: Audit) -> str:
    """Return a plot of the languages from whose names each outlet takes its spellings, where that can be told."""
    told = [count for count in audit if count.languages and "|" not in count.languages and " from " in count.convention]
    if not told:
        return "<p>No spelling shows which language's name it writes.</p>"
    title = "From names in which language the spellings are taken"
    plots = [
        _plot(f"{title}, by outlet", ((c.group, language_name(c.languages), c.mentions) for c in told), share=True)
    ]
    if any(count.month for count in told):
        by_month = sorted((c.month, language_name(c.languages), c.mentions) for c in told)
        plots.append(_plot(f"{title}, by month", by_month, share=True))
    return f'<div class="plots">{"".join(plots)}</div>'


def _entity(first: SpellingCount, uses: list[SpellingUse], audit: Audit, plotted: bool) -> str:
    groups = sorted({group for use in uses for group in use.by_group})
    head = "".join(f'<th scope="col">{safe(group or "(not said)")}</th>' for group in groups)
    rows = "".join(_row(use, groups) for use in uses)
    plots = ""
    if plotted:
        counts = [count for count in audit if count.entity_id == first.entity_id]
        name = first.entity_name
        plots = _plot(f"{name}, by outlet", ((c.group, c.convention or "no convention", c.mentions) for c in counts))
        if any(count.month for count in counts):
            by_month = sorted((c.month, c.convention or "no convention", c.mentions) for c in counts)
            plots += _plot(f"{name}, by month", by_month)
    return (
        f'<section class="entity"><h3>{safe(first.entity_name)} <code>{safe(first.entity_id)}</code></h3>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{safe(first.entity_name)}"><table><thead><tr>'
        f'<th scope="col">spelling</th><th scope="col">how</th><th scope="col">all</th>{head}</tr></thead>'
        f'<tbody>{rows}</tbody></table></div><div class="plots">{plots}</div></section>\n'
    )


def _row(use: SpellingUse, groups: list[str]) -> str:
    counts = "".join(f'<td class="n">{use.by_group[group] or ""}</td>' for group in groups)
    spelling = f'<th scope="row"><bdi lang="und">{safe(use.spelling)}</bdi></th>'
    return f'<tr>{spelling}<td>{safe(use.how)}</td><td class="n">{use.mentions}</td>{counts}</tr>'


def _plot(title: str, counts: Iterable[tuple[str, str, int]], *, share: bool = False) -> str:
    """Return a figure of counts, given as outlet or month, what is counted, and how often."""
    bars: dict[str, Counter[str]] = {}
    kinds: Counter[str] = Counter()
    for name, kind, n in counts:
        bars.setdefault(name, Counter())[kind] += n
        kinds[kind] += n
    often = list(bars)[-_MOST_BARS:] if title.endswith("by month") else sorted(bars, key=lambda b: -bars[b].total())
    shown = {name: bars[name] for name in often[:_MOST_BARS]}
    drawing = stacked(title, shown, [kind for kind, _ in kinds.most_common()], share=share)
    return f"<figure><figcaption>{safe(title)}</figcaption>{drawing}</figure>"
