"""A real spaCy pipeline: the same mentions, with exact character offsets, under every way of running and saving it."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
import srsly
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example

from support import ROOT, SEEDS, read_seed
from translit.annotation.annotator import Annotator
from translit.errors import AliasFileError, ReadError, TranslitError
from translit.gazetteer import Gazetteer
from translit.integrations.spacy import TranslitComponent

YAML = (
    "- {id: s, name: Saint Petersburg, type: place, names: {ru: Санкт-Петербург}, "
    "aliases: [{text: Piter, needs_context: true}]}\n"
)
TEXT = "Sankt-Peterburg, Loekasjenko"


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("translit", config={"set_ents": True})
    return pipeline


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "my.yaml"
    path.write_text(YAML, encoding="utf-8")
    return path


def with_translit(**config: Any) -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("translit", config=config)
    return pipeline


def ruled(*patterns: str, label: str = "X") -> Language:
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": p} for p in patterns])  # type: ignore[attr-defined]
    return pipeline


def details(pipeline: Language, text: str = TEXT, key: str = "translit") -> list[dict[str, Any]]:
    doc = pipeline(text)
    return [s._.translit for s in doc.spans[key]]


def found(doc: Doc) -> list[tuple[str, str]]:
    return [(s.text, s.kb_id_) for s in doc.spans["translit"]]


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name)
def test_same_mentions_as_the_function(nlp: Language, annotator: Annotator, path: Path) -> None:
    text = read_seed(path.name)
    doc = nlp(text)
    assert [s._.translit for s in doc.spans["translit"]] == [m.to_dict() for m in annotator.annotate(text)]
    for span in doc.spans["translit"]:
        assert span._.translit["text"] in span.text
        assert span._.canonical == span._.translit["name"]
        assert span.label_ == span._.translit["label"]
        assert span.kb_id_ == span.id_ == span._.translit["kb_id"]
    assert doc._.entities == annotator.annotate(text).entities
    assert {e.kb_id_ for e in doc.ents} == set(doc._.entities)


def test_two_names_in_one_token(nlp: Language) -> None:
    doc = nlp("Loekasjenko|Poetin met again in Minsk yesterday.")
    assert found(doc) == [
        ("Loekasjenko|Poetin", "alexander-lukashenko"),
        ("Loekasjenko|Poetin", "vladimir-putin"),
        ("Minsk", "minsk"),
    ]
    assert [s._.translit["text"] for s in doc.spans["translit"]] == ["Loekasjenko", "Poetin", "Minsk"]
    assert [s._.canonical for s in doc.spans["translit"]] == ["Alexander Lukashenko", "Vladimir Putin", "Minsk"]
    assert [e.text for e in doc.ents] == ["Loekasjenko|Poetin", "Minsk"]
    assert doc[0:1]._.canonical == "Alexander Lukashenko"  # a span of the user's own, without an id
    assert doc[1:2]._.canonical is None


def test_own_gazetteer_and_ents_of_others(own: Path) -> None:
    pipeline = ruled("Saint", "Monday")
    pipeline.add_pipe("translit", config={"gazetteer": str(own), "set_ents": True})
    doc = pipeline("Saint Petersburg on Monday")
    assert [(e.text, e.label_) for e in doc.ents] == [("Saint Petersburg", "LOC"), ("Monday", "X")]


def test_two_components_side_by_side(own: Path) -> None:
    pipeline = with_translit()
    pipeline.add_pipe("translit", name="mine", config={"gazetteer": str(own), "spans_key": "mine"})
    doc = pipeline(TEXT + ", Saint Petersburg")
    assert [s.kb_id_ for s in doc.spans["mine"]] == ["s", "s"]
    for key in ("mine", "translit"):
        assert all(s._.translit["kb_id"] == s.kb_id_ for s in doc.spans[key])


def test_a_gazetteer_from_the_registry() -> None:
    @spacy.registry.misc("test_translit.gazetteer.v1")
    def make() -> Gazetteer:
        return Gazetteer.from_records([{"id": "q", "name": "Quibdó", "type": "place"}])

    pipeline = with_translit(gazetteer={"@misc": "test_translit.gazetteer.v1"})
    assert found(pipeline("Quibdó")) == [("Quibdó", "q")]


def test_an_empty_doc(nlp: Language) -> None:
    doc = nlp("")
    assert list(doc.spans["translit"]) == []
    assert doc._.entities == {}


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ({"threshold": 2}, "threshold must lie between 0 and 1, not 2"),
        ({"threshold": "high"}, "threshold"),
        ({"set_ents": "maybe"}, "set_ents"),
        ({"gazetteer": 5}, "gazetteer"),
        ({"gazeteer": "my.yaml"}, "gazeteer"),
        ({"spans_key": ""}, "component 'translit': a key of doc.spans is empty"),
        ({"candidates_from": "translit"}, "component 'translit': spans_key and candidates_from are both 'translit'"),
    ],
)
def test_a_wrong_setting_is_told_at_once(config: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        with_translit(**config)


def test_a_broken_or_missing_gazetteer(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("- {id: s, name: S}\n", encoding="utf-8")
    with pytest.raises(AliasFileError, match=r"broken\.yaml:1:3: the entity has no field 'type'"):
        with_translit(gazetteer=str(tmp_path / "broken.yaml"))
    with pytest.raises(ReadError, match=r"gone\.yaml: no such file"):
        with_translit(gazetteer=str(tmp_path / "gone.yaml"))("Minsk")


def test_threshold(nlp: Language) -> None:
    text = "Loekasjenko, Minsk"
    doc = nlp(text)
    scores = {s.kb_id_: s._.translit["score"] for s in doc.spans["translit"]}
    assert len(scores) == 2
    assert min(scores.values()) < max(scores.values())
    strict = with_translit(threshold=sum(scores.values()) / 2)
    assert [id for _, id in found(strict(text))] == [max(scores, key=scores.__getitem__)]


# Names that another component found


def test_candidates_from_ents() -> None:
    pipeline = ruled("President Loekasjenko", "aljaksandr lukaschenka", "Igor Lukashenko", "Monday")
    pipeline.add_pipe("translit", config={"candidates_from": "ents", "set_ents": True})
    doc = pipeline("President Loekasjenko in Minsk on Monday. aljaksandr lukaschenka.")
    assert found(doc) == [
        ("Loekasjenko", "alexander-lukashenko"),
        ("aljaksandr lukaschenka", "alexander-lukashenko"),  # in lower case: found only as a given candidate
    ]
    assert doc.spans["translit"][1]._.translit["start"] == doc.text.index("aljaksandr")
    assert doc._.entities == {"alexander-lukashenko": 2}
    assert [(e.text, e.label_) for e in doc.ents if e.label_ == "X"] == [("Monday", "X")]


def test_a_candidate_does_not_overrule_the_article() -> None:
    pipeline = ruled("Igor Lukashenko", "Lukashenko")
    pipeline.add_pipe("translit", config={"candidates_from": "ents"})
    assert found(pipeline("Igor Lukashenko, a plumber, left. Lukashenko said so.")) == []


def test_candidates_from_spans() -> None:
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("span_ruler", config={"spans_key": "sc"})
    ruler.add_patterns([{"label": "X", "pattern": "Minsk"}])  # type: ignore[attr-defined]
    pipeline.add_pipe("translit", config={"candidates_from": "sc"})
    assert found(pipeline("Loekasjenko in Minsk")) == [("Minsk", "minsk")]
    with pytest.raises(
        ValueError, match=r"doc\.spans has no 'sc'; is the component that writes it before 'translit'\?"
    ):
        with_translit(candidates_from="sc")("Minsk")


# Several processes, saving and loading


def test_several_processes(nlp: Language) -> None:
    texts = [read_seed(p.name)[:600] for p in SEEDS]
    alone = [[s._.translit for s in doc.spans["translit"]] for doc in nlp.pipe(texts)]
    together = [[s._.translit for s in doc.spans["translit"]] for doc in nlp.pipe(texts, n_process=2, batch_size=2)]
    assert together == alone


def test_several_processes_under_spawn(tmp_path: Path) -> None:
    script = tmp_path / "spawned.py"
    script.write_text(
        "import multiprocessing, spacy\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.set_start_method('spawn')\n"
        "    nlp = spacy.blank('en')\n"
        "    nlp.add_pipe('translit')\n"
        "    texts = ['Loekasjenko in Minsk', '', 'Poetin|Macron']\n"
        "    said = lambda doc: ([s._.translit for s in doc.spans['translit']], doc._.entities)\n"
        "    alone = [said(doc) for doc in nlp.pipe(texts)]\n"
        "    assert [said(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=1)] == alone\n"
        "    assert [len(mentions) for mentions, _ in alone] == [2, 0, 2]\n"
        "    print('same')\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert done.stdout == "same\n", done.stderr


def test_a_saved_pipeline_brings_its_gazetteer(own: Path, tmp_path: Path) -> None:
    pipeline = with_translit(gazetteer=str(own), threshold=0.7, spans_key="names")
    expected = details(pipeline, key="names")
    pipeline.to_disk(tmp_path / "saved")
    own.unlink()
    shutil.move(tmp_path / "saved", tmp_path / "moved")
    loaded = spacy.load(tmp_path / "moved")
    assert details(loaded, key="names") == expected != []
    made_by = [p.get_pipe("translit").annotator.provenance for p in (pipeline, loaded)]  # type: ignore[attr-defined]
    assert made_by[0] == made_by[1]
    changed = spacy.load(tmp_path / "moved", config={"components": {"translit": {"threshold": 0.9}}})
    assert changed.get_pipe("translit").config.threshold == 0.9  # type: ignore[attr-defined]


def test_the_shipped_gazetteer_survives_saving(nlp: Language, tmp_path: Path) -> None:
    component = nlp.get_pipe("translit")
    component.to_disk(tmp_path / "c")  # type: ignore[attr-defined]
    again = TranslitComponent().from_disk(tmp_path / "c")
    assert again.annotator.provenance == component.annotator.provenance  # type: ignore[attr-defined]
    assert again.annotator.gazetteer.entities == dict(component.annotator.gazetteer.entities)  # type: ignore[attr-defined]
    with pytest.raises(ReadError, match="was the pipeline saved whole"):
        TranslitComponent().from_disk(tmp_path)


def test_a_compiled_gazetteer_is_bundled_as_it_is(own: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "big.tli"
    Gazetteer.from_yaml(own).save(compiled)
    component = TranslitComponent(gazetteer=str(compiled))
    component.to_disk(tmp_path / "saved")
    assert [p.name for p in (tmp_path / "saved").iterdir()] == ["gazetteer.tli"]
    assert (tmp_path / "saved" / "gazetteer.tli").read_bytes() == compiled.read_bytes()
    packed = component.to_bytes()
    compiled.unlink()
    for again in (TranslitComponent().from_disk(tmp_path / "saved"), TranslitComponent().from_bytes(packed)):
        copied = pickle.loads(pickle.dumps(again))  # noqa: S301
        assert copied.annotator.provenance == component.annotator.provenance
        assert copied.to_bytes() == packed


def test_saving_again_replaces_the_file_and_keeps_no_other(own: Path, tmp_path: Path) -> None:
    """A file is mapped while it is in use: to write into it would end every process that reads it."""
    saved = tmp_path / "saved"
    TranslitComponent(gazetteer=str(own)).to_disk(saved)
    component = TranslitComponent().from_disk(saved)
    before = (saved / "gazetteer.tli").stat()
    component.to_disk(saved)
    assert not os.path.samestat((saved / "gazetteer.tli").stat(), before)
    assert component.annotator.annotate(TEXT)
    TranslitComponent().to_disk(saved)
    assert [p.name for p in saved.iterdir()] == ["gazetteer.tli"]
    again = TranslitComponent().from_disk(saved).annotator
    assert again.provenance == TranslitComponent().annotator.provenance


def test_bytes_and_pickle(own: Path) -> None:
    pipeline = with_translit(gazetteer=str(own))
    expected = details(pipeline)
    from_bytes = with_translit().from_bytes(pipeline.to_bytes())
    pickled = pickle.loads(pickle.dumps(pipeline))  # noqa: S301
    for again in (from_bytes, pickled):
        assert details(again) == expected != []
    component = pipeline.get_pipe("translit")
    assert TranslitComponent().from_bytes(component.to_bytes(exclude=["gazetteer"])).annotator.provenance != (  # type: ignore[attr-defined]
        component.annotator.provenance  # type: ignore[attr-defined]
    )


def test_assemble_from_a_config(own: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.cfg"
    config.write_text(
        '[nlp]\nlang = "en"\npipeline = ["translit"]\n\n[components]\n\n[components.translit]\nfactory = "translit"\n'
        f'gazetteer = "{own}"\nset_ents = true\n',
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "spacy", "assemble", config, tmp_path / "assembled"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env={**os.environ})
    assert done.returncode == 0, done.stdout + done.stderr
    assert [e.kb_id_ for e in spacy.load(tmp_path / "assembled")(TEXT).ents] == ["s"]


@pytest.mark.parametrize(
    "packed",
    [b"", b"x", b"\xc1", srsly.msgpack_dumps([]), srsly.msgpack_dumps({}),
     srsly.msgpack_dumps({"name": "../x", "content": b"x"}),
     *(srsly.msgpack_dumps({"gazetteer": content}) for content in (7, "x", b"x", b"translit gazetteer\n"))],
)  # fmt: skip
def test_other_bytes_are_refused(packed: bytes) -> None:
    with pytest.raises(TranslitError):
        TranslitComponent().from_bytes(packed)


def test_doc_bin_round_trip(nlp: Language) -> None:
    doc = nlp("Loekasjenko|Poetin in Minsk")
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    [again] = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    for name in ("label_", "kb_id_", "id_", "start_char", "end_char"):
        assert [getattr(s, name) for s in again.spans["translit"]] == [getattr(s, name) for s in doc.spans["translit"]]
    assert [s._.translit for s in again.spans["translit"]] == [s._.translit for s in doc.spans["translit"]]
    assert again._.entities == doc._.entities
    assert json.loads(json.dumps(doc.spans["translit"][0]._.translit)) == doc.spans["translit"][0]._.translit


def test_score(nlp: Language) -> None:
    text = "Loekasjenko met Poetin in Minsk"
    reference = nlp.make_doc(text)
    reference.spans["translit"] = [
        Span(reference, 0, 1, label="PER", kb_id="alexander-lukashenko"),
        Span(reference, 2, 3, label="PER", kb_id="somebody-else"),
        Span(reference, 4, 5, label="ORG", kb_id="minsk"),
        Span(reference, 1, 2, label="PER", kb_id="met"),
    ]
    unlabelled = nlp.make_doc("Minsk")  # says nothing about spans, so it does not count
    scores = nlp.evaluate([Example(nlp.make_doc(t), r) for t, r in ((text, reference), ("Minsk", unlabelled))])
    assert scores["spans_translit_p"] == pytest.approx(2 / 3)
    assert scores["spans_translit_r"] == pytest.approx(2 / 4)
    assert scores["spans_translit_per_type"]["ORG"]["r"] == 0
    assert scores["spans_translit_kb_p"] == pytest.approx(2 / 3)
    assert scores["spans_translit_kb_r"] == pytest.approx(2 / 4)
    assert scores["spans_translit_kb_per_type"]["minsk"]["f"] == 1
    assert scores["spans_translit_kb_per_type"]["vladimir-putin"]["p"] == 0
