"""A detector is one file and one line of a registry, as the template says."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from translit import Annotator, Gazetteer
from translit.annotation import detect

TEMPLATE = Path(detect.__file__).with_name("_template.py")
PLACES = [{"id": "minsk", "name": "Minsk", "type": "place"}, {"id": "gomel", "name": "Gomel", "type": "place"}]


def test_a_copy_of_the_template_is_a_detector(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Yesterday in Ksnim and in Gomel."
    gazetteer = Gazetteer.from_records(PLACES)
    assert [m.text for m in Annotator(gazetteer).annotate(text)] == ["Gomel"]

    copied = shutil.copy(TEMPLATE, tmp_path / "backwards.py")
    spec = importlib.util.spec_from_file_location("backwards", copied)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(detect, "DETECTORS", (*detect.DETECTORS, module.TemplateDetector))

    found = Annotator(gazetteer).annotate(text).mentions
    assert [(m.text, m.kb_id, m.via) for m in found] == [("Ksnim", "minsk", "exact"), ("Gomel", "gomel", "exact")]
    assert found[0].score > 0.6
    assert found[0].reason


def test_every_detector_of_the_folder_is_registered() -> None:
    files = {p.stem for p in TEMPLATE.parent.glob("*.py")} - {"__init__", "_template"}
    assert {d.__module__.rpartition(".")[2] for d in detect.DETECTORS} == files
