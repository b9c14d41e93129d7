"""The application: which path is answered by what."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ParamSpec, TypeVar
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from translit.limits import LONGEST_REQUEST
from translit.web import pages, reconciliation
from translit.web.api import OPERATIONS, Operation, entity_of
from translit.web.guard import FRAMED, Guard, as_json, body_of
from translit.web.schema import openapi, parsed, read
from translit.web.served import RefusedError, Served

_MOST_FIELDS = 20  # of a form, of which none of ours has more than eight
P = ParamSpec("P")
Answer = TypeVar("Answer")


def make_app(served: Served, *, name: str = "localhost") -> Starlette:
    """Return the application that offers this; ``name`` is a name of the server beside its addresses."""
    web = _Web(served)
    routes = [
        Route("/", web.text, methods=["GET", "POST"]),
        Route("/compare", web.compare),
        Route("/openapi.json", web.openapi),
        *(Route(f"/api/{o.name}", partial(web.api, o), methods=["POST"]) for o in OPERATIONS),
        *(Route(path, web.file) for path in pages.FILES),
    ]
    for path in ("/reconcile", "/reconcile/{gazetteer}"):
        routes.append(Route(path, web.reconcile, methods=["GET", "POST"]))
    for path, answer in (("suggest/{kind}", web.suggest), ("properties", web.properties), ("entity", web.entity)):
        routes.append(Route(f"/reconcile/{{gazetteer}}/{path}", answer))
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, name=name)],
        exception_handlers={RefusedError: _refused, HTTPException: _failed, Exception: _broken},
    )


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return as_json({"error": str(error)}, error.status)


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return as_json({"error": f"{request.method} {request.url.path}: {error.detail}"}, error.status_code)


def _broken(request: Request, error: Exception) -> Response:
    return as_json({"error": "this is a fault of the server; it is told where the server was started"}, 500)


class _Web:
    """Answers requests, one at a time: a second thread would make none of them faster."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._lock = threading.Lock()

    async def _run(self, work: Callable[P, Answer], *args: P.args, **kwargs: P.kwargs) -> Answer:
        def one_at_a_time() -> Answer:
            with self._lock:
                return work(*args, **kwargs)

        try:
            async with asyncio.timeout(LONGEST_REQUEST):
                return await asyncio.to_thread(one_at_a_time)
        except TimeoutError:
            raise RefusedError(503, "the answer takes too long; ask for less") from None

    async def text(self, request: Request) -> Response:
        form = await _form(request)
        asked = pages.Asked()
        if form:
            asked = pages.Asked(
                form.get("text", "").replace("\r\n", "\n"), form.get("file", ""), form.get("gazetteer", ""),
                _number(form, "threshold", float), form.get("word", "").strip("\r\n"), _number(form, "start", int),
            )  # fmt: skip
        return HTMLResponse(await self._run(pages.text_page, self._served, asked, is_answer=bool(form)))

    async def compare(self, request: Request) -> Response:
        a, b, kind = (request.query_params.get(name, "") for name in ("a", "b", "type"))
        return HTMLResponse(await self._run(pages.compare_page, self._served, a, b, kind or "person"))

    async def api(self, operation: Operation, request: Request) -> Response:
        if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
            raise RefusedError(415, "send JSON, with the header Content-Type: application/json")
        asked = read(operation.asked, await body_of(request))
        return as_json(await self._run(operation.do, self._served, asked))

    async def openapi(self, request: Request) -> Response:
        return as_json(openapi())

    async def file(self, request: Request) -> Response:
        kind = "text/css" if request.url.path.endswith(".css") else "text/javascript"
        return Response(pages.FILES[request.url.path], media_type=kind)

    async def reconcile(self, request: Request) -> Response:
        gazetteer = self._served.name_of(request.path_params.get("gazetteer", ""))
        form = await _form(request) or dict(request.query_params)
        for name, answer in (("queries", reconciliation.reconcile), ("extend", reconciliation.extend)):
            if name in form:
                return as_json(await self._run(answer, self._served, gazetteer, parsed(form[name])))
        if request.method == "POST":
            raise RefusedError(400, "send a form with queries or extend")
        return as_json(reconciliation.manifest(str(request.base_url).rstrip("/"), gazetteer))

    async def suggest(self, request: Request) -> Response:
        kind, asked = request.path_params["kind"], request.query_params
        if kind not in reconciliation.SUGGESTED:
            raise RefusedError(404, f"suggestions are of {', '.join(reconciliation.SUGGESTED)}")
        gazetteer = self._served.name_of(request.path_params["gazetteer"])
        cursor = _number(asked, "cursor", int) or 0
        return as_json(
            await self._run(reconciliation.suggest, self._served, gazetteer, kind, asked.get("prefix", ""), cursor)
        )

    async def properties(self, request: Request) -> Response:
        self._served.name_of(request.path_params["gazetteer"])
        limit = _number(request.query_params, "limit", int)
        proposed = reconciliation.properties()[: max(limit or 0, 0) or None]
        return as_json({"type": request.query_params.get("type", ""), "properties": proposed})

    async def entity(self, request: Request) -> Response:
        gazetteer = self._served.gazetteers[self._served.name_of(request.path_params["gazetteer"])]
        entity = entity_of(gazetteer, request.query_params.get("id", ""))
        return HTMLResponse(pages.entity_page(entity), headers=FRAMED)


async def _form(request: Request) -> dict[str, str]:
    """Return the fields of a form that was sent, the last of each name; none if nothing was."""
    if request.method != "POST":
        return {}
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise RefusedError(415, "send a form, with the header Content-Type: application/x-www-form-urlencoded")
    try:
        text = (await body_of(request)).decode()
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"))
    except ValueError:
        raise RefusedError(400, "the form cannot be read") from None


def _number(form: Mapping[str, str], name: str, kind: type[Any]) -> Any:
    """Return a number of a form, ``None`` if it has none of this name."""
    try:
        return kind(form[name]) if form.get(name) else None
    except ValueError:
        raise RefusedError(400, f"{name} must be a number") from None
