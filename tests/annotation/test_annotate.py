"""Annotating: what is found and what is not, explanations, settings, context, and time that grows with the text."""

from __future__ import annotations

import gc
import itertools
import json
import os
import pickle
import subprocess
import sys
import time
import weakref
from typing import Any

import pytest

import translit
from support import ROOT, SEEDS, read_seed
from translit.annotation.annotator import Annotator, annotator_for
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.text.chunks import Chunk
from translit.text.document import Document

TEXTS = [read_seed(p.name) for p in SEEDS]


def test_the_threshold_is_inclusive_and_changes_no_score(annotator: Annotator) -> None:
    [match] = annotator.lookup("Cichanouskaya")
    at = Annotator(annotator.gazetteer, config=Config(threshold=match.score))
    assert [m.score for m in at.lookup("Cichanouskaya")] == [match.score]
    above = Annotator(annotator.gazetteer, config=Config(threshold=match.score + 1e-9))
    assert above.lookup("Cichanouskaya") == []


def run_python(code: str, **env: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **env}, check=True, capture_output=True, text=True, cwd=ROOT
    ).stdout


def test_pipe_under_spawn() -> None:
    code = (
        "import multiprocessing, translit\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.set_start_method('spawn')\n"
        "    a = translit.load()\n"
        "    xs = ['Lukaschenka met Putin in Sotschi.', '', 'Minsk'] * 3\n"
        "    assert list(a.pipe(xs, n_process=2, batch_size=2)) == [a.annotate(x) for x in xs]\n"
        "    print('same')"
    )
    assert run_python(code) == "same\n"


def test_pipe_is_lazy_and_refuses_nonsense(annotator: Annotator) -> None:
    endless = (text for text in iter(lambda: "Minsk", None))
    assert next(iter(annotator.pipe(endless))).mentions[0].kb_id == "minsk"
    with pytest.raises(ValueError, match="1 or more"):
        list(annotator.pipe([], batch_size=0))


def test_an_annotator_pickles(annotator: Annotator) -> None:
    copy = pickle.loads(pickle.dumps(annotator))  # noqa: S301
    assert copy.annotate(TEXTS[0]) == annotator.annotate(TEXTS[0])
    assert copy.provenance == annotator.provenance


def test_every_listed_name_is_found_with_score_one(annotator: Annotator) -> None:
    for form in annotator.gazetteer.forms:
        matches = annotator.lookup(form.text, limit=64)  # the electoral commissions of many countries are called so
        assert form.entity.id in [m.entity.id for m in matches], form.text
        assert all(m.score == 1.0 and m.via == "exact" for m in matches), form.text


def test_replaying_the_parts_gives_the_score(annotator: Annotator) -> None:
    for name in ("Tsikanouskaya", "Loekasjenko", "Mitchell Bacelet", "Voices of America", "UN"):
        for match in annotator.lookup(name):
            told = match.explain().to_dict()
            replayed = 1 / (1 + 2 ** -max(-64, min(64, sum(p["weight"] for p in told["parts"]))))
            assert match.score == pytest.approx(replayed, abs=1e-4)
            assert told["sentence"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "Sviatlana Tsikanaouskaya",
            "Tsikanaouskaya = Tsikhanouskaya, Ціханоўская (English press from Belarusian), with h dropped, extra a",
        ),
        ("Loekasjenko", "Loekasjenko = Лукашенко (Dutch press from Russian)"),
        ("UN", "acronym of United Nations"),
        ("Минск", "name of Minsk in Russian"),
        ("Dmitry Pescov", "Pescov = Peskov, Песков (BGN/PCGN from Russian), with c for k"),
    ],
)
def test_explanations_read_well(annotator: Annotator, name: str, sentence: str) -> None:
    assert sentence in str(annotator.lookup(name)[0].explain())


def test_comparison_says_what_conflicts() -> None:
    told = str(translit.compare("Sergei Tikhanovsky", "Svetlana Tikhanovskaya").explain())
    assert told == "different names: given name Sergei / Svetlana (two different names) do not agree"


