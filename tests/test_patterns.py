"""No regular expression of the data or the code takes more than linear time, whatever the text: none can be made to hang."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import product
from pathlib import Path
from time import perf_counter
from types import ModuleType

import pytest

from fuzz.harness import bounded
from translit.table.tables import tables
from translit.text.patterns import UncompiledPattern

PACKAGE = Path(import_module("translit").__file__ or "").parent
UNITS = (
    "a", "A", "aA", "a a", "ab", "h", "sh", "ch", "sch", "ov", "ova", "ski", "j", "io", "ng",
    "ko", "n", "m", "e", "s", "ё", "Ё",
    "ö", "é", "\u0301", "a\u0301", "ג'", "ъ", "习", "0", "1", "1.", "1a", " ", "  a", "\t", "\n",
    " \n", "\r\n", ".", "a.", "A. ",
    "-", " -", "- ", "–", "/", "&", "&a", "'", "a'", "’s", '"', "(", "a(", "(a", ")", "()", "[",
    "[a](", "[a](b ", "]", "](", "x|",
    "|", "|-", "|:-:", "`", "` ", "```a", "~~~", "*", "* ", "_", "# ", " #", "> ", ">", "<", "<a",
    "<a ", "<a b='", "<!--", "\\", "=",
    ":", "@", "a@", "a:", "„", "«", "\0", "\ud800", ",", ", ", "Q1", "x", "iv", "\\\\", "ud8",
    "BZh9", "aou", "ij", "ii", "ji", "f", "oh",
    "ck", "chau", "shi", "kya", "zhang", "ie", "ei", "ana", "ic", "icz",
)  # fmt: skip
HEADS = ("", "a,", "a (", "1")  # after them the unit comes where a pattern is already under way
TAILS = ("", "!", ",x,")
SHORT, TIMES = 400, 4  # characters
RATIO = 9.0  # of the times of the longer and the shorter text: 4 if it is linear, 16 if it is quadratic
TRIALS = 6  # before a pattern is called superlinear: another process may take time between them
NOTICEABLE = 0.001  # seconds; shorter times are neither measured well nor of any harm

ANYWHERE = {"search", "finditer", "findall", "sub", "split"}

Find = Callable[[str], object]


def _anywhere(pattern: re.Pattern[str]) -> Find:
    return lambda text: sum(1 for _ in pattern.finditer(text))


def _of_data() -> Iterator[tuple[str, str, Find]]:
    for o in tables().orthographies:
        for field in ("cue", "form"):
            if o.raw[field]:
                yield f"orthographies.yaml {o.id}.{field}", o.raw[field], re.compile(o.raw[field]).search
    for rule in tables().rules:
        for _, pattern, _ in rule.raw:
            yield f"phonetic_rules.yaml {rule.id}", pattern, _anywhere(re.compile(pattern))
    for language in tables().languages.values():
        if language.never:
            yield f"languages.yaml {language.code}", language.never, re.compile(language.never).search


def _source(node: ast.expr) -> str | None:
    """Return a pattern written in the code; what is put into it stands for one word."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else node.value.decode("latin-1")
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "word" for v in node.values)
    return None


def _uses(pattern: re.Pattern[str], methods: set[str]) -> Iterator[Find]:
    """Yield the ways in which a pattern is used; one that another module uses may be used in any way."""
    if methods & ANYWHERE:
        yield _anywhere(pattern)
    if "fullmatch" in methods or not methods & {*ANYWHERE, "match"}:
        yield pattern.fullmatch
    if "match" in methods or not methods & {*ANYWHERE, "fullmatch"}:
        yield pattern.match


def _of_module(module: ModuleType) -> Iterator[tuple[str, str, Find]]:
    """Yield the patterns of a module: those that have a name, and those that are written where they are used."""
    name, code = module.__name__, Path(module.__file__ or "").read_text(encoding="utf-8")
    for variable, value in vars(module).items():
        if isinstance(value, re.Pattern | UncompiledPattern) and re.search(
            rf"^{variable}\b.*=|, {variable} = ", code, re.MULTILINE
        ):
            pattern = (
                value
                if isinstance(value.pattern, str)
                else re.compile(value.pattern.decode("latin-1"), value.flags & ~re.U)
            )
            for find in _uses(pattern, set(re.findall(rf"\b{variable}\.(\w+)", code))):
                yield f"{name}.{variable}", pattern.pattern, find
    functions = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef)]
    for node in (inner for function in functions for inner in ast.walk(function)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "re":
            source = _source(node.args[0]) if node.args else None
            if source is not None:
                for find in _uses(re.compile(source), {node.func.attr}):
                    yield f"{name}:{node.lineno}", source, find


def all_patterns() -> list[tuple[str, str, Find]]:
    """Return all patterns with the place where they stand and the way in which they are used."""
    found = list(_of_data())
    for path in sorted(PACKAGE.rglob("*.py")):
        if re.search(r"\bre\.|\bregex\(", path.read_text(encoding="utf-8")) and path.stem not in (
            "__main__",
            "_template",
        ):
            parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
            found += _of_module(import_module(".".join(parts).removesuffix(".__init__")))
    return found


def seconds(find: Find, text: str) -> float:
    """Return the least time of five."""
    best = float("inf")
    for _ in range(5):
        began = perf_counter()
        find(text)
        best = min(best, perf_counter() - began)
    return best


def superlinear(find: Find) -> list[str]:
    """Return the texts on which a pattern takes time that grows faster than they do."""
    slow = []
    for head, unit, tail in product(HEADS, UNITS, TAILS):
        short = head + unit * (SHORT // len(unit)) + tail
        long = head + unit * (TIMES * SHORT // len(unit)) + tail
        began = perf_counter()
        with bounded(1.0):
            find(long)
        if perf_counter() - began > NOTICEABLE:
            times = float("inf")
            for _ in range(TRIALS):  # some may be disturbed
                times = min(times, seconds(find, long) / seconds(find, short))
                if times <= RATIO:
                    break
            if times > RATIO:
                slow.append(f"{head!r} + {unit!r} × n + {tail!r}: {times:.0f} times as long")
    return slow


def test_no_pattern_is_superlinear() -> None:
    found = all_patterns()
    assert len(found) > 150
    faults = {}
    for where, source, find in found:
        try:
            slow = superlinear(find)
        except AssertionError as fault:
            slow = [str(fault)]
        if slow:
            faults[where] = (source[:80], slow[:3])
    assert faults == {}


@pytest.mark.parametrize("pattern", ["(?:a+)+$", "h.*ov$", r"[ \t]*:?$"])
def test_a_superlinear_pattern_would_be_found(pattern: str) -> None:
    try:
        assert superlinear(re.compile(pattern).search)
    except AssertionError as fault:
        assert "seconds" in str(fault)  # so slow that it was stopped


def test_a_pattern_is_tried_as_it_is_used_and_after_what_it_begins_with() -> None:
    catalogue = re.compile(r"([^,]+),\s*([^,\d]+?)(?:,?\s*\d+)?")
    assert not superlinear(catalogue.match)
    assert [use.__name__ for use in _uses(catalogue, {"fullmatch"})] == ["fullmatch"]
    with pytest.raises(AssertionError):
        assert superlinear(catalogue.fullmatch) == []
