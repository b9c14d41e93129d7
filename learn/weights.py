"""Fit the weights of all features on names with known answers: python learn/weights.py --data FOLDER

FOLDER is described in ``benchmarks/bench_data.py``. Names are looked up in the world as it is, in which most are not
listed: beside the queries of every task, half of its entities are left out and asked for, and so are names of nobody
(``nobody.py``). Two models weigh a name against a listed one, by type; with their weights the candidates are ranked,
and a third weighs the best of them. Two more weigh names that are compared. The weights are written to
data/table/weights.yaml; a table of reliability (two-fold cross-fitted) is printed. No test case is looked at.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from additive import Row, crossed, fit, prepare, write
from bench_data import TYPES, every_kth, gazetteer_of, lines, pairs, print_reliability, queries, tasks
from nobody import contradictions, frequent_words, invented_people, look_alikes, towns

from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.additive import height, measure
from translit.match.evidence import weigh_compared
from translit.match.features import COMPARE_PERSON, COMPARE_THING, LOOKUP, PERSON, THING
from translit.match.features.listing import ListingCase
from translit.match.lookup import candidate_forms, disambiguate
from translit.match.scored_forms import ScoredForm, also_in_own_script, best_of_entities, weigh_form
from translit.names.parse import REQUIRED_ROLES, parse_name
from translit.table.romanization import variants
from translit.text.tokens import fold_words

LEFT_OUT = 0.3
"""The weight of a query whose entity is left out beside one whose entity is listed."""
NOBODY = 0.12
"""The weight of each kind of nobody's names beside the queries of a task."""
WORDS_OF_SHIPPED = 0.5
"""The same of frequent words and of towns for the shipped names: of these most are asked for by running text."""
LOOK_ALIKES = 0.3
"""The same of strangers with look-alike names, the commonest wrong answers."""
SPELLED = 0.3
"""The same of spellings that are made of shipped names: more regular than what people write."""
SMALL = 500
"""Entities of the sample of shipped ones that stands for a list of one's own."""
OFTENER = 3.0
"""How much oftener an entity of a class of ``prior`` is asked for than one of the class below."""
ASIDE = 0.06
"""The weight of a task of lookup beside the labelled pairs, where names are compared."""
WEIGHED = 12
"""Candidates of a query that the models of pairs are fitted on, those that agree most."""
SHOWN = 3
"""Candidates of a query that are weighed among the others."""
SEED = 4
HEAD = Path("data/table/weights.yaml")
CONFIG = Config()


class Asked(NamedTuple):
    """A name that is looked up, the ids of the right answers, its source, and its weight."""

    name: str
    gold: frozenset[str]
    source: str
    weight: float


def of_task(task: Path, most: int) -> Iterator[Asked]:
    """Yield the queries of a task."""
    for query in queries(task, most):
        yield Asked(query["query"], frozenset(query["gold_ids"]), task.name, 1.0)


def of_shipped(gazetteer: Gazetteer, source: str, most: int) -> Iterator[Asked]:
    """Yield shipped names as some convention writes them, every third only the family name, every fourth with a typo."""
    draw = random.Random(SEED)  # noqa: S311
    entities = sorted(gazetteer.entities)
    for n, id in enumerate(draw.sample(entities, min(most, len(entities)))):
        entity = gazetteer.entities[id]
        native = [(t, lang) for lang, texts in entity.names.items() for t in texts if lang in ("ru", "uk", "be", "bg")]
        if not native:
            continue
        text, lang = draw.choice(native)
        family = parse_name(text, entity.type, lang).family if n % 3 == 0 else None
        written = sorted({v.text for v in variants(family.text if family else text, lang=lang)})
        name = draw.choice(written)
        name = with_typo(name, draw) if n % 4 == 1 else name
        if not gazetteer.exact(fold_words(name)):
            weight = OFTENER ** (entity.prior - 3) if entity.prior else 1.0
            yield Asked(name, frozenset((id,)), source, weight)