@pytest.mark.parametrize(
    ("text", "style", "normalized"),
    [
        ("Loekasjenko’s bezoek", None, "Lukashenko’s bezoek"),
        ("ALYAKSANDR LUKASHENKA", None, "ALEXANDER LUKASHENKO"),
        ("Alyaksandr Lukashenka and Lukashenka", "be", "Aliaksandr Lukashenka and Lukashenka"),
        ("The UN and the Russian Federation", None, "The UN and the Russian Federation"),
        ("Sviatlana Tsikanaouskaya’s «Kiev»", None, "Sviatlana Tsikhanouskaya’s «Kyiv»"),
        ("Tsepkalo left", None, "Tsepkalo left"),
        ("", None, ""),
    ],
)
def test_normalize(annotator: Annotator, text: str, style: str | None, normalized: str) -> None:
    assert annotator.normalize(text, style=style) == normalized


def test_an_ambiguous_name_names_all_its_entities(annotator: Annotator) -> None:
    text = "Valery Tsepkalo and Veronika Tsepkalo left. Police searched the flat of Tsepkalo."
    *_, mention = annotator.annotate(text)
    assert (mention.text, mention.status, mention.kb_id) == ("Tsepkalo", "ambiguous", "")
    assert mention.candidates == ("valery-tsapkala", "veranika-tsapkala")
    assert {m.status for m in annotator.lookup("Tsepkalo")} == {"ambiguous"}


@pytest.mark.parametrize(("written", "meant"), [("«Барселоне»", "club"), ("Барселоне", "city")])
def test_quotation_marks_tell_a_club_from_its_city(written: str, meant: str) -> None:
    records = [
        {"id": "city", "name": "Барселона", "type": "place"},
        {"id": "club", "name": "Барселона", "type": "organization"},
    ]
    annotator = Annotator(Gazetteer.from_records(records))
    [mention] = annotator.annotate(f"Как сообщили вчера, он уже давно живёт и работает в {written}.").mentions
    assert mention.kb_id == meant


def test_an_alias_that_needs_context_waits_for_it() -> None:
    records: list[dict[str, Any]] = [
        {"id": "g", "name": "Nizhny Novgorod", "type": "place", "aliases": [{"text": "Gorky", "needs_context": True}]}
    ]
    annotator = Annotator(Gazetteer.from_records(records))
    assert [m.text for m in annotator.annotate("They read Gorky aloud.")] == []
    assert [m.text for m in annotator.annotate("Nizhny Novgorod was called Gorky.")] == ["Nizhny Novgorod", "Gorky"]


def test_an_alias_of_several_needs_context_too() -> None:
    gorky: list[Any] = [{"text": "Gorky", "needs_context": True}]
    spellings = ["Nischni Nowgorod", "Nizhni Novgorod", "Nizjni Novgorod", "Nijni Novgorod"]
    records: list[dict[str, Any]] = [
        {"id": "a", "name": "Nizhny Novgorod", "type": "place", "aliases": [*gorky, *spellings]},
        {"id": "b", "name": "Gorki Park", "type": "place", "aliases": gorky},
        {"id": "c", "name": "Maxim Gorky", "type": "person", "aliases": gorky},
    ]
    annotator = Annotator(Gazetteer.from_records(records), config=Config(lone_surnames=0))

    def meant(text: str) -> list[str]:
        return [m.kb_id for m in annotator.annotate(text) if m.text == "Gorky"]

    assert meant("They read Gorky aloud.") == []
    assert meant("They read Gorky aloud in Gorki Park.") == ["b"]
    assert meant("They read Gorky aloud in Nizhny Novgorod.") == ["a"]
    assert meant("They read Gorky aloud. Maxim Gorky lived in Nizhny Novgorod.") == ["c"]


@pytest.mark.parametrize("value", [None, 1, b"x", ["x"]])
def test_only_text_is_annotated(annotator: Annotator, value: Any) -> None:
    with pytest.raises(TypeError, match="text must be a str"):
        annotator.annotate(value)


def test_settings_are_checked() -> None:
    for bad in ({"threshold": 1.1}, {"margin": -0.1}, {"lone_surnames": -1}):
        with pytest.raises(ValueError, match="must"):
            Config(**bad)  # type: ignore[arg-type]


def test_an_empty_gazetteer_knows_nobody() -> None:
    empty = Annotator(Gazetteer.from_records([]))
    assert empty.annotate(TEXTS[0]).mentions == ()
    assert empty.lookup("Minsk") == []


def test_time_grows_with_the_text_and_no_faster(annotator: Annotator) -> None:
    text = " ".join(TEXTS[:5])
    annotator.annotate(text)

    def seconds(times: int) -> float:
        start = time.process_time()
        annotator.annotate(text * times)
        return time.process_time() - start

    assert any(seconds(32) < 4 * 8 * max(seconds(4), 0.02) for _ in range(3))  # a busy machine may disturb one


