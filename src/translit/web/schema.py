"""Dataclasses and JSON: a question read from what was sent, and the OpenAPI document of all operations."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import translit
from translit.web.api import OPERATIONS, Operation
from translit.web.served import RefusedError

Asked = TypeVar("Asked")
_KINDS: Mapping[Any, tuple[str, tuple[type, ...]]] = {
    str: ("string", (str,)), int: ("integer", (int,)), float: ("number", (int, float)), bool: ("boolean", (bool,)),
    NoneType: ("null", (NoneType,)),
}  # fmt: skip
_ERROR = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
_REFUSALS = {
    "400": "Something is missing, or not what it should be.", "404": "There is no such gazetteer.",
    "408": "The request took too long to arrive.", "413": "The request is too large.",
    "415": "The request is not JSON.", "503": "The answer takes too long, or there are too many requests.",
}  # fmt: skip


def parsed(content: bytes | str) -> Any:
    """Return what JSON says."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        told = error if isinstance(error, json.JSONDecodeError) else "too deep, or not UTF-8"
        raise RefusedError(400, f"not JSON: {told}") from None


def read(kind: type[Asked], content: bytes) -> Asked:
    """Return the question that JSON asks.

    >>> from translit.web.api import LookupQuestion
    >>> read(LookupQuestion, b'{"name": "Minsk"}').limit
    5
    """
    given = parsed(content)
    if not isinstance(given, dict):
        raise RefusedError(400, "the request must be an object: {…}")
    known = get_type_hints(kind)
    for name, value in given.items():
        if name not in known:
            raise RefusedError(400, f"there is no field {name[:100]!r}; there are: {', '.join(known)}")
        if not _is_a(known[name], value):
            raise RefusedError(400, f"{name} must be {_in_words(known[name])}")
    missing = [f.name for f in fields(kind) if f.default is MISSING and f.name not in given]  # type: ignore[arg-type]
    if missing:
        raise RefusedError(400, f"{missing[0]} is missing")
    return kind(**given)


def _is_a(kind: Any, value: Any) -> bool:
    if get_origin(kind) is UnionType:
        return any(_is_a(one, value) for one in get_args(kind))
    if get_origin(kind) is Literal:
        return value in get_args(kind)
    return type(value) in _KINDS[kind][1] and not (isinstance(value, float) and not math.isfinite(value))


def _in_words(kind: Any) -> str:
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(get_args(kind))
    kinds = get_args(kind) or (kind,)
    return " or ".join(_KINDS[one][0] for one in kinds)


def openapi() -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of the API."""
    schemas: dict[str, Any] = {"Error": _ERROR}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "translit",
            "version": translit.__version__,
            "summary": "Names in texts and alone: who is meant, and why.",
            "license": {"name": "MIT AND Unicode-3.0", "identifier": "MIT AND Unicode-3.0"},
        },
        "paths": {f"/api/{operation.name}": {"post": _operation(operation, schemas)} for operation in OPERATIONS},
        "components": {"schemas": schemas},
    }


def _operation(operation: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    refusals = {status: _answer(told, {"$ref": "#/components/schemas/Error"}) for status, told in _REFUSALS.items()}
    return {
        "operationId": operation.name,
        "summary": operation.do.__doc__,
        "requestBody": {"required": True, "content": _json(_schema(operation.asked, schemas))},
        "responses": {"200": _answer("The answer.", _schema(operation.answer, schemas)), **refusals},
    }


def _answer(told: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": told, "content": _json(schema)}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _schema(kind: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON schema of a kind; those of dataclasses are put among ``schemas``."""
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return {**_schema(args[0], schemas), "description": args[1]}
    if origin is UnionType:
        return {"anyOf": [_schema(one, schemas) for one in args]}
    if origin is Literal:
        return {"type": "string", "enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _schema(args[0], schemas)}
    if origin is not None:  # a mapping
        return {"type": "object", "additionalProperties": _schema(args[1], schemas)}
    if not is_dataclass(kind):
        return {"type": _KINDS[kind][0]}
    name = str(kind.__name__)  # type: ignore[union-attr]
    if name not in schemas:
        hints = get_type_hints(kind, include_extras=True)
        schemas[name] = {
            "type": "object",
            "description": " ".join((kind.__doc__ or "").split()),
            "properties": {f.name: _schema(hints[f.name], schemas) for f in fields(kind)},
            "required": [f.name for f in fields(kind) if f.default is MISSING],
        }
    return {"$ref": f"#/components/schemas/{name}"}
