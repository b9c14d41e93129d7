"""The addresses of buffers, which the library is called with."""

from __future__ import annotations

import ctypes
from array import array


class _Buffer(ctypes.Structure):
    """What Python's buffer protocol tells of an object; only its address is used."""

    _fields_ = (
        ("buf", ctypes.c_void_p),
        ("obj", ctypes.py_object),
        ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t),
        ("readonly", ctypes.c_int),
        ("ndim", ctypes.c_int),
        ("format", ctypes.c_char_p),
        ("shape", ctypes.c_void_p),
        ("strides", ctypes.c_void_p),
        ("suboffsets", ctypes.c_void_p),
        ("internal", ctypes.c_void_p),
    )


def address_of(view: memoryview) -> int:
    """Return where a view begins, for as long as the view lives; a mapped file cannot be asked in any other way."""
    buffer = _Buffer()
    ctypes.pythonapi.PyObject_GetBuffer(ctypes.py_object(view), ctypes.byref(buffer), 0)
    address = buffer.buf or 0
    ctypes.pythonapi.PyBuffer_Release(ctypes.byref(buffer))
    return int(address)


def address(values: array[int] | array[float]) -> int:
    """Return where an array begins, until it grows."""
    return values.buffer_info()[0]
