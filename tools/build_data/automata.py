"""Regular expressions as finite automata, which the compiled core reads letter by letter.

Of a pattern only whether it is found anywhere in a text is asked, never where, so greedy and lazy repeats are read alike. A
possessive one without an upper bound ends where it cannot go on; any other is read as a plain one, which is the same in all
patterns of the orthographies: the tests compare every automaton with :mod:`re`. Texts have no line ends.
"""

from __future__ import annotations

from importlib import import_module
from itertools import count
from typing import Any, NamedTuple

from translit.errors import DataError

FOUND, LOST, START = 0, 1, 2
"""The states of a pattern that is found, of one that can no longer be found, and of one before the first letter."""
_MOST_STATES = 250  # of one automaton: a state is a byte
_OTHER = ""  # stands for all letters that a pattern does not name


class Automaton(NamedTuple):
    """``next[state][columns[letter]]`` is the state after a letter, by column 0 if it is not in ``columns``.

    ``at_end`` are the states in which the pattern is found if the text ends there.
    """

    columns: dict[str, int]
    next: list[list[int]]
    at_end: frozenset[int]

    def finds(self, text: str) -> bool:
        """Return True if the pattern is found in a text.

        >>> automaton("^h|[aeiou]h").finds("aha"), automaton("^h|[aeiou]h").finds("cha")
        (True, False)
        """
        state = START
        for letter in text:
            state = self.next[state][self.columns.get(letter, 0)]
        return state == FOUND or state in self.at_end


class _Letters(NamedTuple):
    """The letters that an edge reads: those named, or all others."""

    named: frozenset[str]
    others: bool

    def reads(self, letter: str) -> bool:
        return (letter in self.named) != self.others


class _Ahead(NamedTuple):
    """What must (not) follow: nodes of its own, of which ``end`` is the last."""

    forbidden: bool
    start: int
    end: int


# A configuration: a node, and what is still to follow or must not: (forbidden, end, nodes) of each.
_Waiting = frozenset[tuple[bool, int, frozenset[int]]]
_Configurations = frozenset[tuple[int, _Waiting]]


class _Pattern:
    """A parsed pattern as nodes with edges, of which some read a letter and others ask where they stand."""

    def __init__(self, source: str) -> None:
        self.reads: dict[int, tuple[_Letters, int]] = {}
        self.asks: dict[int, list[tuple[Any, int]]] = {}
        self._new = count()
        self.start = next(self._new)
        try:
            self.end = self._sequence(import_module("re._parser").parse(source), self.start)
        except NotImplementedError as error:
            raise DataError(f"the pattern {source!r} has {error}, which the compiled core does not read") from None

    def _ask(self, node: int, question: Any, target: int | None = None) -> int:
        target = next(self._new) if target is None else target
        self.asks.setdefault(node, []).append((question, target))
        return target

    def _read(self, node: int, letters: _Letters) -> int:
        node = self._ask(node, None)  # one that no other edge leaves
        target = next(self._new)
        self.reads[node] = letters, target
        return target

    def _sequence(self, parsed: Any, node: int) -> int:
        for op, value in parsed:
            node = self._step(str(op), value, node)
        return node

    def _step(self, op: str, value: Any, node: int) -> int:
        match op:
            case "LITERAL" | "NOT_LITERAL" | "ANY" | "IN":
                return self._read(node, _letters(op, value))
            case "SUBPATTERN":
                return self._sequence(value[-1], node)
            case "BRANCH":
                ends = [self._sequence(way, self._ask(node, None)) for way in value[1]]
                target = next(self._new)
                for end in ends:
                    self._ask(end, None, target)
                return target
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                least, most, repeated = value
                end = self._repeat(least, most, repeated, node)
                possessive = op == "POSSESSIVE_REPEAT" and str(most) == "MAXREPEAT"
                return self._where_none_follows(repeated, end) if possessive else end
            case "AT" if str(value) in ("AT_BEGINNING", "AT_END"):
                return self._ask(node, str(value))
            case "ASSERT" | "ASSERT_NOT":
                direction, parsed = value
                if direction < 0:
                    if len(parsed) != 1:
                        raise NotImplementedError("more than one letter that is looked back for")
                    return self._ask(node, (op == "ASSERT_NOT", _letters(str(parsed[0][0]), parsed[0][1])))
                start = next(self._new)
                return self._ask(node, _Ahead(op == "ASSERT_NOT", start, self._sequence(parsed, start)))
        raise NotImplementedError(op)

    def _repeat(self, least: int, most: Any, parsed: Any, node: int) -> int:
        for _ in range(least):
            node = self._sequence(parsed, node)
        target = next(self._new)
        if str(most) == "MAXREPEAT":
            node = self._ask(node, None)
            self._ask(self._sequence(parsed, node), None, node)
        else:
            for _ in range(most - least):
                self._ask(node, None, target)
                node = self._sequence(parsed, self._ask(node, None))
        return self._ask(node, None, target)

    def _where_none_follows(self, parsed: Any, node: int) -> int:
        start = next(self._new)
        end = self._sequence(parsed, start)
        nested = (q for n, asked in self.asks.items() if n >= start for q, _ in asked if isinstance(q, _Ahead))
        return node if any(nested) else self._ask(node, _Ahead(True, start, end))

    def closed(self, found: set[tuple[int, _Waiting]], before: str | None, ends: bool = False) -> _Configurations:
        """Return configurations with all that they lead to without a letter; ``before`` is the last one read."""
        stack = list(found)
        while stack:
            node, waiting = stack.pop()
            for question, target in self.asks.get(node, ()):
                more = waiting
                if question == "AT_BEGINNING":
                    if before is not None:
                        continue
                elif question == "AT_END":
                    if not ends:
                        continue
                elif isinstance(question, _Ahead):
                    nodes = frozenset(n for n, _ in self.closed({(question.start, frozenset())}, before))
                    more = waiting | {(question.forbidden, question.end, nodes)}
                elif question:
                    forbidden, letters = question
                    if (before is not None and letters.reads(before)) == forbidden:
                        continue
                if (target, more) not in found:
                    found.add((target, more))
                    stack.append((target, more))
        return frozenset(found)

    def _waiting(self, waiting: _Waiting, letter: str) -> _Waiting | None:
        """Return what is still waited for after a letter, ``None`` if the configuration has failed."""
        out = set()
        for forbidden, end, nodes in waiting:
            read = {(self.reads[n][1], _Waiting()) for n in nodes if n in self.reads and self.reads[n][0].reads(letter)}
            after = frozenset(n for n, _ in self.closed(read, letter))
            if end in after or not after:
                if (end in after) == forbidden:
                    return None
            else:
                out.add((forbidden, end, after))
        return frozenset(out)

    def after(self, found: _Configurations, letter: str) -> _Configurations:
        """Return the configurations after a letter."""
        out: set[tuple[int, _Waiting]] = {(self.start, frozenset())}
        for node, waiting in found:
            rest = self._waiting(waiting, letter)
            if rest is None:
                continue
            if node == self.end:
                out.add((node, rest))
            elif node in self.reads and self.reads[node][0].reads(letter):
                out.add((self.reads[node][1], rest))
        return self.closed(out, letter)

    def is_found(self, found: _Configurations, before: str | None, ends: bool) -> bool:
        """Return True if the pattern is found: now, or if the text ends here."""
        if ends:
            return any(
                node == self.end and all(forbidden for forbidden, _, _ in waiting)
                for node, waiting in self.closed(set(found), before, ends=True)
            )
        return (self.end, frozenset()) in found