@pytest.mark.parametrize("piece", ["A ", "A-", "Minsk-Putin-", "Ministry of ", "ж\u0301Ж", "FBI (FBI) "])
def test_no_text_takes_longer_than_it_is_long(annotator: Annotator, piece: str) -> None:
    def seconds(letters: int) -> float:
        start = time.process_time()
        annotator.annotate(piece * (letters // len(piece)))
        return time.process_time() - start

    assert any(seconds(80_000) < 8 * max(seconds(20_000), 0.05) for _ in range(3))  # a busy machine may disturb one


def test_a_text_longer_than_any_article_is_read_in_pieces(annotator: Annotator) -> None:
    article = read_seed(SEEDS[0].name).replace("\n", " ") + " "
    text = article * (600_000 // len(article))
    mentions = annotator.annotate(text).mentions
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))
    once, copies = len(annotator.annotate(article)), len(text) // len(article)
    assert abs(len(mentions) - once * copies) <= 3 * once, "little is lost where pieces meet"


def test_a_person_is_the_same_person_when_read_anew() -> None:
    records = [{"id": "m", "name": "Maria Kern", "type": "person", "aliases": ["Maria Tobler"]}]
    text = "They say that Kern-Tobler left."
    fresh, used = (Annotator(Gazetteer.from_records(records)) for _ in range(2))
    used.annotate("They say that Kern left.")
    gazetteer = used.gazetteer
    for owner in (gazetteer, gazetteer.vocabulary, gazetteer.segments[0].index):
        for cache in [name for name, value in vars(owner).items() if hasattr(value, "cache_clear")]:
            delattr(owner, cache)
    assert used.annotate(text) == fresh.annotate(text)
    assert [m.text for m in fresh.annotate(text)] == ["Kern-Tobler"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("김정은 위원장은 오늘", ["김정은"]),
        ("오늘 김정은 위원장은", ["김정은"]),
        ("გუშინ ალექსანდრე ლუკაშენკო", ["ალექსანდრე ლუკაშენკო"]),
        ("საქართველო", ["საქართველო"]),
        ("Сергей Собянин молчал.\n31.01, 08:32 Собянин сказал", ["Сергей Собянин", "Собянин"]),
        ("Сергей Собянин молчал.\n31.01, 08-Собянин сказал", ["Сергей Собянин", "Собянин"]),
        ("Sergey Sobyanin met Sobyanin-2024", ["Sergey Sobyanin", "Sobyanin"]),
        ("bo\u0301Minsk and bo\u0301\u0302Minsk", []),
        ("pro-Minsk, Minsk\u0301", ["Minsk", "Minsk\u0301"]),
    ],
)
def test_scripts_without_capitals_numbers_and_accents(annotator: Annotator, text: str, found: list[str]) -> None:
    assert [m.text for m in annotator.annotate(text)] == found


def test_a_long_line_is_seen_alike_from_everywhere() -> None:
    line = "MINSK " * 70 + "and " * 50 + "Minsk"

    def told(places: tuple[int, ...]) -> list[bool]:
        document = Document(line, None, [1, 1])
        for number, start in enumerate((0, 6 * 60)):
            document.read(number, start, Chunk.of("MINSK", None))
        found = {place: document.all_caps[place] for place in places}
        return [found[place] for place in sorted(places)]

    assert told((0, 1)) == told((1, 0))


