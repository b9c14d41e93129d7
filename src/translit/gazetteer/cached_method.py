"""Methods with a bounded cache that belongs to one object and is freed with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast
from weakref import ref

F = TypeVar("F", bound=Callable[..., Any])


def cached_method(maxsize: int) -> Callable[[F], F]:
    """Return a decorator that caches the results of a method, the last ``maxsize`` for each object.

    Results are shared by all callers, so they should be immutable. The cache refers to its object weakly: an ``lru_cache``
    over a bound method would keep the object and its mapped file until the next garbage collection.
    """

    def decorate(method: F) -> F:
        return cast(F, _CachedMethod(method, maxsize))

    return decorate


class _CachedMethod:
    """Puts the cached method into an object when it is first called; from then on nothing stands between."""

    def __init__(self, method: Callable[..., Any], maxsize: int) -> None:
        self._method, self._maxsize = method, maxsize
        self.__doc__, self.__wrapped__ = method.__doc__, method

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        method, weakly = self._method, ref(instance)
        cached = lru_cache(self._maxsize)(lambda *args: method(weakly(), *args))
        instance.__dict__[self._name] = cached
        return cached