def _letters(op: str, value: Any) -> _Letters:
    """Return the letters that a part of a pattern reads, of which it reads one."""
    if op in ("LITERAL", "NOT_LITERAL"):
        return _Letters(frozenset({chr(value)}), op == "NOT_LITERAL")
    if op not in ("ANY", "IN"):
        raise NotImplementedError(op)
    named: set[str] = set()
    others = op == "ANY"
    for kind, code in value or ():
        if str(kind) == "RANGE":
            named.update(map(chr, range(code[0], code[1] + 1)))
        elif str(kind) == "LITERAL":
            named.add(chr(code))
        elif str(kind) == "NEGATE":
            others = True
        else:
            raise NotImplementedError(kind)
    return _Letters(frozenset(named), others)


def automaton(source: str) -> Automaton:
    """Return the smallest automaton of a pattern."""
    pattern = _Pattern(source)
    questions = [question for asked in pattern.asks.values() for question, _ in asked]
    behind = [question[1] for question in questions if type(question) is tuple]
    named = sorted(frozenset().union(*[r.named for r, _ in pattern.reads.values()], *[b.named for b in behind]))
    letters = [_OTHER, *named]
    first = pattern.closed({(pattern.start, frozenset())}, None)
    # the letter before tells nothing more once the configurations are closed, but at the end, where $ is asked
    numbers: dict[_Configurations, int] = {first: 0}
    rows: list[list[int]] = []
    at_end: list[bool] = []
    for state in (states := [first]):
        at_end.append(pattern.is_found(state, _OTHER, ends=True))
        row = []
        for letter in letters:
            after = pattern.after(state, letter)
            if pattern.is_found(after, letter, ends=False):
                row.append(-1)
                continue
            if after not in numbers:
                numbers[after] = len(states)
                states.append(after)
            row.append(numbers[after])
        rows.append(row)
    return _smallest(letters, rows, at_end)


def _smallest(letters: list[str], rows: list[list[int]], at_end: list[bool]) -> Automaton:
    """Merge states, and letters, that lead to the same; number them in the order in which they are met."""
    groups = [int(end) for end in at_end]
    while True:
        kinds = [(groups[i], *[groups[n] if n >= 0 else -1 for n in row]) for i, row in enumerate(rows)]
        known: dict[tuple[int, ...], int] = {}
        merged = [known.setdefault(kind, len(known)) for kind in kinds]
        if len(known) == len(set(groups)):
            break
        groups = merged
    member = {group: i for i, group in reversed([*enumerate(merged)])}
    lost = [g for g, i in member.items() if not at_end[i] and all(n >= 0 and merged[n] == g for n in rows[i])]
    order = {-1: FOUND, **dict.fromkeys(lost, LOST)}
    met = [merged[0]]
    for group in met:
        order.setdefault(group, len(set(order.values()) | {LOST}))
        for n in rows[member[group]]:
            if n >= 0 and merged[n] not in met:
                met.append(merged[n])
    if len(order) > _MOST_STATES:
        raise DataError(f"a pattern has {len(order)} states, and the compiled core knows {_MOST_STATES}")
    table = {order[g]: [order[merged[n]] if n >= 0 else FOUND for n in rows[member[g]]] for g in met}
    full = [table.get(state, [state] * len(letters)) for state in range(max(order.values()) + 1)]
    kinds_of_letters: dict[tuple[int, ...], int] = {}
    columns = [kinds_of_letters.setdefault(column, len(kinds_of_letters)) for column in zip(*full, strict=True)]
    firsts = [columns.index(c) for c in range(len(kinds_of_letters))]
    return Automaton(
        {letter: column for letter, column in zip(letters, columns, strict=True) if column},
        [[row[i] for i in firsts] for row in full],
        frozenset({order[g] for g in met if at_end[member[g]]} | {FOUND}),
    )