LONG_NAMES = [
    {"id": "mod", "name": "Ministry of defence and sport", "type": "organization"},
    {"id": "aid", "name": "Aid to the elderly Minsk branch", "type": "organization"},
    {"id": "leyen", "name": "Ursula von der Leyen", "type": "person"},
    {"id": "olga", "name": "Olga Kern", "type": "person"},
    {"id": "louis", "name": "St. Louis", "type": "place"},
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Ministry of defence and sport said so.", {"Ministry of defence and sport": "mod"}),
        ("The Ministry of defence said so.", {}),
        ("It was Aid to the elderly Minsk branch that paid.", {"Aid to the elderly Minsk branch": "aid"}),
        ("Ministry of defence and sport Olga Kern", {"Ministry of defence and sport": "mod", "Olga Kern": "olga"}),
        (
            "They met Ursula von\nder Leyen, Olga  Kern and others.",
            {"Ursula von\nder Leyen": "leyen", "Olga  Kern": "olga"},
        ),
        ("The iOlga Kernel and mcOlga’s", {}),
        ("‘Olga Kern’ and 'Olga Kern'", {"Olga Kern": "olga"}),
        ("_Olga Kern_ (Olga Kern)", {"Olga Kern": "olga"}),
        ("He flew from St. Louis to Mt. St. Louis, and on.", {"St. Louis": "louis"}),
        ("The last saint. Louis was one.", {}),
    ],
)
def test_names_end_where_they_end(text: str, found: dict[str, str]) -> None:
    annotator = Annotator(Gazetteer.from_records(LONG_NAMES))
    assert {m.text: m.kb_id for m in annotator.annotate(text)} == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wczoraj europarlament milczał.", ["europarlament"]),
        ("Wczoraj „europarlament” milczał, a britský\nparlament nie.", ["europarlament", "britský\nparlament"]),
        ("Europarlament milczał. Nie ma europarlamentu ani rząd.", ["Europarlament"]),
        ("europarlamenty, neueuroparlament, co-europarlament", []),
        ("Ursula europarlament Kern", ["europarlament"]),
    ],
)
def test_a_name_listed_in_small_letters_must_stand_just_so(text: str, found: list[str]) -> None:
    listed = [
        {"id": "ep", "name": "European Parliament", "type": "organization", "aliases": ["europarlament", "rząd"]},
        {"id": "bp", "name": "British Parliament", "type": "organization", "aliases": ["britský parlament"]},
    ]
    annotator = Annotator(Gazetteer.from_records(listed))
    assert [m.text for m in annotator.annotate("W tym kraju nie było już tego, co jest. " + text)] == found


def test_georgian_has_no_capitals(annotator: Annotator) -> None:
    text = "გუშინ ბიძინა ივანიშვილი თბილისში იყო."
    assert [(m.text, m.kb_id) for m in annotator.annotate(text)] == [
        ("ბიძინა ივანიშვილი", "bidzina-ivanishvili"),
        ("თბილისში", "tbilisi"),
    ]


def test_a_line_of_nothing_but_names(annotator: Annotator) -> None:
    assert len(annotator.annotate("Minsk " * 5000).mentions) == 5000
    assert annotator.annotate("Aa" * 100_000).mentions == ()


def test_the_answer_is_a_sequence_of_mentions(annotator: Annotator) -> None:
    annotated = annotator.annotate("Lukashenko, Putin, Minsk")
    assert annotated[0] == annotated.mentions[0] == next(iter(annotated))
    assert annotated[-2:] == annotated.mentions[-2:]
    assert annotated.index(annotated[1]) == 1
    assert len(annotated) == 3
    with pytest.raises(IndexError):
        annotated[3]


def test_json_is_plain(annotator: Annotator) -> None:
    told = json.loads(json.dumps(annotator.annotate(TEXTS[0]).to_dict()))
    assert told["entities"]["alexander-lukashenko"] == 9
    assert set(told["mentions"][0]) == {
        "start", "end", "text", "label", "kb_id", "name", "score", "status", "via", "reason",
    }  # fmt: skip


def test_an_annotator_lives_as_long_as_its_gazetteer() -> None:
    """What annotating, lookup and comparison remember keeps no gazetteer alive."""
    gazetteer = Gazetteer.from_records([{"id": "olga", "name": "Olga Ladyzhenskaya", "type": "person"}])
    annotator = annotator_for(gazetteer)
    assert annotator_for(gazetteer) is annotator
    for config in (Config(threshold=n / 100) for n in range(60, 80)):
        assert annotator_for(gazetteer, config).config == config
    assert [m.kb_id for m in annotator.annotate("Olga Ladyschenskaja spoke. Ladyschenskaja left.")] == ["olga", "olga"]
    assert annotator.lookup("Olga Ladyjenskaia")
    kept = [weakref.ref(gazetteer), weakref.ref(annotator)]
    del gazetteer, annotator
    gc.collect()
    assert [held() for held in kept] == [None, None]


def test_bad_input_is_told(annotator: Annotator) -> None:
    for ask in (annotator.annotate, annotator.lookup, annotator.rewrite, lambda name: annotator.compare("Minsk", name)):
        with pytest.raises(TypeError, match=r"^(text|name|a name) must be a str, not NoneType$"):
            ask(None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="type must be person or organization or place, not 'city'"):
        annotator.compare("Minsk", "Менск", type="city")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"no entity has the style 'xx'; the gazetteer has "):
        annotator.normalize("Minsk", style="xx")
