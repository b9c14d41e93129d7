"""The verb ``discover``: articles in, the names that no gazetteer lists out, as proposals for one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import translit
from translit.cli.output import (
    INPUTS,
    Choice,
    SomeFailedError,
    aliases_option,
    article_options,
    check_output,
    encoded,
    encoding_option,
    inputs,
    resume_option,
    say,
    write,
)
from translit.cli.progress import counted

if TYPE_CHECKING:
    from translit.corpus.name_counts import NameCounts


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE|FOLDER]...", type=click.Path(allow_dash=True))
@click.option(
    "--to", "form", type=Choice(("yaml", "jsonl")), metavar="FORMAT",
    help="yaml (an alias file) or jsonl. Default: what the name of OUT says, else yaml.",
)  # fmt: skip
@click.option("--html", metavar="PAGE", type=click.Path(), help="Also write a page to look at, with contexts.")
@click.option("--least", type=click.IntRange(1), default=1, show_default=True, metavar="N",
              help="Leave out names with fewer mentions in a language.")  # fmt: skip
@click.option("--lang", default="en", show_default=True, metavar="CODE", help="The language of canonical spellings.")
@article_options
@encoding_option
@aliases_option
@click.option("-o", "--out", metavar="OUT", type=click.Path(), help="The file to write.")
@resume_option
def discover(
    files: tuple[str, ...],
    form: str | None,
    html: str | None,
    least: int,
    lang: str,
    source: str | None,
    aliases: tuple[str, ...],
    out: str | None,
    resume: bool,
    **reading: Any,
) -> None:
    """Propose entities for the names of articles that the gazetteer lacks.

    The spellings of one name, case forms, bare family names and other scripts among them, become one proposal. OUT is an
    alias file: delete the records that you do not want. Doubtful ones stand at its end as comments; take away the "# " to
    accept one. "normalize gazetteer check OUT" checks what is left.

    FILEs are those of "normalize annotate". Memory stays bounded: names are counted in OUT.part, and after a kill or
    Ctrl-C the same command with --resume goes on. For many articles, --least 3 leaves out passers-by.

    \b
    Examples:
      normalize discover archive/ -o proposals.yaml --html proposals.html
      normalize discover articles.jsonl --text-field body --least 3 -o frequent.yaml
      normalize discover article.txt --aliases shipped --aliases my.yaml --to jsonl
    """  # noqa: D301 - \b keeps click from wrapping the lines
    from translit.cli.destination import writing
    from translit.corpus.discovery import propose
    from translit.corpus.name_counts import NameCounts
    from translit.corpus.proposal_file import to_yaml
    from translit.files.writing import ResumeError, beside, write_whole

    path = None if out in (None, "-") else Path(str(out))
    names = inputs(files)
    part = beside(path, ".part") if path else None
    for target in filter(None, (path, part, Path(html) if html else None)):
        check_output(target, (*names, *aliases))
    if resume and part is None:
        raise click.UsageError("--resume needs the OUT of the run that was stopped: -o OUT")
    if part and part.exists() and not resume:
        raise ResumeError(f"{part}: an unfinished run; --resume goes on with it, or delete it first")
    annotator = translit.load(*aliases)
    reading["form"] = INPUTS.get(str(source))
    settings = json.dumps({"inputs": names, **reading, "made_by": annotator.provenance}, ensure_ascii=False)
    if part:
        with writing(part):
            part.touch()
    counts = NameCounts(part, settings)
    _count(counts, annotator, names, reading)
    failed = counts.failed
    if failed and failed == counts.done:  # what an earlier run wrote stays
        counts.delete()
        raise SomeFailedError
    proposals = propose(counts.rows(least), lang=lang)
    if form == "jsonl" or (form is None and path is not None and path.suffix in (".jsonl", ".ndjson")):
        content = "".join(json.dumps(p.to_dict(), ensure_ascii=False) + "\n" for p in proposals)
    else:
        content = to_yaml(proposals)
    if html:
        from translit.io.writers.proposals_page import to_page

        with writing(Path(html)):
            write_whole(Path(html), [encoded(to_page(proposals, annotator.provenance))])
    if path is None:
        write(content)
    else:
        with writing(path):
            write_whole(path, [encoded(content)])
    counts.delete()
    sure = sum(p.is_sure for p in proposals)
    say(f"articles: {counts.done - failed}, proposals: {sure}, doubtful ones: {len(proposals) - sure}")
    if failed:
        raise SomeFailedError


def _count(counts: NameCounts, annotator: translit.Annotator, names: Sequence[str], reading: dict[str, Any]) -> None:
    """Count the names of all articles that are not counted yet."""
    from translit.cli.destination import after_last
    from translit.collector import rare_collections
    from translit.corpus.article_names import article_names
    from translit.io.readers import read_articles

    if counts.done:
        say(f"goes on after {counts.done} articles")
    try:
        with rare_collections():
            articles = read_articles(names, skip=counts.done - bool(counts.last), **reading)
            for article in counted(after_last(counts.last, names, articles), " articles", done=counts.done):
                if article.error:
                    say(article.error)
                found = () if article.error else article_names(article.text, annotator)
                counts.add(found, article.id, failed=bool(article.error))
    except BaseException:
        counts.close()
        raise