def with_typo(text: str, draw: random.Random) -> str:
    """Return a text with a letter dropped, doubled or swapped with the next."""
    i = draw.randrange(1, len(text) - 1) if len(text) > 3 else 0
    return draw.choice(
        [text[:i] + text[i + 1 :], text[:i] + text[i] + text[i:], text[:i] + text[i + 1] + text[i] + text[i + 2 :]]
    )


def of_inflected(data: Path) -> tuple[Gazetteer, list[Asked]]:
    """Return a gazetteer of entities in news of the region, and their names as they are written there, most inflected."""
    rows = [row for row in lines(data / "slavic_kb.jsonl.gz") if row["type"] in TYPES]
    gazetteer = Gazetteer.from_records(
        {"id": row["entity_id"], "name": row["canonical"], "type": TYPES[row["type"]],
         "aliases": sorted({a["text"] for a in row["aliases"]} - {row["canonical"]})}
        for row in rows
    )  # fmt: skip
    surfaces = [(s["text"], row["entity_id"]) for row in rows for s in row["surfaces"]]
    names: dict[str, set[str]] = defaultdict(set)
    for text, id in surfaces:
        names[text].add(id)
    asked = [
        Asked(t, frozenset(ids), "inflected", 1.0) for t, ids in names.items() if not gazetteer.exact(fold_words(t))
    ]
    return gazetteer, asked


