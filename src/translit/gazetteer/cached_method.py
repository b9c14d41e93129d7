"""Methods with a bounded cache that belongs to one object and is freed with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast
from weakref import ref

F = TypeVar("F", bound=Callable[..., Any])


def cached_method(maxsize: int) -> Callable[[F], F]:
    """Return a decorator that caches the results of a method, the last ``maxsize`` for each object.

    Results are shared by all callers, so they should be immutable. The cache refers to its object weakly: an ``lru_cache``
    over a bound method would keep the object and its mapped file until the next garbage collection.
    """

    def decorate(method: F) -> F:
        attribute = f"_cache_of_{method.__name__}"

        @wraps(method)
        def cached(self: Any, *args: Any) -> Any:
            try:
                cache = self.__dict__[attribute]
            except KeyError:
                owner: Any = ref(self)
                cache = self.__dict__[attribute] = lru_cache(maxsize)(lambda *args: method(owner(), *args))
            return cache(*args)

        return cast(F, cached)

    return decorate
