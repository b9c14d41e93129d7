"""The wing behind ``normalize serve``: a page to try a text, a JSON API, and reconciliation for OpenRefine.

It needs the extra ``web`` (Starlette, uvicorn). What it offers is a :class:`~translit.web.served.Served`; its answers are
those of the library.
"""