def nobodys(gazetteer: Gazetteer, source: str, data: Path, each: int) -> Iterator[Asked]:
    """Yield names of nobody, about so many of each kind, and towns with the ids of those that are listed."""
    kinds = (
        invented_people(each), towns(each), frequent_words(gazetteer, 2 * each),
        look_alikes(some_forms(gazetteer, 2 * each), family_names(data)), contradictions(some_forms(gazetteer, 2 * each)),
    )  # fmt: skip
    for kind in map(list, kinds):
        for nobody in kind[:: max(1, len(kind) // each)]:
            folded = fold_words(nobody.text)
            if folded and not gazetteer.exact(folded):
                ids = frozenset(f.entity.id for name in nobody.names if name for f in gazetteer.exact(name))
                yield Asked(nobody.text, ids, f"{source}: {nobody.kind}", 1.0)


def some_forms(gazetteer: Gazetteer, most: int) -> list[SurfaceForm]:
    """Return listed names by chance, no acronyms or bynames."""
    draw = random.Random(SEED)  # noqa: S311
    ids = draw.sample(sorted(gazetteer.entities), min(2 * most, len(gazetteer)))
    forms = (
        f for id in ids for f in gazetteer.forms_of(id) if f.is_full_name and not f.is_acronym and len(f.name.parts) > 1
    )
    found = list(islice(forms, 3 * most))
    return draw.sample(found, min(most, len(found)))


@cache
def family_names(data: Path) -> list[str]:
    """Return words of real names in several scripts."""
    path = data / "tokens_russian_train.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    return sorted({text for row in rows if int(row[2]) > 3 for text in row[:2] if text.isalpha()})


class Candidate(NamedTuple):
    """A listed name for a name that is looked up, the features of the pair, and whether it is right."""

    scored: ScoredForm
    right: bool


def candidates_of(gazetteer: Gazetteer, asked: Asked, kept: dict[str, list[int]]) -> list[Candidate]:
    """Return the listed names that may be meant, those of the entities that agree most."""
    if asked.name not in kept:
        query = parse_name(asked.name, "organization" if gazetteer.persons == 0 else "person")
        words = [p.word for p in query.of(*REQUIRED_ROLES)]
        strict = gazetteer.with_strict_keys(words) if len(words) > 1 else []
        found = dict.fromkeys([*strict, *candidate_forms(gazetteer, asked.name, query)])
        kept[asked.name] = [f.number for f in found]
    forms = map(gazetteer.form, kept[asked.name])
    scored = [s._replace(weight=s.values["covered"]) for s in (weigh_form(gazetteer, asked.name, f) for f in forms)]
    weighed = {s.form.entity.id for s in best_of_entities(scored)[:WEIGHED]} | asked.gold
    return [Candidate(s, s.form.entity.id in asked.gold) for s in scored if s.form.entity.id in weighed]


def with_left_out(found: list[tuple[Asked, list[Candidate]]]) -> Iterator[tuple[Asked, list[Candidate]]]:
    """Yield queries with their candidates, and half of those with a right answer again, without it."""
    for asked, candidates in found:
        yield asked, candidates
        if asked.gold and zlib.crc32(min(asked.gold).encode()) % 2:
            others = [c for c in candidates if not c.right]
            yield asked._replace(weight=LEFT_OUT, gold=frozenset()), others


def pair_rows(found: Iterable[tuple[Asked, list[Candidate]]], model: str) -> Iterator[Row]:
    """Yield every candidate as a case of a model."""
    for asked, candidates in found:
        key = min(asked.gold, default=asked.name)
        for scored in best_of_entities(c.scored for c in candidates):
            if scored.weighed.model.name == model:
                right = scored.form.entity.id in asked.gold
                yield Row(dict(scored.values), right, asked.weight, asked.source, key)


def list_rows(
    gazetteer: Gazetteer, found: Iterable[tuple[Asked, list[Candidate]]], fitted: dict[str, Any]
) -> Iterator[Row]:
    """Yield the best candidates of every query as cases of the model that looks at all of them."""
    for asked, candidates in found:
        weighed = [c.scored._replace(weight=log_odds(c.scored, fitted)) for c in candidates]
        ranked = best_of_entities(weighed)
        if not ranked:
            continue
        ranked = also_in_own_script(gazetteer, asked.name, ranked, lambda s: log_odds(s, fitted))
        ranked, tied = disambiguate(ranked, len(fold_words(asked.name)), CONFIG)
        key = min(asked.gold, default=asked.name)
        for place, scored in enumerate(ranked[:SHOWN]):
            case = ListingCase(gazetteer, CONFIG, scored.weighed.case.a, ranked, place, tied)
            right = scored.form.entity.id in asked.gold
            yield Row(
                measure(LOOKUP.features, case), right, asked.weight * (1.0 if place == 0 else 0.3), asked.source, key
            )


def log_odds(scored: ScoredForm, fitted: dict[str, Any]) -> float:
    """Return the sum of the bits by weights that were just fitted."""
    weights = fitted[scored.weighed.model.name]
    bits = (height(tuple(zip(*weights[name], strict=True)), value) for name, value in scored.values.items())
    return float(weights["constant"] + sum(bits))


def compare_rows(data: Path) -> Iterator[tuple[str, Row]]:
    """Yield the labelled pairs of names, each with its model."""
    for pair in pairs(data):
        weighed = weigh_compared(parse_name(pair.left, pair.type), parse_name(pair.right, pair.type))
        key = min(pair.left, pair.right)
        yield weighed.model.name, Row(weighed.values, pair.same, 1.0, "pairs", key)


def compared_candidates(found: Iterable[tuple[Asked, list[Candidate]]]) -> Iterator[tuple[str, Row]]:
    """Yield the right candidate and the two likeliest others of every query as pairs of names."""
    for asked, candidates in found:
        key = min(asked.gold, default=asked.name)
        best = best_of_entities(c.scored for c in candidates)
        known = [s for s in best if s.form.entity.id in asked.gold]
        others = [s for s in best if s.form.entity.id not in asked.gold][:2]
        for scored in known + others:
            case = scored.weighed.case
            weighed = weigh_compared(case.a, case.b)
            right = scored.form.entity.id in asked.gold
            yield weighed.model.name, Row(weighed.values, right, 1.0 if right else 0.5, f"aside: {asked.source}", key)


def balanced(rows: list[Row], share: Any) -> list[Row]:
    """Return rows whose weights have the sum of the share of their source, times the number of rows by sources."""
    total: dict[str, float] = defaultdict(float)
    for row in rows:
        total[row.source] += row.weight
    each = len(rows) / sum(share(source) for source in total)
    return [row._replace(weight=row.weight * share(row.source) * each / total[row.source]) for row in rows]


def share(source: str) -> float:
    """Return the weight of all cases of a source."""
    if source == "pairs":
        return 1.0
    kind = source.removeprefix("aside: ")
    if kind in ("shipped", "small"):
        return SPELLED * (ASIDE if kind != source else 1.0)
    is_word = kind.endswith((": frequent words", ": towns")) and kind.startswith(("shipped", "small"))
    of_nobody = WORDS_OF_SHIPPED if is_word else NOBODY
    nobody = LOOK_ALIKES if kind.endswith("look-alikes") else of_nobody if ":" in kind else 1.0
    return nobody * (ASIDE if kind != source else 1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--most", type=int, default=600, help="queries of each task")
    parser.add_argument("--tasks", nargs="*", help="default: all")
    parser.add_argument("--cache", type=Path, help="folder in which compiled gazetteers and candidates are kept")
    args = parser.parse_args()
    collected = list(collect(args.data, args.tasks, args.most, args.cache))
    fit_all(collected, args.data)


def collect(data: Path, names: list[str] | None, most: int, kept: Path | None) -> Iterator[tuple[Gazetteer, list[Any]]]:
    """Yield every gazetteer with what is looked up in it, and the candidates."""
    prepare()
    shipped = Gazetteer.default()
    sample = random.Random(SEED).sample(sorted(shipped.entities), SMALL)  # noqa: S311
    small = Gazetteer(shipped.entities[id] for id in sample)
    for source, listed in (("shipped", shipped), ("small", small)):
        asked = [*of_shipped(listed, source, 400), *nobodys(listed, source, data, 600)]
        yield listed, answered(listed, asked, source, kept)
    gazetteer, inflected = of_inflected(data)
    asked = [*every_kth(inflected, 2 * most), *nobodys(gazetteer, "inflected", data, 48)]
    yield gazetteer, answered(gazetteer, asked, "inflected", kept)
    for task in tasks(data, names):
        gazetteer = gazetteer_of(task, kept)
        asked = [*of_task(task, most), *nobodys(gazetteer, task.name, data, 48)]
        yield gazetteer, answered(gazetteer, asked, task.name, kept)


def answered(
    gazetteer: Gazetteer, asked: list[Asked], name: str, cache: Path | None
) -> list[tuple[Asked, list[Candidate]]]:
    """Return what is looked up with its candidates; their numbers are kept in the cache, since the search takes long."""
    path = cache / f"candidates-{name}-{gazetteer.fingerprint}.json" if cache else None
    kept = json.loads(path.read_text(encoding="utf-8")) if path and path.exists() else {}
    before = len(kept)
    found = [(a, candidates_of(gazetteer, a, kept)) for a in asked]
    if path and len(kept) > before:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(kept), encoding="utf-8")
    right = sum(any(c.right for c in cs) for _, cs in found)
    print(f"{name}: {len(found)} asked, {right} found", file=sys.stderr, flush=True)
    return found


def fit_all(collected: list[tuple[Gazetteer, list[Any]]], data: Path) -> dict[str, Any]:
    """Fit all models, print their reliability, and write the weights."""
    fitted: dict[str, Any] = {}
    rows: dict[str, list[Row]] = defaultdict(list)
    for _, found in collected:
        everything = list(with_left_out(found))
        for model in (PERSON, THING):
            rows[model.name] += pair_rows(everything, model.name)
    for model in (PERSON, THING):
        fitted[model.name] = fit(balanced(rows[model.name], share), model.features)
    for gazetteer, found in collected:
        rows[LOOKUP.name] += list_rows(gazetteer, with_left_out(found), fitted)
        for name, row in compared_candidates(found):
            rows[name].append(row)
    for name, row in compare_rows(data):
        rows[name].append(row)
    for model in (LOOKUP, COMPARE_PERSON, COMPARE_THING):
        weighed = balanced(rows[model.name], share)
        fitted[model.name] = fit(weighed, model.features)
        judged = crossed(weighed, model.features)
        for kind in ["pairs"] if model is not LOOKUP else sorted({r.source for r in weighed}):
            print(f"\n{model.name}: {kind}, cross-fitted")
            print_reliability((s, r.right) for s, r in zip(judged, weighed, strict=True) if r.source == kind)
    write(HEAD, fitted)
    return fitted


if __name__ == "__main__":
    main()
