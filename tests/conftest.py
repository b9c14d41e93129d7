"""Fixtures: the shipped annotator, the gold mentions of the five articles, a browser, a Spark session."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

import translit
from support import ROOT, need
from translit.annotation.annotator import Annotator

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pyspark.sql import SparkSession

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

settings.register_profile("tests", derandomize=True, deadline=None)
settings.load_profile("tests")


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return translit.load()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    need("Chromium", CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="session")
def gold() -> list[dict[str, Any]]:
    lines = (ROOT / "tests" / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def opened_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``pid path`` for every alias file that a Spark worker opened."""
    return tmp_path_factory.mktemp("spark") / "opened.log"


@pytest.fixture(scope="session")
def spark(opened_log: Path) -> Iterator[SparkSession]:
    """A local Spark session of two workers, which log every alias file they open."""
    need("Java", shutil.which("java") or os.environ.get("JAVA_HOME"))
    from pyspark.sql import SparkSession

    notes = opened_log.parent
    (notes / "sitecustomize.py").write_text(NOTE_OPENED_FILES, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(notes), str(Path(translit.__file__).parents[1])]))
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("OPENED_LOG", str(opened_log))
        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        builder = builder.config("spark.ui.showConsoleProgress", "false").config("spark.log.level", "ERROR")
        session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "2").getOrCreate()
    yield session
    gateway = session.sparkContext._gateway
    session.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait(30)


NOTE_OPENED_FILES = """
import os, sys
def note(event, args):
    if event == "open" and str(args[0]).endswith(".yaml"):
        os.write(LOG, f"{os.getpid()} {args[0]}\\n".encode())
LOG = os.open(os.environ["OPENED_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
sys.addaudithook(note)
"""
